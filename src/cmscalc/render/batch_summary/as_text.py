"""A summary of many cases as text: a few tables, each with its own heading."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date, visible
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.as_text import ROUNDING, note_lines
from cmscalc.render.batch_summary.model import QUANTILES, Change, Summary, Summed
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.version import __version__

EVERYONE, BLANK_VALUE = "all cases", "(blank)"
NOBODY = "-"
INDENT = "  "
BETWEEN = 2
SHORTEST_NAME = 8


class Table(NamedTuple):
    """A heading, the heads of the columns after the first, and the cells under them, by group."""

    heading: str
    heads: tuple[str, ...]
    cells: list[tuple[str, ...]]


def lines(summary: Summary, width: int) -> list[Line]:
    """Lay a summary out in lines of at most `width` characters."""
    groups = [*summary.groups, summary.everyone]
    names = [_name(each) for each in groups]
    out = [*proposals.lines(summary.reforms, width, summary.day), _title(summary, width)]
    for table in _tables(groups, summary.weeks):
        rows = [(name, *cells) for name, cells in zip(names, table.cells, strict=True)]
        head = (visible(summary.by), *table.heads)
        out += [BLANK, (Piece(table.heading, "heading"),), *_laid(head, rows, width)]
    out += note_lines(summary.notes, width, explain=False)
    rounding = f"{ROUNDING[summary.rounding]} " if summary.rounding else ""
    footer = f"{rounding}Law checked {long_date(CHECKED)}. cmscalc {__version__}"
    return [*out, BLANK, *((Piece(each, "faint"),) for each in wrap(footer, width))]


def _title(summary: Summary, width: int) -> Line:
    title = f"Summary of {visible(summary.table)}"
    law = f"law of {long_date(summary.day)}" if summary.day else "law of each row's own day"
    law += ", changed as proposed" if summary.reforms else ""
    space = " " * max(BETWEEN, width - len(title) - len(law))
    return (Piece(title, "heading"), Piece(space), Piece(law, "faint"))


def _tables(groups: Sequence[Summed], weeks: int) -> Iterator[Table]:
    yield Table(
        "Maintenance due",
        ("cases", "no answer", "a week", f"{weeks} weeks"),
        [(_many(each.cases), _many(each.unanswered), *_both(each.total, weeks)) for each in groups],
    )
    yield Table(
        "Weekly amounts: the mean, and what so many per cent of cases have or less",
        ("mean", *(f"{percent} %" for percent in QUANTILES)),
        [_spread(each) for each in groups],
    )
    yield Table(
        "Collection fees",
        ("paying parents", "receiving parents", "together", f"{weeks} weeks"),
        [(_pounds(each.on_top), _pounds(each.off), *_both(each.fees, weeks)) for each in groups],
    )
    paying = [each.paying for each in groups if each.paying]
    receiving = [each.receiving for each in groups if each.receiving]
    if paying:
        yield _against("Paying parents, against today's law", "pay", paying, weeks)
        yield _against("Receiving parents, against today's law", "get", receiving, weeks)
    states = [each.state for each in groups if each.state]
    if states:
        yield Table(
            "Cost to the state: assessed less collected",
            ("cases told", "a week", f"{weeks} weeks"),
            [(_many(each.told), *_both(each.pence, weeks)) for each in states],
        )


def _against(heading: str, verb: str, changes: Sequence[Change], weeks: int) -> Table:
    heads = (f"{verb} less", "the same", f"{verb} more", "a week", f"{weeks} weeks")
    cells = [
        (
            *(_many(many) for many in (each.less, each.same, each.more)),
            _signed(each.pence),
            _signed(each.pence * weeks),
        )
        for each in changes
    ]
    return Table(heading, heads, cells)


def _name(group: Summed) -> str:
    return EVERYONE if group.name is None else visible(group.name) or BLANK_VALUE


def _many(number: int) -> str:
    return f"{number:,}"


def _both(pence: int, weeks: int) -> tuple[str, str]:
    return _pounds(pence), _pounds(pence * weeks)


def _spread(group: Summed) -> tuple[str, ...]:
    if group.mean is None:
        return (NOBODY,) * (1 + len(QUANTILES))
    return (group.mean.written, *(_pounds(pence) for pence in group.quantiles))


def _pounds(pence: int) -> str:
    return Money(pence).written


def _signed(pence: int) -> str:
    return f"+{_pounds(pence)}" if pence > 0 else _pounds(pence)


def _laid(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[Line]:
    """Lay a table out; a name too long for it stands over its figures."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    left = width - sum(widths[1:]) - BETWEEN * len(widths)
    widths[0] = min(widths[0], max(left, SHORTEST_NAME))
    for (name, *figures), style in ((head, "faint"), *((row, "plain") for row in rows)):
        beside = name if len(name) <= widths[0] else ""
        if not beside:
            over = wrap(name, width, initial_indent=INDENT, subsequent_indent=INDENT * 2)
            yield from ((Piece(text, style),) for text in over)
        yield _row((beside, *figures), widths, style)


def _row(cells: Sequence[str], widths: Sequence[int], style: str) -> Line:
    name, *others = cells
    text = f"{INDENT}{name:{widths[0]}}"
    for cell, width in zip(others, widths[1:], strict=True):
        text += " " * BETWEEN + f"{cell:>{width}}"
    return (Piece(text, style),)
