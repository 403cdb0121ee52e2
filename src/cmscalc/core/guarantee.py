"""Guaranteed payment: not the law of today, but a reform may ask for it.

The state pays each receiving parent the assessed amount on each due date, and recovers the
arrears from the paying parent, whose liability stays as it is.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Facts
from cmscalc.core.income import a_week, weekly_formula, year_terms
from cmscalc.core.money import Money, to_penny
from cmscalc.core.step import Note, Step, assumed, pounds, working
from cmscalc.law import Law


class Guarantee(NamedTuple):
    """What the state pays a week; what is collected and what is left to it, None if not told."""

    paid: Money
    collected: Money | None
    cost: Money | None
    steps: tuple[Step, ...]


def guarantee(weekly: Money, facts: Facts, law: Law) -> Guarantee | None:
    """The state's part a week, where a reform guarantees payment; None where none does."""
    row = law.guaranteed_payment
    if row is None or not row.value:
        return None
    paid = working(
        "state-pays",
        "The state pays receiving parents the assessed amount",
        row.citation,
        "weekly total",
        pounds("weekly total", weekly.pounds),
        exact=weekly.pounds,
        notes=(FROM_THE_STATE, *(() if facts.collected else (_not_told(weekly),))),
    )
    if facts.collected is None:
        return Guarantee(weekly, None, None, (paid,))
    exact = to_penny(a_week(facts.collected, law)).pounds
    collected = working(
        "state-collects",
        "Maintenance really collected, a week",
        row.citation,
        f"penny({weekly_formula('collected', facts.collected.period)})",
        pounds("collected", facts.collected.pounds),
        *year_terms(law, facts.collected),
        exact=exact,
        notes=(MAINTENANCE_ALONE,),
    )
    cost = working(
        "state-cost",
        "Cost to the state: assessed less collected",
        row.citation,
        "max(0, weekly total − collected a week)",
        pounds("weekly total", weekly.pounds),
        pounds("collected a week", exact),
        exact=max(Fraction(0), weekly.pounds - exact),
    )
    steps = (paid, collected, cost)
    return Guarantee(weekly, to_penny(exact), to_penny(cost.amount), steps)


FROM_THE_STATE = assumed(
    "state-pays",
    "The state is taken to pay the assessed amount whole: whether a fee would come off it is not "
    "said. What is shown as passed on, less the fee, is of what is collected, and goes to the "
    "state where it has paid. The paying parent's liability and arrears stay as they are.",
)


MAINTENANCE_ALONE = assumed(
    "collected",
    "What is collected is taken as maintenance alone, without the paying parent's fee.",
)


def _not_told(weekly: Money) -> Note:
    return assumed(
        "state-cost",
        "What is really collected, without the paying parent's fee, was not given, so the cost to "
        "the state is not worked out: from "
        f"nothing, if all is collected, to {weekly.written} a week, if nothing is.",
        "--collected 20/week gives it.",
        "What is really collected was not given, so the cost to the state is not worked out: from "
        "nothing, if all is collected, to the whole amount, if nothing is.",
    )
