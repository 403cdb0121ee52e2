"""The words a person types for one thing: money, a period, nights, a day, a name from a list.

Each reader returns the thing or raises Unreadable, which says what was found and what is wanted.
"""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from cmscalc.core.facts import Amount, CareWord, Nights, Period

PERIODS = {
    **dict.fromkeys(("year", "y", "yr", "pa", "annum", "years", "yearly"), Period.YEAR),
    **dict.fromkeys(("month", "m", "pm", "months", "monthly", "pcm"), Period.MONTH),
    **dict.fromkeys(
        ("four-weeks", "4-weeks", "4weeks", "4w", "four-week", "four-weekly", "fourweekly"),
        Period.FOUR_WEEKS,
    ),
    **dict.fromkeys(("fortnight", "2-weeks", "2weeks", "2w", "fortnightly"), Period.FORTNIGHT),
    **dict.fromkeys(("week", "w", "wk", "pw", "weeks", "weekly"), Period.WEEK),
}
A_DAY = "a day as YEAR-MONTH-DAY, such as 2026-11-21"
PERIOD_WORDS = "year, month, four-weeks, fortnight or week"
NIGHTS_IN_YEAR = 365
MOST_POUNDS = 1_000_000_000
MONTHS_IN_YEAR = 12
LONGEST_NAME = 60
LONGEST_NUMBER = 9
MONEY = r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?"
THOUSANDS = r"£?(\d{1,6})[kK]"
SHORT_PERIOD = r"(.*\d)\s*(pa|pcm|pm|pw|PA|PCM|PM|PW)"
ISO_DATE = r"(\d{4})-(\d{1,2})-(\d{1,2})"
UK_DATE = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"


class Unreadable(ValueError):  # noqa: N818 - it names the text, not a fault
    """Text that is not the thing wanted. `part` is the text a caret should point at.

    `outside` is for a thing said properly that the law book does not cover.
    """

    def __init__(
        self, found: str, wanted: str, hint: str = "", part: str = "", *, outside: bool = False
    ) -> None:
        super().__init__(found)
        self.found = found
        self.wanted = wanted
        self.hint = hint
        self.part = part
        self.outside = outside


def closest(text: str, names: Iterable[str]) -> str:
    """Give the nearest name, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake pays for it

    return next(iter(get_close_matches(text, list(names), n=1)), "")


def money(text: str) -> Fraction:
    """Read pounds and pence: `27000`, `27,000.50`, `£27,000`. Never a fraction of a penny."""
    wanted = "pounds, with pence after a point if any, such as 27000 or £1,234.56"
    cleaned = text.strip()
    if cleaned.startswith(("-", "−", "(")):
        positive = cleaned.strip("-−() ")
        hint = positive if re.fullmatch(MONEY, positive) else ""
        raise Unreadable("a negative amount", "an amount of nothing or more", hint, text)
    match = re.fullmatch(MONEY, cleaned)
    if match is None:
        thousands = re.fullmatch(THOUSANDS, cleaned)
        hint = f"{thousands[1]}000" if thousands else ""
        raise Unreadable(_why_not_money(cleaned), wanted, hint, text)
    pounds = Fraction(match[1].replace(",", "")) + Fraction((match[2] or "0").ljust(2, "0")) / 100
    if pounds > MOST_POUNDS:
        raise Unreadable("an amount over a thousand million pounds", wanted, part=text)
    return pounds


def _why_not_money(text: str) -> str:
    if not text:
        return "no amount"
    if re.fullmatch(r"£?[\d,]+\.\d{3,}", text):
        return "more than two figures after the point: a part of a penny"
    if re.fullmatch(r"£?[\d,.]+", text):
        return "commas or points out of place"
    return f"{text!r}, which is not an amount of money"


def amount(text: str) -> Amount:
    """Read an amount and its period: `27000/year`, `£500 per week`, `500pw`."""
    wanted = f"an amount and its period: {PERIOD_WORDS}"
    pounds, period_word = _in_two(text.strip())
    if not period_word:
        plain = _plain(money(pounds))
        raise Unreadable(
            "an amount with no period: say per what",
            wanted,
            f"{plain}/year   (or /month, /week …)",
            text,
        )
    word = plain_name(period_word)
    period = PERIODS.get(word)
    if period is None:
        near = PERIODS.get(closest(word, PERIODS), Period.YEAR)
        found = f"an unknown period, {period_word!r}"
        raise Unreadable(found, wanted, f"{pounds}/{near.value}", period_word)
    try:
        return Amount(money(pounds), period)
    except Unreadable as wrong:
        hint = f"{wrong.hint}/{period.value}" if wrong.hint else ""
        raise Unreadable(wrong.found, wrong.wanted, hint, wrong.part) from None


def _in_two(text: str) -> tuple[str, str]:
    """Split an amount from its period: at a slash, `per`, `a`, or before pa, pm, pw."""
    pounds, slash, period = text.partition("/")
    if slash:
        return pounds.strip(), period.strip()
    worded = re.fullmatch(r"(.*?)\s+(?:per|an?|each)\s+(.*)", text) or re.fullmatch(
        SHORT_PERIOD, text
    )
    return (worded[1], worded[2]) if worded else (text, "")


def _plain(pounds: Fraction) -> str:
    whole, pence = divmod(pounds.numerator * 100 // pounds.denominator, 100)
    return f"{whole}.{pence:02}" if pence else str(whole)


def whole(text: str, least: int, most: int, what: str) -> int:
    """Read a whole number from `least` to `most`."""
    wanted = f"{what}: a whole number from {least} to {most}"
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise Unreadable(f"{text!r}, which is not a whole number", wanted, part=text)
    found = int(text)
    if not least <= found <= most:
        raise Unreadable(
            f"{found}, which is too {'few' if found < least else 'many'}", wanted, part=text
        )
    return found


def nights(text: str) -> Nights:
    """Read nights in 12 months, `115`, or in a shorter representative period, `13/91`."""
    count, slash, days = text.partition("/")
    if not slash:
        return Nights(whole(text, 0, NIGHTS_IN_YEAR, "nights in the 12 months"))
    length = whole(days, 1, NIGHTS_IN_YEAR, "days in the representative period")
    return Nights(whole(count, 0, length, f"nights in {length} days"), length)


def care(text: str) -> Nights | CareWord:
    """Read a child's care: nights, or the words `assumed` or `equal`."""
    word = text.strip().lower()
    if word in {each.value for each in CareWord}:
        return CareWord(word)
    if word.replace("-", "").isalpha():
        near = closest(word, [each.value for each in CareWord])
        wanted = "a number of nights a year, or the word assumed or equal"
        raise Unreadable(f"{text!r}, which is not a number of nights", wanted, near, text)
    return nights(text)


