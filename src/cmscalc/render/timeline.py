"""A case's timeline as text and as JSON (`cmscalc.timeline/1`)."""

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.law import CHECKED
from cmscalc.ledger.differences import Difference
from cmscalc.ledger.liability import Due, Ruler
from cmscalc.ledger.timeline import Coming, Stretch, Timeline
from cmscalc.render.ledger_words import days_of, written
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.version import __version__

SCHEMA = "cmscalc.timeline/1"
DATE_WIDTH = 22
RULED = {
    Ruler.DECISION: "CMS's decisions rule; where there is none, our calculation does.",
    Ruler.CALCULATION: "The amounts are our calculation.",
}


def as_json(timeline: Timeline) -> str:
    """Write a timeline as JSON text."""
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "on": timeline.on.isoformat(),
        "liability": timeline.ruler.value,
        "spans": [_values(stretch) for stretch in timeline.stretches],
        "coming": [{"on": each.on.isoformat(), "what": each.what} for each in timeline.coming],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _values(stretch: Stretch) -> dict[str, Any]:
    before = {due.name: due.weekly for due in stretch.before}
    return {
        "from": stretch.start.isoformat(),
        "to": stretch.end.isoformat() if stretch.end else None,
        "receiving_parents": [
            {
                "name": due.name,
                "weekly": str(Money(due.weekly)),
                "was": str(Money(before[due.name])) if before else None,
                "decided": str(Money(due.decided.weekly)) if due.decided else None,
                "calculated": None if due.calculated is None else str(Money(due.calculated)),
            }
            for due in stretch.due
        ],
        "differences": [
            {
                "receiving_parent": each.name,
                "from": each.start.isoformat(),
                "to": each.end.isoformat(),
                "difference": str(Money(each.total)),
            }
            for each in stretch.differences
        ],
        "changed": list(stretch.changed),
        "rules": [
            {
                "step": moved.step,
                "title": moved.title,
                "citation": moved.citation.text,
                "url": moved.citation.url,
                "changes": [
                    {"what": what, "was": was, "is": now} for what, was, now in moved.figures
                ],
            }
            for moved in stretch.moved
        ],
    }


def lines(timeline: Timeline, width: int) -> list[Line]:
    """Lay a timeline out in lines of at most `width` characters where words allow."""
    title = "Timeline"
    if timeline.case.title:
        title = f"{title}: {timeline.case.title}"
    out: list[Line] = [(Piece(title, "heading"),)]
    passed = [each for each in timeline.stretches if each.start <= timeline.on]
    ahead = [each for each in timeline.stretches if each.start > timeline.on]
    for stretch in passed:
        out += [BLANK, *_stretch(stretch, width)]
    if ahead or timeline.coming:
        out += [BLANK, (Piece(f"To come, after {long_date(timeline.on)}", "heading"),)]
    out += _coming(timeline.coming, width)
    for stretch in ahead:
        out += [BLANK, *_stretch(stretch, width)]
    footer = f"{RULED[timeline.ruler]} Law checked {long_date(CHECKED)}. cmscalc {__version__}"
    return [*out, BLANK, *((Piece(each, "faint"),) for each in wrap(footer, width))]


def _stretch(stretch: Stretch, width: int) -> list[Line]:
    out: list[Line] = []
    before = {due.name: due for due in stretch.before}
    head = f"{long_date(stretch.start):{DATE_WIDTH}}"
    for due in stretch.due:
        out.append((Piece(head, "heading"), *_amount(due, before.get(due.name))))
        head = " " * DATE_WIDTH
    for text in stretch.changed:
        out += _wrapped(text, width, "plain")
    decided = any(due.decided for due in stretch.due)
    if stretch.moved and decided:
        out += _wrapped("What moved our own calculation:", width, "faint")
    for moved in stretch.moved:
        figures = ", ".join(
            f"{what} {was} became {now}".strip() for what, was, now in moved.figures
        )
        out += _wrapped(f"{moved.title}: {figures} ({moved.citation.text})", width, "faint")
    for each in stretch.differences:
        out += _wrapped(_difference(each), width, "caution")
    return out


def _amount(due: Due, before: Due | None) -> tuple[Piece, ...]:
    was = ""
    if before is not None and before.weekly != due.weekly:
        was = f"{written(before.weekly)} → "
    amount = Piece(f"{was}{written(due.weekly)}", "amount")
    return (Piece(f"{due.name}: "), amount, Piece(" a week"))


def _difference(each: Difference) -> str:
    more = "more" if each.total > 0 else "less"
    return (
        f"{each.name}: decided {written(each.decided)}, we calculate {written(each.calculated)}: "
        f"{written(abs(each.total))} {more} over {days_of(each.start, each.end)}"
    )


def _coming(coming: Sequence[Coming], width: int) -> list[Line]:
    out: list[Line] = []
    for each in coming:
        first, *rest = wrap(each.what, width - DATE_WIDTH)
        out.append((Piece(f"{long_date(each.on):{DATE_WIDTH}}"), Piece(first)))
        out += [(Piece(" " * DATE_WIDTH + text),) for text in rest]
    return out


def _wrapped(text: str, width: int, style: str) -> list[Line]:
    indent = " " * DATE_WIDTH
    found = wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
    )
    return [(Piece(each, style),) for each in found]
