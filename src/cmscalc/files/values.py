"""Reading one value of a case file: a TOML value in, the thing it stands for out.

Each reader returns the thing or raises Unreadable, as those in `words` do for typed text.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from cmscalc.core.facts import CareWord, Nights, Period
from cmscalc.core.money import to_penny
from cmscalc.files import words
from cmscalc.files.words import Unreadable

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
LONGEST_TEXT = 10_000


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


def day(value: object) -> date:
    """Read a day, a TOML date or the same in quotes."""
    if isinstance(value, datetime):
        plain = value.date().isoformat()
        raise Unreadable("a date with a time of day", "the date alone", plain)
    if isinstance(value, date):
        return value
    if type(value) is str:
        return words.day(value)
    raise Unreadable(_what(value), words.A_DAY)


def pounds(value: object) -> Fraction:
    """Read an amount of money: text in quotes, or whole pounds. Never a float."""
    if isinstance(value, WrittenFloat):
        hint = f'"{value}"' if words.is_money(value) else ""
        raise Unreadable("a number with a point: computers change these", "it in quotes", hint)
    if type(value) is int:
        return words.money(str(value))
    if type(value) is str:
        return words.money(value)
    raise Unreadable(_what(value), f'{words.POUNDS}, in quotes: "63.20"')


def pence(value: object) -> int:
    """Read an amount of money as whole pence."""
    return to_penny(pounds(value)).pence


def more_than_nothing(value: object) -> int:
    """Read an amount of money of a penny or more, as whole pence."""
    found = pence(value)
    if not found:
        raise Unreadable("an amount of nothing", "an amount of a penny or more")
    return found


def signed_pence(value: object) -> int:
    """Read an amount that may be a credit: `-20.00`."""
    written = str(value) if type(value) in (int, str) else ""
    if written.strip().startswith("-"):
        return -pence(written.strip()[1:])
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
        if type(value) not in (int, str):
            raise Unreadable(_what(value), f"{what}: a whole number from 0 to {most}")
        return words.whole(str(value), 0, most, what)

    return read


def nights(value: object) -> Nights:
    """Read nights a year, or `13/91` nights of a shorter period in quotes."""
    if type(value) not in (int, str):
        raise Unreadable(_what(value), f"a number of nights from 0 to {words.NIGHTS_IN_YEAR}")
    return words.nights(str(value))


def care(value: object) -> Nights | CareWord:
    """Read nights, or the word `assumed`; equal care has rows of its own."""
    if type(value) is str and value.strip().lower() == CareWord.EQUAL.value:
        raise Unreadable(
            "equal care among the nights", "an [[equal_care]] row, with from and child"
        )
    return CareWord.ASSUMED if value == CareWord.ASSUMED.value else nights(value)


def one_of(names: Iterable[str], what: str) -> Callable[[object], str]:
    """Make a reader of one name of a list."""
    known = tuple(names)

    def read(value: object) -> str:
        try:
            return words.one_of(text(value), known, what)
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
    (str, "text"),
)


def _what(value: object) -> str:
    """Say what kind of value was found."""
    if isinstance(value, bool):
        return f"the value {str(value).lower()}"
    if isinstance(value, (WrittenFloat, int)):
        return f"a number, {value}"
    return next((name for kind, name in KINDS if isinstance(value, kind)), "another kind of value")


def _quoted(value: object) -> str:
    simple = isinstance(value, (int, str, date)) and not isinstance(value, bool)
    return f'"{value}"' if simple else ""
