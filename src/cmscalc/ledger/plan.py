"""SI 1992/1989 reg 4: a payment plan, equal instalments of the 52 weeks from a review date.

The last instalment absorbs the pennies (reading 36). The one or two days of the review year past
the 52 weeks accrue outside the plan, and open the next one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cmscalc.law import law_on
from cmscalc.ledger.accrual import DAYS_IN_WEEK, Accrual
from cmscalc.ledger.case import Case, Every, Plan, Service, law_of, service_on
from cmscalc.ledger.charges import Charge, fee_on_top, larger_fee
from cmscalc.ledger.days import MONTHS_IN_YEAR, WEEK, last_of_month, months_after, years_after
from cmscalc.ledger.pence import half_up

WEEKS_BETWEEN = {Every.WEEK: 1, Every.FORTNIGHT: 2, Every.FOUR_WEEKS: 4}
INSTALMENT = "instalment"


class PlanYear(NamedTuple):
    """One year of a plan: from a review date to the next, or to where the plan is replaced."""

    start: date
    end: date
    dues: tuple[date, ...]

    @property
    def reference_end(self) -> date:
        """Act s.29(3A): the end of the reference period of 52 weeks, or of a year cut short."""
        return min(self.start + WEEK * reference_weeks(self.start), self.end)

    @property
    def cut_short(self) -> bool:
        """Whether another plan begins before the 52 weeks are over."""
        return self.end < self.start + WEEK * reference_weeks(self.start)


def reference_weeks(day: date) -> int:
    """The weeks of the reference period: 52."""
    return law_on(day).reference_weeks.value


def plans_of(case: Case, receiving_parent: str) -> tuple[Plan, ...]:
    """The plans that apply to one receiving parent, in order."""
    theirs = (plan for plan in case.plans if plan.receiving_parent in ("", receiving_parent))
    return tuple(sorted(theirs, key=lambda plan: plan.since))


def plan_charges(case: Case, plans: tuple[Plan, ...], accrual: Accrual, end: date) -> list[Charge]:
    """The instalments, and what is outside them, that fall due before a day; in order of due."""
    years = list(_years(plans, end))
    found: list[Charge] = []
    for at, year in enumerate(years):
        following = years[at + 1] if at + 1 < len(years) else None
        scheduled = _schedule(year, accrual)
        found += scheduled
        found += _gap(year, following, accrual)
    due = (charge for charge in found if charge.pence and charge.due < end)
    with_fees = (_with_fees(case, charge) for charge in due)
    return sorted(with_fees, key=lambda charge: charge.due)


def _with_fees(case: Case, charge: Charge) -> Charge:
    if service_on(case, charge.due) is not Service.COLLECT_AND_PAY:
        return charge
    law = law_of(case, charge.due)
    fee, late = fee_on_top(charge.pence, law), larger_fee(charge.pence, law)
    return charge._replace(fee=fee, late_fee=late)


def _years(plans: tuple[Plan, ...], end: date) -> Iterator[PlanYear]:
    """The plan years that begin before a day, and the one after, which takes up a gap."""
    for at, plan in enumerate(plans):
        until = plans[at + 1].since if at + 1 < len(plans) else date.max
        number = 0
        while (start := years_after(plan.since, number)) < min(until, years_after(end, 1)):
            number += 1
            after = min(years_after(plan.since, number), until)
            yield PlanYear(start, after, tuple(_dues(plan, number - 1)))


def _dues(plan: Plan, year: int) -> Iterator[date]:
    """The due dates of one year: the first moved whole years on, then at even steps."""
    first = years_after(plan.first_due, year)
    if plan.every is Every.MONTH:
        day = plan.first_due.day
        for month in range(MONTHS_IN_YEAR):
            yield _day_of_month(months_after(first.replace(day=1), month), day)
        return
    step = WEEKS_BETWEEN[plan.every]
    for each in range(reference_weeks(plan.since) // step):
        yield first + WEEK * step * each


def _day_of_month(first: date, day: int) -> date:
    """A day of a month, or the month's last where it is shorter: the 31st in February."""
    return first.replace(day=min(day, last_of_month(first).day))


# --- one year -------------------------------------------------------------------------------------


def _schedule(year: PlanYear, accrual: Accrual) -> list[Charge]:
    """Equal instalments, made again of what is left at each change of the weekly amount."""
    weekly = accrual.weekly_on(year.start)
    whole = weekly * reference_weeks(year.start)
    charges = _spread(whole, list(year.dues))
    end = year.start + WEEK * reference_weeks(year.start)
    for change in accrual.steps:
        if year.start < change.day < year.reference_end:
            to_change = accrual.before(year.start)
            total = _if_it_stays(accrual, change.day, end) - to_change
            charges = _again(charges, total, change.day, list(year.dues), weekly=change.weekly)
    if year.cut_short:
        kept = [charge for charge in charges if charge.due < year.end]
        rest = accrual.between(year.start, year.end) - sum(charge.pence for charge in kept)
        left = Charge(year.end, year.end, rest, 0, "what the plan before had not yet asked")
        charges = [*kept, left] if rest else kept
    return charges


def _if_it_stays(accrual: Accrual, change: date, end: date) -> int:
    """What will have accrued before a day, if the amount of a change lasts until then."""
    sevenths = accrual.sevenths_before(change) + (end - change).days * accrual.weekly_on(change)
    return half_up(sevenths, DAYS_IN_WEEK)


def _again(
    charges: list[Charge], total: int, change: date, dues: list[date], *, weekly: int
) -> list[Charge]:
    """Keep what fell due before a change, and ask the rest of the year's total after it."""
    kept = [charge for charge in charges if charge.due < change]
    rest = total - sum(charge.pence for charge in kept)
    later = [due for due in dues if due >= change]
    if weekly and rest > 0 and later:
        return [*kept, *_spread(rest, later)]
    if not rest:
        return kept
    due = later[0] if later and rest > 0 else change
    return [*kept, Charge(due, due, rest, 0, "the rest of the plan year after a change")]


def _spread(total: int, dues: list[date]) -> list[Charge]:
    """Equal instalments, half a penny up, the last absorbing the difference (reading 36)."""
    if not total:
        return []
    others = len(dues) - 1
    each = half_up(total, len(dues))
    if each * others > total:
        each = total // others
    amounts = [each] * others + [total - each * others]
    return [
        Charge(due, due, pence, 0, INSTALMENT) for due, pence in zip(dues, amounts, strict=True)
    ]


def _gap(year: PlanYear, following: PlanYear | None, accrual: Accrual) -> list[Charge]:
    """The days past the 52 weeks, due with the next plan's first instalment."""
    days = year.end - year.reference_end
    pence = accrual.between(year.reference_end, year.end)
    if not pence or days <= timedelta(0):
        return []
    goes_on = any(step.weekly for step in accrual.steps if step.day >= year.end)
    due = year.end
    if following is not None and (goes_on or accrual.weekly_on(year.end)):
        due = following.dues[0]
    words = "1 day" if days.days == 1 else f"{days.days} days"
    return [Charge(due, due, pence, 0, f"{words} outside the plan's 52 weeks")]
