"""Which rows a payments file has already. Seen before, not looking alike.

A row is known by its place in the same file; else by the bank's own id; else by counting rows of
the same day, amount, payee and reference, and of the same balance where a file begins or ends.
Rows of one file are never taken for each other: two equal payments on one day are two payments.
"""

from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple, TypeVar

from cmscalc.ledger.bank.evidence import (
    ID,
    SHORT_HASH,
    Evidence,
    Mark,
    evidence_of,
    kept_reference,
    mark_of,
    read_evidence,
)
from cmscalc.ledger.bank.rows import OWN_MAP, BankFile, BankRow
from cmscalc.ledger.payments import Payment

K = TypeVar("K", bound=Hashable)
Span = tuple[date, date]
FEW_DAYS = 4
# Money from hand to hand is on no bank's file.
BY_HAND = ("cash", "in-person")


class Why(Enum):
    """Why a row is taken for one that is there."""

    SAME_ROW = "same-row"
    SAME_ID = "same-id"
    SAME_REFERENCE = "same-reference"
    SAME_DAY_AND_AMOUNT = "same-day-and-amount"
    NEAR_DAY = "near-day"


class Known(NamedTuple):
    """A payment, as others are held against it: one that is there, or a row that matched.

    `row` is the line of one that stands in the payments file itself.
    """

    source: str
    on: date
    pence: int
    reference: str = ""
    receiving_parent: str = ""
    method: str = ""
    evidence: Evidence | None = None
    row: int = 0

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


def known_of(payment: Payment, row: int = 0) -> Known:
    """A payment of the payments file, with its line there; or one that is about to be added."""
    return Known(
        payment.source,
        payment.on,
        payment.pence,
        payment.reference,
        payment.receiving_parent,
        payment.method,
        read_evidence(payment.evidence) if payment.evidence else None,
        row,
    )


def candidate_of(file: BankFile, row: BankRow, receiving_parent: str, method: str) -> Candidate:
    """A row that matched, as the payment it would be."""
    payment = Known(
        f"{file.shown}:{row.place}",
        row.on,
        abs(row.pence),
        kept_reference(row),
        receiving_parent,
        method,
        evidence_of(file, row),
    )
    return Candidate(row, payment)


def recognise(
    candidates: Sequence[Candidate], known: Sequence[Known], proving: Span | None = None
) -> Recognised:
    """Tell rows of one file that are new from those that are there. Each payment counts once.

    `proving` takes a payment typed by hand for a row of its amount a few days off, too, if the
    file covers the day that was typed: its first and its last day are given.
    """
    shelf = _Shelf(known, proving)
    # The surest sign of all rows first, so that a weaker one cannot use a payment up.
    looks = [shelf.same_row, shelf.same_mark, shelf.alike, shelf.same_day_and_amount]
    looks += [shelf.by_hand_near] if proving is not None else []
    found: list[Repeat | None] = [None] * len(candidates)
    for look in looks:
        found = [there or look(each) for there, each in zip(found, candidates, strict=True)]
    new = [each for there, each in zip(found, candidates, strict=True) if there is None]
    near = (shelf.near(each) for each in new)
    return Recognised(
        tuple(new),
        tuple(each for each in found if each is not None),
        tuple(each for each in near if each is not None),
    )


def shown_by(repeats: Sequence[Repeat], known: Sequence[Known]) -> list[Known]:
    """The payments there, those typed by hand with the bank's row that was recognised in them.

    The next file's rows are held against that row: another payment of about that day is another.
    """
    rows = {
        repeat.known.row: repeat.candidate.payment
        for repeat in repeats
        if repeat.known.row and repeat.known.evidence is None
    }
    return [
        each._replace(on=rows[each.row].on, evidence=rows[each.row].evidence)
        if each.row in rows
        else each
        for each in known
    ]


def way_turned(file: BankFile, rows: Sequence[BankRow], known: Sequence[Known]) -> str:
    """The payment there that is one of these rows of money the other way; nothing if none is."""
    short = file.sha256[:SHORT_HASH]
    places = {
        each.evidence.place: each.source
        for each in known
        if each.evidence and each.evidence.sha256 == short
    }
    marks = {each.mark.plain: each.source for each in known if each.mark}
    for row in rows:
        mark = mark_of(file, row)
        there = places.get(row.place) or marks.get(mark.plain if mark else ("", ""))
        if there:
            return there
    return ""


