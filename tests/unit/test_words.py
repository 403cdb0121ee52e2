"""What people type, and what it is taken for."""

from datetime import date
from fractions import Fraction

import pytest

from cmscalc.core.facts import CareWord, Nights, Period
from cmscalc.files import words
from cmscalc.files.words import Unreadable


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("0", "0"),
        ("27000", "27000"),
        ("27,000", "27000"),
        ("£27,000.50", "27000.50"),
        (" £ 5.5 ", "5.5"),
        ("1,234,567.89", "1234567.89"),
        ("999999999.99", "999999999.99"),
    ],
)
def test_money(text: str, pounds: str) -> None:
    """Pound signs, commas between thousands, one or two figures after a point."""
    assert Fraction(pounds) == words.money(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "1,000.505", "27,00", "1.2.3", "1e3", "nan", "inf", "0x10", "½", "１００", "5."),
        *(".5", "1000000000", "9" * 5000, "-1", "−1", "(5)", "1 000", "£", "$5", "+5"),
    ],
)
def test_not_money(text: str) -> None:
    """Nothing else is money."""
    with pytest.raises(Unreadable):
        words.money(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("5/year", Period.YEAR),
        ("5/y", Period.YEAR),
        ("5 pa", Period.YEAR),
        ("5 p.a.", Period.YEAR),
        ("5 per annum", Period.YEAR),
        ("5 a year", Period.YEAR),
        ("5/12 months", Period.YEAR),
        ("5/month", Period.MONTH),
        ("5pcm", Period.MONTH),
        ("5 per calendar month", Period.MONTH),
        ("5/four-weeks", Period.FOUR_WEEKS),
        ("5/4 weekly", Period.FOUR_WEEKS),
        ("5/fortnight", Period.FORTNIGHT),
        ("5 every fortnight", None),
        ("5/2 weeks", Period.FORTNIGHT),
        ("5/week", Period.WEEK),
        ("5 p/w", Period.WEEK),
        ("5pw", Period.WEEK),
        ("5 weekly", Period.WEEK),
        ("5/Week", Period.WEEK),
        ("5/day", None),
        ("5/hour", None),
        ("5/quarter", None),
        ("5/", None),
        ("5", None),
        ("/week", None),
    ],
)
def test_periods(text: str, period: Period | None) -> None:
    """Plain spellings of five periods; never a guess at another."""
    if period is None:
        with pytest.raises(Unreadable):
            words.amount(text)
        return

    assert (Fraction(5), period) == words.amount(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("27000/yeer", "27000/year"),
        ("27k/year", "27000/year"),
        ("-5/week", ""),
        ("1800/mnth", "1800/month"),
        ("15/hour", ""),
        ("100/day", ""),
        ("x/week", ""),
        ("500", "500/year, 500/month or 500/week, whichever it is"),
    ],
)
def test_a_hint_never_changes_the_money(text: str, hint: str) -> None:
    """A suggestion keeps the number and a period that was surely meant, or there is none."""
    with pytest.raises(Unreadable) as caught:
        words.amount(text)

    assert hint == caught.value.hint


@pytest.mark.parametrize(
    ("text", "care"),
    [
        ("0", Nights(0)),
        ("365", Nights(365)),
        (" 115 ", Nights(115)),
        ("13/91", Nights(13, 91)),
        ("90/91", Nights(90, 91)),
        ("assumed", CareWord.ASSUMED),
        ("Equal", CareWord.EQUAL),
    ],
)
def test_care(text: str, care: Nights | CareWord) -> None:
    """Nights a year, nights in a shorter period, or one of two words."""
    assert care == words.care(text)


@pytest.mark.parametrize(
    "text",
    ["366", "-1", "1.5", "91/91", "92/91", "1/0", "1/366", "1/x", "half", "", "115 nights", "١"],
)
def test_not_care(text: str) -> None:
    """Nothing else."""
    with pytest.raises(Unreadable):
        words.care(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-21", date(2026, 11, 21)), ("2024-2-9", date(2024, 2, 9))],
)
def test_day(text: str, day: date) -> None:
    """Year, month and day, with or without leading noughts."""
    assert day == words.day(text)


@pytest.mark.parametrize(
    ("text", "found", "hint"),
    [
        ("2026-02-30", "there is no day 30: February 2026 has 28 days", ""),
        ("2026-13-01", "there is no month 13", ""),
        ("0000-01-01", "there is no year 0", ""),
        ("21/11/2026", "21/11/2026, which is not the form wanted", "2026-11-21"),
        ("2026/11/21", "2026/11/21, which is not the form wanted", "2026-11-21"),
        ("31/02/2026", "31/02/2026: there is no day 31: February 2026 has 28 days", ""),
        ("today", "the word today", ""),
        ("soon", "'soon', which is not a day", ""),
    ],
)
def test_not_a_day(text: str, found: str, hint: str) -> None:
    """Why not, and what it was surely meant as."""
    with pytest.raises(Unreadable) as caught:
        words.day(text)

    assert (found, hint) == (caught.value.found, caught.value.hint)


def test_labels() -> None:
    """One form of a name with accents; nothing that would move a cursor."""
    assert "Zo\u00eb" == words.label("Zoe\u0308")
    for text in ("", "  ", "a\nb", "\x1b[2J", "x" * 61):
        with pytest.raises(Unreadable):
            words.label(text)
