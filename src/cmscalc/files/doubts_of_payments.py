"""What is doubtful in payments files: a row twice, a slipped point, money by an unlikely road."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cmscalc.files.inputs import Inputs
from cmscalc.files.payments_file import PaymentsFile, place_of
from cmscalc.files.problems import Problem
from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Case, Service, service_on
from cmscalc.ledger.days import years_after
from cmscalc.ledger.payments import DIRECT, PASSED_ON, Payment

# Bounds of ours, to ask whether an amount was mistyped: no law says them.
MOST_WEEKS = 260
OFTEN = 3
SLIPPED = (10, 100)
OTHER_ROUTES = (PASSED_ON, DIRECT)
# Ways to pay that CMS does not take, so that the money went to the other parent.
BY_HAND = ("cash", "cheque", "check", "in-person")


class _Known(NamedTuple):
    """What a payment is held against."""

    case: Case
    last: date
    slipped: set[int]
    both_sides: set[str]
    without_fee: str
    most: int


def find(inputs: Inputs, account: Account) -> Iterator[Problem]:
    """Find what is doubtful in the payments files."""
    seen: dict[Payment, str] = {}
    known = _known(inputs.payments, account)
    for file in inputs.payments_files:
        for payment in file.payments:
            same = payment._replace(source="")
            if same in seen:
                found = f"the same row as {seen[same]}: two payments, or one twice?"
                wanted = "it once; or, if there were two, a note that tells them apart"
                yield at_payment(file, payment, "date", found, wanted)
            seen.setdefault(same, payment.source)
            yield from _route(file, payment, known)
            yield from _amount(file, payment, known)
            yield from _mark(file, payment, known)


def _known(payments: list[Payment], account: Account) -> _Known:
    amounts = Counter(payment.pence for payment in payments)
    usual = [pence for pence, many in amounts.items() if many >= OFTEN]
    weekly = max(due.weekly for span in account.spans for due in span.due)
    return _Known(
        account.case,
        years_after(account.as_at, 1),
        {times * pence for pence in usual for times in SLIPPED},
        _both_sides(payments),
        _first_without_fee(payments, account),
        MOST_WEEKS * weekly,
    )


def _both_sides(payments: list[Payment]) -> set[str]:
    """The receiving parents who have payments of both kinds: to CMS, and passed on by it."""
    passed = {each.receiving_parent for each in payments if each.method == PASSED_ON}
    to_cms = {each.receiving_parent for each in payments if each.method not in OTHER_ROUTES}
    return passed & to_cms


def _first_without_fee(payments: list[Payment], account: Account) -> str:
    """The first payment to CMS that is exactly a charge which bears a fee; one is enough to ask."""
    charged = {
        (standing.name, charge.pence)
        for standing in account.standings
        for charge in standing.charges
        if charge.fee
    }
    found = (
        payment.source
        for payment in payments
        if payment.method not in OTHER_ROUTES
        and (payment.receiving_parent, payment.pence) in charged
        and service_on(account.case, payment.on) is Service.COLLECT_AND_PAY
    )
    return next(found, "")


def _route(file: PaymentsFile, payment: Payment, known: _Known) -> Iterator[Problem]:
    """Money that cannot well have gone the way that its method says."""
    collects = service_on(known.case, payment.on) is Service.COLLECT_AND_PAY
    if payment.method == PASSED_ON and not collects:
        found = "money passed on by CMS on a day of Direct Pay"
        yield at_payment(
            file, payment, "method", found, "another method, or another [[service]] row"
        )
    if not collects:
        return
    if payment.method == PASSED_ON and payment.receiving_parent in known.both_sides:
        found = "an amount passed on, and others paid to CMS: is the same money in twice?"
        yield at_payment(file, payment, "method", found, "one side of the money for each payment")
    if payment.method == DIRECT and payment.agreed != "yes":
        found = "money paid straight to the other parent under Collect and Pay"
        wanted = "agreed = yes if it was accepted; else it may not count (CSA 1991 s.33(6))"
        yield at_payment(file, payment, "method", found, wanted)
    if _is_by_hand(payment.method.lower()):
        found = f"{payment.method} under Collect and Pay: counted as paid to CMS, fee and all"
        yield at_payment(file, payment, "method", found, "direct, if the other parent was paid")


def _is_by_hand(method: str) -> bool:
    by_name = "direct" in method and method != DIRECT and "debit" not in method
    return by_name or method in BY_HAND


def _amount(file: PaymentsFile, payment: Payment, known: _Known) -> Iterator[Problem]:
    """A point that slipped; or a Collect and Pay amount that cannot have the fee in it."""
    if payment.pence in known.slipped:
        found = "ten or a hundred times the usual payment"
        yield at_payment(file, payment, "amount", found, "pounds and pence, if a point slipped")
    if payment.source == known.without_fee:
        found = "exactly the maintenance due, with no collection fee in it"
        wanted = "what was paid to CMS, fee included; or method passed-on or direct"
        yield at_payment(file, payment, "amount", found, wanted)
    if known.most and payment.pence > known.most:
        found = f"more than {MOST_WEEKS} weeks of maintenance in one payment"
        yield at_payment(
            file, payment, "amount", found, "pounds and pence, if a point was left out"
        )


def _mark(file: PaymentsFile, payment: Payment, known: _Known) -> Iterator[Problem]:
    marked, first, last = payment.paid_for, known.case.effective_date, known.last
    if marked is None:
        return
    if not (first.year, first.month) <= (marked.year, marked.month) <= (last.year, last.month):
        found = "a payment marked for a time outside the case"
        yield at_payment(file, payment, "paid_for", found, "a day or month of the case")


def at_payment(
    file: PaymentsFile, payment: Payment, column: str, found: str, wanted: str
) -> Problem:
    """Make a doubt that points at a cell of a payment's row."""
    line = int(payment.source.rpartition(":")[2])
    text, start, length = place_of(file.source, line, column)
    where = f"{file.source.name}:{line}:{start + 1}"
    return Problem(where, text, start, length, found, wanted, in_file=True)
