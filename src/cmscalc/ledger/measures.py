"""What the account says of payments and arrears: missed, old, and against DWP's own bands."""

from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cmscalc.ledger.account import Account, Standing
from cmscalc.ledger.attribution import Attributed, Item
from cmscalc.ledger.days import (
    MONTHS_IN_QUARTER,
    MONTHS_IN_YEAR,
    cut_monthly,
    first_of_quarter,
    months_after,
    quarter,
)
from cmscalc.ledger.liability import Ruler, decision_on
from cmscalc.ledger.payments import Placed
from cmscalc.ledger.periods import history

# DWP's published statistics count a quarter as "over 90 %" of what was due; it is not law.
NEARLY_ALL = Fraction(9, 10)


class Missed(NamedTuple):
    """A charge not wholly covered by its due date and the days of grace, in pence.

    `short` is what was not covered then; `left` is what is still not. `told_on` is the date of the
    letter of the decision it follows, where that came after the due date.
    """

    due: date
    amount: int
    short: int
    left: int
    days_late: int
    covered_on: date | None
    told_on: date | None = None


class Ageing(NamedTuple):
    """What is owed, by how long ago it fell due, in pence."""

    under_3_months: int
    from_3_to_12_months: int
    over_12_months: int


class Band(Enum):
    """DWP's bands of payment in a quarter."""

    NOTHING = "nothing"
    UP_TO_90 = "up_to_90"
    OVER_90 = "over_90"


class Compliance(NamedTuple):
    """What was due and paid in a calendar quarter; no band where nothing was due."""

    quarter: str
    due: int
    paid: int
    band: Band | None


def missed(account: Account, name: str, attributed: Attributed) -> tuple[Missed, ...]:
    """The charges that were short when their days of grace were over."""
    grace = timedelta(days=account.grace_days)
    in_time = [0] * len(attributed.items)
    covered_on: dict[int, date] = {}
    for made in attributed.allocations:
        on = attributed.covers[made.cover].on
        if on <= attributed.items[made.item].on + grace:
            in_time[made.item] += made.pence
        covered_on[made.item] = on
    found: list[Missed] = []
    for at, item in enumerate(attributed.items):
        short = item.pence - in_time[at]
        judged = item.is_charge and item.is_whole and item.on + grace <= account.as_at
        if not short or not judged:
            continue
        cleared = None if attributed.left[at] else covered_on[at]
        late = ((cleared or account.as_at) - item.on).days
        told = _told_after(account, name, item)
        found.append(Missed(item.on, item.pence, short, attributed.left[at], late, cleared, told))
    return tuple(found)


def _told_after(account: Account, name: str, item: Item) -> date | None:
    """The date of CMS's letter, where a charge was due before its decision was told of."""
    if account.ruler is not Ruler.DECISION:
        return None
    decided = decision_on(account.case, name, item.start)
    told = decided.letter_dated if decided else None
    return told if told and told > item.on else None


def ageing(account: Account, attributed: Attributed) -> Ageing:
    """What is not covered, by age at the as-at date."""
    three = months_after(account.as_at, -MONTHS_IN_QUARTER)
    twelve = months_after(account.as_at, -MONTHS_IN_YEAR)
    uncovered = [
        (item.on, left) for item, left in zip(attributed.items, attributed.left, strict=True)
    ]
    return Ageing(
        sum(left for on, left in uncovered if on > three),
        sum(left for on, left in uncovered if twelve < on <= three),
        sum(left for on, left in uncovered if on <= twelve),
    )


def compliance(account: Account, standing: Standing, since: date) -> tuple[Compliance, ...]:
    """Due and paid in each calendar quarter that ends after a day, and DWP's band."""
    past = history(standing)
    start = account.case.effective_date
    cuts = [start, *cut_monthly(start, account.end, MONTHS_IN_QUARTER), account.end]
    found: list[Compliance] = []
    for first, after in pairwise(cuts):
        if after <= since:
            continue
        due = past.charged_before(after) - past.charged_before(first)
        paid = past.paid.between(first, after)
        found.append(Compliance(quarter(first_of_quarter(first)), due, paid, _band(due, paid)))
    return tuple(found)


def _band(due: int, paid: int) -> Band | None:
    if due <= 0:
        return None
    if not paid:
        return Band.NOTHING
    return Band.UP_TO_90 if paid <= NEARLY_ALL * due else Band.OVER_90


def last_payment(standing: Standing) -> Placed | None:
    """The latest payment; of several on that day, the last in the file."""
    return standing.placed[-1] if standing.placed else None


def weeks_owed(account: Account, standing: Standing) -> Fraction | None:
    """Arrears as weeks of the amount due now; None where nothing is due now or owed."""
    weekly = standing.accrual.weekly_on(account.as_at)
    return Fraction(standing.arrears, weekly) if weekly and standing.arrears > 0 else None
