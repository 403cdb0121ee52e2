"""What is never kept: sort codes, account and card numbers, in a reference or a file's name."""

import re
from datetime import date

# Figures as banks and people write them. CMS's own numbers have twelve, and the numbers of faster
# payments eighteen: they stay, and so do references that begin with letters: MAINT202603.
BEFORE, AFTER = r"(?<![\dA-Z])(?<!\d\.)(?:SC|AC|A/C|ACC?T?)?", r"(?!\d)"
BETWEEN = r"\s?[-–—−_.:*/~]{1,2}\s?|\s"
SMALL = r"\s?[-–—−]{1,2}\s?|\s"
RUNS = (
    r"\d{6,8}",  # a sort code, or an account
    r"\d{14}|\d{16}",  # both together, or a card
    r"0\d{4}\s?\d{5,6}|\+\d{11,13}",  # a telephone
    rf"\d{{2}}(?P<between>{BETWEEN})\d{{2}}(?P=between)\d{{2}}",
    rf"\d{{2}}(?:{SMALL})\d{{4}}|\d{{5}}(?:{SMALL})\d{{3}}|\d{{3}}(?:{SMALL})\d{{3}}(?:{SMALL})\d{{2}}",
    rf"\d{{4}}(?:{SMALL}|\.)\d{{4}}(?:(?:{SMALL})\d{{4}}(?:{SMALL})\d{{4}})?",
    r"(?:\d ){5,7}\d",
)
NATIONAL_INSURANCE = r"\b[A-Z]{2}(?: ?\d{2}){3} ?[A-D]\b"
IBAN = r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d{4}){3} ?\d{2}\b"
IN_A_TEXT = re.compile(
    f"{IBAN}|{NATIONAL_INSURANCE}|{BEFORE}(?:{'|'.join(RUNS)}){AFTER}", re.IGNORECASE
)
SLASHED = re.compile(r"(\d{2})/(\d{2})/(\d{2})")
# In the name of a file a day is common too: 20260301, 2026-03-01. Years of this century.
IN_A_NAME = re.compile(
    r"(?<![0-9])(?!20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))[0-9]{6,}(?![0-9])"
    r"|(?<![0-9-])[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])"
)
DIGIT = re.compile(r"\d")
CENTURY = 2000


def without_accounts(text: str) -> str:
    """Put stars for the figures of sort codes, accounts and cards in a text; its length stays."""
    return IN_A_TEXT.sub(_unless_a_day, text)


def plain_name(name: str, accounts: frozenset[str] = frozenset()) -> str:
    """Put stars for account numbers and sort codes in the name of a file; days in it stay.

    `accounts` are those that the file itself names, which may look like a day.
    """
    for account in sorted(accounts, key=lambda each: (-len(each), each)):
        name = name.replace(account, "*" * len(account))
    return IN_A_NAME.sub(_starred, name)


def _starred(found: "re.Match[str]") -> str:
    return DIGIT.sub("*", found[0])


def _unless_a_day(found: "re.Match[str]") -> str:
    """25/08/26 is a day; 20/44/11 is none, so it is a sort code."""
    slashed = SLASHED.fullmatch(found[0])
    if slashed is None:
        return _starred(found)
    day, month, year = (int(part) for part in slashed.groups())
    try:
        date(CENTURY + year, month, day)
    except ValueError:
        return _starred(found)
    return found[0]
