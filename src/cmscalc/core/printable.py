"""Text for people: days as GOV.UK writes them, and nothing that a terminal or spreadsheet obeys."""

from datetime import date


def long_date(day: date) -> str:
    """Write a day as GOV.UK does: `21 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def visible(text: str) -> str:
    """Write characters that would move or hide text on a terminal as their codes."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


# A cell that starts with one of these is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; a negative number is only a number."""
    shown = visible(text)
    return f"'{shown}" if _would_run(text) else shown


def inert_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, and change nothing else."""
    return f"'{text}" if _would_run(text) else text


def _would_run(text: str) -> bool:
    return text.startswith(FORMULA_STARTS) and not _is_number(text)


def _is_number(text: str) -> bool:
    pounds, point, pence = text.removeprefix("-").partition(".")
    return text.isascii() and pounds.isdigit() and (pence.isdigit() or not point)


def cells(text: str) -> int:
    """How many columns of a terminal text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - only such text pays

    return sum(
        0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )
