"""A case in one line: what is owed in all, when it was last paid, and which letters agree."""

from datetime import date
from typing import NamedTuple

from cmscalc.ledger.account import Account
from cmscalc.ledger.assertions import Asserted, assertions


class Overview(NamedTuple):
    """The account of a case in short, in pence at the end of the as-at day."""

    account: Account
    charged: int
    paid: int
    adjusted: int
    arrears: int
    last_paid: date | None
    asserted: tuple[Asserted, ...]

    @property
    def disagreeing(self) -> int:
        """How many letters do not agree."""
        return sum(not each.ok for each in self.asserted)


def overview(account: Account) -> Overview:
    """Sum an account up, every receiving parent together."""
    sides = account.standings
    paid_on = [side.placed[-1].payment.on for side in sides if side.placed]
    return Overview(
        account,
        charged=sum(side.charged for side in sides),
        paid=sum(side.paid for side in sides),
        adjusted=sum(side.adjusted for side in sides),
        arrears=sum(side.arrears for side in sides),
        last_paid=max(paid_on, default=None),
        asserted=assertions(account),
    )
