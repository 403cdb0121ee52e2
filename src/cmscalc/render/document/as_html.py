"""A document as one page: nothing loaded from anywhere, no script, and it prints well."""

import json
import re
from html import escape

from cmscalc.core.printable import visible
from cmscalc.core.step import Step
from cmscalc.render import words
from cmscalc.render.document.chart import LEGEND, svg
from cmscalc.render.document.model import (
    Block,
    Chart,
    Column,
    Document,
    Facts,
    Headline,
    Kind,
    Listed,
    Part,
    Table,
    Text,
    Tone,
    Value,
    Working,
    main_columns,
    noted,
)
from cmscalc.render.document.style import STYLE
from cmscalc.render.document.values import NUMBERS, for_people
from cmscalc.render.ledger_words import written
from cmscalc.render.page import head, step_item, text_of
from cmscalc.render.page_style import STYLE as PAGE

DATA_ID = "made-from"
# A document of more parts than this begins with a list of them.
CONTENTS_FROM = 4
# From so many columns on a table becomes cards on a phone, each value with its column's title.
CARDS_FROM = 3
TIGHT_FROM = 7
# A text longer than this takes a line of its own on such a card.
LONG = 40
# What heads the cells of columns that are aside.
ASIDE = "Details"
# A longer word may be broken anywhere, so that its column can be narrow.
WORD = 16
# A day is not broken over two lines; many days may be.
DAYS = (Kind.DAY, Kind.DAYS)
LONGEST_DAY = len("30 September 2026")
CLASSES = {
    Tone.PLAIN: "",
    Tone.LEAD: ' class="lead"',
    Tone.SMALL: ' class="small"',
    Tone.CAUTION: ' class="caution"',
    Tone.BLANK: ' class="to-fill-in"',
}


def render(document: Document) -> str:
    """Write a document as one self-contained HTML page."""
    titled = [part for part in document.parts if part.title]
    # What is to fit one sheet is printed closer.
    kind = ' class="short"' if document.about.get("length") == "short" else ""
    return "".join(
        (
            head(document.name, f"{PAGE}{STYLE}"),
            f"<main{kind}>\n",
            _title(document),
            _contents(titled) if len(titled) > CONTENTS_FROM else "",
            *(_part(part, _level(document, part)) for part in document.parts),
            _foot(document),
        )
    )


def _title(document: Document) -> str:
    if not document.title:
        return ""
    subtitle = (
        f'<p class="subtitle">{text_of(document.subtitle)}</p>\n' if document.subtitle else ""
    )
    return f"<header>\n<h1>{text_of(document.title)}</h1>\n{subtitle}</header>\n"


def _contents(parts: list[Part]) -> str:
    items = "".join(
        f'<li><a href="#{escape(part.id)}">{text_of(part.title)}</a></li>\n' for part in parts
    )
    return f'<nav aria-label="Contents">\n<ol>\n{items}</ol>\n</nav>\n'


def _level(document: Document, part: Part) -> int:
    """A letter has no title: the heading of its text is the first of the page."""
    first = next((each for each in document.parts if each.title), part)
    return 1 if part is first and not document.title else 2


def _part(part: Part, level: int) -> str:
    title = f"<h{level}>{text_of(part.title)}</h{level}>\n" if part.title else ""
    blocks = "".join(_block(block) for block in part.blocks)
    return f'<section id="{escape(part.id)}">\n{title}{blocks}</section>\n'


def _block(block: Block) -> str:  # noqa: PLR0911 - a way for each kind
    match block:
        case Text():
            lines = "<br>\n".join(text_of(line) for line in block.text.split("\n"))
            return f"<p{CLASSES[block.tone]}>{lines}</p>\n"
        case Listed():
            return _list(block)
        case Headline():
            amount, text = written(block.amount), text_of(block.text)
            return f'<p class="headline"><strong>{amount}</strong> <span>{text}</span></p>\n'
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Working():
            return _working(block)


def _list(block: Listed) -> str:
    ids = [f' id="{text_of(each)}"' for each in block.ids] or [""] * len(block.texts)
    items = "".join(
        f"<li{each}>{text_of(text)}</li>\n" for each, text in zip(ids, block.texts, strict=True)
    )
    return f"<ul>\n{items}</ul>\n"


def _facts(block: Facts) -> str:
    title = f"<h3>{text_of(block.title)}</h3>\n" if block.title else ""
    rows = "".join(
        f"<div><dt>{text_of(fact.title)}</dt><dd>{text_of(for_people(fact.value, fact.kind))}</dd>"
        "</div>\n"
        for fact in block.facts
    )
    kind = "facts sums" if block.sums else "facts"
    return f'{title}<dl class="{kind}">\n{rows}</dl>\n'


# --- tables ---------------------------------------------------------------------------------------


