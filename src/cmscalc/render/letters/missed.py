"""Telling CMS of payments that were missed or late."""

from collections.abc import Iterator

from cmscalc.core.printable import long_date
from cmscalc.ledger.account import Basis
from cmscalc.ledger.case import Service, service_on
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.measures import Missed
from cmscalc.ledger.statement import Part, Statement
from cmscalc.render.document.model import Block, Column, Kind, Table, Text, Tone
from cmscalc.render.letters.common import MOST_ROWS, Letter, owed, rests_on, steps

COLLECT = (
    "[If you want CMS to collect from now on: I ask to move to Collect and Pay. I know that it has "
    "fees.]"
)
OWN_WEEKS = "I have no payment plan, so I have counted each week as due on its last day."


def letter(statement: Statement) -> Letter:
    """List what was not paid when it was due, the latest of it."""
    return Letter("I am reporting payments that were missed or late", tuple(_blocks(statement)))


def has_something_to_say(statement: Statement) -> bool:
    """Whether any payment was missed or late that was known of when it was due."""
    return any(_known_of(part.side.missed) for part in statement.parts)


def _known_of(missed: tuple[Missed, ...]) -> list[Missed]:
    """What nobody had been told of could not be paid on the day."""
    return [each for each in missed if each.told_on is None]


def _blocks(statement: Statement) -> Iterator[Block]:
    answer = statement.answer
    grace = answer.account.grace_days
    after = f" and {grace} days after it" if grace else ""
    several = len(statement.parts) > 1
    yield Text(
        f"These payments of child maintenance had not been made in full by the due date{after}."
    )
    room = MOST_ROWS // len(statement.parts)
    for at, part in enumerate(statement.parts, start=1):
        yield from _missed(part, at, room, several=several)
    if answer.account.basis is Basis.ACCRUAL:
        yield Text(OWN_WEEKS)
    for text in rests_on(statement):
        yield Text(text)
    yield Text(owed(statement))
    yield Text("Please tell me in writing:")
    is_owed = answer.arrears > 0
    last = answer.window.end - ONE_DAY
    collects = service_on(answer.account.case, last) is Service.COLLECT_AND_PAY
    yield steps(
        *(["what has been done, or will be done, to collect what is owed"] if is_owed else []),
        *([] if is_owed else ["that you have noted these payments"]),
        "by which day I will hear of it next.",
    )
    if is_owed and not collects:
        yield Text(COLLECT, Tone.BLANK)
    yield Text("[Anything you have already done or been told about these payments]", Tone.BLANK)


def _missed(part: Part, at: int, room: int, *, several: bool) -> Iterator[Block]:
    to = f" to {part.side.name}" if several else ""
    missed = _known_of(part.side.missed)
    later = [each for each in part.side.missed if each.told_on]
    if missed:
        yield _table(missed[-room:], at, to)
    earlier = missed[:-room]
    if earlier:
        many = "1 payment" if len(earlier) == 1 else f"{len(earlier)} payments"
        yield Text(f"Before these, {many}{to} had been missed or late. The statement lists them.")
    if later:
        first, last = min(each.due for each in later), max(each.due for each in later)
        yield Text(
            f"Amounts{to} that fell due from {long_date(first)} to {long_date(last)} are not in "
            "this list: CMS's letters about them are dated after those days."
        )


def _table(missed: list[Missed], at: int, to: str) -> Table:
    columns = (
        Column("due", "Due", Kind.DAY),
        Column("amount", "Amount due", Kind.MONEY),
        Column("short", "Not paid by then", Kind.MONEY),
        Column("covered", "Paid in full on", Kind.DAY),
        Column("still_owed", "Still owed", Kind.MONEY),
    )
    rows = tuple((each.due, each.amount, each.short, each.covered_on, each.left) for each in missed)
    left = sum(each.left for each in missed)
    total = ("Together", None, None, None, left)
    caption = f"Missed and late payments{to}"
    return Table(f"missed-{at}", caption, columns, rows, total if left else ())
