"""One row answered three ways: by the rules of a single estimate, by the formula, by the column."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from batch_rows import COLUMNS, TODAY, Case, Row
from cmscalc.batch.faults import problems_of, sentence
from cmscalc.batch.groups import Groups, Settings
from cmscalc.batch.header import Header, header_of
from cmscalc.batch.names import ERROR, PROPOSAL
from cmscalc.batch.plain import Rows
from cmscalc.batch.result import Answered, answered, texts_of
from cmscalc.core.assess import assess
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.problems import Problems
from cmscalc.law.reform import Reform

HEADER = header_of(COLUMNS)


class Ways(NamedTuple):
    """A row's answers, as texts by column; None of `quick` where the formula was not sure.

    `by_column` says whether the column was sure, and did not ask another.
    """

    case: Case
    core: dict[str, str]
    quick: dict[str, str] | None
    column: dict[str, str]
    by_column: bool

    @property
    def agree(self) -> bool:
        """Whether each gives the same, and only the core refuses."""
        return self.core == self.column and self.quick in (None, self.core)


def all_ways(cases: Sequence[Case], header: Header = HEADER) -> Iterator[Ways]:
    """Answer cases in each way; those under the same reforms are one table."""
    alike = sorted(cases, key=lambda case: [reform.name for reform in case.reforms])
    for reforms, some in groupby(alike, key=lambda case: case.reforms):
        yield from _under(list(some), reforms, header)


def _under(cases: list[Case], reforms: tuple[Reform, ...], header: Header) -> Iterator[Ways]:
    settings = Settings(today=TODAY, reforms=reforms)
    core, rows = Groups(settings), Rows(header, Groups(settings))
    columns = by_column([case.row for case in cases], settings, header)
    for case, (column, sure) in zip(cases, columns, strict=True):
        cells = [case.row.get(name, "") for name in header.names]
        found = rows.quickly(cells)
        quick = None if found is None else shown(found)
        yield Ways(case, by_core(case.row, core, header), quick, column, sure)


def by_core(row: Row, groups: Groups, header: Header = HEADER) -> dict[str, str]:
    """Answer a row as a single estimate would."""
    try:
        asked = groups.read(row)
        return shown(answered(assess(asked.facts, asked.law)))
    except (Problems, OutsideTheLawBook) as fault:
        return {ERROR: sentence(problems_of(fault, header))}


def shown(found: Answered) -> dict[str, str]:
    """Leave out the columns that have nothing."""
    return {name: text for name, text in texts_of(found).items() if text}


def by_column(
    rows: Sequence[Row], settings: Settings, header: Header = HEADER
) -> Iterator[tuple[dict[str, str], bool]]:
    """Answer rows as one table, and say of each whether the column itself was sure."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    from cmscalc.batch.compute import Computer  # noqa: PLC0415 - it needs the extra

    table = pa.table({name: [row.get(name, "") for row in rows] for name in header.names})
    computer = Computer(header, settings)
    found = computer.answer(table).columns
    sure = computer.by_column.answer(table).sure
    answers = {name: column.to_pylist() for name, column in found.items() if name != PROPOSAL}
    for row in range(len(rows)):
        told = {name: column[row] for name, column in answers.items()}
        yield (
            {name: str(text) for name, text in told.items() if text not in (None, "")},
            bool(sure[row]),
        )
