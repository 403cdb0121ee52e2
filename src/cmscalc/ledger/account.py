"""The account: for each receiving parent what was charged, adjusted and paid, and what is owed."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from cmscalc.law.reform import holding
from cmscalc.ledger.accrual import Accrual
from cmscalc.ledger.attribution import Attributed, Cover, Item, Order, attribute
from cmscalc.ledger.case import Adjustment, Case, Plan
from cmscalc.ledger.charges import Charge, Weekly
from cmscalc.ledger.conduct import Conduct, by_conduct
from cmscalc.ledger.days import ONE_DAY, WEEK
from cmscalc.ledger.family import Rounded
from cmscalc.ledger.liability import Ruler, Span, accruals, default_ruler, spans
from cmscalc.ledger.payments import FeeSplit, Payment, Placed, Splitter
from cmscalc.ledger.plan import plan_charges, plans_of

# The week or the instalment that a payment is early for may fall due after the as-at day.
AHEAD = 60 * WEEK


class Basis(Enum):
    """What falls due: each week as it accrues, or the instalments of a plan."""

    ACCRUAL = "accrual"
    PLAN = "plan"


class Choices(NamedTuple):
    """How an account is made. None stands for what the case itself suggests."""

    basis: Basis | None = None
    ruler: Ruler | None = None
    order: Order | None = None
    split: FeeSplit = FeeSplit.PROPORTIONAL
    rounded: Rounded = Rounded()
    grace_days: int = 0


BY_THE_CASE = Choices()


class Standing(NamedTuple):
    """One receiving parent's side of the account, up to the end of the as-at day.

    Before `accrues_until` maintenance is charged by the day; from then on by instalments.
    """

    name: str
    accrual: Accrual
    accrues_until: date
    charges: tuple[Charge, ...]
    adjustments: tuple[Adjustment, ...]
    placed: tuple[Placed, ...]

    @property
    def charged(self) -> int:
        """Maintenance that fell due, in pence."""
        return sum(charge.pence for charge in self.charges)

    @property
    def paid(self) -> int:
        """Maintenance paid, in pence; fees are not in it."""
        return sum(each.maintenance for each in self.placed)

    @property
    def adjusted(self) -> int:
        """Adjustments that move the arrears, signed."""
        return sum(each.signed for each in self.adjustments)

    @property
    def arrears(self) -> int:
        """What is owed; below nothing it is a credit."""
        return self.charged + self.adjusted - self.paid


class Account(NamedTuple):
    """A case's account at the end of a day, and how it was made."""

    case: Case
    as_at: date
    basis: Basis
    ruler: Ruler
    order: Order
    split: FeeSplit
    rounded: Rounded
    grace_days: int
    spans: tuple[Span, ...]
    standings: tuple[Standing, ...]

    @property
    def end(self) -> date:
        """The first day that is not in the account."""
        return self.as_at + ONE_DAY


def make_account(
    case: Case, payments: Sequence[Payment], as_at: date, choices: Choices = BY_THE_CASE
) -> Account:
    """Make the account of a case at the end of a day.

    Payments are of known receiving parents and of days from the effective date to `as_at`.
    Raises NoLiability for a day that has neither a decision nor a calculation.
    """
    end = as_at + ONE_DAY
    ruler = choices.ruler or default_ruler(case)
    # What begins after the as-at day is not in it: not in the days that lie ahead either.
    tried = case._replace(reforms=holding(case.reforms, as_at))
    found = spans(tried, end, ruler, choices.rounded, and_on_to=end + AHEAD)
    liability = accruals(found)
    basis = choices.basis or (Basis.PLAN if case.plans else Basis.ACCRUAL)
    order = choices.order or _default_order(payments)
    in_order = sorted(payments, key=lambda payment: payment.on)
    standings = tuple(
        _standing(
            _Side(tried, name, liability[name], basis, order, choices),
            [each for each in in_order if each.receiving_parent == name],
            end,
        )
        for name in case.receiving_parents
    )
    return Account(
        case=case,
        as_at=as_at,
        basis=basis,
        ruler=ruler,
        order=order,
        split=choices.split,
        rounded=choices.rounded,
        grace_days=choices.grace_days,
        spans=tuple(span._replace(end=min(span.end, end)) for span in found if span.start < end),
        standings=standings,
    )


