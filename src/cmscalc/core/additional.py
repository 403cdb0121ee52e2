"""SI 2012/2677 regs 69 to 71: additional income, its tests, and how much of it counts."""

from collections.abc import Iterable
from fractions import Fraction

from cmscalc.core.counted import (
    COUNTS_WHOLE,
    NOTHING,
    Counted,
    sum_a_week,
    together,
)
from cmscalc.core.facts import AdditionalIncome, AdditionalKind, Amount, Facts, Period
from cmscalc.core.income import a_week, a_year, weekly_formula, year_terms
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.rate import Rate, RateChoice
from cmscalc.core.step import (
    Step,
    decision,
    number,
    percent,
    pounds,
    reading,
    readings_of,
    working,
)
from cmscalc.law import Law
from cmscalc.law.benefits import OWN
from cmscalc.law.sources import reg


def additional_income(facts: Facts, choice: RateChoice, law: Law) -> Counted:
    """Regs 69 to 71: what additional income adds a week, before it is used or capped."""
    tests = {
        AdditionalKind.UNEARNED: _unearned,
        AdditionalKind.ASSETS: _assets,
        AdditionalKind.EARNED_ON_FLAT_OR_NIL: _earned_on_flat_or_nil,
        AdditionalKind.DIVERSION: _diversion,
    }
    found: list[Counted] = []
    for kind, test in tests.items():
        amounts = list(_of_kind(facts.additional_income, kind))
        if not amounts:
            continue
        if facts.nil_status and kind is not AdditionalKind.EARNED_ON_FLAT_OR_NIL:
            found.append(Counted(steps=(_nil_whatever(kind),)))
            continue
        found.append(test(amounts, facts, choice, law))
    return together(found)


def _nil_whatever(kind: AdditionalKind) -> Step:
    return decision(
        f"{kind.value}-none",
        f"Additional income ({kind.value}) changes nothing here",
        reg("73(1)"),
        "the rate is nil by status, whatever the income",
        outcome="no effect",
    )


def _of_kind(items: Iterable[AdditionalIncome], kind: AdditionalKind) -> Iterable[Amount]:
    return (item.amount for item in items if item.kind is kind)


def _unearned(amounts: list[Amount], facts: Facts, _: RateChoice, law: Law) -> Counted:
    """Reg 69: the whole, from £2,500 a year; less pension contributions not already taken off."""
    asked = sum_a_week("unearned", "Unearned income", reg("69"), "unearned income", amounts, law)
    test = _unearned_test(asked, amounts, law)
    if test.outcome != COUNTS_WHOLE:
        return Counted(steps=(asked, test))
    less = less_pension(asked.amount, facts, law)
    counts = pounds("unearned income", (less or asked).amount)
    return Counted((counts,), (asked, test, less) if less else (asked, test))


def _unearned_test(asked: Step, amounts: list[Amount], law: Law) -> Step:
    row = law.unearned_from
    yearly = all(amount.period is Period.YEAR for amount in amounts)
    names = [term for term in asked.terms if term.name.startswith("unearned")]
    formula, terms = " + ".join(term.name for term in names), tuple(names)
    if not yearly:
        formula = "weekly unearned income ÷ 7 × days in a year"
        days = number("days in a year", law.days_in_year.value)
        terms = (pounds("weekly unearned income", asked.amount), days)
    enough = sum((a_year(amount, law) for amount in amounts), NOTHING) >= row.value
    return decision(
        "unearned-test",
        "Unearned income: large enough in a year?",
        row.citation,
        f"{formula} {'≥' if enough else '<'} least a year",
        *terms,
        pounds("least a year", row.value),
        outcome=COUNTS_WHOLE if enough else "none of it counts",
        notes=(readings_of(row) if enough else ()) + (() if yearly else (reading(26),)),
    )


def less_pension(weekly: Fraction, facts: Facts, law: Law) -> Step | None:
    """Reg 69(8)-(9): relievable contributions of the same tax year, from 25 November 2013."""
    pension = facts.unearned_pension
    if pension is None:
        return None
    row = law.unearned_pension
    if row is None:
        return Step(
            "unearned-pension",
            "Pension contributions do not come off unearned income yet",
            reg("69(8)"),
            "weekly unearned income",
            (pounds("weekly unearned income", weekly),),
            weekly,
        )
    off = weekly_formula("pension contributions", pension.period)
    return working(
        "unearned-pension",
        "Unearned income less pension contributions of that tax year",
        row.citation,
        f"max(0, weekly unearned income − {off})",
        pounds("weekly unearned income", weekly),
        pounds("pension contributions", pension.pounds),
        *year_terms(law, pension),
        exact=max(NOTHING, weekly - a_week(pension, law)),
        notes=readings_of(row) if facts.pension else (),
    )


