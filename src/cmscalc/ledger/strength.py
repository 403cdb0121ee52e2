"""What each payment rests on, and how much of what was paid is agreed, disputed or unproved."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from cmscalc.ledger.bank.evidence import read_evidence
from cmscalc.ledger.payments import Payment, Placed

YES, NO = "yes", "no"
# Stands for a bank's row in a copy that is to be shared.
LEFT_OUT = "a bank's row (left out of this copy)"


class Strength(Enum):
    """What a payment rests on: both parents agree, a bank's row, or the word of one side."""

    AGREED = "agreed"
    BANK_ROW = "bank-row"
    DISPUTED = "disputed"
    UNPROVED = "unproved"


class Proof(NamedTuple):
    """Maintenance paid, in pence, by what it rests on. The first four make what was paid.

    What was not accepted counts as nothing paid, so it stands beside them.
    """

    agreed: int = 0
    bank_row: int = 0
    disputed: int = 0
    unproved: int = 0
    disputed_with_bank_row: int = 0
    not_accepted: int = 0


def strength_of(payment: Payment) -> Strength:
    """Say what a payment rests on. What the parents say of it comes first."""
    if payment.agreed == YES:
        return Strength.AGREED
    if payment.agreed == NO:
        return Strength.DISPUTED
    return Strength.BANK_ROW if has_bank_row(payment) else Strength.UNPROVED


def has_bank_row(payment: Payment) -> bool:
    """Whether its evidence names a row of a bank's file, as an import writes it."""
    evidence = payment.evidence
    return evidence == LEFT_OUT or (bool(evidence) and read_evidence(evidence) is not None)


def proof_of(placed: Iterable[Placed]) -> Proof:
    """Add up what payments rest on."""
    sums = dict.fromkeys(Strength, 0)
    with_bank_row = not_accepted = 0
    for each in placed:
        strength = strength_of(each.payment)
        sums[strength] += each.maintenance
        if not each.accepted:
            not_accepted += each.payment.pence
        if strength is Strength.DISPUTED and has_bank_row(each.payment):
            with_bank_row += each.maintenance
    return Proof(
        agreed=sums[Strength.AGREED],
        bank_row=sums[Strength.BANK_ROW],
        disputed=sums[Strength.DISPUTED],
        unproved=sums[Strength.UNPROVED],
        disputed_with_bank_row=with_bank_row,
        not_accepted=not_accepted,
    )
