"""What a variation does to weekly income, in whole numbers, where nothing else decides it."""

from cmscalc.batch.household import Rules
from cmscalc.core.additional import additional_income
from cmscalc.core.expenses import special_expenses
from cmscalc.core.facts import AdditionalKind, ExpenseKind, Facts
from cmscalc.core.money import PENCE
from cmscalc.core.rate import choose_rate

# What these count rests on income, or on a benefit: the core works them out.
BOARDING = (ExpenseKind.BOARDING_SCHOOL, ExpenseKind.BOARDING_SCHOOL_FEES)


def change_by(facts: Facts, rules: Rules) -> int | None:
    """Regs 63 to 71: what a variation adds to weekly income in units; None for the core's.

    It is what it adds where the rate is a percentage of income.
    """
    law, scale = rules.law, rules.scale
    expenses = {item.kind for item in facts.special_expenses}
    kinds = {item.kind for item in facts.additional_income}
    if expenses & set(BOARDING) or AdditionalKind.EARNED_ON_FLAT_OR_NIL in kinds:
        return None
    if law.unearned_in_gross_income is not None and AdditionalKind.UNEARNED in kinds:
        return None
    choice = choose_rate(facts, law.income_cap.value, law)
    less = special_expenses(facts, choice, law.income_cap.value, law)
    change = (additional_income(facts, choice, law).weekly - less.weekly) * PENCE * scale.units
    within = abs(change) <= scale.most_given and change.denominator == 1
    return change.numerator if within else None
