"""Reading the cells of a bank's export: signed amounts and days, in the forms that banks write."""

import re
from collections.abc import Callable
from datetime import date
from enum import Enum

from cmscalc.files import words
from cmscalc.files.words import Unreadable

PENCE = 100
PENCE_PLACES = 2
MOST_DIGITS = 9
CENTURY = 2000
TWO_FIGURES = 2
LONGEST_AMOUNT = 40
AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+−])?\s*(?:£|GBP)?\s*(?P<sign2>[-+−])?\s*"
    r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.(?P<pence>[0-9]{1,2})(?P<zeros>0*))?"
    r"\s*(?P<after>-)?\s*(?:£|GBP)?\s*(?P<side>CR|DR|C|D)?\s*(?P<close>\))?",
    re.IGNORECASE,
)
SPACES = ("\u00a0", "\u202f")
WANTED_AMOUNT = "pounds and pence, such as 323.70 or -1,234.56"
NUMBERS = re.compile(r"([0-9]{1,4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,4})(?:[ T].*)?")
# QIF writes the year after an apostrophe: 25/08'26.
QIF_DAY = re.compile(r"([0-9]{1,2})[/.-] ?([0-9]{1,2})[/'.-] ?([0-9]{2,4})")
NAMED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -]([0-9]{2,4})(?:[ T].*)?")
MONTHS = {name[:3]: at for at, name in enumerate(words.MONTHS, 1)}


class DayOrder(Enum):
    """In which order a file writes day, month and year."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


def pence(text: str) -> int:
    """Read a signed amount in pence: `-12.50`, `£1,234.56`, `+£5`, `(12.50)`, `12.50 DR`."""
    plain = _plain_pence(text)
    if plain is not None:
        return plain
    cleaned = text.strip().removeprefix("'")
    for space in SPACES:
        cleaned = cleaned.replace(space, " ")
    cleaned = " ".join(cleaned.split())
    if len(cleaned) > LONGEST_AMOUNT:
        raise Unreadable("a text too long for an amount", WANTED_AMOUNT)
    found = AMOUNT.fullmatch(cleaned)
    if found is None or not (found["pounds"] or found["pence"]):
        raise Unreadable(_why_no_amount(cleaned), WANTED_AMOUNT)
    digits = (found["pounds"] or "0").replace(",", "")
    if len(digits.lstrip("0")) > MOST_DIGITS:
        raise Unreadable("an amount of a thousand million pounds or more", "a likely amount")
    signs = [each for each in (found["sign"], found["sign2"], found["after"]) if each]
    side = (found["side"] or "").upper()
    brackets = bool(found["open"])
    if len(signs) + bool(side) + brackets > 1 or brackets != bool(found["close"]):
        raise Unreadable(f"{text.strip()!r}, an amount with two signs", WANTED_AMOUNT)
    size = int(digits) * PENCE + int((found["pence"] or "0").ljust(PENCE_PLACES, "0"))
    below = signs[:1] in (["-"], ["−"]) or side.startswith("D") or brackets
    return -size if below else size


def _plain_pence(text: str) -> int | None:
    """Read the commonest forms, `-12.50` and `£12.50`, at speed; None for any other."""
    digits = text[1:] if text[:1] == "-" else text
    digits = digits[1:] if digits[:1] == "£" else digits
    pounds, point, rest = digits.partition(".")
    if not (pounds.isascii() and pounds.isdigit() and len(pounds) <= MOST_DIGITS):
        return None
    if point and not (len(rest) == PENCE_PLACES and rest.isascii() and rest.isdigit()):
        return None
    size = int(pounds + rest) if point else int(pounds) * PENCE
    return -size if text[0] == "-" else size


def _why_no_amount(text: str) -> str:
    if not text:
        return "no amount"
    if re.fullmatch(r"[-+−£ ]*[0-9,]+\.[0-9]{3,}", text):
        return f"{text}: more than two figures after the point"
    if re.fullmatch(r"[-+−£ ]*[0-9.]+,[0-9]{2}", text):
        return f"{text}: pence after a comma"
    if re.search(r"[€$]|EUR|USD", text):
        return f"{text!r}, which is not in pounds"
    return f"{text!r}, which is not an amount of money"


def day(text: str, order: DayOrder) -> date:
    """Read a day. The year first, or a month in letters, is clear in any file; else by `order`."""
    cleaned = text.strip().removeprefix("'").strip()
    found = _iso(cleaned) or _named(cleaned) or _numbers(cleaned, order)
    if found is None:
        shown = f"{cleaned!r}, which is not a day" if cleaned else "no day"
        raise Unreadable(shown, f"a day, such as {EXAMPLES[order]}")
    return words.likely(_exists(*found, order))


EXAMPLES = {DayOrder.DMY: "25/08/2026", DayOrder.MDY: "08/25/2026", DayOrder.YMD: "2026-08-25"}


def is_day(text: str) -> bool:
    """Say whether a text is a day in some order."""
    return any(is_day_in(text, order) for order in DayOrder)


def is_day_in(text: str, order: DayOrder) -> bool:
    """Say whether a text is a day in an order."""
    return _reads(lambda each: day(each, order), text)


def is_amount(text: str) -> bool:
    """Say whether a text is an amount of money."""
    return _reads(pence, text)


def _reads(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except Unreadable:
        return False
    return True


def _iso(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of `2026-08-25`, with or without a time."""
    found = NUMBERS.fullmatch(text)
    if found is None or len(found[1]) != len("2026") or len(found[3]) > TWO_FIGURES:
        return None
    return int(found[1]), int(found[2]), int(found[3])


def _named(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of `25 Aug 2026`."""
    found = NAMED.fullmatch(text)
    month = MONTHS.get(found[2][:3].lower()) if found else None
    if found is None or month is None or not words.MONTHS[month - 1].startswith(found[2].lower()):
        if found is None or found[2].lower() != "sept":
            return None
        month = MONTHS["sep"]
    return _year(found[3]), month, int(found[1])


def numbers_of(text: str) -> tuple[int, int] | None:
    """The first two numbers of a day written in figures alone, which could be either way round."""
    cleaned = text.strip().removeprefix("'").strip()
    found = NUMBERS.fullmatch(cleaned) or QIF_DAY.fullmatch(cleaned)
    if found is None or len(found[1]) > TWO_FIGURES:
        return None
    return int(found[1]), int(found[2])


def _numbers(text: str, order: DayOrder) -> tuple[int, int, int] | None:
    found = NUMBERS.fullmatch(text) or QIF_DAY.fullmatch(text)
    if found is None:
        return None
    first, second, third = found.groups()
    if order is DayOrder.YMD:
        return (_year(first), int(second), int(third)) if len(third) <= TWO_FIGURES else None
    if len(first) > TWO_FIGURES or len(third) not in (2, 4):
        return None
    if order is DayOrder.MDY:
        return _year(third), int(first), int(second)
    return _year(third), int(second), int(first)


def _year(text: str) -> int:
    return int(text) + CENTURY if len(text) == TWO_FIGURES else int(text)


def _exists(year: int, month: int, number: int, order: DayOrder) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        wanted = f"a day, such as {EXAMPLES[order]}"
        raise Unreadable(words.why_no_day(year, month, number), wanted) from None
