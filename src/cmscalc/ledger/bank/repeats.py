"""Which rows a payments file has already. Seen before, not looking alike.

A row is known by its place in the same file; else by the bank's own id; else by counting rows of
the same day, amount and reference, and of the same balance where a file begins or ends. Rows of one
file are never taken for each other: two equal payments on one day are two payments.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from cmscalc.ledger.bank.evidence import (
    ID,
    Evidence,
    Mark,
    evidence_of,
    kept_reference,
    read_evidence,
)
from cmscalc.ledger.bank.rows import BankFile, BankRow
from cmscalc.ledger.payments import Payment

FEW_DAYS = 4
# Money from hand to hand is on no bank's file.
BY_HAND = ("cash", "in-person")


class Why(Enum):
    """Why a row is taken for one that is there."""

    SAME_ROW = "same-row"
    SAME_ID = "same-id"
    SAME_REFERENCE = "same-reference"
    SAME_DAY_AND_AMOUNT = "same-day-and-amount"


class Known(NamedTuple):
    """A payment, as others are held against it: one that is there, or a row that matched."""

    source: str
    on: date
    pence: int
    reference: str = ""
    receiving_parent: str = ""
    method: str = ""
    evidence: Evidence | None = None

    @property
    def mark(self) -> Mark | None:
        """What tells it from others of its day and amount."""
        return self.evidence.mark if self.evidence else None


class Candidate(NamedTuple):
    """A row that matched, and the payment it would be."""

    row: BankRow
    payment: Known


class Repeat(NamedTuple):
    """A row that is there already, or may be, where, and by what that is known."""

    candidate: Candidate
    known: Known
    why: Why


class Recognised(NamedTuple):
    """Rows that are new, rows that are there, and new ones that may be there all the same."""

    new: tuple[Candidate, ...]
    repeats: tuple[Repeat, ...]
    near: tuple[Repeat, ...] = ()


def known_of(payment: Payment) -> Known:
    """A payment of a payments file."""
    return Known(
        payment.source,
        payment.on,
        payment.pence,
        payment.reference,
        payment.receiving_parent,
        payment.method,
        read_evidence(payment.evidence) if payment.evidence else None,
    )


def candidate_of(file: BankFile, row: BankRow, receiving_parent: str, method: str) -> Candidate:
    """A row that matched, as the payment it would be."""
    payment = Known(
        f"{file.shown}:{row.line}",
        row.on,
        abs(row.pence),
        kept_reference(row),
        receiving_parent,
        method,
        evidence_of(file, row),
    )
    return Candidate(row, payment)


def recognise(candidates: Sequence[Candidate], known: Sequence[Known]) -> Recognised:
    """Tell rows of one file that are new from those that are there. Each payment counts once."""
    shelf = _Shelf(known)
    found: list[Repeat | None] = [None] * len(candidates)
    # The surest sign of all rows first, so that a weaker one cannot use a payment up.
    for look in (shelf.same_row, shelf.same_mark, shelf.same_day_and_amount):
        found = [there or look(each) for there, each in zip(found, candidates, strict=True)]
    new = [each for there, each in zip(found, candidates, strict=True) if there is None]
    near = (shelf.near(each) for each in new)
    return Recognised(
        tuple(new),
        tuple(each for each in found if each is not None),
        tuple(each for each in near if each is not None),
    )


class _Shelf:
    """The payments there, each taken off as a row is recognised in it."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.places: dict[tuple[str, int], Known] = {}
        self.days: dict[tuple[date, int], list[Known]] = {}
        self.amounts: dict[int, list[Known]] = {}
        self.taken: set[str] = set()
        for each in known:
            self.days.setdefault((each.on, each.pence), []).append(each)
            self.amounts.setdefault(each.pence, []).append(each)
            if each.evidence is not None:
                self.places[(each.evidence.sha256, each.evidence.line)] = each

    def same_row(self, candidate: Candidate) -> Repeat | None:
        """The same line of the same file, whatever was changed in the payments file since."""
        evidence = candidate.payment.evidence
        there = self.places.get((evidence.sha256, evidence.line)) if evidence else None
        return self._take(candidate, [there], Why.SAME_ROW) if there else None

    def same_mark(self, candidate: Candidate) -> Repeat | None:
        """The same day, amount and mark; one with the same end of a file before any other."""
        mark = candidate.payment.mark
        if mark is None:
            return None
        there = [each for each in self._same_day(candidate) if each.mark and mark.is_of(each.mark)]
        there.sort(key=lambda each: each.mark != mark)
        why = Why.SAME_ID if mark.kind.endswith(ID) else Why.SAME_REFERENCE
        return self._take(candidate, there, why)

    def same_day_and_amount(self, candidate: Candidate) -> Repeat | None:
        """The same day and amount, where nothing tells the two apart."""
        there = [each for each in self._same_day(candidate) if may_be_one(candidate.payment, each)]
        return self._take(candidate, there, Why.SAME_DAY_AND_AMOUNT)

    def near(self, candidate: Candidate) -> Repeat | None:
        """A payment there that no row was recognised in, of the same amount about that day."""
        payment = candidate.payment
        for each in self.amounts.get(payment.pence, ()):
            if each.source not in self.taken and may_be_near(payment, each):
                return Repeat(candidate, each, Why.SAME_DAY_AND_AMOUNT)
        return None

    def _same_day(self, candidate: Candidate) -> Sequence[Known]:
        return self.days.get((candidate.payment.on, candidate.payment.pence), ())

    def _take(self, candidate: Candidate, there: Sequence[Known], why: Why) -> Repeat | None:
        for each in there:
            if each.source not in self.taken:
                self.taken.add(each.source)
                return Repeat(candidate, each, why)
        return None


def may_be_one(one: Known, other: Known) -> bool:
    """Whether nothing tells apart two payments of one day and amount."""
    if _of_one_file(one, other) or _of_one_kind(one, other):
        return False
    if one.receiving_parent and other.receiving_parent not in ("", one.receiving_parent):
        return False
    if one.evidence is None and one.method.lower() in BY_HAND:
        return False
    if other.evidence is None and other.method.lower() in BY_HAND:
        return False
    return _go_together(one.reference, other.reference)


def may_be_near(one: Known, other: Known) -> bool:
    """Whether two payments of one amount may be one, with another day or another reference."""
    days = abs((one.on - other.on).days)
    if _of_one_file(one, other) or days > FEW_DAYS:
        return False
    if one.receiving_parent and other.receiving_parent not in ("", one.receiving_parent):
        return False
    return not days or not _of_one_kind(one, other)


def _of_one_file(one: Known, other: Known) -> bool:
    """Lines of one file are payments of their own."""
    if one.evidence is None or other.evidence is None:
        return False
    return one.evidence.sha256 == other.evidence.sha256


def _of_one_kind(one: Known, other: Known) -> bool:
    """Marks of one kind that differ tell two payments apart."""
    return one.mark is not None and other.mark is not None and one.mark.kind == other.mark.kind


def _go_together(one: str, other: str) -> bool:
    """Whether two references may be of one payment.

    Banks write one text as `MAINT` in one kind of file and `R DALE MAINT BGC` in another, cut it,
    or give the payer in its place. What tells two apart is words that both have, and others that
    each has alone: `MAINT ANN` and `MAINT BEN`. Stars say nothing.
    """
    first, second = (" ".join(text.casefold().replace("*", " ").split()) for text in (one, other))
    words, others = set(first.split()), set(second.split())
    starts = first.startswith(second) or second.startswith(first)
    return starts or words <= others or others <= words or not words & others
