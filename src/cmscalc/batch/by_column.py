"""Blocks of a table answered by the column: tables of Arrow's in, with their answers out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from cmscalc.batch.by_row import MOST_KEPT, Job, Piece
from cmscalc.batch.compute import Computed, Computer, Fault
from cmscalc.batch.faults import broken, located, under_todays_law
from cmscalc.batch.header import Header
from cmscalc.batch.texts import Coded
from cmscalc.files.problems import Problem
from cmscalc.files.tables.arrow_csv import texts_or_none
from cmscalc.files.tables.arrow_texts import one_array
from cmscalc.files.tables.rows import Said

if TYPE_CHECKING:
    from cmscalc.batch.tally import Tally

Written = Callable[[pa.Table], object]


class Sheet(NamedTuple):
    """A block as a table: what is wrong with some rows already, and how to find a row's text.

    `data` is the block itself, where it is CSV.
    """

    table: pa.Table
    faults: dict[int, str]
    rows: Callable[[], Iterable[Said]]
    data: bytes = b""


class ByColumn:
    """Answers tables of one header."""

    def __init__(self, header: Header, job: Job) -> None:
        self.header = header
        self.job = job
        self.computer = Computer(header, job.settings, explain=job.explain)
        self.computer_now = Computer(header, job.now) if job.compared else None

    def piece(self, sheet: Sheet, written: Written) -> Piece:
        """Answer a block, and give it written."""
        found = self.computer.answer(sheet.table, sheet.faults)
        faults = found.faults
        tally = None
        if self.job.summed:
            today = self.computer_now
            now = today.answer(sheet.table, sheet.faults) if today else None
            tally = self._tally(sheet, found, now)
            faults = _with_those_of_today(found, now) if now else faults
        table = sheet.table
        for name, column in found.columns.items():
            table = table.append_column(name, column)
        kept = tuple(islice(self._problems(sheet, faults), MOST_KEPT))
        bad = len(faults) + len(sheet.faults)
        return Piece(written(table), len(table), bad, kept, tally)

    def _tally(self, sheet: Sheet, found: Computed, now: Computed | None) -> "Tally":
        from cmscalc.batch.summing import tally_of  # noqa: PLC0415 - only a summary loads it

        column = one_array(sheet.table.column(self.job.by)) if self.job.by else None
        return tally_of(
            found.filled, now and now.filled, self.job.by, Coded([column], len(sheet.table))
        )

    def _problems(self, sheet: Sheet, faults: Sequence[Fault]) -> list[Problem]:
        if not faults and not sheet.faults:
            return []
        of_rows = {fault.row: fault.problems for fault in faults[:MOST_KEPT]}
        wanted = sorted({*of_rows, *islice(sheet.faults, MOST_KEPT)})
        problems: list[Problem] = []
        for row, said in enumerate(islice(sheet.rows(), wanted[-1] + 1)):
            if row in sheet.faults:
                problems.append(broken(said, self.job.name))
            place = (self.header, self.job.name, said)
            problems += [located(each, *place) for each in of_rows.get(row, ())]
        return problems


def _with_those_of_today(found: Computed, now: Computed) -> tuple[Fault, ...]:
    """Rows without an answer under a reform, and those with one there and none today, in order."""
    of_today = [
        Fault(fault.row, tuple(under_todays_law(each) for each in fault.problems))
        for fault in now.faults
        if found.filled.sure[fault.row]
    ]
    return tuple(sorted((*found.faults, *of_today), key=lambda fault: fault.row))


def sheet_of_rows(rows: Sequence[Said], names: Sequence[str]) -> Sheet:
    """Put rows of text into a table, whatever is wrong with some of them."""
    columns = [texts_or_none(said.cells[at] for said in rows) for at in range(len(names))]
    faults = {at: said.fault for at, said in enumerate(rows) if said.fault}
    return Sheet(pa.table(columns, names=list(names)), faults, lambda: rows)
