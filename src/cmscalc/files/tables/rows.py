"""Rows of a text file of cases, as they come and as they are written with their answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.core.printable import FORMULA_STARTS, inert_cell
from cmscalc.files.csv_rows import COMMA, QUOTE, quoted
from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.csv_table import UNREAD, fitted, in_utf_8, rows_in

if TYPE_CHECKING:
    from cmscalc.files.tables.json_lines import Line

# Several words in one cell.
BETWEEN = ";"


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
        self.rows: list[tuple[Said, list[str]]] = []
        self.cells = 0
        self.as_it_came = True

    def write(self, said: Said, answers: Mapping[str, Any]) -> None:
        """Write one row."""
        found = map(answers.get, self.answers)
        told = [each if isinstance(each, str) else _text(each) for each in found]
        self.rows.append((said, told))
        self.cells += len(said.cells) + len(told)
        if said.json or said.fault:
            self.as_it_came = False

    def data(self) -> list[bytes]:
        """Give everything written."""
        text = "".join([f"{said.text},{','.join(told)}\n" for said, told in self.rows])
        # Mostly every row can stand as it was: nothing in quotes, and nothing that would run.
        if not self.as_it_came or _is_odd(text, len(self.rows), self.cells):
            text = "".join([f"{_line(said, told)}\n" for said, told in self.rows])
        return [text.encode()]


def _line(said: Said, told: list[str]) -> str:
    """Write a row that may not stand as it was."""
    line = f"{said.text},{','.join(told)}"
    if not (said.json or said.fault or _is_odd(f"{line}\n", 1, len(said.cells) + len(told))):
        return line
    return ",".join([quoted(inert_cell(each)) for each in (*said.cells, *told)])


def _is_odd(text: str, rows: int, cells: int) -> bool:
    """Whether some rows have quotes, what would run, or commas within cells.

    An end of a line within a cell came in quotes.
    """
    if QUOTE in text or "\r" in text or text.startswith(FORMULA_STARTS):
        return True
    if text.count(COMMA) != cells - rows:
        return True
    return any(
        start in text and (f"{COMMA}{start}" in text or f"\n{start}" in text)
        for start in FORMULA_STARTS
    )


def _text(answer: object) -> str:
    if answer is None:
        return ""
    from cmscalc.files.tables.json_lines import plain_json  # noqa: PLC0415 - only for a working

    return plain_json(answer)
