"""Reading a payments file: CSV with a header row, every row with its line. Nothing is skipped."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.core.money import to_penny
from cmscalc.files import words
from cmscalc.files.csv_rows import MATCHING_QUOTES, lines_of, rows_of, span_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import Source, read_source
from cmscalc.files.words import Unreadable, closest
from cmscalc.ledger.payments import DIRECT, PASSED_ON, PaidFor, Payment

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
YEAR_LENGTH = 4
METHODS = (PASSED_ON, DIRECT)
LEAST_HEADER = "date,amount,receiving_parent,reference"
PENCE_PLACES = 2
LIKELY_DIGITS = 7


class Bounds(NamedTuple):
    """What a payment must fit: the case's days and its receiving parents."""

    start: date
    end: date
    receiving_parents: tuple[str, ...]


# For payments without a case, or of one that could not be read: what is wrong with them alone.
NOT_KNOWN = Bounds(date.min, date.max, ())


class PaymentsFile(NamedTuple):
    """A payments file as it was read."""

    source: Source
    payments: tuple[Payment, ...]


def read_payments(path: str, name: str, bounds: Bounds) -> PaymentsFile:
    """Read a payments file. Raises Problems with everything wrong with it at once."""
    return payments_of(read_source(path, name, MOST_MEGABYTES), bounds)


def payments_of(source: Source, bounds: Bounds) -> PaymentsFile:
    """Read the text of a payments file."""
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
        self.spellings = {name.casefold(): name for name in bounds.receiving_parents}

    def read(self) -> tuple[Payment, ...]:
        first = self.source.line(1)
        if "\r" in first:
            self.wrong(1, 0, "lines that end as on an old Mac", "the file saved again as CSV")
            raise Problems(self.problems)
        self.header(1, first)
        if self.problems:
            raise Problems(self.problems)
        found: list[Payment | None] = []
        for line, text, cells in rows_of(lines_of(self.source.text)):
            if cells is None:
                cell = text.partition('"')[0].count(",")
                self.wrong(line, cell, "a row whose quotes do not match", MATCHING_QUOTES)
                break
            if line > 1 and any(cell.strip() for cell in cells):
                found.append(self.row(line, cells))
        if self.problems:
            raise Problems(self.problems)
        return tuple(payment for payment in found if payment is not None)

    # --- the header -------------------------------------------------------------------------------

    def header(self, line: int, text: str) -> None:
        self.columns = list(columns_of(text))
        if not any(self.columns):
            empty = not self.source.text.strip()
            found = "an empty file" if empty else "an empty first line"
            self.wrong(line, 0, found, "a header row first", LEAST_HEADER)
            return
        other = next((each for each in ";\t" if each in self.source.line(1)), "")
        if other:
            name = "tabs" if other == "\t" else "semicolons"
            wanted = "commas: save it as CSV with commas between the cells"
            self.wrong(line, 0, f"{name} between the cells", wanted)
            return
        if not any(closest(column, COLUMNS) for column in self.columns):
            self.wrong(line, 0, "no header row", "the names of the columns first", LEAST_HEADER)
            return
        for at, column in enumerate(self.columns):
            if column not in COLUMNS:
                near = closest(column, COLUMNS)
                wanted = f"one of {', '.join(COLUMNS)}"
                found = f"an unknown column, {column!r}" if column else "a column with no name"
                self.wrong(line, at, found, wanted, near)
            elif column in self.columns[:at]:
                self.wrong(line, at, f"the column {column!r} a second time", "each column once")
        for column in NEEDED:
            meant = any(closest(each, COLUMNS) == column for each in self.columns)
            if column not in self.columns and not meant:
                self.wrong(line, 0, f"no column {column!r}", f"a column {column}")
        parents = self.bounds.receiving_parents
        has_rows = "\n" in self.source.text.strip()
        if "receiving_parent" not in self.columns and len(parents) > 1 and has_rows:
            found = f"no column 'receiving_parent', and there are {len(parents)}"
            self.wrong(line, 0, found, f"a column with one of {', '.join(parents)} in each row")

    # --- a row ------------------------------------------------------------------------------------

    def row(self, line: int, cells: Sequence[str]) -> Payment | None:
        before = len(self.problems)
        if len(cells) != len(self.columns):
            cells = self.count(line, cells)
            if not cells:
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
            method=self.method(line, given.get("method", "")),
            reference=given.get("reference", ""),
            paid_for=self.paid_for(line, marked) if marked else None,
            evidence=given.get("evidence", ""),
            agreed=agreed if agreed in AGREED else self.agreed(line, agreed),
            note=given.get("note", ""),
        )
        return payment if len(self.problems) == before else None

    def count(self, line: int, cells: Sequence[str]) -> Sequence[str]:
        """Leave out empty cells past the last column; any other number of cells is a problem."""
        columns = len(self.columns)
        if len(cells) > columns and not any(cells[columns:]):
            return cells[:columns]
        many = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        wanted = f"{columns}, as in the header; a cell with a comma in it stands in quotes"
        first = columns if len(cells) > columns else len(cells) - 1
        self.wrong(line, first, f"{many} in this row", wanted)
        return ()

    def method(self, line: int, text: str) -> str:
        if not text:
            return ""
        try:
            return method_of(text)
        except Unreadable as wrong:
            self.unreadable(line, "method", wrong)
            return text

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
            self.unreadable(line, "date", self.too_late())
        else:
            self.days[text] = found
        return found

    def too_late(self) -> Unreadable:
        end = self.bounds.end.isoformat()
        last = date.fromordinal(self.bounds.end.toordinal() - 1).isoformat()
        return Unreadable(
            f"a payment after the as-at date, {last}",
            f"a day up to then; to look back, --to {end} in place of --as-at",
        )

    def amount(self, line: int, text: str) -> int:
        plain = _plain_pence(text)
        if plain:
            self.amounts[text] = plain
            return plain
        try:
            pence = _pence(text)
        except Unreadable as wrong:
            self.unreadable(line, "amount", _taken_back(text) or wrong)
            return 0
        self.amounts[text] = pence
        return pence

    def parent(self, line: int, text: str) -> str:
        name = text.strip()
        if name:
            name = name if name.isascii() else words.composed(name)
        if not self.bounds.receiving_parents:
            return name
        spelt = self.spellings.get(name.casefold())
        if spelt:
            self.names[text] = spelt
            return spelt
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
        year, _, month = stripped.partition("-")
        is_month = year.isdecimal() and month.isdecimal() and len(year) == YEAR_LENGTH
        try:
            day = words.day(f"{stripped}-01" if is_month else stripped)
        except Unreadable as wrong:
            wanted = "a day, 2024-05-15, or a month, 2024-05"
            self.unreadable(line, "paid_for", Unreadable(wrong.found, wanted, wrong.hint))
            return None
        return PaidFor(day.year, day.month, 0 if is_month else day.day)

    def agreed(self, line: int, text: str) -> str:
        word = text.strip().lower()
        if word not in AGREED:
            near = next((each for each in AGREED if each[:1] == word[:1] and word in each), "")
            found = f"{text!r}, which is neither yes nor no"
            self.unreadable(line, "agreed", Unreadable(found, "yes, no or nothing", near))
        return word

    # --- problems ---------------------------------------------------------------------------------

    def unreadable(self, line: int, column: str, wrong: Unreadable) -> None:
        at = self.columns.index(column) if column in self.columns else 0
        self.wrong(line, at, wrong.found, wrong.wanted, wrong.hint)

    def wrong(self, line: int, cell: int, found: str, wanted: str, hint: str = "") -> None:
        text = self.source.line(line)
        start, length = span_of(text, cell)
        where = f"{self.source.name}:{line}:{start + 1}"
        self.problems.append(Problem(where, text, start, length, found, wanted, hint, in_file=True))


