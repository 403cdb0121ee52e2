"""What reading a bank's file leaves besides its rows: rows that cannot be read, and accounts."""

import re

from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import Unreadable

MOST_BAD = 1000
NUMBER = re.compile(r"[0-9]{6,}")
NOT_A_FIGURE = re.compile(r"[^0-9 ]")


class Notebook:
    """Problems found row by row, and the account numbers that the file names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.accounts: set[str] = set()
        self.seen: set[str] = set()

    def bad(self, line: int, text: str, span: tuple[int, int], wrong: Unreadable) -> None:
        """Keep the problem of a row. Raises Problems where nearly every row is one."""
        start, length = span
        where = f"{self.name}:{line}:{start + 1}"
        self.problems.append(
            Problem(where, text, start, length, wrong.found, wrong.wanted, wrong.hint, in_file=True)
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
