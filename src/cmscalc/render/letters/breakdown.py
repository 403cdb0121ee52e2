"""Asking CMS for a breakdown of the account."""

from collections.abc import Iterator

from cmscalc.core.printable import long_date
from cmscalc.ledger.assertions import Asserted
from cmscalc.ledger.case import Service
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Text
from cmscalc.render.ledger_words import balance
from cmscalc.render.letters.common import Letter, brief, last_day, owed, rests_on, steps
from cmscalc.render.statement.summary import sums_of


def letter(statement: Statement) -> Letter:
    """Ask for every line of the account, and say what our own record comes to."""
    return Letter("Please send me a full breakdown of my account", tuple(_blocks(statement)))


def _blocks(statement: Statement) -> Iterator[Block]:
    answer = statement.answer
    first, last = long_date(answer.window.start), last_day(statement)
    yield Text(
        f"Please send me a full breakdown of the account from {first} to {last}, line by line, "
        "with:"
    )
    asked = [
        "each weekly amount, the day from which it was due, and the decision it comes from",
        "each payment: the day it was made, the day it was credited, and its amount",
        "what was owed at the start, and after each payment",
        "any adjustment, write-off or refund: its day, its amount and the reason for it",
        "how any arrears that you say are owed are made up.",
    ]
    if any(row.value is Service.COLLECT_AND_PAY for row in answer.account.case.services):
        asked.insert(3, "each fee that was charged, and each fee that was taken from a payment")
        asked.insert(2, "each payment that was passed on: the day, and the amount before the fee")
    yield steps(*asked)
    yield Text(owed(statement))
    for side in answer.sides:
        yield sums_of(answer, side)
    for text in rests_on(statement):
        yield Text(text)
    for each in answer.assertions:
        if not each.ok:
            yield Text(_given(each))
    yield Text("Please answer in writing.")


def _given(each: Asserted) -> str:
    """A balance that was given by somebody, beside ours."""
    said = each.balance
    source = f" ({brief(said.said_by)})" if said.said_by else ""
    return (
        f"Of {long_date(said.on)} I was given another figure{source}: "
        f"{balance(said.arrears)}. By my record it was {balance(each.calculated)}. Please show "
        "which lines make the difference."
    )
