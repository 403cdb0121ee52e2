"""Blocks of CSV as tables of Arrow's, and such tables as CSV: the same bytes as row by row."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from cmscalc.core.printable import FORMULA_STARTS, inert_cell
from cmscalc.files.csv_rows import COMMA, MOST_LINES, quoted
from cmscalc.files.tables.arrow_texts import as_carried, as_values, one_array
from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.csv_table import MARK
from cmscalc.files.tables.json_lines import with_answers
from cmscalc.files.tables.output import Bytes
from cmscalc.files.tables.rows import Said

WORKING = "working"
QUOTE, RETURN, LINE_END = b'"', b"\r", b"\r\n"
NEWLINE = ord("\n")
STARTS = (
    "^[" + "".join(f"\\{each}" if each.isprintable() else each for each in FORMULA_STARTS) + "]"
)
IN_QUOTES = '[,"\n\r]'
NEED_QUOTES = b',"\n\r'
STARTS_ODD = np.isin(np.arange(256), [ord(each) for each in FORMULA_STARTS])


def table_of(block: Block, names: Sequence[str]) -> pa.Table | None:
    """Read a block of CSV, every cell as text, a blank one as none.

    None for a block whose rows must be read one by one.
    """
    if len(names) == 1 or _has_lone_return(block.data):
        return None
    # What is a character here, Arrow takes for the beginning of a file.
    if block.data.startswith(MARK):
        return None
    if not _is_text(block.data):
        return None
    if QUOTE in block.data:
        return _with_quotes(block, names)
    ragged: list[Any] = []

    def skip(row: Any) -> str:  # noqa: ANN401 - Arrow's own type
        ragged.append(row)
        return "skip"

    try:
        found = pa.csv.read_csv(
            pa.BufferReader(block.data),
            pa.csv.ReadOptions(
                use_threads=False, column_names=list(names), block_size=len(block.data) + 1
            ),
            pa.csv.ParseOptions(quote_char=False, invalid_row_handler=skip),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if ragged else found


def _has_lone_return(data: bytes) -> bool:
    return RETURN in data and data.count(RETURN) != data.count(LINE_END)


def _is_text(data: bytes) -> bool:
    try:
        return data.isascii() or bool(data.decode())
    except UnicodeDecodeError:
        return False


def _with_quotes(block: Block, names: Sequence[str]) -> pa.Table | None:
    text = block.data.decode()
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), strict=True) if row]
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


def csv_of(table: pa.Table) -> list[Bytes]:
    """Write a table as CSV without its header, every text safe to open in a spreadsheet."""
    if not len(table):
        return []
    first = pc.binary_join_element_wise("", _cells(one_array(table.column(0))), "\n")
    lines, end = _lines(first, table.columns[1:])
    return [lines[1:], end]


def csv_with(data: bytes, table: pa.Table, answers: Sequence[str]) -> list[Bytes]:
    """Write the lines of CSV that were read, as they were, with their answers added.

    Where they cannot stand as they were, since a spreadsheet would run one of their cells or a
    blank line was passed over, this is `csv_of`.
    """
    lines = _as_read(data, len(table))
    read = table.columns[: -len(answers)]
    if lines is None or any(_may_be_odd(each) for column in read for each in column.chunks):
        return csv_of(table)
    return _lines(lines, table.select(answers).columns)


def _as_read(data: bytes, rows: int) -> pa.StringArray | None:
    """Give lines, each but the first with the line's end before it; None if they are not rows."""
    if not rows or not data or QUOTE in data or RETURN in data:
        return None
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE)
    bounds = np.empty(rows + 1, np.int32)
    if len(ends) + (not data.endswith(b"\n")) != rows:
        return None
    bounds[0], bounds[-1] = 0, len(data) - data.endswith(b"\n")
    bounds[1:-1] = ends[: rows - 1]
    return pa.StringArray.from_buffers(rows, pa.py_buffer(bounds), pa.py_buffer(data))


def _lines(first: pa.StringArray, columns: Sequence[pa.ChunkedArray]) -> list[Bytes]:
    """Write columns behind a first one; blank ones next to each other are one text of commas."""
    cells: list[Any] = [first]
    for blank, some in groupby(columns, key=lambda column: column.null_count == len(column)):
        if blank:
            cells.append(pa.scalar(COMMA * (len(list(some)) - 1)))
        else:
            cells += [_cells(one_array(column)) for column in some]
    lines = pc.binary_join_element_wise(*cells, COMMA)
    _, offsets, data = lines.buffers()
    return [memoryview(data)[: _end(offsets, len(lines))], b"\n"]


def json_of(table: pa.Table) -> list[Bytes]:
    """Write a table as lines of JSON: money and other decimals as text, nothing as null."""
    lines = (json.dumps(row, ensure_ascii=False) for row in _objects(table))
    return ["".join(f"{line}\n" for line in lines).encode()]


def json_with(rows: Sequence[Said], answers: pa.Table) -> list[Bytes]:
    """Write the lines of JSON that were read, as they were, with their answers added."""
    pairs = zip(rows, _objects(answers), strict=True)
    lines = (with_answers(said.json, told) for said, told in pairs if said.json)
    return ["".join(f"{line}\n" for line in lines).encode()]


def _objects(table: pa.Table) -> Iterator[dict[str, Any]]:
    names = table.column_names
    columns = [as_values(one_array(column)) for column in table.columns]
    if WORKING in names:
        place = names.index(WORKING)
        columns[place] = [each and json.loads(each) for each in columns[place]]
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def _end(offsets: pa.Buffer, rows: int) -> int:
    return int.from_bytes(memoryview(offsets)[4 * rows : 4 * rows + 4], "little")


def _cells(column: pa.Array) -> pa.Array:
    """Write a column as the cells of CSV, every text made safe."""
    text = as_carried(column)
    if pa.types.is_decimal(column.type):
        return text
    if not _may_be_odd(text):
        return text
    odd = pc.or_(pc.match_substring_regex(text, IN_QUOTES), pc.match_substring_regex(text, STARTS))
    if not pc.any(odd).as_py():
        return text
    shown = [
        quoted(inert_cell(cell)) if is_odd else cell
        for cell, is_odd in zip(text.to_pylist(), odd.to_pylist(), strict=True)
    ]
    return pa.array(shown, pa.string())


def _may_be_odd(text: pa.StringArray) -> bool:
    """Look at all bytes of a column at once: False where no cell needs quotes or an apostrophe."""
    _, offsets, data = text.buffers()
    if not data or not len(text):
        return False
    bounds = np.frombuffer(offsets, np.int32)[text.offset : text.offset + len(text) + 1]
    used = np.frombuffer(data, np.uint8)[bounds[0] : bounds[-1]]
    if not len(used):
        return False
    # A blank cell is looked at by the first byte of the next one, or the last byte of all.
    if STARTS_ODD[used[np.minimum(bounds[:-1] - bounds[0], len(used) - 1)]].any():
        return True
    return any((used == each).any() for each in NEED_QUOTES)
