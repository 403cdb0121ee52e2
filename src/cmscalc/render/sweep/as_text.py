"""A sweep as text: what is swept, a chart, some points, and each stretch and edge with its law."""

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap

from cmscalc.core.printable import long_date
from cmscalc.core.sweep import Curve, Stretch, Sweep
from cmscalc.core.varying import Over
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.as_text import ROUNDING
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.render.sweep.along import (
    EACH_PARENT,
    SAME,
    beside,
    is_as_first,
    leaves_out_parents,
    named,
    rises,
)
from cmscalc.render.sweep.columns import LETTERS, Column, blocks
from cmscalc.render.sweep.happens import told
from cmscalc.render.sweep.terminal_chart import HERE, chart
from cmscalc.render.sweep.words import (
    axis,
    axis_in_short,
    axis_inside,
    day_of,
    due,
    held,
    in_words,
    limit_of,
    place,
    proposals_of,
    span,
)
from cmscalc.render.terminal import NARROWEST
from cmscalc.version import __version__

TITLE = "What if"
MOST_ROWS = 13
INDENT = "  "
STRETCH, INSIDE = " " * 6, " " * 8
PLACE, COLUMN = 26, 13
NO_CHART = f"No chart under {NARROWEST} columns: --format html draws one."


def lines(found: Sweep, width: int, *, has_chart: bool = True) -> list[Line]:
    """Lay a sweep out in lines of at most `width` characters, with or without a chart."""
    return [
        *proposals.lines(proposals_of(found), width, day_of(found)),
        *_head(found, width),
        BLANK,
        *(_chart(found, width) if has_chart else _wrapped(NO_CHART, width, "faint")),
        *_legend(found, width, has_chart=has_chart),
        *_points(found, width),
        *chain.from_iterable(_curve(found, curve, width) for curve in found.curves),
        *_notes(found, width),
        BLANK,
        *_footer(found, width),
    ]


def heading(text: str) -> Line:
    """A heading of its own."""
    return (Piece(text, "heading"),)


def _wrapped(text: str, width: int, style: str = "plain", indent: str = INDENT) -> Iterator[Line]:
    found = wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    yield from ((Piece(each, style),) for each in found)


def _head(found: Sweep, width: int) -> Iterator[Line]:
    law = found.curves[0].rule.name
    title = f"{TITLE}: {axis_inside(found)}"
    gap = " " * max(2, width - len(title) - len(law))
    yield (Piece(title, "heading"), Piece(gap), Piece(law, "faint"))
    yield BLANK
    over = found.over
    step = in_words(over, over.step) if over.over is Over.INCOME else str(over.step)
    whole = f"From {place(over, over.first)} to {in_words(over, over.last)}, in steps of {step}."
    yield from _wrapped(whole, width)
    yield from _wrapped(
        f"All else stays: {'; '.join(held(found, found.curves[0].rule.law))}.", width
    )
    here = found.curves[0].here
    if here:
        yield (
            Piece(f"{INDENT}{HERE} You are here: {in_words(over, here.at)}, "),
            Piece(due(here), "amount"),
            Piece(" maintenance a week."),
        )


def _chart(found: Sweep, width: int) -> Iterator[Line]:
    yield from chart(found, width)
    yield (Piece(f"{axis(found):>{width - 3}}", "faint"),)


def _legend(found: Sweep, width: int, *, has_chart: bool) -> Iterator[Line]:
    for letter, name in named(found, has_chart=has_chart):
        yield from _wrapped(f"{letter}  {name}", width)


