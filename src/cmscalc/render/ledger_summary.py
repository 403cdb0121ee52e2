"""Many cases, a line each: as text, as JSON (`cmscalc.ledger-summary/1`) and as CSV."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from cmscalc.core.printable import visible
from cmscalc.law.reform import Reform
from cmscalc.ledger.overview import Overview
from cmscalc.render import proposals
from cmscalc.render.ledger_json import Input, money
from cmscalc.render.ledger_words import balance
from cmscalc.render.spreadsheet import table
from cmscalc.version import __version__

SCHEMA = "cmscalc.ledger-summary/1"
COLUMNS = (
    "proposal",
    "case",
    "title",
    "charged",
    "paid",
    "adjusted",
    "arrears",
    "last_paid",
    "letters_disagreeing",
    "error",
)
LETTERS = "Letters are held against today's law only: leave --reform out for that."
ERROR = "not read: see the messages"


class Line(NamedTuple):
    """One case by its file name, and its overview if it could be read."""

    case: str
    found: Overview | None
    inputs: tuple[Input, ...]


def as_text(lines: Sequence[Line], _: date, reforms: Sequence[Reform]) -> str:
    """Write a line a case."""
    width = max((len(line.case) for line in lines), default=0)
    owed = [balance(line.found.arrears) for line in lines if line.found]
    widest = max(map(len, owed), default=0)
    texts = (f"{visible(line.case):{width}}  {_in_words(line.found, widest)}" for line in lines)
    said = "".join(f"{visible(proposals.sentence(reform))}\n" for reform in reforms)
    if reforms and any(line.found and line.found.account.case.balances for line in lines):
        said += f"{LETTERS}\n"
    return said + "".join(f"{text.rstrip()}\n" for text in texts)


def _in_words(found: Overview | None, width: int) -> str:
    if found is None:
        return ERROR
    paid = f"last paid {found.last_paid.isoformat()}" if found.last_paid else "nothing paid"
    letters = found.disagreeing
    many = "1 letter disagrees" if letters == 1 else f"{letters} letters disagree"
    return f"{balance(found.arrears):>{width}}  {paid}" + (f"  {many}" if letters else "")


def as_json(lines: Sequence[Line], as_at: date, reforms: Sequence[Reform]) -> str:
    """Write every case as JSON text."""
    found = {
        "schema": SCHEMA,
        "proposals": proposals.document(reforms),
        "version": __version__,
        "as_at": as_at.isoformat(),
        "cases": [_values(line) for line in lines],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _values(line: Line) -> dict[str, Any]:
    found = line.found
    if found is None:
        return {"case": line.case, "error": ERROR}
    return {
        "case": line.case,
        "title": found.account.case.title,
        "charged": money(found.charged),
        "paid": money(found.paid),
        "adjusted": money(found.adjusted),
        "arrears": money(found.arrears),
        "receiving_parents": [
            {
                "name": side.name,
                "charged": money(side.charged),
                "paid": money(side.paid),
                "adjusted": money(side.adjusted),
                "arrears": money(side.arrears),
            }
            for side in found.account.standings
        ],
        "last_paid": found.last_paid.isoformat() if found.last_paid else None,
        "letters_disagreeing": None if found.account.case.reforms else found.disagreeing,
        "error": None,
        "inputs": [each._asdict() for each in line.inputs],
    }


def as_csv(lines: Sequence[Line], as_at: date, reforms: Sequence[Reform]) -> str:
    """Write a row a case."""
    said = {"proposal": proposals.cell(reforms, as_at)}
    return table(COLUMNS, [_row({**said, **_values(line)}) for line in lines])


def _row(values: dict[str, Any]) -> list[str]:
    given = (values.get(column) for column in COLUMNS)
    return ["" if each is None else str(each) for each in given]


SHAPES: dict[str, Callable[[Sequence[Line], date, Sequence[Reform]], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
}
