"""SI 1992/1989 Part III: what an employer takes under a deduction from earnings order."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.money import Money, to_penny
from cmscalc.core.step import Step, percent, pounds, working
from cmscalc.law import Law


class Deduction(NamedTuple):
    """One pay day: what is protected, available, taken, and carried to the next."""

    protected: Money
    available: Money
    taken: Money
    carried: Money
    steps: tuple[Step, ...]


def deduction_from_earnings(net_earnings: Fraction, due: Fraction, law: Law) -> Deduction:
    """SI 1992/1989 reg 11(2): the amount due, but never out of the protected 60 %.

    Pounds for one pay period. Net earnings are after tax, National Insurance and pension
    contributions; a shortfall is carried forward. The employer's £1 charge is not in it.
    """
    share = law.protected_earnings
    protected = working(
        "protected",
        "Protected earnings",
        share.citation,
        "penny(net earnings × protected share)",
        pounds("net earnings", net_earnings),
        percent("protected share", share.value),
        exact=to_penny(net_earnings * share.value).pounds,
    )
    available = working(
        "available",
        "What may be taken",
        share.citation,
        "net earnings − protected earnings",
        pounds("net earnings", net_earnings),
        pounds("protected earnings", protected.amount),
        exact=net_earnings - protected.amount,
    )
    taken = working(
        "taken",
        "What is taken",
        share.citation,
        "min(amount due, what may be taken)",
        pounds("amount due", due),
        pounds("what may be taken", available.amount),
        exact=min(due, available.amount),
    )
    return Deduction(
        protected=to_penny(protected.amount),
        available=to_penny(available.amount),
        taken=to_penny(taken.amount),
        carried=to_penny(due - taken.amount),
        steps=(protected, available, taken),
    )
