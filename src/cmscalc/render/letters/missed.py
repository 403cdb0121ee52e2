"""Telling CMS of payments that were missed or late."""

from collections.abc import Iterator

from cmscalc.ledger.statement import Part, Statement
from cmscalc.render.document.model import Block, Column, Kind, Table, Text, Tone
from cmscalc.render.ledger_words import written
from cmscalc.render.letters.common import MOST_ROWS, Letter, owed, steps


def letter(statement: Statement) -> Letter:
    """List what was not paid when it was due, the latest of it."""
    return Letter("I am reporting payments that were missed or late", tuple(_blocks(statement)))


def has_something_to_say(statement: Statement) -> bool:
    """Whether any payment was missed or late."""
    return any(part.side.missed for part in statement.parts)


def _blocks(statement: Statement) -> Iterator[Block]:
    grace = statement.answer.account.grace_days
    after = f" and {grace} days after it" if grace else ""
    several = len(statement.parts) > 1
    yield Text(
        f"These payments of child maintenance had not been made in full by the due date{after}."
    )
    room = MOST_ROWS // len(statement.parts)
    for at, part in enumerate(statement.parts, start=1):
        if part.side.missed:
            yield from _missed(part, at, room, several=several)
    yield Text(owed(statement))
    yield Text("Please tell me in writing:")
    yield steps(
        "what has been done, or will be done, to collect what is owed",
        "by which day I will hear of it next.",
    )
    yield Text("[Anything you have already done or been told about these payments]", Tone.BLANK)


def _missed(part: Part, at: int, room: int, *, several: bool) -> Iterator[Block]:
    missed = part.side.missed
    shown = missed[-room:]
    earlier = missed[: len(missed) - len(shown)]
    to = f" to {part.side.name}" if several else ""
    if earlier:
        many = "1 payment" if len(earlier) == 1 else f"{len(earlier)} payments"
        short = written(sum(each.short for each in earlier))
        left = written(sum(each.left for each in earlier))
        yield Text(
            f"Before these, {many}{to} had been short when due, by {short} in all; {left} of that "
            "is still owed. The statement lists them."
        )
    columns = (
        Column("due", "Due", Kind.DAY),
        Column("amount", "Amount due", Kind.MONEY),
        Column("short", "Not paid by then", Kind.MONEY),
        Column("covered", "Paid in full on", Kind.DAY),
        Column("still_owed", "Still owed", Kind.MONEY),
    )
    rows = tuple((each.due, each.amount, each.short, each.covered_on, each.left) for each in shown)
    total = (
        "Together",
        sum(each.amount for each in shown),
        sum(each.short for each in shown),
        None,
        sum(each.left for each in shown),
    )
    yield Table(f"missed-{at}", f"Missed and late payments{to}", columns, rows, total)
