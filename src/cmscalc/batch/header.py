"""The columns of a table of cases: which say something of a case, and which are carried along."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cmscalc.batch.names import ANSWERS, KNOWN, REFORM
from cmscalc.files.words import closest

NO_LETTERS = re.compile(r"\W+")
# A name this close to one of ours was meant to be it.
SURE_OF_A_COLUMN = 80
# Left unread, these would change a figure; and what says the same in another column.
WEIGHTY = (
    *("income", "current_income", "pension", "children", "nights", "family", "other_children"),
    *("local_authority_nights", "arrangement_children", "benefit", "partner_benefit"),
    *("equal_care", "nil_status", "default_decision", "collect_and_pay"),
)
# What people call the same, and would be carried along unread.
CALLED = {
    "salary": "income",
    "earnings": "income",
    "wages": "income",
    "wage": "income",
    "kids": "children",
    "qualifying_children": "children",
    "other_kids": "other_children",
    "overnights": "nights",
    "shared_care": "nights",
    "default": "default_decision",
    "benefits": "benefit",
    "prisoner": "nil_status",
    "variation": "special_expense",
    "variations": "special_expense",
    "arrangements": "arrangement_children",
    "date": "on",
    "as_at": "on",
    "effective_date": "on",
    "service": "collect_and_pay",
    "compliant": "not_compliant",
    "overnight_stays": "nights",
    "per": "income_per",
    "period": "income_per",
    "frequency": "income_per",
    "income_period": "income_per",
}
IN_ONE_WORD = {name.replace("_", ""): name for name in KNOWN}
INSTEAD = {
    "children": "family",
    "nights": "family",
    "family": "children",
    "income": "current_income",
}


class Wrong(NamedTuple):
    """What is wrong with a column of the header: its place, and a sentence."""

    column: int
    found: str
    wanted: str
    hint: str = ""


class Header(NamedTuple):
    """The names of all columns in order, and the places of those that say something of a case."""

    names: tuple[str, ...]
    places: dict[str, int]


def header_of(names: Sequence[str]) -> Header:
    """Sort columns into those that say something of a case and those that are carried."""
    return Header(tuple(names), {name: place for place, name in enumerate(names) if name in KNOWN})


def wrong_with(names: Sequence[str]) -> list[Wrong]:
    """Find everything wrong with the names of columns; nothing is guessed, and nothing dropped."""
    found = [*_answered(names), *_without_name(names)]
    for place, name in enumerate(names):
        if not name.strip():
            continue
        if name in names[:place]:
            found.append(
                Wrong(place, f"the column {name!r} a second time", "each column's name once")
            )
        elif name == REFORM:
            wanted = "--reform on the command line, for all rows; or another name for it"
            found.append(Wrong(place, f"a column {name!r}, which is not read", wanted))
        elif name not in KNOWN and name not in ANSWERS:
            found += _nearly(place, name) or _within(place, name, names)
    if not any(name in KNOWN for name in names) and not found:
        wanted = (
            "a header row first, with columns named as the flags of `cmscalc estimate`, such as "
            "income and children: `cmscalc batch --template` prints a table with some"
        )
        found.append(Wrong(0, "no column that says anything of a case", wanted))
    return found


def _answered(names: Sequence[str]) -> list[Wrong]:
    """Columns of answers that are there before any answer is."""
    there = [name for name in ANSWERS if name in names]
    if not there:
        return []
    first = min(names.index(name) for name in there)
    called = f"a column {there[0]}" if len(there) == 1 else f"columns {', '.join(there)}"
    wanted = "the table without answers; or other names, as the answers are put under these"
    return [Wrong(first, f"{called}: there are answers in it already", wanted)]


def _without_name(names: Sequence[str]) -> list[Wrong]:
    """Columns with no name: often empty ones beside a spreadsheet's table, or pandas' index."""
    places = [place for place, name in enumerate(names) if not name.strip()]
    if not places:
        return []
    if len(places) == 1:
        return [Wrong(places[0], "a column with no name", "a name for it, or the column left out")]
    found = f"{len(places)} columns with no name"
    return [Wrong(places[0], found, "a name for each, or the columns left out")]


def _nearly(place: int, name: str) -> list[Wrong]:
    """A name that is ours but for its spelling would be carried along unread."""
    plain = _plain(name)
    alike = [ours for ours in KNOWN if ours.count("_") == plain.count("_")]
    near = IN_ONE_WORD.get(plain.replace("_", ""), "") or CALLED.get(plain, "")
    near = near or closest(plain, alike, sure=SURE_OF_A_COLUMN, begins_alike=False)
    if not near:
        return []
    wanted = f"{near}; or, for a column to be carried along, a name that is not so near"
    # What begins otherwise may mean the opposite: unequal_care.
    hint = near if plain in CALLED or near[0] == plain[0] else ""
    return [Wrong(place, f"a column {name!r}, which is not read", wanted, hint)]


def _plain(name: str) -> str:
    """Give a name's own letters, as ours are written: no marks, and nothing that is not seen."""
    from unicodedata import combining, normalize  # noqa: PLC0415 - only for names that are not ours

    kept = (
        each
        for each in normalize("NFKD", name)
        if (each.isprintable() or each.isspace()) and not combining(each)
    )
    return NO_LETTERS.sub("_", "".join(kept).casefold()).strip("_")


def _within(place: int, name: str, names: Sequence[str]) -> list[Wrong]:
    """A name with one of ours in it, which is nowhere else: `nights of care` would be no nights."""
    words = f"_{_plain(name)}_"
    meant = [ours for ours in WEIGHTY if f"_{ours}_" in words]
    longest = max(meant, key=len, default="")
    if not longest or longest in names or INSTEAD.get(longest) in names:
        return []
    wanted = f"{longest}; or, for a column to be carried along, a name without that word"
    return [Wrong(place, f"a column {name!r}, which is not read", wanted, longest)]
