"""Parquet files of cases: read a batch of rows at a time, and written batch by batch."""

from collections.abc import Iterator
from contextlib import suppress
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from cmscalc.files.sources import refused, why_not_read

ROWS = 65_536


def open_parquet(path: str, name: str) -> pq.ParquetFile:
    """Open a Parquet file. Raises Problems, with a sentence, where it is none."""
    try:
        # Reading ahead would make memory grow with the file.
        return pq.ParquetFile(path, pre_buffer=False, memory_map=False)
    except pa.ArrowInvalid:
        raise refused(name, "not a Parquet file", "one that a data tool wrote whole") from None
    except (OSError, ValueError) as fault:
        raise why_not_read(path, name, fault) from None


def tables_in(
    file: pq.ParquetFile, name: str, start: int, end: int, rows: int = ROWS
) -> Iterator[tuple[int, pa.Table]]:
    """Give the rows from one number to before another in tables of so many, each with its first."""
    at = 0
    try:
        for batch in file.iter_batches(batch_size=rows, use_threads=False):
            # Text that is not UTF-8 is found here, before it is in anything written.
            batch.validate(full=True)
            first, last = max(start - at, 0), min(end - at, batch.num_rows)
            if first < last:
                yield at + first, pa.Table.from_batches([batch.slice(first, last - first)])
            at += batch.num_rows
            if at >= end:
                return
    except (pa.ArrowException, OSError) as wrong:
        why = str(wrong).splitlines()[0]
        found = f"a Parquet file that cannot be read past row {at:,}: {why}"
        raise refused(name, found, "the file made again") from None


class ParquetOut:
    """Writes tables of one schema to an open file."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        # The least and the greatest of texts that are in no order help no reader, and take time.
        numbers = [field.name for field in schema if not pa.types.is_string(field.type)]
        self.writer = pq.ParquetWriter(
            file,
            schema,
            use_dictionary=False,
            store_decimal_as_integer=True,
            write_statistics=numbers,
            write_batch_size=ROWS,
        )

    def write(self, table: pa.Table) -> None:
        """Write a table as one group of rows."""
        self.writer.write_table(table)

    def close(self) -> None:
        """Write the end, without which the file is none."""
        self.writer.close()

    def drop(self) -> None:
        """Give up, whatever the system says to that: the file is not kept."""
        with suppress(OSError, pa.ArrowException):
            self.writer.close()
        # Else it tries once more when it is forgotten, and complains on standard error.
        self.writer.is_open = False


__all__ = ["ParquetOut", "open_parquet", "tables_in"]
