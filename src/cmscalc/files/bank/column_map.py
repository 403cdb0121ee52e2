"""A layout that a person describes: `--map date=Posted,amount=Value`, or a TOML file of that."""

import re
from typing import NamedTuple

from cmscalc.files.bank.cells import DayOrder
from cmscalc.files.bank.layouts import Layout, plain
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import names_of, read_source, refused
from cmscalc.files.toml_places import places
from cmscalc.files.words import Unreadable, closest, one_of, part_of
from cmscalc.ledger.bank.rows import OWN_MAP

# What a column can be mapped to.
ROLES = (
    *("date", "amount", "in", "out", "payee", "reference", "memo"),
    *("balance", "id", "currency"),
)
BETWEEN = re.compile(r",(?=\s*[a-z_-]+\s*=)")
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ORDERS = {
    **{order.value: order for order in DayOrder},
    "dd/mm/yyyy": DayOrder.DMY,
    "mm/dd/yyyy": DayOrder.MDY,
    "yyyy-mm-dd": DayOrder.YMD,
}
SETTINGS = ("date_format", "separator")
ENDING = ".toml"
MOST_MEGABYTES = 1
MOST_COLUMNS = 1000
EXAMPLE = "date=Date,amount=Amount,payee=Description"
NEEDED = "date, and amount or in and out"


class ColumnMap(NamedTuple):
    """Which column says what, by its header or, all of them, by its number from 1."""

    columns: dict[str, str]
    order: DayOrder | None = None
    separator: str = ""

    @property
    def by_number(self) -> bool:
        """Whether columns are counted, as for a file without a header."""
        return all(name.isdecimal() for name in self.columns.values())

    @property
    def layout(self) -> Layout:
        """The layout it describes."""
        named = {role: (plain(name),) for role, name in self.columns.items()}
        return Layout(
            name=OWN_MAP,
            title="your own map",
            needed=frozenset(plain(name) for name in self.columns.values()),
            date=named["date"],
            amount=named.get("amount", ()),
            money_in=named.get("in", ()),
            money_out=named.get("out", ()),
            payee=named.get("payee", ()),
            reference=named.get("reference", ()),
            memo=named.get("memo", ()),
            balance=named.get("balance", ()),
            id=named.get("id", ()),
            currency=named.get("currency", ()),
        )


def order_of(text: str) -> DayOrder:
    """Read --date-format: `dmy`, or `DD/MM/YYYY`."""
    known = text.strip().lower().replace(".", "/")
    if known in ORDERS:
        return ORDERS[known]
    return ORDERS[one_of(text, [each.value for each in DayOrder], "one of")]


def column_map(text: str) -> ColumnMap:
    """Read --map. Raises Unreadable, or Problems where it names a file that is wrong."""
    if text.strip().lower().endswith(ENDING):
        return _from_file(text)
    columns: dict[str, str] = {}
    at = 0
    for part in BETWEEN.split(text):
        role, equals, name = (each.strip() for each in part.partition("="))
        span = (at, len(part))
        if not (equals and name):
            raise Unreadable("a part without a column", f"WHAT=COLUMN, as in {EXAMPLE}", "", span)
        if role in SETTINGS:
            hint = f"--date-format {name}" if role == "date_format" else ""
            wanted = "that by a flag of its own, or all of it in a TOML file"
            raise Unreadable(f"{role} in a map of columns", wanted, hint, span)
        if role not in ROLES:
            near = closest(role, ROLES)
            hint = text[:at] + part.replace(role, near, 1) + text[at + len(part) :] if near else ""
            raise Unreadable(f"an unknown part, {role!r}", f"one of {', '.join(ROLES)}", hint, span)
        if role in columns:
            raise Unreadable(f"{role} a second time", "each part once", "", span)
        columns[role] = part_of(_column, name, text[:at], text[at + len(part) :])
        at += len(part) + 1
    return _whole(ColumnMap(columns))


def _whole(found: ColumnMap) -> ColumnMap:
    """Give a map back, if it says enough."""
    given = found.columns.keys()
    if "date" not in given or not ("amount" in given or given & {"in", "out"}):
        raise Unreadable("a map that does not say enough", f"{NEEDED}, as in {EXAMPLE}")
    if "amount" in given and given & {"in", "out"}:
        raise Unreadable("amount beside in or out", "amount alone, or in and out")
    return found


def _from_file(path: str) -> ColumnMap:
    """Read a map of one key a line. Raises Problems, each with its line and column."""
    from cmscalc.files.toml_text import toml_of  # noqa: PLC0415 - only a map in a file pays

    source = read_source(path, names_of([path])[0], MOST_MEGABYTES)
    table = toml_of(source)
    known = CasePlaces(source, places(source.text))
    problems: list[Problem] = []
    columns: dict[str, str] = {}
    order, separator = None, ""
    for key, value in table.items():
        try:
            if key == "date_format":
                order = order_of(_name(value))
            elif key == "separator":
                separator = SEPARATORS[one_of(_name(value), SEPARATORS, "one of")]
            elif key in ROLES:
                columns[key] = _column(_name(value))
            else:
                problems.append(_unknown_key(known, key))
        except Unreadable as wrong:
            problems.append(known.unreadable((key,), wrong))
    if problems:
        raise Problems(problems)
    try:
        return _whole(ColumnMap(columns, order, separator))
    except Unreadable as wrong:
        raise refused(source.name, wrong.found, wrong.wanted) from None


def _unknown_key(known: CasePlaces, key: str) -> Problem:
    near = closest(key, (*ROLES, *SETTINGS))
    found, wanted = f"an unknown key, {key!r}", f"one of {', '.join((*ROLES, *SETTINGS))}"
    return known.problem((key,), found, wanted, f'{near} = "…"' if near else "", at_key=True)


def _name(value: object) -> str:
    """A column's name in quotes, or its number."""
    if type(value) not in (str, int) or not str(value).strip():
        raise Unreadable("no name of a column", "its header in double quotes, or its number")
    return str(value).strip()


def _column(text: str) -> str:
    """A column's header; or its number, in its plain form."""
    if not text.isdecimal():
        return text
    number = int(text) if len(text) <= len(str(MOST_COLUMNS)) else 0
    if not 1 <= number <= MOST_COLUMNS:
        wanted = f"the number of a column, from 1 to {MOST_COLUMNS}"
        raise Unreadable("a number that no column has", wanted)
    return str(number)
