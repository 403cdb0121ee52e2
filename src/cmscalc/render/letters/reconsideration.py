"""Asking CMS to look at a decision again (SI 2012/2677 reg 14)."""

import re
from collections.abc import Iterator

from cmscalc.core.assess import Assessment
from cmscalc.core.printable import long_date
from cmscalc.law import SCHEME_OPENS, law_on
from cmscalc.ledger.amounts import WeeklyAmount
from cmscalc.ledger.case import Decision
from cmscalc.ledger.statement import Statement
from cmscalc.render import words
from cmscalc.render.document.model import Block, Column, Table, Text, Tone
from cmscalc.render.ledger_words import written
from cmscalc.render.letters.common import Letter, brief, steps

# Steps that only carry on what an earlier one found: a letter leaves them out.
LEFT_OUT = ("per-year", "per-month", "paying-parent", "receiving-parent")
OF_ALL = ("weekly", "payable")


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
    called = f' I have it as "{brief(decision.reference)}".' if decision.reference else ""
    yield Text(
        f"I ask you to reconsider the decision that {weekly} a week of child maintenance is "
        f"payable to {decision.receiving_parent} from {since}.{dated}{called}"
    )
    found = ours(statement, decision)
    if found is not None and found.calculated != decision.weekly:
        yield from _our_figure(statement, decision, found)
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
    days = law_on(max(decision.letter_dated or decision.since, SCHEME_OPENS)).reconsideration_days
    late = (
        f"[If more than {days.value} days have gone since the letter: why you did not ask before]"
    )
    yield Text(late, Tone.BLANK)


def ours(statement: Statement, decision: Decision) -> WeeklyAmount | None:
    """The first days of a decision for which there is a figure of ours."""
    amounts = (
        each
        for part in statement.parts
        for each in part.amounts
        if each.decided == decision and each.calculated is not None
    )
    return next(amounts, None)


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
        yield _working(answer, decision.receiving_parent)


def _working(answer: Assessment, name: str) -> Table:
    """The steps, without those that are about other receiving parents or all together."""
    others = [each.name for each in answer.receiving_parents if each.name != name]
    left_out = (*LEFT_OUT, *(OF_ALL if others else ()))
    columns = (Column("step", "Step"), Column("figures", "Figures"), Column("law", "Law"))
    rows = tuple(
        (step.title, f"{words.figures(step)} → {words.shown_value(step)}", step.citation.text)
        for step in answer.steps
        if not step.id.startswith(left_out)
        and not any(_speaks_of(other, f"{step.title} {step.formula}") for other in others)
    )
    return Table("working", "How I work it out", columns, rows)


def _speaks_of(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
