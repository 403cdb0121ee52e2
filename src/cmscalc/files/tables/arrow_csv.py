"""Blocks of CSV as tables of Arrow's, and such tables as CSV: the same bytes as row by row."""

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from math import isfinite
from numbers import Real
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from cmscalc.core.printable import FORMULA_STARTS, inert_cell
from cmscalc.files.csv_rows import quoted
from cmscalc.files.tables.arrow_texts import as_text, plain_text
from cmscalc.files.tables.blocks import Block

WORKING = "working"
QUOTE, RETURN, LINE_END = b'"', b"\r", b"\r\n"
STARTS = (
    "^[" + "".join(f"\\{each}" if each.isprintable() else each for each in FORMULA_STARTS) + "]"
)
IN_QUOTES = '[,"\n\r]'


def table_of(block: Block, names: Sequence[str]) -> pa.Table | None:
    """Read a block of CSV, every cell as text; None for one whose rows must be read one by one."""
    if block.data.count(RETURN) != block.data.count(LINE_END):
        return None
    if QUOTE in block.data:
        return _with_quotes(block, names)
    ragged: list[Any] = []

    def skip(row: Any) -> str:  # noqa: ANN401 - Arrow's own type
        ragged.append(row)
        return "skip"

    try:
        found = pa.csv.read_csv(
            BytesIO(block.data),
            pa.csv.ReadOptions(
                use_threads=False, column_names=list(names), block_size=len(block.data) + 1
            ),
            pa.csv.ParseOptions(quote_char=False, invalid_row_handler=skip),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if ragged else found


def _with_quotes(block: Block, names: Sequence[str]) -> pa.Table | None:
    try:
        text = block.data.decode("utf-8")
        rows = [row for row in csv.reader(StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error):
        return None
    if any(len(row) != len(names) for row in rows):
        return None
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table([pa.array(column, pa.string()) for column in columns], names=list(names))


def csv_of(table: pa.Table, carried: int) -> bytes:
    """Write a table as CSV without its header; the first columns are carried, so made safe."""
    if not len(table):
        return b""
    columns = [
        _cells(column.combine_chunks(), safe=at < carried)
        for at, column in enumerate(table.columns)
    ]
    last = pc.binary_join_element_wise(columns[-1], pa.scalar(""), "\n")
    lines = pc.binary_join_element_wise(*columns[:-1], last, ",") if len(columns) > 1 else last
    _, offsets, data = lines.buffers()
    return bytes(memoryview(data)[: _end(offsets, len(lines))])


def json_of(table: pa.Table) -> bytes:
    """Write a table as lines of JSON: money and other decimals as text, nothing as null."""
    lines = (json.dumps(_plain(row), ensure_ascii=False) for row in table.to_pylist())
    return "".join(f"{line}\n" for line in lines).encode()


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    told = {WORKING: json.loads(row[WORKING])} if row.get(WORKING) else {}
    return {name: _value(value) for name, value in row.items()} | told


def _value(value: Any) -> Any:  # noqa: ANN401 - a value of any type that a column may have
    if isinstance(value, Real) and not isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | Real):
        return value
    if isinstance(value, list):
        return [_value(each) for each in value]
    return plain_text(value)


def _end(offsets: pa.Buffer, rows: int) -> int:
    return int.from_bytes(memoryview(offsets)[4 * rows : 4 * rows + 4], "little")


def _cells(column: pa.Array, *, safe: bool) -> pa.Array:
    """Write a column as the cells of CSV; those that are carried are made safe."""
    text = as_text(column)
    if pa.types.is_decimal(column.type):
        return text
    odd = pc.match_substring_regex(text, IN_QUOTES)
    if safe:
        odd = pc.or_(odd, pc.match_substring_regex(text, STARTS))
    if not pc.any(odd).as_py():
        return text
    shown = [
        quoted(inert_cell(cell) if safe else cell) if is_odd else cell
        for cell, is_odd in zip(text.to_pylist(), odd.to_pylist(), strict=True)
    ]
    return pa.array(shown, pa.string())