def _points(found: Sweep, width: int) -> Iterator[Line]:
    """A few points, evenly, the first and the last with them; columns without room follow below."""
    yield BLANK
    yield heading("Amounts")
    for number, shown in enumerate(blocks(found, tuple(LETTERS), (width - PLACE) // COLUMN)):
        if number:
            yield BLANK
        yield from _block(found, shown)
    many = len(found.curves[0].points)
    if many > MOST_ROWS:
        some = f"{len(_thinned(many))} of {many:,} points; --format csv has all."
        yield from _wrapped(some, width, "faint")
    if leaves_out_parents(found):
        yield from _wrapped(EACH_PARENT, width, "faint")


def _block(found: Sweep, shown: list[Column]) -> Iterator[Line]:
    heads = "".join(f"{_short(column.head):>{COLUMN}}" for column in shown)
    yield (Piece(f"{INDENT}{axis_in_short(found.over):{PLACE - 2}}{heads}", "faint"),)
    points = found.curves[0].points
    for number in _thinned(len(points)):
        first, *others = (f"{column.at(number):>{COLUMN}}" for column in shown)
        yield (
            Piece(f"{INDENT}{place(found.over, points[number].at):{PLACE - 2}}"),
            Piece(first, "amount"),
            Piece("".join(others)),
        )


def _short(head: str) -> str:
    return head if len(head) < COLUMN else f"{head[: COLUMN - 2]}…"


def _thinned(many: int) -> list[int]:
    every = -(-(many - 1) // (MOST_ROWS - 1))
    return [*range(0, many - 1, every), many - 1]


# --- one rule -------------------------------------------------------------------------------------


def _curve(found: Sweep, curve: Curve, width: int) -> Iterator[Line]:
    of = f": {curve.rule.name}" if len(found.curves) > 1 else ""
    yield BLANK
    yield heading(f"Stretches and edges{of}")
    if is_as_first(found, curve):
        yield from _wrapped(SAME, width)
        return
    yield from _turns(found, curve, width)


def _turns(found: Sweep, curve: Curve, width: int) -> Iterator[Line]:
    for number, stretch in enumerate(curve.stretches):
        yield from _stretch(found, curve, number, stretch)
        if number < len(curve.edges):
            yield from _edge(found, curve, number, width)


def _stretch(found: Sweep, curve: Curve, number: int, stretch: Stretch) -> Iterator[Line]:
    text = span(found.over, stretch)
    (words, amount), *more = rises(found, curve, number)
    if not words:
        yield (Piece(f"{STRETCH}{text:33}"), Piece(amount, "amount"))
        return
    yield (Piece(f"{STRETCH}{text}"),)
    yield (Piece(f"{INSIDE}{words}"), Piece(amount, "amount"))
    yield from ((Piece(f"{INSIDE}{words}"),) for words, _ in more)


def _edge(found: Sweep, curve: Curve, number: int, width: int) -> Iterator[Line]:
    edge = curve.edges[number]
    yield (Piece(f"{INDENT}{number + 1:>2}) {in_words(found.over, edge.at)}", "heading"),)
    yield from _wrapped(told(edge, curve.rule.law), width, indent=INSIDE)
    yield from _wrapped(beside(found, edge), width, "faint", INSIDE)


# --- notes and footer -----------------------------------------------------------------------------


def _notes(found: Sweep, width: int) -> Iterator[Line]:
    shown = {note.text: note for curve in found.curves for note in curve.notes}
    readings = [note for note in shown.values() if note.id.startswith("reading-")]
    others = [note for note in shown.values() if note not in readings]
    if not shown:
        return
    yield BLANK
    yield heading("Notes")
    for note in others:
        yield from _hanging(note.text, width)
    if readings:
        numbers = sorted({int(note.id.removeprefix("reading-")) for note in readings})
        yield from _hanging(
            f"Rests on readings of the law where its text is not settled: "
            f"{', '.join(map(str, numbers))}. `cmscalc law readings` tells of them.",
            width,
            "caution",
        )


def _hanging(text: str, width: int, style: str = "plain") -> Iterator[Line]:
    found = wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    yield from ((Piece(each, style),) for each in found)


def _footer(found: Sweep, width: int) -> Iterator[Line]:
    text = (
        f"{limit_of(found)} {ROUNDING[found.facts.rounding]} Law checked {long_date(CHECKED)}. "
        f"cmscalc {__version__}"
    )
    yield from _wrapped(text, width, "faint", "")
