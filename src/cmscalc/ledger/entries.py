"""The lines of an account: each frozen, dated, and with its source. A correction is a new line."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from cmscalc.core.printable import long_date
from cmscalc.ledger.account import Account, Standing
from cmscalc.ledger.case import Adjustment, AdjustmentKind
from cmscalc.ledger.charges import WEEK_OF, Charge
from cmscalc.ledger.days import ONE_DAY, WEEK
from cmscalc.ledger.liability import Ruler, decision_on
from cmscalc.ledger.payments import PASSED_ON, Placed
from cmscalc.ledger.periods import Window, history
from cmscalc.ledger.strength import Strength, strength_of


class Kind(Enum):
    """What a line is."""

    CHARGE = "charge"
    PAYMENT = "payment"
    ADJUSTMENT = "adjustment"
    FEE = "fee"


class FeeKind(Enum):
    """Which fee a line of fees is about."""

    COLLECTION = "collection fee"
    ENFORCEMENT = "enforcement fee"
    PASSED_ON = "fee off what is passed on"


class Entry(NamedTuple):
    """One line, in pence. Fees stand apart: their lines do not move the balance.

    `strength` is what a payment rests on.
    """

    date: date
    kind: Kind
    what: str
    amount: int
    balance: int
    source: str
    fee: FeeKind | None = None
    strength: Strength | None = None


ADJUSTMENTS = {
    AdjustmentKind.OPENING_BALANCE: "Opening balance",
    AdjustmentKind.WRITE_OFF: "Write-off",
    AdjustmentKind.SET_OFF: "Set-off",
    AdjustmentKind.THIRD_PARTY_PAYMENT: "Payment to a third party",
    AdjustmentKind.VOLUNTARY_PAYMENT: "Voluntary payment",
    AdjustmentKind.REFUND: "Refund",
    AdjustmentKind.ENFORCEMENT_FEE: "Enforcement fee",
}


def entries(account: Account, standing: Standing, window: Window) -> tuple[Entry, ...]:
    """The lines of one receiving parent's side that fall in a window, with a running balance.

    The source of a charge is the decision that rules it; one that we calculate has none.
    On one day adjustments come first, then charges, then payments in the order of their rows. A
    week that the window cuts is shown for its days in the window.
    """
    lines = [
        *(line for each in standing.adjustments for line in _of_adjustment(each)),
        *(
            line
            for each in _charges(standing, window)
            for line in _of_charge(each, _source(account, standing, each))
        ),
        *(line for each in standing.placed for line in _of_payment(each)),
    ]
    balance = history(standing).arrears_before(window.start)
    found: list[Entry] = []
    for line in sorted(lines, key=lambda line: line.date):
        if window.start <= line.date < window.end:
            balance += 0 if line.kind is Kind.FEE else line.amount
            found.append(line._replace(balance=balance))
    return tuple(found)


def _charges(standing: Standing, window: Window) -> Iterator[Charge]:
    """The charges of a window, its first and last weeks cut to the days in it."""
    for each in standing.charges:
        last = window.end - ONE_DAY
        inside = window.start <= each.start and each.due <= last
        if inside or each.what != WEEK_OF:
            yield each
        elif each.start < window.end and window.start <= each.due:
            start, due = max(each.start, window.start), min(each.due, last)
            pence = standing.accrual.between(start, due + ONE_DAY)
            fee = each.fee if due == each.due else 0
            yield each._replace(start=start, due=due, pence=pence, fee=fee)


def _of_adjustment(each: Adjustment) -> Iterator[Entry]:
    said = "; ".join(text for text in (each.note, each.authority) if text)
    what = ADJUSTMENTS[each.kind] + (f": {said}" if said else "")
    if each.kind is AdjustmentKind.ENFORCEMENT_FEE:
        yield _fee(each.on, what, each.pence, each.source, FeeKind.ENFORCEMENT)
        return
    yield Entry(each.on, Kind.ADJUSTMENT, what, each.signed, 0, each.source)


def _source(account: Account, standing: Standing, each: Charge) -> str:
    """The row of the decision in force when a charge's period begins."""
    if account.ruler is not Ruler.DECISION:
        return ""
    decided = decision_on(account.case, standing.name, each.start)
    return decided.source if decided else ""


def _of_charge(each: Charge, source: str) -> Iterator[Entry]:
    yield Entry(each.due, Kind.CHARGE, _charge_words(each), each.pence, 0, source)
    if each.fee:
        yield _fee(each.due, "Collection fee on top", each.fee, source, FeeKind.COLLECTION)


def _fee(on: date, what: str, pence: int, source: str, fee: FeeKind) -> Entry:
    return Entry(on, Kind.FEE, what, pence, 0, source, fee)


def _charge_words(each: Charge) -> str:
    if each.what != WEEK_OF:
        return each.what.capitalize()
    days = (each.due + ONE_DAY - each.start).days
    start = long_date(each.start)
    if days == WEEK.days:
        return f"Week of {start}"
    return f"1 day, {start}" if days == 1 else f"{days} days from {start}"


def _of_payment(each: Placed) -> Iterator[Entry]:
    payment = each.payment
    source = payment.source
    what = "Passed on" if payment.method == PASSED_ON else "Payment"
    if not each.accepted:
        what = "Payment not accepted, not counted"
    if payment.reference:
        what = f"{what}, {payment.reference}"
    strength = strength_of(payment)
    yield Entry(payment.on, Kind.PAYMENT, what, -each.maintenance, 0, source, strength=strength)
    if each.fee:
        yield _fee(payment.on, "Collection fee paid", -each.fee, source, FeeKind.COLLECTION)
    if each.enforcement:
        what = "Enforcement fee paid"
        yield _fee(payment.on, what, -each.enforcement, source, FeeKind.ENFORCEMENT)
    if each.receiving_parent_fee:
        what = "Collection fee off it"
        yield _fee(payment.on, what, each.receiving_parent_fee, source, FeeKind.PASSED_ON)
