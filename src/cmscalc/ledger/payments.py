"""Payments, and what of each is maintenance, collection fee and enforcement fee. Whole pence."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from cmscalc.law import law_days
from cmscalc.law.sources import COLLECTION_FEES
from cmscalc.ledger.case import (
    AdjustmentKind,
    Case,
    Service,
    is_managed,
    law_of,
    own_service_on,
    reform_days,
)
from cmscalc.ledger.charges import Charge
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.pence import half_up, running, times

PASSED_ON = "passed-on"
DIRECT = "direct"


class PaidFor(NamedTuple):
    """The day or the month a payment is marked for: `day` is 0 for a whole month."""

    year: int
    month: int
    day: int = 0


class Payment(NamedTuple):
    """One row of a payments file."""

    on: date
    pence: int
    receiving_parent: str
    source: str
    method: str = ""
    reference: str = ""
    paid_for: PaidFor | None = None
    evidence: str = ""
    agreed: str = ""
    note: str = ""


class Placed(NamedTuple):
    """What of a payment went where. The receiving parent's fee is off the maintenance.

    One that was not accepted counts for nothing. `late_fee` is so much of the fee as went to what
    late payment added, under a reform.
    """

    payment: Payment
    maintenance: int
    fee: int = 0
    enforcement: int = 0
    receiving_parent_fee: int = 0
    accepted: bool = True
    late_fee: int = 0


class FeeSplit(Enum):
    """How a payment under Collect and Pay is split (reading 35)."""

    PROPORTIONAL = "proportional"
    MAINTENANCE_FIRST = "maintenance-first"


class Rates(NamedTuple):
    """What bears on a payment of one day; None where there is no fee.

    `maintenance` is the part of what is paid to CMS, fee included, that is maintenance: 5/6. What
    was paid under Direct Pay, on a day that a reform would have managed, had no fee in it: it is
    maintenance whole, and only the fee off what is passed on is taken.
    """

    maintenance: Fraction | None
    passed_on: Fraction | None
    was_direct: bool = False


class Splitter:
    """Splits one receiving parent's payments, in order of their days.

    "Due by then" is what falls due up to the first charge due on or after the day of payment: a
    payment made a few days early is for the instalment it is early for.
    """

    def __init__(self, case: Case, name: str, charges: Sequence[Charge], split: FeeSplit) -> None:
        theirs = [each for each in case.adjustments if each.receiving_parent == name]
        self.case = case
        self.name = name
        self.split = split
        self.dues = [charge.due for charge in charges]
        self.amounts = {charge.pence for charge in charges}
        self.charged = running((charge.due, charge.pence) for charge in charges)
        self.adjusted = running((each.on, each.signed) for each in theirs)
        self.fees = running((charge.due, charge.fee) for charge in charges)
        self.enforcement = running(
            (each.on, each.pence) for each in theirs if each.kind is AdjustmentKind.ENFORCEMENT_FEE
        )
        # What accrued before 11 August 2014 bears no fee, whenever it is collected (SR 2014/182).
        moves = (
            *((charge.due, charge.pence) for charge in charges),
            *((each.on, each.signed) for each in theirs),
        )
        self.before_fees = running((on, m) for on, m in moves if on < COLLECTION_FEES or m < 0)
        services = {row.since for row in case.services}
        self.turns = sorted({*law_days(), *reform_days(case), *services})
        self.rates: dict[int, Rates] = {}
        # One at most: two reforms that set a fee differently do not go together.
        self.fee_turn = next(filter(self._is_fee_turn, sorted(reform_days(case))), None)
        self.maintenance_paid = 0
        self.fees_paid = 0
        self.enforcement_paid = 0
        self.larger_fees = 0
        self.larger_fees_paid = 0

    def place(self, payment: Payment, larger_fees: int = 0) -> Placed:
        """Say where a payment goes, and remember it.

        `larger_fees` is what late payment has added to the fees by that day, under a reform.
        """
        self.larger_fees = larger_fees
        placed = self._placed(payment)
        self.maintenance_paid += placed.maintenance
        self.fees_paid += placed.fee - placed.late_fee
        self.larger_fees_paid += placed.late_fee
        self.enforcement_paid += placed.enforcement
        return placed

    def _placed(self, payment: Payment) -> Placed:
        rates = self._rates(payment.on)
        if payment.method == PASSED_ON and rates.passed_on is not None:
            old = min(payment.pence, self._old_arrears(payment))
            gross = old + self._before_fee(payment.pence - old, rates.passed_on)
            return Placed(payment, gross, receiving_parent_fee=gross - payment.pence)
        if rates.was_direct and payment.method != PASSED_ON:
            return self._less_its_fee(Placed(payment, payment.pence), rates)
        if rates.maintenance is None or payment.method == PASSED_ON:
            return Placed(payment, payment.pence)
        if payment.method == DIRECT:
            # Act s.33(6): money that did not go the right way counts only if it is accepted.
            accepted = payment.agreed != "no"
            return Placed(payment, payment.pence if accepted else 0, accepted=accepted)
        return self._less_its_fee(self._collected(payment, rates.maintenance), rates)

    def _less_its_fee(self, placed: Placed, rates: Rates) -> Placed:
        """Take the receiving parent's fee off what is passed on."""
        bears = max(0, placed.maintenance - self._old_arrears(placed.payment))
        off = 0 if rates.passed_on is None else times(bears, rates.passed_on)
        return placed._replace(receiving_parent_fee=off)

    def _old_arrears(self, payment: Payment) -> int:
        """What is still owed of the time before fees; the oldest is paid first."""
        return max(0, self.before_fees.through(payment.on) - self.maintenance_paid)

    def _rates(self, day: date) -> Rates:
        """The rates of a day: those of the last day on which the law or the service changed."""
        at = bisect_right(self.turns, day)
        if at not in self.rates:
            on = self.turns[at - 1] if at else day
            self.rates[at] = _rates_on(self.case, self.name, on)
        return self.rates[at]

    def _is_fee_turn(self, day: date) -> bool:
        """Whether a reform of a day changes how what is paid to CMS is split."""
        if day <= self.case.effective_date:
            return False
        return self._rates(day - ONE_DAY).maintenance != self._rates(day).maintenance

    def _before_fee(self, pence: int, rate: Fraction) -> int:
        """SI 2014/612 reg 7: what CMS passed on, before its fee, half a penny up.

        Two amounts can come to the same after the fee; then the one that is charged is taken.
        """
        gross = half_up(pence * rate.denominator, rate.denominator - rate.numerator)
        near = (gross - 1, gross + 1)
        charged = (
            each for each in near if each in self.amounts and each - times(each, rate) == pence
        )
        return gross if gross in self.amounts else next(charged, gross)

    def _collected(self, payment: Payment, share: Fraction) -> Placed:
        at = bisect_left(self.dues, payment.on)
        horizon = self.dues[at] if at < len(self.dues) else payment.on
        due = self.charged.through(horizon) + self.adjusted.through(payment.on)
        maintenance_due = max(0, due - self.maintenance_paid)
        fees_due = max(0, self.fees.through(horizon) - self.fees_paid)
        enforcement_due = self.enforcement.through(payment.on) - self.enforcement_paid
        # What late payment added is taken out of what neither maintenance nor the usual fees want.
        unasked = max(0, payment.pence - maintenance_due - fees_due)
        late = min(unasked, self.larger_fees - self.larger_fees_paid)
        usual = self._fee(payment.on, payment.pence - late, share, (maintenance_due, fees_due))
        fee, fees_due = usual + late, fees_due + late
        maintenance = payment.pence - fee
        # Enforcement fees come last: out of what is not wanted for maintenance or for the fee.
        spare = max(0, payment.pence - maintenance_due - fees_due)
        enforcement = min(spare, enforcement_due)
        from_maintenance = min(enforcement, max(0, maintenance - maintenance_due))
        from_fee = enforcement - from_maintenance
        return Placed(
            payment,
            maintenance - from_maintenance,
            fee - from_fee,
            from_maintenance + from_fee,
            late_fee=late,
        )

    def _fee(self, day: date, pence: int, share: Fraction, due: tuple[int, int]) -> int:
        """Split at the fee of the day; what is owed from before a reform's, at the one of then."""
        maintenance_due, fees_due = due
        if self.split is FeeSplit.MAINTENANCE_FIRST:
            return min(max(0, pence - maintenance_due), fees_due)
        if self.fee_turn is None or day < self.fee_turn:
            return _fee_in_proportion(pence, share, maintenance_due, fees_due)
        before = self.fee_turn - ONE_DAY
        charged = self.charged.through(before) + self.adjusted.through(before)
        owed = min(max(0, charged - self.maintenance_paid), maintenance_due)
        fees_owed = max(0, self.fees.through(before) - self.fees_paid)
        first = min(pence, owed + fees_owed)
        its_share = self._rates(before).maintenance or Fraction(1)
        fee = _fee_in_proportion(first, its_share, owed, fees_owed)
        left = maintenance_due - (first - fee)
        return fee + _fee_in_proportion(pence - first, share, left, fees_due - fee)


def _rates_on(case: Case, name: str, day: date) -> Rates:
    law = law_of(case, day)
    on_top, off = law.paying_parent_fee, law.receiving_parent_fee
    if off and law.receiving_parent_fee_if_abuse and _is_survivor(case, name):
        off = law.receiving_parent_fee_if_abuse
    collects = own_service_on(case, day) is Service.COLLECT_AND_PAY
    return Rates(
        1 / (1 + on_top.value) if on_top and collects else None,
        off.value if off else None,
        was_direct=bool(off) and not collects and is_managed(case, day),
    )


def _is_survivor(case: Case, name: str) -> bool:
    return case.abuse is not None and case.abuse[case.receiving_parents.index(name)]


def _fee_in_proportion(pence: int, share: Fraction, maintenance_due: int, fees_due: int) -> int:
    """One sixth (reading 35); but a fee that is not yet due gives way to maintenance that is.

    So a lump sum that clears old Direct Pay arrears, which carry no fee, goes to them.
    """
    maintenance = times(pence, share)
    fee = pence - maintenance
    return fee - min(max(0, fee - fees_due), max(0, maintenance_due - maintenance))
