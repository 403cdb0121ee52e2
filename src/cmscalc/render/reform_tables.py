"""The proposals that come with cmscalc, as a table for people and as JSON: `cmscalc.reforms/1`."""

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from cmscalc.core.printable import long_date
from cmscalc.law import CHECKED, VALUES
from cmscalc.law.reform import ONLY_PROPOSED, Reform
from cmscalc.render import proposals
from cmscalc.render.law_tables import plain_value, written
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.version import __version__

SCHEMA = "cmscalc.reforms/1"


def as_json(reforms: Sequence[Reform]) -> str:
    """Write proposals and what each changes as JSON text."""
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "proposals": [
            {**about, "changes": [_change(field, value) for field, value in reform.values]}
            for about, reform in zip(proposals.document(reforms), reforms, strict=True)
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _change(field: str, value: object) -> dict[str, Any]:
    title, unit = _about(field)
    return {"name": field, "title": title, "unit": unit, "value": plain_value(value, unit)}


def _about(field: str) -> tuple[str, str]:
    """What a value is, and its unit."""
    if field in VALUES:
        return VALUES[field].title, VALUES[field].unit
    return ONLY_PROPOSED[field]


def lines(reforms: Sequence[Reform], width: int) -> list[Line]:
    """Lay proposals out: who asks for each, and what it would change."""
    head = f"Proposals, not law. Position on {long_date(CHECKED)}."
    out: list[Line] = [(Piece(head, "heading"),)]
    for reform in reforms:
        out += [BLANK, *_wrapped(f"{reform.name}: {reform.title}", width, "", "heading")]
        out += _wrapped(reform.source, width, "  ", "faint")
        out += [(Piece(f"  {reform.url}", "faint"),)] if reform.url else []
        for field, value in reform.values:
            title, unit = _about(field)
            first, *more = written(value, unit)
            text = f"{title}: {first}"
            out += _wrapped(text, width, "  - ", "plain")
            out += [(Piece(f"      {each}"),) for each in more]
    return out


def _wrapped(text: str, width: int, start: str, style: str) -> list[Line]:
    rest = " " * len(start) or "  "
    found = wrap(text, width, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False)
    return [(Piece(each, style),) for each in found]
