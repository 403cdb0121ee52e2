"""SI 2012/2677 regs 57 and 72 to 74: whether a variation is refused, and what its effect is.

CMS must also find it just and equitable (CSA 1991 s.28F): nothing here says it will be granted.
What counts of each kind is in `expenses.py` and `additional.py`.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.additional import additional_income
from cmscalc.core.amount import weekly_amount
from cmscalc.core.care import Family
from cmscalc.core.counted import NOTHING, Counted
from cmscalc.core.expenses import special_expenses
from cmscalc.core.facts import Facts
from cmscalc.core.liability import Liability, gross_weekly_income, liability
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.rate import Rate, RateChoice, rate_by_income
from cmscalc.core.shares import Shares, divide, sum_of_parts, take_off_care
from cmscalc.core.step import Step, decision, pounds, reading, working
from cmscalc.law import Law
from cmscalc.law.benefits import COUPLE
from cmscalc.law.sources import reg


def with_variation(family: Family, income: Fraction | None) -> Liability:
    """Regs 72 to 74: without a variation, or with the effect of all of them together."""
    facts, law = family.facts, family.law
    plain, choice = liability(family, income)
    refusal = refused(facts, choice, law)
    if refusal:
        return plain._replace(steps=(*plain.steps, refusal))
    less = special_expenses(facts, choice, income or NOTHING, law)
    more = additional_income(facts, choice, law)
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
    due = _floor(family, plain, due)
    return due if due.parts != plain.parts else due._replace(steps=(*due.steps, _same(due)))


def _same(due: Liability) -> Step:
    return decision(
        "variation-same",
        "The variation changes nothing: the amount is the same without it",
        reg("74(1)"),
        "total as varied = total without variation",
        pounds("total as varied", due.total),
        pounds("total without variation", due.total),
        outcome="no effect",
    )


def refused(facts: Facts, choice: RateChoice | None, law: Law) -> Step | None:
    """Reg 57(1): say why a variation is refused at the start, where it is. No choice: default."""
    if not (facts.special_expenses or facts.additional_income):
        return None
    if choice is None:
        return _refusal("a default maintenance decision is in force")
    if any(benefit.citation == COUPLE for benefit in choice.benefits):
        return _refusal("the flat rate is due to a benefit on list 44(2)")
    if facts.nil_status and law.nil_statuses[facts.nil_status].by_benefit:
        return _refusal("the nil rate is due to a means-tested benefit")
    return None


def _refusal(why: str) -> Step:
    return decision(
        "variation-refused",
        "The variation would be refused at the start",
        reg("57(1)"),
        why,
        outcome="no effect",
    )


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
    due, _ = liability(family, changed, was_flat=plain.rate is Rate.FLAT)
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
    used, steps = gross_weekly_income(more.weekly, facts, law)
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
    shared = tuple(
        shown._replace(citation=floor.citation)
        for shown in _labelled(divided.steps, "floor", "At the flat rate")
    )
    return Liability(Rate.FLAT, due.income, divided.parts, (*due.steps, *before, step, *shared))
