"""The story and the money as one chronology: what was decided, said and promised, due and paid."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from cmscalc.core.printable import long_date
from cmscalc.ledger.amounts import weekly_amounts
from cmscalc.ledger.answer import Answer
from cmscalc.ledger.case import Adjustment, Case, Child, Decision, DiaryEntry
from cmscalc.ledger.charges import Charge
from cmscalc.ledger.children import counted_from, counted_until
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.entries import ADJUSTMENTS
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.measures import Missed
from cmscalc.ledger.payments import PASSED_ON, Placed
from cmscalc.ledger.pence import running, written
from cmscalc.ledger.periods import history

# So many dues and payments between two events are told one by one; more are added up.
FEW = 3
KINDS = {
    "call": "Call",
    "letter": "Letter",
    "message": "Message",
    "payment-report": "Payment reported",
    "complaint": "Complaint",
    "decision": "Decision",
    "other": "Note",
}


class Sort(Enum):
    """What an event is."""

    CASE = "case"
    DECISION = "decision"
    ADJUSTMENT = "adjustment"
    LETTER = "letter"
    DIARY = "diary"
    NOTE = "note"
    PROMISE = "promise"
    DUE = "due"
    PAID = "paid"
    NOT_COUNTED = "paid-and-not-counted"
    MONEY = "due-and-paid"


class Event(NamedTuple):
    """Something that happened on a day, or over days up to `last`.

    `owed` is what all receiving parents together were owed at the end of the last day, in pence.
    """

    on: date
    last: date
    sort: Sort
    text: str
    owed: int


class _Told(NamedTuple):
    """An event before it is placed: a due or a payment carries its pence."""

    on: date
    sort: Sort
    text: str
    pence: int = 0


def chronology(answer: Answer) -> tuple[Event, ...]:
    """Weave the case's own events with what was due and paid in the window, in order of days.

    On one day what was decided or said comes before the money.
    """
    start, end = answer.window
    # What was said before the case began belongs to it; what was before a window does not.
    said = (
        (Sort.DIARY, Sort.NOTE, Sort.PROMISE) if start == answer.account.case.effective_date else ()
    )
    story = [
        each for each in _story(answer) if each.on < end and (start <= each.on or each.sort in said)
    ]
    money = [each for each in _money(answer) if start <= each.on < end]
    told = sorted([*story, *money], key=lambda each: each.on)
    found: list[tuple[date, date, Sort, str]] = []
    for is_money, run in groupby(told, key=lambda each: each.sort in (Sort.DUE, Sort.PAID)):
        events = list(run)
        if is_money and len(events) > FEW:
            found.append((events[0].on, events[-1].on, Sort.MONEY, _added_up(events)))
        else:
            found += [(each.on, each.on, each.sort, each.text) for each in events]
    pasts = [history(standing) for standing in answer.account.standings]
    return tuple(
        Event(on, last, sort, text, sum(past.arrears_before(last + ONE_DAY) for past in pasts))
        for on, last, sort, text in found
    )


def _added_up(events: Iterable[_Told]) -> str:
    """Sum a run of dues and payments: `5 payments due, £400.00 in all. Nothing was paid.`."""
    dues, paid = (
        [each.pence for each in events if each.sort is sort] for sort in (Sort.DUE, Sort.PAID)
    )
    due_words = _many(dues, "due", "") if dues else "Nothing fell due"
    paid_words = _many(paid, "made", " of maintenance") if paid else "Nothing was paid"
    return f"{due_words}. {paid_words}."


def _many(pence: list[int], what: str, of: str) -> str:
    if len(pence) == 1:
        return f"1 payment {what}, {written(pence[0])}{of}"
    return f"{len(pence)} payments {what}, {written(sum(pence))}{of} in all"


# --- the story ------------------------------------------------------------------------------------


def _story(answer: Answer) -> Iterator[_Told]:
    account = answer.account
    case = account.case
    yield _Told(case.effective_date, Sort.CASE, "The case begins (its effective date).")
    if case.end_date:
        yield _Told(
            case.end_date, Sort.CASE, "The case has ended: nothing falls due from this day."
        )
    for child in case.children:
        yield from _of_child(case, child)
    for decision in case.decisions:
        yield from _of_decision(decision)
    yield from _calculated(answer)
    for row in case.services[1:]:
        name = row.value.value.replace("-", " ").title().replace("And", "and")
        yield _Told(row.since, Sort.CASE, f"The service becomes {name}.")
    for adjustment in case.adjustments:
        yield _Told(adjustment.on, Sort.ADJUSTMENT, _of_adjustment(answer, adjustment))
    for asserted in answer.assertions:
        said = asserted.balance
        where = f" ({said.said_by})" if said.said_by else ""
        ours = (
            "This account agrees."
            if asserted.ok
            else f"This account makes it {written(asserted.calculated)}."
        )
        text = f"Owed{_to(answer, said.receiving_parent)} at the end of this day, as others say"
        yield _Told(said.on, Sort.LETTER, f"{text}{where}: {written(said.arrears)}. {ours}")
    for entry in case.diary:
        yield from _of_diary(answer, entry)


def _of_child(case: Case, child: Child) -> Iterator[_Told]:
    """The days on which a child begins and ceases to be counted, where the case has gone on."""
    starts, ends = counted_from(child, case), counted_until(child)
    # Of a birth of which only the month is known, so is the day that hangs on it.
    if case.effective_date < starts < ends.on and (child.since or not child.month_only):
        yield _Told(starts, Sort.CASE, f"{child.name} is counted from this day.")
    known = child.until or child.left_education or not child.month_only
    if starts < ends.on and known:
        why = "" if ends.why.endswith("no longer counted") else f": {ends.why}"
        yield _Told(ends.on, Sort.CASE, f"{child.name} is no longer counted{why}.")


def _of_decision(decision: Decision) -> Iterator[_Told]:
    """A decision stands on the day it holds from; one told of later, on its letter's day too."""
    letter, who = decision.letter_dated, decision.receiving_parent
    weekly = f"{written(decision.weekly)} a week for {who}"
    dated = f" (letter of {long_date(letter)})" if letter else ""
    yield _Told(decision.since, Sort.DECISION, f"CMS decided {weekly} from this day{dated}.")
    if letter and letter > decision.since:
        text = f"The date of CMS's letter: {weekly} from {long_date(decision.since)}."
        yield _Told(letter, Sort.DECISION, text)


