"""A document as text: lines of styled pieces, at most as wide as asked where words allow."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from cmscalc.core.printable import cells, visible
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
    Tone,
    Value,
    Working,
    main_columns,
    noted,
)
from cmscalc.render.document.values import NUMBERS, for_people
from cmscalc.render.ledger_words import sparkline, written
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.render.steps_text import step_lines
from cmscalc.render.words import KEY

INDENT = "  "
GAP = 2
STYLES = {
    Tone.PLAIN: "plain",
    Tone.LEAD: "heading",
    Tone.SMALL: "faint",
    Tone.CAUTION: "caution",
    Tone.BLANK: "caution",
}
# A column of words is not made narrower than this; a table that would need it lists its rows.
LEAST = 14
LONGEST_TITLE = 34
MOST_BARS = 60
# A word is not broken over two lines, but for one longer than this.
LONGEST_WORD = 24
WRAPPED = (Kind.TEXT, Kind.DAYS)


def lines(document: Document, width: int) -> list[Line]:
    """Lay a document out in lines."""
    out: list[Line] = [(Piece(document.title, "heading"),)] if document.title else []
    if document.subtitle:
        out.append((Piece(document.subtitle),))
    for part in document.parts:
        if part.title:
            rule = "─" * min(width, cells(part.title))
            out += [BLANK, (Piece(part.title, "heading"),), (Piece(rule, "faint"),)]
        for at, block in enumerate(part.blocks):
            out += [*([BLANK] if at or not part.title else []), *_block(block, width)]
    return out


def _block(block: Block, width: int) -> list[Line]:  # noqa: PLR0911 - a way for each kind
    match block:
        case Text():
            return _wrapped(block.text, width, STYLES[block.tone])
        case Listed():
            return [line for text in block.texts for line in _hanging(text, width)]
        case Headline():
            return [(Piece(f"{INDENT}{written(block.amount)}", "amount"), Piece(f" {block.text}"))]
        case Facts():
            return list(_facts(block, width))
        case Table():
            return list(_table(block, width))
        case Chart():
            return list(_chart(block, width))
        case Working():
            return list(_working(block, width))


def _wrapped(text: str, width: int, style: str = "plain") -> list[Line]:
    out: list[Line] = []
    for paragraph in text.split("\n"):
        found = wrap(visible(paragraph), width, break_on_hyphens=False) or [""]
        out += [(Piece(each, style),) for each in found]
    return out


def _hanging(text: str, width: int) -> list[Line]:
    found = wrap(
        visible(text),
        width,
        initial_indent="- ",
        subsequent_indent=INDENT,
        break_on_hyphens=False,
    )
    return [(Piece(each),) for each in found]


# --- facts and tables -----------------------------------------------------------------------------


def _facts(block: Facts, width: int) -> Iterator[Line]:
    if block.title:
        yield (Piece(f"{INDENT}{block.title}", "heading"),)
    values = [for_people(fact.value, fact.kind) for fact in block.facts]
    longest = max(cells(fact.title) for fact in block.facts)
    longest = longest if block.sums else min(LONGEST_TITLE, longest)
    right = max(map(cells, values)) if block.sums else 0
    for fact, value in zip(block.facts, values, strict=True):
        title = _padded(fact.title, longest)
        if block.sums:
            last = fact is block.facts[-1]
            text = f"{value:>{right}}"
            yield (Piece(f"{INDENT}{title}{INDENT}"), Piece(text, "amount" if last else "plain"))
            continue
        room = max(LEAST, width - len(INDENT) * 2 - longest)
        first, *rest = wrap(visible(value), room, break_on_hyphens=False) or [""]
        if cells(title) > longest:  # too long to stand beside its value
            yield (Piece(f"{INDENT}{title}", "faint"),)
            title = _padded("", longest)
        yield (Piece(f"{INDENT}{title}{INDENT}", "faint"), Piece(first))
        for more in rest:
            yield (Piece(" " * (longest + 2 * len(INDENT)) + more),)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    """Fill text up to so many columns of a terminal; it is never cut."""
    gap = " " * max(0, width - cells(text))
    return f"{gap}{text}" if right else f"{text}{gap}"


def _table(table: Table, width: int) -> Iterator[Line]:
    numbers = noted(table.columns)
    heads = [
        f"{column.title} [{numbers[column.id]}]" if column.id in numbers else column.title
        for column in table.columns
    ]
    kinds = [column.kind for column in table.columns]
    written_rows = [_written(row, kinds) for row in table.rows]
    total = _written(table.total, kinds) if table.total else []
    yield (Piece(table.caption, "heading"),)
    most = main_columns(table)
    cut = [row[:most] for row in (*written_rows, *([total] if total else []))]
    widths = _widths(heads[:most], cut, kinds[:most], width)
    many = len(widths)
    yield from _row(heads[:many], kinds, widths, "faint")
    for row in written_rows:
        yield from _row(row[:many], kinds, widths, "plain")
        yield from _under(heads[many:], row[many:], width)
    if total:
        rule = "─" * (sum(widths) + GAP * (many - 1))
        yield (Piece(f"{INDENT}{rule}", "faint"),)
        yield from _row(total[:many], kinds, widths, "amount")
    for column in table.columns:
        if column.note:
            note = f"[{numbers[column.id]}] {column.note}"
            found = wrap(
                note,
                width,
                initial_indent=INDENT,
                subsequent_indent=" " * 6,
                break_on_hyphens=False,
            )
            yield from ((Piece(each, "faint"),) for each in found)


def _written(row: Sequence[Value], kinds: Sequence[Kind]) -> list[str]:
    return [visible(for_people(value, kind)) for value, kind in zip(row, kinds, strict=True)]


def _widths(
    heads: Sequence[str], rows: Sequence[Sequence[str]], kinds: Sequence[Kind], width: int
) -> list[int]:
    """How wide each column is that the page has room for; what is left goes under its row.

    Numbers and days are as wide as they are, words share what is left. A head may take a few lines.
    """
    content = [max((cells(row[at]) for row in rows), default=0) for at in range(len(heads))]
    narrow = [max(map(cells, head.split())) for head in heads]
    wanted = [max(pair) for pair in zip(content, narrow, strict=True)]
    words_in = [
        max((cells(word) for row in rows for word in row[at].split()), default=0)
        for at in range(len(heads))
    ]
    least = [
        min(wide, max(LEAST, head, min(LONGEST_WORD, word))) if kind in WRAPPED else wide
        for wide, head, word, kind in zip(wanted, narrow, words_in, kinds, strict=True)
    ]
    many = len(heads)
    while many > 1 and len(INDENT) + sum(least[:many]) + GAP * (many - 1) > width:
        many -= 1
    widths, wanted = least[:many], wanted[:many]
    spare = max(0, width - len(INDENT) - sum(widths) - GAP * (many - 1))
    while spare and widths != wanted:
        narrowest = min(
            (at for at in range(many) if widths[at] < wanted[at]), key=lambda at: widths[at]
        )
        widths[narrowest] += 1
        spare -= 1
    return widths


def _row(
    row: Sequence[str], kinds: Sequence[Kind], widths: Sequence[int], style: str
) -> Iterator[Line]:
    wrapped = [
        wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    for at in range(max(map(len, wrapped))):
        texts = [
            _padded(cell[at] if at < len(cell) else "", width, right=kind in NUMBERS)
            for cell, width, kind in zip(wrapped, widths, kinds, strict=False)
        ]
        yield (Piece(INDENT + (" " * GAP).join(texts), style),)


def _under(heads: Sequence[str], row: Sequence[str], width: int) -> Iterator[Line]:
    """What had no room beside the rest of its row, with the names of its columns."""
    listed = "; ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True) if cell)
    if listed:
        indent = INDENT * 3
        found = wrap(
            listed, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )
        yield from ((Piece(each, "faint"),) for each in found)


# --- charts and workings --------------------------------------------------------------------------


def _chart(chart: Chart, width: int) -> Iterator[Line]:
    """A bar for each of up to sixty equal stretches of days: what was owed at the end of it."""
    yield from _wrapped(chart.caption, width)
    start = chart.points[0][0]
    days = (chart.end - start).days
    many = min(MOST_BARS, days, width - len(INDENT))
    ends = [start.toordinal() + days * (at + 1) // many for at in range(many)]
    amounts: list[int] = []
    at, owed = 0, chart.points[0][1]
    for end in ends:
        while at < len(chart.points) and chart.points[at][0].toordinal() < end:
            owed = chart.points[at][1]
            at += 1
        amounts.append(owed)
    yield (Piece(f"{INDENT}{sparkline(amounts, many)}", "amount"),)
    for number, mark in enumerate(chart.marks, start=1):
        yield (Piece(f"{INDENT}{number}  {mark.text}", "faint"),)


def _working(block: Working, width: int) -> Iterator[Line]:
    yield from _wrapped(block.title, width, "heading")
    for number, step in enumerate(block.steps, start=1):
        yield from step_lines(number, step, width, links=False)
    yield from _wrapped(KEY, width, "faint")
