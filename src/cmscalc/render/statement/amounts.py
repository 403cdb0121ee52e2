"""The weekly amounts: whose they are, how each was worked out, and where CMS and we differ."""

from collections.abc import Iterator
from datetime import date

from cmscalc.core.printable import long_date
from cmscalc.ledger.amounts import WeeklyAmount
from cmscalc.ledger.amounts import Working as Calculation
from cmscalc.ledger.answer import Answer
from cmscalc.ledger.liability import Ruler, is_liable
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import (
    Block,
    Column,
    Days,
    Kind,
    Part,
    Table,
    Text,
    Tone,
    Value,
    Working,
)
from cmscalc.render.ledger_words import days_of, written
from cmscalc.render.statement.summary import called

OURS = "our calculation"
NO_CHILD = "no child is counted"
ENDED = "the case has ended"


def amounts(statement: Statement) -> Part:
    """Each weekly amount and its working."""
    tables = tuple(amount_table(statement, at) for at in range(len(statement.parts)))
    return Part("amounts", "Weekly amounts", tables)


def amount_table(statement: Statement, at: int) -> Table:
    """The weekly amounts of one receiving parent: by whom, since when."""
    part = statement.parts[at]
    columns = [
        Column("days", "Days", Kind.DAYS),
        Column("weekly", "A week", Kind.MONEY),
        Column("by", "By"),
        Column("letter", "Letter", Kind.DAY),
        Column("reference", "Reference", aside=True),
        Column("source", "Row", aside=True),
    ]
    rows: list[tuple[Value, ...]] = []
    for each in part.amounts:
        decided = each.decided if _is_decided(statement.answer, each) else None
        none = ENDED if _has_ended(statement, each.start) else NO_CHILD
        is_due = is_liable(statement.answer.account.case, part.side.name, each.start)
        by = "CMS's decision" if decided else OURS if is_due else none
        rows.append(
            (
                Days(each.start, each.end),
                each.weekly,
                by,
                decided.letter_dated if decided else None,
                decided.reference if decided else "",
                decided.source if decided else "",
            )
        )
    used = [
        place for place in range(len(columns)) if any(row[place] not in (None, "") for row in rows)
    ]
    return Table(
        f"amounts-{at + 1}",
        f"Weekly amounts for {called(part.side.name)}",
        tuple(columns[place] for place in used),
        tuple(tuple(row[place] for place in used) for row in rows),
    )


def _is_decided(answer: Answer, each: WeeklyAmount) -> bool:
    return each.decided is not None and answer.account.ruler is Ruler.DECISION


def workings(statement: Statement) -> Part:
    """Our own working of each weekly amount, step by step."""
    blocks: list[Block] = []
    if statement.answer.account.ruler is Ruler.DECISION:
        text = (
            "What is due follows CMS's decisions. This is our own working of what the amount "
            "should be, from what the case file says, with the law each step rests on."
        )
        blocks.append(Text(text))
    for at, each in enumerate(statement.workings, start=1):
        blocks += _working(statement, at, each)
    return Part("workings", "How the weekly amounts are worked out", tuple(blocks))


def _has_ended(statement: Statement, day: date) -> bool:
    ended = statement.answer.account.case.end_date
    return ended is not None and ended <= day


def _working(statement: Statement, at: int, each: Calculation) -> Iterator[Block]:
    days, found = days_of(each.start, each.end), each.calculated
    if found.answer is None:
        none = ENDED if _has_ended(statement, each.start) else NO_CHILD
        why = found.missing or found.outside or none
        yield Text(f"{days}: there is no calculation of ours, because {why}.", Tone.CAUTION)
        return
    answer = found.answer
    several = len(answer.receiving_parents) > 1
    listed = ", ".join(
        f"{each.weekly.written}{f' for {each.name}' if several else ''}"
        for each in answer.receiving_parents
    )
    yield Working(f"working-{at}", f"{days}: {listed} a week", answer.steps)
    numbered = (
        f"of {called(name)} " + ", ".join(f"{n} is {c}" for n, c in enumerate(children, start=1))
        for name, children in each.children
    )
    yield Text(f"Children are counted in this order: {'; '.join(numbered)}.", Tone.SMALL)


def differences(statement: Statement) -> Part:
    """CMS's decisions beside our own figures."""
    title = "CMS's decisions beside our figures"
    answer = statement.answer
    ours = [part for part in statement.parts if any(each.decided for each in part.amounts)]
    if not ours:
        text = "The case file has no decision of CMS for these dates."
        return Part("differences", title, (Text(text),))
    columns = (
        Column("days", "Days", Kind.DAYS),
        Column("decided", "CMS decided", Kind.MONEY, "A week."),
        Column("calculated", "We calculate", Kind.MONEY, "A week; a dash where we cannot."),
        Column("difference", "Difference", Kind.MONEY, "A week: CMS's figure less ours."),
    )
    tables = tuple(
        Table(
            f"differences-{at}",
            f"Decisions for {called(part.side.name)}",
            columns,
            tuple(_compared(each) for each in part.amounts if each.decided),
        )
        for at, part in enumerate(ours, start=1)
    )
    texts = tuple(
        Text(
            f"{called(each.name)}, {days_of(each.start, each.end)}: over these days CMS's decision "
            f"comes to {written(abs(each.total))} {'more' if each.total > 0 else 'less'} than our "
            f"figure ({each.decision})."
        )
        for each in answer.differences
    )
    agree = (Text("Every decision that we can calculate agrees with our figure."),)
    return Part("differences", title, (*tables, *(texts or agree)))


def _compared(each: WeeklyAmount) -> tuple[Value, ...]:
    assert each.decided is not None
    decided, ours = each.decided.weekly, each.calculated
    difference = None if ours is None else decided - ours
    return (Days(each.start, each.end), decided, ours, difference)


def amounts_in_words(statement: Statement, at: int) -> str:
    """The weekly amounts in one sentence: `£74.70 a week from 11 March 2024; …`."""
    part = statement.parts[at]
    listed = "; ".join(
        f"{written(each.weekly)} from {long_date(each.start)}" for each in part.amounts
    )
    return f"Weekly amounts for {called(part.side.name)}: {listed}."
