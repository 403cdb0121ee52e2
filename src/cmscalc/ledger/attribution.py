"""SI 2009/3151 reg 4: where payments go. Each step exhausts a charge or a payment, so it is linear.

The default is oldest first (reading 37). What is left over waits for charges to come.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from cmscalc.ledger.payments import PaidFor


class Order(Enum):
    """Which charge a payment goes to first."""

    OLDEST_FIRST = "oldest-first"
    CURRENT_FIRST = "current-first"
    AS_MARKED = "as-marked"


class Item(NamedTuple):
    """Something to be covered: an opening balance, a refund, or a charge from its first day."""

    start: date
    on: date
    pence: int
    is_charge: bool = True
    is_whole: bool = True


class Cover(NamedTuple):
    """Something that covers: a payment, or an adjustment that lowers the balance."""

    on: date
    pence: int
    source: str
    is_payment: bool = True
    paid_for: PaidFor | None = None


class Allocation(NamedTuple):
    """So much of a cover went to an item; both by their places in what was given."""

    cover: int
    item: int
    pence: int


class Attributed(NamedTuple):
    """Every allocation in the order it was made, and what is left of each item."""

    items: tuple[Item, ...]
    covers: tuple[Cover, ...]
    allocations: tuple[Allocation, ...]
    left: tuple[int, ...]


def attribute(items: Sequence[Item], covers: Sequence[Cover], order: Order) -> Attributed:
    """Place covers, in order of their days, on items in order of theirs."""
    book = _Book(items, covers)
    choose: dict[Order, Callable[[int], None]] = {
        Order.OLDEST_FIRST: lambda _: None,
        Order.CURRENT_FIRST: book.to_current,
        Order.AS_MARKED: book.to_marked,
    }
    first = choose[order]
    for at in range(len(covers)):
        first(at)
        book.to_oldest(at)
    return Attributed(tuple(items), tuple(covers), tuple(book.made), tuple(book.left))


class _Book:
    """The state of one attribution: what is left of each item and of each cover."""

    def __init__(self, items: Sequence[Item], covers: Sequence[Cover]) -> None:
        self.items = items
        self.covers = covers
        self.left = [item.pence for item in items]
        self.rest = [cover.pence for cover in covers]
        self.made: list[Allocation] = []
        self.oldest = 0
        self.charges = [at for at, item in enumerate(items) if item.is_charge]
        self.starts = [items[at].start for at in self.charges]
        self.by_month: dict[tuple[int, int], list[int]] = {}
        for at in self.charges:
            self.by_month.setdefault((items[at].on.year, items[at].on.month), []).append(at)

    def allocate(self, cover: int, item: int) -> None:
        pence = min(self.rest[cover], self.left[item])
        if pence > 0:
            self.rest[cover] -= pence
            self.left[item] -= pence
            self.made.append(Allocation(cover, item, pence))

    def to_oldest(self, cover: int) -> None:
        while self.rest[cover] and self.oldest < len(self.items):
            self.allocate(cover, self.oldest)
            if not self.left[self.oldest]:
                self.oldest += 1

    def to_current(self, cover: int) -> None:
        if self.covers[cover].is_payment:
            self.to_current_on(cover, self.covers[cover].on)

    def to_marked(self, cover: int) -> None:
        marked = self.covers[cover].paid_for
        if marked is None:
            return
        if marked.day:
            self.to_current_on(cover, date(marked.year, marked.month, marked.day))
            return
        for item in self.by_month.get((marked.year, marked.month), ()):
            self.allocate(cover, item)

    def to_current_on(self, cover: int, day: date) -> None:
        """The latest charge whose period has begun by a day."""
        at = bisect_right(self.starts, day)
        if at:
            self.allocate(cover, self.charges[at - 1])
