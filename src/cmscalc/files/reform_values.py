"""Reading one value of a reform file: shares, fractions, bands, and lists as long as the law's."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeVar

from cmscalc.files import values
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.problems import Problem
from cmscalc.files.toml_places import Path
from cmscalc.files.values import WrittenFloat
from cmscalc.files.words import NIGHTS_IN_YEAR, Unreadable

T = TypeVar("T")
A_SHARE = 'a part of the whole in quotes, such as "0.02" or "2%"'
SHARE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,6})?)\s*(%?)")
FRACTION = re.compile(r"([0-9]{1,4})\s*/\s*([0-9]{1,4})")
A_FRACTION = 'a fraction in quotes, such as "1/7"'
WHOLE = "1"
A_BAND = '{ nights = 52, off = "1/7" }'
SOME_BANDS = f"bands such as [{A_BAND}], each from its nights on"
BAND_KEYS = ("nights", "off", "to")


class Band(NamedTuple):
    """A band of nights: from which on, and what it takes off. None is what cannot be read."""

    nights: int | None = None
    off: Fraction | None = None
    to: int | None = None


class Reading:
    """A reform file as it is read: where everything stands, and what is wrong so far."""

    def __init__(self, known: CasePlaces) -> None:
        self.known = known
        self.problems: list[Problem] = []

    def one(self, path: Path, value: object, read: Callable[[object], T]) -> T | None:
        """Read one value, or keep the problem and give None."""
        try:
            return read(value)
        except Unreadable as wrong:
            self.problems.append(self.known.unreadable(path, wrong))
            return None

    def wrong(self, path: Path, found: str, wanted: str, hint: str = "") -> None:
        """Keep a problem with the value at a path."""
        self.problems.append(self.known.problem(path, found, wanted, hint))

    def like(
        self, path: Path, value: object, now: object, read: Callable[[object], object]
    ) -> object | None:
        """Read a value of the shape that it has in law now: one, or lists as long as its own."""
        if not isinstance(now, tuple):
            return self.one(path, value, read)
        if not isinstance(value, list) or len(value) != len(now):
            here = f"a list of {len(value)}" if isinstance(value, list) else "no list"
            self.wrong(path, here, f"a list of {len(now)}, as the law has")
            return None
        found = [
            self.like((*path, at), each, inner, read)
            for at, (each, inner) in enumerate(zip(value, now, strict=True))
        ]
        return None if any(each is None for each in found) else tuple(found)

    def bands(self, path: Path, value: object) -> tuple[tuple[int, Fraction], ...] | None:
        """Read bands of nights. They rise, take off more and more, and leave no night unsaid."""
        if not isinstance(value, list) or not value:
            self.wrong(path, "no list of bands", SOME_BANDS)
            return None
        before = len(self.problems)
        found = [self._band((*path, at), row) for at, row in enumerate(value)]
        for at, (lower, upper) in enumerate(pairwise(found), 1):
            self._follow((*path, at), lower, upper)
        last = found[-1].to
        if last not in (None, NIGHTS_IN_YEAR):
            found_text = f"no band after {last} nights: the last nights are left unsaid"
            self.wrong((*path, len(found) - 1, "to"), found_text, "no `to` in the last band")
        if len(self.problems) > before:
            return None
        return tuple((nights, off) for nights, off, _ in found if nights and off)

    def _band(self, path: Path, row: object) -> Band:
        if not isinstance(row, dict):
            self.wrong(path, "no band", f"a band: {A_BAND}")
            return Band()
        unknown = [key for key in row if key not in BAND_KEYS]
        lacking = [key for key in ("nights", "off") if key not in row]
        for key in unknown:
            self.problems.append(self.known.unknown_key((*path, key), BAND_KEYS, "reform"))
        if unknown or lacking:
            # A key that is misspelt is not said to be lacking too.
            for key in () if unknown else lacking:
                self.wrong(path, f"a band with no {key}", f"a band: {A_BAND}")
            return Band()
        nights = self.one((*path, "nights"), row["nights"], nights_from)
        off = self.one((*path, "off"), row["off"], more_than_nothing)
        to = self.one((*path, "to"), row["to"], nights_from) if "to" in row else None
        return Band(nights, off, to)

    def _follow(self, path: Path, lower: Band, upper: Band) -> None:
        """Hold a band against the one before it, as far as both can be read."""
        (start, less, to), (nights, off, _) = lower, upper
        if start is None or nights is None:
            pass
        elif nights <= start or (to is not None and nights <= to):
            end = f"to {to} nights" if to is not None else "on"
            found = f"a band from {nights} nights, over the one before it from {start} {end}"
            self.wrong((*path, "nights"), found, "bands that rise and do not overlap")
        elif to is not None and nights > to + 1:
            found = f"nights {to + 1} to {nights - 1} are in no band"
            self.wrong((*path, "nights"), found, f"nights = {to + 1}, or a band between")
        if less is not None and off is not None and off <= less:
            found = f"{off} off, no more than the {less} of the band before it"
            self.wrong((*path, "off"), found, "more off from band to band")


def share(value: object) -> Fraction:
    """Read a percentage: `"2%"`, `"0.02"`. Never a float, and not more than the whole."""
    if isinstance(value, WrittenFloat):
        hint = f'"{value}"' if SHARE.fullmatch(value) else ""
        raise Unreadable("a number with a point and no quotes", A_SHARE, hint)
    written = str(value).strip() if type(value) in (int, str) else ""
    match = SHARE.fullmatch(written)
    if match is None:
        raise Unreadable(f"{written!r}, which is no percentage" if written else "no text", A_SHARE)
    number = Fraction(match[1])
    if not match[2] and "." not in match[1] and number:
        found = f"{written}, which may be a percentage or a number of times"
        raise Unreadable(found, A_SHARE, f"{written}%")
    found_share = number / 100 if match[2] else number
    if found_share > 1:
        hint = "" if match[2] or number / 100 > 1 else f"{written}%"
        raise Unreadable(f"{written}: more than 100 %", A_SHARE, hint)
    return found_share


def less_than_all(value: object) -> Fraction:
    """Read a percentage that leaves something."""
    found = share(value)
    if found == 1:
        raise Unreadable("100 % off, which leaves nothing", "less than 100 %")
    return found


def fraction(value: object) -> Fraction:
    """Read a fraction: `"1/7"`, a percentage, or `"1"`, the whole."""
    if type(value) in (int, str) and str(value).strip() == WHOLE:
        return Fraction(1)
    match = FRACTION.fullmatch(value.strip()) if type(value) is str else None
    if match is None:
        return share(value)
    if not int(match[2]):
        raise Unreadable(f"{value!r}, a fraction of nothing", A_FRACTION)
    if int(match[1]) > int(match[2]):
        raise Unreadable(f"{value!r}, which is more than the whole", A_FRACTION)
    return Fraction(int(match[1]), int(match[2]))


def more_than_nothing(value: object) -> Fraction:
    """Read a fraction that takes something off."""
    found = fraction(value)
    if not found:
        raise Unreadable("a band that takes nothing off", f"{A_FRACTION}, or no such band")
    return found


def nights_from(value: object) -> int:
    """Read where a band begins or ends."""
    nights = values.count(NIGHTS_IN_YEAR, "nights")(value)
    if not nights:
        raise Unreadable("a band from no night", "1 night or more")
    return nights


def yes_or_no(value: object) -> bool:
    """Read true or false."""
    if type(value) is not bool:
        raise Unreadable("neither true nor false", "true or false, without quotes")
    return value


def the_words(words: str) -> Callable[[object], bool]:
    """Make a reader of a text that is always the same."""

    def read(value: object) -> bool:
        if value != words:
            raise Unreadable("another rule than the one known here", f'"{words}"', f'"{words}"')
        return True

    return read
