"""Reading a payments file: CSV with a header row, every row with its line. Nothing is skipped."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.files import words
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import Source, read_source
from cmscalc.files.values import more_than_nothing
from cmscalc.files.words import Unreadable, closest
from cmscalc.ledger.payments import PaidFor, Payment

COLUMNS = (
    "date",
    "amount",
    "receiving_parent",
    "method",
    "reference",
    "paid_for",
    "evidence",
    "agreed",
    "note",
)
NEEDED = ("date", "amount")
AGREED = ("yes", "no", "")
MOST_MEGABYTES = 40
ISO_LENGTH = 10
MONTH_LENGTH = 7
HEADER = ",".join(COLUMNS)
PENCE_PLACES = 2
LIKELY_DIGITS = 7


class Bounds(NamedTuple):
    """What a payment must fit: the case's days and its receiving parents."""

    start: date
    end: date
    receiving_parents: tuple[str, ...]


class PaymentsFile(NamedTuple):
    """A payments file as it was read."""

    source: Source
    payments: tuple[Payment, ...]


def read_payments(path: str, name: str, bounds: Bounds) -> PaymentsFile:
    """Read a payments file. Raises Problems with everything wrong with it at once."""
    source = read_source(path, name, MOST_MEGABYTES)
    return PaymentsFile(source, _Rows(source, bounds).read())


class _Rows:
    """Goes through the rows of one file, and keeps every problem."""

    def __init__(self, source: Source, bounds: Bounds) -> None:
        self.source = source
        self.bounds = bounds
        self.problems: list[Problem] = []
        self.columns: list[str] = []
        self.days: dict[str, date] = {}
        self.amounts: dict[str, int] = {}
        only = bounds.receiving_parents if len(bounds.receiving_parents) == 1 else ()
        self.names = {name: name for name in bounds.receiving_parents}
        if only:
            self.names[""] = only[0]

    def read(self) -> tuple[Payment, ...]:
        rows = _rows_of(self.source.text)
        self.header(1, self.source.line(1).split(","))
        next(rows, None)
        if self.problems:
            raise Problems(self.problems)
        try:
            found = [self.row(line, cells) for line, cells in rows if cells != [""]]
        except _Unclosed as wrong:
            wanted = 'each quoted cell closed: "like this"; a quote inside one is doubled, ""'
            self.wrong(wrong.line, 0, "a row whose quotes do not match", wanted)
            raise Problems(self.problems) from None
        if self.problems:
            raise Problems(self.problems)
        return tuple(payment for payment in found if payment is not None)

    # --- the header -------------------------------------------------------------------------------

    def header(self, line: int, cells: Sequence[str]) -> None:
        self.columns = [cell.strip().strip('"').lower() for cell in cells]
        if not any(self.columns):
            self.wrong(line, 0, "an empty file", "a header row", HEADER)
            return
        for at, column in enumerate(self.columns):
            if column not in COLUMNS:
                near = closest(column, COLUMNS)
                wanted = f"one of {', '.join(COLUMNS)}"
                self.wrong(line, at, f"an unknown column, {column!r}", wanted, near)
            elif column in self.columns[:at]:
                self.wrong(line, at, f"the column {column!r} a second time", "each column once")
        for column in NEEDED:
            meant = any(closest(each, COLUMNS) == column for each in self.columns)
            if column not in self.columns and not meant:
                self.wrong(line, 0, f"no column {column!r}", "a header row", HEADER)

    # --- a row ------------------------------------------------------------------------------------

    def row(self, line: int, cells: Sequence[str]) -> Payment | None:
        before = len(self.problems)
        if len(cells) != len(self.columns):
            self.count(line, cells)
            return None
        given = dict(zip(self.columns, cells, strict=True))
        on = self.days.get(given["date"]) or self.day(line, given["date"])
        pence = self.amounts.get(given["amount"]) or self.amount(line, given["amount"])
        name = given.get("receiving_parent", "")
        parent = self.names.get(name) or self.parent(line, name)
        marked = given.get("paid_for", "")
        agreed = given.get("agreed", "")
        payment = Payment(
            on=on,
            pence=pence,
            receiving_parent=parent,
            source=f"{self.source.name}:{line}",
            method=given.get("method", "").strip(),
            reference=given.get("reference", ""),
            paid_for=self.paid_for(line, marked) if marked else None,
            evidence=given.get("evidence", ""),
            agreed=agreed if agreed in AGREED else self.agreed(line, agreed),
            note=given.get("note", ""),
        )
        return payment if len(self.problems) == before else None

    def count(self, line: int, cells: Sequence[str]) -> None:
        many = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        wanted = f"{len(self.columns)}, as in the header; put a cell with a comma in quotes"
        self.wrong(line, min(len(cells), len(self.columns)) - 1, f"{many} in this row", wanted)

    def day(self, line: int, text: str) -> date:
        try:
            found = words.day(text)
        except Unreadable as wrong:
            self.unreadable(line, "date", wrong)
            return self.bounds.start
        if found < self.bounds.start:
            self.unreadable(
                line,
                "date",
                Unreadable(
                    f"a payment before the effective date, {self.bounds.start.isoformat()}",
                    "a day from then on; money paid before is not maintenance under the case",
                ),
            )
        elif found >= self.bounds.end:
            self.unreadable(line, "date", self.too_late(found))
        else:
            self.days[text] = found
        return found

    def too_late(self, found: date) -> Unreadable:
        last = date.fromordinal(self.bounds.end.toordinal() - 1).isoformat()
        return Unreadable(
            f"a payment after the as-at date, {last}",
            f"a day up to then; or --as-at {found.isoformat()} or later (--to looks back)",
        )

    def amount(self, line: int, text: str) -> int:
        plain = _plain_pence(text)
        if plain:
            self.amounts[text] = plain
            return plain
        try:
            pence = more_than_nothing(text)
        except Unreadable as wrong:
            self.unreadable(line, "amount", wrong)
            return 0
        self.amounts[text] = pence
        return pence

    def parent(self, line: int, text: str) -> str:
        name = text.strip()
        if name in self.names:
            self.names[text] = self.names[name]
            return self.names[name]
        listed = ", ".join(self.bounds.receiving_parents)
        if not name:
            found, near = "no receiving parent, and there are several", ""
        else:
            found = f"an unknown receiving parent, {name!r}"
            near = closest(name, self.bounds.receiving_parents)
        self.unreadable(line, "receiving_parent", Unreadable(found, f"one of {listed}", near))
        return ""

    def paid_for(self, line: int, text: str) -> PaidFor | None:
        stripped = text.strip()
        try:
            if len(stripped) == MONTH_LENGTH:
                month = words.day(f"{stripped}-01")
                return PaidFor(month.year, month.month)
            day = words.day(stripped)
        except Unreadable as wrong:
            wanted = "a day, 2024-05-15, or a month, 2024-05"
            self.unreadable(line, "paid_for", Unreadable(wrong.found, wanted, wrong.hint))
            return None
        return PaidFor(day.year, day.month, day.day)

    def agreed(self, line: int, text: str) -> str:
        word = text.strip().lower()
        if word not in AGREED:
            self.unreadable(line, "agreed", Unreadable(f"{text!r}", "yes, no or nothing"))
        return word

    # --- problems ---------------------------------------------------------------------------------

    def unreadable(self, line: int, column: str, wrong: Unreadable) -> None:
        at = self.columns.index(column) if column in self.columns else 0
        self.wrong(line, at, wrong.found, wrong.wanted, wrong.hint)

    def wrong(self, line: int, cell: int, found: str, wanted: str, hint: str = "") -> None:
        text = self.source.line(line)
        start, length = _span(text, cell)
        where = f"{self.source.name}:{line}:{start + 1}"
        self.problems.append(Problem(where, text, start, length, found, wanted, hint, in_file=True))


