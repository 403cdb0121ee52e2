"""What reading a bank's file leaves besides its rows: rows that cannot be read, and accounts."""

import re
from typing import NamedTuple

from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import Unreadable
from cmscalc.ledger.bank.private import without_accounts

MOST_BAD = 1000
NUMBER = re.compile(r"[0-9]{6,}")
NOT_A_FIGURE = re.compile(r"[^0-9 ]")


class TextAt(NamedTuple):
    """A part of a line: the line's number and text, where the part starts, and how long it is."""

    line: int
    text: str
    start: int
    length: int

    @property
    def masked(self) -> str:
        """The line without account numbers, but for the part that is meant."""
        end = self.start + self.length
        before, part = self.text[: self.start], self.text[self.start : end]
        return without_accounts(before) + part + without_accounts(self.text[end:])


class Notebook:
    """Problems found row by row, and the account numbers that the file names.

    `rows` are the lines on which rows with problems begin: one row can have several.
    `month_first` is for a day that can be read so, and not as the layout says.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.rows: set[int] = set()
        self.month_first = False
        self.accounts: set[str] = set()
        self.seen: set[str] = set()

    def bad(self, row: int, place: TextAt, wrong: Unreadable) -> None:
        """Keep a problem of the row that begins on a line. Raises Problems at very many."""
        self.rows.add(row)
        self.problems.append(
            Problem(
                f"{self.name}:{place.line}:{place.start + 1}",
                place.masked,
                place.start,
                place.length,
                wrong.found,
                wrong.wanted,
                wrong.hint,
                in_file=True,
            )
        )
        if len(self.problems) >= MOST_BAD:
            found = f"{MOST_BAD} rows that cannot be read (the rest was not looked at)"
            wanted = "another --bank, --map or --date-format: `cmscalc import --help` has them"
            raise Problems([self.refused(found, wanted), *self.problems])

    def refused(self, found: str, wanted: str, hint: str = "") -> Problem:
        """Make the problem of the file as a whole."""
        return Problem(self.name, "", 0, 0, found, wanted, hint, in_file=True)

    def account(self, text: str) -> None:
        """Note the numbers of an account, to keep them out of what is written."""
        if text not in self.seen:
            self.seen.add(text)
            self.accounts.update(NUMBER.findall(NOT_A_FIGURE.sub("", text)))