def _assets(amounts: list[Amount], _: Facts, __: RateChoice, law: Law) -> Counted:
    """Reg 69A: 8 % of the whole value a year, if it exceeds £31,250."""
    value = sum((amount.pounds for amount in amounts), NOTHING)
    above, share = law.assets_above, law.assets_yield
    if above is None or share is None:
        return Counted(steps=(NO_ASSETS_YET,))
    enough = value > above.value
    test = decision(
        "assets-test",
        "Assets: more than the limit?",
        above.citation,
        f"value of assets {'>' if enough else '≤'} limit",
        pounds("value of assets", value),
        pounds("limit", above.value),
        outcome=COUNTS_WHOLE if enough else "none of it counts",
        notes=readings_of(above) if value == above.value else (),
    )
    if not enough:
        return Counted(steps=(test,))
    yearly = Amount(value * share.value, Period.YEAR)
    step = working(
        "assets",
        "Income taken from assets, a week",
        share.citation,
        weekly_formula("value of assets × yearly income", Period.YEAR),
        pounds("value of assets", value),
        percent("yearly income", share.value),
        *year_terms(law, yearly),
        exact=a_week(yearly, law),
        notes=((reading(9),) if len(amounts) > 1 else ()) + (reading(26),),
    )
    return Counted((pounds("income from assets", step.amount),), (test, step))


NO_ASSETS_YET = decision(
    "assets-test",
    "Assets: no such ground on this day",
    reg("69A"),
    "reg 69A is in force from 13 December 2018",
    outcome="none of it counts",
)


def _earned_on_flat_or_nil(
    amounts: list[Amount], facts: Facts, choice: RateChoice, law: Law
) -> Counted:
    """Reg 70: earnings of a parent at the flat rate by list 44(1), or nil by some statuses."""
    if facts.nil_status and not law.nil_statuses[facts.nil_status].reg_70:
        raise OutsideTheLawBook(
            "Additional income earned-on-flat-or-nil (reg 70) is known to apply to the nil "
            "statuses child, prisoner, youth-trainee and care-home. Whether it reaches "
            f"{facts.nil_status} is outside the law book."
        )
    by_list_1 = choice.rate is Rate.FLAT and any(
        benefit.citation == OWN for benefit in choice.benefits
    )
    if not (by_list_1 or facts.nil_status):
        return Counted(steps=(NOT_FLAT_OR_NIL,))
    asked = sum_a_week(
        "earned-on-flat", "Earnings on a flat or nil rate", reg("70"), "earnings", amounts, law
    )
    above = law.earned_on_flat_above
    equal = law.earned_on_flat_equal
    enough = asked.amount > above.value or (equal.value and asked.amount == above.value)
    sign = {(True, True): "≥", (True, False): ">", (False, True): "<", (False, False): "≤"}
    test = decision(
        "earned-on-flat-test",
        "Earnings on a flat or nil rate: large enough?",
        above.citation,
        f"weekly earnings {sign[enough, equal.value]} limit",
        pounds("weekly earnings", asked.amount),
        pounds("limit", above.value),
        outcome=COUNTS_WHOLE if enough else "none of it counts",
        notes=readings_of(equal) if asked.amount == above.value else (),
    )
    return Counted((pounds("earnings counted", asked.amount),) if enough else (), (asked, test))


NOT_FLAT_OR_NIL = decision(
    "earned-on-flat-test",
    "Earnings on a flat or nil rate: not this case",
    reg("70"),
    "neither the flat rate by a list 44(1) benefit nor a nil status applies",
    outcome="none of it counts",
)


def _diversion(amounts: list[Amount], _: Facts, __: RateChoice, law: Law) -> Counted:
    """Reg 71: the whole of income unreasonably diverted."""
    step = sum_a_week("diversion", "Diverted income", reg("71"), "diverted income", amounts, law)
    return Counted((pounds("diverted income", step.amount),), (step,))
