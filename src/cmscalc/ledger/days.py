"""Counting days, months and years. Every span is half-open: its start is in, its end is not."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MONTHS_IN_YEAR = 12
MONTHS_IN_QUARTER = 3


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 28 February for the 29th in a common year."""
    return months_after(day, MONTHS_IN_YEAR * years)


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def first_of_quarter(day: date) -> date:
    """The first day of a day's calendar quarter."""
    return date(day.year, day.month - (day.month - 1) % MONTHS_IN_QUARTER, 1)


def quarter(day: date) -> str:
    """Name a calendar quarter: `2026-Q3`."""
    return f"{day.year}-Q{(day.month - 1) // MONTHS_IN_QUARTER + 1}"


def cut_weekly(start: date, end: date, weeks_from: date) -> Iterator[date]:
    """The days in (start, end) on which a week begins, weeks being counted from a day."""
    behind = (start - weeks_from).days // WEEK.days + 1
    day = weeks_from + WEEK * behind
    while day < end:
        yield day
        day += WEEK


def cut_monthly(start: date, end: date, months: int) -> Iterator[date]:
    """The days in (start, end) on which a calendar month, quarter or year begins."""
    first = date(start.year, start.month - (start.month - 1) % months, 1)
    day = months_after(first, months)
    while day < end:
        yield day
        day = months_after(day, months)
