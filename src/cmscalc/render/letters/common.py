"""What every letter has: who it is from and to, how it begins and ends, its tables."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cmscalc.core.printable import long_date
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Document, Listed, Part, Text, Tone
from cmscalc.render.ledger_words import written
from cmscalc.render.statement.summary import ORDERS, called, disputed, whose

SCHEMA = "cmscalc.letter/1"
NAME = "Letter"
FROM = "[Your name and address]\n[Your CMS reference number]\n[Today's date]"
TO = "Child Maintenance Service\n[The address at the top of your last letter from CMS]"
# A table of a letter has at most so many rows: with them it stays under two pages.
MOST_ROWS = 20
LONGEST = 240
ENCLOSED = Text(
    "[Enclosed, if you send it: the statement of the account, made with cmscalc]",
    Tone.BLANK,
)


class Letter(NamedTuple):
    """A letter's heading and what stands between its greeting and its end."""

    about: str
    blocks: Sequence[Block]
    encloses: bool = True


def document_of(letter: Letter) -> Document:
    """Lay a letter out."""
    opening = (Text(FROM, Tone.BLANK), Text(TO, Tone.BLANK), Text("Dear Sir or Madam"))
    ending = (
        Text("Yours faithfully"),
        Text("[Your signature and name]", Tone.BLANK),
        *([ENCLOSED] if letter.encloses else []),
    )
    parts = (Part("opening", "", opening), Part("letter", letter.about, (*letter.blocks, *ending)))
    return Document(SCHEMA, NAME, "", "", parts, {}, {})


def brief(text: str) -> str:
    """A text of the case file, cut where it is long: the statement has the whole of it."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    start, _, _ = plain[:LONGEST].rpartition(" ")
    return f"{start or plain[:LONGEST]} … (in full in the statement)"


def last_day(statement: Statement) -> str:
    """The last day of the account, as letters write it."""
    return long_date(statement.answer.window.end - ONE_DAY)


def owed(statement: Statement) -> str:
    """What is owed, in a sentence for each receiving parent."""
    texts: list[str] = []
    for side in statement.answer.sides:
        pence, name = side.total.arrears, called(side.name)
        if pence >= 0:
            texts.append(f"{written(pence)} was owed to {name}")
        else:
            texts.append(f"{written(-pence)} had been overpaid to {name}")
    return f"By my record, at the end of {last_day(statement)}, {' and '.join(texts)}."


def rests_on(statement: Statement) -> Iterator[str]:
    """What a reader of the figures has to know of how they were made."""
    answer = statement.answer
    if answer.account.ruler is not Ruler.DECISION:
        yield whose(answer.account)
    if any(side.total.paid for side in answer.sides):
        yield f"{ORDERS[answer.account.order]}."
    for side in answer.sides:
        yield from disputed(answer, side)


def steps(*texts: str) -> Block:
    """What is asked for, one under the other."""
    return Listed(texts)
