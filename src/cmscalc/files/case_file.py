"""Reading a case file: TOML to the model, and every problem with its line and column."""

import os
import re
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.files.case_places import CasePlaces
from cmscalc.files.case_rows import facts_of
from cmscalc.files.not_toml import not_toml
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import Source, read_source
from cmscalc.files.toml_places import Path, Place, places
from cmscalc.files.values import WrittenFloat
from cmscalc.files.words import Unreadable, closest
from cmscalc.ledger.case import Case

if TYPE_CHECKING:
    from cmscalc.files.case_model import CaseTable

MOST_MEGABYTES = 2
LONG_NUMBER = re.compile(r"[0-9_]{1000,}|0x[0-9a-fA-F_]{1000,}")
TOML_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
# What tomllib says, and what it means to somebody who has never heard of TOML.
WHY_NOT_TOML = (
    ("Illegal character '\\n'", "a text whose last quote is missing", "text closed by its quote"),
    ("Unterminated string", "a text whose last quote is missing", "text closed by its quote"),
    ("Cannot overwrite a value", "a key a second time", "each key once under its [[header]]"),
    ("Cannot declare", "a [table] a second time", "[[name]], in two brackets each"),
    ("Expected ']", "a header that is not closed", "[[name]] alone on its line"),
    ("Expected '='", "a key with no = after it", "key = value"),
    ("Invalid statement", "a line that is no key = value", "key = value, or a [[header]]"),
    ("Invalid value", "a value that cannot be read", 'text in quotes, "B"; numbers without'),
    ("Invalid date", "a day that does not exist", "a day as YEAR-MONTH-DAY, such as 2026-11-21"),
    (
        "Invalid hex value",
        "a backslash in double quotes",
        "single quotes around it, or / in its place",
    ),
    (
        "Unescaped '\\'",
        "a backslash in double quotes",
        "single quotes around it, or / in its place",
    ),
    ("Expected newline", "more than one value on a line", "one key = value on a line"),
)


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


def case_of(source: Source, lines: Sequence[int] = ()) -> CaseFile:
    """Read the text of a case file; of a copy, `lines` are those that its lines had in the file."""
    raw = toml_of(source)
    known = CasePlaces(source, places(source.text), lines)
    if not raw:
        raise Problems([_empty(source)])
    table = _model(raw, known)
    return CaseFile(source, known, facts_of(table, known), table.payments)


def toml_of(source: Source) -> dict[str, Any]:
    """Read TOML, its floats as they are written. Raises Problems."""
    if not source.text.strip():
        raise Problems([_empty(source)])
    try:
        return tomllib.loads(source.text, parse_float=WrittenFloat)
    except tomllib.TOMLDecodeError as wrong:
        raise Problems([_not_toml(source, str(wrong))]) from None
    except (RecursionError, ValueError):
        digits = LONG_NUMBER.search(source.text)
        at = digits.start() if digits else 0
        line = source.text.count("\n", 0, at) + 1
        place = Place(line, at - source.text.rfind("\n", 0, at), 1 if digits else 0)
        found = "a number far too long" if digits else "brackets within brackets without end"
        no_case = Unreadable(found, "a case file: key = value lines under [[headers]]")
        raise Problems([CasePlaces(source, {}).problem_at(place, no_case)]) from None


def _empty(source: Source) -> Problem:
    empty = Unreadable("an empty file", "a case file", "cmscalc new")
    return CasePlaces(source, {}).problem_at(Place(1, 1, 0), empty)


def _not_toml(source: Source, message: str) -> Problem:
    match = TOML_PLACE.search(message)
    what = TOML_PLACE.sub("", message)
    known = CasePlaces(source, {})
    if not (match and match[1]):
        place = Place(source.text.rstrip().count("\n") + 1, 1, 1)
    else:
        place = Place(int(match[1]), int(match[2]), 1)
        meant = not_toml(source.line(place.line))
        if meant is not None:
            column, length, slip = meant
            return known.problem_at(Place(place.line, column, length), slip)
    line = source.line(place.line)
    if place.column > len(line):  # TOML noticed only at the end of the line
        place = Place(place.line, len(line) - len(line.lstrip()) + 1, max(1, len(line.strip())))
    found, wanted = next(
        ((found, wanted) for start, found, wanted in WHY_NOT_TOML if what.startswith(start)),
        (f"not a case file: {what[:1].lower()}{what[1:]}", "key = value lines under [[headers]]"),
    )
    return known.problem_at(place, Unreadable(f"{found} (what follows was not read)", wanted))


def case_schema() -> dict[str, Any]:
    """Give the JSON Schema of a case file, made from its model."""
    no_plugins()
    from cmscalc.files.case_model import CaseTable  # noqa: PLC0415 - after the switch above

    return CaseTable.model_json_schema(by_alias=True)


def no_plugins() -> None:
    """Plugins of pydantic would run other people's code on a private file, and cost start-up."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


def _model(raw: dict[str, Any], known: CasePlaces) -> "CaseTable":
    no_plugins()
    from pydantic import ValidationError  # noqa: PLC0415 - after the switch above

    from cmscalc.files.case_model import CaseTable  # noqa: PLC0415

    try:
        return CaseTable.model_validate(raw)
    except ValidationError as wrong:
        faults = wrong.errors(include_url=False)
        meant = {_meant(fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"}
        told = [fault for fault in faults if fault["loc"] not in meant]
        raise Problems([_problem(fault, known) for fault in told]) from None


def _meant(path: Path) -> Path:
    """The key that a misspelt one surely stands for: that it is missing need not be said too."""
    return (*path[:-1], closest(str(path[-1]), _keys(path[:-1])))


def _problem(fault: Any, known: CasePlaces) -> Problem:  # noqa: ANN401 - pydantic's own mapping
    path: Path = fault["loc"]
    kind: str = fault["type"]
    if kind == "value_error":
        return known.unreadable(path, fault["ctx"]["error"])
    if kind == "extra_forbidden":
        return known.unknown_key(path, _keys(path[:-1]))
    if kind == "missing":
        return _missing(path, known)
    name = next(str(part) for part in reversed(path) if isinstance(part, str))
    if kind in ("tuple_type", "list_type"):
        if name == "payments":
            return known.problem(path, "payments that is no list of files", 'payments = ["a.csv"]')
        found = f"{name} given once, not as rows"
        return known.problem(path, found, f"[[{name}]], in two brackets each", f"[[{name}]]")
    found = f"{name} as one value"
    return known.problem(path, found, AS_A_TABLE.get(name, f"a [[{name}]] table, key by key"))


AS_A_TABLE = {
    "pension": 'pension = { amount = "3000.00", per = "year" }',
    "service": 'service = "direct-pay", or a [[service]] row for each',
}


def _missing(path: Path, known: CasePlaces) -> Problem:
    name = str(path[-1])
    table = path[-2:-1] or ("file",)
    where = f"[[{path[0]}]]" if isinstance(table[0], int) else str(table[0])
    found = f"no {name} in this {where}"
    return known.problem(path, found, EXAMPLES.get(name, f"{name} = …"), at_key=True)


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
    "kind": 'kind = "opening-balance", or another kind of the reference',
    "count": "count = 1",
    "children": "children = 1",
    "what": 'what = "what was said or done"',
}


def _keys(path: Path) -> list[str]:
    """The keys that a table of the format has."""
    from cmscalc.files.case_model import CaseTable, keys_of  # noqa: PLC0415 - only a mistake pays

    return keys_of(CaseTable, [part for part in path if isinstance(part, str)])
