"""Reading TOML text, and saying what is meant where it is none: of a case file, or of another."""

import re
import tomllib
from typing import Any, NamedTuple

from cmscalc.files.case_places import CasePlaces
from cmscalc.files.not_toml import not_toml
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import Source
from cmscalc.files.toml_places import Place
from cmscalc.files.values import WrittenFloat
from cmscalc.files.words import Unreadable


class Kind(NamedTuple):
    """What a file should be: its name, its form, and what makes or shows one."""

    name: str
    form: str
    make: str


CASE = Kind("a case file", "key = value lines under [[headers]]", "cmscalc new")
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


def toml_of(source: Source, kind: Kind = CASE) -> dict[str, Any]:
    """Read TOML, its floats as they are written. Raises Problems."""
    if not source.text.strip():
        raise Problems([empty(source, kind)])
    try:
        return tomllib.loads(source.text, parse_float=WrittenFloat)
    except tomllib.TOMLDecodeError as wrong:
        raise Problems([_not_toml(source, str(wrong), kind)]) from None
    except (RecursionError, ValueError):
        digits = LONG_NUMBER.search(source.text)
        at = digits.start() if digits else 0
        line = source.text.count("\n", 0, at) + 1
        place = Place(line, at - source.text.rfind("\n", 0, at), 1 if digits else 0)
        found = "a number far too long" if digits else "brackets within brackets without end"
        no_case = Unreadable(found, f"{kind.name}: {kind.form}")
        raise Problems([CasePlaces(source, {}).problem_at(place, no_case)]) from None


def empty(source: Source, kind: Kind) -> Problem:
    """The problem of a file with nothing in it."""
    nothing = Unreadable("an empty file", kind.name, kind.make)
    return CasePlaces(source, {}).problem_at(Place(1, 1, 0), nothing)


def _not_toml(source: Source, message: str, kind: Kind) -> Problem:
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
        (f"not {kind.name}: {what[:1].lower()}{what[1:]}", kind.form),
    )
    return known.problem_at(place, Unreadable(f"{found} (what follows was not read)", wanted))
