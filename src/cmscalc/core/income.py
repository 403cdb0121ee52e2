"""Regs 34 to 42 of SI 2012/2677: weekly income, pension contributions and the 25 % rule."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Amount, Facts, Period
from cmscalc.core.step import (
    Note,
    Step,
    Term,
    assumed,
    decision,
    number,
    percent,
    pounds,
    reading,
    working,
)
from cmscalc.law import Law
from cmscalc.law.rows import Citation
from cmscalc.law.sources import reg

DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
WEEKS_IN = {Period.WEEK: 1, Period.FORTNIGHT: 2, Period.FOUR_WEEKS: 4}
TO_A_WEEK = {
    Period.YEAR: "{} ÷ days in a year × 7",
    Period.MONTH: "{} × 12 ÷ days in a year × 7",
    Period.FOUR_WEEKS: "{} ÷ 4",
    Period.FORTNIGHT: "{} ÷ 2",
    Period.WEEK: "{}",
}
BY_THE_YEAR = (Period.YEAR, Period.MONTH)


class Basis(NamedTuple):
    """What an income figure is called, and the provisions that make it weekly."""

    step_id: str
    name: str
    title: str
    plain: Citation
    less_pension: Citation
    readings: tuple[Note, ...]


GIVEN = Basis("weekly-income", "income", "Weekly income", reg("35(1)"), reg("35(3)"), ())
HISTORIC = Basis(
    "historic-income",
    "historic income",
    "Historic weekly income",
    reg("35(1)"),
    reg("35(3)"),
    (),
)
CURRENT = Basis(
    "current-income",
    "current income",
    "Current weekly income",
    reg("37"),
    reg("40"),
    (reading(24),),
)


class IncomeUsed(NamedTuple):
    """Weekly income after pension contributions, exact, and the steps that found it."""

    weekly: Fraction
    steps: tuple[Step, ...]


def a_week(amount: Amount, law: Law) -> Fraction:
    """Reg 35(1): pounds a week, exactly. A year is ÷ 365 × 7, in leap years too; never ÷ 52."""
    if amount.period is Period.YEAR:
        return amount.pounds * DAYS_IN_WEEK / law.days_in_year.value
    if amount.period is Period.MONTH:
        return amount.pounds * MONTHS_IN_YEAR * DAYS_IN_WEEK / law.days_in_year.value
    return amount.pounds / WEEKS_IN[amount.period]


def a_year(amount: Amount, law: Law) -> Fraction:
    """Reg 35(1) the other way: pounds a year, exactly, for the tests that are yearly."""
    return a_week(amount, law) * law.days_in_year.value / DAYS_IN_WEEK


def weekly_formula(name: str, period: Period) -> str:
    """Write the conversion of a named amount to a week."""
    return TO_A_WEEK[period].format(name)


def year_terms(law: Law, *amounts: Amount) -> tuple[Term, ...]:
    """Give the term `days in a year` where one of the amounts needs it."""
    if any(amount.period in BY_THE_YEAR for amount in amounts):
        return (number("days in a year", law.days_in_year.value),)
    return ()


def income_used(facts: Facts, law: Law) -> IncomeUsed | None:
    """Reg 34: the weekly income to use, exact, after pension contributions; None if none given."""
    earlier, later = facts.income, facts.current_income
    if earlier is None and later is None:
        return None
    if later is None and earlier is not None:
        step = weekly_income(earlier, GIVEN, facts.pension, law)
        return IncomeUsed(step.amount, (step,))
    assert later is not None
    current = weekly_income(later, CURRENT, facts.pension, law)
    if earlier is None:
        noted = current._replace(notes=(*current.notes, NO_HISTORIC))
        return IncomeUsed(current.amount, (noted,))
    historic = weekly_income(earlier, HISTORIC, facts.pension, law)
    choice = income_choice(historic.amount, current.amount, facts.pension, law)
    used = current if current_counts(historic.amount, current.amount, law) else historic
    return IncomeUsed(used.amount, (historic, current, choice))


NO_HISTORIC = assumed(
    "no-historic-income",
    "Only current income was given, so it is used: reg 34 does so where there is no historic "
    "figure or, from 25 November 2013, HMRC's cannot be had.",
)


def weekly_income(amount: Amount, basis: Basis, pension: Amount | None, law: Law) -> Step:
    """Regs 35, 37 to 40: pounds a week, less relief-at-source pension contributions."""
    notes = basis.readings if amount.period in BY_THE_YEAR else ()
    if amount.period is Period.MONTH:
        notes = (reading(24),)
    income = pounds(basis.name, amount.pounds)
    if pension is None:
        return working(
            basis.step_id,
            basis.title,
            basis.plain,
            weekly_formula(basis.name, amount.period),
            income,
            *year_terms(law, amount),
            exact=a_week(amount, law),
            notes=notes,
        )
    left = a_week(amount, law) - a_week(pension, law)
    formula = _less_pension(basis.name, amount.period, pension.period)
    return working(
        basis.step_id,
        f"{basis.title} after pension contributions",
        basis.less_pension,
        f"max(0, {formula})" if left < 0 else formula,
        income,
        pounds("pension contributions", pension.pounds),
        *year_terms(law, amount, pension),
        exact=max(Fraction(0), left),
        notes=notes,
    )


def _less_pension(name: str, period: Period, pension_period: Period) -> str:
    if period is pension_period and period is not Period.WEEK:
        return weekly_formula(f"({name} − pension contributions)", period)
    left = weekly_formula(name, period)
    return f"{left} − {weekly_formula('pension contributions', pension_period)}"


def current_counts(historic: Fraction, current: Fraction, law: Law) -> bool:
    """Reg 34(2), (2A): current income differs by 25 % of historic or more, edges included."""
    if historic == 0:
        return current > 0 and law.nil_historic_counts is not None
    return abs(current - historic) >= law.income_tolerance.value * historic


def income_choice(historic: Fraction, current: Fraction, pension: Amount | None, law: Law) -> Step:
    """Reg 34: say which income is used, and the test that decided it."""
    tolerance = law.income_tolerance
    counts = current_counts(historic, current, law)
    if historic == 0:
        return _nil_historic(current, counts=counts)
    sign = "≥" if counts else "<"
    return decision(
        "income-choice",
        "Historic or current income: the 25 % rule",
        tolerance.citation,
        f"abs(current income − historic income) {sign} tolerance × historic income",
        pounds("current income", current),
        pounds("historic income", historic),
        percent("tolerance", tolerance.value),
        outcome="current income is used" if counts else "historic income is used",
        notes=(reading(27),) if pension else (),
    )


def _nil_historic(current: Fraction, *, counts: bool) -> Step:
    """Reg 34(2A), from 25 November 2013: any current income counts against a nil one."""
    not_yet = () if counts or current == 0 else (BEFORE_34_2A,)
    return decision(
        "income-choice",
        "Historic income is nil" + (", and no rule yet sets that aside" if not_yet else ""),
        reg("34(2A)"),
        *_nil_historic_test(current, in_force=not not_yet),
        outcome="current income is used" if counts else "historic income is used",
        notes=not_yet,
    )


def _nil_historic_test(current: Fraction, *, in_force: bool) -> tuple[str, *tuple[Term, ...]]:
    if not in_force:
        return ("reg 34(2A), which lets any current income count, is not yet in force",)
    sign = ">" if current > 0 else "="
    return f"current income {sign} 0", pounds("current income", current)


BEFORE_34_2A = assumed(
    "nil-historic",
    "Historic income is nil and reg 34(2A) is not yet in force on this day (25 November 2013): "
    "historic income is kept.",
)
