"""Reading a case file: TOML to the model, and every problem with its line and column."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.files.case_places import CasePlaces
from cmscalc.files.case_rows import facts_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import Source, read_source
from cmscalc.files.toml_places import Path, places
from cmscalc.files.toml_text import CASE, empty, toml_of
from cmscalc.files.words import closest
from cmscalc.ledger.case import Case

if TYPE_CHECKING:
    from cmscalc.files.case_model import CaseTable

MOST_MEGABYTES = 2


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
        raise Problems([empty(source, CASE)])
    table = _model(raw, known)
    return CaseFile(source, known, facts_of(table, known), table.payments)


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
