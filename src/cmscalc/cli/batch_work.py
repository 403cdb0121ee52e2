"""The work of a batch: blocks of a table in, pieces of its answers out, in order."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from cmscalc.batch.by_row import ByRow, Job, Out, Piece, Unwritten
from cmscalc.batch.header import Header
from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.forms import JSON_FORM, csv_form
from cmscalc.files.tables.opening import CSV, JSON, Shard, Table, blocks_in
from cmscalc.files.tables.output import Form
from cmscalc.files.tables.rows import AsCsv, Said, csv_rows

BLOCKS_IN_A_PART = 16
# A working is a hundred times as long as its row: it is kept until its piece is written, and each
# block has a part of its own.
ROWS_IN_A_PIECE = 2_000
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

    def part_of(self, block: int) -> int:
        """Give the number of the part that a block's answers are in."""
        return block if self.job.explain else block // BLOCKS_IN_A_PART


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


def numbered(task: Task) -> Iterator[tuple[int, Block]]:
    """Give the blocks of a text, each with its part's number."""
    for number, block in blocks_in(task.table, task.shard):
        yield task.part_of(number), block


class RowWork:
    """Row by row, with nothing but Python."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.engine = ByRow(task.header, task.job)

    def form(self) -> Form:
        """CSV or lines of JSON."""
        return text_form(self.task)

    def pieces(self, wanted: Wanted) -> Iterator[tuple[int, Piece]]:
        """Answer block after block."""
        for part, block in numbered(self.task):
            if not wanted(part):
                continue
            rows = said_in(self.task, block)
            while some := list(islice(rows, ROWS_IN_A_PIECE)):
                yield part, self.engine.piece(some, self._out())

    def _out(self) -> Out:
        if self.task.shape == NONE:
            return Unwritten()
        if self.task.shape == CSV:
            return AsCsv(self.task.answers)
        from cmscalc.files.tables.json_rows import AsJson  # noqa: PLC0415 - as above

        return AsJson(self.task.answers, self.task.header.names)


def text_form(task: Task) -> Form:
    """CSV with the columns of a task, or lines of JSON."""
    if task.shape == JSON:
        return JSON_FORM
    # Excel takes a file for UTF-8 only by its mark, so one that came with it goes with it.
    return csv_form((*task.header.names, *task.answers), task.table.mark)
