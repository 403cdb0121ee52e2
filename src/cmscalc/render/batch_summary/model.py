"""What is said of all rows of a table together. Money is whole pence a week."""

from datetime import date
from typing import NamedTuple

from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.core.money import Money
from cmscalc.core.step import Note
from cmscalc.law.reform import Reform

# A quantile is the smallest amount that so many per cent of the answered cases have or less: an
# amount that some case has, and no mean of two.
QUANTILES = (10, 25, 50, 75, 90)


class Change(NamedTuple):
    """Cases in which one side pays or gets less, the same and more than under today's law."""

    less: int
    same: int
    more: int
    pence: int


class State(NamedTuple):
    """What a guarantee costs the state, in those cases that say what is collected."""

    told: int
    pence: int


class Summed(NamedTuple):
    """The cases of one value of a column, or all. Those without an answer are in `cases` alone.

    `mean` is None and `quantiles` are empty where no case has an answer.
    """

    name: str | None
    cases: int
    unanswered: int
    total: int
    mean: Money | None
    quantiles: tuple[int, ...]
    on_top: int
    off: int
    paying: Change | None
    receiving: Change | None
    state: State | None

    @property
    def fees(self) -> int:
        """What the state takes in fees from both sides."""
        return self.on_top + self.off


class Summary(NamedTuple):
    """What is said of a whole table; day and roundings are None where rows have their own."""

    table: str
    by: str
    day: date | None
    rounding: Rounding | None
    fee_rounding: FeeRounding | None
    weeks: int
    reforms: tuple[Reform, ...]
    groups: tuple[Summed, ...]
    everyone: Summed
    notes: tuple[Note, ...]
