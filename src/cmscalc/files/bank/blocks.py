"""Rows that stand in blocks of lines: Santander's text file, and QIF."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from cmscalc.files.bank.cells import DayOrder, day, pence
from cmscalc.files.bank.notebook import Notebook, TextAt
from cmscalc.files.words import Unreadable
from cmscalc.ledger.bank.rows import BankRow

T = TypeVar("T")
SANTANDER = re.compile(r"(From|Account|Date|Description|Amount|Balance):\s*(.*)", re.DOTALL)
QIF_TYPE = re.compile(r"!(?:Type|Account|Option|Clear)", re.IGNORECASE)
QIF_OF_MONEY = ("!type:bank", "!type:cash", "!type:ccard", "!type:oth a", "!type:oth l")
QIF_END = "^"


class Field(NamedTuple):
    """One line of a block: its number, the line, where its value starts, and the value."""

    line: int
    text: str
    start: int
    value: str


Block = dict[str, Field]


def santander(lines: Iterable[str], book: Notebook) -> Iterator[BankRow]:
    """Read `Date:`, `Description:`, `Amount:` and `Balance:` lines, a block for each row."""
    for block in _santander_blocks(lines, book):
        yield from _row(block, ("Date", "Amount", "Balance"), DayOrder.DMY, book)


def _santander_blocks(lines: Iterable[str], book: Notebook) -> Iterator[Block]:
    block: Block = {}
    for number, text in enumerate(lines, 1):
        found = SANTANDER.match(text)
        if found is None:
            if text.strip():
                wanted = "lines of Date:, Description:, Amount: and Balance:"
                place = TextAt(number, text, 0, len(text))
                book.bad(number, place, Unreadable("a line of no kind", wanted))
            continue
        name = found[1]
        if name == "Account":
            book.account(found[2])
        if name in ("From", "Account"):
            continue
        if block and name in (*block, "Date"):
            yield block
            block = {}
        block[name] = Field(number, text, found.start(2), found[2].strip())
    if block:
        yield block


def qif(lines: Iterable[str], order: DayOrder, book: Notebook) -> Iterator[BankRow]:
    """Read records of lines that begin with a letter, each ended by `^`."""
    for block in _qif_blocks(lines):
        yield from _row(block, ("D", "T", ""), order, book)


def qif_days(lines: Iterable[str]) -> Iterator[str]:
    """The days of a QIF file as they are written."""
    return (block["D"].value for block in _qif_blocks(lines) if "D" in block)


def _qif_blocks(lines: Iterable[str]) -> Iterator[Block]:
    block: Block = {}
    of_money = True
    for number, text in enumerate(lines, 1):
        line = text.rstrip()
        if QIF_TYPE.match(line):
            of_money = line.lower().startswith(QIF_OF_MONEY)
        elif line == QIF_END or not line:
            if block and line:
                yield block
                block = {}
        elif of_money:
            name = line[0]
            # U repeats the amount with more figures; the parts of a split are no rows.
            name = "T" if name == "U" and "T" not in block else name
            if name == "T" or name not in block:
                block[name] = Field(number, text, 1, line[1:].strip())
    if block:
        yield block


def _row(
    block: Block, names: tuple[str, str, str], order: DayOrder, book: Notebook
) -> Iterator[BankRow]:
    """Make a block's row, or keep its problems."""
    first = min(block.values(), key=lambda field: field.line)
    before = len(book.problems)
    for name in names[:2]:
        if name not in block:
            what = "day" if name == names[0] else "amount"
            wrong = Unreadable(f"a row with no {what}", f"a line of it that begins with {name}")
            book.bad(first.line, TextAt(first.line, first.text, 0, len(first.text)), wrong)

    def value(name: str, reader: Callable[[str], T]) -> T | None:
        field = block.get(name)
        if field is None:
            return None
        try:
            return reader(field.value)
        except Unreadable as wrong:
            place = TextAt(field.line, field.text, field.start, len(field.value))
            book.bad(first.line, place, wrong)
            return None

    on = value(names[0], lambda text: day(text, order))
    amount = value(names[1], pence)
    balance = value(names[2], pence)
    if on is None or amount is None or len(book.problems) > before:
        return
    payee = _text(block.get("Description") or block.get("P"))
    yield BankRow(first.line, on, amount, payee, _text(block.get("M")), balance=balance)


def _text(field: Field | None) -> str:
    return " ".join(field.value.split()) if field else ""
