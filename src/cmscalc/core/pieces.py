"""Where a working turns: the exact places between which every figure of it moves in a line.

Nothing here knows the law. A working is looked at as figures and as the path it took. It can turn
only where a figure meets a limit, so those places are found from the lines that the figures follow
on either side, and each stretch between two of them is held to be one line from end to end.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

# Far nearer than two places at which a working can turn: those are fractions made of pounds and
# pence, days and percentages, whose denominators have no more than some fifteen figures.
TINY = Fraction(1, 10**40)
# Where a figure jumps though none meets a limit, the place is halved down to this, in pounds.
FINE = Fraction(1, 10_000)


class Look(NamedTuple):
    """A working at one place: the path it took, what is due, and the figures on the way.

    The same path has the same figures, in the same order. Nothing is due outside the law book.
    """

    path: tuple[str, ...]
    due: tuple[Fraction, ...]
    figures: tuple[Fraction, ...]


Looking = Callable[[Fraction], Look]


class Line(NamedTuple):
    """What a figure is along a stretch: its value at place 0, and how much it rises by one."""

    start: Fraction
    slope: Fraction

    def at(self, place: Fraction) -> Fraction:
        """Give the value at a place."""
        return self.start + self.slope * place


class Form(NamedTuple):
    """A working along a stretch: its path, and the lines of what is due and of its figures."""

    path: tuple[str, ...]
    due: tuple[Line, ...]
    figures: tuple[Line, ...]


class Piece(NamedTuple):
    """A stretch, without its ends, on which what is due moves in a line.

    `is_exact` is False where its end is known only to within `FINE`.
    """

    start: Fraction
    end: Fraction
    due: tuple[Line, ...]
    is_exact: bool = True


def pieces(
    look: Looking, start: Fraction, end: Fraction, limits: Iterable[Fraction]
) -> tuple[Piece, ...]:
    """Cut a range into the fewest stretches on each of which what is due moves in a line.

    `limits` are the values at which a figure may change what is done.
    """
    found = _cut(look, start, end, frozenset(limits))
    joined = [found[0]]
    for piece in found[1:]:
        last = joined[-1]
        if last.due == piece.due and _on(piece.due, piece.start) == look(piece.start).due:
            joined[-1] = piece._replace(start=last.start)
        else:
            joined.append(piece)
    return tuple(joined)


def form_beside(look: Looking, place: Fraction, side: int) -> Form:
    """Give the lines that a working follows just above a place (side 1) or just below it (-1)."""
    step = side * TINY
    near, far = look(place + step), look(place + 2 * step)
    return Form(
        near.path,
        _lines(place + step, step, near.due, far.due),
        _lines(place + step, step, near.figures, far.figures),
    )


def _lines(
    place: Fraction, step: Fraction, near: tuple[Fraction, ...], far: tuple[Fraction, ...]
) -> tuple[Line, ...]:
    slopes = [(after - before) / step for before, after in zip(near, far, strict=True)]
    return tuple(
        Line(value - slope * place, slope) for value, slope in zip(near, slopes, strict=True)
    )


def _on(lines: tuple[Line, ...], place: Fraction) -> tuple[Fraction, ...]:
    return tuple(line.at(place) for line in lines)


def _cut(look: Looking, start: Fraction, end: Fraction, limits: frozenset[Fraction]) -> list[Piece]:
    first, last = form_beside(look, start, 1), form_beside(look, end, -1)
    places = _meetings(first, limits) | _meetings(last, limits)
    if first != last:
        places |= _crossings(first, last)
    places = {place for place in places if start < place < end}
    if first == last and not places:
        return [Piece(start, end, first.due)]
    if end - start < FINE:
        return [Piece(start, end, first.due, is_exact=False)]
    if first != last:
        places.add((start + end) / 2)
    cuts = [start, *sorted(places), end]
    return [piece for each in pairwise(cuts) for piece in _cut(look, *each, limits)]


def _meetings(form: Form, limits: frozenset[Fraction]) -> set[Fraction]:
    """The places where a moving figure meets a limit."""
    moving = {line for line in (*form.due, *form.figures) if line.slope}
    return {(limit - line.start) / line.slope for line in moving for limit in limits}


def _crossings(first: Form, last: Form) -> set[Fraction]:
    """The places where a figure would go over from its line at one end to that at the other."""
    one, other = (first.due, last.due)
    if first.path == last.path:
        one, other = (*one, *first.figures), (*other, *last.figures)
    return {
        (after.start - before.start) / (before.slope - after.slope)
        for before, after in zip(one, other, strict=False)
        if before.slope != after.slope
    }
