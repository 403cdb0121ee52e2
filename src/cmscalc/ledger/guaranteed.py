"""Guaranteed payment on an account, as a reform may ask: what the state paid, and what it costs.

The paying parent's account stays as it is. The state pays each charge on its due date, and takes
what is collected of it; what is left is to be recovered.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cmscalc.ledger.account import Account
from cmscalc.ledger.attribution import Attributed
from cmscalc.ledger.case import Case, law_of


class StatePaid(NamedTuple):
    """What the state paid on one day for one receiving parent, in pence, and what came of it.

    `cost` is what was paid less what payments of the paying parent covered of it since; `recovers`
    is what is still owed of it, after adjustments too.
    """

    due: date
    paid: int
    cost: int
    recovers: int


def state_paid(account: Account, attributed: Attributed) -> tuple[StatePaid, ...] | None:
    """What the state paid up to the as-at date, by due date; None where nothing is guaranteed."""
    case = account.case
    if not any(dict(reform.values).get("guaranteed_payment") for reform in case.reforms):
        return None
    collected = [0] * len(attributed.items)
    for made in attributed.allocations:
        if attributed.covers[made.cover].is_payment:
            collected[made.item] += made.pence
    by_day: dict[date, StatePaid] = {}
    for item, came, left in zip(attributed.items, collected, attributed.left, strict=True):
        if not item.is_charge or not item.is_whole or not _guaranteed(case, item.on):
            continue
        so_far = by_day.get(item.on, StatePaid(item.on, 0, 0, 0))
        by_day[item.on] = StatePaid(
            item.on,
            so_far.paid + item.pence,
            so_far.cost + item.pence - came,
            so_far.recovers + left,
        )
    return tuple(by_day.values())


def _guaranteed(case: Case, day: date) -> bool:
    row = law_of(case, day).guaranteed_payment
    return row is not None and row.value


class StateTotal(NamedTuple):
    """What the state paid in all, in pence, what it cost and what is to be recovered."""

    paid: int
    cost: int
    recovers: int


def total_of(found: Iterable[StatePaid]) -> StateTotal:
    """Add up what the state paid on several days."""
    days = list(found)
    return StateTotal(
        sum(each.paid for each in days),
        sum(each.cost for each in days),
        sum(each.recovers for each in days),
    )
