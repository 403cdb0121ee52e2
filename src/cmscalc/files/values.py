"""Reading one value of a case file: a TOML value in, the thing it stands for out.

Each reader returns the thing or raises Unreadable, as those in `words` do for typed text.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeVar

from cmscalc.core.facts import CareWord, Nights, Period
from cmscalc.core.money import to_penny
from cmscalc.files import words
from cmscalc.files.words import Unreadable

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
LONGEST_TEXT = 10_000
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
MOST_POUNDS = 10**12
MOST_DIGITS_OF_A_DAY = 10**8
IN_QUOTES = 'pounds and pence in quotes, such as "63.20"'


class WrittenFloat(str):
    """A TOML float, kept as it was written: no amount here is ever a float."""

    __slots__ = ()


def text(value: object) -> str:
    """Read text, of any length in reason."""
    if type(value) is not str:
        raise Unreadable(_what(value), "text in double quotes", _quoted(value))
    if len(value) > LONGEST_TEXT:
        raise Unreadable(f"a text of {len(value)} characters", f"at most {LONGEST_TEXT}")
    return value


def label(value: object) -> str:
    """Read a label for a person: a name or an initial, short and on one line."""
    name = text(value).strip()
    if not name:
        raise Unreadable("an empty label", "a name or an initial")
    return words.label(name)


class Birth(NamedTuple):
    """A date of birth; of one given by its month, `on` is the first day."""

    on: date
    month_only: bool


def birth(value: object) -> Birth:
    """Read a date of birth, or its month alone: `"2015-03"`."""
    if type(value) is str and MONTH.fullmatch(value.strip()):
        return Birth(words.day(f"{value.strip()}-01"), month_only=True)
    return Birth(day(value), month_only=False)


def day(value: object) -> date:
    """Read a day, a TOML date or the same in quotes."""
    if isinstance(value, datetime):
        plain = value.date().isoformat()
        raise Unreadable("a date with a time of day", "the date alone", plain)
    if isinstance(value, date):
        return words.likely(value)
    if type(value) is str:
        return words.day(value)
    digits = str(value) if type(value) is int and 0 <= value <= MOST_DIGITS_OF_A_DAY else ""
    if len(digits) == len("20240911"):
        hint = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        raise Unreadable(_what(value), words.A_DAY, hint)
    raise Unreadable(_what(value), words.A_DAY)


def pounds(value: object) -> Fraction:
    """Read an amount of money: text in quotes, or whole pounds. Never a float."""
    if isinstance(value, WrittenFloat):
        if words.is_money(value):
            raise Unreadable("an amount without quotes", IN_QUOTES, f'"{value}"')
        return words.money(str(value))
    if type(value) is int and abs(value) <= MOST_POUNDS:
        return words.money(str(value))
    if type(value) is str:
        return _money(value)
    raise Unreadable(_what(value), IN_QUOTES)


def _money(text: str) -> Fraction:
    """Read an amount; one with `a week` behind it is given back without."""
    try:
        return words.money(text)
    except Unreadable as wrong:
        plain = re.match(r"\s*£?([0-9][0-9,.]*)\s*(?:/|p|per|a)\s*w", text)
        hint = plain[1] if plain and words.is_money(plain[1]) else wrong.hint
        wanted = IN_QUOTES if wrong.wanted == words.POUNDS else wrong.wanted
        raise Unreadable(wrong.found, wanted, hint, wrong.span) from None


def pence(value: object) -> int:
    """Read an amount of money as whole pence."""
    return to_penny(pounds(value)).pence


def signed_pence(value: object) -> int:
    """Read an amount that may be a credit: `-20.00`."""
    plain = isinstance(value, (str, int)) and not _is_huge(value)
    written = str(value).strip() if plain else ""
    debit = written.replace("−", "-").removeprefix("£")
    if isinstance(value, WrittenFloat) and debit.startswith("-"):
        raise Unreadable("an amount without quotes", IN_QUOTES, f'"{value}"')
    if debit.startswith("-"):
        rest = debit[1:].strip()
        if not words.is_money(rest):
            raise Unreadable(f"{written!r}, which is not an amount of money", IN_QUOTES)
        return -pence(rest)
    if debit.startswith("("):
        inside = debit.strip("() ")
        hint = f"-{inside}" if words.is_money(inside) else ""
        raise Unreadable("an amount in brackets", "a credit with a minus", hint)
    return pence(value)


def period(value: object) -> Period:
    """Read how long an amount covers."""
    name = words.plain_name(text(value)).removeprefix("per-")
    if name not in words.PERIODS:
        known = [each.value for each in Period]
        near = words.closest(name, words.WORDED_PERIODS)
        hint = f'"{words.PERIODS[near].value}"' if near else ""
        raise Unreadable(f"an unknown period, {value!r}", f"one of {', '.join(known)}", hint)
    return words.PERIODS[name]


def count(most: int, what: str) -> Callable[[object], int]:
    """Make a reader of a whole number up to `most`."""

    def read(value: object) -> int:
        if type(value) not in (int, str) or _is_huge(value):
            raise Unreadable(_what(value), f"{what}: a whole number from 0 to {most}")
        return words.whole(str(value), 0, most, what)

    return read


def nights(value: object) -> Nights:
    """Read nights a year, or `13/91` nights of a shorter period in quotes."""
    if type(value) not in (int, str) or _is_huge(value):
        raise Unreadable(_what(value), f"a number of nights from 0 to {words.NIGHTS_IN_YEAR}")
    return words.nights(str(value))


def care(value: object) -> Nights | CareWord:
    """Read nights, or the word `assumed`; equal care has rows of its own."""
    if type(value) is str and value.strip().lower() == CareWord.EQUAL.value:
        raise Unreadable(
            "equal care among the nights", "an [[equal_care]] row, with from and child"
        )
    if type(value) is str and value.strip().lower() == CareWord.ASSUMED.value:
        return CareWord.ASSUMED
    try:
        return nights(value)
    except Unreadable as wrong:
        wanted = f'{wrong.wanted}; or "assumed", one a week (reg 47)'
        raise Unreadable(wrong.found, wanted, wrong.hint, wrong.span) from None


def one_of(names: Iterable[str], what: str) -> Callable[[object], str]:
    """Make a reader of one name of a list."""
    known = tuple(names)

    def read(value: object) -> str:
        if type(value) is not str:
            raise Unreadable(_what(value), f"{what}: {', '.join(known)}")
        try:
            return words.one_of(value, known, what)
        except Unreadable as wrong:
            hint = f'"{wrong.hint}"' if wrong.hint else ""
            raise Unreadable(wrong.found, wrong.wanted, hint) from None

    return read


def member(kind: type[E], what: str) -> Callable[[object], E]:
    """Make a reader of one member of an enumeration."""
    read = one_of([str(each.value) for each in kind], what)
    return lambda value: kind(read(value))


KINDS: tuple[tuple[type, str], ...] = (
    (list, "a list"),
    (dict, "a table"),
    (date, "a date"),
    (time, "a time of day"),
    (str, "text"),
)


def _what(value: object) -> str:
    """Say what kind of value was found."""
    if isinstance(value, bool):
        return f"the value {str(value).lower()}"
    if isinstance(value, int) and abs(value) > MOST_POUNDS:
        return "a very large number"
    if isinstance(value, (WrittenFloat, int)):
        return f"a number, {value}"
    return next((name for kind, name in KINDS if isinstance(value, kind)), "another kind of value")


def _is_huge(value: object) -> bool:
    return isinstance(value, int) and abs(value) > MOST_POUNDS


def _quoted(value: object) -> str:
    simple = isinstance(value, (int, str, date)) and not isinstance(value, bool)
    simple = simple and not _is_huge(value)
    return f'"{value}"' if simple else ""
