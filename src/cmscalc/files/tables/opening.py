"""Opening a table of cases: CSV, lines of JSON or Parquet, by its ending or by what is in it."""

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cmscalc.files.problems import Problem
from cmscalc.files.sources import NOT_TEXT, STANDARD_INPUT, refused, short_name, why_not_read
from cmscalc.files.tables import blocks
from cmscalc.files.tables.blocks import Block, begins, blocks_of, part_of
from cmscalc.files.tables.csv_table import MARK, head_of, wrong_at

CSV, JSON, PARQUET = "csv", "jsonl", "parquet"
ENDINGS = {
    ".csv": CSV,
    ".jsonl": JSON,
    ".ndjson": JSON,
    ".json": JSON,
    ".parquet": PARQUET,
    ".pq": PARQUET,
}
PARQUET_MARK = b"PAR1"


class Shard(NamedTuple):
    """One of several equal runs of neighbouring rows: the first is 1."""

    number: int
    of: int

    def within(self, size: int) -> tuple[int, int]:
        """Where it begins and ends among so many."""
        return size * (self.number - 1) // self.of, size * self.number // self.of


WHOLE = Shard(1, 1)


class Table(NamedTuple):
    """An open table: how its lines are called, its kind, and its columns.

    `first` is what was read of a text already, `file` the rest of it; `size` is how many bytes of
    rows there are, None for what is no file and can be read only once. For Parquet, `file` reads
    it, and `size` is in rows. `mark` is what a text began with to say that it is UTF-8.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    header: str
    file: Any
    first: Block
    size: int | None
    mark: bytes = b""


def kind_of(path: str) -> str:
    """Give the kind of table a file name says; nothing for a name that says none."""
    return ENDINGS.get(Path(path).suffix.lower(), "")


@contextmanager
def opened(path: str) -> Iterator[Table]:
    """Open a table of cases. Raises Problems, with a sentence, where it is none."""
    name = short_name(path)
    if kind_of(path) == PARQUET:
        with _parquet(path, name) as file:
            names = tuple(file.schema_arrow.names)
            rows = file.metadata.num_rows
            yield Table(name, PARQUET, names, "", file, Block(b"", 1, 0), rows)
        return
    file, size = _open(path, name)
    try:
        yield _of_text(path, name, file, size)
    finally:
        if path != STANDARD_INPUT:
            file.close()


def _of_text(path: str, name: str, file: BinaryIO, size: int | None) -> Table:
    data = file.read(blocks.BLOCK) if size is not None else _some(file)
    if data.startswith(PARQUET_MARK):
        raise refused(name, "a Parquet file by another name", "a name that ends in .parquet")
    kind = kind_of(path) or (JSON if begins(data, (b"{", b"[")) else CSV)
    if kind == CSV:
        head = head_of(data, name)
        left = None if size is None else size - head.rest.start
        mark = MARK if data.startswith(MARK) else b""
        return Table(name, kind, head.names, head.text, file, head.rest, left, mark)
    for mark, found, wanted in NOT_TEXT:
        if data.startswith(mark):
            raise refused(name, found, wanted)
    if not data.strip():
        raise refused(name, "an empty file", "a line of JSON for each case")
    from cmscalc.files.tables.json_keys import keys_in  # noqa: PLC0415 - only JSON loads it

    first = Block(data, 1, 0)
    keys = keys_in(first, name, "" if size is None else path)
    return Table(name, kind, keys, "", file, first, size)


def _open(path: str, name: str) -> tuple[BinaryIO, int | None]:
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise refused(name, "no standard input to read", "the name of a file")
        return sys.stdin.buffer, None
    try:
        status = Path(path).stat()
        size = status.st_size if stat.S_ISREG(status.st_mode) else None
        return Path(path).open("rb"), size
    except (OSError, ValueError) as fault:
        raise why_not_read(path, name, fault) from None


def _some(file: BinaryIO) -> bytes:
    """Read the beginning of standard input, which gives what it has and no more."""
    read = BytesIO()
    while read.tell() < blocks.BLOCK:
        more = file.read(blocks.BLOCK - read.tell())
        if not more:
            break
        read.write(more)
    return read.getvalue()


def _parquet(path: str, name: str) -> Any:  # noqa: ANN401 - a file of an extra
    try:
        from cmscalc.files.tables.parquet import open_parquet  # noqa: PLC0415 - an extra
    except ImportError:
        raise refused(name, "a Parquet file, which needs the extra", WITH_THE_EXTRA) from None
    return open_parquet(path, name)


WITH_THE_EXTRA = "python -m pip install 'cmscalc[batch]'; or a CSV file"


def blocks_in(table: Table, shard: Shard = WHOLE) -> Iterator[tuple[int, Block]]:
    """Give the blocks of a text, numbered, or what of them is in a shard."""
    start, end = shard.within(table.size or 0)
    quoted = table.kind == CSV
    for number, block in enumerate(blocks_of(table.file, table.first, quoted=quoted)):
        some: Block | None = block
        if shard.of > 1:
            first = table.first.start
            some = part_of(block, first + start, first + end, quoted=quoted)
        if some:
            yield number, some


def header_problem(table: Table, column: int, found: str, wanted: str, hint: str = "") -> Problem:
    """A problem of a column of the header."""
    if table.kind == CSV:
        return wrong_at(table.name, 1, table.header, column, found, wanted, hint)
    return Problem(table.name, "", 0, 0, found, wanted, hint, in_file=True)
