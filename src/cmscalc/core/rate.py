"""Schedule 1 paras 3(1), 4 and 5, regs 44 and 45: which rate applies."""

from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Facts
from cmscalc.core.step import Note, Step, assumed, decision, pounds, reading, readings_of
from cmscalc.law import Law
from cmscalc.law.benefits import COUPLE, NIL, Benefit
from cmscalc.law.sources import reg


class Rate(Enum):
    """The rates of Schedule 1 para 1, the default maintenance decision, and no liability."""

    NIL = "nil"
    FLAT = "flat"
    REDUCED = "reduced"
    BASIC = "basic"
    DEFAULT = "default"
    NONE = "none"


class RateChoice(NamedTuple):
    """Which rate, the benefits that fixed it if any, and the steps that show why."""

    rate: Rate
    steps: tuple[Step, ...]
    benefits: tuple[Benefit, ...] = ()


def choose_rate(facts: Facts, income: Fraction | None, law: Law) -> RateChoice:
    """Sch 1 paras 1, 3 to 5: nil beats flat, a benefit beats earnings, then by income.

    `income` is gross weekly income, capped, before any cut for relevant other children. None is
    for a family whose rate does not depend on it.
    """
    if facts.nil_status is not None:
        return RateChoice(Rate.NIL, (_nil_by_status(facts.nil_status, law),))
    benefits = counting_benefits(facts, law)
    if benefits:
        enough = income is not None and income >= law.nil_below.value
        nil = _nil_test(income, law) if enough and income is not None else _by_benefit(facts)
        return RateChoice(Rate.FLAT, (nil, _flat_by_benefit(facts, benefits)), benefits)
    if income is None:
        raise ValueError("the rate depends on income, and none was given")
    return rate_by_income(income, facts.other_children, law)


def counting_benefits(facts: Facts, law: Law) -> tuple[Benefit, ...]:
    """Reg 44: the paying parent's benefits on either list, and the partner's on list 44(2)."""
    own = tuple(law.benefits[name] for name in facts.benefits)
    partner = tuple(law.benefits[name] for name in facts.partner_benefits)
    couple = tuple(benefit for benefit in partner if benefit.citation == COUPLE)
    return tuple(dict.fromkeys(own + couple))


def rate_by_income(income: Fraction, other_children: int, law: Law) -> RateChoice:
    """Sch 1 paras 3(1), 4(1)(a), 5(b): the rate that weekly income alone gives."""
    if income < law.nil_below.value:
        return RateChoice(Rate.NIL, (_nil_test(income, law),))
    if income <= law.flat_up_to.value:
        return RateChoice(Rate.FLAT, (_nil_test(income, law), _flat_by_income(income, law)))
    if income < law.basic_from.value:
        return RateChoice(Rate.REDUCED, (_nil_test(income, law), _reduced(income, law)))
    return RateChoice(Rate.BASIC, (_nil_test(income, law), _basic(income, other_children, law)))


def _by_benefit(facts: Facts) -> Step:
    """Reg 45(2): for the nil test only, reg 44 benefits are added to income."""
    whose = "The benefit" if facts.benefits else "The partner's benefit"
    text = f"{whose} is taken to count towards the nil limit, and to pay at least that a week."
    return decision(
        "nil-test",
        "Not the nil rate: a benefit counts towards the limit",
        reg("45(2)"),
        "for this test only, reg 44 benefits are added to income",
        outcome="not nil",
        notes=(assumed("benefit-over-limit", text),),
    )


def _nil_by_status(name: str, law: Law) -> Step:
    status = law.nil_statuses[name]
    return decision(
        "nil-test",
        "Nil rate, whatever the income",
        NIL,
        f"the paying parent is {status.title}",
        outcome="nil rate",
    )


def _nil_test(income: Fraction, law: Law) -> Step:
    limit = law.nil_below
    is_nil = income < limit.value
    return decision(
        "nil-test",
        "Nil rate: income under the limit" if is_nil else "Not the nil rate: income is enough",
        limit.citation,
        f"weekly income {'<' if is_nil else '≥'} nil limit",
        pounds("weekly income", income),
        pounds("nil limit", limit.value),
        outcome="nil rate" if is_nil else "not nil",
        # The limit of 2012-13 is a reading; far above it the doubt cannot matter.
        notes=readings_of(limit) if income < 2 * limit.value else (),
    )


def _flat_by_benefit(facts: Facts, benefits: tuple[Benefit, ...]) -> Step:
    own = [benefit for benefit in benefits if benefit.name in facts.benefits]
    partner = [benefit for benefit in benefits if benefit.name not in facts.benefits]
    received = " and ".join(
        f"the {who} gets {', '.join(benefit.title for benefit in found)}"
        for who, found in (("paying parent", own), ("partner", partner))
        if found
    )
    lists = dict.fromkeys(benefit.citation for benefit in benefits)
    doubts = {benefit.reading for benefit in benefits if benefit.reading is not None}
    return decision(
        "rate",
        "Flat rate, not reduced or basic: a listed benefit beats any earnings",
        next(iter(lists)) if len(lists) == 1 else reg("44(1)-(2)"),
        received,
        outcome="flat rate",
        notes=tuple(reading(doubt) for doubt in sorted(doubts)),
    )


def _flat_by_income(income: Fraction, law: Law) -> Step:
    return decision(
        "rate",
        "Flat rate, not reduced: low income",
        law.flat_up_to.citation,
        "weekly income ≤ flat rate limit",
        pounds("weekly income", income),
        pounds("flat rate limit", law.flat_up_to.value),
        outcome="flat rate",
    )


def _reduced(income: Fraction, law: Law) -> Step:
    return decision(
        "rate",
        "Reduced rate: over the flat rate limit, under the basic rate",
        law.basic_from.citation,
        "flat rate limit < weekly income < basic rate start",
        pounds("flat rate limit", law.flat_up_to.value),
        pounds("weekly income", income),
        pounds("basic rate start", law.basic_from.value),
        outcome="reduced rate",
    )


def _basic(income: Fraction, other_children: int, law: Law) -> Step:
    return decision(
        "rate",
        "Basic rate, before any cut for other children" if other_children else "Basic rate",
        law.basic_from.citation,
        "weekly income ≥ basic rate start",
        pounds("weekly income", income),
        pounds("basic rate start", law.basic_from.value),
        outcome="basic rate",
        notes=_before_the_cut(income, other_children, law),
    )


def _before_the_cut(income: Fraction, other_children: int, law: Law) -> tuple[Note, ...]:
    """Reading 6 matters only where the cut takes income under the start of the basic rate."""
    if not other_children:
        return ()
    left = income * (1 - for_number(law.other_child_reductions.value, other_children))
    return (reading(6),) if left < law.basic_from.value else ()


def for_number(rates: tuple[Fraction, ...], count: int) -> Fraction:
    """Give the percentage for 1, 2, or 3 or more children."""
    return rates[min(count, len(rates)) - 1]