def method_of(text: str) -> str:
    """Give `passed-on` and `direct` in their one form: they change what is counted."""
    plain = words.plain_name(text)
    if plain in METHODS:
        return plain
    near = closest(plain, METHODS)
    if near:
        found = f"{text!r}, which is nearly {near}"
        wanted = f"{near}, if that is meant; or a word that is not so near"
        raise Unreadable(found, wanted, near)
    return text.strip()


def _pence(text: str) -> int:
    """Read an amount of a penny or more."""
    found = to_penny(words.money(text)).pence
    if not found:
        raise Unreadable("a payment of nothing", "an amount of a penny or more")
    return found


def _plain_pence(text: str) -> int:
    """Read the commonest way to write an amount, pounds.pence; 0 for any other."""
    pounds, _, pence = text.partition(".")
    plain = text.isascii() and pounds.isdigit() and pence.isdigit()
    if plain and len(pence) == PENCE_PLACES and len(pounds) <= LIKELY_DIGITS:
        return int(pounds + pence)
    return 0


def _taken_back(text: str) -> Unreadable | None:
    """A payment that the bank took back is no payment of the other sign."""
    if not text.strip().startswith(("-", "−", "(")):
        return None
    wanted = "payments only: leave out the one it takes back; or a refund is an [[adjustment]]"
    return Unreadable("an amount below nothing", wanted)


def place_of(source: Source, line: int, column: str) -> tuple[str, int, int]:
    """Where a row's cell stands: the line, and the start and length of the cell in it."""
    text = source.line(line)
    return text, *span_of(text, columns_of(source.line(1)).index(column))


def columns_of(header: str) -> tuple[str, ...]:
    """The names of the columns in a header row."""
    return tuple(cell.strip().strip('"').lower() for cell in header.split(","))
