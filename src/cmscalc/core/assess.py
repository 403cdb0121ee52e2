"""The calculation, in the order of Schedule 1: this file reads as the one-page algorithm."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core import variation
from cmscalc.core.amount import weekly_amount
from cmscalc.core.care import Family, children, counted_family, equal_care
from cmscalc.core.facts import Facts, FeeRounding, Rounding
from cmscalc.core.fees import Fees, collection_fees
from cmscalc.core.income import income_used
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.money import Money, to_penny
from cmscalc.core.notes import notes_on
from cmscalc.core.payable import a_plan_month, a_plan_year, over_the_year, payable
from cmscalc.core.rate import Rate, RateChoice, choose_rate, for_number, rate_by_income
from cmscalc.core.shares import Shares, divide, flat_rate_care, sum_of_parts, take_off_care
from cmscalc.core.step import (
    Note,
    Step,
    assumed,
    decision,
    pounds,
    reading,
    readings_of,
    stepwise,
    stepwise_formula,
    working,
)
from cmscalc.core.variation import Counted
from cmscalc.law import Law
from cmscalc.law.sources import reg

NOTHING = Fraction(0)
CARED_FOR = (Rate.REDUCED, Rate.BASIC)


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
    cap and the cut for relevant other children; None where income was not used.
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


class Liability(NamedTuple):
    """The exact weekly parts at a rate, the income used, and the steps."""

    rate: Rate
    income: Fraction | None
    parts: tuple[Fraction, ...]
    steps: tuple[Step, ...]

    @property
    def total(self) -> Fraction:
        """All receiving parents together."""
        return sum(self.parts, NOTHING)


def assess(facts: Facts, law: Law) -> Assessment:
    """CSA 1991 Sch 1: work out the weekly amount for a family under the law of one day.

    Raises OutsideTheLawBook for a combination whose rule was not read.
    """
    family = counted_family(facts, law)
    first = equal_care(family)
    if not family.children:
        nothing = tuple(NOTHING for _ in family.parents)
        return _finish(Liability(Rate.NONE, None, nothing, first), family)
    due = _default(family) if facts.default_decision else _with_income(family)
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
    refusal = variation.refused(family.facts, None, family.law)
    divided = divide(step.amount, family)
    steps = (step, *divided.steps, *((refusal,) if refusal else ()))
    return Liability(Rate.DEFAULT, None, divided.parts, steps)


# --- paras 1 to 8 ---------------------------------------------------------------------------------


def _with_income(family: Family) -> Liability:
    used = income_used(family.facts, family.law)
    if used is None:
        return _with_variation(family, None)
    due = _with_variation(family, used.weekly)
    return due._replace(steps=(*used.steps, *due.steps))


def _with_variation(family: Family, income: Fraction | None) -> Liability:
    """Regs 72 to 74: without a variation, or with the effect of all of them together."""
    facts, law = family.facts, family.law
    plain, choice = _liability(family, income)
    refusal = variation.refused(facts, choice, law)
    if refusal:
        return plain._replace(steps=(*plain.steps, refusal))
    less = variation.special_expenses(facts, choice, income or NOTHING, law)
    more = variation.additional_income(facts, choice, law)
    tests = (*less.steps, *more.steps)
    if not (less.weekly or more.weekly):
        return plain._replace(steps=(*plain.steps, *tests))
    if choice.rate is Rate.NIL and facts.nil_status:
        due = _nil_by_status(family, plain, more)
    elif more.weekly and (plain.rate is Rate.FLAT or plain.total == law.flat_rate.value):
        due = _flat_and_more(family, plain, less, more)
    else:
        due = _income_changed(family, plain, income or NOTHING, less, more)
    due = due._replace(steps=(*tests, *due.steps))
    return _floor(family, plain, due)


def _liability(
    family: Family, income: Fraction | None, *, was_flat: bool = True
) -> tuple[Liability, RateChoice]:
    """Sch 1 paras 2 to 8 on an exact weekly income.

    `was_flat` is False for an amount that a variation changed to the flat rate: reg 74(2) takes
    care off it too.
    """
    facts, law = family.facts, family.law
    used, steps = (None, ()) if income is None else _gross(income, facts, law)
    counted = None if used is None else min(used, law.income_cap.value)
    choice = choose_rate(facts, counted, law)
    weekly = weekly_amount(choice, counted or NOTHING, family.children, facts, law)
    steps = (*steps, *choice.steps, *weekly.steps)
    if choice.rate is Rate.NIL:
        shares = Shares(tuple(NOTHING for _ in family.parents))
    else:
        shares = divide(weekly.pounds, family)
        steps += shares.steps
    if choice.rate in CARED_FOR or (choice.rate is Rate.FLAT and not was_flat):
        shares = take_off_care(shares, family)
        steps += shares.steps
    elif choice.benefits:
        shares = flat_rate_care(shares, family)
        steps += shares.steps
    return Liability(choice.rate, used, shares.parts, steps), choice


def _gross(income: Fraction, facts: Facts, law: Law) -> tuple[Fraction, tuple[Step, ...]]:
    """Sch 1 para 10(3): the weekly income, rounded if every step is, and the limit on it."""
    steps: tuple[Step, ...] = ()
    used = stepwise(income, facts.rounding)
    if facts.rounding is Rounding.EACH_STEP:
        steps = (
            working(
                "gross-weekly-income",
                "Gross weekly income, to the penny",
                reg("6"),
                stepwise_formula("weekly income", facts.rounding),
                pounds("weekly income", income),
                exact=used,
            ),
        )
    cap = law.income_cap
    if used <= cap.value:
        return used, steps
    step = working(
        "income-cap",
        "Income over the limit does not count",
        cap.citation,
        "min(weekly income, limit)",
        pounds("weekly income", used),
        pounds("limit", cap.value),
        exact=cap.value,
        notes=(OVER_THE_CAP,),
    )
    return used, (*steps, step)


OVER_THE_CAP = assumed(
    "over-the-cap",
    "Above the limit of weekly income a court may order more (CSA 1991 s.8(6)); that is not "
    "worked out here.",
)


# --- regs 72 to 74 --------------------------------------------------------------------------------


def _income_changed(
    family: Family, plain: Liability, income: Fraction, less: Counted, more: Counted
) -> Liability:
    """Regs 72, 73(1): expenses come off and additional income goes on, before the cap."""
    changed = max(NOTHING, income + more.weekly - less.weekly)
    formula = " + ".join(["weekly income", *(term.name for term in more.terms)])
    formula = " − ".join([formula, *(term.name for term in less.terms)])
    citation = reg("73(1)") if more.weekly else reg("72")
    over = income + more.weekly > family.law.income_cap.value
    step = working(
        "varied-income",
        "Weekly income as varied",
        reg("74(1)") if more.weekly and less.weekly else citation,
        f"max(0, {formula})" if income + more.weekly < less.weekly else formula,
        pounds("weekly income", income),
        *more.terms,
        *less.terms,
        exact=changed,
        notes=(reading(12),) if more.weekly and less.weekly and over else (),
    )
    due, _ = _liability(family, changed, was_flat=plain.rate is Rate.FLAT)
    return due._replace(steps=(step, *due.steps))


def _flat_and_more(family: Family, plain: Liability, less: Counted, more: Counted) -> Liability:
    """Reg 73(2): the flat rate, plus the Schedule 1 amount on the additional income alone."""
    if less.weekly:
        raise OutsideTheLawBook(
            "Special expenses and additional income together, where the amount without them is "
            "the flat rate: how reg 74 puts the two together is outside the law book. Try each "
            "alone."
        )
    flat = family.law.flat_rate
    total, terms = sum_of_parts(plain.parts)
    is_equal = plain.total == flat.value
    start = decision(
        "without-variation",
        "Without the variation the amount is the flat rate, or equal to it",
        reg("73(2)"),
        f"{total} = flat rate" if is_equal else "the flat rate applies",
        *((*terms, pounds("flat rate", flat.value)) if is_equal else ()),
        outcome="the flat rate, plus an amount on the additional income alone",
        notes=(reading(1),),
    )
    extra = _on_additional_income(family, more)
    together = working(
        "flat-and-additional",
        "Flat rate and the amount on additional income",
        reg("73(2)"),
        "flat rate + amount on additional income",
        pounds("flat rate", flat.value),
        pounds("amount on additional income", extra.pounds),
        exact=flat.value + extra.pounds,
    )
    shares = _shared_as_varied(family, together.amount)
    before = _labelled(plain.steps, "before", "Without the variation")
    steps = (*before, start, *extra.steps, together, *shares.steps)
    return Liability(Rate.FLAT, plain.income, shares.parts, steps)


def _nil_by_status(family: Family, plain: Liability, more: Counted) -> Liability:
    """Regs 70, 73(1): nil by status, with the ordinary rates on earnings that count."""
    start = decision(
        "nil-and-additional",
        "Nil by status, but these earnings count: the ordinary rates on them",
        reg("70"),
        "earnings counted > 0",
        pounds("earnings counted", more.weekly),
        outcome="the ordinary rates",
        notes=(reading(2),),
    )
    extra = _on_additional_income(family, more)
    shares = _shared_as_varied(family, extra.pounds)
    steps = (*plain.steps, start, *extra.steps, *shares.steps)
    return Liability(extra.rate, plain.income, shares.parts, steps)


class AmountAlone(NamedTuple):
    """The Schedule 1 amount on additional income alone, before it is divided."""

    rate: Rate
    pounds: Fraction
    steps: tuple[Step, ...]


def _on_additional_income(family: Family, more: Counted) -> AmountAlone:
    """Regs 73(2), 70: Schedule 1 on the additional income alone, with its own rate and cap."""
    facts, law = family.facts, family.law
    used, steps = _gross(more.weekly, facts, law)
    if len(more.terms) > 1:
        names = " + ".join(term.name for term in more.terms)
        citation = reg("73(1)")
        title = "All additional income"
        total = working("income", title, citation, names, *more.terms, exact=more.weekly)
        steps = (total, *steps)
    counted = min(used, law.income_cap.value)
    choice = rate_by_income(counted, facts.other_children, law)
    weekly = weekly_amount(choice, counted, family.children, facts, law)
    shown = (*steps, *choice.steps, *weekly.steps)
    labelled = _labelled(shown, "additional", "On additional income alone")
    return AmountAlone(choice.rate, weekly.pounds, labelled)


def _shared_as_varied(family: Family, amount: Fraction) -> Shares:
    """Reg 74(2): divide and take off care as for the basic rate."""
    divided = divide(amount, family)
    shared = take_off_care(divided, family)
    return shared._replace(steps=(*divided.steps, *shared.steps))


def _labelled(steps: tuple[Step, ...], label: str, title: str) -> tuple[Step, ...]:
    """Say in each step's id and title which part of a varied calculation it belongs to."""
    return tuple(
        step._replace(id=f"{label}-{step.id}", title=f"{title}: {step.title}") for step in steps
    )


