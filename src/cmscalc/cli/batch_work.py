"""The work of a batch: blocks of a table in, pieces of its answers out, in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, Protocol

from cmscalc.batch.by_row import ByRow, Job, Out, Piece, Unwritten
from cmscalc.batch.header import Header
from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.forms import JSON_FORM, ParquetForm, csv_form
from cmscalc.files.tables.opening import CSV, JSON, PARQUET, Shard, Table, blocks_in
from cmscalc.files.tables.output import Form
from cmscalc.files.tables.rows import AsCsv, Said, csv_rows

BLOCKS_IN_A_PART = 16
# A summary alone: no row is written.
NONE = "none"
Wanted = Callable[[int], bool]


class Task(NamedTuple):
    """A table, what is asked of its rows, and the form of the answers, or that none is kept."""

    table: Table
    header: Header
    job: Job
    shape: str
    shard: Shard

    @property
    def answers(self) -> tuple[str, ...]:
        """The columns of answers."""
        return self.job.settings.answers(explain=self.job.explain)


class Work(Protocol):
    """How a task is done."""

    def form(self) -> Form:
        """The form in which the pieces are written."""

    def pieces(self, wanted: Wanted) -> Iterator[tuple[int, Piece]]:
        """The pieces of those parts that are wanted, in order, each with its part's number."""


def said_in(task: Task, block: Block) -> Iterator[Said]:
    """Give the rows of a block of text."""
    header = task.header
    if task.table.kind == CSV:
        return csv_rows(block, header.names)
    from cmscalc.files.tables.json_rows import json_rows  # noqa: PLC0415 - each loads its own

    return json_rows(block, header.names, header.places)


def _numbered(task: Task, wanted: Wanted) -> Iterator[tuple[int, Block]]:
    for number, block in blocks_in(task.table, task.shard):
        part = number // BLOCKS_IN_A_PART
        if wanted(part):
            yield part, block


class RowWork:
    """Row by row, with nothing but Python."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.engine = ByRow(task.header, task.job)

    def form(self) -> Form:
        """CSV or lines of JSON."""
        return _text_form(self.task)

    def pieces(self, wanted: Wanted) -> Iterator[tuple[int, Piece]]:
        """Answer block after block."""
        for part, block in _numbered(self.task, wanted):
            yield part, self.engine.piece(said_in(self.task, block), self._out())

    def _out(self) -> Out:
        if self.task.shape == NONE:
            return Unwritten()
        if self.task.shape == CSV:
            return AsCsv(self.task.answers)
        from cmscalc.files.tables.json_rows import AsJson  # noqa: PLC0415 - as above

        return AsJson(self.task.answers, self.task.header.names)


def _text_form(task: Task) -> Form:
    if task.shape == JSON:
        return JSON_FORM
    return csv_form((*task.header.names, *task.answers))


class ColumnWork:
    """By the column, several blocks at once."""

    def __init__(self, task: Task) -> None:
        from threading import local  # noqa: PLC0415 - as the libraries themselves

        self.task = task
        self.engines = local()

    def form(self) -> Form:
        """CSV, lines of JSON, or Parquet with the types that an empty table has."""
        if self.task.shape != PARQUET:
            return _text_form(self.task)
        empty = self._piece(self._empty)
        return ParquetForm(empty.data.schema)

    def pieces(self, wanted: Wanted) -> Iterator[tuple[int, Piece]]:
        """Answer blocks side by side, and give them in their order."""
        jobs = self._jobs(wanted)
        yield from side_by_side(self._piece, jobs)

    def _jobs(self, wanted: Wanted) -> Iterator[tuple[int, Callable[[], Any]]]:
        task = self.task
        if task.table.kind != PARQUET:
            for part, block in _numbered(task, wanted):
                yield part, partial(self._sheet, block)
            return
        from cmscalc.files.tables.parquet import ROWS, tables_in  # noqa: PLC0415 - an extra

        start, end = task.shard.within(task.table.size or 0)
        for row, table in tables_in(task.table.file, task.table.name, start, end):
            part = row // (ROWS * BLOCKS_IN_A_PART)
            if wanted(part):
                yield part, partial(self._parquet_sheet, table, row)

    def _piece(self, sheet: Callable[[], Any]) -> Piece:
        from cmscalc.batch.by_column import ByColumn  # noqa: PLC0415 - an extra

        engine = getattr(self.engines, "engine", None)
        if engine is None:
            engine = self.engines.engine = ByColumn(self.task.header, self.task.job)
        found = sheet()
        return engine.piece(found, self._written(found))

    def _written(self, sheet: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - as below
        from cmscalc.files.tables.arrow_csv import (  # noqa: PLC0415 - an extra
            csv_of,
            json_of,
            json_with,
        )

        if self.task.shape == PARQUET:
            return lambda table: table
        if self.task.shape == NONE:
            return lambda _: b""
        if self.task.shape == CSV:
            return csv_of
        if self.task.table.kind == JSON:
            answers = list(self.task.answers)
            return lambda table: json_with(sheet.rows(), table.select(answers))
        return json_of

    def _sheet(self, block: Block) -> Any:  # noqa: ANN401 - a Sheet, of an extra
        from cmscalc.batch.by_column import Sheet, sheet_of_rows  # noqa: PLC0415 - an extra
        from cmscalc.files.tables.arrow_csv import table_of  # noqa: PLC0415

        task = self.task
        found = table_of(block, task.header.names) if task.table.kind == CSV else None
        if found is not None:
            return Sheet(found, {}, lambda: list(said_in(task, block)))
        return sheet_of_rows(list(said_in(task, block)), task.header.names)

    def _parquet_sheet(self, table: Any, first: int) -> Any:  # noqa: ANN401 - as above
        from cmscalc.batch.by_column import Sheet  # noqa: PLC0415 - an extra

        return Sheet(table, {}, lambda: [Said(first + at + 1, "", ()) for at in range(len(table))])

    def _empty(self) -> Any:  # noqa: ANN401 - as above
        from cmscalc.batch.by_column import Sheet, sheet_of_rows  # noqa: PLC0415 - an extra

        if self.task.table.kind == PARQUET:
            return Sheet(self.task.table.file.schema_arrow.empty_table(), {}, list)
        return sheet_of_rows([], self.task.header.names)


def side_by_side(
    work: Callable[[Any], Piece], jobs: Iterable[tuple[int, Any]]
) -> Iterator[tuple[int, Piece]]:
    """Do jobs on every core, few ahead of what is taken, and give what they make in order."""
    from concurrent.futures import Future, ThreadPoolExecutor  # noqa: PLC0415 - only here

    cores = os.cpu_count() or 1
    ahead: deque[tuple[int, Future[Piece]]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        try:
            for part, job in jobs:
                ahead.append((part, pool.submit(work, job)))
                if len(ahead) > cores:
                    first, made = ahead.popleft()
                    yield first, made.result()
            while ahead:
                first, made = ahead.popleft()
                yield first, made.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
