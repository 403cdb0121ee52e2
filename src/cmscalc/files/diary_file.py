"""A diary file: the rows of `[[diary]]` as CSV, beside a case file that then stays as it is."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import NamedTuple, TypeVar

from cmscalc.core.printable import FORMULA_STARTS
from cmscalc.files import words
from cmscalc.files.csv_rows import MATCHING_QUOTES, lines_of, rows_of, span_of
from cmscalc.files.output import alone_in, write_private
from cmscalc.files.payments_file import columns_of
from cmscalc.files.problems import NotWritten, Problem, Problems
from cmscalc.files.sources import Source, read_source
from cmscalc.files.words import Unreadable, closest, one_of
from cmscalc.ledger.case import DIARY_KINDS, DiaryEntry

T = TypeVar("T")
COLUMNS = ("date", "kind", "who", "what", "promised_by", "kept_on")
NEEDED = ("date", "what")
MOST_MEGABYTES = 10
OTHER = "other"


class DiaryFile(NamedTuple):
    """A diary file as it was read."""

    source: Source
    entries: tuple[DiaryEntry, ...]


def read_diary(path: str, name: str) -> DiaryFile:
    """Read a diary file. Raises Problems with everything wrong with it at once."""
    return diary_of(read_source(path, name, MOST_MEGABYTES))


def diary_of(source: Source) -> DiaryFile:
    """Read the text of a diary file."""
    return DiaryFile(source, _Rows(source).read())


class _Rows:
    """Goes through the rows of one file, and keeps every problem."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.columns = columns_of(source.line(1))

    def read(self) -> tuple[DiaryEntry, ...]:
        self.header()
        found: list[DiaryEntry] = []
        for line, text, cells in [] if self.problems else rows_of(lines_of(self.source.text)):
            if cells is None:
                self.wrong(
                    line,
                    text.partition('"')[0].count(","),
                    Unreadable("a row whose quotes do not match", MATCHING_QUOTES),
                )
                break
            if line > 1 and any(cell.strip() for cell in cells):
                found.append(self.row(line, cells))
        if self.problems:
            raise Problems(self.problems)
        return tuple(found)

    def header(self) -> None:
        for at, column in enumerate(self.columns):
            if column not in COLUMNS:
                near, listed = closest(column, COLUMNS), ", ".join(COLUMNS)
                found = f"an unknown column, {column!r}" if column else "a column with no name"
                self.wrong(1, at, Unreadable(found, f"one of {listed}", near))
            elif column in self.columns[:at]:
                found = f"the column {column!r} a second time"
                self.wrong(1, at, Unreadable(found, "each column once"))
        for column in NEEDED:
            if column not in self.columns and not self.problems:
                self.wrong(1, 0, Unreadable(f"no column {column!r}", f"a column {column}"))

    def row(self, line: int, cells: Sequence[str]) -> DiaryEntry:
        if len(cells) != len(self.columns):
            many = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            wanted = f"{len(self.columns)}, as in the header; a cell with a comma stands in quotes"
            self.wrong(line, len(self.columns), Unreadable(f"{many} in this row", wanted))
        given = dict(zip(self.columns, cells, strict=False))
        if "what" in given and not given["what"].strip():
            nothing = Unreadable("nothing that happened", "what was said or done")
            self.wrong(line, self.columns.index("what"), nothing)
        return DiaryEntry(
            on=self.value(line, "date", given, words.day) or date.min,
            kind=self.value(line, "kind", given, _kind) or OTHER,
            who=given.get("who", "").strip(),
            what=given.get("what", "").strip(),
            source=f"{self.source.name}:{line}",
            promised_by=self.value(line, "promised_by", given, words.day),
            kept_on=self.value(line, "kept_on", given, words.day),
        )

    def value(
        self, line: int, column: str, given: dict[str, str], read: Callable[[str], T]
    ) -> T | None:
        """Read a cell, or keep the problem; an empty one is nothing, but a row needs its day."""
        text = given.get(column, "").strip()
        if not text and column not in NEEDED:
            return None
        try:
            return read(text)
        except Unreadable as wrong:
            self.wrong(line, self.columns.index(column), wrong)
            return None

    def wrong(self, line: int, cell: int, problem: Unreadable) -> None:
        text = self.source.line(line)
        start, length = span_of(text, cell)
        where = f"{self.source.name}:{line}:{start + 1}"
        self.problems.append(
            Problem(
                *(where, text, start, length, problem.found, problem.wanted, problem.hint),
                in_file=True,
            )
        )


def _kind(text: str) -> str:
    return one_of(text.strip().lower(), DIARY_KINDS, "one of")


def row_of(entry: DiaryEntry) -> tuple[str, ...]:
    """The cells of an entry. A space before what a spreadsheet would run makes it text."""
    days = (day.isoformat() if day else "" for day in (entry.promised_by, entry.kept_on))
    texts = (
        f" {text}" if text.startswith(FORMULA_STARTS) else text for text in (entry.who, entry.what)
    )
    return (entry.on.isoformat(), entry.kind, *texts, *days)


def written(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def add_entry(path: Path, entry: DiaryEntry) -> None:
    """Add a row to a diary file, or make one; its own text stays. Raises NotWritten, Problems."""
    with alone_in(path.parent):
        if not path.exists():
            write_private(path, written([COLUMNS, row_of(entry)]))
            return
        diary = read_diary(str(path), path.name)
        before = path.read_bytes()
        end = b"" if before.endswith(b"\n") else b"\n"
        columns = columns_of(diary.source.line(1))
        cells = dict(zip(COLUMNS, row_of(entry), strict=True))
        lost = [name for name, cell in cells.items() if cell and name not in columns]
        if lost:
            lacking = ", ".join(lost)
            raise NotWritten(f"{path.name} has no column {lacking}: add it to the first line")
        row = written([[cells[column] for column in columns]])
        write_private(path, before + end + row.encode(), force=True)
