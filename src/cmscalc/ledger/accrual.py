"""Weekly ÷ 7 a day, exactly, and one way to cut it into rows that sum (money in whole pence)."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cmscalc.ledger.pence import half_up

DAYS_IN_WEEK = 7


class From(NamedTuple):
    """A weekly amount in pence, from a day."""

    day: date
    weekly: int


class Accrual(NamedTuple):
    """Liability to one receiving parent from the start of the case, exactly.

    Sums are kept in sevenths of a penny, which are whole numbers. `sevenths[i]` is what has
    accrued before `steps[i]` begins.
    """

    steps: tuple[From, ...]
    days: tuple[int, ...]
    sevenths: tuple[int, ...]

    def weekly_on(self, day: date) -> int:
        """The weekly amount of a day; nothing before the first."""
        at = bisect_right(self.days, day.toordinal()) - 1
        return self.steps[at].weekly if at >= 0 else 0

    def before(self, day: date) -> int:
        """What has accrued before a day, in whole pence, half a penny up."""
        return half_up(self.sevenths_before(day), DAYS_IN_WEEK)

    def between(self, start: date, end: date) -> int:
        """The amount of [start, end): what is accrued at its end less what was at its start.

        So the rows of a period always sum to it, however it is cut.
        """
        return self.before(end) - self.before(start)

    def sevenths_before(self, day: date) -> int:
        """What has accrued before a day, exactly, in sevenths of a penny."""
        number = day.toordinal()
        at = bisect_right(self.days, number) - 1
        if at < 0:
            return 0
        return self.sevenths[at] + (number - self.days[at]) * self.steps[at].weekly


def accrual(amounts: Iterable[From]) -> Accrual:
    """Make an accrual from weekly amounts in order of their days; an equal one adds no step."""
    steps: list[From] = []
    days: list[int] = []
    sevenths: list[int] = []
    for each in amounts:
        if steps and steps[-1].weekly == each.weekly:
            continue
        number = each.day.toordinal()
        gone = sevenths[-1] + (number - days[-1]) * steps[-1].weekly if steps else 0
        steps.append(each)
        days.append(number)
        sevenths.append(gone)
    return Accrual(tuple(steps), tuple(days), tuple(sevenths))
