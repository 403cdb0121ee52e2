"""SI 2012/2677 regs 63 to 68: special expenses, and how much of them counts."""

from collections.abc import Iterable
from fractions import Fraction

from cmscalc.core.counted import (
    COUNTS_WHOLE,
    NOTHING,
    Counted,
    sum_a_week,
    together,
)
from cmscalc.core.facts import Amount, ExpenseKind, Facts
from cmscalc.core.rate import Rate, RateChoice
from cmscalc.core.step import Step, Term, decision, percent, pounds, readings_of, working
from cmscalc.law import Law
from cmscalc.law.sources import LEAFLET, reg

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
    return together(found)


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
    asked = sum_a_week(f"expense-{kind.value}", title, citation, "expense", amounts, law)
    counted = Counted((pounds(f"{kind.value} expense", asked.amount),), (asked,))
    return counted if kind in WITHOUT_THRESHOLD else _tested(counted, kind, law)


def _tested(asked: Counted, kind: ExpenseKind, law: Law) -> Counted:
    test = _threshold(kind, asked.weekly, law)
    terms = asked.terms if test.outcome == COUNTS_WHOLE else ()
    return Counted(terms, (*asked.steps, test))


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
        asked = sum_a_week(f"expense-{kind.value}", *EXPENSES[kind], "expense", amounts, law)
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
