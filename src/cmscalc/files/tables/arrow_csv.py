"""Blocks of CSV as tables of Arrow's, every cell as text."""

import csv
from collections.abc import Iterable, Sequence
from functools import reduce
from io import StringIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from cmscalc.files.csv_rows import MOST_LINES
from cmscalc.files.tables.arrow_quotes import plain_quotes
from cmscalc.files.tables.blocks import QUOTE, Block
from cmscalc.files.tables.csv_table import MARK

RETURN, LINE_END = b"\r", b"\r\n"


def table_of(block: Block, names: Sequence[str]) -> pa.Table | None:
    """Read a block of CSV, every cell as text, a blank one as none.

    None for a block whose rows must be read one by one.
    """
    data = block.data
    if len(names) == 1 or _has_lone_return(data):
        return None
    # What is a character here, Arrow takes for the beginning of a file.
    if data.startswith(MARK) or not _is_text(data):
        return None
    has_quotes = QUOTE in data
    if has_quotes and not plain_quotes(data):
        return _with_quotes(data.decode(), names)
    ragged: list[Any] = []

    def skip(row: Any) -> str:  # noqa: ANN401 - Arrow's own type
        ragged.append(row)
        return "skip"

    try:
        found = pa.csv.read_csv(
            pa.BufferReader(data),
            pa.csv.ReadOptions(
                use_threads=False, column_names=list(names), block_size=len(data) + 1
            ),
            pa.csv.ParseOptions(
                quote_char=QUOTE.decode() if has_quotes else False,
                double_quote=False,
                invalid_row_handler=skip,
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if ragged else _without_blanks(found)


def _without_blanks(table: pa.Table) -> pa.Table:
    """Leave out rows in which every cell is blank."""
    if not all(column.null_count for column in table.columns):
        return table
    said = reduce(pc.or_, (pc.is_valid(column) for column in table.columns))
    return table.filter(said)


def _has_lone_return(data: bytes) -> bool:
    return RETURN in data and data.count(RETURN) != data.count(LINE_END)


def _is_text(data: bytes) -> bool:
    try:
        return data.isascii() or bool(data.decode())
    except UnicodeDecodeError:
        return False


def _with_quotes(text: str, names: Sequence[str]) -> pa.Table | None:
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), strict=True) if any(row)]
    except csv.Error:
        return None
    if any(len(row) != len(names) for row in rows):
        return None
    # A cell of very many lines has lost a quote: which, the reader of single rows finds.
    if text.count("\n") - len(rows) > MOST_LINES and any(_long(row) for row in rows):
        return None
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table([texts_or_none(column) for column in columns], names=list(names))


def texts_or_none(cells: Iterable[str]) -> pa.StringArray:
    """Put cells in a column, a blank one as none."""
    return pa.array([cell or None for cell in cells], pa.string())


def _long(row: Sequence[str]) -> bool:
    return sum(cell.count("\n") for cell in row) > MOST_LINES
