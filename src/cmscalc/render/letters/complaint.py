"""Complaining about the service, with what happened in order."""

from collections.abc import Iterator

from cmscalc.ledger.chronology import Sort
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Column, Days, Kind, Table, Text, Tone
from cmscalc.render.letters.common import MOST_ROWS, Letter, brief, owed, steps

MONEY = (Sort.DUE, Sort.PAID, Sort.MONEY)


def letter(statement: Statement) -> Letter:
    """Tell what happened, what was promised, and what is asked for."""
    return Letter("I am making a complaint", tuple(_blocks(statement)))


def _blocks(statement: Statement) -> Iterator[Block]:
    yield Text("[What went wrong, in one or two sentences]", Tone.BLANK)
    yield Text("This is what happened. Each entry is from the record that I kept.")
    yield _story(statement)
    yield Text(owed(statement))
    yield Text("[What this has meant for you and the children, if you want to say it]", Tone.BLANK)
    yield Text("To put this right, please:")
    yield steps(
        "tell me what went wrong at each point, and why",
        "tell me what you will do about it, and by which day.",
    )
    yield Text("[Anything else you ask for]", Tone.BLANK)
    yield Text(
        "I understand that after your final answer I can go to the Independent Case Examiner."
    )


def _story(statement: Statement) -> Table:
    """The latest events; those that are no more than money go first where room is short.

    Notes to oneself stay in the diary.
    """
    events = [each for each in statement.chronology if each.sort is not Sort.NOTE]
    if len(events) > MOST_ROWS:
        events = [each for each in events if each.sort not in MONEY]
    shown = events[-MOST_ROWS:]
    earlier = len(statement.chronology) - len(shown)
    more = f" ({earlier} more in the statement)" if earlier else ""
    columns = (
        Column("days", "Date", Kind.DAYS),
        Column("what", "What happened"),
        Column("owed", "Owed then", Kind.MONEY),
    )
    rows = tuple(
        (Days(each.on, each.last + ONE_DAY), brief(each.text), each.owed) for each in shown
    )
    return Table("story", f"What happened{more}", columns, rows)
