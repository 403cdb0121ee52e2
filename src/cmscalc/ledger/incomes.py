"""Regs 20, 23, 34 and 42: which income is used on a day, from rows that hold over time."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cmscalc.core.facts import Amount, Period
from cmscalc.core.income import a_week, current_counts
from cmscalc.law import Law
from cmscalc.ledger.case import Case, Held, Income, IncomeBasis
from cmscalc.ledger.days import years_after

MOVED = "the current figure moved by 25 % or more (reg 23(2), (4); reading 28)"
STAYS = "the current figure moved by less than 25 %, so it stays (reg 23(2); reading 28)"
NOT_USED = "it differs by less than 25 % from the historic figure, so it is not used (reg 34)"
REVIEW_USES = "at the review the current figure is set against the historic one, and used (reg 34)"
REVIEW_DROPS = "at the review the current figure is within 25 % of the historic one (reg 34)"


class UsedIncome(NamedTuple):
    """The figures handed to the calculation; and why, where the 25 % rule decided on `decided`."""

    historic: Amount | None = None
    current: Amount | None = None
    pension: Amount | None = None
    default: bool = False
    why: str = ""
    decided: date | None = None


class _Known(NamedTuple):
    """The figures as days go by: the historic one, the current one in use, and one that is not."""

    historic: Income | None = None
    current: Income | None = None
    refused: Income | None = None
    beside_historic: bool = True
    why: str = ""
    decided: date | None = None


def income_on(case: Case, day: date, law: Law) -> UsedIncome:
    """The income to use on a day: the latest row, and the 25 % rule where it is a current one.

    Reg 34 sets a current figure against the historic one: when it comes, and again at each review.
    Reg 23(2)-(4) (reading 28): while a current figure is in use, a new one between reviews counts
    only if it differs from that by 25 % or more, and then even if it is near the historic one. An
    estimate is no historic figure: a real one takes its place untested (reg 42).
    """
    begun = in_order(row for row in case.incomes if row.since <= day)
    if not begun or (begun[-1].until and begun[-1].until <= day):
        return UsedIncome()
    last = begun[-1].value
    if last.basis is IncomeBasis.NONE:
        return UsedIncome(default=True)
    if last.basis is not IncomeBasis.CURRENT:
        return UsedIncome(historic=last.amount, pension=last.pension)
    known = _Known()
    for on, row in _events(case, begun, day):
        known = _reviewed(known, on, law) if row is None else _told(case, known, row, law)
    return _used(known, law)


def in_order(rows: Iterator[Held[Income]]) -> list[Held[Income]]:
    """By their days; a current figure stands beside a historic one of the same day, so after it."""
    return sorted(rows, key=lambda row: (row.since, row.value.basis is IncomeBasis.CURRENT))


def ends_a_current_figure(case: Case) -> tuple[Held[Income], ...]:
    """The historic rows that take the place of a current figure which was not given again."""
    rows = in_order(iter(case.incomes))
    current_on = {row.since for row in rows if row.value.basis is IncomeBasis.CURRENT}
    return tuple(
        row
        for before, row in pairwise(rows)
        if before.value.basis is IncomeBasis.CURRENT
        and row.value.basis is IncomeBasis.HISTORIC
        and row.since not in current_on
    )


def review_days(case: Case, end: date) -> list[date]:
    """Reg 19: the anniversaries of the effective date up to and including a day."""
    years = range(1, end.year - case.effective_date.year + 1)
    days = (years_after(case.effective_date, each) for each in years)
    return [day for day in days if day <= end]


def _events(
    case: Case, begun: list[Held[Income]], day: date
) -> Iterator[tuple[date, Held[Income] | None]]:
    """The rows, and the reviews of days on which there is no row, in order."""
    told = {row.since for row in begun}
    reviews = [(on, None) for on in review_days(case, day) if on not in told and on > min(told)]
    rows = [(row.since, row) for row in begun]
    yield from sorted([*rows, *reviews], key=lambda event: event[0])


def _told(case: Case, known: _Known, row: Held[Income], law: Law) -> _Known:
    """A row begins."""
    income = row.value
    if income.basis in (IncomeBasis.NONE, IncomeBasis.ESTIMATED):
        return _Known()
    if income.basis is IncomeBasis.HISTORIC:
        return _Known(historic=income)
    if known.current is not None and row.since not in review_days(case, row.since):
        if current_counts(_weekly(known.current, law), _weekly(income, law), law):
            return _Known(known.historic, income, None, False, MOVED, row.since)
        return known._replace(refused=income, why=STAYS, decided=row.since)
    if known.historic is None or _counts(known.historic, income, law):
        return _Known(known.historic, income)
    return _Known(known.historic, refused=income, why=NOT_USED, decided=row.since)


def _reviewed(known: _Known, on: date, law: Law) -> _Known:
    """A review date passes: the latest current figure is set against the historic one again."""
    latest = known.refused or known.current
    if latest is None or known.historic is None:
        return known
    if _counts(known.historic, latest, law):
        return _Known(known.historic, latest, why=REVIEW_USES, decided=on)
    return _Known(known.historic, refused=latest, why=REVIEW_DROPS, decided=on)


def _used(known: _Known, law: Law) -> UsedIncome:
    figure = known.current or known.refused
    assert figure is not None
    if known.current is not None and not known.beside_historic:
        found = UsedIncome(figure.amount, None, figure.pension)
    else:
        found = _side_by_side(known.historic, figure, law)
    return found._replace(why=known.why, decided=known.decided)


def _side_by_side(historic: Income | None, current: Income, law: Law) -> UsedIncome:
    """Both figures, for the 25 % rule. Each row's pension is its own (regs 35(3), 40).

    The calculation takes one pension off both, so where the rows differ it is given what is left.
    """
    if historic is None:
        return UsedIncome(None, current.amount, current.pension)
    if historic.pension == current.pension:
        return UsedIncome(historic.amount, current.amount, current.pension)
    before = Amount(_weekly(historic, law), Period.WEEK)
    return UsedIncome(before, Amount(_weekly(current, law), Period.WEEK))


def _counts(historic: Income, current: Income, law: Law) -> bool:
    return current_counts(_weekly(historic, law), _weekly(current, law), law)


def _weekly(income: Income, law: Law) -> Fraction:
    """Regs 35(3), 40: a week, after pension contributions."""
    assert income.amount is not None
    less = a_week(income.pension, law) if income.pension else Fraction(0)
    return max(Fraction(0), a_week(income.amount, law) - less)
