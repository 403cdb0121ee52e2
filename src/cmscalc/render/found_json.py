"""What a check found, as JSON: `cmscalc.check/1`."""

import json
from collections.abc import Sequence
from typing import Protocol

from cmscalc.version import __version__

SCHEMA = "cmscalc.check/1"


class Found(Protocol):
    """A problem or a doubt with its place."""

    @property
    def where(self) -> str:
        """The place: `case.toml:14:9`."""

    @property
    def line(self) -> str:
        """The text there."""

    @property
    def found(self) -> str:
        """What was found."""

    @property
    def wanted(self) -> str:
        """What is wanted."""

    @property
    def hint(self) -> str:
        """What to type."""


def render(found: Sequence[Found], not_held: int) -> str:
    """Write what was found as JSON text."""
    rows = [
        {
            "where": each.where,
            "line": each.line,
            "found": each.found,
            "wanted": each.wanted,
            "try": each.hint,
        }
        for each in found
    ]
    answer = {
        "schema": SCHEMA,
        "version": __version__,
        "ok": not rows,
        "not_held_against_bank": not_held,
        "found": rows,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
