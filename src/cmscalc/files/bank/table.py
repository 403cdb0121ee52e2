"""Rows of a table whose columns are known: each becomes a BankRow, or a problem with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.files.bank.cells import DayOrder, day, numbers_of, pence
from cmscalc.files.bank.layouts import Layout, plain
from cmscalc.files.bank.notebook import Cell, Notebook
from cmscalc.files.csv_rows import MATCHING_QUOTES, Row, span_of
from cmscalc.files.words import Unreadable
from cmscalc.ledger.bank.rows import POUNDS, BankRow

# NatWest joins payer, reference and the rest with a comma that has a space before it.
BETWEEN_PARTS = re.compile(r"\s+,\s*")
CUT_SHORT = "pounds and pence: is the download cut short?"
NO_MONEY = re.compile(r"\bbalance\b|brought forward", re.IGNORECASE)
MOST_REMEMBERED = 20_000


class Columns(NamedTuple):
    """Where each thing stands in a row. -1 for what the table does not have."""

    many: int
    date: tuple[int, ...]
    amount: int
    money_in: int
    money_out: int
    payee: tuple[int, ...]
    reference: tuple[int, ...]
    memo: tuple[int, ...]
    balance: int
    id: int
    account: tuple[int, ...]
    currency: int
    status: int
    fee: int


def columns_of(layout: Layout, headers: Sequence[str]) -> Columns:
    """Find a layout's columns among the headers of a table."""

    def every(names: Iterable[str]) -> tuple[int, ...]:
        return tuple(headers.index(name) for name in names if name in headers)

    def first(names: Iterable[str]) -> int:
        return next(iter(every(names)), -1)

    return Columns(
        many=len(headers),
        date=every(layout.date),
        amount=first(layout.amount),
        money_in=first(layout.money_in),
        money_out=first(layout.money_out),
        payee=every(layout.payee),
        reference=every(layout.reference),
        memo=every(layout.memo),
        balance=first(layout.balance),
        id=first(layout.id),
        account=every(layout.account),
        currency=first(layout.currency),
        status=first(layout.status),
        fee=first(layout.fee),
    )


