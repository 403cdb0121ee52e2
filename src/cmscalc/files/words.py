"""The words a person types for one thing: money, a period, nights, a day, a name from a list.

Each reader returns the thing or raises Unreadable, which says what was found and what is wanted.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from cmscalc.core.facts import Amount, CareWord, Nights, Period

T = TypeVar("T")
Span = tuple[int, int]

SPELLINGS = {
    Period.YEAR: "year y yr yrs years 1-year yearly annual annually annum pa 12-months 52-weeks",
    Period.MONTH: "month m mth months 1-month monthly pm pcm calendar-month",
    Period.FOUR_WEEKS: "four-weeks four-weekly four-week 4-weeks 4-weekly 4-week 4weeks 4weekly "
    "4w fourweekly lunar-month 28-days",
    Period.FORTNIGHT: "fortnight fortnights fortnightly f two-weeks two-weekly 2-weeks 2-weekly "
    "2weeks 2w 14-days",
    Period.WEEK: "week w wk wkly weeks 1-week weekly pw 7-days",
}
WORDED_PERIODS = (
    *("year", "yearly", "annum", "month", "monthly", "fortnight", "fortnightly", "week", "weekly"),
)
PERIODS = {word: period for period, words in SPELLINGS.items() for word in words.split()}
AN_AMOUNT = "an amount and its period: year, month, four-weeks, fortnight or week"
POUNDS = "pounds, with pence after a point if any, such as 27000 or £1,234.56"
A_DAY = "a day as YEAR-MONTH-DAY, such as 2026-11-21"
CARE = "a number of nights a year, or the word assumed or equal"
NIGHTS_IN_YEAR = 365
MONTHS_IN_YEAR = 12
MOST_DIGITS = 9
EARLIEST, LATEST = 1900, 2150
LONGEST_NAME = 60
LEAST_START = 3
SURE_PERCENT = 75
SURER_PERCENT = 80
LONG_WORD = 6
MONEY = r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?"
THOUSANDS = r"£?([0-9]{1,6})[kK]"
NUMBER = r"(.*?[0-9](?:[kK](?![a-zA-Z]))?)"
JOIN = r"(\s+(?:per|an?|each)\s+|\s*)"
PER_IN_SHORT = r"[0-9 ]p/[a-z]"
ISO_DATE = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
TIMED = r"([0-9]{4})-([0-9]{2})-([0-9]{2})[ T][0-9:.]+Z?"
SERIAL = r"[34][0-9]{4}"
UK_DATE = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"


class Unreadable(ValueError):  # noqa: N818 - it names the text, not a fault
    """Text that is not the thing wanted.

    `span` is the start and length of the part to point at, the whole text if None. `hint` is what
    to type in place of the whole text. `outside` is for a thing said properly that the law book
    does not cover.
    """

    def __init__(
        self,
        found: str,
        wanted: str,
        hint: str = "",
        span: Span | None = None,
        *,
        outside: bool = False,
    ) -> None:
        super().__init__(found)
        self.found = found
        self.wanted = wanted
        self.hint = hint
        self.span = span
        self.outside = outside


def part_of(read: Callable[[str], T], text: str, before: str = "", after: str = "") -> T:
    """Read text that stands between other text; a problem points into the whole of it."""
    try:
        return read(text)
    except Unreadable as wrong:
        start, length = wrong.span or (0, len(text))
        hint = f"{before}{wrong.hint}{after}" if wrong.hint else ""
        span = (len(before) + start, length)
        raise Unreadable(wrong.found, wrong.wanted, hint, span, outside=wrong.outside) from None


def closest(
    text: str, names: Iterable[str], sure: int = SURE_PERCENT, *, begins_alike: bool = True
) -> str:
    """Give the name that was surely meant, or nothing.

    One slip of the fingers keeps the first letter; a word that begins otherwise (unequal, net
    income, not a prisoner) may mean the opposite, so it is given no suggestion.
    """
    first = text.lstrip("-")[:1]
    known = (name for name in names if not begins_alike or name.lstrip("-")[:1] == first)
    return _closest(text, tuple(known), sure)


@lru_cache(maxsize=1024)
def _closest(text: str, names: tuple[str, ...], sure: int) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake pays for it

    near = get_close_matches(text, names, n=1, cutoff=sure / 100)
    return near[0] if near else ""


def beginning(text: str, names: Iterable[str]) -> str:
    """Give the one name that begins with a text, or nothing."""
    starting = [name for name in names if name.startswith(text)]
    return starting[0] if len(starting) == 1 and len(text) >= LEAST_START else ""


# --- money ----------------------------------------------------------------------------------------


def money(text: str) -> Fraction:
    """Read pounds and pence: `27000`, `27,000.50`, `£27,000`. Never a fraction of a penny."""
    cleaned = text.strip()
    if cleaned and not cleaned.strip("-−"):
        raise Unreadable("no amount", POUNDS)
    if cleaned.startswith(("-", "−", "(")):
        # Never the same without its sign: a loss is no income.
        raise Unreadable("a negative amount", "an amount of nothing or more")
    match = re.fullmatch(MONEY, cleaned)
    if match is None:
        thousands = re.fullmatch(THOUSANDS, cleaned)
        hint = f"{thousands[1]}000" if thousands else ""
        raise Unreadable(_why_not_money(cleaned), POUNDS, hint)
    whole_pounds = match[1].replace(",", "")
    if len(whole_pounds.lstrip("0")) > MOST_DIGITS:
        raise Unreadable("an amount of a thousand million pounds or more", "a likely amount")
    return Fraction(int(whole_pounds)) + Fraction(int((match[2] or "0").ljust(2, "0")), 100)


def is_money(text: str) -> bool:
    """Say whether a text is an amount of money."""
    return re.fullmatch(MONEY, text) is not None


def _why_not_money(text: str) -> str:
    if not text:
        return "no amount"
    if re.fullmatch(r"£?[0-9,]+\.[0-9]{3,}", text):
        return "more than two figures after the point: a part of a penny"
    if re.fullmatch(r"£?[0-9,.]+", text):
        return "commas or points out of place"
    return f"{text!r}, which is not an amount of money"


def amount(text: str) -> Amount:
    """Read an amount and its period: `27000/year`, `£500 per week`, `500pw`."""
    pounds, between, period = _in_three(text)
    if period in ("k", "K"):
        pounds, period = f"{pounds}{period}", ""
    if not period:
        raise _no_period(text, pounds)
    known = PERIODS.get(_period_word(period))
    if known is None:
        near = _meant_period(_period_word(period))
        hint = f"{pounds}/{near.value}" if near else ""
        span = (len(pounds) + len(between), len(period))
        raise Unreadable(f"an unknown period, {period!r}", AN_AMOUNT, hint, span)
    return Amount(part_of(money, pounds, after=f"/{known.value}"), known)


def _in_three(text: str) -> tuple[str, str, str]:
    """Split an amount, what joins it to its period, and the period: `27000`, `/`, `year`."""
    if "/" in text and not re.search(PER_IN_SHORT, text):
        return text.partition("/")
    joined = re.match(f"{NUMBER}{JOIN}(?=[a-zA-Z])(.*)", text, re.DOTALL)
    return (joined[1], joined[2], joined[3]) if joined else (text, "", "")


def _meant_period(word: str) -> Period | None:
    """Give the period a misspelt word surely meant: never for one of another length."""
    if not word.isalpha() or word.startswith(("bi", "semi")):
        return None
    near = closest(word, WORDED_PERIODS, SURE_PERCENT if len(word) < LONG_WORD else SURER_PERCENT)
    return PERIODS[near] if near else None


def _period_word(text: str) -> str:
    return plain_name(text.replace(".", "").replace("p/", "p").removeprefix("per "))


def _no_period(text: str, pounds: str) -> Unreadable:
    try:
        plain = _plain(money(pounds))
    except Unreadable as wrong:
        if not wrong.hint:
            return Unreadable(wrong.found, AN_AMOUNT, "", wrong.span)
        hint = f"{wrong.hint}/year, {wrong.hint}/month or {wrong.hint}/week, whichever it is"
        return Unreadable(f"{wrong.found}, and no period", AN_AMOUNT, hint, wrong.span)
    hint = f"{plain}/year, {plain}/month or {plain}/week, whichever it is"
    return Unreadable("an amount with no period: say per what", AN_AMOUNT, hint, (0, len(text)))


def _plain(pounds: Fraction) -> str:
    whole_pounds, pence = divmod(pounds.numerator * 100 // pounds.denominator, 100)
    return f"{whole_pounds}.{pence:02}" if pence else str(whole_pounds)


# --- numbers and nights ---------------------------------------------------------------------------


def whole(text: str, least: int, most: int, what: str) -> int:
    """Read a whole number from `least` to `most`."""
    wanted = f"{what}: a whole number from {least} to {most}"
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        found = f"{text!r}, which is not a whole number" if text.strip() else "no number"
        raise Unreadable(found, wanted)
    if len(digits) > MOST_DIGITS or not least <= int(text) <= most:
        size = (
            "few" if text.strip().startswith("-") or int(digits[:MOST_DIGITS]) < least else "many"
        )
        raise Unreadable(f"{text.strip()}, which is too {size}", wanted)
    return int(text)


def nights(text: str) -> Nights:
    """Read nights in 12 months, `115`, or in a shorter representative period, `13/91`."""
    count, slash, days = text.partition("/")
    if not slash:
        return Nights(whole(text, 0, NIGHTS_IN_YEAR, "nights in the 12 months"))
    length = part_of(_days, days, f"{count}/")
    return Nights(part_of(lambda each: _nights_in(each, length), count, after=f"/{days}"), length)


def _days(text: str) -> int:
    return whole(text, 1, NIGHTS_IN_YEAR, "days in the representative period")


def _nights_in(text: str, days: int) -> int:
    return whole(text, 0, days, f"nights in {days} days")


def care(text: str) -> Nights | CareWord:
    """Read a child's care: nights, or the words `assumed` or `equal`."""
    word = text.strip().lower()
    known = [each.value for each in CareWord]
    if word in known:
        return CareWord(word)
    if not word:
        raise Unreadable("no number of nights", CARE)
    if not any(letter.isdigit() for letter in word):
        raise Unreadable(f"{text!r}, which is not a number of nights", CARE, closest(word, known))
    found = nights(text)
    if found.nights == found.days:
        # `50/50` is how people say that care is equal, and would be read as every night.
        wanted = "the paying parent's nights among them; the word equal where care is equal"
        raise Unreadable(f"every one of {found.days} nights", wanted)
    return found


