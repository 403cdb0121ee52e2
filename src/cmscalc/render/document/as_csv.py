"""A document as CSV: every row says which part and table it is of. Safe to open in a spreadsheet.

`kind` is `heading`, `text`, `fact`, `head`, `row`, `total`, `note` or `step`; what a row holds is
in the cells after it, as many as the widest row has.
"""

from collections.abc import Iterator

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
    Working,
    noted,
)
from cmscalc.render.document.values import for_spreadsheets
from cmscalc.render.spreadsheet import table as written

Row = tuple[str, ...]


def render(document: Document) -> str:
    """Write a document as CSV text."""
    rows: list[Row] = [("", "", "heading", document.title, document.subtitle)]
    for part in document.parts:
        rows.append((part.id, "", "heading", part.title, ""))
        rows += [(part.id, *row) for block in part.blocks for row in _block(block)]
    widest = max(map(len, rows))
    header = ("part", "table", "kind", *(f"cell_{at}" for at in range(1, widest - 2)))
    return written(header, (row + ("",) * (widest - len(row)) for row in rows))


def _block(block: Block) -> Iterator[Row]:
    match block:
        case Text():
            yield ("", "text", block.text)
        case Listed():
            yield from (("", "text", text) for text in block.texts)
        case Headline():
            amount = for_spreadsheets(block.amount, Kind.MONEY)
            yield (block.id, "fact", block.text, amount)
        case Facts():
            for fact in block.facts:
                yield (block.id, "fact", fact.title, for_spreadsheets(fact.value, fact.kind))
        case Table():
            yield from _table(block)
        case Chart():
            yield (block.id, "text", block.caption)
            for number, mark in enumerate(block.marks, start=1):
                yield (block.id, "note", f"{number}. {mark.text}")
        case Working():
            yield from _working(block)


def _table(table: Table) -> Iterator[Row]:
    kinds = [column.kind for column in table.columns]
    numbers = noted(table.columns)
    yield (table.id, "heading", table.caption)
    yield (table.id, "head", *(column.title for column in table.columns))
    for kind, rows in (("row", table.rows), ("total", (table.total,) if table.total else ())):
        for row in rows:
            cells = (for_spreadsheets(value, each) for value, each in zip(row, kinds, strict=True))
            yield (table.id, kind, *cells)
    for column in table.columns:
        if column.note:
            yield (table.id, "note", f"{numbers[column.id]}. {column.title}: {column.note}")


def _working(block: Working) -> Iterator[Row]:
    yield (block.id, "heading", block.title)
    for step in block.steps:
        yield (
            block.id,
            "step",
            step.title,
            words.value(step),
            step.formula,
            words.figures(step),
            step.citation.text,
        )
