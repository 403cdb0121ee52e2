"""A fee by conduct, as some reforms ask: a larger one on what is not paid in full in time.

Charges are judged in the order of time. One is paid in full in time if, with the payments and
credits up to its due date and the days of grace, placed in the order that the account follows,
nothing of its maintenance is left. These are the charges that the ledger does not list as missed.
The larger fee is known from the day after; it is taken out of payments after that day, when all
maintenance due and the usual fees are covered. So no payment is judged by what it was split into.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cmscalc.ledger.attribution import Book, Cover, Item, Order
from cmscalc.ledger.charges import Charge
from cmscalc.ledger.payments import Payment, Placed, Splitter


class Conduct(NamedTuple):
    """What a judge goes by: charges in order of their due dates, and all that moves the balance.

    `items` are what is to be covered, `credits` what covers and is no payment, in order.
    """

    charges: Sequence[Charge]
    items: Sequence[Item]
    credits: Sequence[Cover]
    order: Order
    grace_days: int
    as_at: date


def by_conduct(
    splitter: Splitter, payments: Sequence[Payment], conduct: Conduct
) -> tuple[tuple[Placed, ...], tuple[Charge, ...]]:
    """Place payments in order of their days, and give each charge the fee that conduct earned."""
    judge = _Judge(conduct)
    placed: list[Placed] = []
    for payment in payments:
        judge.credit_until(payment.on)
        judge.judge_before(payment.on)
        each = splitter.place(payment, judge.larger_fees)
        judge.cover(Cover(payment.on, each.maintenance, payment.source, paid_for=payment.paid_for))
        placed.append(each)
    judge.credit_until(date.max)
    judge.judge_before(conduct.as_at + timedelta(days=1))
    charges = (
        charge._replace(fee=charge.late_fee)
        if charge.late_fee is not None and at in judge.late
        else charge
        for at, charge in enumerate(conduct.charges)
    )
    return tuple(placed), tuple(charges)


class _Judge:
    """What is known of conduct as time goes by."""

    def __init__(self, conduct: Conduct) -> None:
        self.grace = timedelta(days=conduct.grace_days)
        self.items = conduct.items
        self.book = Book(conduct.items, conduct.order)
        self.in_time = [0] * len(conduct.items)
        self.counted = 0
        self.waiting = list(conduct.credits)
        self.to_judge = _in_time(conduct)
        self.late: set[int] = set()
        self.larger_fees = 0

    def credit_until(self, day: date) -> None:
        while self.waiting and self.waiting[0].on <= day:
            self.cover(self.waiting.pop(0))

    def cover(self, cover: Cover) -> None:
        """Place a cover, and see what of it came in time."""
        self.book.add(cover)
        for made in self.book.made[self.counted :]:
            if cover.on <= self.items[made.item].on + self.grace:
                self.in_time[made.item] += made.pence
        self.counted = len(self.book.made)

    def judge_before(self, day: date) -> None:
        """Judge the charges whose days of grace are over before a day."""
        while self.to_judge and self.to_judge[0].charge.due + self.grace < day:
            place, item, charge = self.to_judge.pop(0)
            if charge.late_fee is not None and self.in_time[item] < charge.pence:
                self.late.add(place)
                self.larger_fees += charge.late_fee - charge.fee


class _Judged(NamedTuple):
    """A charge to be judged: its place among charges, and that of what is to be covered of it."""

    place: int
    item: int
    charge: Charge


def _in_time(conduct: Conduct) -> list[_Judged]:
    """The whole charges in order of their due dates, each with the item that stands for it."""
    asked = [(at, charge) for at, charge in enumerate(conduct.charges) if charge.pence > 0]
    charges = sorted(asked, key=lambda each: each[1].due)
    items = (at for at, item in enumerate(conduct.items) if item.is_charge)
    found = (
        _Judged(place, item, charge) for (place, charge), item in zip(charges, items, strict=True)
    )
    return [each for each in found if each.charge.whole]
