"""The weekly amounts of an account: from when to when, whose figure, and our working of each."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Case, Decision
from cmscalc.ledger.children import is_counted
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
    """Days, [start, end), that one calculation of ours holds for.

    `children` are those counted, by receiving parent, in the order in which steps number them.
    """

    start: date
    end: date
    calculated: Calculated
    children: tuple[tuple[str, tuple[str, ...]], ...]


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
            found.append(Working(start, end, span.calculated, _children(account.case, start)))
    return tuple(found)


def _children(case: Case, day: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_parent = (
        (
            name,
            tuple(
                c.name for c in case.children if c.lives_with == name and is_counted(c, case, day)
            ),
        )
        for name in case.receiving_parents
    )
    return tuple((name, children) for name, children in by_parent if children)


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
