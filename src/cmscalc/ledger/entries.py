"""The lines of an account: each frozen, dated, and with its source. A correction is a new line."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from cmscalc.ledger.account import Standing
from cmscalc.ledger.case import Adjustment, AdjustmentKind
from cmscalc.ledger.charges import WEEK_OF, Charge
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.payments import PASSED_ON, Placed
from cmscalc.ledger.periods import Window


class Kind(Enum):
    """What a line is."""

    CHARGE = "charge"
    PAYMENT = "payment"
    ADJUSTMENT = "adjustment"
    FEE = "fee"


class Entry(NamedTuple):
    """One line, in pence. Fees stand apart: their lines do not move the balance."""

    date: date
    kind: Kind
    what: str
    amount: int
    balance: int
    source: str


ADJUSTMENTS = {
    AdjustmentKind.OPENING_BALANCE: "Opening balance",
    AdjustmentKind.WRITE_OFF: "Write-off",
    AdjustmentKind.SET_OFF: "Set-off",
    AdjustmentKind.THIRD_PARTY_PAYMENT: "Payment to a third party",
    AdjustmentKind.VOLUNTARY_PAYMENT: "Voluntary payment",
    AdjustmentKind.REFUND: "Refund",
    AdjustmentKind.ENFORCEMENT_FEE: "Enforcement fee",
}


def entries(standing: Standing, window: Window) -> tuple[Entry, ...]:
    """The lines of one receiving parent's side that fall in a window, with a running balance.

    On one day adjustments come first, then charges, then payments in the order of their rows.
    """
    lines = [
        *(line for each in standing.adjustments for line in _of_adjustment(each)),
        *(line for each in standing.charges for line in _of_charge(each)),
        *(line for each in standing.placed for line in _of_payment(each)),
    ]
    balance = 0
    found: list[Entry] = []
    for line in sorted(lines, key=lambda line: line.date):
        if line.kind is not Kind.FEE:
            balance += line.amount
        if window.start <= line.date < window.end:
            found.append(line._replace(balance=balance))
    return tuple(found)


def _of_adjustment(each: Adjustment) -> Iterator[Entry]:
    said = "; ".join(text for text in (each.note, each.authority) if text)
    what = ADJUSTMENTS[each.kind] + (f": {said}" if said else "")
    if each.kind is AdjustmentKind.ENFORCEMENT_FEE:
        yield Entry(each.on, Kind.FEE, what, each.pence, 0, each.source)
        return
    yield Entry(each.on, Kind.ADJUSTMENT, what, each.signed, 0, each.source)


def _of_charge(each: Charge) -> Iterator[Entry]:
    yield Entry(each.due, Kind.CHARGE, _charge_words(each), each.pence, 0, "")
    if each.fee:
        yield Entry(
            each.due, Kind.FEE, "Collection fee on it, from the paying parent", each.fee, 0, ""
        )


def _charge_words(each: Charge) -> str:
    if each.what != WEEK_OF:
        return each.what.capitalize()
    days = (each.due + ONE_DAY - each.start).days
    length = "1 day" if days == 1 else f"{days} days"
    return f"{length} from {each.start.isoformat()}"


def _of_payment(each: Placed) -> Iterator[Entry]:
    payment = each.payment
    source = payment.source
    what = "Passed on" if payment.method == PASSED_ON else "Payment"
    if payment.reference:
        what = f"{what}, {payment.reference}"
    yield Entry(payment.on, Kind.PAYMENT, what, -each.maintenance, 0, source)
    if each.fee:
        yield Entry(payment.on, Kind.FEE, "Collection fee paid", -each.fee, 0, source)
    if each.enforcement:
        yield Entry(payment.on, Kind.FEE, "Enforcement fee paid", -each.enforcement, 0, source)
    if each.receiving_parent_fee:
        what = "Collection fee off what is passed on"
        yield Entry(payment.on, Kind.FEE, what, each.receiving_parent_fee, 0, source)
