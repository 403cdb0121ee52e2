"""What a reform changes: each value it gives, beside the law's own."""

from datetime import date
from textwrap import wrap
from typing import Any, NamedTuple

from cmscalc.law import VALUES, law_on
from cmscalc.law.reform import ONLY_PROPOSED, Reform
from cmscalc.render.law_tables import plain_value, written
from cmscalc.render.lines import Line, Piece

NO = "no"


class Change(NamedTuple):
    """A value of a reform, written for people, and the law's: blank where it has none."""

    title: str
    value: str
    law: str

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        law = f" (law: {self.law})" if self.law else ""
        return f"{self.title}: {self.value}{law}"


def changes(reform: Reform, day: date | None = None) -> list[Change]:
    """Give what a reform sets, in its own order, beside the law of a day if one is given."""
    found: list[Change] = []
    for field, value in reform.values:
        title, unit = _about(field)
        row = getattr(law_on(day), field) if day and field in VALUES else None
        law = _in_a_line(row.value, unit) if row else ""
        found.append(Change(title, _in_a_line(value, unit), law))
    return found


def _in_a_line(value: object, unit: str) -> str:
    if value is None:
        return NO
    return "; ".join(" ".join(line.split()).replace("% ", "%, ") for line in written(value, unit))


def document(reform: Reform) -> list[dict[str, Any]]:
    """Give the same as plain values, for JSON."""
    return [
        {"name": field, "title": title, "unit": unit, "value": plain_value(value, unit)}
        for field, value in reform.values
        for title, unit in [_about(field)]
    ]


def _about(field: str) -> tuple[str, str]:
    """What a value is, and its unit."""
    if field in VALUES:
        return VALUES[field].title, VALUES[field].unit
    return ONLY_PROPOSED[field]


def lines(reform: Reform, day: date | None, width: int) -> list[Line]:
    """Lay out what a reform changes, one after another."""
    return [
        (Piece(text),)
        for change in changes(reform, day)
        for text in _listed(change.sentence, width)
    ]


def _listed(text: str, width: int) -> list[str]:
    return wrap(
        text, width, initial_indent="  - ", subsequent_indent=" " * 4, break_on_hyphens=False
    )
