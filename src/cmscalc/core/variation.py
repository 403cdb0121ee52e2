"""SI 2012/2677 Part 5, regs 57 and 63 to 71: what a variation would count, if it were allowed.

CMS must also find it just and equitable (CSA 1991 s.28F): nothing here says it will be granted.
How the amounts found here change liability (regs 72 to 74) is in `assess.py`.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import (
    AdditionalIncome,
    AdditionalKind,
    Amount,
    ExpenseKind,
    Facts,
    Period,
)
from cmscalc.core.income import a_week, a_year, weekly_formula, year_terms
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.rate import Rate, RateChoice
from cmscalc.core.step import (
    Step,
    Term,
    decision,
    number,
    percent,
    pounds,
    reading,
    readings_of,
    working,
)
from cmscalc.law import Law
from cmscalc.law.benefits import COUPLE, OWN
from cmscalc.law.rows import Citation
from cmscalc.law.sources import LEAFLET, reg

NOTHING = Fraction(0)
EXPENSES = {
    ExpenseKind.CONTACT: ("Contact costs", reg("63")),
    ExpenseKind.ILLNESS_OR_DISABILITY: (
        "Costs of a relevant other child's illness or disability",
        reg("64"),
    ),
    ExpenseKind.PRIOR_DEBT: ("Debts from before the separation", reg("65")),
    ExpenseKind.BOARDING_SCHOOL: ("Boarding school, the boarding part", reg("66")),
    ExpenseKind.BOARDING_SCHOOL_FEES: ("Boarding school, whole fees", reg("66")),
    ExpenseKind.FORMER_HOME: ("Payments on the former home", reg("67")),
}
WHOLE_FEES = ExpenseKind.BOARDING_SCHOOL_FEES
# One kind in law, given in two ways.
BOARDING = (ExpenseKind.BOARDING_SCHOOL, WHOLE_FEES)
# Reg 64 is outside the £10 test of reg 68.
WITHOUT_THRESHOLD = (ExpenseKind.ILLNESS_OR_DISABILITY,)


class Counted(NamedTuple):
    """Pounds a week that count, exactly and by name, and the steps that found them."""

    terms: tuple[Term, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def weekly(self) -> Fraction:
        """All that counts together."""
        return sum((term.value for term in self.terms), NOTHING)


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


# --- special expenses, regs 63 to 68 --------------------------------------------------------------


def special_expenses(facts: Facts, choice: RateChoice, income: Fraction, law: Law) -> Counted:
    """Regs 63 to 68: what special expenses take off weekly income. `income` is before the cap."""
    if not facts.special_expenses:
        return Counted()
    if choice.benefits or choice.rate is Rate.NIL:
        return Counted(steps=(NO_EXPENSES,))
    found: list[Counted] = []
    for kind in ExpenseKind:
        amounts = list(_expenses_of(facts, kind))
        if not amounts or kind in BOARDING:
            continue
        found.append(_expense(kind, amounts, law))
    if any(item.kind in BOARDING for item in facts.special_expenses):
        found.append(_boarding(facts, income, law))
    return _together(found)


def _together(found: list[Counted]) -> Counted:
    return Counted(
        tuple(term for each in found for term in each.terms),
        tuple(step for each in found for step in each.steps),
    )


def _expenses_of(facts: Facts, kind: ExpenseKind) -> Iterable[Amount]:
    return (item.amount for item in facts.special_expenses if item.kind is kind)


NO_EXPENSES = decision(
    "special-expenses-none",
    "Special expenses change nothing here",
    LEAFLET,
    "the amount is flat by a benefit, or nil, without the variation",
    outcome="no effect",
)


def _expense(kind: ExpenseKind, amounts: list[Amount], law: Law) -> Counted:
    title, citation = EXPENSES[kind]
    asked = _sum_a_week(f"expense-{kind.value}", title, citation, "expense", amounts, law)
    counted = Counted((pounds(f"{kind.value} expense", asked.amount),), (asked,))
    return counted if kind in WITHOUT_THRESHOLD else _tested(counted, kind, law)


def _tested(asked: Counted, kind: ExpenseKind, law: Law) -> Counted:
    test = _threshold(kind, asked.weekly, law)
    terms = asked.terms if test.outcome == COUNTS_WHOLE else ()
    return Counted(terms, (*asked.steps, test))


COUNTS_WHOLE = "the whole amount counts"


def _threshold(kind: ExpenseKind, weekly: Fraction, law: Law) -> Step:
    row = law.expense_threshold
    enough = weekly >= row.value
    return decision(
        f"expense-{kind.value}-test",
        f"{EXPENSES[kind][0]}: large enough?",
        row.citation,
        f"weekly expense {'≥' if enough else '<'} least expense",
        pounds("weekly expense", weekly),
        pounds("least expense", row.value),
        outcome=COUNTS_WHOLE if enough else "none of it counts",
        notes=readings_of(row),
    )


def _boarding(facts: Facts, income: Fraction, law: Law) -> Counted:
    """Reg 66: the boarding part, or at most 35 % of whole fees; at most 50 % of income in all."""
    steps: list[Step] = []
    terms: list[Term] = []
    pieces: list[str] = []
    together = NOTHING
    for kind, name in ((ExpenseKind.BOARDING_SCHOOL, "boarding"), (WHOLE_FEES, "whole fees")):
        amounts = list(_expenses_of(facts, kind))
        if not amounts:
            continue
        asked = _sum_a_week(f"expense-{kind.value}", *EXPENSES[kind], "expense", amounts, law)
        steps.append(asked)
        terms.append(pounds(name, asked.amount))
        share = Fraction(1)
        pieces.append(name)
        if kind is WHOLE_FEES:
            share = law.boarding_share.value
            pieces[-1] = f"{name} × boarding share"
            terms.append(percent("boarding share", share))
        together += asked.amount * share
    limit = law.boarding_limit
    step = working(
        "expense-boarding-limit",
        "Boarding school: the part that may count",
        limit.citation,
        f"min({' + '.join(pieces)}, weekly income × limit)",
        *terms,
        pounds("weekly income", income),
        percent("limit", limit.value),
        exact=min(together, income * limit.value),
        notes=readings_of(limit),
    )
    counted = Counted((pounds("boarding-school expense", step.amount),), (*steps, step))
    return _tested(counted, ExpenseKind.BOARDING_SCHOOL, law)


def _sum_a_week(  # noqa: PLR0913, PLR0917 - a step has this many parts
    step_id: str, title: str, citation: Citation, name: str, amounts: list[Amount], law: Law
) -> Step:
    names = [name] if len(amounts) == 1 else [f"{name} {at}" for at in range(1, len(amounts) + 1)]
    pieces = [
        weekly_formula(each, amount.period) for each, amount in zip(names, amounts, strict=True)
    ]
    by_the_year = bool(year_terms(law, *amounts))
    return working(
        step_id,
        f"{title}, a week",
        citation,
        " + ".join(pieces),
        *(pounds(each, amount.pounds) for each, amount in zip(names, amounts, strict=True)),
        *year_terms(law, *amounts),
        exact=sum((a_week(amount, law) for amount in amounts), NOTHING),
        notes=(reading(26),) if by_the_year else (),
    )


# --- additional income, regs 69 to 71 -------------------------------------------------------------


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
    return _together(found)


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
    asked = _sum_a_week("unearned", "Unearned income", reg("69"), "unearned income", amounts, law)
    test = _unearned_test(asked, amounts, law)
    if test.outcome != COUNTS_WHOLE:
        return Counted(steps=(asked, test))
    less = _less_pension(asked.amount, facts, law)
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
        notes=readings_of(row) + (() if yearly else (reading(26),)),
    )


def _less_pension(weekly: Fraction, facts: Facts, law: Law) -> Step | None:
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
    asked = _sum_a_week(
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
    step = _sum_a_week("diversion", "Diverted income", reg("71"), "diverted income", amounts, law)
    return Counted((pounds("diverted income", step.amount),), (step,))
