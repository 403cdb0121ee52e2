"""A sweep as one page: the chart, each stretch and edge with its law, and a table of points."""

from collections.abc import Iterator
from html import escape

from cmscalc.core.printable import long_date
from cmscalc.core.sweep import Curve, Sweep
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.as_text import ROUNDING
from cmscalc.render.drawing import FIGURES, LINES
from cmscalc.render.page import card_table, head, text_of
from cmscalc.render.page_style import STYLE
from cmscalc.render.sweep.along import (
    EACH_PARENT,
    SAME,
    beside,
    is_as_first,
    leaves_out_parents,
    rises,
)
from cmscalc.render.sweep.as_svg import described, svg
from cmscalc.render.sweep.columns import LETTERS, columns
from cmscalc.render.sweep.happens import citation, happens
from cmscalc.render.sweep.words import (
    axis,
    axis_in_short,
    day_of,
    due,
    held,
    in_words,
    limit_of,
    place,
    proposals_of,
    span,
)
from cmscalc.version import __version__

OWN = """\
main { max-width: 56rem; }
h3 { display: block; }
figure { margin: 1.5rem 0 0; }
svg text { font-size: 13px; }
.turns { list-style: none; margin: 0; padding: 0; }
.turns li { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
.turns .stretch { padding-left: 2.5rem; }
.turns .edge { background: var(--tint); padding-left: 2.5rem; position: relative; }
.turns .edge .which { position: absolute; left: 0; width: 1.75rem; text-align: right;
  font-weight: 700; }
.turns p { margin: 0; }
p, figcaption, .turns li, dd { overflow-wrap: anywhere; }
.cards thead th { white-space: normal; overflow-wrap: anywhere; vertical-align: bottom; }
@media screen and (max-width: 44rem) { svg text { font-size: 19px; } }
@media print {
  .turns li, figure { break-inside: avoid; }
  caption { break-after: avoid; }
  tbody tr:first-child, tbody tr:last-child { break-before: avoid; }
}
"""
# Few enough to read; the CSV has every one.
MOST_ROWS = 60


def render(found: Sweep) -> str:
    """Write a sweep as one self-contained HTML page."""
    return "".join(
        (
            head("What if", STYLE + FIGURES + LINES + OWN),
            "<main>\n",
            proposals.html(proposals_of(found), day_of(found)),
            _top(found),
            _chart(found),
            *(_turns(found, curve) for curve in found.curves),
            _points(found),
            _notes(found),
            _foot(found),
        )
    )


def _top(found: Sweep) -> str:
    over, curve = found.over, found.curves[0]
    here = ""
    if curve.here:
        here = f"""<section class="amounts" aria-label="Now">
<p class="main"><strong>{due(curve.here)}</strong> <span>a week now</span></p>
<p>at {in_words(over, curve.here.at)}</p>
</section>
"""
    kept = text_of("; ".join(held(found, curve.rule.law)))
    return f"""<header>
<h1>What if: {axis_in_short(found.over).lower()}</h1>
<p class="day">{text_of(axis(found))}, under the {text_of(curve.rule.name)}</p>
</header>
{here}<p>From {place(over, over.first)} to {in_words(over, over.last)}. All else stays: {kept}.</p>
<p class="limit">{limit_of(found)}</p>
"""


def _chart(found: Sweep) -> str:
    return f"""<figure>
<figcaption>{text_of(described(found))} {_numbered(found)}</figcaption>
{svg(found)}</figure>
"""


def _numbered(found: Sweep) -> str:
    of = f" of {found.curves[0].rule.name}" if len(found.curves) > 1 else ""
    return text_of(f"Numbered lines are edges{of}.")


def _of(found: Sweep, curve: Curve) -> str:
    return f": {curve.rule.name}" if len(found.curves) > 1 else ""


def _turns(found: Sweep, curve: Curve) -> str:
    items = "".join(_each_turn(found, curve))
    told = f'<ul class="turns">\n{items}</ul>'
    if is_as_first(found, curve):
        told = f"<p>{SAME}</p>"
    return f"""<section>
<h2>Stretches and edges{text_of(_of(found, curve))}</h2>
{told}
</section>
"""


def _each_turn(found: Sweep, curve: Curve) -> Iterator[str]:
    for number, stretch in enumerate(curve.stretches):
        tells = "; ".join(
            f"{words}<strong>{amount}</strong>" if amount else words
            for words, amount in rises(found, curve, number)
        )
        yield f'<li class="stretch"><p>{span(found.over, stretch)}: {tells}.</p></li>\n'
        if number < len(curve.edges):
            yield _edge(found, curve, number)


def _edge(found: Sweep, curve: Curve, number: int) -> str:
    edge, cited = curve.edges[number], citation(curve.edges[number])
    source = ""
    if cited:
        source = f'<p class="source"><a href="{escape(cited.url)}">{text_of(cited.text)}</a></p>\n'
    return f"""<li class="edge">
<p><span class="which">{number + 1}</span> <strong>{in_words(found.over, edge.at)}</strong>: \
{text_of(happens(edge, curve.rule.law))}</p>
<p>{text_of(beside(found, edge))}</p>
{source}</li>
"""


def _points(found: Sweep) -> str:
    shown = columns(found, tuple(LETTERS))
    points = found.curves[0].points
    every = -(-len(points) // MOST_ROWS)
    rows = (
        (place(found.over, points[number].at), *(column.at(number) for column in shown))
        for number in range(0, len(points), every)
    )
    heads = (axis_in_short(found.over), *(column.head for column in shown))
    return card_table("Amounts", heads, rows, _key(found))


def _key(found: Sweep) -> str:
    """The letters of the rules, where there are several."""
    if len(found.curves) == 1:
        return ""
    named = zip(LETTERS, found.curves, strict=False)
    told = "; ".join(f"{letter}: {curve.rule.name}" for letter, curve in named)
    more = f" {EACH_PARENT}" if leaves_out_parents(found) else ""
    return f'<p class="source">{text_of(told)}.{more}</p>\n'


def _notes(found: Sweep) -> str:
    shown = {note.text: note for curve in found.curves for note in curve.notes}.values()
    items = "".join(
        f"<div><dt>{text_of(note.id)}</dt><dd>{text_of(note.text)}</dd></div>\n" for note in shown
    )
    if not items:
        return ""
    return f"""<section>
<h2>Notes</h2>
<dl>
{items}</dl>
</section>
"""


def _foot(found: Sweep) -> str:
    return f"""<footer>
<p>{limit_of(found)} {ROUNDING[found.facts.rounding]} Law checked {long_date(CHECKED)}.
cmscalc {__version__}.</p>
</footer>
</main>
</body>
</html>
"""
