"""What people write where TOML wants quotes, or another form of a date: said with what to type."""

import re

from cmscalc.files import words
from cmscalc.files.words import Unreadable

PAIR = re.compile(r"(\s*[A-Za-z_]+\s*=\s*)([^#]*?)\s*(?:#.*)?")
DATE = re.compile(r"[0-9]{1,4}[-/. ][0-9A-Za-z]+[-/. ][0-9]{1,4}")
MONEY = re.compile(r"-?£-?[0-9,.]+|[0-9]+(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
PERCENTAGE = re.compile(r"[0-9]+(?:\.[0-9]+)?\s*%")
CURLY = str.maketrans("“”‘’", "\"\"''")
WORD = re.compile(r"[A-Za-z][^\"'\[\]{}]*")


def not_toml(line: str) -> tuple[int, int, Unreadable] | None:
    """Say what a line TOML cannot read surely means: the column, the length and the problem."""
    pair = PAIR.fullmatch(line)
    if pair is None or not pair[2]:
        return None
    key, value = pair[1], pair[2]
    wrong = _meant(value)
    if wrong is None:
        return None
    hint = f"{key.strip()} {wrong.hint}" if wrong.hint else ""
    return len(key) + 1, len(value), Unreadable(wrong.found, wrong.wanted, hint)


def _meant(value: str) -> Unreadable | None:
    if DATE.fullmatch(value):
        return _date(value)
    if MONEY.fullmatch(value):
        plain = value.replace("£", "")
        return Unreadable("an amount without quotes", "pounds in quotes", f'"{plain}"')
    if PERCENTAGE.fullmatch(value):
        return Unreadable("a percentage without quotes", "it in quotes", f'"{value}"')
    if value.translate(CURLY) != value:
        straight = value.translate(CURLY)
        return Unreadable("curly quotes", "straight ones, as on the keyboard", straight)
    if WORD.fullmatch(value):
        return Unreadable("text without quotes", "text in straight double quotes", f'"{value}"')
    return None


def _date(value: str) -> Unreadable:
    try:
        return Unreadable(
            f"{value}, which is not the form wanted", words.A_DAY, str(words.day(value))
        )
    except Unreadable as wrong:
        return wrong
