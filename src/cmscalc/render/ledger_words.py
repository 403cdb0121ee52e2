"""How the ledger writes amounts and lengths for people."""

from datetime import date
from fractions import Fraction

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.ledger.days import MONTHS_IN_YEAR, ONE_DAY, last_of_month

TENTHS = 10
BARS = "▁▂▃▄▅▆▇█"


def written(pence: int) -> str:
    """As people write it: `£1,234.56`, `-£5.00`."""
    return Money(pence).written


def balance(pence: int) -> str:
    """A balance in words: what is owed, a credit, or nothing."""
    if not pence:
        return "nothing owed"
    return f"{written(pence)} owed" if pence > 0 else f"{written(-pence)} overpaid"


def weeks(owed: Fraction) -> str:
    """Weeks to one decimal place, down: `12.9`."""
    tenths = owed.numerator * TENTHS // owed.denominator
    return f"{tenths // TENTHS}.{tenths % TENTHS}"


def sparkline(amounts: list[int], width: int) -> str:
    """A small bar for each amount, the last `width` of them; a credit or nothing is the lowest."""
    shown = amounts[-width:]
    top = max([*shown, 1])
    return "".join(BARS[max(0, pence) * (len(BARS) - 1) // top] for pence in shown)


def days_of(start: date, end: date) -> str:
    """Name the days [start, end) as people do: `March 2024`, `11 to 31 March 2024`, `2025`."""
    last = end - ONE_DAY
    if start.day == 1 and last == last_of_month(last):
        return _months_of(start, last)
    if start == last:
        return long_date(start)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day} to {long_date(last)}"
    if start.year == last.year:
        return f"{start.day} {start:%B} to {long_date(last)}"
    return f"{start.day} {start:%b %Y} to {last.day} {last:%b %Y}"


def _months_of(start: date, last: date) -> str:
    if (start.year, start.month) == (last.year, last.month):
        return f"{start:%B %Y}"
    if start.year == last.year and (start.month, last.month) == (1, MONTHS_IN_YEAR):
        return f"{start:%Y}"
    if start.year == last.year:
        return f"{start:%B} to {last:%B %Y}"
    return f"{start:%b %Y} to {last:%b %Y}"
