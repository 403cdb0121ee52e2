"""What reading a bank's file leaves besides its rows: rows that cannot be read, and accounts."""

import re
from typing import NamedTuple

from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import Unreadable
from cmscalc.ledger.bank.private import without_accounts

MOST_BAD = 1000
# How much of a long line is kept on each side of what is wrong in it.
AROUND = 120
SORT_CODE = 6
SORT_CODE_AND_ACCOUNT = 14
NUMBER = re.compile(r"[0-9]{6,}")
NOT_A_FIGURE = re.compile(r"[^0-9 ]")


class Cell(NamedTuple):
    """A value in a file: its line's number and text, where in that it starts, and the value."""

    line: int
    text: str
    start: int
    value: str


class Notebook:
    """Problems found row by row, and the account numbers that the file names.

    `rows` are the places of rows with problems: one row can have several. `month_first` is for a
    day that can be read so, and not as the layout says.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.rows: set[tuple[int, int]] = set()
        self.month_first = False
        self.accounts: set[str] = set()
        self._seen: set[str] = set()

    def bad(self, row: tuple[int, int], cell: Cell, wrong: Unreadable) -> None:
        """Keep a problem of the row at a place. Raises Problems at very many."""
        self.rows.add(row)
        end = cell.start + len(cell.value)
        before = self._masked(cell.text[max(0, cell.start - AROUND) : cell.start])
        after = self._masked(cell.text[end : end + AROUND])
        self.problems.append(
            Problem(
                f"{self.name}:{cell.line}:{cell.start + 1}",
                f"{before}{cell.text[cell.start : end]}{after}",
                len(before),
                len(cell.value),
                wrong.found,
                wrong.wanted,
                wrong.hint,
                in_file=True,
            )
        )
        if len(self.problems) >= MOST_BAD:
            found = f"{MOST_BAD} problems in its rows (the rest was not looked at)"
            wanted = "another --bank, --map or --date-format: `cmscalc import --help` has them"
            raise Problems([self.refused(found, wanted), *self.problems])

    def _masked(self, text: str) -> str:
        for number in self.accounts:
            text = text.replace(number, "*" * len(number))
        return without_accounts(text)

    def refused(self, found: str, wanted: str, hint: str = "") -> Problem:
        """Make the problem of the file as a whole."""
        return Problem(self.name, "", 0, 0, found, wanted, hint, in_file=True)

    def account(self, text: str) -> None:
        """Note the numbers of an account, to keep them out of what is written."""
        if text not in self._seen:
            self._seen.add(text)
            for number in NUMBER.findall(NOT_A_FIGURE.sub("", text)):
                self.accounts.add(number)
                if len(number) == SORT_CODE_AND_ACCOUNT:
                    self.accounts |= {number[:SORT_CODE], number[SORT_CODE:]}


def plain_text(cell: Cell | None) -> str:
    """A value with single spaces; nothing where there is none."""
    return " ".join(cell.value.split()) if cell else ""
