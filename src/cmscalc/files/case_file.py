"""Reading a case file: TOML to the model, and every problem with its line and column."""

import os
import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.files.case_places import CasePlaces
from cmscalc.files.case_rows import facts_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import Source, read_source
from cmscalc.files.toml_places import Path, Place, places
from cmscalc.files.values import WrittenFloat
from cmscalc.files.words import Unreadable
from cmscalc.ledger.case import Case

if TYPE_CHECKING:
    from cmscalc.files.case_model import CaseTable

MOST_MEGABYTES = 2
TOML_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
WHY_NOT_TOML = {
    "Invalid value": "text stands in double quotes; numbers, dates and true or false do not",
    "Invalid date or datetime": "a day that exists, as YEAR-MONTH-DAY",
    "Expected '=' after a key in a key/value pair": "key = value, with no space in the key",
    "Expected newline or end of document after a statement": "one key = value on a line",
    "Cannot overwrite a value": "each key once in its table; the other under another [[header]]",
}


class CaseFile(NamedTuple):
    """A case file as it was read: its facts, and where each of its rows stands."""

    source: Source
    places: CasePlaces
    case: Case
    payments: tuple[str, ...]


def read_case(path: str, name: str) -> CaseFile:
    """Read a case file. Raises Problems with everything wrong with it at once."""
    source = read_source(path, name, MOST_MEGABYTES)
    return case_of(source)


def case_of(source: Source) -> CaseFile:
    """Read the text of a case file."""
    raw = _toml(source)
    known = CasePlaces(source, places(source.text))
    table = _model(raw, known)
    return CaseFile(source, known, facts_of(table, known), table.payments)


def _toml(source: Source) -> dict[str, Any]:
    if not source.text.strip():
        empty = Unreadable("an empty file", "a case file", "cmscalc new")
        raise Problems([CasePlaces(source, {}).problem_at(Place(1, 1, 0), empty)])
    try:
        return tomllib.loads(source.text, parse_float=WrittenFloat)
    except tomllib.TOMLDecodeError as wrong:
        raise Problems([_not_toml(source, str(wrong))]) from None
    except (RecursionError, ValueError):
        nested = Unreadable("a file that is not a case file", "a TOML file as in the reference")
        raise Problems([CasePlaces(source, {}).problem_at(Place(1, 1, 0), nested)]) from None


def _not_toml(source: Source, message: str) -> Problem:
    match = TOML_PLACE.search(message)
    what = TOML_PLACE.sub("", message)
    if match and match[1]:
        place = Place(int(match[1]), int(match[2]), 1)
    else:
        place = Place(source.text.count("\n") + 1, 1, 1)
    wanted = WHY_NOT_TOML.get(what, "TOML: key = value lines under [[headers]]")
    found = f"not TOML: {what[:1].lower()}{what[1:]} (what follows was not read)"
    return CasePlaces(source, {}).problem_at(place, Unreadable(found, wanted))


def case_schema() -> dict[str, Any]:
    """Give the JSON Schema of a case file, made from its model."""
    _no_plugins()
    from cmscalc.files.case_model import CaseTable  # noqa: PLC0415 - after the switch above

    return CaseTable.model_json_schema(by_alias=True)


def _no_plugins() -> None:
    """Plugins of pydantic would run other people's code on a private file, and cost start-up."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


def _model(raw: dict[str, Any], known: CasePlaces) -> "CaseTable":
    _no_plugins()
    from pydantic import ValidationError  # noqa: PLC0415 - after the switch above

    from cmscalc.files.case_model import CaseTable  # noqa: PLC0415

    try:
        return CaseTable.model_validate(raw)
    except ValidationError as wrong:
        faults = wrong.errors(include_url=False)
        raise Problems([_problem(fault, known) for fault in faults]) from None


def _problem(fault: Any, known: CasePlaces) -> Problem:  # noqa: ANN401 - pydantic's own mapping
    path: Path = fault["loc"]
    kind: str = fault["type"]
    if kind == "value_error":
        return known.unreadable(path, fault["ctx"]["error"])
    if kind == "extra_forbidden":
        return known.unknown_key(path, _keys(path[:-1]))
    if kind == "missing":
        return _missing(path, known)
    name = path[-1] if path else "the file"
    if kind in ("tuple_type", "list_type"):
        found = f"{name} given once, not as rows"
        return known.problem(path, found, f"[[{name}]], in two brackets each", f"[[{name}]]")
    if kind in ("model_type", "dict_type"):
        found = f"{name} as one value"
        return known.problem(path, found, "a table: { key = value, … }")
    return known.problem(path, fault["msg"], "another value")


def _missing(path: Path, known: CasePlaces) -> Problem:
    where = "of the file" if len(path) == 1 else f"of this [[{path[0]}]]"
    hint = EXAMPLES.get(str(path[-1]), "")
    found = f"no {path[-1]} in the keys {where}"
    return known.problem(path, found, f"{path[-1]} = …", hint, at_key=True)


EXAMPLES = {
    "schema": 'schema = "cmscalc.case/1"',
    "effective_date": "effective_date = 2024-03-11",
    "service": 'service = "direct-pay" or service = "collect-and-pay"',
    "from": "from = 2024-03-11",
    "on": "on = 2024-03-11",
    "weekly": 'weekly = "63.20"',
    "amount": 'amount = "150.00"',
    "born": "born = 2015-03-02",
    "first_due": "first_due = 2024-05-15",
    "every": 'every = "month"',
    "name": 'name = "B"',
    "per": 'per = "year"',
    "nights": "nights = 115",
    "arrears": 'arrears = "812.40"',
}


def _keys(path: Path) -> list[str]:
    """The keys that a table of the format has."""
    from cmscalc.files.case_model import CaseTable, keys_of  # noqa: PLC0415 - only a mistake pays

    return keys_of(CaseTable, [part for part in path if isinstance(part, str)])
