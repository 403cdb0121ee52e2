"""Rules side by side as JSON: `cmscalc.compare-rules/1`. Money is strings, dates are ISO 8601."""

import json
from collections.abc import Sequence
from typing import Any

from cmscalc.core.comparison import Figure, Side
from cmscalc.core.money import Money
from cmscalc.law import CHECKED
from cmscalc.law.reform import Reform
from cmscalc.render import proposals
from cmscalc.version import __version__

SCHEMA = "cmscalc.compare-rules/1"


def render(sides: Sequence[Side], why_apart: str) -> str:
    """Write a comparison as JSON text, ending with a new line."""
    return json.dumps(document(sides, why_apart), ensure_ascii=False, indent=2) + "\n"


def document(sides: Sequence[Side], why_apart: str) -> dict[str, Any]:
    """Give a comparison as plain values: today's law first, then each proposal."""
    today = sides[0]
    return {
        "schema": SCHEMA,
        "proposals": proposals.document(reforms_of(sides)),
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "on": today.answer.on.isoformat(),
        "rounding": today.answer.rounding.value,
        "fee_rounding": today.answer.fee_rounding.value,
        "weeks": today.rule.law.reference_weeks.value,
        "not_together": why_apart,
        "rules": [_rule(side) for side in sides],
    }


def reforms_of(sides: Sequence[Side]) -> tuple[Reform, ...]:
    """Every proposal of a comparison, each once."""
    found = (reform for side in sides for reform in side.answer.proposals)
    return tuple(dict.fromkeys(found))


def _rule(side: Side) -> dict[str, Any]:
    income = side.answer.gross_weekly_income
    return {
        "name": side.rule.name,
        "not_law": bool(side.answer.proposals),
        "proposals": [reform.name for reform in side.answer.proposals],
        "rate": side.answer.rate.value,
        "gross_weekly_income": None if income is None else str(income),
        "figures": [
            _figure(figure, less)
            for figure, less in zip(side.figures, side.differences, strict=True)
        ],
        "notes": [{"id": note.id, "text": note.text} for note in side.answer.notes],
    }


def _figure(figure: Figure, less: Figure) -> dict[str, Any]:
    return {
        "what": figure.what,
        "who": figure.who or None,
        "per_week": _text(figure.week),
        "per_year": _text(figure.year),
        "difference_per_week": _text(less.week),
        "difference_per_year": _text(less.year),
    }


def _text(money: Money | None) -> str | None:
    return None if money is None else str(money)