def _plain_pence(text: str) -> int:
    """Read the commonest way to write an amount, pounds.pence; 0 for any other."""
    pounds, _, pence = text.partition(".")
    plain = text.isascii() and pounds.isdigit() and pence.isdigit()
    if plain and len(pence) == PENCE_PLACES and len(pounds) <= LIKELY_DIGITS:
        return int(pounds + pence)
    return 0


def _rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the number of its first line."""
    if '"' in text:
        yield from _quoted_rows(text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield number, line.rstrip("\r").split(",")


def _quoted_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    import csv  # noqa: PLC0415 - only quotes need it
    from io import StringIO  # noqa: PLC0415

    reader = csv.reader(StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells or [""]
            number = reader.line_num + 1
    except csv.Error:
        raise _Unclosed(number) from None


def place_of(source: Source, line: int, column: str) -> tuple[str, int, int]:
    """Where a row's cell stands: the line, and the start and length of the cell in it."""
    columns = [cell.strip().strip('"').lower() for cell in source.line(1).split(",")]
    text = source.line(line)
    return text, *_span(text, columns.index(column))


class _Unclosed(Exception):  # noqa: N818 - it says what is wrong with the file
    """A quote opened in a row is never closed, or closed before the cell ends."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _span(text: str, cell: int) -> tuple[int, int]:
    """Where a cell stands in a line: its start and its length."""
    pieces = text.split(",")
    before = sum(len(piece) + 1 for piece in pieces[:cell])
    length = len(pieces[cell]) if cell < len(pieces) else 0
    return min(before, len(text)), length
