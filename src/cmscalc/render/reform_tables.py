"""The proposals that come with cmscalc, as a table for people and as JSON: `cmscalc.reforms/1`."""

import json
from collections.abc import Sequence
from textwrap import wrap

from cmscalc.core.printable import long_date
from cmscalc.law import CHECKED
from cmscalc.law.reform import Reform
from cmscalc.render import changes, proposals
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.version import __version__

SCHEMA = "cmscalc.reforms/1"


def as_json(reforms: Sequence[Reform]) -> str:
    """Write proposals and what each changes as JSON text."""
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "proposals": proposals.document(reforms),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def lines(reforms: Sequence[Reform], width: int) -> list[Line]:
    """Lay proposals out: who asks for each, and what it would change."""
    head = f"Proposals, not law. Position on {long_date(CHECKED)}."
    out: list[Line] = [(Piece(head, "heading"),)]
    for reform in reforms:
        out += [BLANK, *_wrapped(f"{reform.name}: {reform.title}", width, "", "heading")]
        out += _wrapped(reform.source, width, "  ", "faint")
        out += [(Piece(f"  {reform.url}", "faint"),)] if reform.url else []
        out += changes.lines(reform, None, width)
    return out


def _wrapped(text: str, width: int, start: str, style: str) -> list[Line]:
    rest = " " * len(start) or "  "
    found = wrap(text, width, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False)
    return [(Piece(each, style),) for each in found]
