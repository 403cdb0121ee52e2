"""What HTML pages have alike: a head, which loads nothing, steps of a working, and tables."""

from collections.abc import Iterable, Sequence
from html import escape

from cmscalc.core.printable import visible
from cmscalc.core.step import Step
from cmscalc.render import words
from cmscalc.version import __version__


def text_of(text: str) -> str:
    """Text that stays text: no markup, and no sign that would hide or turn what follows it."""
    return escape(visible(text))


def head(name: str, style: str) -> str:
    """Begin a page. Its name is neutral on purpose: a shared computer shows it."""
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="cmscalc {__version__}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{text_of(name)}</title>
<style>
{style}</style>
</head>
<body>
"""


def step_item(step: Step, heading: str, notes: Iterable[tuple[str, str]]) -> str:
    """Write a step under a heading such as `h3`; `notes` are the ids and the words of links."""
    figures = words.in_figures(step)
    figures_line = f'<p class="sum">{text_of(figures)}</p>\n' if figures else ""
    links = "".join(
        f' <a class="note" href="#{text_of(to)}">{text_of(text)}</a>' for to, text in notes
    )
    shown = text_of(words.shown_value(step))
    return f"""<li>
<{heading}><span>{text_of(step.title)}</span> <output>{shown}</output></{heading}>
<p class="sum">{text_of(step.formula)}</p>
{figures_line}<p class="source">{_cited(step)}{links}</p>
</li>
"""


def _cited(step: Step) -> str:
    """A step's source, with its page where it has one: a proposal may have none."""
    text = text_of(step.citation.text)
    return f'<a href="{escape(step.citation.url)}">{text}</a>' if step.citation.url else text


def card_table(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], after: str = ""
) -> str:
    """Write a table under its heading. On a phone each row is a card, and roles keep it a table."""
    columns = "".join(f'<th scope="col" role="columnheader">{text_of(each)}</th>' for each in heads)
    return f"""<section>
<h2>{text_of(title)}</h2>
<table class="cards" role="table">
<caption class="unseen">{text_of(title)}</caption>
<thead role="rowgroup"><tr role="row">{columns}</tr></thead>
<tbody role="rowgroup">
{"".join(_row(heads, row) for row in rows)}</tbody>
</table>
{after}</section>
"""


def _row(heads: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(
        f'<td role="cell" data-head="{text_of(each)}"><span>{text_of(text)}</span></td>'
        for each, text in zip(heads[1:], others, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{text_of(first)}</th>{cells}</tr>\n'
