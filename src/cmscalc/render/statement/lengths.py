"""The two lengths of a statement: a record of payment on one page, and the full statement."""

from typing import Any

from cmscalc.core.printable import long_date
from cmscalc.law import CHECKED
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Document, Part, Text, Tone
from cmscalc.render.statement import account, amounts, ending, story, summary
from cmscalc.render.statement.ending import Made, notes_of
from cmscalc.version import __version__

SCHEMA = "cmscalc.statement/1"
NAME = "Statement"


def full(statement: Statement, made: Made) -> Document:
    """Everything, for whoever has to decide."""
    parts = (
        summary.summary(statement),
        account.chart(statement),
        account.periods(statement),
        account.payments(statement),
        account.late(statement),
        amounts.amounts(statement),
        amounts.differences(statement),
        account.fees(statement),
        story.letters(statement),
        story.chronology(statement),
        amounts.workings(statement),
        ending.uncertain(statement),
        ending.how_to_check(statement, made),
        ending.words_used(),
    )
    return _document(statement, made, "full", "Statement of child maintenance", parts)


def short(statement: Statement, made: Made) -> Document:
    """A record of payment: what was due, paid and owed, period by period, on one page."""
    answer = statement.answer
    first = summary.summary(statement, sums=False)
    blocks: list[Block] = []
    for at in range(len(answer.sides)):
        table = account.period_table(answer, at)
        plain = tuple(column._replace(note="") for column in table.columns)
        blocks.append(table._replace(columns=plain))
        blocks.append(Text(amounts.amounts_in_words(statement, at)))
    record = Part("periods", "Account by period", tuple(blocks))
    parts = (first, record, _rests_on(statement, made))
    return _document(statement, made, "short", "Record of payment", parts)


def _rests_on(statement: Statement, made: Made) -> Part:
    """In a few lines what the full statement has in parts."""
    notes = notes_of(statement)
    assumed = [note.text for note in notes if note.id.startswith("assumed-")]
    readings = [
        note.id.removeprefix(ending.READING) for note in notes if note.id.startswith(ending.READING)
    ]
    texts = list(assumed)
    if readings:
        texts.append(
            f"It rests on readings {', '.join(readings)} of the law, where that is not settled; "
            "the full statement says what was chosen."
        )
    texts.append(
        f"Made by cmscalc {__version__} with: {made.command} (law checked {long_date(CHECKED)}). "
        "The command cmscalc verify works every figure out again from the data in the web page."
    )
    texts += [f"SHA-256 of {each.file}: {each.sha256}" for each in made.inputs if each.sha256]
    if made.redacted:
        texts.append(ending.LEFT_OUT)
    small = tuple(Text(text, Tone.SMALL) for text in texts)
    return Part("check", "What it rests on", small)


def _document(
    statement: Statement, made: Made, length: str, title: str, parts: tuple[Part, ...]
) -> Document:
    answer = statement.answer
    window = answer.window
    about: dict[str, Any] = {
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "length": length,
        "redacted": made.redacted,
        "as_at": (window.end - ONE_DAY).isoformat(),
        "from": window.start.isoformat(),
        "to": window.end.isoformat(),
        "command": made.command,
        "inputs": [each._asdict() for each in made.inputs],
    }
    days = summary.days_in_words(window.start, window.end)
    return Document(SCHEMA, NAME, title, days, parts, about, made.data)