class TableReader:
    """Reads the rows under a header, and keeps a problem for each that cannot be read."""

    def __init__(self, layout: Layout, columns: Columns, order: DayOrder, book: Notebook) -> None:
        self.layout = layout
        self.columns = columns
        self.order = order
        self.book = book
        self.days: dict[str, date] = {}

    def read(self, rows: Iterable[Row]) -> Iterator[BankRow]:
        """Give the rows that can be read."""
        many = self.columns.many
        for row in rows:
            if row.cells is None:
                column = row.text.partition('"')[0].count(self.layout.separator)
                self.bad(
                    row, column, Unreadable("a row whose quotes do not match", MATCHING_QUOTES)
                )
                continue
            cells = row.cells if len(row.cells) == many else self.fitted(row, row.cells)
            if not any(cell.strip() for cell in cells):
                continue
            try:
                yield self.one(row.line, cells)
            except _BadCell as wrong:
                self.bad(row, wrong.column, wrong.why)

    def fitted(self, row: Row, cells: list[str]) -> list[str]:
        """Leave out empty cells past the last column; none are left of any other row."""
        many = self.columns.many
        if not any(cell.strip() for cell in cells):
            return []
        if self.layout.footer and plain(cells[0]).startswith(self.layout.footer):
            return []
        if len(cells) > many and not any(cell.strip() for cell in cells[many:]):
            return cells[:many]
        count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        wanted = f"{many}, as in the other rows (is the download cut short?)"
        self.bad(row, min(len(cells) - 1, many), Unreadable(f"{count} in this row", wanted))
        return []

    def one(self, line: int, cells: Sequence[str]) -> BankRow:
        """Make the row of these cells."""
        columns, layout = self.columns, self.layout
        settled = True
        if columns.status >= 0:
            settled = cells[columns.status].strip().casefold() in layout.settled
        on = self.day(cells)
        payee = _first(cells, columns.payee)
        reference = _first(cells, columns.reference)
        memo = _first(cells, columns.memo)
        if layout.in_parts:
            payee, reference, memo = _in_parts(payee, memo)
        account = ""
        if columns.account:
            account = " ".join(cells[at] for at in columns.account)
            self.book.account(account)
        currency = ""
        if columns.currency >= 0:
            code = cells[columns.currency].strip().upper()
            currency = "" if code == POUNDS else code or "?"
            account = f"{account} {currency}"
        fee = self.money(cells, columns.fee) if columns.fee >= 0 else None
        return BankRow(
            line,
            on,
            self.amount(cells, payee),
            payee,
            reference,
            memo,
            self.money(cells, columns.balance) if columns.balance >= 0 else None,
            cells[columns.id].strip() if columns.id >= 0 else "",
            account,
            settled,
            currency,
            fee or 0,
        )

    def day(self, cells: Sequence[str]) -> date:
        """The row's day: the first of its columns for it that is not empty."""
        at = next((at for at in self.columns.date if cells[at].strip()), self.columns.date[0])
        text = cells[at]
        known = self.days.get(text)
        if known is not None:
            return known
        try:
            found = day(text, self.order)
        except Unreadable as wrong:
            raise _BadCell(at, self.month_first(text, wrong)) from None
        if len(self.days) < MOST_REMEMBERED:
            self.days[text] = found
        return found

    def month_first(self, text: str, wrong: Unreadable) -> Unreadable:
        """A day that could be read with the month first says how to have it so."""
        if self.order is not DayOrder.DMY or numbers_of(text) is None:
            return wrong
        try:
            day(text, DayOrder.MDY)
        except Unreadable:
            return wrong
        self.book.month_first = True
        return Unreadable(wrong.found, wrong.wanted, "--date-format mdy")

    def amount(self, cells: Sequence[str], text: str) -> int:
        """The row's signed amount: one column for it, or one for each way."""
        columns = self.columns
        if columns.amount >= 0:
            found = self.money(cells, columns.amount)
            if found is None:
                raise _BadCell(columns.amount, Unreadable("no amount", "pounds and pence"))
            if self.layout.pence and cells[columns.amount].strip()[-3:-2] != ".":
                raise _BadCell(columns.amount, Unreadable("an amount without pence", CUT_SHORT))
            return found
        into = self.money(cells, columns.money_in) if columns.money_in >= 0 else None
        out = self.money(cells, columns.money_out) if columns.money_out >= 0 else None
        if into and out:
            wrong = Unreadable("money in and money out in one row", "one of them")
            raise _BadCell(columns.money_in, wrong)
        if into is None and out is None and not NO_MONEY.search(text):
            raise _BadCell(
                max(columns.money_in, columns.money_out),
                Unreadable("no amount", "pounds and pence"),
            )
        return (into or 0) - abs(out or 0)

    def money(self, cells: Sequence[str], at: int) -> int | None:
        """Read a cell of money; None for an empty one."""
        text = cells[at]
        if not text or text.isspace():
            return None
        try:
            return pence(text)
        except Unreadable as wrong:
            raise _BadCell(at, wrong) from None

    def bad(self, row: Row, column: int, wrong: Unreadable) -> None:
        """Keep the problem of a cell."""
        start, length = span_of(row.text, column, self.layout.separator)
        cell = Cell(row.line, row.text, start, row.text[start : start + length])
        self.book.bad((row.line, 0), cell, wrong)


class _BadCell(Exception):  # noqa: N818 - it says where in a row something is wrong
    """A cell that cannot be read, by its column."""

    def __init__(self, column: int, why: Unreadable) -> None:
        super().__init__(column)
        self.column = column
        self.why = why


def _first(cells: Sequence[str], places: Iterable[int]) -> str:
    """The first text that is not empty, with single spaces."""
    for at in places:
        text = cells[at]
        if text and not text.isspace():
            return " ".join(text.split())
    return ""


def _in_parts(text: str, memo: str) -> tuple[str, str, str]:
    """Payer, reference and the whole of a text that has them in parts."""
    payee, *rest = BETWEEN_PARTS.split(text.removeprefix("'"))
    # Without a reference the next part is the bank's own: FP 25/08/26 1012.
    reference = rest[0].strip() if rest and not rest[0].startswith("FP ") else ""
    return payee, reference, f"{memo} {text}" if rest else memo
