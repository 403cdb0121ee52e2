"""A second calculator, written from the law book alone, agrees to the penny on random families."""

import random
from typing import Any

import pytest

from cmscalc.core.assess import assess
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.law import law_on
from family_facts import facts_of
from random_families import random_family
from second_calculator import Outside, calculate

BATCHES = 40
FAMILIES = 500


def ours(family: dict[str, Any]) -> dict[str, Any] | str:
    """Answer in the second calculator's words."""
    try:
        answer = assess(facts_of(family), law_on(family["on"]))
    except OutsideTheLawBook:
        return "outside"
    income = answer.gross_weekly_income
    collected = answer.fees.receiving_parents if answer.fees else ()
    nothing = [0] * len(answer.receiving_parents)
    return {
        "rate": answer.rate.value,
        "gross_weekly_income": None if income is None else income.pence,
        "weekly": answer.weekly.pence,
        "parts": [parent.weekly.pence for parent in answer.receiving_parents],
        "paying_parent_fee": answer.fees.paying_parent_fee.pence if answer.fees else 0,
        "paying_parent_fees": [each.paying_parent_fee.pence for each in collected] or nothing,
        "receiving_fees": [each.fee.pence for each in collected] or nothing,
    }


def theirs(family: dict[str, Any]) -> dict[str, Any] | str:
    """Answer with the second calculator."""
    try:
        return calculate(family)
    except Outside:
        return "outside"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_two_calculators_agree(batch: int) -> None:
    """20,000 families in all, both rounding modes, days around every change of law."""
    rng = random.Random(batch)
    for _ in range(FAMILIES):
        family = random_family(rng)

        assert theirs(family) == ours(family), family