# --- days -----------------------------------------------------------------------------------------


def day(text: str) -> date:
    """Read a day: `2026-11-21`."""
    stripped = text.strip()
    match = re.fullmatch(ISO_DATE, stripped)
    if match is None:
        raise Unreadable(*_not_iso(stripped))
    year, month, number = (int(piece) for piece in match.groups())
    if not _exists(year, month, number):
        raise Unreadable(why_no_day(year, month, number), A_DAY)
    return likely(date(year, month, number))


def likely(found: date) -> date:
    """Give a day back, if anybody now living could mean it."""
    if not EARLIEST <= found.year <= LATEST:
        raise Unreadable(f"the year {found.year}", f"a year from {EARLIEST} to {LATEST}")
    return found


def _not_iso(text: str) -> tuple[str, str, str]:
    """Say why text is no day, and what it would be if it was meant as day/month/year."""
    if text.lower() == "today":
        return "the word today", A_DAY, ""
    slashed = re.fullmatch(ISO_DATE, text.replace("/", "-")) or re.fullmatch(TIMED, text)
    british = re.fullmatch(UK_DATE, text) or _named_month(text)
    if re.fullmatch(SERIAL, text):
        return f"{text}, a spreadsheet's own number for a day", A_DAY, ""
    if slashed is None and british is None:
        return f"{text!r}, which is not a day", A_DAY, ""
    pieces = slashed.groups() if slashed else british.groups()[::-1] if british else ()
    year, month, number = (int(piece) for piece in pieces)
    if not _exists(year, month, number):
        return f"{text}: {why_no_day(year, month, number)}", A_DAY, ""
    return f"{text}, which is not the form wanted", A_DAY, f"{year}-{month:02}-{number:02}"


