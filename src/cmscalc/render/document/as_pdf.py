"""A document as a PDF, set by typst: values are written here, the template only lays them out.

What people typed reaches the template as data, so none of it can be markup. The file is tagged for
screen readers (PDF/UA-1), and the same document gives the same bytes.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from cmscalc.core.printable import visible
from cmscalc.core.step import Step
from cmscalc.render import words
from cmscalc.render.document.chart import LEGEND, svg
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
from cmscalc.render.document.values import NUMBERS, for_people
from cmscalc.render.ledger_words import written

TEMPLATE = Path(__file__).with_name("statement.typ")
HELP = (
    "this installation cannot make a PDF: type pip install 'cmscalc[pdf]', or print the HTML page "
    "to PDF from any browser"
)
Standard = Literal["ua-1", "1.7"]
# The fonts of the computer are asked only for a script that typst's own do not have. Where they do
# not have it either its characters are boxes, which no accessible file may have.
OWN_FONTS: tuple[bool, Standard] = (True, "ua-1")
ALL_FONTS: tuple[bool, Standard] = (False, "ua-1")
WITH_BOXES: tuple[bool, Standard] = (False, "1.7")
CHART_STYLE = """
path { fill: none; stroke: #b4bbc1; stroke-width: 0.7; }
text { fill: #4a5259; font-size: 13px; font-family: "Libertinus Serif"; }
.amount { text-anchor: end; }
.day { text-anchor: middle; }
.number { text-anchor: middle; font-weight: 700; }
.zero { stroke: #000; stroke-width: 1; }
.mark { stroke: #4a5259; stroke-dasharray: 3 4; }
.paid { stroke: #0b5d3b; stroke-width: 1.2; }
.owed { stroke: #1a4f8b; stroke-width: 1.8; stroke-linejoin: round; }
"""


class NoTypesetter(Exception):  # noqa: N818 - it says what is not installed
    """The extra `pdf` is not installed: what to do about it, in one sentence."""


def render(document: Document) -> bytes:
    """Set a document as a PDF. Raises NoTypesetter."""
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError:
        raise NoTypesetter(HELP) from None
    inputs = {"document": json.dumps(values(document), ensure_ascii=False)}

    def set_with(only_own_fonts: bool, standard: Standard) -> bytes:  # noqa: FBT001 - of a way
        return typst.compile(
            TEMPLATE.read_bytes(),
            ignore_system_fonts=only_own_fonts,
            sys_inputs=inputs,
            pdf_standards=standard,
        )

    for way in (OWN_FONTS, ALL_FONTS):
        with suppress(typst.TypstError):
            return set_with(*way)
    return set_with(*WITH_BOXES)


def values(document: Document) -> dict[str, Any]:
    """Give a document as the template reads it: every value as the text that is set."""
    return {
        "name": visible(document.name),
        "title": visible(document.title),
        "subtitle": visible(document.subtitle),
        "parts": [
            {"title": visible(part.title), "blocks": [_block(block) for block in part.blocks]}
            for part in document.parts
        ],
    }


def _block(block: Block) -> dict[str, Any]:  # noqa: PLR0911 - a way for each kind
    match block:
        case Text():
            lines = [visible(line) for line in block.text.split("\n")]
            return {"kind": "text", "tone": block.tone.value, "lines": lines}
        case Listed():
            return {"kind": "list", "texts": [visible(text) for text in block.texts]}
        case Headline():
            amount, text = written(block.amount), visible(block.text)
            return {"kind": "headline", "amount": amount, "text": text}
        case Facts():
            rows = [(visible(fact.title), _text(fact.value, fact.kind)) for fact in block.facts]
            title = visible(block.title)
            return {"kind": "facts", "title": title, "sums": block.sums, "rows": rows}
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Working():
            steps = [_step(step) for step in block.steps]
            return {
                "kind": "working",
                "title": visible(block.title),
                "key": words.KEY,
                "steps": steps,
            }


def _text(value: Value, kind: Kind) -> str:
    return visible(for_people(value, kind))


def _table(table: Table) -> dict[str, Any]:
    numbers = noted(table.columns)
    return {
        "kind": "table",
        "caption": visible(table.caption),
        "columns": [
            {
                "title": visible(column.title),
                "number": column.kind in NUMBERS,
                "words": column.kind is Kind.TEXT,
                "mark": numbers.get(column.id),
                "note": visible(column.note),
                "aside": column.aside,
            }
            for column in table.columns
        ],
        "rows": [_row(table, row) for row in table.rows],
        "total": _row(table, table.total) if table.total else [],
    }


def _row(table: Table, row: tuple[Value, ...]) -> list[str]:
    return [_text(value, column.kind) for value, column in zip(row, table.columns, strict=True)]


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "kind": "chart",
        "caption": visible(chart.caption),
        "key": LEGEND,
        "svg": svg(chart, CHART_STYLE),
        "marks": [visible(mark.text) for mark in chart.marks],
    }


def _step(step: Step) -> dict[str, Any]:
    sums = [each for each in (step.formula, words.in_figures(step)) if each]
    return {
        "title": visible(step.title),
        "value": visible(words.shown_value(step)),
        "sums": [visible(each) for each in sums],
        "citation": visible(step.citation.text),
        "notes": [f"reading {number}" for number in words.readings_of(step)],
        "url": step.citation.url,
    }
