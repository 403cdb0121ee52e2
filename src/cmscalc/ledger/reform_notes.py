"""What to know of an account on which a reform is tried: what was assumed, and what is not."""

from collections.abc import Iterator

from cmscalc.core.printable import long_date
from cmscalc.core.step import Note, assumed
from cmscalc.law.reform import Reform
from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Service, is_managed, own_service_on
from cmscalc.ledger.liability import Ruler


def notes_on_reforms(account: Account) -> Iterator[Note]:
    """The notes of every reform that is tried, and of all together."""
    case = account.case
    if not case.reforms:
        return
    for reform in case.reforms:
        yield _from_when(account, reform)
    decided = any(due.decided and due.weekly for span in account.spans for due in span.due)
    if decided and account.ruler is Ruler.DECISION:
        yield Note(
            "proposal-decisions",
            "What CMS decided stays as decided: a proposal changes the fees here, and amounts that "
            "we calculate.",
            "--liability calculation shows what it would make of the amounts.",
        )
    yield from _managed(account)
    yield from _conduct(account)
    if any(("guaranteed_payment", True) in reform.values for reform in case.reforms):
        yield assumed(
            "state-pays",
            "The state is taken to pay each amount whole on its due date: whether a fee would come "
            "off it is not said. The paying parent's account stays as it is.",
        )


def _from_when(account: Account, reform: Reform) -> Note:
    name = f"proposal-since-{reform.name}"
    if reform.since is None:
        return Note(name, f"{reform.name} is tried on every day of the account.")
    if reform.since > account.as_at:
        text = f"would begin on {long_date(reform.since)}: nothing of it is in this account."
        return Note(name, f"{reform.name} {text}")
    return Note(name, f"{reform.name} is tried on the days from {long_date(reform.since)} on.")


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
        if charge.late_fee is not None
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
