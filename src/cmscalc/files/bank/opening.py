"""Which layout a bank's file has, and the rows in it: one door for every kind of file."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from cmscalc.files.bank import blocks, ofx
from cmscalc.files.bank.day_order import order_in
from cmscalc.files.bank.finding import MOST_PREAMBLE, Asked, Table, find_table
from cmscalc.files.bank.layouts import OTHERS, title_of
from cmscalc.files.bank.notebook import Notebook
from cmscalc.files.bank.opened import Opened
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import short_name
from cmscalc.ledger.bank.private import plain_name
from cmscalc.ledger.bank.rows import BankFile, BankRow, numbered


class Reading:
    """One bank's file being read: `rows` once, then what was found out on the way."""

    def __init__(self, path: str, asked: Asked, number: int = 1) -> None:
        self.opened = Opened(path, short_name(path))
        self.name = plain_name(self.opened.name)
        self.number = number
        self.book = Notebook(numbered(self.name, number))
        self.asked = asked
        self.kind = _kind(self.opened)
        if asked.bank and self.kind != asked.bank and (self.kind or asked.bank in OTHERS):
            raise Problems([_another(self.book, asked.bank, self.kind)])
        self.table: Table | None = None
        if not self.kind:
            self.table = find_table(self.opened, self.book, asked)

    def file(self, first: date | None, last: date | None) -> BankFile:
        """What was read, when its rows have been gone through: from then on accounts are known."""
        accounts = frozenset(self.book.accounts)
        layout = self.table.layout if self.table else None
        return BankFile(
            name=plain_name(self.name, accounts),
            sha256=self.opened.sha256,
            bank=layout.name if layout else self.kind,
            title=layout.title if layout else OTHERS[self.kind],
            censored=bool(layout and layout.censored),
            confirmed=not layout or layout.confirmed,
            accounts=accounts,
            first=first,
            last=last,
            number=self.number,
        )

    def rows(self) -> Iterator[BankRow]:
        """Give the rows that can be read; `book` has a problem for each of the others."""
        if self.table is not None:
            return self.table.rows(self.opened, self.book)
        if self.kind == "ofx":
            return ofx.rows(self.opened.lines(), self.book)
        if self.kind == "qif":
            order = self.asked.order or order_in(blocks.qif_days(self.opened.lines()), self.book)
            return blocks.qif(self.opened.lines(), order, self.book)
        return blocks.santander(self.opened.lines(), self.book)


def _kind(opened: Opened) -> str:
    """The kind of a file that is no table, by how it starts."""
    if opened.is_spreadsheet:
        return ""
    start = [line.strip() for line in islice(opened.lines(), MOST_PREAMBLE)]
    first = next((line for line in start if line), "").upper()
    if first.startswith(("OFXHEADER", "<OFX>")) or any("<OFX>" in line.upper() for line in start):
        return "ofx"
    if blocks.QIF_TYPE.match(first):
        return "qif"
    if any(line.startswith("From:") for line in start) and any(
        line.startswith("Date:") for line in start
    ):
        return "santander"
    return ""


def _another(book: Notebook, bank: str, kind: str) -> Problem:
    """A file that is not of the bank, or of the form, that --bank says."""
    if kind:
        wanted = f"a file of {title_of(bank)}; or another --bank"
        return book.refused(f"a file in the form of {title_of(kind)}", wanted, f"--bank {kind}")
    wanted = f"a file of {title_of(bank)}; or no --bank at all, and the layout is found"
    return book.refused(f"a file that is not in the form of {title_of(bank)}", wanted)