class _Shelf:
    """The payments there, each taken off as a row is recognised in it."""

    def __init__(self, known: Sequence[Known], proving: Span | None) -> None:
        self.known = _bank_rows(known)
        self.covers = proving or (date.max, date.min)
        self.taken: set[int] = set()
        self.places: dict[tuple[str, str], int] = {}
        self.days: dict[tuple[date, int], deque[int]] = {}
        self.marks: dict[tuple[str, str], deque[int]] = {}
        for at, each in enumerate(self.known):
            self.days.setdefault((each.on, each.pence), deque()).append(at)
            if each.evidence is not None:
                self.places[(each.evidence.sha256, each.evidence.place)] = at
            if each.mark is not None:
                self.marks.setdefault(each.mark.plain, deque()).append(at)

    def same_row(self, candidate: Candidate) -> Repeat | None:
        """The same row of the same file, whatever was changed in the payments file since."""
        evidence = candidate.payment.evidence
        at = self.places.get((evidence.sha256, evidence.place)) if evidence else None
        return None if at is None or at in self.taken else self._take(candidate, [at], Why.SAME_ROW)

    def same_mark(self, candidate: Candidate) -> Repeat | None:
        """The same mark; one with the same end of a file before any other."""
        mark = candidate.payment.mark
        if mark is None:
            return None
        why = Why.SAME_ID if mark.kind.endswith(ID) else Why.SAME_REFERENCE
        fits = [at for at in self._left(self.marks, mark.plain) if self._is_of(at, candidate)]
        return self._take(candidate, sorted(fits, key=lambda at: self.known[at].mark != mark), why)

    def alike(self, candidate: Candidate) -> Repeat | None:
        """The same day and amount, with words of the reference that are the same."""
        fits = [at for at in self._same_day(candidate) if self._shares_words(candidate, at)]
        return self._take(candidate, fits, Why.SAME_DAY_AND_AMOUNT)

    def same_day_and_amount(self, candidate: Candidate) -> Repeat | None:
        """The same day and amount, where nothing tells the two apart."""
        return self._take(candidate, self._same_day(candidate), Why.SAME_DAY_AND_AMOUNT)

    def by_hand_near(self, candidate: Candidate) -> Repeat | None:
        """A payment typed by hand of the same amount, on the nearest day of a few."""
        near = [at for at in self._about_that_day(candidate) if self._is_by_hand(candidate, at)]
        near.sort(key=lambda at: abs(self.known[at].on - candidate.payment.on))
        return self._take(candidate, near, Why.NEAR_DAY)

    def near(self, candidate: Candidate) -> Repeat | None:
        """A payment there that no row was recognised in, of the same amount about that day."""
        for at in self._about_that_day(candidate):
            if may_be_near(candidate.payment, self.known[at]):
                return Repeat(candidate, self.known[at], Why.NEAR_DAY)
        return None

    def _is_by_hand(self, candidate: Candidate, at: int) -> bool:
        """A payment typed by hand, without a reference or with words of the row's own."""
        there = self.known[at]
        first, last = self.covers
        if there.evidence is not None or not first <= there.on <= last:
            return False
        alike = not there.reference or self._shares_words(candidate, at)
        return alike and may_be_one(candidate.payment, there)

    def _is_of(self, at: int, candidate: Candidate) -> bool:
        """The same mark; some banks give one id in two accounts, which the references tell."""
        mine, there = candidate.payment, self.known[at]
        if mine.mark is None or there.mark is None or not mine.mark.is_of(there.mark):
            return False
        return not mine.mark.kind.endswith(ID) or _go_together(mine.reference, there.reference)

    def _shares_words(self, candidate: Candidate, at: int) -> bool:
        return bool(_words(candidate.payment.reference) & _words(self.known[at].reference))

    def _same_day(self, candidate: Candidate) -> list[int]:
        """Those of the day and amount that nothing tells apart from a row; the likest first."""
        payment = candidate.payment
        left = self._left(self.days, (payment.on, payment.pence))
        fits = [at for at in left if may_be_one(payment, self.known[at])]
        return sorted(fits, key=lambda at: _unlike(payment, self.known[at]))

    def _about_that_day(self, candidate: Candidate) -> Iterator[int]:
        payment = candidate.payment
        for days in range(-FEW_DAYS, FEW_DAYS + 1):
            yield from self._left(self.days, (payment.on + timedelta(days), payment.pence))

    def _left(self, shelf: Mapping[K, deque[int]], key: K) -> list[int]:
        """What is on a shelf and not taken."""
        there = shelf.get(key)
        # Many that are taken would be gone through again for each of many equal rows.
        while there and there[0] in self.taken:
            there.popleft()
        return [at for at in there or () if at not in self.taken]

    def _take(self, candidate: Candidate, there: Sequence[int], why: Why) -> Repeat | None:
        if not there:
            return None
        self.taken.add(there[0])
        return Repeat(candidate, self.known[there[0]], why)


