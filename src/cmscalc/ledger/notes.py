"""Sentences a reader of an account should not miss: what was assumed, and what is not settled."""

from collections.abc import Iterator
from datetime import date

from cmscalc.core.facts import FeeRounding
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note, assumed, reading
from cmscalc.law import CHECKED
from cmscalc.ledger.account import Account, Basis
from cmscalc.ledger.attribution import Order
from cmscalc.ledger.case import AdjustmentKind, Service, service_on
from cmscalc.ledger.children import (
    birthday_words,
    counted_from,
    counted_until,
    grown_up,
    is_counted,
    is_ever_counted,
)
from cmscalc.ledger.incomes import ends_a_current_figure
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.payments import DIRECT, PASSED_ON, FeeSplit, Payment
from cmscalc.ledger.pence import written
from cmscalc.ledger.reform_notes import notes_on_reforms


def notes_on(account: Account, today: date) -> tuple[Note, ...]:
    """The notes of an account, each once, readings last and by number."""
    found = [
        *notes_on_reforms(account),
        *_about_time(account, today),
        *_about_children(account),
        *_about_liability(account),
        *_about_payments(account),
        *_about_service(account),
        *_readings(account),
        *_of_the_calculation(account),
    ]
    once = {note.id: note for note in found}.values()
    return tuple(sorted(once, key=_in_order))


def _in_order(note: Note) -> int:
    kind, _, number = note.id.partition("-")
    return int(number) if kind == "reading" else 0


def _about_time(account: Account, today: date) -> Iterator[Note]:
    if account.as_at > today:
        text = (
            "The as-at date is to come: it is taken that nothing changes and nothing more is paid."
        )
        yield assumed("future", text)
    later = [row.since for row in account.case.decisions] + [
        row.on for row in account.case.balances
    ]
    beyond = sum(day > account.as_at for day in later)
    if beyond:
        many = "1 decision or letter is" if beyond == 1 else f"{beyond} decisions or letters are"
        yield Note("after-the-as-at-date", f"{many} dated after the as-at date, so not in this.")
    if CHECKED < account.as_at <= today:
        yield Note(
            "law-checked",
            f"The law here was last checked on {long_date(CHECKED)}. A change after that "
            "day, before the as-at date, would not be known.",
        )


def _about_children(account: Account) -> Iterator[Note]:
    case, last = account.case, account.as_at
    if not case.children:
        text = "No child is given, so every decision holds until the next, or until the case ends."
        yield assumed("no-children", text)
    for child in case.children:
        if not is_ever_counted(child, case):
            yield Note(
                f"never-counted-{child.name}",
                f"{child.name} is never counted: born {birthday_words(child, child.born)}, and the "
                f"case begins on {case.effective_date.isoformat()}.",
            )
            continue
        if counted_from(child, case) > last:
            text = f"{child.name} is not counted yet: only from {counted_from(child, case)}."
            yield Note(f"not-yet-counted-{child.name}", text)
            continue
        grown = grown_up(child)
        known = child.until or child.left_education
        counted = max(grown, counted_from(child, case))
        if not known and counted <= last and is_counted(child, case, counted):
            turned = f"turned {grown.year - child.born.year} {birthday_words(child, grown)}"
            yield assumed(
                f"in-education-{child.name}",
                f"{child.name} {turned} and is counted from then on as a child in full-time "
                "education that is not advanced, or approved training.",
                "When that ends, add left_education or until.",
            )


def _about_liability(account: Account) -> Iterator[Note]:
    calculated = any(due.calculated for span in account.spans for due in span.due)
    for row in ends_a_current_figure(account.case):
        if calculated and row.since <= account.as_at:
            yield Note(
                f"current-figure-ended-{row.since.isoformat()}",
                f"The historic income from {row.since.isoformat()} takes the place of the current "
                "figure before it.",
                "If that still holds, give it again from the same day, and the 25 % rule chooses.",
            )
    ruled = {Ruler.DECISION: False, Ruler.CALCULATION: False}
    for span in account.spans:
        for due in span.due:
            if due.weekly:
                by_decision = due.decided is not None and account.ruler is Ruler.DECISION
                ruled[Ruler.DECISION if by_decision else Ruler.CALCULATION] = True
    if all(ruled.values()):
        text = "Days before the first decision for a receiving parent follow our calculation."
        yield assumed("before-decision", text)
    if ruled[Ruler.CALCULATION]:
        yield Note("estimate", "Where no decision rules, amounts are our estimate; CMS decides.")
    unknown = next((s for s in account.spans if s.calculated.missing), None)
    if unknown:
        yield Note(
            "not-calculated",
            "The case file does not give all that our calculation needs, so the decision is not "
            f"held against it: {unknown.calculated.missing}.",
        )
    outside = next((s for s in account.spans if s.calculated.outside), None)
    if outside:
        yield Note(
            "outside-the-law-book",
            f"From {outside.start.isoformat()} there is no figure of ours: "
            f"{outside.calculated.outside}",
        )


