"""The columns of a table of points: of one rule in full, or of several side by side."""

from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from cmscalc.core.money import Money
from cmscalc.core.sweep import Curve, Point, Sweep
from cmscalc.render.sweep.words import due

LETTERS = ascii_lowercase


class Column(NamedTuple):
    """A heading, and what a point of a curve has in that column."""

    head: str
    curve: Curve
    cell: Callable[[Point], str]

    def at(self, number: int) -> str:
        """Give the cell of the point of that number."""
        return self.cell(self.curve.points[number])


def columns(found: Sweep, names: tuple[str, ...]) -> list[Column]:
    """Give the columns; `names` are what each rule is called in a heading."""
    return [column for group in groups(found, names) for column in group]


def blocks(found: Sweep, names: tuple[str, ...], most: int) -> list[list[Column]]:
    """Give the columns in blocks of at most `most`, those of a group together where they can be."""
    out: list[list[Column]] = [[]]
    parts = [
        group[start : start + most]
        for group in groups(found, names)
        for start in range(0, len(group), most)
    ]
    for group in parts:
        if out[-1] and len(out[-1]) + len(group) > most:
            out.append([])
        out[-1] += group
    return out


def groups(found: Sweep, names: tuple[str, ...]) -> list[list[Column]]:
    """Give the columns that belong together: of each rule; of one rule, those of the parents."""
    if len(found.curves) > 1:
        return [
            [*_of_rule(found, curve, name)]
            for curve, name in zip(found.curves, names, strict=False)
        ]
    (curve,) = found.curves
    weeks = curve.rule.law.reference_weeks.value
    parents = [parent.name for parent in found.facts.receiving_parents]
    a_year = Column("A year", curve, lambda point: _written(point.weekly and point.weekly * weeks))
    each = [_of_parent(curve, at, name) for at, name in enumerate(parents)]
    return [[*_of_rule(found, curve, ""), a_year], each if len(parents) > 1 else []]


def _of_rule(found: Sweep, curve: Curve, name: str) -> Iterator[Column]:
    has_fees = any(point.paying_parent_pays for each in found.curves for point in each.points)
    yield Column(name or "A week", curve, due)
    if has_fees:
        head = f"{name} with fee" if name else "With fee"
        yield Column(head, curve, lambda point: _written(point.paying_parent_pays or point.weekly))


def _of_parent(curve: Curve, place: int, name: str) -> Column:
    return Column(name, curve, lambda point: _written(point.parts[place] if point.parts else None))


def _written(amount: Money | None) -> str:
    return amount.written if amount else ""
