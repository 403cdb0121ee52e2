"""What the amount would be if one fact were otherwise: points along a range, and where it turns.

Nothing here is a rule of law. It asks `assess` again and again with one fact changed. A range of
incomes is cut exactly where the working turns; of nights and of children every number is tried.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cmscalc.core.assess import Assessment, assess
from cmscalc.core.comparison import Rule
from cmscalc.core.facts import Facts
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.money import PENCE, Money
from cmscalc.core.pieces import Look, Piece, pieces
from cmscalc.core.rate import Rate
from cmscalc.core.step import Note, Step
from cmscalc.core.sweep_notes import ROUGH_EDGES, notes_along, why_flat
from cmscalc.core.turns import change_at, change_between, exactly, limits_of, look_at
from cmscalc.core.varying import Over, Range, a_pound_more, varied
from cmscalc.law import Law

NOTHING = Fraction(0)


class Point(NamedTuple):
    """What `estimate` gives at a place. Without `weekly` it is outside the law book."""

    at: Fraction
    weekly: Money | None = None
    parts: tuple[Money, ...] = ()
    rate: Rate | None = None
    gross_weekly_income: Money | None = None
    paying_parent_pays: Money | None = None


class Edge(NamedTuple):
    """A place where the amount turns, the points beside it, and the step that changes there.

    `below` and `above` are the whole pence before and after it; of whole numbers `below` is the
    number before, and there is no `above`. `before` and `after` are the first step of the working
    that is not the same on both sides; None where that side has no such step.
    """

    at: Fraction
    below: Point
    on: Point
    above: Point | None
    before: Step | None
    after: Step | None
    is_exact: bool = True


class Stretch(NamedTuple):
    """A range between two edges. `adds` is what the next £1 of gross income a week adds a week.

    It is exact, before amounts are rounded; None outside the law book, and where no income is
    swept. Of whole numbers the last one is in it.
    """

    first: Fraction
    last: Fraction
    adds: Fraction | None


class Curve(NamedTuple):
    """The amounts along a range under one rule, and where the family is now."""

    rule: Rule
    points: tuple[Point, ...]
    edges: tuple[Edge, ...]
    stretches: tuple[Stretch, ...]
    here: Point | None
    notes: tuple[Note, ...]


class Sweep(NamedTuple):
    """A family, the range swept over, and a curve for each rule."""

    facts: Facts
    over: Range
    curves: tuple[Curve, ...]


def sweep(facts: Facts, over: Range, rules: Sequence[Rule]) -> Sweep:
    """Work out the amounts along a range, the edges and the stretches between, for each rule."""
    return Sweep(facts, over, tuple(_curve(_Asking(facts, over, rule.law), rule) for rule in rules))


class _Asking(NamedTuple):
    """What every question has in common."""

    facts: Facts
    over: Range
    law: Law

    def answer(self, at: Fraction) -> Assessment | Note:
        """Assess the family at a place, or say why that is outside the law book."""
        try:
            return assess(varied(self.facts, self.over, at), self.law)
        except OutsideTheLawBook as outside:
            return Note("outside", str(outside))

    def point(self, at: Fraction) -> Point:
        """Give what is due at a place."""
        return _point(at, self.answer(at))


def _curve(asking: _Asking, rule: Rule) -> Curve:
    answers = [(at, asking.answer(at)) for at in asking.over.places]
    of_income = asking.over.over is Over.INCOME
    edges, stretches = (_along_incomes if of_income else _along_numbers)(asking)
    here = asking.over.here
    points = tuple(_point(at, answer) for at, answer in answers)
    found = [*(answer for _, answer in answers), *map(asking.answer, _turning(edges))]
    notes = notes_along(found, asking.facts, asking.over)
    rate = points[0].rate
    if rate is not None and not edges and points[0].parts == points[-1].parts:
        notes = (why_flat(rate, *asking), *notes)
    if not all(edge.is_exact for edge in edges):
        notes = (*notes, ROUGH_EDGES)
    return Curve(
        rule, points, edges, stretches, None if here is None else asking.point(here), notes
    )


def _turning(edges: tuple[Edge, ...]) -> Iterator[Fraction]:
    """Give a place on each stretch after the first: what is asked for may pass it by."""
    for edge in edges:
        yield edge.at
        if edge.above:
            yield edge.above.at


def _point(at: Fraction, found: Assessment | Note) -> Point:
    if isinstance(found, Note):
        return Point(at)
    return Point(
        at,
        found.weekly,
        tuple(payment.weekly for payment in found.receiving_parents),
        found.rate,
        found.gross_weekly_income,
        found.fees.paying_parent_pays if found.fees else None,
    )


# --- incomes --------------------------------------------------------------------------------------


def _along_incomes(asking: _Asking) -> tuple[tuple[Edge, ...], tuple[Stretch, ...]]:
    over, law, exact = asking.over, asking.law, exactly(asking.facts)

    def look(at: Fraction) -> Look:
        return look_at(varied(exact, over, at), law)

    found = pieces(look, over.first, over.last, limits_of(exact, law))
    a_pound = a_pound_more(over, law)
    edges = tuple(
        Edge(
            piece.end,
            asking.point(_pence_below(piece.end)),
            asking.point(piece.end),
            asking.point(_pence_above(piece.end)),
            *change_at(exact, over, law, piece.end),
            piece.is_exact,
        )
        for piece, _ in pairwise(found)
    )
    return edges, tuple(Stretch(each.start, each.end, _adds(each, a_pound)) for each in found)


def _pence_below(at: Fraction) -> Fraction:
    """Give the most whole pence that are less."""
    return Fraction(-(-at * PENCE // 1) - 1, PENCE)


def _pence_above(at: Fraction) -> Fraction:
    """Give the fewest whole pence that are more."""
    return Fraction(at * PENCE // 1 + 1, PENCE)


def _adds(piece: Piece, a_pound: Fraction) -> Fraction | None:
    """Give what the next £1 a week adds to what everyone is due; None outside the law book."""
    return sum((line.slope for line in piece.due), NOTHING) / a_pound if piece.due else None


# --- whole numbers --------------------------------------------------------------------------------


def _along_numbers(asking: _Asking) -> tuple[tuple[Edge, ...], tuple[Stretch, ...]]:
    """Try every number, not only those asked for: a band may begin between two of them."""
    over, law, exact = asking.over, asking.law, exactly(asking.facts)
    numbers = [Fraction(at) for at in range(over.first.numerator, over.last.numerator + 1)]
    due = [look_at(varied(exact, over, at), law).due for at in numbers]
    turns = [at for at, (was, now) in zip(numbers[1:], pairwise(due), strict=True) if was != now]
    edges = tuple(
        Edge(
            at,
            asking.point(at - 1),
            asking.point(at),
            None,
            *change_between(exact, over, law, at),
        )
        for at in turns
    )
    starts = [over.first, *turns, over.last + 1]
    return edges, tuple(Stretch(start, end - 1, None) for start, end in pairwise(starts))
