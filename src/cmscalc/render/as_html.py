"""The answer as one page: nothing loaded from anywhere, no script, and it prints well."""

from html import escape

from cmscalc.core.assess import Assessment
from cmscalc.core.facts import FeeRounding
from cmscalc.core.fees import Fees
from cmscalc.core.guarantee import Guarantee
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note, Step
from cmscalc.law import CHECKED
from cmscalc.render import proposals, words
from cmscalc.render.as_text import ROUNDING, basis, law_used, limit
from cmscalc.render.page import card_table, head, step_item
from cmscalc.render.page_style import STYLE
from cmscalc.version import __version__


def render(answer: Assessment) -> str:
    """Write an assessment as one self-contained HTML page, with its working."""
    return "".join(
        (
            head("Estimate", STYLE),
            "<main>\n",
            proposals.html(answer.proposals, answer.on),
            _headline(answer),
            _parents(answer),
            "" if answer.fees is None else _fees(answer, answer.fees),
            "" if answer.guarantee is None else _guarantee(answer.guarantee),
            _steps(answer.steps),
            _notes(answer.notes),
            _foot(answer),
        )
    )


def _headline(answer: Assessment) -> str:
    return f"""<header>
<h1>Child maintenance estimate</h1>
<p class="day">Under the {law_used(answer)}</p>
</header>
<section class="amounts" aria-label="Amounts">
<p class="main"><strong>{answer.weekly.written}</strong> <span>a week</span></p>
<p><strong>{answer.per_month.written}</strong> <span>a month</span></p>
<p><strong>{answer.per_year.written}</strong> <span>a year of 52 weeks</span></p>
</section>
<p class="basis">{escape(basis(answer))}</p>
<p class="limit">{limit(answer)}</p>
"""


def _parents(answer: Assessment) -> str:
    rows = (
        (
            parent.name,
            str(parent.children),
            parent.weekly.written,
            parent.per_month.written,
            parent.per_year.written,
        )
        for parent in answer.receiving_parents
    )
    return card_table("Who receives what", ("To", "Children", "A week", "A month", "A year"), rows)


def _fees(answer: Assessment, fees: Fees) -> str:
    mode = "by the day" if answer.fee_rounding is FeeRounding.DAILY else "by the instalment"
    year = (
        f"<p>Over {fees.weeks} weeks, worked out {mode}, if every payment is made, fees cost the "
        f"paying\nparent {fees.paying_parent_fee_per_year.written} and receiving parents "
        f"{fees.receiving_parent_fees_per_year.written}.</p>\n"
        if fees.charged
        else ""
    )
    pays = (
        "The paying parent pays",
        fees.paying_parent_pays.written,
        f"{fees.weekly.written} and a fee of {fees.paying_parent_fee.written}",
    )
    gets = (
        (
            words.gets(each.parent.called, guaranteed=answer.guarantee is not None),
            each.gets.written,
            f"{each.weekly.written} less a fee of {each.fee.written}",
        )
        for each in fees.receiving_parents
    )
    return card_table("Collect and Pay, a week", ("Who", "Amount", "How"), (pays, *gets), year)


def _guarantee(found: Guarantee) -> str:
    rows = [("The state pays", found.paid.written)]
    if found.collected is not None and found.cost is not None:
        rows += [
            ("Collected", found.collected.written),
            ("Cost to the state", found.cost.written),
        ]
    return card_table("Guaranteed payment, a week", ("What", "Amount"), rows)


def _steps(steps: tuple[Step, ...]) -> str:
    items = "".join(_step(step) for step in steps)
    return f"""<section>
<h2>How it is worked out</h2>
<p class="source">{words.KEY}</p>
<ol class="steps">
{items}</ol>
</section>
"""


def _step(step: Step) -> str:
    return step_item(step, "h3", ((note.id, note.id) for note in step.notes))


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
<p>{limit(answer)} {ROUNDING[answer.rounding]} Law checked {long_date(CHECKED)}.
cmscalc {__version__}.</p>
</footer>
</main>
</body>
</html>
"""
