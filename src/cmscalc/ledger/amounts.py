"""The weekly amounts of an account: from when to when, whose figure, and our working of each."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Decision
from cmscalc.ledger.liability import Calculated, Span
from cmscalc.ledger.periods import Window


class WeeklyAmount(NamedTuple):
    """One receiving parent's weekly amount over [start, end), in pence.

    `decided` is the decision of CMS that holds then, `calculated` our own figure if there is one.
    """

    start: date
    end: date
    weekly: int
    decided: Decision | None
    calculated: int | None


class Working(NamedTuple):
    """Days, [start, end), that one calculation of ours holds for."""

    start: date
    end: date
    calculated: Calculated


def weekly_amounts(account: Account, name: str, window: Window) -> tuple[WeeklyAmount, ...]:
    """One receiving parent's amounts in a window, each as long as nothing about it changes."""
    found: list[WeeklyAmount] = []
    for start, end, span in _within(account, window):
        due = next(each for each in span.due if each.name == name)
        one = WeeklyAmount(start, end, due.weekly, due.decided, due.calculated)
        if found and found[-1]._replace(start=start, end=end) == one:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(one)
    return tuple(found)


def workings(account: Account, window: Window) -> tuple[Working, ...]:
    """Our calculations in a window, each for the days until the next."""
    found: list[Working] = []
    for start, end, span in _within(account, window):
        if found and _same(found[-1].calculated, span.calculated):
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Working(start, end, span.calculated))
    return tuple(found)


def _same(one: Calculated, other: Calculated) -> bool:
    """Whether two calculations show the same working, whatever day each was made for."""
    if one.answer is None or other.answer is None:
        return one == other
    return one.answer.steps == other.answer.steps


def _within(account: Account, window: Window) -> Iterator[tuple[date, date, Span]]:
    for span in account.spans:
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start < end:
            yield start, end, span
