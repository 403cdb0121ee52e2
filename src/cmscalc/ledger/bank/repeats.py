"""Which rows a payments file has already. Seen before, not looking alike.

A row is known by its place in the same file; else by the bank's own id; else by counting rows of
the same day, amount, reference and balance. Rows of one file are never taken for each other: two
equal payments on one day are two payments.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from cmscalc.ledger.bank.evidence import Evidence, Kind
from cmscalc.ledger.bank.rows import BankRow

FEW_DAYS = 4


class Why(Enum):
    """Why a row is taken for one that is there."""

    SAME_ROW = "same-row"
    SAME_ID = "same-id"
    SAME_BALANCE = "same-balance"
    SAME_TEXT = "same-text"
    SAME_DAY_AND_AMOUNT = "same-day-and-amount"


OF_A_KIND = {
    Kind.ID: Why.SAME_ID,
    Kind.BALANCE: Why.SAME_BALANCE,
    Kind.TEXT: Why.SAME_TEXT,
}


class Known(NamedTuple):
    """A payment of the payments file, with the row of a bank's file that it came from, if any."""

    source: str
    on: date
    pence: int
    evidence: Evidence | None


class Candidate(NamedTuple):
    """A row that matched, and the evidence it would leave."""

    row: BankRow
    evidence: Evidence


class Repeat(NamedTuple):
    """A row that is there already, where, and by what that is known."""

    candidate: Candidate
    known: Known
    why: Why


class Recognised(NamedTuple):
    """Rows that are new, rows that are there, and new ones near a payment typed by hand."""

    new: tuple[Candidate, ...]
    repeats: tuple[Repeat, ...]
    near: tuple[Repeat, ...] = ()


def recognise(candidates: Sequence[Candidate], known: Sequence[Known]) -> Recognised:
    """Tell rows of one file that are new from those that are there. Each payment counts once."""
    shelf = _Shelf(known)
    by_place = [shelf.same_row(each) for each in candidates]
    by_mark = [
        found or shelf.same_mark(each) for found, each in zip(by_place, candidates, strict=True)
    ]
    repeats = [
        found or shelf.same_day_and_amount(each)
        for found, each in zip(by_mark, candidates, strict=True)
    ]
    new = [each for found, each in zip(repeats, candidates, strict=True) if found is None]
    near = (shelf.near(each) for each in new)
    return Recognised(
        tuple(new),
        tuple(found for found in repeats if found is not None),
        tuple(found for found in near if found is not None),
    )


class _Shelf:
    """The payments there, each taken off as a row is recognised in it."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.places: dict[tuple[str, int], Known] = {}
        self.marks: dict[tuple[date, int, object], list[Known]] = {}
        self.days: dict[tuple[date, int], list[Known]] = {}
        self.by_hand: dict[int, list[Known]] = {}
        self.taken: set[str] = set()
        for each in known:
            self.days.setdefault((each.on, each.pence), []).append(each)
            if each.evidence is None:
                self.by_hand.setdefault(each.pence, []).append(each)
                continue
            self.places[(each.evidence.sha256, each.evidence.line)] = each
            if each.evidence.mark:
                key = (each.on, each.pence, each.evidence.mark)
                self.marks.setdefault(key, []).append(each)

    def same_row(self, candidate: Candidate) -> Repeat | None:
        """The same line of the same file, whatever was changed in the payments file since."""
        place = (candidate.evidence.sha256, candidate.evidence.line)
        return (
            self._take(candidate, [self.places[place]], Why.SAME_ROW)
            if place in self.places
            else None
        )

    def same_mark(self, candidate: Candidate) -> Repeat | None:
        """The same day, amount and mark, in another file."""
        mark = candidate.evidence.mark
        if mark is None:
            return None
        key = (candidate.row.on, abs(candidate.row.pence), mark)
        return self._take(candidate, self.marks.get(key, ()), OF_A_KIND[mark.kind])

    def same_day_and_amount(self, candidate: Candidate) -> Repeat | None:
        """The same day and amount, where nothing could tell the two apart if they were two."""
        key = (candidate.row.on, abs(candidate.row.pence))
        unmarked = [each for each in self.days.get(key, ()) if not _told_apart(candidate, each)]
        return self._take(candidate, unmarked, Why.SAME_DAY_AND_AMOUNT)

    def near(self, candidate: Candidate) -> Repeat | None:
        """A payment typed by hand, of the same amount a few days off."""
        for each in self.by_hand.get(abs(candidate.row.pence), ()):
            days = abs((each.on - candidate.row.on).days)
            if each.source not in self.taken and days <= FEW_DAYS:
                return Repeat(candidate, each, Why.SAME_DAY_AND_AMOUNT)
        return None

    def _take(self, candidate: Candidate, there: Sequence[Known], why: Why) -> Repeat | None:
        for each in there:
            if each.source not in self.taken:
                self.taken.add(each.source)
                return Repeat(candidate, each, why)
        return None


def _told_apart(candidate: Candidate, known: Known) -> bool:
    """Whether marks of one kind, or two lines of one file, show that the payments are two."""
    if known.evidence is None:
        return False
    if known.evidence.sha256 == candidate.evidence.sha256:
        return True
    mine, theirs = candidate.evidence.mark, known.evidence.mark
    return mine is not None and theirs is not None and mine.kind is theirs.kind
