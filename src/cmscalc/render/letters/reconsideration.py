"""Asking CMS to look at a decision again (SI 2012/2677 reg 14)."""

from collections.abc import Iterator

from cmscalc.core.assess import Assessment
from cmscalc.core.printable import long_date
from cmscalc.ledger.amounts import WeeklyAmount
from cmscalc.ledger.case import Decision
from cmscalc.ledger.statement import Statement
from cmscalc.render import words
from cmscalc.render.document.model import Block, Column, Table, Text, Tone
from cmscalc.render.ledger_words import written
from cmscalc.render.letters.common import Letter, brief, steps

# Steps that only carry on what an earlier one found: a letter leaves them out.
LEFT_OUT = ("per-year", "per-month", "paying-parent", "receiving-parent")


def letter(statement: Statement, decision: Decision) -> Letter:
    """Name the decision, and say where our own figure differs, if it does."""
    about = "Please look at this decision again (mandatory reconsideration)"
    return Letter(about, tuple(_blocks(statement, decision)))


def _blocks(statement: Statement, decision: Decision) -> Iterator[Block]:
    weekly, since = written(decision.weekly), long_date(decision.since)
    dated = (
        f" Your letter is dated {long_date(decision.letter_dated)}."
        if decision.letter_dated
        else ""
    )
    called = f" Your reference for it is {brief(decision.reference)}." if decision.reference else ""
    yield Text(
        f"I ask you to reconsider the decision that {weekly} a week of child maintenance is "
        f"payable to {decision.receiving_parent} from {since}.{dated}{called}"
    )
    ours = next(
        (
            each
            for part in statement.parts
            for each in part.amounts
            if each.decided == decision and each.calculated is not None
        ),
        None,
    )
    if ours is not None and ours.calculated != decision.weekly:
        yield from _our_figure(statement, decision, ours)
        reason = "[Anything else that is wrong in the decision, and what shows it]"
    else:
        reason = "[Why you think the decision is wrong, and what shows it]"
    yield Text(reason, Tone.BLANK)
    yield Text("Please:")
    yield steps(
        "look at the decision again, and at every figure it rests on",
        "send me your new decision in writing, with how each figure was worked out",
        "send me the mandatory reconsideration notice, so that I can appeal if I need to.",
    )
    yield Text(
        "[If more than a month has gone since the letter: why you could not ask before]", Tone.BLANK
    )


def _our_figure(statement: Statement, decision: Decision, ours: WeeklyAmount) -> Iterator[Block]:
    assert ours.calculated is not None
    difference = decision.weekly - ours.calculated
    more = "more" if difference > 0 else "less"
    yield Text(
        f"From {long_date(ours.start)} I make it {written(ours.calculated)} a week. The decision "
        f"is {written(abs(difference))} a week {more}. This is my working."
    )
    answer = next(
        each.calculated.answer for each in statement.workings if each.start <= ours.start < each.end
    )
    if answer is not None:
        yield _working(answer)


def _working(answer: Assessment) -> Table:
    columns = (Column("step", "Step"), Column("figures", "Figures"), Column("law", "Law"))
    rows = tuple(
        (step.title, f"{words.figures(step)} → {words.shown_value(step)}", step.citation.text)
        for step in answer.steps
        if not step.id.startswith(LEFT_OUT)
    )
    return Table("working", "How I work it out", columns, rows)
