"""A document as JSON: the same parts in the same order. Money is text, days are ISO 8601."""

import json
from typing import Any

from cmscalc.core.step import Step
from cmscalc.render import words
from cmscalc.render.document.model import (
    Block,
    Chart,
    Document,
    Facts,
    Headline,
    Kind,
    Listed,
    Table,
    Text,
    Value,
    Working,
    noted,
)
from cmscalc.render.document.values import for_programs


def render(document: Document) -> str:
    """Write a document as JSON text, ending with a new line."""
    return json.dumps(values(document), ensure_ascii=False, indent=2) + "\n"


def values(document: Document) -> dict[str, Any]:
    """Give a document as plain values, in the order it is read."""
    return {
        "schema": document.schema,
        **document.about,
        "title": document.title,
        "subtitle": document.subtitle,
        "parts": [
            {
                "id": part.id,
                "title": part.title,
                "blocks": [_block(block) for block in part.blocks],
            }
            for part in document.parts
        ],
        **({"data": document.data} if document.data else {}),
    }


def _block(block: Block) -> dict[str, Any]:  # noqa: PLR0911 - a way for each kind
    match block:
        case Text():
            return {"kind": "text", "tone": block.tone.value, "text": block.text}
        case Listed():
            return {"kind": "list", "texts": list(block.texts), "ids": list(block.ids)}
        case Headline():
            amount = for_programs(block.amount, Kind.MONEY)
            return {"kind": "headline", "id": block.id, "amount": amount, "text": block.text}
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Working():
            steps = [_step(step) for step in block.steps]
            return {"kind": "working", "id": block.id, "title": block.title, "steps": steps}


def _facts(block: Facts) -> dict[str, Any]:
    return {
        "kind": "facts",
        "id": block.id,
        "title": block.title,
        "sums": block.sums,
        "facts": [
            {
                "id": fact.id,
                "title": fact.title,
                "type": fact.kind.value,
                "value": for_programs(fact.value, fact.kind),
            }
            for fact in block.facts
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    numbers = noted(table.columns)
    return {
        "kind": "table",
        "id": table.id,
        "caption": table.caption,
        "columns": [
            {
                "id": column.id,
                "title": column.title,
                "type": column.kind.value,
                "note": f"{numbers[column.id]}. {column.note}" if column.note else None,
            }
            for column in table.columns
        ],
        "rows": [_row(table, row) for row in table.rows],
        "total": _row(table, table.total) if table.total else None,
    }


def _row(table: Table, row: tuple[Value, ...]) -> dict[str, Any]:
    return {
        column.id: for_programs(value, column.kind)
        for column, value in zip(table.columns, row, strict=True)
    }


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "kind": "chart",
        "id": chart.id,
        "caption": chart.caption,
        "points": [
            {"on": on.isoformat(), "owed": for_programs(owed, Kind.MONEY)}
            for on, owed in chart.points
        ],
        "to": chart.end.isoformat(),
        "marks": [{"on": mark.on.isoformat(), "text": mark.text} for mark in chart.marks],
        "payments": [on.isoformat() for on in chart.payments],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "citation": step.citation.text,
        "url": step.citation.url,
        "formula": step.formula,
        "figures": words.figures(step),
        "value": words.value(step),
        "shown": words.shown_value(step),
        "notes": [note.id for note in step.notes],
    }
