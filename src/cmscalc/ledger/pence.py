"""Whole pence: the ledger's amounts, and its one way to round."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from cmscalc.core.money import Money


def half_up(numerator: int, denominator: int) -> int:
    """Round an exact number of pence, given as a fraction, half a penny up."""
    return (2 * numerator + denominator) // (2 * denominator)


def times(pence: int, rate: Fraction) -> int:
    """A rate of an amount, half a penny up."""
    return half_up(pence * rate.numerator, rate.denominator)


def written(pence: int) -> str:
    """As people write it: `£1,234.56`."""
    return Money(pence).written


class Sums(NamedTuple):
    """Running sums of dated amounts, in pence."""

    days: tuple[date, ...]
    sums: tuple[int, ...]

    def through(self, day: date) -> int:
        """The sum of what is dated up to and including a day."""
        at = bisect_right(self.days, day)
        return self.sums[at - 1] if at else 0

    def between(self, start: date, end: date) -> int:
        """The sum of what is dated in [start, end)."""
        first, last = bisect_left(self.days, start), bisect_left(self.days, end)
        return (self.sums[last - 1] if last else 0) - (self.sums[first - 1] if first else 0)


def running(items: Iterable[tuple[date, int]]) -> Sums:
    """Make running sums of dated amounts, in any order."""
    by_day: dict[date, int] = {}
    for day, pence in items:
        by_day[day] = by_day.get(day, 0) + pence
    days = sorted(by_day)
    return Sums(tuple(days), tuple(accumulate(by_day[day] for day in days)))
