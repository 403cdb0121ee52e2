"""The dated values of law as a table for people and as JSON: `cmscalc.law/1`."""

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from textwrap import wrap
from typing import Any

from cmscalc.core.care import children
from cmscalc.core.printable import long_date
from cmscalc.law import CHECKED, SCHEME_OPENS, VALUES
from cmscalc.law.benefits import BENEFITS, NIL, NIL_STATUSES, Benefit, NilStatus
from cmscalc.law.readings import READINGS, Reading
from cmscalc.law.rows import Dated, Row
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.render.words import exact, money_exact
from cmscalc.version import __version__

SCHEMA = "cmscalc.law/1"
TITLES = {
    **{value.name.replace("_", "-"): value.title for value in VALUES.values()},
    "benefits": "the benefits that give the flat rate",
    "nil-statuses": "the circumstances that give the nil rate",
    "readings": "where the law is not settled, and what was chosen",
}
NAMES = tuple(TITLES)


def _wants(wanted: str, name: str) -> bool:
    return wanted in ("", name)


def _chosen(wanted: str) -> list[Dated[Any]]:
    return [value for value in VALUES.values() if _wants(wanted, value.name.replace("_", "-"))]


def _rows(value: Dated[Any], on: date | None) -> list[Row[Any]]:
    if on is None:
        return list(value.rows)
    row = value.on(on)
    return [row] if row else []


# --- JSON -----------------------------------------------------------------------------------------


def as_json(wanted: str, on: date | None) -> str:
    """Write the values asked for, or all, as JSON text."""
    found: dict[str, Any] = {"schema": SCHEMA, "version": __version__}
    found["law_checked"] = CHECKED.isoformat()
    found["on"] = None if on is None else on.isoformat()
    found["values"] = [_value(value, on) for value in _chosen(wanted)]
    if _wants(wanted, "benefits"):
        found["benefits"] = [_benefit(each) for each in _benefits(on)]
    if _wants(wanted, "nil-statuses"):
        found["nil_statuses"] = [_status(each) for each in NIL_STATUSES.values()]
    if _wants(wanted, "readings"):
        found["readings"] = [each._asdict() for each in READINGS.values()]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _benefits(on: date | None) -> list[Benefit]:
    return [each for each in BENEFITS.values() if on is None or each.since <= on]


def _value(value: Dated[Any], on: date | None) -> dict[str, Any]:
    return {
        "name": value.name,
        "title": value.title,
        "unit": value.unit,
        "rows": [_row(row, value.unit) for row in _rows(value, on)],
    }


def _row(row: Row[Any], unit: str) -> dict[str, Any]:
    return {
        "since": row.since.isoformat(),
        "value": plain_value(row.value, unit),
        "citation": row.citation.text,
        "url": row.citation.url,
        "checked": row.checked.isoformat(),
        "confidence": row.confidence,
        "reading": row.reading,
    }


def plain_value(value: Any, unit: str) -> Any:  # noqa: ANN401 - a value of any unit
    """Give a value as JSON carries it."""
    if isinstance(value, tuple):
        return [plain_value(each, unit) for each in value]
    if isinstance(value, Fraction):
        if unit == "pounds":
            return money_exact(value)
        return exact(value * 100) if unit.startswith("percent") else str(value)
    return value


def _benefit(each: Benefit) -> dict[str, Any]:
    return {
        "name": each.name,
        "title": each.title,
        "since": each.since.isoformat(),
        "citation": each.citation.text,
        "url": each.citation.url,
        "checked": each.checked.isoformat(),
        "confidence": each.confidence,
        "reading": each.reading,
    }


def _status(each: NilStatus) -> dict[str, Any]:
    return {
        "name": each.name,
        "title": each.title,
        "since": each.since.isoformat(),
        "citation": NIL.text,
        "url": NIL.url,
        "checked": each.checked.isoformat(),
        "confidence": each.confidence,
    }


# --- text -----------------------------------------------------------------------------------------


