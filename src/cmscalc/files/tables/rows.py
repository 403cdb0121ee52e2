"""Rows of a text file of cases, as they come and as they are written with their answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.core.printable import FORMULA_STARTS, inert_cell
from cmscalc.files.csv_rows import quoted
from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.csv_table import UNREAD, fitted, in_utf_8, rows_in

if TYPE_CHECKING:
    from cmscalc.files.tables.json_lines import Line

# Several words in one cell.
BETWEEN = ";"
# A quote anywhere, or a cell that begins as a formula does.
ODD = re.compile(f'"|(?:^|,)[{re.escape("".join(FORMULA_STARTS))}]')


class Said(NamedTuple):
    """A row as it came: its line and text, its cells by the header, and what is wrong with it.

    `json` is the line itself, where it is one.
    """

    line: int
    text: str
    cells: Sequence[str]
    fault: str = ""
    column: int = 0
    json: "Line | None" = None


def csv_rows(block: Block, names: Sequence[str]) -> Iterator[Said]:
    """Give the rows of a block of CSV."""
    for row in rows_in(block, len(names)):
        cells, fault = fitted(row, names)
        if not fault:
            yield Said(row.line, row.text, cells)
            continue
        text = in_utf_8(row.text)
        # The first character that could not be read, if that is what is wrong.
        column = text.index(UNREAD) if text != row.text else 0
        yield Said(row.line, text, cells, fault, column)


class AsCsv:
    """Rows as CSV, safe to open in a spreadsheet."""

    def __init__(self, answers: Sequence[str]) -> None:
        self.answers = answers
        self.lines: list[str] = []

    def write(self, said: Said, answers: Mapping[str, Any]) -> None:
        """Write one row."""
        found = map(answers.get, self.answers)
        told = [each if isinstance(each, str) else _text(each) for each in found]
        line = f"{said.text},{','.join(told)}"
        # Most rows can stand as they were: nothing in quotes, and nothing that would run.
        if said.json or said.fault or ODD.search(line) or _has_more(line, said.cells, told):
            cells = [inert_cell(each) for each in (*said.cells, *told)]
            line = ",".join([quoted(each) for each in cells])
        self.lines.append(line)

    def data(self) -> list[bytes]:
        """Give everything written."""
        return ["".join([f"{line}\n" for line in self.lines]).encode()]


def _has_more(line: str, *cells: Sequence[str]) -> bool:
    """Whether there are commas and lines' ends in a line other than those between its cells."""
    return line.count(",") >= sum(map(len, cells)) or "\n" in line or "\r" in line


def _text(answer: object) -> str:
    if answer is None:
        return ""
    from cmscalc.files.tables.json_lines import plain_json  # noqa: PLC0415 - only for a working

    return plain_json(answer)
