"""All rows of many cases together: as text, and as JSON (`cmscalc.batch-summary/1`)."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from cmscalc.core.money import Money, to_penny
from cmscalc.core.printable import long_date, visible
from cmscalc.law import CHECKED
from cmscalc.law.reform import Reform
from cmscalc.render import proposals
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.version import __version__

SCHEMA = "cmscalc.batch-summary/1"
QUANTILES = (10, 25, 50, 75, 90)
EVERYONE = "all"
BETWEEN = 2
SHORTEST_NAME = 8


class Change(NamedTuple):
    """How many of one side are better and worse off than under today's law, and by how much."""

    less: int
    same: int
    more: int
    pence: int


class Summed(NamedTuple):
    """The rows of one value of a column, or all. Money is whole pence a week."""

    name: str | None
    rows: int
    unanswered: int
    total: int
    mean: Money
    quantiles: tuple[int, ...]
    on_top: int
    off: int
    paying: Change | None
    receiving: Change | None
    state_cost: int | None


class Summary(NamedTuple):
    """What is said of a whole table; `day` is None where the rows have days of their own."""

    table: str
    by: str
    day: date | None
    weeks: int
    reforms: tuple[Reform, ...]
    groups: tuple[Summed, ...]
    everyone: Summed


def mean_of(total: int, many: int) -> Money:
    """The mean amount, half a penny up; nothing of nobody."""
    return to_penny(Money(total).pounds / many) if many else Money(0)


# --- JSON -----------------------------------------------------------------------------------------


def as_json(summary: Summary) -> str:
    """Write a summary as JSON text."""
    document = {
        "schema": SCHEMA,
        "proposals": proposals.document(summary.reforms),
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "table": summary.table,
        "on": summary.day.isoformat() if summary.day else None,
        "by": summary.by or None,
        "groups": [_document(group, summary.weeks) for group in summary.groups],
        "all": _document(summary.everyone, summary.weeks),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _document(group: Summed, weeks: int) -> dict[str, Any]:
    return {
        "value": group.name,
        "cases": group.rows,
        "unanswered": group.unanswered,
        "weekly": {
            "total": str(Money(group.total)),
            "mean": str(group.mean),
            **{
                f"p{percent}": str(Money(pence))
                for percent, pence in zip(QUANTILES, group.quantiles, strict=True)
            },
        },
        "per_year": str(Money(group.total * weeks)),
        "fees": {
            "paying_parents": str(Money(group.on_top)),
            "receiving_parents": str(Money(group.off)),
            "per_year": str(Money((group.on_top + group.off) * weeks)),
        },
        "paying_parents": _change(group.paying, "pay", weeks),
        "receiving_parents": _change(group.receiving, "get", weeks),
        "cost_to_state": None if group.state_cost is None else str(Money(group.state_cost)),
    }


def _change(change: Change | None, verb: str, weeks: int) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        f"{verb}_less": change.less,
        "same": change.same,
        f"{verb}_more": change.more,
        "change": str(Money(change.pence)),
        "change_per_year": str(Money(change.pence * weeks)),
    }


# --- text -----------------------------------------------------------------------------------------


def lines(summary: Summary, width: int) -> list[Line]:
    """Lay a summary out as tables, each with its own heading."""
    title = f"Summary of {visible(summary.table)}"
    law = f"law of {long_date(summary.day)}" if summary.day else "law of each row's own day"
    space = " " * max(BETWEEN, width - len(title) - len(law))
    out = [(Piece(title, "heading"), Piece(space), Piece(law, "faint")), BLANK]
    out += proposals.lines(summary.reforms, width)
    groups = [*summary.groups, summary.everyone]
    for heading, heads, rows in _tables(summary, groups):
        out += _table(heading, [visible(summary.by), *heads], rows, width)
    return out[:-1]


Rows = list[list[str]]


def _tables(summary: Summary, groups: Sequence[Summed]) -> Iterator[tuple[str, list[str], Rows]]:
    weeks = summary.weeks
    yield (
        "Maintenance",
        ["cases", "no answer", "a week", f"{weeks} weeks", "mean a week"],
        [
            [
                _name(each),
                f"{each.rows:,}",
                f"{each.unanswered:,}",
                _pounds(each.total),
                _pounds(each.total * weeks),
                each.mean.written,
            ]
            for each in groups
        ],
    )
    yield (
        "Weekly amounts: so many in a hundred cases have this much or less",
        [f"{percent}" for percent in QUANTILES],
        [[_name(each), *map(_pounds, each.quantiles)] for each in groups],
    )
    yield (
        "Collection fees",
        ["paying parents", "receiving parents", f"together, {weeks} weeks"],
        [
            [
                _name(each),
                _pounds(each.on_top),
                _pounds(each.off),
                _pounds((each.on_top + each.off) * weeks),
            ]
            for each in groups
        ],
    )
    if summary.everyone.paying:
        yield _against("Paying parents, against today's law", "pay", groups, weeks, paying=True)
        yield _against("Receiving parents, against today's law", "get", groups, weeks, paying=False)
    if summary.everyone.state_cost is not None:
        yield (
            "The state: assessed less collected, where what is collected was told",
            ["a week", f"{weeks} weeks"],
            [
                [
                    _name(each),
                    _pounds(each.state_cost or 0),
                    _pounds((each.state_cost or 0) * weeks),
                ]
                for each in groups
            ],
        )


def _against(
    heading: str, verb: str, groups: Sequence[Summed], weeks: int, *, paying: bool
) -> tuple[str, list[str], Rows]:
    heads = [f"{verb} less", "the same", f"{verb} more", "change a week", f"{weeks} weeks"]
    rows = []
    for each in groups:
        change = each.paying if paying else each.receiving
        assert change is not None
        counts = [f"{many:,}" for many in (change.less, change.same, change.more)]
        rows.append([_name(each), *counts, _signed(change.pence), _signed(change.pence * weeks)])
    return heading, heads, rows


def _name(group: Summed) -> str:
    return EVERYONE if group.name is None else visible(group.name) or "(blank)"


def _pounds(pence: int) -> str:
    return Money(pence).written


def _signed(pence: int) -> str:
    return f"+{_pounds(pence)}" if pence > 0 else _pounds(pence)


def _table(heading: str, heads: Sequence[str], rows: Rows, width: int) -> list[Line]:
    """Lay out a table; long names are cut where it would not fit."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    left = width - sum(widths[1:]) - BETWEEN * (len(widths) - 1)
    widths[0] = min(widths[0], max(left, SHORTEST_NAME))
    head = _row(heads, widths, "faint")
    return [
        (Piece(heading, "heading"),),
        head,
        *(_row(row, widths, "plain") for row in rows),
        BLANK,
    ]


def _row(cells: Sequence[str], widths: Sequence[int], style: str) -> Line:
    first, *others = cells
    cut = first if len(first) <= widths[0] else f"{first[: widths[0] - 1]}…"
    text = f"{cut:{widths[0]}}"
    for cell, width in zip(others, widths[1:], strict=True):
        text += " " * BETWEEN + f"{cell:>{width}}"
    return (Piece(text, style),)
