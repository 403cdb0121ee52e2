"""A step of the working: what a rule did, so that a reader can do it again by hand.

A formula is words and symbols: × ÷ + − ( ) and abs, min, max, penny (half a penny up).
Its words are the names of its terms. A step with an exact value is a sum; a step with an outcome
instead is a test, whose formula (where it has one) is true.
"""

from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Rounding
from cmscalc.core.money import to_penny
from cmscalc.law.readings import READINGS
from cmscalc.law.rows import Citation, Row


class Unit(Enum):
    """What a number is, which decides how it is shown."""

    POUNDS = "pounds"
    PERCENT = "percent"
    NUMBER = "number"


class Term(NamedTuple):
    """A named number in a formula."""

    name: str
    value: Fraction
    unit: Unit


class Note(NamedTuple):
    """A sentence a reader should not miss: a reading, an assumption, a limit, a near edge.

    `hint` says what to type or to write into the case file, for whoever is at the keyboard.
    `general` is the text for many answers together: without the amounts of one of them.
    """

    id: str
    text: str
    hint: str = ""
    general: str = ""

    @property
    def whole(self) -> str:
        """The text and the hint."""
        return f"{self.text} {self.hint}" if self.hint else self.text


class Step(NamedTuple):
    """One numbered line of the working."""

    id: str
    title: str
    citation: Citation
    formula: str
    terms: tuple[Term, ...] = ()
    exact: Fraction | None = None
    outcome: str = ""
    unit: Unit = Unit.POUNDS
    notes: tuple[Note, ...] = ()

    @property
    def amount(self) -> Fraction:
        """The exact value of a sum. Asking a test for one is a mistake of the caller."""
        if self.exact is None:
            raise ValueError(f"step {self.id} is a test, not a sum")
        return self.exact


def pounds(name: str, value: Fraction) -> Term:
    """Name an amount of money in pounds."""
    return Term(name, value, Unit.POUNDS)


def percent(name: str, value: Fraction) -> Term:
    """Name a percentage, held as a fraction of one."""
    return Term(name, value, Unit.PERCENT)


def number(name: str, value: Fraction | int) -> Term:
    """Name a plain number: children, nights, days, or a fraction such as 2/7."""
    return Term(name, Fraction(value), Unit.NUMBER)


def working(  # noqa: PLR0913 - a step has this many parts
    step_id: str,
    title: str,
    citation: Citation,
    formula: str,
    *terms: Term,
    exact: Fraction,
    notes: tuple[Note, ...] = (),
) -> Step:
    """Make a step that is a sum in pounds."""
    return Step(step_id, title, citation, formula, terms, exact, notes=notes)


def decision(  # noqa: PLR0913 - as above
    step_id: str,
    title: str,
    citation: Citation,
    formula: str,
    *terms: Term,
    outcome: str,
    notes: tuple[Note, ...] = (),
) -> Step:
    """Make a step that is a test: its formula is true, and the outcome follows."""
    return Step(step_id, title, citation, formula, terms, outcome=outcome, notes=notes)


def reading(number: int) -> Note:
    """Give the note that a step rests on a reading of the law."""
    doubt = READINGS[number]
    return Note(
        f"reading-{number}",
        f"Reading {number} of the law. The doubt: {doubt.question}. Chosen: {doubt.chosen}. "
        f"Effect: {doubt.effect}.",
    )


def readings_of(*rows: Row[object]) -> tuple[Note, ...]:
    """Give the notes of the readings that some values of law rest on."""
    return tuple(reading(row.reading) for row in rows if row.reading is not None)


def assumed(name: str, text: str, hint: str = "", general: str = "") -> Note:
    """Give a note on something taken for granted."""
    return Note(f"assumed-{name}", text, hint, general)


def stepwise(value: Fraction, rounding: Rounding) -> Fraction:
    """Round to the penny where the mode rounds every step; else leave exact."""
    if rounding is Rounding.EACH_STEP:
        return to_penny(value).pounds
    return value


def stepwise_formula(formula: str, rounding: Rounding) -> str:
    """Write `penny(…)` round a formula where the mode rounds every step."""
    return f"penny({formula})" if rounding is Rounding.EACH_STEP else formula
