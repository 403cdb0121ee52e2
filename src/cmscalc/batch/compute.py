"""`compute`: a table of cases in Arrow's columns in, the same table with its answers out.

It is a plain function of its arguments, so it can be sent to other processes and machines.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import pyarrow as pa

from cmscalc.batch.by_row import MOST_KEPT
from cmscalc.batch.column_types import wrong_types
from cmscalc.batch.columns import Columns
from cmscalc.batch.faults import problems_of, sentence
from cmscalc.batch.filled import Filled
from cmscalc.batch.groups import Groups, Settings
from cmscalc.batch.header import Header, header_of, wrong_with
from cmscalc.batch.names import PROPOSAL
from cmscalc.batch.plain import Rows
from cmscalc.batch.result import Answered, answered
from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.answers import read_day
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader
from cmscalc.files.sources import UTF_8
from cmscalc.files.tables.arrow_numbers import POUNDS
from cmscalc.files.tables.arrow_texts import as_text, one_array, stored
from cmscalc.law import CHECKED, law_on
from cmscalc.law.reform import Reform

A_DAY = "a day, such as 2026-11-21"


class Fault(NamedTuple):
    """A row that was not answered: its place in its table, and what is wrong with it.

    Of a table most of whose rows are wrong, the problems of the first `MOST_KEPT` are kept.
    """

    row: int
    problems: tuple[Problem, ...]


class Computed(NamedTuple):
    """The columns of answers by name, and the rows that have none."""

    columns: dict[str, pa.Array]
    faults: tuple[Fault, ...]
    filled: Filled


class Computer:
    """Answers tables of one header, and remembers the words in them."""

    def __init__(self, header: Header, settings: Settings, *, explain: bool = False) -> None:
        groups = Groups(settings)
        self.header = header
        self.by_column = Columns(header, groups)
        self.by_row = Rows(header, groups)
        self.settings = settings
        self.explain = explain

    def answer(self, table: pa.Table, wrong: Mapping[int, str] = MappingProxyType({})) -> Computed:
        """Answer every row: by the column where that is sure, else by itself.

        Rows in `wrong` are not asked: their sentence is their answer.
        """
        filled = self.by_column.answer(table)
        filled.refuse(wrong)
        faults = tuple(self._one_by_one(table, filled))
        names = self.settings.answers(explain=self.explain)
        columns = filled.columns(names)
        told = {name: columns.get(name) for name in names}
        if PROPOSAL in told:
            told[PROPOSAL] = pa.repeat(pa.scalar(self.settings.proposal), len(table))
        empty = pa.nulls(len(table), POUNDS)
        return Computed(
            {name: empty if each is None else each for name, each in told.items()}, faults, filled
        )

    def _one_by_one(self, table: pa.Table, filled: Filled) -> Iterator[Fault]:
        left = range(len(table)) if self.explain else filled.left()
        rows = [row for row in left if row not in filled.errors]
        kept = 0
        for row, cells in zip(rows, self._cells(table, rows), strict=True):
            try:
                if self.explain:
                    filled.put_one(row, *self._explained(cells))
                else:
                    filled.put_one(row, self.by_row.answer(cells))
            except (Problems, OutsideTheLawBook) as fault:
                problems = problems_of(fault, self.header)
                filled.errors[row] = sentence(problems)
                kept += 1
                yield Fault(row, problems if kept <= MOST_KEPT else ())

    def _explained(self, cells: tuple[str, ...]) -> tuple[Answered, str]:
        from cmscalc.render.as_json import working_of  # noqa: PLC0415 - only a working loads it

        found = self.by_row.assessed(cells)
        return answered(found), json.dumps(working_of(found), ensure_ascii=False)

    def _cells(self, table: pa.Table, rows: Sequence[int]) -> Iterator[tuple[str, ...]]:
        """Give the cells of some rows as texts; those that are only carried are left blank."""
        places = pa.array(rows, pa.int64())
        said = set(self.header.places.values())
        blank = [""] * len(rows)
        columns = [
            as_text(stored(one_array(column)).take(places)).to_pylist() if at in said else blank
            for at, column in enumerate(table.columns)
        ]
        return zip(*columns, strict=True)


def compute(
    table: pa.Table,
    *,
    on: date | str,
    rounding: str = "",
    fee_rounding: str = "",
    reform: Sequence[str] = (),
) -> pa.Table:
    """Add the answers to a table of cases: `weekly`, `rate`, fees, and `error` for a row without.

    Its columns are named as the flags of `cmscalc estimate`, with underscores; any other is
    carried along. `on` is the day whose law applies to a row that names none of its own in a
    column `on`; likewise the roundings. `reform` names proposals, which are not law.
    Which columns are added depends on `reform` alone: a table without rows gets all of them.

    Raises Problems for columns that cannot be what they are called, and for a day, a rounding or a
    reform that is none, or reforms that do not go together; TypeError for what is no table.
    """
    if not isinstance(table, pa.Table):
        wanted = "a pyarrow.Table is wanted; pyarrow.Table.from_batches([batch]) makes one"
        raise TypeError(f"{wanted}, not {type(table).__name__}")
    header = header_of(table.column_names)
    wrong = [*_wrong_with(table, header)]
    day = on.isoformat() if isinstance(on, date) else on
    said: dict[str, object] = {"on": day, "rounding": rounding, "fee_rounding": fee_rounding}
    reforms = [reform] if isinstance(reform, str) else list(reform or ())
    settings = _settings(said, reforms, wrong)
    found = Computer(header, settings).answer(table.combine_chunks())
    for name, column in found.columns.items():
        table = table.append_column(name, column)
    return table


def _settings(
    said: Mapping[str, object], reforms: Sequence[object], wrong: Sequence[Problem]
) -> Settings:
    """Read what holds for all rows. Raises Problems, with those that were found before."""
    given = [*said.items(), *(("reform", each) for each in reforms)]
    others = [
        Problem(name, "", 0, 0, f"{each!r}, which is no text", A_DAY if name == "on" else "text")
        for name, each in given
        if not isinstance(each, str) or (name == "on" and not each)
    ]
    if others:
        raise Problems([*wrong, *others])
    texts = {name: [str(text)] for name, text in said.items() if text}
    reader = Reader({**texts, "reform": [str(each) for each in reforms]}, wrong)
    day = reader.once("on", read_day)
    reader.choice("rounding", Rounding, Rounding.FINAL)
    reader.choice("fee_rounding", FeeRounding, FeeRounding.INSTALMENT)
    defaults = tuple((name, text) for name, [text] in texts.items())
    reforms_read = _reforms(reader, day or CHECKED)
    if reader.problems:
        raise Problems(reader.problems)
    return Settings(today=date.max, defaults=defaults, reforms=reforms_read)


def _wrong_with(table: pa.Table, header: Header) -> Iterator[Problem]:
    """Find what is wrong with the columns: their names, their types, and bytes that are no text."""
    for each in (*wrong_with(table.column_names), *wrong_types(table.schema)):
        yield Problem(f"column {each.column + 1}", "", 0, 0, each.found, each.wanted, each.hint)
    for name, place in header.places.items():
        try:
            table.column(place).validate(full=True)
        except pa.ArrowInvalid:
            found = f"the column {name}: a character that is not UTF-8"
            yield Problem(f"column {place + 1}", "", 0, 0, found, UTF_8)


def _reforms(reader: Reader, day: date) -> tuple[Reform, ...]:
    if not reader.texts("reform"):
        return ()
    from cmscalc.files.reforms import law_with, read_reforms  # noqa: PLC0415 - where one is asked

    found = read_reforms(reader)
    # A row of another day, on which they do not go together, says so itself.
    law_with(reader, law_on(day), found)
    return found


__all__ = ["compute"]
