"""How the values of a document are written: for people, for spreadsheets and for programs."""

from datetime import date
from typing import Any

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.render.document.model import Days, Kind, Value
from cmscalc.render.ledger_words import days_of

NUMBERS = (Kind.MONEY, Kind.NUMBER)


def for_people(value: Value, kind: Kind) -> str:
    """Write a value as a person reads it: `£63.20`, `21 November 2026`; nothing as a dash."""
    if value is None:
        return "–"
    if kind is Kind.MONEY and isinstance(value, int):
        return Money(value).written
    if isinstance(value, Days):
        return days_of(value.start, value.end)
    return long_date(value) if isinstance(value, date) else str(value)


def for_programs(value: Value, kind: Kind) -> Any:  # noqa: ANN401 - plain values of JSON
    """Write a value as JSON carries it: money as text, days as ISO 8601."""
    if value is None:
        return None
    if kind is Kind.MONEY and isinstance(value, int):
        return str(Money(value))
    if isinstance(value, Days):
        return {"from": value.start.isoformat(), "to": value.end.isoformat()}
    return value.isoformat() if isinstance(value, date) else value


def for_spreadsheets(value: Value, kind: Kind) -> str:
    """Write a value as a cell that a spreadsheet can count with."""
    if value is None:
        return ""
    if isinstance(value, Days):
        return days_of(value.start, value.end)
    return str(for_programs(value, kind))
