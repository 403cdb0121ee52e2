"""The shape of a dated value of law: a start only, strictly rising, each row with its source."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

# Covariant: a value never changes, so a row of whole numbers is a row of objects.
T_co = TypeVar("T_co", covariant=True)


class Citation(NamedTuple):
    """Where a rule or a value stands: the words a lawyer would write, and the page to read."""

    text: str
    url: str


class Row(NamedTuple, Generic[T_co]):
    """A value from a day until the next row's day.

    `checked` is the day a person last compared it with its source; `confidence` is the law book's
    word for how: read, mirror, as made, secondary or reading. `reading` is the number of the doubt
    in `law/readings.py` where one could move money.
    """

    since: date
    value: T_co
    citation: Citation
    checked: date
    confidence: str
    reading: int | None = None


class Dated(Generic[T_co]):
    """A named value through time. It never guesses: before its first row there is nothing."""

    __slots__ = ("name", "rows", "title", "unit")

    def __init__(self, name: str, title: str, unit: str, *rows: Row[T_co]) -> None:
        """Raise ValueError for no rows, rows out of order, or a row without a source."""
        starts = [row.since for row in rows]
        if not starts or any(b <= a for a, b in pairwise(starts)):
            raise ValueError(f"{name}: rows must be given, with strictly rising dates")
        if not all(row.citation.text and row.citation.url for row in rows):
            raise ValueError(f"{name}: a row has no citation or link")
        self.name = name
        self.title = title
        self.unit = unit
        self.rows = rows

    def on(self, day: date) -> Row[T_co] | None:
        """Give the row in force on `day`, or None before the first."""
        started = [row for row in self.rows if row.since <= day]
        return started[-1] if started else None


def pounds(text: str) -> Fraction:
    """Read an amount of money in pounds, exactly."""
    return Fraction(text)


def percent(*texts: str) -> tuple[Fraction, ...]:
    """Read percentages, exactly: `percent("12", "16")` is 12/100 and 16/100."""
    return tuple(Fraction(text) / 100 for text in texts)