def _floor(family: Family, plain: Liability, due: Liability) -> Liability:
    """Reg 74(1A), from 25 November 2013: a variation may not go below the flat rate."""
    floor, flat = family.law.variation_floor, family.law.flat_rate
    if floor is None or due.total >= min(flat.value, plain.total):
        return due
    total, terms = sum_of_parts(plain.parts)
    step = decision(
        "variation-floor",
        "A variation may not take the amount below the flat rate",
        floor.citation,
        f"total as varied < min(flat rate, {total})",
        pounds("total as varied", due.total),
        pounds("flat rate", flat.value),
        *terms,
        outcome="the flat rate, shared by number of children",
    )
    before = _labelled(plain.steps, "before", "Without the variation")
    if any(shown.id.startswith("before-") for shown in due.steps):
        before = ()
    divided = divide(flat.value, family)
    shared = _labelled(divided.steps, "floor", "At the flat rate")
    return Liability(Rate.FLAT, due.income, divided.parts, (*due.steps, *before, step, *shared))


# --- reg 6 and fees -------------------------------------------------------------------------------


def _finish(due: Liability, family: Family) -> Assessment:
    facts, law = family.facts, family.law
    paid = payable(due.parts, facts.receiving_parents, facts.rounding)
    fees = None
    if facts.collect_and_pay:
        fees = collection_fees(facts.receiving_parents, paid.parts, facts.fee_rounding, law)
    steps = (*due.steps, *paid.steps, *over_the_year(paid.weekly, law))
    if fees:
        steps += fees.steps
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
    )
