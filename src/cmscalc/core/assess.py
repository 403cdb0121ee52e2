"""The calculation, from facts to whole pence: equal care, default, income, then payable and fees.

Schedule 1's own order, rate to shared care, is in `liability.py`; variations are in `variation.py`.
"""

from datetime import date
from typing import NamedTuple

from cmscalc.core.care import Family, children, counted_family, equal_care
from cmscalc.core.facts import Facts, FeeRounding, Rounding
from cmscalc.core.fees import Fees, are_collected, collection_fees
from cmscalc.core.guarantee import Guarantee, guarantee
from cmscalc.core.income import income_used
from cmscalc.core.liability import NOTHING, Liability
from cmscalc.core.money import Money, to_penny
from cmscalc.core.notes import notes_on
from cmscalc.core.payable import a_plan_month, a_plan_year, over_the_year, payable
from cmscalc.core.proposed import cited
from cmscalc.core.rate import Rate, for_number
from cmscalc.core.shares import divide
from cmscalc.core.step import Note, Step, pounds, readings_of, working
from cmscalc.core.unearned import with_unearned, without_unearned
from cmscalc.core.variation import refused, with_variation
from cmscalc.law import Law
from cmscalc.law.reform import Reform


class Payment(NamedTuple):
    """What one receiving parent is due: a week, a year of 52 weeks, and a twelfth of it."""

    name: str
    children: int
    weekly: Money
    per_year: Money
    per_month: Money


class Assessment(NamedTuple):
    """A calculation and its working. An estimate until the Child Maintenance Service decides.

    `gross_weekly_income` is to the penny, after pension contributions and variations, before the
    cap and the cut for relevant other children; None where income was not used. `proposals` are
    the reforms asked for: an answer that has any is no law.
    """

    on: date
    rounding: Rounding
    fee_rounding: FeeRounding
    rate: Rate
    gross_weekly_income: Money | None
    weekly: Money
    receiving_parents: tuple[Payment, ...]
    per_year: Money
    per_month: Money
    fees: Fees | None
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    guarantee: Guarantee | None = None
    proposals: tuple[Reform, ...] = ()


def assess(facts: Facts, law: Law) -> Assessment:
    """CSA 1991 Sch 1: work out the weekly amount for a family under the law of one day.

    Raises OutsideTheLawBook for a combination whose rule was not read.
    """
    asked = facts if law.unearned_in_gross_income is None else without_unearned(facts)
    family = counted_family(asked, law)
    first = equal_care(family)
    if not family.children:
        nothing = tuple(NOTHING for _ in family.parents)
        return _finish(Liability(Rate.NONE, None, nothing, first), family)
    due = _default(family) if facts.default_decision else _with_income(family, facts)
    return _finish(due._replace(steps=(*first, *due.steps)), family)


# --- reg 49 -------------------------------------------------------------------------------------


def _default(family: Family) -> Liability:
    """Act s.12, reg 49(2): a sum by number of children, divided by them; care changes nothing."""
    row = family.law.default_rates
    step = working(
        "default-rate",
        f"Default maintenance decision for {children(family.children)}",
        row.citation,
        "default rate",
        pounds("default rate", for_number(row.value, family.children)),
        exact=for_number(row.value, family.children),
        notes=readings_of(row),
    )
    refusal = refused(family.facts, None, family.law)
    divided = divide(step.amount, family)
    steps = (step, *divided.steps, *((refusal,) if refusal else ()))
    return Liability(Rate.DEFAULT, None, divided.parts, steps)


# --- paras 1 to 8 ---------------------------------------------------------------------------------


def _with_income(family: Family, facts: Facts) -> Liability:
    used = with_unearned(income_used(facts, family.law), facts, family.law)
    if used is None:
        return with_variation(family, None)
    due = with_variation(family, used.weekly)
    return due._replace(steps=(*used.steps, *due.steps))


# --- reg 6 and fees -------------------------------------------------------------------------------


def _finish(due: Liability, family: Family) -> Assessment:
    facts, law = family.facts, family.law
    paid = payable(due.parts, facts.receiving_parents, facts.rounding)
    fees = None
    if are_collected(facts, law):
        fees = collection_fees(facts, paid.parts, law)
    steps = (*due.steps, *paid.steps, *over_the_year(paid.weekly, law))
    if fees:
        steps += fees.steps
    guaranteed = guarantee(paid.weekly, facts, law)
    if guaranteed:
        steps += guaranteed.steps
    steps = cited(steps, facts, law)
    payments = tuple(
        Payment(
            parent.name,
            len(parent.children),
            part,
            a_plan_year(part, law),
            a_plan_month(part, law),
        )
        for parent, part in zip(facts.receiving_parents, paid.parts, strict=True)
    )
    return Assessment(
        on=law.day,
        rounding=facts.rounding,
        fee_rounding=facts.fee_rounding,
        rate=due.rate,
        gross_weekly_income=None if due.income is None else to_penny(due.income),
        weekly=paid.weekly,
        receiving_parents=payments,
        per_year=a_plan_year(paid.weekly, law),
        per_month=a_plan_month(paid.weekly, law),
        fees=fees,
        steps=steps,
        notes=notes_on(facts, due.rate, steps, law),
        guarantee=guaranteed,
        proposals=law.proposals,
    )
