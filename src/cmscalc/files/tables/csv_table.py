"""A CSV file of cases: its header, and its rows one by one with their lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cmscalc.files.csv_rows import MATCHING_QUOTES, MOST_LINES, QUOTE, Row, rows_of, span_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import NOT_TEXT, UTF_8, refused
from cmscalc.files.tables.blocks import Block

MARK = b"\xef\xbb\xbf"
# What stands for a character that could not be read.
UNREAD = "\ufffd"
NOT_UTF_8 = f"a character that is not UTF-8 (wanted: {UTF_8})"
UNMATCHED = f"quotes that do not match, or over {MOST_LINES} lines in them, some like rows"
WITHIN = "a line in quotes that began on a line before it, or after a quote that was lost"
OTHERS = {";": "semicolons", "\t": "tabs"}


class Head(NamedTuple):
    """The first line of a CSV file, its names, and the bytes read after it."""

    text: str
    names: tuple[str, ...]
    rest: Block


def head_of(data: bytes, name: str) -> Head:
    """Read the header out of the beginning of a file. Raises Problems."""
    for mark, found, wanted in NOT_TEXT:
        if data.startswith(mark):
            raise refused(name, found, wanted)
    skipped = len(MARK) if data.startswith(MARK) else 0
    line, newline, rest = data[skipped:].partition(b"\n")
    if b"\0" in line:
        raise refused(name, "not a text file", "CSV, made by a spreadsheet or a text editor")
    try:
        text = line.decode("utf-8").rstrip("\r")
    except UnicodeDecodeError:
        found = "a header with a character that is not UTF-8"
        raise refused(name, found, UTF_8) from None
    start = skipped + len(line) + len(newline)
    return Head(text, _names(text, data, name), Block(rest, 2, start))


def _names(text: str, data: bytes, name: str) -> tuple[str, ...]:
    if not text.strip():
        found = "an empty first line" if data.strip() else "an empty file"
        wanted = "a header row first; `cmscalc batch --template` writes one"
        raise Problems([wrong_at(name, 1, text, 0, found, wanted)])
    if "\r" in text:
        found = "lines that end as on an old Mac"
        raise Problems([wrong_at(name, 1, "", 0, found, "the file saved again as CSV")])
    row = next(rows_of([text]))
    if row.cells is None:
        raise Problems(
            [wrong_at(name, 1, text, 0, "a header whose quotes do not match", MATCHING_QUOTES)]
        )
    if len(row.cells) == 1:
        for separator, called in OTHERS.items():
            if separator in text:
                wanted = "commas: save it as CSV with commas between the cells"
                found = f"{called} between the cells"
                raise Problems([wrong_at(name, 1, text, 0, found, wanted)])
    return tuple(cell.strip() for cell in row.cells)


def rows_in(block: Block, columns: int) -> Iterator[Row]:
    """Give the rows of a block of so many columns, each with its line in the file.

    A blank line is none, nor is a row of blank cells, of which a spreadsheet may leave hundreds.
    """
    for row in rows_of(text_of(block.data).split("\n"), columns=columns, first=block.line):
        if (row.cells is None or any(row.cells)) and not row.text.isspace():
            yield row


def fitted(row: Row, names: Sequence[str]) -> tuple[list[str], str]:
    """Fit a row's cells to the header, and say what is wrong with them if anything is.

    Whatever has no column is in the sentence, so that nothing is lost.
    """
    many = len(names)
    if row.cells is None:
        text = in_utf_8(row.text)
        found = UNMATCHED if QUOTE in text else WITHIN
        return [""] * many, f"{found}: {text} (wanted: {MATCHING_QUOTES})"
    cells = row.cells
    if not is_utf_8("".join(cells)):
        readable = [in_utf_8(cell) for cell in cells[:many]]
        return readable + [""] * (many - len(readable)), NOT_UTF_8
    if len(cells) == many:
        return cells, ""
    count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    found = f"{count} in this row, and {many} in the header; a cell with a comma in it has quotes"
    if len(cells) > many:
        # A blank one too: a comma without quotes has moved every cell after it.
        return cells[:many], f"{found}. Left over: {', '.join(cells[many:]) or 'an empty cell'}"
    return cells + [""] * (many - len(cells)), found


def text_of(data: bytes) -> str:
    """Give bytes as text. What is not UTF-8 is kept as `is_utf_8` can tell it from any other."""
    return data.decode("utf-8", "surrogateescape")


def is_utf_8(text: str) -> bool:
    """Whether a text can be written as UTF-8."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def in_utf_8(text: str) -> str:
    """Give a text with a mark for each character that could not be read."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def wrong_at(  # noqa: PLR0913, PLR0917 - a problem in a file has this many parts
    name: str, line: int, text: str, cell: int, found: str, wanted: str, hint: str = ""
) -> Problem:
    """A problem in a cell of a row."""
    start, length = span_of(text, cell) if text else (0, 0)
    where = f"{name}:{line}:{start + 1}"
    return Problem(where, text, start, length, found, wanted, hint, in_file=True)
