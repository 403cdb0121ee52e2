"""A summary of many cases as JSON: `cmscalc.batch-summary/1`."""

import json
from typing import Any

from cmscalc.core.money import Money
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.batch_summary.model import QUANTILES, Change, State, Summary, Summed
from cmscalc.version import __version__

SCHEMA = "cmscalc.batch-summary/1"


def render(summary: Summary) -> str:
    """Write a summary as JSON text."""
    document = {
        "schema": SCHEMA,
        "proposals": proposals.document(summary.reforms),
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "table": summary.table,
        "on": summary.day.isoformat() if summary.day else None,
        "rounding": summary.rounding.value if summary.rounding else None,
        "fee_rounding": summary.fee_rounding.value if summary.fee_rounding else None,
        "weeks": summary.weeks,
        "by": summary.by or None,
        "groups": [_group(group, summary.weeks) for group in summary.groups],
        "all": _group(summary.everyone, summary.weeks),
        "notes": [{"id": note.id, "text": note.text} for note in summary.notes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _group(group: Summed, weeks: int) -> dict[str, Any]:
    quantiles = group.quantiles or (None,) * len(QUANTILES)
    return {
        "value": group.name,
        "cases": group.cases,
        "unanswered": group.unanswered,
        "weekly": {
            "total": _pounds(group.total),
            "mean": str(group.mean) if group.mean else None,
            **{
                f"p{percent}": None if pence is None else _pounds(pence)
                for percent, pence in zip(QUANTILES, quantiles, strict=True)
            },
        },
        "per_year": _pounds(group.total * weeks),
        "fees": {
            "paying_parents": _pounds(group.on_top),
            "receiving_parents": _pounds(group.off),
            "per_year": _pounds(group.fees * weeks),
        },
        "paying_parents_pay": _pounds(group.total + group.on_top),
        "receiving_parents_get": _pounds(group.total - group.off),
        "paying_parents": _change(group.paying, "pay", weeks),
        "receiving_parents": _change(group.receiving, "get", weeks),
        "state": _state(group.state, weeks),
    }


def _change(change: Change | None, verb: str, weeks: int) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        f"{verb}_less": change.less,
        "same": change.same,
        f"{verb}_more": change.more,
        "change": _pounds(change.pence),
        "change_per_year": _pounds(change.pence * weeks),
    }


def _state(state: State | None, weeks: int) -> dict[str, Any] | None:
    if state is None:
        return None
    return {
        "cases_told": state.told,
        "cost": _pounds(state.pence),
        "cost_per_year": _pounds(state.pence * weeks),
    }


def _pounds(pence: int) -> str:
    return str(Money(pence))