def _default_order(payments: Iterable[Payment]) -> Order:
    """A payment marked for a day or a month goes there, unless another order is asked for."""
    marked = any(payment.paid_for for payment in payments)
    return Order.AS_MARKED if marked else Order.OLDEST_FIRST


# --- one receiving parent -------------------------------------------------------------------------


class _Side(NamedTuple):
    """What is needed to charge one receiving parent's maintenance."""

    case: Case
    name: str
    accrual: Accrual
    basis: Basis
    order: Order
    choices: Choices

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that are followed."""
        return plans_of(self.case, self.name) if self.basis is Basis.PLAN else ()

    @property
    def accrues_until(self) -> date:
        """The day from which instalments are charged, if ever."""
        return self.plans[0].since if self.plans else date.max

    def charges(self, end: date) -> list[Charge]:
        """What falls due before a day, the week that it cuts included as far as it goes."""
        weekly = Weekly(self.case, self.accrual, self.choices.rounded.fees)
        goes_on = end < self.accrues_until
        before = weekly.charges(min(end, self.accrues_until), goes_on=goes_on)
        return [*before, *plan_charges(self.case, self.plans, self.accrual, end)]


def _standing(side: _Side, payments: Sequence[Payment], end: date) -> Standing:
    splitter = Splitter(side.case, side.name, side.charges(end + AHEAD), side.choices.split)
    of_theirs = (each for each in side.case.adjustments if each.receiving_parent == side.name)
    adjustments = tuple(each for each in of_theirs if each.on < end)
    charges = tuple(side.charges(end))
    if any(charge.late_fee is not None for charge in charges):
        moves = _moves(adjustments, charges)
        grace, as_at = side.choices.grace_days, end - ONE_DAY
        conduct = Conduct(charges, moves.items, moves.credits, side.order, grace, as_at)
        placed, charges = by_conduct(splitter, payments, conduct)
    else:
        placed = tuple(splitter.place(payment) for payment in payments)
    return Standing(
        name=side.name,
        accrual=side.accrual,
        accrues_until=side.accrues_until,
        charges=charges,
        adjustments=adjustments,
        placed=placed,
    )


# --- where payments go ----------------------------------------------------------------------------


class _Moves(NamedTuple):
    """What is to be covered, and what covers and is no payment; each in order of its days."""

    items: list[Item]
    credits: list[Cover]


def _moves(adjustments: Iterable[Adjustment], charges: Iterable[Charge]) -> _Moves:
    signed = [each for each in adjustments if each.signed]
    asked = list(charges)
    items = [Item(each.on, each.on, each.signed, is_charge=False) for each in signed]
    items += [Item(each.start, each.due, each.pence, is_whole=each.whole) for each in asked]
    covers = [
        Cover(each.on, -each.signed, each.source, is_payment=False)
        for each in signed
        if each.signed < 0
    ]
    covers += [
        Cover(each.due, -each.pence, "", is_payment=False) for each in asked if each.pence < 0
    ]
    return _Moves(
        sorted((item for item in items if item.pence > 0), key=lambda item: item.on),
        sorted(covers, key=lambda cover: cover.on),
    )


def attribution_of(account: Account, standing: Standing) -> Attributed:
    """Place a receiving parent's payments, and what lowers the balance, on what was due."""
    moves = _moves(standing.adjustments, standing.charges)
    payments = [
        Cover(
            each.payment.on, each.maintenance, each.payment.source, paid_for=each.payment.paid_for
        )
        for each in standing.placed
    ]
    covers = sorted([*moves.credits, *payments], key=lambda cover: cover.on)
    return attribute(moves.items, covers, account.order)
