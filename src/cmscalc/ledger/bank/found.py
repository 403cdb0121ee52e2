"""Everything an import answers, ready to be shown: the renderers only walk it."""

from typing import NamedTuple

from cmscalc.ledger.bank.continuity import Continuity
from cmscalc.ledger.bank.regular import Payer
from cmscalc.ledger.bank.repeats import Candidate, Repeat
from cmscalc.ledger.bank.rows import BankFile, Party
from cmscalc.ledger.bank.selection import Sifted
from cmscalc.ledger.payments import Payment


class InFile(NamedTuple):
    """What one bank's file holds. `bad` is how many of its rows could not be read."""

    file: BankFile
    sifted: Sifted
    continuity: Continuity | None
    payers: tuple[Payer, ...]
    new: tuple[Payment, ...]
    repeats: tuple[Repeat, ...]
    near: tuple[Repeat, ...]
    bad: int
    mixed: bool = False


class Found(NamedTuple):
    """What was found in every file, and where it goes. `into` is empty for a look alone.

    `unproved` rows there were typed by hand and are shown by the bank; `proved` say so now.
    """

    files: tuple[InFile, ...]
    party: Party
    says_which: bool
    into: str = ""
    written: bool = False
    unproved: int = 0
    proved: int = 0

    @property
    def new(self) -> tuple[Payment, ...]:
        """The payments to add, in order of their days."""
        found = (payment for each in self.files for payment in each.new)
        return tuple(sorted(found, key=lambda payment: payment.on))

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        """The rows that are there already."""
        return tuple(repeat for each in self.files for repeat in each.repeats)


def payment_of(candidate: Candidate) -> Payment:
    """Make the payment that a row proves."""
    made = candidate.payment
    return Payment(
        on=made.on,
        pence=made.pence,
        receiving_parent=made.receiving_parent,
        source=made.source,
        method=made.method,
        reference=made.reference,
        evidence=made.evidence.written if made.evidence else "",
    )
