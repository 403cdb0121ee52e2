"""The answer as JSON: `cmscalc.estimate/1`. Money is strings, dates are ISO 8601."""

import json
from typing import Any

from cmscalc.core.assess import Assessment
from cmscalc.core.fees import Fees
from cmscalc.core.guarantee import Guarantee
from cmscalc.core.step import Step
from cmscalc.law import CHECKED
from cmscalc.render import proposals, words
from cmscalc.version import __version__

SCHEMA = "cmscalc.estimate/1"


def render(answer: Assessment) -> str:
    """Write an assessment as JSON text, ending with a new line."""
    return json.dumps(document(answer), ensure_ascii=False, indent=2) + "\n"


def document(answer: Assessment) -> dict[str, Any]:
    """Give an assessment as plain values, in the order they are shown."""
    income = answer.gross_weekly_income
    return {
        "schema": SCHEMA,
        "proposals": proposals.document(answer.proposals),
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "on": answer.on.isoformat(),
        "rounding": answer.rounding.value,
        "fee_rounding": answer.fee_rounding.value,
        "rate": answer.rate.value,
        "gross_weekly_income": None if income is None else str(income),
        "weekly": str(answer.weekly),
        "receiving_parents": [
            {
                "name": parent.name,
                "children": parent.children,
                "weekly": str(parent.weekly),
                "per_year": str(parent.per_year),
                "per_month": str(parent.per_month),
            }
            for parent in answer.receiving_parents
        ],
        "per_year": str(answer.per_year),
        "per_month": str(answer.per_month),
        "fees": None if answer.fees is None else _fees(answer.fees),
        "guarantee": None if answer.guarantee is None else _guarantee(answer.guarantee),
        "steps": working_of(answer),
        "notes": [{"id": note.id, "text": note.text} for note in answer.notes],
    }


def _fees(fees: Fees) -> dict[str, Any]:
    return {
        "service": "collect-and-pay",
        "paying_parent_fee": str(fees.paying_parent_fee),
        "paying_parent_pays": str(fees.paying_parent_pays),
        "paying_parent_fee_per_year": str(fees.paying_parent_fee_per_year),
        "receiving_parent_fees_per_year": str(fees.receiving_parent_fees_per_year),
        "receiving_parents": [
            {
                "name": each.parent.name,
                "weekly": str(each.weekly),
                "paying_parent_fee": str(each.paying_parent_fee),
                "fee": str(each.fee),
                "gets": str(each.gets),
            }
            for each in fees.receiving_parents
        ],
    }


def _guarantee(found: Guarantee) -> dict[str, Any]:
    return {
        "state_paid": str(found.paid),
        "collected": None if found.collected is None else str(found.collected),
        "cost_to_state": None if found.cost is None else str(found.cost),
    }


def working_of(answer: Assessment) -> list[dict[str, Any]]:
    """Give the steps of the working as plain values."""
    return [_step(step) for step in answer.steps]


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "citation": step.citation.text,
        "url": step.citation.url,
        "formula": step.formula,
        "terms": {term.name: words.exact(term.value) for term in step.terms},
        "exact": None if step.exact is None else words.exact(step.exact),
        "value": words.value(step),
        "notes": [note.id for note in step.notes],
    }
