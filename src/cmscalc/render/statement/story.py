"""What was said: letters held against the account, and the chronology."""

from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Column, Days, Kind, Part, Table, Text, Value
from cmscalc.render.ledger_words import written


def letters(statement: Statement) -> Part:
    """Balances that letters assert, beside ours."""
    found = statement.answer.assertions
    title = "What others say was owed"
    if not found:
        text = "The case file has no letter or statement that says what was owed."
        return Part("letters", title, (Text(text),))
    columns = [
        Column("on", "End of the day", Kind.DAY),
        Column("receiving_parent", "To"),
        Column("letter", "They say", Kind.MONEY),
        Column("account", "This account", Kind.MONEY),
        Column("difference", "Difference", Kind.MONEY, "This account less theirs."),
        Column("source", "Said in", aside=True),
        Column("row", "Row", aside=True),
    ]
    rows: list[tuple[Value, ...]] = [
        (
            each.balance.on,
            each.balance.receiving_parent,
            each.balance.arrears,
            each.calculated,
            each.difference,
            each.balance.said_by,
            each.balance.source,
        )
        for each in found
    ]
    several = len(statement.answer.sides) > 1
    keep = [
        place
        for place, column in enumerate(columns)
        if (column.id != "receiving_parent" or several)
        and (column.id != "source" or any(row[place] for row in rows))
    ]
    table = Table(
        "letters",
        "Letters and other statements, held against this account",
        tuple(columns[place] for place in keep),
        tuple(tuple(row[place] for place in keep) for row in rows),
    )
    texts = tuple(
        Text(
            f"The figure for {each.balance.on:%B %Y} is more by {written(each.fee_owed)}, which is "
            "the collection fee owed on that day: it may have been counted in."
        )
        for each in found
        if each.counts_the_fee
    )
    return Part("letters", title, (table, *texts))


def chronology(statement: Statement) -> Part:
    """The story and the money, in order of days."""
    columns = (
        Column("days", "Date", Kind.DAYS),
        Column("what", "What happened"),
        Column(
            "owed",
            "Owed then",
            Kind.MONEY,
            "At the end of that day, counted by the day, all receiving parents together.",
        ),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (Days(each.on, each.last + ONE_DAY), each.text, each.owed) for each in statement.chronology
    )
    text = "The diary, decisions and letters of the case, with what fell due and what was paid."
    blocks: tuple[Block, ...] = (
        Text(text),
        Table("chronology", "What happened, day by day", columns, rows),
    )
    return Part("chronology", "Chronology", blocks)