def _named_month(text: str) -> "re.Match[str] | None":
    """Match a day with its month in words, or its year in two figures: `10-Sep-24`."""
    day, month, year = ([*re.split(r"[\s/.-]+", text.lower()), "", "", ""])[:3]
    found = next((at for at, name in enumerate(MONTHS, 1) if name[:3] == month[:3]), None)
    number = str(found) if found and len(month) >= LEAST_START else month
    whole_year = f"20{year}" if len(year) == len("24") else year
    return re.fullmatch(UK_DATE, f"{day}-{number}-{whole_year}")


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def why_no_day(year: int, month: int, number: int) -> str:
    """Say why there is no such day."""
    from calendar import monthrange  # noqa: PLC0415 - only a mistake pays for it

    if year < 1:
        return "there is no year 0"
    if not 1 <= month <= MONTHS_IN_YEAR:
        return f"there is no month {month}"
    days = monthrange(year, month)[1]
    return f"there is no day {number}: {date(year, month, 1):%B %Y} has {days} days"


# --- names ----------------------------------------------------------------------------------------


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
    found = f"an unknown name, {text!r}" if name else "no name"
    near = beginning(name, known) or closest(name, known)
    raise Unreadable(found, f"{what}: {', '.join(known)}", near)


def label(text: str) -> str:
    """Read a receiving parent's label: short, printable, on one line."""
    name = text.strip()
    if not name:
        raise Unreadable("no name before the =", "a name or an initial, then = and nights")
    if len(name) > LONGEST_NAME or not name.isprintable():
        wanted = f"a name of at most {LONGEST_NAME} printable characters; an initial will do"
        long = f"a name of {len(name)} characters"
        raise Unreadable(
            long if name.isprintable() else "a name with a character that does not print", wanted
        )
    return name if name.isascii() else composed(name)


def composed(name: str) -> str:
    """Give one form to accents that can be written in two."""
    from unicodedata import normalize  # noqa: PLC0415 - only names with accents pay for it

    return normalize("NFC", name)
