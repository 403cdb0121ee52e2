"""Rows that stand in blocks of lines: Santander's text file, and QIF."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cmscalc.files.bank.cells import DayOrder, day, pence
from cmscalc.files.bank.notebook import Cell, Notebook, plain_text
from cmscalc.files.words import Unreadable
from cmscalc.ledger.bank.rows import BankRow

T = TypeVar("T")
Block = dict[str, Cell]
SANTANDER = re.compile(r"(From|Account|Date|Description|Amount|Balance):\s*(.*)", re.DOTALL)
QIF_TYPE = re.compile(r"!(?:Type|Account|Option|Clear)", re.IGNORECASE)
QIF_OF_MONEY = ("!type:bank", "!type:cash", "!type:ccard", "!type:oth a", "!type:oth l")
QIF_END = "^"
# A second one of these begins another record, whose `^` was lost. T and U are one amount twice.
QIF_ONCE = ("D", "T", "U")
CUT_SHORT = "the whole of it: is the download cut short?"


def santander(lines: Iterable[str], book: Notebook) -> Iterator[BankRow]:
    """Read `Date:`, `Description:`, `Amount:` and `Balance:` lines, a block for each row."""
    for block in _santander_blocks(lines, book):
        reader = _Reader(block, book)
        on = reader.value("Date", "day", lambda text: day(text, DayOrder.DMY))
        amount = reader.value("Amount", "amount", pence)
        balance = reader.value("Balance", "balance", pence)
        if on is not None and amount is not None and balance is not None:
            payee = plain_text(block.get("Description"))
            yield BankRow(reader.line, on, amount, payee, balance=balance)


def _santander_blocks(lines: Iterable[str], book: Notebook) -> Iterator[Block]:
    block: Block = {}
    for number, text in enumerate(lines, 1):
        found = SANTANDER.match(text)
        if found is None:
            if text.strip():
                wanted = "lines of Date:, Description:, Amount: and Balance:"
                wrong = Unreadable("a line of no kind", wanted)
                book.bad((number, 0), Cell(number, text, 0, text), wrong)
            continue
        name = found[1]
        if name == "Account":
            book.account(found[2])
        if name in ("From", "Account"):
            continue
        if block and name in (*block, "Date"):
            yield block
            block = {}
        block[name] = Cell(number, text, found.start(2), found[2].strip())
    if block:
        yield block


def qif(lines: Iterable[str], order: DayOrder, book: Notebook) -> Iterator[BankRow]:
    """Read records of lines that begin with a letter, each ended by `^`."""
    for block in _qif_blocks(lines):
        reader = _Reader(block, book)
        if QIF_END not in block:
            reader.bad("a record without ^ at its end", CUT_SHORT)
            continue
        on = reader.value("D", "day", lambda text: day(text, order))
        amount = reader.value("U" if "T" not in block and "U" in block else "T", "amount", pence)
        if on is not None and amount is not None:
            payee, memo = plain_text(block.get("P")), plain_text(block.get("M"))
            yield BankRow(reader.line, on, amount, payee, memo)


def qif_days(lines: Iterable[str]) -> Iterator[str]:
    """The days of a QIF file as they are written."""
    return (block["D"].value for block in _qif_blocks(lines) if "D" in block)


def _qif_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Records, each with the cells of its letters, and with one for `^` if it has an end."""
    block: Block = {}
    of_money = True
    for number, text in enumerate(lines, 1):
        line = text.rstrip()
        cell = Cell(number, text, 1, line[1:].strip())
        if QIF_TYPE.match(line):
            of_money = line.lower().startswith(QIF_OF_MONEY)
        elif line == QIF_END:
            if block:
                yield {**block, QIF_END: cell}
            block = {}
        elif line and of_money:
            if line[0] in QIF_ONCE and line[0] in block:
                yield {**block, QIF_END: cell}
                block = {}
            block.setdefault(line[0], cell)
    if block:
        yield block


class _Reader:
    """Reads the values of one block, and keeps its problems."""

    def __init__(self, block: Block, book: Notebook) -> None:
        self.block = block
        self.book = book
        self.first = min(block.values(), key=lambda cell: cell.line)

    @property
    def line(self) -> int:
        """The line on which the block begins."""
        return self.first.line

    def value(self, name: str, what: str, read: Callable[[str], T]) -> T | None:
        """Read a value that the block must have."""
        cell = self.block.get(name)
        if cell is None:
            wanted = f"a line of it that begins with {name}: is the download cut short?"
            self.bad(f"a row with no {what}", wanted)
            return None
        try:
            return read(cell.value)
        except Unreadable as wrong:
            self.book.bad((self.line, 0), cell, wrong)
            return None

    def bad(self, found: str, wanted: str) -> None:
        """Keep a problem of the block as a whole."""
        whole = Cell(self.line, self.first.text, 0, self.first.text)
        self.book.bad((self.line, 0), whole, Unreadable(found, wanted))
