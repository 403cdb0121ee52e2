"""The forms in which answers are written: CSV and lines of JSON as text, Parquet as tables."""

from collections.abc import Sequence
from typing import Any, BinaryIO, NamedTuple

from cmscalc.core.printable import inert_cell
from cmscalc.files.csv_rows import quoted
from cmscalc.files.tables.output import TextWriter, Writer


class TextForm(NamedTuple):
    """CSV with its header, or lines of JSON, which have none."""

    ending: str
    header: bytes = b""

    def begin(self, file: BinaryIO) -> Writer:
        """Write the header."""
        return TextWriter(file, self.header)


class ParquetForm(NamedTuple):
    """Parquet, of one schema."""

    schema: Any
    ending: str = ".parquet"

    def begin(self, file: BinaryIO) -> Writer:
        """Begin a file."""
        from cmscalc.files.tables.parquet import ParquetOut  # noqa: PLC0415 - an extra

        return ParquetOut(file, self.schema)


JSON_FORM = TextForm(".jsonl")


def csv_form(names: Sequence[str], mark: bytes = b"") -> TextForm:
    """CSV with a header of these names behind a mark, safe to open in a spreadsheet."""
    header = ",".join(quoted(inert_cell(name)) for name in names)
    return TextForm(".csv", mark + f"{header}\n".encode())
