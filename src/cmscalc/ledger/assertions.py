"""Balances that letters assert, held against the account."""

from datetime import date
from typing import NamedTuple

from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Balance
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.pence import running
from cmscalc.ledger.periods import history


class Asserted(NamedTuple):
    """One assertion and what the account makes of it, in pence.

    `fee_owed` is the collection fee owed that day, which a letter may have counted in.
    `last_agreed` is the last day before it on which an assertion agreed, for the same parent.
    """

    balance: Balance
    calculated: int
    fee_owed: int
    last_agreed: date | None

    @property
    def difference(self) -> int:
        """Ours less theirs."""
        return self.calculated - self.balance.arrears

    @property
    def ok(self) -> bool:
        """Whether they agree to the penny."""
        return not self.difference

    @property
    def counts_the_fee(self) -> bool:
        """Whether the letter is more by exactly the collection fee owed."""
        return bool(self.difference) and self.difference == -self.fee_owed


def assertions(account: Account) -> tuple[Asserted, ...]:
    """Hold every assertion up to the as-at date against the account, in order of their days.

    A letter states the law, so none is held against an account on which a reform is tried.
    """
    if account.case.reforms:
        return ()
    agreed: dict[str, date] = {}
    found: list[Asserted] = []
    pasts = {standing.name: history(standing) for standing in account.standings}
    fees = {
        standing.name: running(
            [
                *((each.due, each.fee) for each in standing.charges),
                *((each.payment.on, -each.fee) for each in standing.placed),
            ]
        )
        for standing in account.standings
    }
    due = (balance for balance in account.case.balances if balance.on <= account.as_at)
    for balance in sorted(due, key=lambda balance: balance.on):
        name = balance.receiving_parent
        calculated = pasts[name].arrears_before(balance.on + ONE_DAY)
        fee = fees[name].through(balance.on)
        asserted = Asserted(balance, calculated, fee, agreed.get(name))
        if asserted.ok:
            agreed[name] = balance.on
        found.append(asserted)
    return tuple(found)
