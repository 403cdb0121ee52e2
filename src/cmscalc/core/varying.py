"""One fact of a family made otherwise: which fact, over what range, and the facts at one place."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Amount, CareWord, Child, ExpenseKind, Facts, Nights, Period
from cmscalc.core.income import a_week
from cmscalc.law import Law


class Over(Enum):
    """The fact that is swept over."""

    INCOME = "income"
    NIGHTS = "nights"
    CHILDREN = "children"
    OTHER_CHILDREN = "other-children"


class Range(NamedTuple):
    """Which fact, from where to where, both in it, and by what step.

    Places are pounds in `period` of gross income, or whole numbers. `parent` is the place of the
    receiving parent whose children are meant. `here` is the place of the family as it is.
    """

    over: Over
    first: Fraction
    last: Fraction
    step: Fraction
    period: Period = Period.WEEK
    parent: int = 0
    here: Fraction | None = None

    @property
    def places(self) -> Iterator[Fraction]:
        """Each place asked for; the last one, too, where the steps pass it by."""
        steps = (self.last - self.first) // self.step
        for number in range(steps + 1):
            yield self.first + number * self.step
        if self.first + steps * self.step < self.last:
            yield self.last


def varied(facts: Facts, over: Range, at: Fraction) -> Facts:
    """Give the facts with the one swept over changed.

    Of two incomes the current one is swept: the historic one is HMRC's. Nights are those of each
    child of the receiving parent whose care is not equal; children are all like the first.
    """
    if over.over is Over.INCOME:
        amount = Amount(at, over.period)
        if facts.current_income is None:
            return facts._replace(income=amount)
        return facts._replace(current_income=amount)
    if over.over is Over.OTHER_CHILDREN:
        return _with_other_children(facts, at.numerator)
    parents = list(facts.receiving_parents)
    children = parents[over.parent].children
    children = (
        tuple(_with_nights(child, at.numerator) for child in children)
        if over.over is Over.NIGHTS
        else children[:1] * at.numerator
    )
    parents[over.parent] = parents[over.parent]._replace(children=children)
    return facts._replace(receiving_parents=tuple(parents))


def _with_other_children(facts: Facts, count: int) -> Facts:
    """Reg 64: costs of an ill or disabled relevant other child need one, or change nothing."""
    expenses = tuple(
        item
        for item in facts.special_expenses
        if count or item.kind is not ExpenseKind.ILLNESS_OR_DISABILITY
    )
    return facts._replace(other_children=count, special_expenses=expenses)


def _with_nights(child: Child, nights: int) -> Child:
    return child if child.care is CareWord.EQUAL else child._replace(care=Nights(nights))


def a_pound_more(over: Range, law: Law) -> Fraction:
    """Give what £1 more of the income swept over is a week."""
    return a_week(Amount(Fraction(1), over.period), law)
