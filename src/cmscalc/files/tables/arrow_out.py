"""Tables of Arrow's as CSV or lines of JSON, with their answers: the same bytes as row by row."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cmscalc.core.printable import FORMULA_STARTS, inert_cell
from cmscalc.files.csv_rows import COMMA
from cmscalc.files.tables.arrow_pounds import pounds_as_text
from cmscalc.files.tables.arrow_quotes import are_needed, plain_quotes
from cmscalc.files.tables.arrow_texts import as_carried, as_values, one_array
from cmscalc.files.tables.blocks import NEWLINE, QUOTE
from cmscalc.files.tables.json_lines import with_answers
from cmscalc.files.tables.output import Bytes
from cmscalc.files.tables.rows import Said

WORKING = "working"
RETURN = b"\r"
STARTS = (
    "^[" + "".join(f"\\{each}" if each.isprintable() else each for each in FORMULA_STARTS) + "]"
)
IN_QUOTES = '[,"\n\r]'
NEED_QUOTES = b',"\n\r'
STARTS_ODD = np.isin(np.arange(256), [ord(each) for each in FORMULA_STARTS])


def csv_of(table: pa.Table) -> list[Bytes]:
    """Write a table as CSV without its header, every text safe to open in a spreadsheet."""
    if not len(table):
        return []
    first = pc.binary_join_element_wise("", _cells(one_array(table.column(0))), "\n")
    lines, end = _lines(first, table.columns[1:])
    return [lines[1:], end]


def csv_with(data: bytes, table: pa.Table, answers: Sequence[str]) -> list[Bytes]:
    """Write the lines of CSV that were read, as they were, with their answers added.

    Where they cannot stand as they were, since a spreadsheet would run one of their cells, or their
    quotes or ends are not as ours, this is `csv_of`.
    """
    lines = _as_read(data, len(table))
    read = table.columns[: -len(answers)]
    if lines is None or (_has_starts(data) and any(map(_may_run, _chunks(read)))):
        return csv_of(table)
    return _lines(lines, table.select(answers).columns)


def _has_starts(data: bytes) -> bool:
    """Whether what begins a formula is anywhere in a block: in most it is not."""
    return any(each.encode() in data for each in FORMULA_STARTS)


def _chunks(columns: Sequence[pa.ChunkedArray]) -> Iterator[pa.Array]:
    return (chunk for column in columns for chunk in column.chunks)


def _as_read(data: bytes, rows: int) -> pa.StringArray | None:
    """Give lines, each but the first with the line's end before it; None if they are not rows."""
    if not rows or not data or RETURN in data or not _stands_quoted(data):
        return None
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord(NEWLINE))
    bounds = np.empty(rows + 1, np.int32)
    if len(ends) + (not data.endswith(NEWLINE)) != rows:
        return None
    bounds[0], bounds[-1] = 0, len(data) - data.endswith(NEWLINE)
    bounds[1:-1] = ends[: rows - 1]
    return pa.StringArray.from_buffers(rows, pa.py_buffer(bounds), pa.py_buffer(data))


def _stands_quoted(data: bytes) -> bool:
    """Whether all quotes of a block, if any, are where they are written too."""
    if QUOTE not in data:
        return True
    quotes = plain_quotes(data)
    return quotes is not None and are_needed(data, quotes)


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


def json_with(rows: Iterable[Said], answers: pa.Table) -> list[Bytes]:
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
    pounds = pounds_as_text(column)
    if pounds is not None:
        return pounds.fill_null("")
    text = as_carried(column)
    if pa.types.is_decimal(column.type) or not _may_be_odd(text):
        return text
    return _quoted(_inert(text))


def _inert(text: pa.StringArray) -> pa.StringArray:
    """Make cells safe that a spreadsheet would run."""
    starts = pc.match_substring_regex(text, STARTS)
    shown = [inert_cell(cell) for cell in text.filter(starts).to_pylist()]
    return pc.replace_with_mask(text, starts, pa.array(shown, pa.string())) if shown else text


def _quoted(text: pa.StringArray) -> pa.StringArray:
    """Put cells in quotes that need them, each quote in them twice."""
    needs = pc.match_substring_regex(text, IN_QUOTES)
    if not pc.any(needs).as_py():
        return text
    doubled = pc.replace_substring(text, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), text)


def _may_be_odd(text: pa.StringArray) -> bool:
    """Look at all bytes of a column at once: False where no cell needs quotes or an apostrophe."""
    used, _ = _bytes(text)
    return _may_run(text) or any((used == each).any() for each in NEED_QUOTES)


def _may_run(text: pa.StringArray) -> bool:
    """Look at the cells' first bytes: False where no spreadsheet would run any."""
    used, starts = _bytes(text)
    # A blank cell is looked at by the first byte of the next one, or the last byte of all.
    return bool(len(used) and STARTS_ODD[used[np.minimum(starts, len(used) - 1)]].any())


def _bytes(text: pa.StringArray) -> tuple[Any, Any]:
    """Give the bytes of a column of text, and where among them each cell begins."""
    _, offsets, data = text.buffers()
    bounds = np.frombuffer(offsets or bytes(4), np.int32)
    bounds = bounds[text.offset : text.offset + len(text) + 1]
    used = np.frombuffer(data or b"", np.uint8)[bounds[0] : bounds[-1]]
    return used, bounds[:-1] - bounds[0]
