"""What to know of an account on which a reform is tried: what was assumed, and what is not."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cmscalc.core.printable import long_date
from cmscalc.core.step import Note, assumed
from cmscalc.law import law_on
from cmscalc.law.reform import Reform
from cmscalc.law.rows import Row
from cmscalc.law.sources import COLLECTION_FEES
from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Case, Service, is_managed, law_of, own_service_on
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.payments import DIRECT, PASSED_ON

FEES = {
    "paying_parent_fee",
    "receiving_parent_fee",
    "paying_parent_fee_not_compliant",
    "receiving_parent_fee_if_abuse",
    "managed_only",
}
Pair = tuple[Fraction | None, Fraction | None]


def notes_on_reforms(account: Account) -> Iterator[Note]:
    """The notes of every reform that is tried, and of all together."""
    case = account.case
    if not case.reforms:
        return
    for reform in case.reforms:
        yield _from_when(account, reform)
    yield from _held_against_the_law(account)
    decided = any(due.decided and due.weekly for span in account.spans for due in span.due)
    if decided and account.ruler is Ruler.DECISION:
        yield Note(
            "proposal-decisions",
            "What CMS decided stays as decided: a proposal changes the fees here, and amounts that "
            "we calculate.",
            "--liability calculation shows what it would make of the amounts.",
        )
    yield from _managed(account)
    yield from _fees_in_payments(account)
    yield from _conduct(account)
    if any(("guaranteed_payment", True) in reform.values for reform in case.reforms):
        yield assumed(
            "state-pays",
            "The state is taken to pay each amount whole on its due date: whether a fee would come "
            "off it is not said. The paying parent's account stays as it is.",
        )


def changes_fees(account: Account) -> bool:
    """Whether a reform changes collection fees on some day of the account."""
    return any(
        reform.holds_on(account.as_at) and FEES & set(dict(reform.values))
        for reform in account.case.reforms
    )


def _from_when(account: Account, reform: Reform) -> Note:
    name = f"proposal-since-{reform.name}"
    first, later = account.case.effective_date, ""
    if max(first, reform.since or first) < COLLECTION_FEES and FEES & set(dict(reform.values)):
        later = f" Fees were charged only from {long_date(COLLECTION_FEES)}, and so they are here."
    if reform.since is None:
        return Note(name, f"{reform.name} is tried on every day of the account.{later}")
    if reform.since > account.as_at:
        text = f"would begin on {long_date(reform.since)}: nothing of it is in this account."
        return Note(name, f"{reform.name} {text}")
    days = f"the days from {long_date(reform.since)} on"
    return Note(name, f"{reform.name} is tried on {days}.{later}")


def _held_against_the_law(account: Account) -> Iterator[Note]:
    """What letters and decisions say is of the law: they are not held against a proposal."""
    if any(balance.on <= account.as_at for balance in account.case.balances):
        yield Note(
            "proposal-letters",
            "Letters are held against today's law only, so not in this account.",
            "Leave --reform out to hold them against it.",
        )
    if any(due.decided for span in account.spans for due in span.due):
        yield Note(
            "proposal-differences",
            "CMS's decisions are set beside our calculation by today's law only, so not in this "
            "account.",
            "Leave --reform out to see where they differ.",
        )


def _fees_in_payments(account: Account) -> Iterator[Note]:
    """Payments of Collect and Pay were made with the fees of the law, whatever a reform says."""
    case = account.case
    days = {
        (each.payment.on, each.payment.method == PASSED_ON)
        for standing in account.standings
        for each in standing.placed
        if each.payment.method != DIRECT
        and own_service_on(case, each.payment.on) is Service.COLLECT_AND_PAY
    }
    on_top = [_rates_of_fees(case, day)[0] for day, passed_on in days if not passed_on]
    off = [_rates_of_fees(case, day)[1] for day, passed_on in days if passed_on]
    if any(now != proposed for now, proposed in on_top):
        yield assumed(
            "fee-in-payments",
            "Payments to Collect and Pay were made with the paying parent's fee of today's law in "
            "them. Here they are split by the proposal's fee, so another part of each is "
            "maintenance than was passed on.",
        )
    if any(now != proposed for now, proposed in off):
        yield assumed(
            "fee-off-payments",
            "From the amounts passed on the receiving parent's fee of today's law was taken. Here "
            "what was paid is worked back from them by the proposal's fee.",
        )


def _rates_of_fees(case: Case, day: date) -> tuple[Pair, Pair]:
    """The paying and the receiving parent's fee of a day: each by the law, and as proposed."""
    now, proposed = law_on(day), law_of(case, day)
    return (
        (_rate(now.paying_parent_fee), _rate(proposed.paying_parent_fee)),
        (_rate(now.receiving_parent_fee), _rate(proposed.receiving_parent_fee)),
    )


def _rate(row: Row[Fraction] | None) -> Fraction | None:
    return None if row is None else row.value


def _managed(account: Account) -> Iterator[Note]:
    case = account.case
    moved = any(
        is_managed(case, span.start) and own_service_on(case, span.start) is Service.DIRECT_PAY
        for span in account.spans
    )
    if moved:
        yield assumed(
            "managed-only",
            "Days of Direct Pay are taken as managed, so fees are added. What was paid on them had "
            "no fee in it, so it is maintenance whole, and the fees are shown as owed. What would "
            "happen to open Direct Pay cases is not settled.",
        )


def _conduct(account: Account) -> Iterator[Note]:
    charges = [
        charge
        for standing in account.standings
        for charge in standing.charges
        if charge.late_fee is not None and _is_larger(account.case, charge.start)
    ]
    late = sum(charge.fee == charge.late_fee for charge in charges)
    if charges:
        yield assumed(
            "compliance",
            f"Of {len(charges)} charges with a fee for each conduct, {late} bear the larger one: "
            "those not paid in full by the due date and the days of grace, as they are listed. The "
            "larger fee is taken out of payments after all maintenance due. No test of compliance "
            "was published: this is the one used here.",
        )


def _is_larger(case: Case, day: date) -> bool:
    """Whether a fee for each conduct is another fee at all."""
    law = law_of(case, day)
    return _rate(law.paying_parent_fee) != _rate(law.paying_parent_fee_not_compliant)
