"""Rows of a table in text: cells with a separator between them, some in quotes.

A row whose quotes do not match is told as such, and the line after its first is read again.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

QUOTE = '"'
COMMA = ","
# A cell of more lines than this has lost its closing quote, surely where they look like rows.
MOST_LINES = 40
LONGEST_CELL = 10_000_000


MATCHING_QUOTES = 'each quoted cell closed: "like this"; a quote inside one is doubled, ""'


class Row(NamedTuple):
    """A row of a table: the number of its first line, the text there, and its cells.

    `cells` is None where the quotes in the row do not match.
    """

    line: int
    text: str
    cells: list[str] | None


def lines_of(text: str) -> Iterator[str]:
    """Give the lines of a text, without their ends."""
    return (line.rstrip("\r") for line in text.split("\n"))


class Shape(NamedTuple):
    """What rows are like: how many cells, and whether a line could well be a row of its own."""

    many: int
    is_row: Callable[[str], bool]


def rows_of(
    lines: Iterable[str],
    separator: str = COMMA,
    shape: Shape | None = None,
    columns: int = 0,
    first: int = 1,
) -> Iterator[Row]:
    """Give each row of a table, whose first line has that number. Lines come without their ends.

    A line that still has its carriage return keeps it within a quoted cell, and loses it at the
    end of the row.
    Where the rows' shape is known, cells of several lines must make a row of it, and no line in
    them may be one by itself; else a quote was lost, and only the first line is in doubt.
    In a table of so many columns a cell has as many lines as it takes. But where they are more than
    `MOST_LINES`, and some look like rows, nobody can tell: then each of them is in doubt.
    """
    reader = _Lines(lines, first)
    for whole in reader:
        line, text = reader.number, whole.rstrip("\r")
        if QUOTE not in text:
            yield Row(line, text, text.split(separator))
        else:
            taken: list[str] = []
            cells = _all_quoted(text, separator) or _quoted(
                whole, reader, separator, taken, shape, columns
            )
            in_doubt = _look_like_rows(taken, separator, columns)
            yield Row(line, text, None if in_doubt else cells)
            for number, each in enumerate(taken if in_doubt else (), line + 1):
                yield Row(number, each.rstrip("\r"), None)


class _Lines:
    """Lines with their numbers, some of which may be put back."""

    def __init__(self, lines: Iterable[str], first: int) -> None:
        self.lines = iter(lines)
        self.ahead: deque[str] = deque()
        self.number = first - 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Give the next line; its number is `number` then."""
        line = self.ahead.popleft() if self.ahead else next(self.lines)
        self.number += 1
        return line

    def put_back(self, lines: list[str]) -> None:
        """Put lines back, to be given again."""
        self.ahead.extendleft(reversed(lines))
        self.number -= len(lines)


def _all_quoted(text: str, separator: str) -> list[str] | None:
    """Split a row whose every cell is in plain quotes, at speed; None for any other."""
    if text[0] != QUOTE or text[-1] != QUOTE:
        return None
    cells = text[1:-1].split(f"{QUOTE}{separator}{QUOTE}")
    return cells if text.count(QUOTE) == 2 * len(cells) else None


def _quoted(  # noqa: PLR0913, PLR0917 - what a row in quotes hangs on
    text: str, reader: _Lines, separator: str, taken: list[str], shape: Shape | None, columns: int
) -> list[str] | None:
    """Split a row that has quotes in it, with as many further lines `taken` as its cells take."""
    import csv  # noqa: PLC0415 - only quotes need it

    csv.field_size_limit(LONGEST_CELL)

    def lines() -> Iterator[str]:
        yield f"{text}\n"
        for line in islice(reader, None if columns else MOST_LINES):
            taken.append(line)
            yield f"{line}\n"

    try:
        cells = next(csv.reader(lines(), delimiter=separator, strict=True))
    except csv.Error:
        cells = []
    if taken and shape and (len(cells) != shape.many or any(map(shape.is_row, taken))):
        cells = []
    if not cells:
        reader.put_back(taken)
        taken.clear()
    return cells or None


def _look_like_rows(taken: list[str], separator: str, columns: int) -> bool:
    """Whether too many lines of a cell for it to be sure have as many cells as a row."""
    if not columns or len(taken) <= MOST_LINES:
        return False
    return any(line.count(separator) == columns - 1 for line in taken[:-1])


@lru_cache(maxsize=8)
def _cell(separator: str) -> "re.Pattern[str]":
    """A cell as it stands in a line: in quotes, or up to the next separator."""
    between = re.escape(separator)
    return re.compile(f'(?:^|(?<={between}))(?:"(?:[^"]|"")*"?|[^{between}]*)(?={between}|$)')


def quoted(cell: str) -> str:
    """Write a cell, in quotes where it needs them."""
    return '"' + cell.replace('"', '""') + '"' if {COMMA, QUOTE, "\n", "\r"} & set(cell) else cell


def span_of(text: str, cell: int, separator: str = COMMA) -> tuple[int, int]:
    """Where a cell stands in a line: its start and its length."""
    found = list(_cell(separator).finditer(text))
    if cell >= len(found):
        return len(text), 0
    return found[cell].start(), len(found[cell][0])
