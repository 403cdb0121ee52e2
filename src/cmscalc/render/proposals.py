"""What every output of a reform says first: proposal, not law; and what it changes."""

from collections.abc import Sequence
from datetime import date
from html import escape
from textwrap import wrap
from typing import Any

from cmscalc.core.printable import visible
from cmscalc.law.reform import Reform
from cmscalc.render.lines import BLANK, Line, Piece

NOT_LAW = "proposal, not law"


def sentence(reform: Reform) -> str:
    """Say which proposal an answer rests on."""
    return f"This is a {NOT_LAW}: {reform.title}."


def lines(proposals: Sequence[Reform], width: int, day: date | None = None) -> list[Line]:
    """Say it for text before anything else, with what each changes, beside the law of a day."""
    if not proposals:
        return []
    from cmscalc.render import changes  # noqa: PLC0415 - the law's own answers need none

    out: list[Line] = []
    for reform in proposals:
        said = wrap(sentence(reform), width, break_on_hyphens=False)
        out += [(Piece(text, "caution"),) for text in said]
        out += changes.lines(reform, day, width)
    return [*out, BLANK]


def document(proposals: Sequence[Reform]) -> list[dict[str, Any]]:
    """Say it as plain values, for JSON."""
    if not proposals:
        return []
    from cmscalc.render import changes  # noqa: PLC0415 - the law's own answers need none

    return [
        {
            "name": reform.name,
            "title": reform.title,
            "not_law": True,
            "says": sentence(reform),
            "source": reform.source,
            "url": reform.url,
            "since": reform.since.isoformat() if reform.since else None,
            "changes": changes.document(reform),
        }
        for reform in proposals
    ]


def cell(proposals: Sequence[Reform], day: date | None = None) -> str:
    """Say it in one cell of a table; nothing where the law is today's.

    With the day of the answer it says too which proposals begin later, and change nothing.
    """
    titles = "; ".join(_titled(reform, day) for reform in proposals)
    return f"{NOT_LAW}: {titles}" if titles else ""


def _titled(reform: Reform, day: date | None) -> str:
    if day is None or reform.since is None or reform.holds_on(day):
        return reform.title
    return f"{reform.title} (would begin on {reform.since.isoformat()}: nothing is changed here)"


def html(proposals: Sequence[Reform], day: date) -> str:
    """Say it on a page before anything else, with what each changes, beside the law of a day."""
    if not proposals:
        return ""
    from cmscalc.render import changes  # noqa: PLC0415 - the law's own answers need none

    out = ""
    for reform in proposals:
        each = [change.sentence for change in changes.changes(reform, day)]
        rows = "".join(f"<li>{escape(text)}</li>\n" for text in each)
        said = f"<p><strong>{escape(visible(sentence(reform)))}</strong></p>\n"
        out += f'<div class="proposal">\n{said}<ul>\n{rows}</ul>\n</div>\n'
    return out