def _bank_rows(known: Sequence[Known]) -> list[Known]:
    """The payments, those that share a bank's row as the one payment that it is."""
    shared: dict[tuple[str, str], list[Known]] = {}
    found = [each for each in known if each.evidence is None]
    for each in known:
        if each.evidence is not None:
            shared.setdefault((each.evidence.sha256, each.evidence.place), []).append(each)
    for first, *others in shared.values():
        pence = first.pence + sum(each.pence for each in others)
        parent = "" if others else first.receiving_parent
        found.append(first._replace(pence=pence, receiving_parent=parent))
    return found


def _unlike(one: Known, other: Known) -> tuple[bool, bool, bool]:
    """What sorts the likest first: the same reference, the same parent, any reference at all."""
    return (
        one.reference.casefold() != other.reference.casefold(),
        one.receiving_parent.casefold() != other.receiving_parent.casefold(),
        not other.reference,
    )


def may_be_one(one: Known, other: Known) -> bool:
    """Whether nothing tells apart two payments of one day and amount."""
    if _of_one_file(one, other) or _have_one_kind(one, other) or _of_two_parents(one, other):
        return False
    if _is_cash(one) or _is_cash(other):
        return False
    return _go_together(one.reference, other.reference)


def may_be_near(one: Known, other: Known) -> bool:
    """Whether two payments of one amount may be one, with another day or another reference."""
    days = abs((one.on - other.on).days)
    if _of_one_file(one, other) or _of_two_parents(one, other) or days > FEW_DAYS:
        return False
    same_reference = one.reference.casefold() == other.reference.casefold()
    return not days or same_reference or not _have_one_kind(one, other)


def _of_one_file(one: Known, other: Known) -> bool:
    """Rows of one file are payments of their own."""
    if one.evidence is None or other.evidence is None:
        return False
    return one.evidence.sha256 == other.evidence.sha256


def _have_one_kind(one: Known, other: Known) -> bool:
    """Marks of one kind can be held against each other, but for a person's own maps of columns."""
    if one.mark is None or other.mark is None or one.mark.kind == OWN_MAP:
        return False
    return one.mark.kind == other.mark.kind


def _of_two_parents(one: Known, other: Known) -> bool:
    """Labels of two receiving parents; small and capital letters are the same."""
    parents = {one.receiving_parent.casefold(), other.receiving_parent.casefold()}
    return "" not in parents and len(parents) > 1


def _is_cash(payment: Known) -> bool:
    return payment.evidence is None and payment.method.lower() in BY_HAND


def _go_together(one: str, other: str) -> bool:
    """Whether two references may be of one payment.

    Banks write one text as `MAINT` in one kind of file and `R DALE MAINT BGC` in another, cut it,
    or give the payer in its place. What tells two apart is words that both have, and others that
    each has alone: `MAINT ANN` and `MAINT BEN`. Stars say nothing.
    """
    first, second = (" ".join(text.casefold().replace("*", " ").split()) for text in (one, other))
    words, others = _words(one), _words(other)
    starts = first.startswith(second) or second.startswith(first)
    return starts or words <= others or others <= words or not words & others


def _words(text: str) -> set[str]:
    return set(text.casefold().replace("*", " ").split())
