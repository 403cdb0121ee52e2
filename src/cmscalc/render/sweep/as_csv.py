"""A sweep as CSV: a row for each point asked for, and for each edge and what is beside it."""

from collections.abc import Iterator

from cmscalc.core.printable import visible
from cmscalc.core.sweep import Curve, Edge, Point, Stretch, Sweep
from cmscalc.core.varying import Over
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.spreadsheet import table
from cmscalc.render.sweep.happens import told
from cmscalc.render.words import countable, exact
from cmscalc.version import __version__

# What a row is: a point asked for, a place beside an edge, an edge, where the family is now.
ASKED, BELOW, EDGE, ABOVE, HERE = "point", "below-edge", "edge", "above-edge", "here"
COLUMNS = (
    "rule",
    "proposal",
    "on",
    "rounding",
    "over",
    "period",
    "row",
    "at",
    "at_exact",
    "rate",
    "gross_weekly_income",
    "weekly",
    "paying_parent_pays",
    "next_pound_adds",
    "what",
)
MADE = ("law_checked", "version")
Row = tuple[str, ...]


def render(found: Sweep) -> str:
    """Write a sweep as CSV text with a header row, in the order of the places."""
    names = [parent.name for parent in found.facts.receiving_parents]
    each = [f"weekly to {visible(name)}" for name in names] if len(names) > 1 else []
    rows = (row for curve in found.curves for row in _rows(found, curve))
    return table((*COLUMNS, *each, *MADE), rows)


def _rows(found: Sweep, curve: Curve) -> list[Row]:
    rows = [(point, ASKED, "") for point in curve.points]
    rows += [row for edge in curve.edges for row in _beside(edge, curve)]
    if curve.here:
        rows.append((curve.here, HERE, ""))
    # In the order of places; of rows at one place the point asked for is first.
    rows.sort(key=lambda row: row[0].at)
    return [_row(found, curve, *row) for row in rows]


def _beside(edge: Edge, curve: Curve) -> Iterator[tuple[Point, str, str]]:
    yield edge.below, BELOW, ""
    yield edge.on, EDGE, told(edge, curve.rule.law)
    if edge.above:
        yield edge.above, ABOVE, ""


def _row(found: Sweep, curve: Curve, point: Point, kind: str, what: str) -> Row:
    over = found.over
    several = len(found.facts.receiving_parents) > 1
    of_income = over.over is Over.INCOME
    return (
        curve.rule.name,
        proposals.cell(curve.rule.law.proposals),
        curve.rule.law.day.isoformat(),
        found.facts.rounding.value,
        over.over.value,
        over.period.value if of_income else "",
        kind,
        countable(point.at),
        exact(point.at),
        point.rate.value if point.rate else "",
        _text(point.gross_weekly_income),
        _text(point.weekly),
        _text(point.paying_parent_pays),
        _adds(point, curve.stretches),
        what,
        *((str(part) for part in point.parts) if several else ()),
        CHECKED.isoformat(),
        __version__,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _adds(point: Point, stretches: tuple[Stretch, ...]) -> str:
    """What the next £1 of gross income a week adds from a place on, exactly, in pounds."""
    ahead = (each for each in stretches if each.first <= point.at < each.last)
    adds = next(ahead, stretches[-1]).adds
    return "" if adds is None else countable(adds)
