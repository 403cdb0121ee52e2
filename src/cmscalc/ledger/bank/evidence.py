"""Evidence: which row of which file proves a payment, in one text that a person can read too.

`starling.csv:14 sha256:3f9c21ab44de row:9f2` is line 14 of a file whose SHA-256 begins so. The
last part tells one row from another of the same day and amount: a short hash of the bank's own id,
or of the reference and the balance after the row, or of the reference alone. Three figures of a
hash do not give a balance away: more than a thousand likely balances have the same.
"""

import re
from collections.abc import Iterable
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from cmscalc.ledger.bank.rows import BankFile, BankRow

SHORT_HASH = 12
WRITTEN = re.compile(
    r"(?P<file>.+):(?P<line>[1-9][0-9]{0,8}) sha256:(?P<sha>[0-9a-f]{12})"
    r"(?: (?P<kind>id|row|text):(?P<mark>[0-9a-f]{3,6}))?"
)


class Kind(Enum):
    """What a mark is made of. Marks of two kinds cannot be held against each other."""

    ID = "id"
    BALANCE = "row"
    TEXT = "text"


MARK_LENGTHS = {Kind.ID: 6, Kind.BALANCE: 3, Kind.TEXT: 6}


class Mark(NamedTuple):
    """What tells a row from others of its day and amount."""

    kind: Kind
    hash: str


class Evidence(NamedTuple):
    """A row of a bank's file. A censored row has no mark."""

    file: str
    line: int
    sha256: str
    mark: Mark | None = None

    @property
    def written(self) -> str:
        """As a payments file keeps it."""
        mark = f" {self.mark.kind.value}:{self.mark.hash}" if self.mark else ""
        return f"{self.file}:{self.line} sha256:{self.sha256}{mark}"


def evidence_of(file: BankFile, row: BankRow) -> Evidence:
    """Say which row of which file it is."""
    mark = None if file.censored and not row.id else mark_of(row, file.accounts)
    return Evidence(file.name, row.line, file.sha256[:SHORT_HASH], mark)


def mark_of(row: BankRow, accounts: Iterable[str]) -> Mark:
    """Make a row's mark. Account numbers in a bank's id are left out of it."""
    text = " ".join(row.text.casefold().split())
    if row.id:
        plain = row.id
        for account in accounts:
            plain = plain.replace(account, "")
        return _mark(Kind.ID, plain)
    if row.balance is not None:
        return _mark(Kind.BALANCE, f"{text}\n{row.balance}")
    return _mark(Kind.TEXT, text)


def read_evidence(text: str) -> Evidence | None:
    """Read evidence that an import has written; None for words of a person's own."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    mark = Mark(Kind(found["kind"]), found["mark"]) if found["kind"] else None
    return Evidence(found["file"], int(found["line"]), found["sha"], mark)


def _mark(kind: Kind, text: str) -> Mark:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Mark(kind, digest[: MARK_LENGTHS[kind]])
