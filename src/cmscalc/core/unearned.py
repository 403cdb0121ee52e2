"""Unearned income in gross income: not the law of today, but a reform may ask for it."""

from fractions import Fraction

from cmscalc.core.additional import less_pension
from cmscalc.core.counted import sum_a_week
from cmscalc.core.facts import AdditionalKind, Amount, Facts
from cmscalc.core.income import IncomeUsed, a_year
from cmscalc.core.step import Step, assumed, decision, number, pounds, working
from cmscalc.law import Law
from cmscalc.law.rows import Row


def without_unearned(facts: Facts) -> Facts:
    """Leave unearned income out of what is asked for as a variation."""
    left = tuple(
        item for item in facts.additional_income if item.kind is not AdditionalKind.UNEARNED
    )
    pension = facts.unearned_pension if left == facts.additional_income else None
    return facts._replace(additional_income=left, unearned_pension=pension)


def without_variation(facts: Facts, law: Law) -> Facts:
    """Leave out all that is asked for as a variation; unearned income in gross income is none."""
    kept = tuple(
        item
        for item in facts.additional_income
        if item.kind is AdditionalKind.UNEARNED and law.unearned_in_gross_income is not None
    )
    return facts._replace(special_expenses=(), additional_income=kept)


def with_unearned(used: IncomeUsed | None, facts: Facts, law: Law) -> IncomeUsed | None:
    """Add unearned income to weekly income, whole if it is above the reform's threshold a year."""
    row = law.unearned_in_gross_income
    amounts = [
        item.amount for item in facts.additional_income if item.kind is AdditionalKind.UNEARNED
    ]
    if row is None or not amounts:
        return used
    name, title = "unearned income", "Unearned income"
    asked = sum_a_week("unearned", title, row.citation, name, amounts, law)
    steps = (*(used.steps if used else ()), asked)
    test = _test(asked, amounts, row, law)
    if test.outcome == NONE_COUNTS:
        return used._replace(steps=(*steps, test)) if used else None
    less = less_pension(asked.amount, facts, law)
    more = (less or asked).amount
    before = used.weekly if used else Fraction(0)
    added = working(
        "income-with-unearned",
        "Weekly income with unearned income",
        row.citation,
        "weekly income + weekly unearned income",
        pounds("weekly income", before),
        pounds("weekly unearned income", more),
        exact=before + more,
        notes=(AFTER_THE_CHOICE, NO_VARIATION),
    )
    return IncomeUsed(added.amount, (*steps, test, *((less,) if less else ()), added))


WHOLE_COUNTS = "the whole amount is added to gross income"
NONE_COUNTS = "none of it is added"
AFTER_THE_CHOICE = assumed(
    "unearned-after-choice",
    "The proposal does not say how unearned income stands to the 25 % rule: here it is added after "
    "historic or current income has been chosen.",
)
NO_VARIATION = assumed(
    "unearned-no-variation",
    "Unearned income counted in gross income is taken to be no variation any more, so it adds "
    "nothing to a flat rate that a benefit gives, or to a nil rate by status.",
)


def _test(asked: Step, amounts: list[Amount], row: Row[Fraction], law: Law) -> Step:
    enough = sum((a_year(amount, law) for amount in amounts), Fraction(0)) > row.value
    return decision(
        "unearned-test",
        "Unearned income: above the threshold in a year?",
        row.citation,
        f"weekly unearned income ÷ 7 × days in a year {'>' if enough else '≤'} threshold a year",
        pounds("weekly unearned income", asked.amount),
        number("days in a year", law.days_in_year.value),
        pounds("threshold a year", row.value),
        outcome=WHOLE_COUNTS if enough else NONE_COUNTS,
    )