def _table(table: Table) -> str:
    numbers = noted(table.columns)
    most = main_columns(table)
    heads = "".join(_column(table, column, numbers) for column in table.columns[:most])
    if most < len(table.columns):
        heads += f'<th scope="col" role="columnheader">{ASIDE}</th>'
    rows = "".join(_row(table, row) for row in table.rows)
    total = f'<tfoot role="rowgroup">\n{_row(table, table.total)}</tfoot>\n' if table.total else ""
    names = [
        *(["cards"] if len(table.columns) >= CARDS_FROM else []),
        *(["tight"] if most >= TIGHT_FROM else []),
    ]
    kind = f' class="{" ".join(names)}"' if names else ""
    return f"""<div class="wide"><table{kind} role="table">
<caption>{text_of(table.caption)}</caption>
<thead role="rowgroup"><tr role="row">{heads}</tr></thead>
<tbody role="rowgroup">
{rows}</tbody>
{total}</table></div>
{_notes(table, numbers)}"""


def _column(table: Table, column: Column, numbers: dict[str, int]) -> str:
    note = ""
    if column.id in numbers:
        number = numbers[column.id]
        to = f"#{table.id}-note-{number}"
        note = f'<sup><a href="{to}" aria-label="Note {number}">{number}</a></sup>'
    kind = ' class="n"' if column.kind in NUMBERS else ""
    return f'<th scope="col" role="columnheader"{kind}>{text_of(column.title)}{note}</th>'


def _row(table: Table, row: tuple[Value, ...]) -> str:
    most = main_columns(table)
    cells = "".join(
        _cell(column, value, is_first=at == 0)
        for at, (column, value) in enumerate(zip(table.columns[:most], row[:most], strict=True))
    )
    if most < len(table.columns):
        cells += _aside(table.columns[most:], row[most:])
    return f'<tr role="row">{cells}</tr>\n'


def _aside(columns: tuple[Column, ...], row: tuple[Value, ...]) -> str:
    """What is read with its row: each value after the title of its column."""
    told = (
        f'<p><span class="head">{text_of(column.title)}</span> '
        f"{text_of(for_people(value, column.kind))}</p>"
        for column, value in zip(columns, row, strict=True)
        if value
    )
    return f'<td role="cell" class="aside">{"".join(told)}</td>'


def _cell(column: Column, value: Value, *, is_first: bool) -> str:
    text = visible(for_people(value, column.kind))
    names = [
        # A word of moderate length stays whole; a longer one must not make its column wide.
        *(["any"] if max(map(len, re.split(r"[\s-]", text))) > WORD else []),
        *(["n"] if column.kind in NUMBERS else []),
        *(["whole"] if column.kind in DAYS and len(text) <= LONGEST_DAY else []),
        *(["long"] if column.kind is Kind.TEXT and len(text) > LONG and not is_first else []),
    ]
    kind = f' class="{" ".join(names)}"' if names else ""
    if is_first:
        return f'<th scope="row" role="rowheader"{kind}>{text_of(text)}</th>'
    head = f' data-head="{text_of(column.title)}"'
    return f'<td role="cell"{kind}{head}><span>{text_of(text)}</span></td>'


def _notes(table: Table, numbers: dict[str, int]) -> str:
    items = "".join(
        f'<li id="{table.id}-note-{numbers[column.id]}">{text_of(column.title)}: '
        f"{text_of(column.note)}</li>\n"
        for column in table.columns
        if column.note
    )
    return f'<ol class="notes">\n{items}</ol>\n' if items else ""


# --- charts and workings --------------------------------------------------------------------------


def _chart(chart: Chart) -> str:
    marks = "".join(f"<li>{text_of(mark.text)}</li>\n" for mark in chart.marks)
    listed = f"<ol>\n{marks}</ol>\n" if marks else ""
    return f"""<figure>
<figcaption>{text_of(chart.caption)} {LEGEND}</figcaption>
{svg(chart)}{listed}</figure>
"""


def _working(block: Working) -> str:
    items = "".join(_step(step) for step in block.steps)
    return f"""<h3>{text_of(block.title)}</h3>
<p class="source">{words.KEY}</p>
<ol class="steps">
{items}</ol>
"""


def _step(step: Step) -> str:
    readings = words.readings_of(step)
    return step_item(step, "h4", ((f"reading-{each}", f"reading {each}") for each in readings))


# --- the end --------------------------------------------------------------------------------------


def _foot(document: Document) -> str:
    return f"</main>\n{_data(document)}</body>\n</html>\n"


def _data(document: Document) -> str:
    """What the page was made from. It is no script: nothing runs it, and nothing ends it early."""
    if not document.data:
        return ""
    carried = {"schema": document.schema, **document.about, "data": document.data}
    text = json.dumps(carried, ensure_ascii=True, indent=1).replace("<", "\\u003c")
    return f'<script type="application/json" id="{DATA_ID}">\n{text}\n</script>\n'
