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
    book = Book(items, order)
    for cover in covers:
        book.add(cover)
    return Attributed(tuple(items), tuple(covers), tuple(book.made), tuple(book.left))


class Book:
    """The state of one attribution: what is left of each item and of each cover so far."""

    def __init__(self, items: Sequence[Item], order: Order) -> None:
        self.items = items
        self.covers: list[Cover] = []
        self.left = [item.pence for item in items]
        self.rest: list[int] = []
        self.made: list[Allocation] = []
        self.oldest = 0
        self.charges = [at for at, item in enumerate(items) if item.is_charge]
        self.starts = [items[at].start for at in self.charges]
        self.by_month: dict[tuple[int, int], list[int]] = {}
        for at in self.charges:
            self.by_month.setdefault((items[at].on.year, items[at].on.month), []).append(at)
        choose: dict[Order, Callable[[int], None]] = {
            Order.OLDEST_FIRST: lambda _: None,
            Order.CURRENT_FIRST: self._to_current,
            Order.AS_MARKED: self._to_marked,
        }
        self.first = choose[order]

    def add(self, cover: Cover) -> None:
        """Place the next cover. They come in order of their days."""
        self.covers.append(cover)
        self.rest.append(cover.pence)
        at = len(self.covers) - 1
        self.first(at)
        self._to_oldest(at)

    def _allocate(self, cover: int, item: int) -> None:
        pence = min(self.rest[cover], self.left[item])
        if pence > 0:
            self.rest[cover] -= pence
            self.left[item] -= pence
            self.made.append(Allocation(cover, item, pence))

    def _to_oldest(self, cover: int) -> None:
        while self.rest[cover] and self.oldest < len(self.items):
            self._allocate(cover, self.oldest)
            if not self.left[self.oldest]:
                self.oldest += 1

    def _to_current(self, cover: int) -> None:
        if self.covers[cover].is_payment:
            self._to_current_on(cover, self.covers[cover].on)

    def _to_marked(self, cover: int) -> None:
        marked = self.covers[cover].paid_for
        if marked is None:
            return
        if marked.day:
            self._to_current_on(cover, date(marked.year, marked.month, marked.day))
            return
        for item in self.by_month.get((marked.year, marked.month), ()):
            self._allocate(cover, item)

    def _to_current_on(self, cover: int, day: date) -> None:
        """The latest charge whose period has begun by a day."""
        at = bisect_right(self.starts, day)
        if at:
            self._allocate(cover, self.charges[at - 1])