def _about_payments(account: Account) -> Iterator[Note]:
    placed = [each for standing in account.standings for each in standing.placed]
    counted = [each.payment for each in placed if each.accepted]
    refused = sum(each.payment.pence for each in placed if not each.accepted)
    disputed = sum(each.pence for each in counted if each.agreed == "no")
    if disputed:
        text = f"{written(disputed)} of the payments is marked as not agreed. It is counted here."
        yield Note("not-agreed", text)
    if refused:
        yield Note(
            "not-accepted",
            f"{written(refused)} paid straight to the receiving parent under Collect and Pay is "
            "marked as not agreed, so it is not counted (CSA 1991 s.33(6)).",
        )
    marked = any(each.payment.paid_for for each in placed)
    if marked and account.order is not Order.AS_MARKED:
        text = "What payments are marked as paid for is not followed: another order was asked for."
        yield Note("marks-not-followed", text)
    yield from _about_routes(account, counted)


def _about_routes(account: Account, payments: list[Payment]) -> Iterator[Note]:
    if any(payment.method == PASSED_ON for payment in payments):
        yield Note(
            "passed-on",
            "Amounts passed on say nothing of what the paying parent paid in collection fees, so "
            "none is counted as paid with them.",
        )
    direct = {each.on for each in payments if each.method == DIRECT}
    if any(service_on(account.case, day) is Service.COLLECT_AND_PAY for day in direct):
        yield Note(
            "paid-direct",
            "Money paid straight to the receiving parent under Collect and Pay counts only if it "
            "is accepted (CSA 1991 s.33(6)). It is counted here, without fees.",
        )


def _about_service(account: Account) -> Iterator[Note]:
    services = {row.value for row in account.case.services}
    if services == {Service.DIRECT_PAY, Service.COLLECT_AND_PAY}:
        text = "DWP's bands of payment are for Collect and Pay; it does not measure Direct Pay."
        yield Note("bands-direct-pay", text)
    if any(standing.accrues_until > account.case.effective_date for standing in account.standings):
        yield assumed(
            "due-weekly",
            "Without a payment plan each week of the case is taken as due on its last day.",
            "Where payment is by the month, --grace 31 allows for it.",
        )
    for standing in account.standings:
        asked = standing.charged
        ahead = standing.accrual.before(account.end) - asked
        if account.basis is Basis.PLAN and ahead > 0:
            yield Note(
                f"not-yet-asked-{standing.name}",
                f"Counted day by day, {written(ahead)} more maintenance has built up for "
                f"{standing.name} by then. It is not in what is owed: later instalments ask for "
                "it.",
                "--basis accrual counts it.",
            )


def _readings(account: Account) -> Iterator[Note]:
    fees = [charge.fee for standing in account.standings for charge in standing.charges]
    if any(standing.placed for standing in account.standings):
        yield reading(37)
    if any(fees) and account.rounded.fees is FeeRounding.INSTALMENT:
        yield reading(33)
    split = any(each.fee for standing in account.standings for each in standing.placed)
    if split and account.split is FeeSplit.PROPORTIONAL:
        yield reading(35)
    if account.basis is Basis.PLAN:
        yield reading(36)
    passed_on = any(
        each.receiving_parent_fee for standing in account.standings for each in standing.placed
    )
    direct = Service.DIRECT_PAY in {row.value for row in account.case.services}
    opening = {AdjustmentKind.OPENING_BALANCE} & {each.kind for each in account.case.adjustments}
    if passed_on and (direct or opening):
        yield reading(34)
    kinds = {each.kind for standing in account.standings for each in standing.adjustments}
    if AdjustmentKind.THIRD_PARTY_PAYMENT in kinds:
        yield reading(39)
    ended = (child for child in account.case.children if child.left_education)
    if any(counted_until(child).on <= account.end for child in ended):
        yield reading(31)


def _of_the_calculation(account: Account) -> Iterator[Note]:
    """The readings that amounts rest on, where our calculation rules."""
    for span in account.spans:
        ours = any(
            due.weekly and (due.decided is None or account.ruler is Ruler.CALCULATION)
            for due in span.due
        )
        if ours and span.calculated.answer:
            notes = span.calculated.answer.notes
            yield from (note for note in notes if note.id.startswith("reading-"))
