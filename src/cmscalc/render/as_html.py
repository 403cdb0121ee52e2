"""The answer as one page: nothing loaded from anywhere, no script, and it prints well."""

from html import escape

from cmscalc.core.assess import Assessment
from cmscalc.core.facts import FeeRounding
from cmscalc.core.fees import Fees
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note, Step
from cmscalc.law import CHECKED
from cmscalc.render import words
from cmscalc.render.as_text import ESTIMATE, KEY, ROUNDING, basis
from cmscalc.render.page_style import STYLE
from cmscalc.version import __version__


def render(answer: Assessment) -> str:
    """Write an assessment as one self-contained HTML page, with its working."""
    return "".join(
        (
            _head(),
            _headline(answer),
            _parents(answer),
            "" if answer.fees is None else _fees(answer, answer.fees),
            _steps(answer.steps),
            _notes(answer.notes),
            _foot(answer),
        )
    )


def _head() -> str:
    # The title and file are neutral on purpose: a shared computer shows them.
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Estimate</title>
<style>
{STYLE}</style>
</head>
<body>
<main>
"""


def _headline(answer: Assessment) -> str:
    return f"""<header>
<h1>Child maintenance estimate</h1>
<p class="day">Under the law of {long_date(answer.on)}</p>
</header>
<section class="amounts" aria-label="Amounts">
<p class="main"><strong>{answer.weekly.written}</strong> <span>a week</span></p>
<p><strong>{answer.per_month.written}</strong> <span>a month</span></p>
<p><strong>{answer.per_year.written}</strong> <span>a year of 52 weeks</span></p>
</section>
<p class="basis">{escape(basis(answer))}</p>
<p class="limit">{ESTIMATE}</p>
"""


def _parents(answer: Assessment) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(parent.name)}</th><td>{parent.children}</td>'
        f"<td>{parent.weekly.written}</td><td>{parent.per_month.written}</td>"
        f"<td>{parent.per_year.written}</td></tr>\n"
        for parent in answer.receiving_parents
    )
    return f"""<section>
<h2>Who receives what</h2>
<div class="wide"><table>
<thead><tr><th scope="col">To</th><th scope="col">Children</th><th scope="col">A week</th>\
<th scope="col">A month</th><th scope="col">A year</th></tr></thead>
<tbody>
{rows}</tbody>
</table></div>
</section>
"""


def _fees(answer: Assessment, fees: Fees) -> str:
    mode = "by the day" if answer.fee_rounding is FeeRounding.DAILY else "by the instalment"
    gets = "".join(
        f'<tr><th scope="row">{escape(each.parent.called)} gets</th><td>{each.gets.written}</td>'
        f"<td>{each.weekly.written} less a fee of {each.fee.written}</td></tr>\n"
        for each in fees.receiving_parents
    )
    year = (
        f"<p>Over {fees.weeks} weeks, worked out {mode}, if every payment is made, fees cost the "
        f"paying\nparent {fees.paying_parent_fee_per_year.written} and receiving parents "
        f"{fees.receiving_parent_fees_per_year.written}.</p>\n"
        if fees.charged
        else ""
    )
    return f"""<section>
<h2>Collect and Pay, a week</h2>
<div class="wide"><table class="how">
<thead><tr><th scope="col">Who</th><th scope="col">Amount</th><th scope="col">How</th></tr></thead>
<tbody>
<tr><th scope="row">The paying parent pays</th><td>{fees.paying_parent_pays.written}</td>\
<td>{fees.weekly.written} and a fee of {fees.paying_parent_fee.written}</td></tr>
{gets}</tbody>
</table></div>
{year}</section>
"""


def _steps(steps: tuple[Step, ...]) -> str:
    items = "".join(_step(step) for step in steps)
    return f"""<section>
<h2>How it is worked out</h2>
<p class="source">{KEY}</p>
<ol class="steps">
{items}</ol>
</section>
"""


def _step(step: Step) -> str:
    inside = words.figures(step)
    came_to = words.result(step)
    figures = f"that is {inside}" if step.exact is None else f"= {inside}"
    if step.exact is not None and inside != came_to:
        figures += f" = {came_to}"
    figures_line = f'<p class="sum">{escape(figures)}</p>\n' if inside else ""
    notes = "".join(
        f' <a class="note" href="#{escape(note.id)}">{escape(note.id)}</a>' for note in step.notes
    )
    return f"""<li>
<h3><span>{escape(step.title)}</span> <output>{escape(words.shown_value(step))}</output></h3>
<p class="sum">{escape(step.formula)}</p>
{figures_line}<p class="source"><a href="{escape(step.citation.url)}">\
{escape(step.citation.text)}</a>{notes}</p>
</li>
"""


def _notes(notes: tuple[Note, ...]) -> str:
    if not notes:
        return ""
    items = "".join(
        f'<div id="{escape(note.id)}"><dt>{escape(note.id)}</dt>'
        f"<dd>{escape(note.text)}</dd></div>\n"
        for note in notes
    )
    return f"""<section>
<h2>Notes</h2>
<dl>
{items}</dl>
</section>
"""


def _foot(answer: Assessment) -> str:
    return f"""<footer>
<p>{ESTIMATE} {ROUNDING[answer.rounding]} Law checked {long_date(CHECKED)}.
cmscalc {__version__}.</p>
</footer>
</main>
</body>
</html>
"""
