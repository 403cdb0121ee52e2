"""Reading a reform file, one that comes with cmscalc or a user's own: `cmscalc.reform/1`."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path as File
from typing import Any, NamedTuple

from cmscalc.core.money import to_penny
from cmscalc.files import values
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reform_values import (
    Reading,
    fraction,
    less_than_all,
    nights_from,
    share,
    the_words,
    yes_or_no,
)
from cmscalc.files.sources import Source, names_of, read_source
from cmscalc.files.toml_places import Path, places
from cmscalc.files.toml_text import Kind, empty, toml_of
from cmscalc.files.words import Unreadable
from cmscalc.law import CHECKED, SCHEME_OPENS, VALUES, Law, law_on
from cmscalc.law.care import ONE_HALF
from cmscalc.law.reform import Disorder, Reform, disorders, reformed

SCHEMA = "cmscalc.reform/1"
SHIPPED = File(__file__).parent.parent / "reforms"
REFORM = Kind("a reform file", "key = value lines", "")
MOST_MEGABYTES = 1
LONGEST_LINE = 200
PAGE = re.compile(r"https?://[!-~]+")
ENDING = ".toml"
# What `compare-rules` calls today's law, and all reforms at once.
TAKEN = ("law", "together")

READ_UNIT: dict[str, Callable[[object], object]] = {
    "pounds": values.pounds,
    "percent": share,
    "percent table": share,
    "fraction": fraction,
    "nights": nights_from,
}
# A deduction from earnings is no part of what a reform is tried on.
NOT_HERE = ("protected_earnings",)
SETTABLE = tuple(
    name
    for name, value in VALUES.items()
    if (value.unit in READ_UNIT or value.unit == "bands") and name not in NOT_HERE
)


class Word(NamedTuple):
    """A key of its own: the field of Law it sets, how it is read, or the one text it may have."""

    field: str
    read: Callable[[object], object]
    words: str = ""


THE_LAW_IS = "law = false: a reform is a proposal, never law"
WORDS = {
    "direct_pay": Word("managed_only", lambda value: not yes_or_no(value)),
    "paying_fee": Word("paying_parent_fee", share),
    "paying_fee_compliant": Word("paying_parent_fee", share),
    "paying_fee_not_compliant": Word("paying_parent_fee_not_compliant", share),
    "receiving_fee": Word("receiving_parent_fee", share),
    "receiving_fee_if_abuse": Word("receiving_parent_fee_if_abuse", share),
    **{
        key: Word("guaranteed_payment", the_words(text), text)
        for key, text in (
            ("receiving_parent_paid", "assessed amount each due date"),
            ("state_recovers", "arrears from the paying parent"),
            ("cost_to_state", "assessed minus collected"),
        )
    },
}
UNEARNED = {"unearned_in_gross_income": yes_or_no, "unearned_threshold": values.pounds}
ABOUT = ("schema", "title", "source", "url", "since", "law")
KEYS = (*ABOUT, *WORDS, *UNEARNED, *SETTABLE)
# What says nothing without another key.
NEEDS = {
    "unearned_threshold": "unearned_in_gross_income",
    "state_recovers": "receiving_parent_paid",
    "cost_to_state": "receiving_parent_paid",
}


def shipped() -> tuple[str, ...]:
    """Name the reforms that come with cmscalc."""
    return tuple(sorted(each.stem for each in SHIPPED.glob(f"*{ENDING}")))


@lru_cache(maxsize=16)
def shipped_reform(name: str) -> Reform:
    """Read a reform that comes with cmscalc."""
    return read_reform(str(SHIPPED / f"{name}{ENDING}"))._replace(name=name)


def read_reform(path: str) -> Reform:
    """Read a reform file. Raises Problems with everything wrong with it at once."""
    return reform_of(read_source(path, names_of([path])[0], MOST_MEGABYTES))


def reform_of(source: Source) -> Reform:
    """Read the text of a reform file, whose keys may all stand in one table, its name."""
    raw = toml_of(source, REFORM)
    if not raw:
        raise Problems([empty(source, REFORM)])
    read = Reading(CasePlaces(source, places(source.text)))
    found = _Found(source.name.removesuffix(ENDING), (), raw, source.name)
    if _is_one_table(read, raw):
        name, table = next(iter(raw.items()))
        found = _Found(name, (name,), table, source.name)
    _stop_at_problems(read)
    reform = _reform(read, found)
    _stop_at_problems(read)
    return reform


def _stop_at_problems(read: Reading) -> None:
    if read.problems:
        raise Problems(sorted(read.problems, key=lambda each: each.place))


class _Found(NamedTuple):
    """The table that holds a reform, and where it stands."""

    name: str
    path: Path
    table: dict[str, Any]
    file: str


def _is_one_table(read: Reading, raw: dict[str, Any]) -> bool:
    """Whether the keys stand in one table, as in a copied section, which needs no schema."""
    tables = [key for key, value in raw.items() if isinstance(value, dict)]
    if len(tables) == len(raw):
        if len(tables) > 1:
            found = f"{len(tables)} reforms in one file"
            read.wrong((tables[1],), found, "one reform a file; several can be given together")
        return True
    if "schema" not in raw:
        wanted = f'schema = "{SCHEMA}"'
        read.problems.append(read.known.problem((), "no schema in this file", wanted))
    elif raw["schema"] != SCHEMA:
        read.wrong(("schema",), "another schema", f'"{SCHEMA}"', f'schema = "{SCHEMA}"')
    return False


def _reform(read: Reading, found: _Found) -> Reform:
    about = _about(read, found)
    reform = Reform(*about, tuple(_values(read, found).items()))
    if not reform.values and not read.problems:
        read.wrong(found.path, "nothing that it changes", "a key that changes something")
    _check_limits(read, found, reform)
    return reform


def _about(read: Reading, found: _Found) -> tuple[str, str, str, str, date | None]:
    """Read who asks for a reform, and from when."""
    table, path = found.table, found.path
    title = read.one((*path, "title"), table.get("title", found.name), _line)
    source = read.one((*path, "source"), table["source"], _line) if "source" in table else ""
    url = read.one((*path, "url"), table["url"], _page) if "url" in table else ""
    since = read.one((*path, "since"), table["since"], values.day) if "since" in table else None
    if table.get("law", False) is not False:
        read.wrong((*path, "law"), "a reform called law", THE_LAW_IS, "law = false")
    name = found.name
    if name in (*TAKEN, *shipped()):
        # A file of one's own that is called like a rule known here goes by its whole name.
        name = found.file if found.file != name else f"./{name}"
    return name, title or found.name, source or "", url or "", since


def _line(value: object) -> str:
    text = values.text(value).strip()
    if not text or len(text) > LONGEST_LINE or not text.isprintable():
        wanted = f"some words, at most {LONGEST_LINE} characters, on one line"
        hidden = next((each for each in text if not each.isprintable()), "")
        if hidden:
            raise Unreadable(f"a character that cannot be shown, U+{ord(hidden):04X}", wanted)
        raise Unreadable(f"a text of {len(text)} characters" if text else "no words", wanted)
    return text


def _page(value: object) -> str:
    text = values.text(value).strip()
    if not PAGE.fullmatch(text):
        raise Unreadable("no address of a page", 'an address such as "https://www.gov.uk/…"')
    return text


# --- what it changes ------------------------------------------------------------------------------


def _values(read: Reading, found: _Found) -> dict[str, object]:
    """Read the keys, and give the fields of Law that they set."""
    fields: dict[str, object] = {}
    by: dict[str, str] = {}
    for key, value in found.table.items():
        path = (*found.path, key)
        if key not in KEYS:
            read.problems.append(_unknown(read, path))
        elif key in NEEDS and NEEDS[key] not in found.table:
            read.wrong(path, f"{key} without {NEEDS[key]}", f"{NEEDS[key]} beside it")
        elif key in WORDS or key in SETTABLE:
            field, what = _field(read, path, value)
            if what is not None and fields.setdefault(field, what) != what:
                read.wrong(path, f"{key} beside {by[field]}, which sets the same", "one of them")
            by.setdefault(field, key)
    return fields | _unearned(read, found)


def _unknown(read: Reading, path: Path) -> Problem:
    key = str(path[-1])
    if key in VALUES:
        return read.known.problem(
            path,
            f"{key}, a value of law that a reform cannot change here",
            "a value that decides the amount: a rate, a limit, a fee or bands",
            at_key=True,
        )
    return read.known.unknown_key(path, KEYS, "reform")


def _field(read: Reading, path: Path, value: object) -> tuple[str, object | None]:
    key = str(path[-1])
    if key in WORDS:
        return WORDS[key].field, read.one(path, value, WORDS[key].read)
    dated = VALUES[key]
    if dated.unit == "bands":
        return key, read.bands(path, value)
    one = less_than_all if key == "other_child_reductions" else READ_UNIT[dated.unit]
    return key, read.like(path, value, dated.rows[-1].value, one)


def _unearned(read: Reading, found: _Found) -> dict[str, Fraction | None]:
    """The threshold from which unearned income counts in gross income; None if it does not."""
    given = {
        key: read.one((*found.path, key), found.table[key], reader)
        for key, reader in UNEARNED.items()
        if key in found.table
    }
    counts = given.get("unearned_in_gross_income")
    if counts is None:
        return {}
    threshold = given.get("unearned_threshold")
    known = threshold if isinstance(threshold, Fraction) else Fraction(0)
    return {"unearned_in_gross_income": known if counts is True else None}


# --- limits in order ------------------------------------------------------------------------------


def _check_limits(read: Reading, found: _Found, reform: Reform) -> None:
    """The limits of income must follow each other, with those of the law that are left."""
    day = max(reform.since, SCHEME_OPENS) if reform.since else CHECKED
    law = reformed(law_on(day), (reform,))
    unread = found.table.keys() - dict(reform.values).keys()
    for wrong in disorders(law):
        at = wrong.upper if wrong.upper in found.table else wrong.lower
        # A limit that cannot be read has not its own value there.
        if not unread & set(wrong):
            read.wrong((*found.path, at), *said(wrong, law))
    extra, bands = "half_care_extra", "care_bands"
    if {extra, bands} <= dict(reform.values).keys() and not _has_one_half(law):
        text = f'{extra}, and no band of "1/2" in {bands} that it goes with'
        read.wrong((*found.path, extra), text, f"such a band, or no {extra}")


def _has_one_half(law: Law) -> bool:
    taken = (law.assumed_care.value, *(off for _, off in law.care_bands.value))
    return ONE_HALF in taken


def said(wrong: Disorder, law: Law) -> tuple[str, str]:
    """Say which limits are the wrong way round, and what is wanted."""
    low, high = (to_penny(getattr(law, name).value).written for name in wrong)
    return (
        f"limits out of order: {wrong.lower} of {low} and {wrong.upper} of {high}",
        "nil_below ≤ flat_up_to < basic_from ≤ first_slice ≤ income_cap",
    )
