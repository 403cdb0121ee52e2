"""Evidence: which row of which file proves a payment, in one text that a person can read too.

`starling.csv:14 sha256:3f9c21ab44de starling:9f86d0` is line 14 of a file whose SHA-256 begins so.
The last part is the row's mark: a short hash of the row as the bank wrote it, with its own id or
else with payee and reference. Editing a payment does not make its row another. On the first and the
last day of a file, where a download may end between two equal payments, the mark also tells the
balance but for whole multiples of £2.51: enough to tell two apart, and two thousand balances below
£5,000 have the same. Payments that are linked tell no more of it together than one.
"""

import re
from hashlib import sha256
from typing import NamedTuple

from cmscalc.ledger.bank.private import without_accounts
from cmscalc.ledger.bank.rows import BankFile, BankRow

SHORT_HASH = 12
MARK_LENGTH = 6
# A prime number of pence, so that few amounts are whole multiples of it.
EDGE = 251
# How much of an account is in a mark: which of sixteen it is.
ACCOUNT_LENGTH = 1
LONGEST_REFERENCE = 200
ID = "-id"
WRITTEN = re.compile(
    r"(?P<file>.+):(?P<place>[1-9][0-9]{0,8}(?:\.[1-9][0-9]{0,5})?) sha256:(?P<sha>[0-9a-f]{12})"
    r"(?: (?P<kind>[a-z-]{2,20}):(?P<hash>[0-9a-f]{6})(?:\.(?P<edge>[0-9a-f]{2}))?)?"
)


class Mark(NamedTuple):
    """What a row is known by.

    Marks of two kinds cannot be held against each other: `starling` is of payee and reference in a
    file of that layout, `monzo-id` of the bank's id. `edge` is for the ends of a file.
    """

    kind: str
    hash: str
    edge: str = ""

    @property
    def plain(self) -> tuple[str, str]:
        """The mark without the end of the file."""
        return self.kind, self.hash

    def is_of(self, other: "Mark") -> bool:
        """Whether both may be of one row."""
        both = self.edge and other.edge
        return self.plain == other.plain and not (both and self.edge != other.edge)


class Evidence(NamedTuple):
    """A row of a bank's file. A censored row has no mark."""

    file: str
    place: str
    sha256: str
    mark: Mark | None = None

    @property
    def written(self) -> str:
        """As a payments file keeps it."""
        start = f"{self.file}:{self.place} sha256:{self.sha256}"
        if self.mark is None:
            return start
        edge = f".{self.mark.edge}" if self.mark.edge else ""
        return f"{start} {self.mark.kind}:{self.mark.hash}{edge}"


def kept_reference(row: BankRow) -> str:
    """The text of a row as it is kept: no account number in it, and of a likely length."""
    text = " ".join(without_accounts(row.text).split())
    return text if len(text) <= LONGEST_REFERENCE else f"{text[: LONGEST_REFERENCE - 1]}…"


def evidence_of(file: BankFile, row: BankRow) -> Evidence:
    """Say which row of which file it is."""
    return Evidence(file.name, row.place, file.sha256[:SHORT_HASH], mark_of(file, row))


def mark_of(file: BankFile, row: BankRow) -> Mark | None:
    """Make a row's mark; a row whose description the bank has starred out has none."""
    account = _hash(row.account, ACCOUNT_LENGTH) if row.account else ""
    start = f"{row.on.isoformat()} {row.pence} {account}"
    if row.id:
        plain = row.id
        # The longest first, so that the same is left whatever order they are met in.
        for number in sorted(file.accounts, key=lambda each: (-len(each), each)):
            plain = plain.replace(number, "")
        return Mark(f"{file.bank}{ID}", _hash(f"{start} {plain}", MARK_LENGTH))
    if file.censored:
        return None
    edge = ""
    if row.balance is not None and row.on in (file.first, file.last):
        edge = f"{row.balance % EDGE:02x}"
    words = without_accounts(f"{row.payee} {kept_reference(row)}").casefold().split()
    return Mark(file.bank, _hash(f"{start} {' '.join(words)}", MARK_LENGTH), edge)


def read_evidence(text: str) -> Evidence | None:
    """Read evidence that an import has written; None for words of a person's own."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    mark = Mark(found["kind"], found["hash"], found["edge"] or "") if found["kind"] else None
    return Evidence(found["file"], found["place"], found["sha"], mark)


def _hash(text: str, length: int) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
