"""What is said of stretches and edges, the same in every form."""

from collections.abc import Iterator

from cmscalc.core.sweep import Curve, Edge, Point, Sweep
from cmscalc.core.varying import Over
from cmscalc.render.sweep.columns import LETTERS
from cmscalc.render.sweep.words import NEXT_POUND, adds, due, more_adds, place

SAME = "The weekly amount is the same all along as under the law above. Only fees can differ."
# Two whole pence of income, across an edge where a part does not jump, move it by a penny at most.
A_PENNY = 1
EACH_PARENT = (
    "What each receiving parent is due under each rule is in --format csv and --format json."
)


def rises(found: Sweep, curve: Curve, number: int) -> list[tuple[str, str]]:
    """Say what a stretch comes to, or what the next £1 adds on it: words, and an amount to mark."""
    over, stretch = found.over, curve.stretches[number]
    if over.over is not Over.INCOME:
        on = curve.edges[number - 1].on if number else curve.points[0]
        return [("", f"{due(on)} a week")]
    if stretch.adds is None:
        return [("outside the law book", "")]
    more = more_adds(over, curve.rule.law, stretch.adds)
    return [(f"{NEXT_POUND} ", adds(stretch.adds)), *([(more, "")] if more else [])]


def beside(found: Sweep, edge: Edge) -> str:
    """Say what is due before an edge, at it and after it; and each part that jumps there."""
    points = [point for point in (edge.below, edge.on, edge.above) if point]
    if edge.above is None:
        text = f"{due(edge.below)} a week before, {due(edge.on)} from there"
    elif len({point.weekly for point in points}) == 1:
        text = f"{due(edge.on)} a week on both sides"
    else:
        text = ", ".join(f"{due(each)} at {place(found.over, each.at)}" for each in points)
    return f"{'; '.join([text, *_parts(found, points)])}."


def _parts(found: Sweep, points: list[Point]) -> Iterator[str]:
    parents = found.facts.receiving_parents
    if len(parents) == 1:
        return
    for parent, *parts in zip(parents, *(point.parts for point in points), strict=False):
        pence = [part.pence for part in parts]
        if max(pence) - min(pence) > A_PENNY:
            said = dict.fromkeys(part.written for part in parts)
            yield f"{parent.name} {', then '.join(said)}"


def named(found: Sweep, *, has_chart: bool = True) -> list[tuple[str, str]]:
    """Give each rule's letter and name, where there are several, and whose edges have numbers."""
    if len(found.curves) == 1:
        return []
    first, *others = found.curves
    numbered = ", whose edges are numbered" if has_chart and first.edges else ""
    names = (f"{first.rule.name}{numbered}", *(curve.rule.name for curve in others))
    return list(zip(LETTERS, names, strict=False))


def leaves_out_parents(found: Sweep) -> bool:
    """Whether a table of points has no room for what each receiving parent is due."""
    return len(found.curves) > 1 and len(found.facts.receiving_parents) > 1


def is_as_first(found: Sweep, curve: Curve) -> bool:
    """Whether a later rule has the same weekly amounts all along as the first."""
    first = found.curves[0]
    return curve is not first and _amounts(first) == _amounts(curve)


def _amounts(curve: Curve) -> list[object]:
    """What is due at every point, and at the edges."""
    edges = [(edge.at, edge.below.weekly, edge.on.weekly) for edge in curve.edges]
    return [*(point.weekly for point in curve.points), *edges]
