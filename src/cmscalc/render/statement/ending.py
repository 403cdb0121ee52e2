"""What a statement says last: what is uncertain, how to check it, and its words."""

from typing import Any, NamedTuple

from cmscalc.core.printable import long_date
from cmscalc.core.step import Note
from cmscalc.law import CHECKED
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Fact, Facts, Listed, Part, Text, Tone
from cmscalc.render.ledger_json import Input
from cmscalc.version import __version__

READING = "reading-"
# What such a note is about is in the ledger, and not in a statement.
NOT_HERE = ("bands-direct-pay",)
GLOSSARY = (
    ("Arrears", "Maintenance that was due and has not been paid. Fees are not in it."),
    ("Case effective date", "The first day maintenance is due for, from CMS's first letter."),
    ("Closing balance", "What is owed at the end of the last day. Below nothing is overpaid."),
    ("Collect and Pay", "CMS collects the money and passes it on. Both parents pay fees."),
    ("Decision", "What CMS decided the weekly amount is, from a day (a maintenance calculation)."),
    ("Direct Pay", "One parent pays the other, without CMS between them. There are no fees."),
    ("Opening balance", "What was owed before the first day of the statement."),
    ("Paying parent", "The parent who pays maintenance (in the law, non-resident parent)."),
    ("Payment due", "Maintenance for a week, or an instalment of a payment plan."),
    ("Receiving parent", "The person the children live with (in the law, person with care)."),
    ("Standing", "What a payment rests on: both parents agree, a bank's record, or less."),
    ("Step", "One line of the working: what was done, with which figures, by which law."),
)
LEFT_OUT = (
    "This copy is made to be shared. Labels stand for people, and only the month of a birth is "
    "given. References, notes, evidence, what the diary says, the names of files and their "
    "fingerprints are left out. No figure of money was changed."
)


class Made(NamedTuple):
    """How a statement was made: what reads the same in each of its forms."""

    command: str
    inputs: tuple[Input, ...]
    redacted: bool
    data: dict[str, Any]


def uncertain(statement: Statement) -> Part:
    """Everything that is assumed, and the readings of the law that figures rest on."""
    notes = notes_of(statement)
    plain = [note for note in notes if not note.id.startswith(READING)]
    readings = [note for note in notes if note.id.startswith(READING)]
    blocks: list[Block] = [_listed(plain)] if plain else []
    if readings:
        text = (
            "The law is not settled on these points, or its text was not read in full. Each says "
            "what was chosen, and what another choice would change."
        )
        blocks += [Text(text), _listed(readings)]
    if not blocks:
        blocks.append(Text("Nothing here is assumed, or rests on a reading of the law."))
    return Part("uncertain", "What is uncertain", tuple(blocks))


def _listed(notes: list[Note]) -> Listed:
    return Listed(tuple(note.text for note in notes), tuple(note.id for note in notes))


def notes_of(statement: Statement) -> list[Note]:
    """The notes of the account and of every working, each once; readings last, by number."""
    found = [note for note in statement.answer.notes if note.id not in NOT_HERE]
    for each in statement.workings:
        answer = each.calculated.answer
        found += answer.notes if answer else ()
    once = {note.id: note for note in found}.values()
    return sorted(once, key=_in_order)


def _in_order(note: Note) -> int:
    kind, _, number = note.id.partition("-")
    return int(number) if kind == "reading" else 0


def how_to_check(statement: Statement, made: Made) -> Part:
    """What was read, by what and how, so that anyone can make it again."""
    last = statement.answer.window.end - ONE_DAY
    facts = [
        Fact("as_at", "As at", f"the end of {long_date(last)}"),
        Fact("command", "Command", made.command),
        Fact("version", "Made by", f"cmscalc {__version__}"),
        Fact("law_checked", "Law checked", long_date(CHECKED)),
    ]
    facts += [
        Fact(f"sha256-{at}", f"SHA-256 of {each.file}", each.sha256)
        for at, each in enumerate(made.inputs, start=1)
        if each.sha256
    ]
    text = (
        "The web page of this statement carries what it was made from; ask whoever sent it for "
        "that. The command cmscalc verify, with the page's file name, works every figure out again "
        "and says whether each still follows."
    )
    blocks: list[Block] = [Facts("made", tuple(facts)), Text(text)]
    if made.redacted:
        blocks.append(Text(LEFT_OUT, Tone.CAUTION))
    return Part("check", "How to check this statement", tuple(blocks))


def words_used() -> Part:
    """The glossary."""
    facts = (Fact(word.lower().replace(" ", "_"), word, meaning) for word, meaning in GLOSSARY)
    return Part("words", "Words used here", (Facts("words", tuple(facts)),))
