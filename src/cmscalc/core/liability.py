"""Schedule 1 paras 2 to 8 in order: from a weekly income to each receiving parent's exact part."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.amount import weekly_amount
from cmscalc.core.care import Family
from cmscalc.core.facts import Facts, Rounding
from cmscalc.core.rate import Rate, RateChoice, choose_rate
from cmscalc.core.shares import Shares, divide, flat_rate_care, take_off_care
from cmscalc.core.step import Step, assumed, pounds, stepwise, stepwise_formula, working
from cmscalc.law import Law
from cmscalc.law.sources import reg

NOTHING = Fraction(0)
CARED_FOR = (Rate.REDUCED, Rate.BASIC)


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


def liability(
    family: Family, income: Fraction | None, *, was_flat: bool = True
) -> tuple[Liability, RateChoice]:
    """Sch 1 paras 2 to 8 on an exact weekly income.

    `was_flat` is False for an amount that a variation changed to the flat rate: reg 74(2) takes
    care off it too.
    """
    facts, law = family.facts, family.law
    used, steps = (None, ()) if income is None else gross_weekly_income(income, facts, law)
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


def gross_weekly_income(
    income: Fraction, facts: Facts, law: Law
) -> tuple[Fraction, tuple[Step, ...]]:
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
