"""Reading a table ahead of what answers it, in a thread of its own."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from cmscalc.cli.batch_work import ROWS_IN_A_PIECE, Task, numbered
from cmscalc.files.tables.opening import PARQUET

T = TypeVar("T")
# So many blocks are read while the libraries that answer them are loaded.
AHEAD = 12

Blocks = Iterator[tuple[int, Any]]


@contextmanager
def read_ahead(task: Task) -> Iterator[Blocks]:
    """Begin to read the blocks of a table, each with its part's number; at the end read no more."""
    blocks = _tables(task) if task.table.kind == PARQUET else numbered(task)
    if task.table.size is None:
        # A pipe may say nothing for long, and a thread that waits for it could not be stopped.
        yield blocks
        return
    with ThreadPoolExecutor(1) as thread:
        try:
            yield _ahead(thread, blocks)
        finally:
            thread.shutdown(wait=True, cancel_futures=True)


def _tables(task: Task) -> Blocks:
    """Give tables of Parquet, each with its part's number and its first row's."""
    from cmscalc.files.tables.parquet import ROWS, tables_in  # noqa: PLC0415 - an extra

    start, end = task.shard.within(task.table.size or 0)
    many = ROWS_IN_A_PIECE if task.job.explain else ROWS
    for row, table in tables_in(task.table.file, task.table.name, start, end, many):
        yield task.part_of(row // ROWS), (row, table)


def _ahead(thread: ThreadPoolExecutor, items: Iterable[T]) -> Iterator[T]:
    left = iter(items)
    read = deque(thread.submit(next, left, None) for _ in range(AHEAD))

    def given() -> Iterator[T]:
        while (item := read.popleft().result()) is not None:
            read.append(thread.submit(next, left, None))
            yield item

    return given()
