"""The statement: an account with all that a reader needs to follow it and to check it."""

from datetime import date
from typing import NamedTuple

from cmscalc.ledger.amounts import WeeklyAmount, Working, weekly_amounts, workings
from cmscalc.ledger.answer import Answer, Side
from cmscalc.ledger.chronology import Event, chronology
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.entries import Kind
from cmscalc.ledger.payments import Placed


class Point(NamedTuple):
    """What was owed at the end of a day, in pence."""

    on: date
    owed: int


class Part(NamedTuple):
    """One receiving parent's part of a statement.

    `curve` begins the day before the statement and has each day on which the balance moved.
    """

    side: Side
    amounts: tuple[WeeklyAmount, ...]
    payments: tuple[Placed, ...]
    curve: tuple[Point, ...]


class Statement(NamedTuple):
    """An answer of the ledger, and what explains it."""

    answer: Answer
    parts: tuple[Part, ...]
    workings: tuple[Working, ...]
    chronology: tuple[Event, ...]


def make_statement(answer: Answer) -> Statement:
    """Make the statement of an answer."""
    account, window = answer.account, answer.window
    sides = zip(answer.sides, account.standings, strict=True)
    return Statement(
        answer,
        tuple(
            Part(
                side,
                weekly_amounts(account, side.name, window),
                tuple(
                    each for each in standing.placed if window.start <= each.payment.on < window.end
                ),
                _curve(side, window.start),
            )
            for side, standing in sides
        ),
        workings(account, window),
        chronology(answer),
    )


def _curve(side: Side, start: date) -> tuple[Point, ...]:
    by_day = {start - ONE_DAY: side.brought_forward}
    by_day |= {each.date: each.balance for each in side.entries if each.kind is not Kind.FEE}
    return tuple(Point(on, owed) for on, owed in by_day.items())
