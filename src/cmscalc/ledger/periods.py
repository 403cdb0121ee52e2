"""The account cut into periods: what was charged, adjusted and paid in each, and then owed."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from cmscalc.ledger.account import Account, Standing
from cmscalc.ledger.days import ONE_DAY, cut_monthly, cut_weekly
from cmscalc.ledger.pence import Sums, running


class By(Enum):
    """How long a period is. Weeks are those of the case; the rest go by the calendar."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


MONTHS = {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}


class Window(NamedTuple):
    """The days that are shown, [start, end)."""

    start: date
    end: date


class Period(NamedTuple):
    """One period, [start, end), in pence. `arrears` is what is owed at its end."""

    start: date
    end: date
    charged: int
    adjusted: int
    paid: int
    arrears: int

    @property
    def opening(self) -> int:
        """What was owed before its first day: the opening balance."""
        return self.arrears - self.charged - self.adjusted + self.paid


class History(NamedTuple):
    """What has been charged, adjusted and paid up to any day."""

    standing: Standing
    instalments: Sums
    adjusted: Sums
    paid: Sums

    def charged_before(self, day: date) -> int:
        """Maintenance due before a day: accrued, then by instalments."""
        standing = self.standing
        accrued = standing.accrual.before(min(day, standing.accrues_until))
        return accrued + self.instalments.through(day - ONE_DAY)

    def arrears_before(self, day: date) -> int:
        """What was owed at the end of the day before."""
        last = day - ONE_DAY
        return self.charged_before(day) + self.adjusted.through(last) - self.paid.through(last)


def history(standing: Standing) -> History:
    """Make the running sums of one receiving parent's side."""
    until = standing.accrues_until
    return History(
        standing,
        running((each.due, each.pence) for each in standing.charges if each.start >= until),
        running((each.on, each.signed) for each in standing.adjustments),
        running((each.payment.on, each.maintenance) for each in standing.placed),
    )


def whole(account: Account) -> Window:
    """From the effective date to the end of the as-at day."""
    return Window(account.case.effective_date, account.end)


def periods(account: Account, standing: Standing, by: By, window: Window) -> tuple[Period, ...]:
    """Cut a window of the account into periods that sum to it."""
    past = history(standing)
    cuts = [window.start, *_cuts(account, by, window), window.end]
    return tuple(_period(past, start, end) for start, end in pairwise(cuts) if start < end)


def over(standing: Standing, window: Window) -> Period:
    """The window as one period."""
    return _period(history(standing), window.start, window.end)


def _cuts(account: Account, by: By, window: Window) -> Iterator[date] | Iterable[date]:
    if by is By.NONE:
        return ()
    if by is By.WEEK:
        return cut_weekly(window.start, window.end, account.case.effective_date)
    return cut_monthly(window.start, window.end, MONTHS[by])


def _period(past: History, start: date, end: date) -> Period:
    return Period(
        start,
        end,
        past.charged_before(end) - past.charged_before(start),
        past.adjusted.between(start, end),
        past.paid.between(start, end),
        past.arrears_before(end),
    )
