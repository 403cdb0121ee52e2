"""What is never kept: sort codes and account numbers, in a reference or in the name of a file."""

import re

SORT_CODE = r"(?<![0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])"
ACCOUNT = r"(?<![0-9])[0-9]{8}(?![0-9])"
BOTH_TOGETHER = r"(?<![0-9])[0-9]{14}(?![0-9])"
IN_A_TEXT = re.compile(f"{SORT_CODE}|{BOTH_TOGETHER}|{ACCOUNT}")
# In the name of a file a day is common too: 20260301, 2026-03-01. Years of this century.
IN_A_NAME = re.compile(
    r"(?<![0-9])(?!20[0-9]{2}[01][0-9][0-3][0-9](?![0-9]))[0-9]{6,}(?![0-9])"
    r"|(?<![0-9-])[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])"
)
DIGIT = re.compile("[0-9]")


def without_accounts(text: str) -> str:
    """Put stars for the figures of sort codes and account numbers in a text."""
    return IN_A_TEXT.sub(_starred, text)


def plain_name(name: str, accounts: frozenset[str] = frozenset()) -> str:
    """Put stars for account numbers and sort codes in the name of a file; days in it stay.

    `accounts` are those that the file itself names, which may look like a day.
    """
    for account in accounts:
        name = name.replace(account, "*" * len(account))
    return IN_A_NAME.sub(_starred, name)


def _starred(found: "re.Match[str]") -> str:
    return DIGIT.sub("*", found[0])
