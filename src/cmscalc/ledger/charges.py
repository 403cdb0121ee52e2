"""Charges: what falls due, when, and the collection fee on it. By the week, or by a plan."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cmscalc.core.facts import FeeRounding
from cmscalc.law import Law
from cmscalc.law.rows import Row
from cmscalc.law.sources import COLLECTION_FEES
from cmscalc.ledger.accrual import DAYS_IN_WEEK, Accrual
from cmscalc.ledger.case import Case, Service, law_of, reform_days, service_on
from cmscalc.ledger.days import ONE_DAY, cut_weekly
from cmscalc.ledger.pence import times

WEEK_OF = "week"


class Charge(NamedTuple):
    """Maintenance that falls due, in pence, and the paying parent's fee on it.

    Under a reform `late_fee` is the fee if it is not paid in full in time (see `conduct.py`).

    `start` is the day its period begins. What a plan gives back is a charge below nothing. A week
    that the end of the account cuts is not yet whole.
    """

    start: date
    due: date
    pence: int
    fee: int
    what: str
    whole: bool = True
    late_fee: int | None = None


def fee_on_top(pence: int, law: Law) -> int:
    """SI 2014/612 reg 7: 20 % of a charge, half a penny up; nothing before 11 August 2014."""
    row = law.paying_parent_fee
    if row is None:
        return 0
    fee = times(abs(pence), row.value)
    return fee if pence > 0 else -fee


def larger_fee(pence: int, law: Law) -> int | None:
    """A reform's fee on a charge that is not paid in full in time, half a penny up."""
    row = law.paying_parent_fee_not_compliant
    if row is None or law.paying_parent_fee is None or pence <= 0:
        return None
    return times(pence, row.value)


class Weekly(NamedTuple):
    """How charges by the week are made for one receiving parent."""

    case: Case
    accrual: Accrual
    rounding: FeeRounding

    def charges(self, end: date, *, goes_on: bool) -> Iterator[Charge]:
        """Charge each week of the case before `end`, in two where fees change within it.

        A charge is due on its last day. Weeks run from the effective date's own weekday. Where
        maintenance goes on accruing after `end`, the week that it cuts is not whole.
        """
        start = self.case.effective_date
        week_ends = (end - start).days % DAYS_IN_WEEK == 0
        is_cut = goes_on and not week_ends and end not in self._fee_days()
        for first, after in pairwise(self._cuts(start, end)):
            pence = self.accrual.between(first, after)
            if pence:
                whole = not (is_cut and after == end)
                fee, late = self._fee(first, after, pence), self._late_fee(first, pence)
                yield Charge(first, after - ONE_DAY, pence, fee, WEEK_OF, whole, late)

    def _cuts(self, start: date, end: date) -> list[date]:
        if start >= end:
            return []
        inside = {day for day in self._fee_days() if start < day < end}
        weeks = cut_weekly(start, end, self.case.effective_date)
        return sorted({start, end, *inside, *weeks})

    def _fee_days(self) -> set[date]:
        """The days on which fees change: with the service, 11 August 2014, or by a reform."""
        pairs = pairwise(self.case.services)
        switches = (row.since for before, row in pairs if before.value is not row.value)
        return {COLLECTION_FEES, *switches, *filter(self._is_fee_day, reform_days(self.case))}

    def _is_fee_day(self, day: date) -> bool:
        """Whether a reform of a day changes the fee on a charge, and not only its amount."""
        if day <= self.case.effective_date:
            return False
        return _fees_on(self.case, day - ONE_DAY) != _fees_on(self.case, day)

    def _fee(self, first: date, after: date, pence: int) -> int:
        if service_on(self.case, first) is not Service.COLLECT_AND_PAY:
            return 0
        if self.rounding is FeeRounding.INSTALMENT:
            return fee_on_top(pence, law_of(self.case, first))
        row = law_of(self.case, first).paying_parent_fee
        days = (first + ONE_DAY * each for each in range((after - first).days))
        return sum(_fee_of_a_day(self.accrual.weekly_on(day), row) for day in days)

    def _late_fee(self, first: date, pence: int) -> int | None:
        if service_on(self.case, first) is not Service.COLLECT_AND_PAY:
            return None
        return larger_fee(pence, law_of(self.case, first))


def _fees_on(case: Case, day: date) -> tuple[object, ...]:
    law = law_of(case, day)
    rows = (law.paying_parent_fee, law.paying_parent_fee_not_compliant)
    return service_on(case, day), *(row and row.value for row in rows)


def _fee_of_a_day(weekly: int, row: Row[Fraction] | None) -> int:
    """Reg 7 as it is worded: 20 % of a day's maintenance, half a penny up (reading 33)."""
    return 0 if row is None else times(weekly, row.value / DAYS_IN_WEEK)
