"""A sweep as JSON: `cmscalc.sweep/1`. Money is strings; places of income are exact."""

import json
from typing import Any

from cmscalc.core.sweep import Curve, Edge, Point, Stretch, Sweep
from cmscalc.core.varying import Over, Range
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.sweep.happens import citation, happens
from cmscalc.render.sweep.words import day_of
from cmscalc.render.words import money_exact
from cmscalc.version import __version__

SCHEMA = "cmscalc.sweep/1"


def render(found: Sweep) -> str:
    """Write a sweep as JSON text, ending with a new line."""
    return json.dumps(document(found), ensure_ascii=False, indent=2) + "\n"


def document(found: Sweep) -> dict[str, Any]:
    """Give a sweep as plain values."""
    over = found.over
    names = [parent.name for parent in found.facts.receiving_parents]
    of_children = over.over in (Over.NIGHTS, Over.CHILDREN)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "on": day_of(found).isoformat(),
        "rounding": found.facts.rounding.value,
        "over": over.over.value,
        "period": over.period.value if over.over is Over.INCOME else None,
        "receiving_parent": names[over.parent] if of_children else None,
        "from": _place(over, over.first),
        "to": _place(over, over.last),
        "step": _place(over, over.step),
        "rules": [_curve(over, curve, names) for curve in found.curves],
    }


def _place(over: Range, at: Any) -> str | int:  # noqa: ANN401 - a fraction of any size
    return money_exact(at) if over.over is Over.INCOME else int(at)


def _curve(over: Range, curve: Curve, names: list[str]) -> dict[str, Any]:
    return {
        "name": curve.rule.name,
        "proposals": proposals.document(curve.rule.law.proposals),
        "here": _point(over, curve.here, names) if curve.here else None,
        "points": [_point(over, point, names) for point in curve.points],
        "edges": [_edge(over, curve, number, names) for number in range(len(curve.edges))],
        "stretches": [_stretch(over, stretch) for stretch in curve.stretches],
        "notes": [{"id": note.id, "text": note.text} for note in curve.notes],
    }


def _point(over: Range, point: Point, names: list[str]) -> dict[str, Any]:
    pays, income = point.paying_parent_pays, point.gross_weekly_income
    known = point.weekly is not None
    return {
        "at": _place(over, point.at),
        "rate": point.rate.value if point.rate else None,
        "gross_weekly_income": None if income is None else str(income),
        "weekly": str(point.weekly) if known else None,
        "receiving_parents": [
            {"name": name, "weekly": str(part)}
            for name, part in zip(names, point.parts, strict=False)
        ],
        "paying_parent_pays": None if pays is None else str(pays),
    }


def _edge(over: Range, curve: Curve, number: int, names: list[str]) -> dict[str, Any]:
    edge: Edge = curve.edges[number]
    cited = citation(edge)
    return {
        "number": number + 1,
        "at": _place(over, edge.at),
        "what": happens(edge, curve.rule.law),
        "citation": cited.text if cited else None,
        "url": cited.url if cited else None,
        "below": _point(over, edge.below, names),
        "on": _point(over, edge.on, names),
        "above": _point(over, edge.above, names) if edge.above else None,
    }


def _stretch(over: Range, stretch: Stretch) -> dict[str, Any]:
    adds = stretch.adds
    return {
        "from": _place(over, stretch.first),
        "to": _place(over, stretch.last),
        "next_pound_adds": None if adds is None else money_exact(adds),
    }
