"""Where the lines of a sweep go, in its own measures: the same for a terminal and for a picture.

Across is the fact swept over; up is pence a week. A whole number takes half of one on either side.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.money import PENCE, Money
from cmscalc.core.sweep import Curve, Point, Stretch, Sweep
from cmscalc.core.varying import Over, Range
from cmscalc.render.drawing import POUND, ticks

MOST_PLACES = 8
HALF = Fraction(1, 2)


class Spot(NamedTuple):
    """A place across, and pence a week."""

    across: Fraction
    pence: int


Path = tuple[Spot, ...]


class Plot(NamedTuple):
    """The extent of a chart, and round numbers along its sides, with their texts."""

    first: Fraction
    last: Fraction
    amounts: tuple[tuple[int, str], ...]
    places: tuple[tuple[Fraction, str], ...]

    @property
    def high(self) -> int:
        """The most pence that there is room for."""
        return self.amounts[-1][0]


def plot(found: Sweep) -> Plot:
    """Give the extent of a sweep and its round numbers."""
    over = found.over
    beside = Fraction(0) if over.over is Over.INCOME else HALF
    spots = [spot for curve in found.curves for path in paths(curve, over) for spot in path]
    high = max([POUND, *(spot.pence for spot in spots)])
    amounts = tuple((pence, _whole_pounds(pence)) for pence in ticks(0, high))
    return Plot(over.first - beside, over.last + beside, amounts, tuple(_places(over)))


def _whole_pounds(pence: int) -> str:
    return Money(pence).written.removesuffix(".00")


def _places(over: Range) -> Iterator[tuple[Fraction, str]]:
    is_income = over.over is Over.INCOME
    unit = PENCE if is_income else 1
    first, last = (int(each * unit) for each in (over.first, over.last))
    for number in ticks(first, last, unit, MOST_PLACES):
        at = Fraction(number, unit)
        if over.first <= at <= over.last:
            yield at, _whole_pounds(number) if is_income else str(number)


def paths(curve: Curve, over: Range) -> list[Path]:
    """Give a curve as lines, broken where it is outside the law book."""
    found: list[Path] = []
    joined: Path = ()
    for place, stretch in enumerate(curve.stretches):
        ends = [spot for spot in _ends(curve, over, place, stretch) if spot]
        if not ends:
            found, joined = [*found, joined], ()
        joined += tuple(ends)
    return [path for path in (*found, joined) if path]


def _ends(curve: Curve, over: Range, place: int, stretch: Stretch) -> Iterator[Spot | None]:
    before = curve.edges[place - 1] if place else None
    if over.over is not Over.INCOME:
        on = before.on if before else curve.points[0]
        yield from (_spot(stretch.first - HALF, on), _spot(stretch.last + HALF, on))
        return
    after = curve.edges[place] if place < len(curve.edges) else None
    yield _spot(stretch.first, before.above if before else curve.points[0])
    yield _spot(stretch.last, after.below if after else curve.points[-1])


def _spot(across: Fraction, point: Point | None) -> Spot | None:
    if point is None or point.weekly is None:
        return None
    return Spot(across, point.weekly.pence)


def edges_across(curve: Curve, over: Range) -> list[Fraction]:
    """Give where the edges of a curve are marked."""
    beside = Fraction(0) if over.over is Over.INCOME else HALF
    return [edge.at - beside for edge in curve.edges]


class Span(NamedTuple):
    """Edges next to each other that share a label: their numbers, and where they begin and end."""

    first: int
    last: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """The numbers, as one text."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def middle(self) -> int:
        """Where the text stands."""
        return (self.start + self.end) // 2

    def starts(self, wide: Callable[[str], int]) -> int:
        """Where the room of the text begins."""
        return self.middle - wide(self.text) // 2

    def ends(self, wide: Callable[[str], int]) -> int:
        """Where the room of the text ends."""
        return self.starts(wide) + wide(self.text)


def edge_labels(places: Sequence[int], wide: Callable[[str], int]) -> list[tuple[int, str]]:
    """Number edges from 1, each over its place; those without room of their own share: `2–4`.

    `wide` is the room that a text takes, with a gap beside it, in the measure of the places.
    """
    found: list[Span] = []
    for number, at in enumerate(places, start=1):
        span = Span(number, number, at, at)
        while found and span.starts(wide) < found[-1].ends(wide):
            before = found.pop()
            span = Span(before.first, number, before.start, at)
        found.append(span)
    return [(span.middle, span.text) for span in found]


def here(curve: Curve) -> Spot | None:
    """Give where the family is now."""
    return _spot(curve.here.at, curve.here) if curve.here else None
