"""Schedule 1 paras 2 to 5A and reg 43: the weekly amount for everyone, at the rate that applies."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.care import children
from cmscalc.core.facts import Facts, Rounding
from cmscalc.core.rate import Rate, RateChoice, for_number
from cmscalc.core.step import (
    Step,
    assumed,
    number,
    percent,
    pounds,
    readings_of,
    stepwise,
    stepwise_formula,
    working,
)
from cmscalc.law import Law
from cmscalc.law.benefits import COUPLE
from cmscalc.law.sources import schedule_1


class WeeklyAmount(NamedTuple):
    """The amount a week for all receiving parents together, before it is divided."""

    pounds: Fraction
    steps: tuple[Step, ...]


def weekly_amount(
    choice: RateChoice, income: Fraction, qualifying: int, facts: Facts, law: Law
) -> WeeklyAmount:
    """Sch 1 paras 2 to 5A: the amount at the chosen rate, for `qualifying` children.

    `income` is capped gross weekly income; a flat or nil rate does not look at it.
    """
    if choice.rate is Rate.NIL:
        return WeeklyAmount(Fraction(0), ())
    if choice.rate is Rate.FLAT:
        step = flat_rate(choice, facts, law)
        return WeeklyAmount(step.amount, (step,))
    counted = qualifying + facts.arrangement_children
    if choice.rate is Rate.REDUCED:
        steps: tuple[Step, ...] = (reduced_rate(income, counted, facts, law),)
    else:
        steps = basic_rate(income, counted, facts, law)
    if facts.arrangement_children:
        steps = (*steps, arrangement_children(steps[-1].amount, qualifying, facts, law))
    return WeeklyAmount(steps[-1].amount, steps)


def flat_rate(choice: RateChoice, facts: Facts, law: Law) -> Step:
    """Sch 1 para 4, reg 44(3): one flat rate for everyone; half where the partner also pays."""
    flat = law.flat_rate
    both_pay = facts.partner_also_pays
    if both_pay and any(benefit.citation == COUPLE for benefit in choice.benefits):
        half = law.half_flat_share
        return working(
            "flat-rate",
            "Half the flat rate: the partner is a paying parent too",
            half.citation,
            "flat rate × half",
            pounds("flat rate", flat.value),
            number("half", half.value),
            exact=flat.value * half.value,
            notes=(IN_FORCE,),
        )
    return working(
        "flat-rate",
        "The flat rate, one amount for all children",
        flat.citation,
        "flat rate",
        pounds("flat rate", flat.value),
        exact=flat.value,
        notes=(NOT_HALVED,) if both_pay else (),
    )


IN_FORCE = assumed(
    "partners-calculation",
    "A calculation is taken to be in force for the partner (Sch 1 para 4(2)).",
)
NOT_HALVED = assumed(
    "flat-rate-not-halved",
    "The partner also pays, but the flat rate is halved only where one of the couple gets a "
    "benefit on list 44(2).",
)


def reduced_rate(income: Fraction, counted: int, facts: Facts, law: Law) -> Step:
    """Sch 1 para 3, reg 43: flat rate + T % of income above the flat rate limit."""
    table = law.reduced_rates
    row = table.value[min(counted, len(table.value)) - 1]
    rate = row[min(facts.other_children, len(row) - 1)]
    flat = law.flat_rate.value
    limit = law.flat_up_to.value
    part = stepwise_formula("(weekly income − flat rate limit) × T", facts.rounding)
    others = f", {children(facts.other_children)} other" if facts.other_children else ""
    return working(
        "reduced-rate",
        f"Reduced rate for {children(counted)}{others}",
        table.citation,
        f"flat rate + {part}",
        pounds("flat rate", flat),
        pounds("weekly income", income),
        pounds("flat rate limit", limit),
        percent("T", rate),
        exact=flat + stepwise((income - limit) * rate, facts.rounding),
    )


def basic_rate(income: Fraction, counted: int, facts: Facts, law: Law) -> tuple[Step, ...]:
    """Sch 1 para 2: percentages of income, cut first for relevant other children."""
    if not facts.other_children:
        return (_slices(income, counted, facts.rounding, law),)
    cut = other_children_cut(income, facts, law)
    return (cut, _slices(cut.amount, counted, facts.rounding, law))


def other_children_cut(income: Fraction, facts: Facts, law: Law) -> Step:
    """Sch 1 para 2(3): 11, 14 or 16 % off income for relevant other children."""
    row = law.other_child_reductions
    share = for_number(row.value, facts.other_children)
    off = stepwise_formula("weekly income × reduction", facts.rounding)
    return working(
        "other-children",
        f"Income less {children(facts.other_children)} the paying parent also supports",
        row.citation,
        f"weekly income − {off}",
        pounds("weekly income", income),
        percent("reduction", share),
        exact=income - stepwise(income * share, facts.rounding),
    )


def _slices(income: Fraction, counted: int, rounding: Rounding, law: Law) -> Step:
    first = for_number(law.first_slice_rates.value, counted)
    limit = law.first_slice.value
    if income <= limit:
        return working(
            "basic-rate",
            f"Basic rate for {children(counted)}",
            law.first_slice_rates.citation,
            stepwise_formula("weekly income × first rate", rounding),
            pounds("weekly income", income),
            percent("first rate", first),
            exact=stepwise(income * first, rounding),
        )
    second = for_number(law.second_slice_rates.value, counted)
    lower = stepwise_formula("first slice × first rate", rounding)
    upper = stepwise_formula("(weekly income − first slice) × second rate", rounding)
    return working(
        "basic-rate",
        f"Basic rate (Basic Plus) for {children(counted)}",
        law.second_slice_rates.citation,
        f"{lower} + {upper}",
        pounds("first slice", limit),
        percent("first rate", first),
        pounds("weekly income", income),
        percent("second rate", second),
        exact=stepwise(limit * first, rounding) + stepwise((income - limit) * second, rounding),
    )


def arrangement_children(rate: Fraction, qualifying: int, facts: Facts, law: Law) -> Step:
    """Sch 1 para 5A, reg 48: the rate for all children, times the qualifying ones' share."""
    least = law.arrangement_minimum
    counted = qualifying + facts.arrangement_children
    share = stepwise_formula("rate ÷ all children × qualifying children", facts.rounding)
    return working(
        "arrangement-children",
        f"Part for {children(qualifying)} of {counted}: the rest under another arrangement",
        schedule_1("5A"),
        f"max(least amount, {share})",
        pounds("least amount", least.value),
        pounds("rate", rate),
        number("all children", counted),
        number("qualifying children", qualifying),
        exact=max(least.value, stepwise(rate / counted * qualifying, facts.rounding)),
        notes=readings_of(least),
    )
