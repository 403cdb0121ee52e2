"""Whether a running balance runs: each row's balance is the one before it and the row's amount.

A gap shows that a row is missing, or was changed. Files are newest or oldest first, and some put
the rows of one day in an order of their own, so a day whose rows add up as a whole is no gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from cmscalc.ledger.bank.rows import BankRow

MOST_GAPS = 50


class Gap(NamedTuple):
    """Where a balance does not follow: by how much, in pence, between two rows of the file."""

    after: int
    line: int
    on: date
    pence: int


class Balanced(NamedTuple):
    """A row with a balance."""

    line: int
    on: date
    pence: int
    balance: int


class Continuity(NamedTuple):
    """What the balances of a file say. `breaks` counts the gaps, of which the first are here."""

    rows: int
    breaks: int
    gaps: tuple[Gap, ...]

    @property
    def looks_chosen(self) -> bool:
        """Whether most rows follow from none, as in a download of chosen rows."""
        return 2 * self.breaks > self.rows


class Chains:
    """The running balances of a file, account by account, in both orders at once."""

    def __init__(self) -> None:
        self.accounts: dict[str, tuple[_Chain, _Chain]] = {}
        self.rows = 0

    def through(self, rows: Iterable[BankRow]) -> Iterator[BankRow]:
        """Give rows on, each looked at as it passes."""
        for _, group in groupby(rows, key=lambda row: row.on):
            day = list(group)
            self._take(day)
            yield from day

    def _take(self, day: Iterable[BankRow]) -> None:
        by_account: dict[str, list[Balanced]] = {}
        for row in day:
            if row.settled and row.balance is not None:
                balanced = Balanced(row.line, row.on, row.pence - row.fee, row.balance)
                by_account.setdefault(row.account, []).append(balanced)
        for account, rows in by_account.items():
            self.rows += len(rows)
            if account not in self.accounts:
                self.accounts[account] = (_Chain(newest_first=False), _Chain(newest_first=True))
            for chain in self.accounts[account]:
                chain.take(rows)

    def result(self) -> Continuity | None:
        """What was found, in the order that fits better; None for a file without balances."""
        if not self.rows:
            return None
        best = [min(pair, key=lambda chain: chain.count) for pair in self.accounts.values()]
        gaps = sorted((gap for chain in best for gap in chain.gaps), key=lambda gap: gap.line)
        return Continuity(self.rows, sum(chain.count for chain in best), tuple(gaps[:MOST_GAPS]))


class _Chain:
    """One account's balances in one order of its rows.

    Going down the file, each row takes up the balance that the one above it left: `carried`.
    """

    def __init__(self, *, newest_first: bool) -> None:
        self.sign = -1 if newest_first else 1
        self.carried: int | None = None
        self.line = 0
        self.count = 0
        self.gaps: list[Gap] = []

    def take(self, day: Sequence[Balanced]) -> None:
        """Take the rows of one day, in the order of the file."""
        starts = [self.ends(row)[0] for row in day] if self.carried is None else [self.carried]
        gaps = self.follow(day)
        if not gaps:
            return
        change = self.sign * sum(row.pence for row in day)
        leaves = {self.ends(row)[1] for row in day}
        carried = next((start + change for start in starts if start + change in leaves), None)
        if carried is not None:
            self.carried = carried
            return
        self.count += len(gaps)
        self.gaps += gaps[: MOST_GAPS - len(self.gaps)]

    def follow(self, day: Sequence[Balanced]) -> list[Gap]:
        """Follow a day row by row, and give the gaps."""
        gaps: list[Gap] = []
        for row in day:
            takes_up, leaves = self.ends(row)
            if self.carried is not None and takes_up != self.carried:
                missing = self.sign * (takes_up - self.carried)
                gaps.append(Gap(self.line, row.line, row.on, missing))
            self.carried, self.line = leaves, row.line
        return gaps

    def ends(self, row: Balanced) -> tuple[int, int]:
        """The balance a row takes up and the one it leaves, in the order of the file."""
        before = row.balance - row.pence
        return (before, row.balance) if self.sign > 0 else (row.balance, before)