def day(text: str) -> date:
    """Read a day: `2026-11-21`."""
    stripped = text.strip()
    match = re.fullmatch(ISO_DATE, stripped)
    if match is None:
        raise Unreadable(*_not_iso(stripped), part=text)
    year, month, number = (int(piece) for piece in match.groups())
    if not _exists(year, month, number):
        raise Unreadable(_why_no_day(year, month, number), A_DAY, part=text)
    return date(year, month, number)


def _not_iso(text: str) -> tuple[str, str, str]:
    """Say why text is no day, and what it would be if it was meant as day/month/year."""
    british = re.fullmatch(UK_DATE, text)
    if british is None:
        return f"{text!r}, which is not a day", A_DAY, ""
    year, month, number = int(british[3]), int(british[2]), int(british[1])
    hint = f"{year}-{month:02}-{number:02}" if _exists(year, month, number) else ""
    return f"{text}, which is not the order wanted", A_DAY, hint


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _why_no_day(year: int, month: int, number: int) -> str:
    if year < 1 or not 1 <= month <= MONTHS_IN_YEAR:
        return f"there is no month {month:02}"
    from calendar import monthrange  # noqa: PLC0415 - only a mistake pays for it

    days = monthrange(year, month)[1]
    return f"there is no day {number}: {date(year, month, 1):%B %Y} has {days} days"


def plain_name(text: str) -> str:
    """Put a name from a list in its form: `Carer's Allowance` is `carers-allowance`."""
    words = text.lower().replace("'", "").replace("’", "").replace("_", " ").split()
    return "-".join(words)


def one_of(text: str, names: Iterable[str], what: str) -> str:
    """Read one name of a list, in any case, with spaces, hyphens or underscores."""
    known = list(names)
    name = plain_name(text)
    if name in known:
        return name
    near = closest(name, known)
    wanted = f"{what}: {', '.join(known)}"
    raise Unreadable(f"an unknown name, {text!r}", wanted, near, text)


def label(text: str) -> str:
    """Read a receiving parent's label: short, printable, on one line."""
    name = text.strip()
    if not name:
        raise Unreadable("no name before the =", "a name or an initial", part="")
    if len(name) > LONGEST_NAME or not name.isprintable():
        wanted = f"a name of at most {LONGEST_NAME} printable characters; an initial will do"
        raise Unreadable("a name that cannot be shown on one line", wanted, part=text)
    return name
