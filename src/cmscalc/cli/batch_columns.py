"""A batch by the column: several blocks at once, on every core."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from cmscalc.batch.by_column import ByColumn, Sheet, sheet_of_rows
from cmscalc.batch.by_row import Piece
from cmscalc.cli.batch_ahead import Blocks
from cmscalc.cli.batch_work import NONE, Task, Wanted, said_in, text_form
from cmscalc.files.tables.arrow_csv import table_of
from cmscalc.files.tables.arrow_out import csv_with, json_of, json_with
from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.forms import ParquetForm
from cmscalc.files.tables.opening import CSV, JSON, PARQUET
from cmscalc.files.tables.output import Form
from cmscalc.files.tables.rows import Said

# Bytes. The C library that most Linux systems have returns what is freed to the system at once, and
# has it cleared at the next asking, which takes a fifth of a run. It stops doing so for sizes up to
# the largest that it has seen freed. This one is never touched, so takes no memory.
LARGE = 30_000_000
CORES = os.cpu_count() or 1


class ColumnWork:
    """Answers the blocks of a table side by side."""

    def __init__(self, task: Task, blocks: Blocks) -> None:
        np.empty(LARGE, np.uint8)
        self.task = task
        self.blocks = blocks
        self.engine = ByColumn(task.header, task.job)

    def form(self) -> Form:
        """CSV, lines of JSON, or Parquet with the types that an empty table has."""
        if self.task.shape != PARQUET:
            return text_form(self.task)
        return ParquetForm(self._piece(self._empty).data.schema)

    def pieces(self, wanted: Wanted) -> Iterator[tuple[int, Piece]]:
        """Answer blocks, and give them in their order."""
        of_table = self.task.table.kind == PARQUET
        sheet = self._of_table if of_table else self._of_text
        jobs = ((part, partial(sheet, block)) for part, block in self.blocks if wanted(part))
        return side_by_side(self._piece, jobs, self._at_once())

    def _at_once(self) -> int:
        """How many blocks to answer at once: writing Parquet is as much work as answering it."""
        of_tables = self.task.table.kind == self.task.shape == PARQUET
        return max(1, CORES - 1) if of_tables else CORES

    def _piece(self, sheet: Callable[[], Sheet]) -> Piece:
        found = sheet()
        return self.engine.piece(found, self._written(found))

    def _written(self, sheet: Sheet) -> Callable[[pa.Table], Any]:
        if self.task.shape == PARQUET:
            return lambda table: table
        if self.task.shape == NONE:
            return lambda _: []
        answers = list(self.task.answers)
        if self.task.shape == CSV:
            return lambda table: csv_with(sheet.data, table, answers)
        if self.task.table.kind == JSON:
            return lambda table: json_with(sheet.rows(), table.select(answers))
        return json_of

    def _of_text(self, block: Block) -> Sheet:
        task = self.task
        found = table_of(block, task.header.names) if task.table.kind == CSV else None
        if found is not None:
            return Sheet(found, {}, lambda: said_in(task, block), block.data)
        return sheet_of_rows(list(said_in(task, block)), task.header.names)

    def _of_table(self, numbered: tuple[int, pa.Table]) -> Sheet:
        first, table = numbered
        return Sheet(table, {}, lambda: _unsaid(first, len(table)))

    def _empty(self) -> Sheet:
        if self.task.table.kind == PARQUET:
            return Sheet(self.task.table.file.schema_arrow.empty_table(), {}, list)
        return sheet_of_rows([], self.task.header.names)


def _unsaid(first: int, many: int) -> Iterator[Said]:
    """Rows of Parquet have no text, only a number."""
    return (Said(first + at + 1, "", ()) for at in range(many))


def side_by_side(
    work: Callable[[Any], Piece], jobs: Iterable[tuple[int, Any]], at_once: int
) -> Iterator[tuple[int, Piece]]:
    """Do so many jobs at once, few ahead of what is taken, and give what they make in order."""
    ahead: deque[tuple[int, Future[Piece]]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for part, job in jobs:
                ahead.append((part, pool.submit(work, job)))
                if len(ahead) > CORES:
                    first, made = ahead.popleft()
                    yield first, made.result()
            while ahead:
                first, made = ahead.popleft()
                yield first, made.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
