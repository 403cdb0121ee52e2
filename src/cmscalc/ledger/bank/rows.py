"""Rows of a bank's export, as every layout gives them."""

from datetime import date
from enum import Enum
from typing import NamedTuple

POUNDS = "GBP"
# The layout that a person describes; another map of the same file may read other columns.
OWN_MAP = "map"


class BankRow(NamedTuple):
    """One row of a bank's export. `pence` is above nothing for money in, below for money out.

    `balance` is what the account held after the row, in pence. `currency` is blank for pounds.
    `fee` was taken beside the amount. `part` counts rows that begin on one line, from nothing. The
    account is told apart here and kept nowhere.
    """

    line: int
    on: date
    pence: int
    payee: str = ""
    reference: str = ""
    memo: str = ""
    balance: int | None = None
    id: str = ""
    account: str = ""
    settled: bool = True
    currency: str = ""
    fee: int = 0
    part: int = 0

    @property
    def place(self) -> str:
        """Its line; of rows that begin on one line, the second is `1.2`."""
        return f"{self.line}.{self.part + 1}" if self.part else str(self.line)

    @property
    def text(self) -> str:
        """What the payment is known by: its reference, or else who it is from or to."""
        return self.reference or self.payee or self.memo


class Party(Enum):
    """Whose bank it is: money in is maintenance to one of them, money out from the other."""

    RECEIVING = "receiving"
    PAYING = "paying"


class BankFile(NamedTuple):
    """A bank's file that was read: what its rows are called by, and its SHA-256.

    `name` has no account number or sort code in it; `number` tells it from others of that name in
    one run. `censored` is for files whose descriptions the bank has starred out: their references
    tell nothing. `confirmed` is not for a layout that is known from hearsay alone. `accounts` are
    those that the file names, to keep them out of everything that is kept. `first` and `last` are
    its rows' first and last day.
    """

    name: str
    sha256: str
    bank: str
    title: str
    censored: bool = False
    confirmed: bool = True
    accounts: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    number: int = 1

    @property
    def shown(self) -> str:
        """Its name in messages: the second of one name is `statement.csv (2)`."""
        return numbered(self.name, self.number)


def numbered(name: str, number: int) -> str:
    """A file's name, told from others of that name by a number."""
    return name if number == 1 else f"{name} ({number})"
