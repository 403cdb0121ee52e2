"""The story and the money as one chronology: what was decided, said and promised, due and paid."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from cmscalc.core.printable import long_date
from cmscalc.ledger.answer import Answer
from cmscalc.ledger.case import Adjustment, DiaryEntry
from cmscalc.ledger.charges import Charge
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.entries import ADJUSTMENTS
from cmscalc.ledger.measures import Missed
from cmscalc.ledger.payments import Placed
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
    story = [each for each in _story(answer) if start <= each.on < end]
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
    due_words = _many(dues, "due") if dues else "Nothing fell due"
    return f"{due_words}. {_many(paid, 'made') if paid else 'Nothing was paid'}."


def _many(pence: list[int], what: str) -> str:
    if len(pence) == 1:
        return f"1 payment {what}, {written(pence[0])}"
    return f"{len(pence)} payments {what}, {written(sum(pence))} in all"


# --- the story ------------------------------------------------------------------------------------


def _story(answer: Answer) -> Iterator[_Told]:
    account = answer.account
    case = account.case
    yield _Told(case.effective_date, Sort.CASE, "The case begins (its effective date).")
    if case.end_date:
        yield _Told(
            case.end_date, Sort.CASE, "The case has ended: nothing falls due from this day."
        )
    for decision in case.decisions:
        letter = decision.letter_dated
        dated = f" Letter of {long_date(letter)}." if letter else ""
        who = decision.receiving_parent
        text = f"CMS decided {written(decision.weekly)} a week for {who} from this day.{dated}"
        yield _Told(decision.since, Sort.DECISION, text)
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
        text = f"Owed{_to(answer, said.receiving_parent)} at the end of this day, a letter says"
        yield _Told(said.on, Sort.LETTER, f"{text}{where}: {written(said.arrears)}. {ours}")
    for entry in case.diary:
        yield from _of_diary(answer, entry)


def _to(answer: Answer, name: str) -> str:
    """Name the receiving parent where there are several."""
    return f" to {name}" if len(answer.sides) > 1 else ""


def _of_adjustment(answer: Answer, each: Adjustment) -> str:
    said = "; ".join(text for text in (each.note, each.authority) if text)
    what = f"{ADJUSTMENTS[each.kind]}: {written(each.pence)}"
    who = f" ({each.receiving_parent})" if len(answer.sides) > 1 else ""
    return f"{what}{who}. {said}".strip()


def _of_diary(answer: Answer, entry: DiaryEntry) -> Iterator[_Told]:
    yield _Told(entry.on, Sort.DIARY, diary_words(entry))
    if entry.promised_by is None:
        return
    paid = sum(
        running((each.payment.on, each.maintenance) for each in side.placed).between(
            entry.on, entry.promised_by + ONE_DAY
        )
        for side in answer.account.standings
    )
    since = f"{written(paid)} was paid" if paid else "nothing was paid"
    text = (
        f"The day by which something was promised on {long_date(entry.on)}. "
        f"From then to the end of this day {since}."
    )
    if entry.kept_on:
        text += f" It was done on {long_date(entry.kept_on)}."
    yield _Told(entry.promised_by, Sort.PROMISE, text)


def diary_words(entry: DiaryEntry) -> str:
    """Write a row of the diary as a sentence: `Call, CMS: … Promised by 2 May 2026.`."""
    who = f", {entry.who}" if entry.who else ""
    what = f": {entry.what.strip()}" if entry.what.strip() else ""
    text = f"{KINDS[entry.kind]}{who}{what}"
    if not text.endswith((".", "!", "?")):
        text += "."
    return f"{text} Promised by {long_date(entry.promised_by)}." if entry.promised_by else text


# --- the money ------------------------------------------------------------------------------------


def _money(answer: Answer) -> Iterator[_Told]:
    for side, standing in zip(answer.sides, answer.account.standings, strict=True):
        short = {(each.due, each.amount): each for each in side.missed}
        for charge in standing.charges:
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
    if missed.short == missed.amount:
        text += f" Nothing of it was paid {then}"
    else:
        text += f" {written(missed.short)} of it was not paid {then}"
    if missed.covered_on:
        return f"{text}; all of it was by {long_date(missed.covered_on)}."
    return f"{text}; {written(missed.left)} still is not."


def _paid(answer: Answer, name: str, placed: Placed) -> str:
    pence = placed.payment.pence
    if not placed.accepted:
        return f"{written(pence)} was paid{_to(answer, name)}; not accepted, so not counted."
    text = f"{written(pence)} was paid{_to(answer, name)}."
    if placed.maintenance != pence:
        text += f" {written(placed.maintenance)} of it counts as maintenance."
    return text
