"""Which rows are maintenance: those that a person's words match, and money the right way."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cmscalc.ledger.bank.rows import BankRow, Party


class Range(NamedTuple):
    """Amounts from one to another, both in, in pence."""

    least: int
    most: int


class Wanted(NamedTuple):
    """What to look for. Days are [start, end); with no patterns every payee is looked at."""

    party: Party = Party.RECEIVING
    patterns: tuple["re.Pattern[str]", ...] = ()
    excluded: tuple["re.Pattern[str]", ...] = ()
    amounts: tuple[Range, ...] = ()
    start: date = date.min
    end: date = date.max

    @property
    def says_which(self) -> bool:
        """Whether it says which payments: a name, a reference or an amount."""
        return bool(self.patterns or self.amounts)


class Sifted(NamedTuple):
    """A file's rows, each counted once. Those that matched are kept, the others only counted."""

    rows: int
    first: date | None
    last: date | None
    payments: tuple[BankRow, ...]
    other_way: tuple[BankRow, ...]
    pending: tuple[BankRow, ...]
    foreign: tuple[BankRow, ...]
    excluded: int
    outside_days: int
    not_matched: int
    not_settled: int
    not_in_pounds: int


def sift(rows: Iterable[BankRow], wanted: Wanted) -> Sifted:
    """Go through rows once, keeping those that match and counting the others."""
    sieve = _Sieve(wanted)
    for row in rows:
        sieve.take(row)
    return sieve.sifted()


class _Sieve:
    """What has come through so far."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.sign = 1 if wanted.party is Party.RECEIVING else -1
        self.rows = self.excluded = self.outside_days = 0
        self.not_matched = self.not_settled = self.not_in_pounds = 0
        self.first: date | None = None
        self.last: date | None = None
        self.payments: list[BankRow] = []
        self.other_way: list[BankRow] = []
        self.pending: list[BankRow] = []
        self.foreign: list[BankRow] = []

    def take(self, row: BankRow) -> None:
        self.rows += 1
        self.first = row.on if self.first is None else min(self.first, row.on)
        self.last = row.on if self.last is None else max(self.last, row.on)
        if not row.settled:
            self.not_settled += 1
        if row.currency:
            self.not_in_pounds += 1
        if not self.matches(row):
            self.not_matched += 1
        elif not self.wanted.start <= row.on < self.wanted.end:
            self.outside_days += 1
        elif self.is_excluded(row):
            self.excluded += 1
        else:
            self.place(row)

    def place(self, row: BankRow) -> None:
        """Put a row that matched where it belongs; only settled pounds the right way count."""
        if not row.settled:
            self.pending.append(row)
        elif row.currency:
            self.foreign.append(row)
        elif row.pence * self.sign > 0:
            self.payments.append(row)
        else:
            self.other_way.append(row)

    def matches(self, row: BankRow) -> bool:
        patterns, amounts = self.wanted.patterns, self.wanted.amounts
        if not row.pence:
            return False
        if patterns:
            text = _searched(row)
            if not any(pattern.search(text) for pattern in patterns):
                return False
        if not amounts:
            return bool(patterns)
        return any(each.least <= abs(row.pence) <= each.most for each in amounts)

    def is_excluded(self, row: BankRow) -> bool:
        if not self.wanted.excluded:
            return False
        text = _searched(row)
        return any(pattern.search(text) for pattern in self.wanted.excluded)

    def sifted(self) -> Sifted:
        return Sifted(
            rows=self.rows,
            first=self.first,
            last=self.last,
            payments=tuple(self.payments),
            other_way=tuple(self.other_way),
            pending=tuple(self.pending),
            foreign=tuple(self.foreign),
            excluded=self.excluded,
            outside_days=self.outside_days,
            not_matched=self.not_matched,
            not_settled=self.not_settled,
            not_in_pounds=self.not_in_pounds,
        )


def _searched(row: BankRow) -> str:
    """The texts of a row, a line each, so that ^ and $ are the ends of any of them."""
    return f"{row.payee}\n{row.reference}\n{row.memo}"
