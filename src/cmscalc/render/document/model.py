"""A document: parts made of paragraphs, facts, tables, charts and workings, in order.

Every form walks the same parts, so all say the same figures in the same order. Values keep their
kind, amounts in pence and days as dates, until a form writes them.
"""

from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from cmscalc.core.step import Step


class Days(NamedTuple):
    """Days, [start, end)."""

    start: date
    end: date


Value = str | int | date | Days | None


class Kind(Enum):
    """What a value is, and so how it is written."""

    TEXT = "text"
    MONEY = "money"
    DAY = "day"
    DAYS = "days"
    NUMBER = "number"


class Tone(Enum):
    """How a paragraph stands in its part."""

    PLAIN = "plain"
    LEAD = "lead"
    SMALL = "small"
    CAUTION = "caution"
    BLANK = "to-fill-in"


class Text(NamedTuple):
    """A paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


class Listed(NamedTuple):
    """Sentences, one under the other; steps of a working may name some by their ids."""

    texts: tuple[str, ...]
    ids: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A value with its name."""

    id: str
    title: str
    value: Value
    kind: Kind = Kind.TEXT


class Facts(NamedTuple):
    """Facts under one another. `sums` are amounts that end in their total."""

    id: str
    facts: tuple[Fact, ...]
    title: str = ""
    sums: bool = False


class Headline(NamedTuple):
    """The one amount that a reader looks for first, in pence, and what it is."""

    id: str
    amount: int
    text: str


class Column(NamedTuple):
    """A column of a table. A note on it is numbered and stands under the table.

    What is `aside` is read with its row rather than down its column: where people read, it stands
    under its title beside or below the rest of the row.
    """

    id: str
    title: str
    kind: Kind = Kind.TEXT
    note: str = ""
    aside: bool = False


class Table(NamedTuple):
    """Rows under columns; the first column heads its row. `total` is a last row of sums."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()


class Mark(NamedTuple):
    """A day marked on a chart with a number, and what it stands for."""

    on: date
    text: str


class Chart(NamedTuple):
    """What was owed over time: points hold from their day on, in pence."""

    id: str
    caption: str
    points: tuple[tuple[date, int], ...]
    end: date
    marks: tuple[Mark, ...]
    payments: tuple[date, ...]


class Working(NamedTuple):
    """The steps of one calculation, under a heading."""

    id: str
    title: str
    steps: tuple[Step, ...]


Block = Text | Listed | Facts | Headline | Table | Chart | Working


class Part(NamedTuple):
    """A part of a document, under its heading; the first may have none."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Document(NamedTuple):
    """A whole document.

    `name` is what its file and window are called: neutral, since a shared computer shows it.
    `about` says by what and how it was made, as plain values; `data` is what it was made from.
    """

    schema: str
    name: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    about: dict[str, Any]
    data: dict[str, Any]


def main_columns(table: Table) -> int:
    """How many columns are not aside; those come first."""
    return sum(not column.aside for column in table.columns)


def noted(columns: tuple[Column, ...]) -> dict[str, int]:
    """Number the notes of columns, from 1, by the columns' ids."""
    with_note = [column.id for column in columns if column.note]
    return {each: number for number, each in enumerate(with_note, start=1)}