def _calculated(answer: Answer) -> Iterator[_Told]:
    """The amounts that no decision of CMS rules."""
    for side in answer.sides:
        for each in weekly_amounts(answer.account, side.name, answer.window):
            ruled = each.decided is not None and answer.account.ruler is Ruler.DECISION
            if each.weekly and not ruled:
                text = f"By our calculation {written(each.weekly)} a week is due to {side.name}."
                yield _Told(each.start, Sort.DECISION, text)


def _to(answer: Answer, name: str) -> str:
    """Name the receiving parent where there are several."""
    return f" to {name}" if len(answer.sides) > 1 else ""


def _of_adjustment(answer: Answer, each: Adjustment) -> str:
    said = "; ".join(dict.fromkeys(text for text in (each.note, each.authority) if text))
    to = _to(answer, each.receiving_parent)
    way = "adds to" if each.signed > 0 else "is taken off"
    way = f"{way} what is owed{to}"
    does = way if each.signed else "stands apart from maintenance"
    return f"{ADJUSTMENTS[each.kind]}: {written(abs(each.pence))} {does}. {said}".strip()


def _of_diary(answer: Answer, entry: DiaryEntry) -> Iterator[_Told]:
    sort = Sort.NOTE if entry.kind == "other" else Sort.DIARY
    yield _Told(entry.on, sort, diary_words(entry))
    if entry.promised_by is None:
        return
    paid = sum(
        running((each.payment.on, each.maintenance) for each in side.placed).between(
            entry.on, entry.promised_by + ONE_DAY
        )
        for side in answer.account.standings
    )
    done = f"It is noted as done on {long_date(entry.kept_on)}" if entry.kept_on else ""
    text = (
        f"The day by which something was promised on {long_date(entry.on)}. "
        f"{done or 'It is not noted as done'}. "
        f"Maintenance paid from then to the end of this day: {written(paid)}."
    )
    yield _Told(entry.promised_by, Sort.PROMISE, text)


def diary_words(entry: DiaryEntry) -> str:
    """Write a row of the diary as a sentence: `Call, CMS: … Promised by 2 May 2026.`."""
    who = f", {entry.who}" if entry.who else ""
    what = f": {entry.what.strip()}" if entry.what.strip() else ""
    text = f"{KINDS[entry.kind]}{who}{what}"
    if not text.endswith((".", "!", "?", "…")):
        text += "."
    return f"{text} Promised by {long_date(entry.promised_by)}." if entry.promised_by else text


# --- the money ------------------------------------------------------------------------------------


def _money(answer: Answer) -> Iterator[_Told]:
    for side, standing in zip(answer.sides, answer.account.standings, strict=True):
        short = {(each.due, each.amount): each for each in side.missed}
        for charge in (each for each in standing.charges if each.whole):
            missed = short.get((charge.due, charge.pence))
            text = _due(answer, side.name, charge, missed)
            yield _Told(charge.due, Sort.DUE, text, charge.pence)
        for placed in standing.placed:
            text = _paid(answer, side.name, placed)
            sort = Sort.PAID if placed.accepted else Sort.NOT_COUNTED
            yield _Told(placed.payment.on, sort, text, placed.maintenance)


def _due(answer: Answer, name: str, charge: Charge, missed: Missed | None) -> str:
    text = f"{written(charge.pence)} was due{_to(answer, name)}."
    if missed is None:
        return text
    grace = answer.account.grace_days
    then = f"within {grace} days" if grace else "by then"
    part = "None" if missed.short == missed.amount else written(missed.short)
    not_paid = "" if part == "None" else "not "
    text += f" {part} of it was {not_paid}paid {then}."
    if missed.told_on:
        text += f" CMS's letter is dated {long_date(missed.told_on)}."
    if missed.covered_on:
        return f"{text} All of it was by {long_date(missed.covered_on)}."
    return f"{text} {written(missed.left)} is still unpaid."


def _paid(answer: Answer, name: str, placed: Placed) -> str:
    pence = placed.payment.pence
    if not placed.accepted:
        return f"{written(pence)} was paid{_to(answer, name)}; not accepted, so not counted."
    if placed.payment.method == PASSED_ON and placed.receiving_parent_fee:
        return (
            f"CMS passed on {written(pence)}{_to(answer, name)}: {written(placed.maintenance)} of "
            f"maintenance, less its fee of {written(placed.receiving_parent_fee)}."
        )
    text = f"{written(pence)} was paid{_to(answer, name)}."
    if placed.maintenance != pence:
        text += f" {written(placed.maintenance)} of it counts as maintenance."
    return text