def lines(wanted: str, on: date | None, width: int) -> list[Line]:
    """Lay the values asked for, or all, out as text."""
    when = f"in force on {long_date(on)}" if on else "since 10 December 2012"
    head = f"Law of the 2012 scheme, {when}. Checked {long_date(CHECKED)}."
    out: list[Line] = [(Piece(head, "heading"),)]
    for value in _chosen(wanted):
        out += _value_lines(value, on, width)
    if _wants(wanted, "benefits"):
        out += _benefit_lines(on, width)
    if _wants(wanted, "nil-statuses"):
        out += _status_lines(width)
    if _wants(wanted, "readings"):
        out += _reading_lines(width)
    return out


def _value_lines(value: Dated[Any], on: date | None, width: int) -> list[Line]:
    name = value.name.replace("_", "-")
    out: list[Line] = [BLANK]
    out += [(Piece(text, "heading"),) for text in wrap(f"{name}: {value.title}", width)]
    for row in _rows(value, on):
        doubt = f", reading {row.reading}" if row.reading else ""
        first, *more = written(row.value, value.unit)
        out.append((Piece(f"  {row.since.isoformat()}  "), Piece(first, "amount")))
        out += [(Piece(f"{'':14}{each}", "amount"),) for each in more]
        out.append((Piece(f"{'':14}{row.citation.text} ({row.confidence}{doubt})", "faint"),))
        out.append((Piece(f"{'':14}{row.citation.url}", "faint"),))
    if len(out) == 1 + len(wrap(f"{name}: {value.title}", width)):
        out.append((Piece("  not in force yet"),))
    return out


def written(value: Any, unit: str) -> list[str]:  # noqa: ANN401 - a value of any unit
    """Write a value for people, a line each row of a table or band."""
    if unit == "percent table":
        return ["  ".join(f"{exact(each * 100):>5} %" for each in row) for row in value]
    if unit == "bands":
        return [f"{start:>3} nights: {fraction}" for start, fraction in value]
    if isinstance(value, tuple):
        return [", ".join(_one(each, unit) for each in value)]
    return [_one(value, unit)]


def _one(value: Any, unit: str) -> str:  # noqa: ANN401 - a value of any unit
    if unit == "pounds":
        whole, _, pence = money_exact(value).partition(".")
        return f"£{int(whole):,}" + ("" if pence == "00" else f".{pence}")
    by_unit: dict[str, Callable[[Any], str]] = {
        "percent": lambda value: f"{exact(value * 100)} %",
        "month": lambda value: f"{date(SCHEME_OPENS.year, value, 1):%B}",
        "children": children,
        "rule": lambda value: "yes" if value else "no",
        "fraction": str,
    }
    return by_unit[unit](value) if unit in by_unit else f"{value} {unit}"


def _benefit_lines(on: date | None, width: int) -> list[Line]:
    out: list[Line] = [BLANK, (Piece("benefits: those that give the flat rate", "heading"),)]
    citation = ""
    for each in _benefits(on):
        if each.citation.text != citation:
            citation = each.citation.text
            out += [(Piece(f"  {citation}  {each.citation.url}", "faint"),)]
        since = f", from {each.since.isoformat()}" if each.since > SCHEME_OPENS else ""
        doubt = f", reading {each.reading}" if each.reading else ""
        text = f"{each.name}: {each.title} ({each.confidence}{doubt}{since})"
        out += [
            (Piece(line),)
            for line in wrap(
                text,
                width,
                initial_indent="    ",
                subsequent_indent="      ",
                break_on_hyphens=False,
            )
        ]
    return out


def _status_lines(width: int) -> list[Line]:
    head = "nil-statuses: those that give the nil rate"
    return [
        BLANK,
        (Piece(head, "heading"),),
        (Piece(f"  {NIL.text}  {NIL.url}", "faint"),),
        *(
            (Piece(line),)
            for each in NIL_STATUSES.values()
            for line in wrap(
                f"{each.name}: {each.title}",
                width,
                initial_indent="    ",
                subsequent_indent="      ",
                break_on_hyphens=False,
            )
        ),
    ]


def _reading_lines(width: int) -> list[Line]:
    out: list[Line] = [BLANK, (Piece("readings: where the law is not settled", "heading"),)]
    for each in READINGS.values():
        out += [
            (Piece(line),)
            for line in wrap(_reading(each), width, initial_indent="  ", subsequent_indent="      ")
        ]
    return out


def _reading(each: Reading) -> str:
    return f"{each.number:>2}  {each.question}: {each.chosen}. Effect: {each.effect}."
