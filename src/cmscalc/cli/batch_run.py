"""Running `cmscalc batch`: open, answer block by block, write whole."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from time import monotonic_ns
from typing import TYPE_CHECKING

from cmscalc.batch.by_row import Job, Piece
from cmscalc.batch.header import Header, header_of, wrong_with
from cmscalc.cli.batch_options import AUTO, COLUMNS, ROWS, Options, has_extra
from cmscalc.cli.batch_work import NONE, RowWork, Task, Work
from cmscalc.cli.leave import Exit
from cmscalc.cli.writing import put
from cmscalc.files.problems import Problem, Problems, show
from cmscalc.files.sources import STANDARD_INPUT
from cmscalc.files.tables.opening import (
    CSV,
    JSON,
    PARQUET,
    Table,
    header_problem,
    opened,
)
from cmscalc.files.tables.output import Nowhere, Screen, WholeFile
from cmscalc.law import CHECKED
from cmscalc.version import __version__

if TYPE_CHECKING:
    from cmscalc.batch.tally import Tally

# Reading a library takes as long as this many bytes of rows take one by one.
WORTH_COLUMNS = 400_000
MOST_SHOWN = 20
SECOND = 1_000_000_000
EVERY = SECOND // 5


# The system shuts down; the terminal or the connection closes.
STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
SIGNALLED = 128


def run(options: Options) -> Exit:
    """Answer a table of cases. Raises Problems and NotWritten."""
    if options.template:
        from cmscalc.batch.template import TEMPLATE  # noqa: PLC0415 - only this needs it

        return put(TEMPLATE, options.output, force=options.force)
    # numpy's linear algebra, which nothing here asks for, starts a thread for every core, and they
    # turn round and round beside those that work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with _stopped_by_hand(), opened(options.table) as table:
        return _answer(options, table)


@contextmanager
def _stopped_by_hand() -> Iterator[None]:
    """Told to stop by the system, stop as by Ctrl-C: nothing half done is left."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told: list[int] = []

    def stop(number: int, _: object) -> None:
        told.append(number)
        raise KeyboardInterrupt

    before = {each: signal.getsignal(each) for each in STOPS}
    # What a shell has put in the background to stay is not told to go when the shell does.
    heeded = [each for each in STOPS if before[each] is not signal.SIG_IGN]
    for each in heeded:
        signal.signal(each, stop)
    try:
        yield
    except KeyboardInterrupt:
        if told:
            raise SystemExit(SIGNALLED + told[0]) from None
        raise
    finally:
        for each in heeded:
            signal.signal(each, before[each])


def _answer(options: Options, table: Table) -> Exit:
    header = _header(table)
    job = Job(table.name, options.settings, options.explain, options.summary, options.by)
    shape = options.shape or (CSV if table.kind == PARQUET else table.kind)
    if options.summary and not options.output:
        shape = NONE
    task = Task(table, header, job, shape, options.shard)
    _check_read_once(options, table)
    _check_output(options, table)
    if options.summary:
        return _summed(options, task)
    shown = _Shown(to_screen=not options.output)
    with _work(options, task) as work:
        (_in_parts if options.in_parts else _in_one)(options, work, shown)
    return shown.end(table.name)


@contextmanager
def _work(options: Options, task: Task) -> Iterator[Work]:
    if not _by_column(options, task):
        yield RowWork(task)
        return
    from cmscalc.cli.batch_ahead import read_ahead  # noqa: PLC0415 - only for many rows

    with read_ahead(task) as blocks:
        # The first blocks are read while the libraries load.
        from cmscalc.cli.batch_columns import ColumnWork  # noqa: PLC0415 - an extra

        yield ColumnWork(task, blocks)


def _summed(options: Options, task: Task) -> Exit:
    from cmscalc.cli.batch_summary import (  # noqa: PLC0415 - only a summary loads it
        check_by,
        new_tally,
        show_summary,
    )

    check_by(options.by, task.header)
    tally = new_tally(task.job)
    shown = _Shown(tally)
    with _work(options, task) as work:
        _in_one(options, work, shown)
    show_summary(tally, options, task.header, task.table.name)
    return shown.end(task.table.name)


def _header(table: Table) -> Header:
    """Sort the columns. Raises Problems with everything wrong with them, and for no rows."""
    found = wrong_with(table.names)
    if table.kind == PARQUET:
        from cmscalc.batch.column_types import wrong_types  # noqa: PLC0415 - an extra

        found += wrong_types(table.file.schema_arrow)
    wrong = [
        header_problem(table, each.column, each.found, each.wanted, each.hint) for each in found
    ]
    if not wrong and not table.size and not table.first.data.strip():
        wanted = "a row for each case under it"
        wrong = [header_problem(table, 0, "a header, and no rows", wanted)]
    if wrong:
        raise Problems(wrong)
    return header_of(table.names)


def _check_read_once(options: Options, table: Table) -> None:
    """Standard input and pipes cannot be gone back to."""
    if table.size is not None:
        return
    wrong = []
    if options.shard.of > 1:
        wrong.append(_of_flag("--shard", f"a part of {table.name}", "the name of a file to read"))
    if options.in_parts:
        found = f"{table.name} into a folder of parts, which could not be gone on with"
        wrong.append(_of_flag("--output", found, "the name of a file to read, or of one to write"))
    if wrong:
        raise Problems(wrong)


def _check_output(options: Options, table: Table) -> None:
    """Never write over what is read."""
    if not options.output or options.table == STANDARD_INPUT:
        return
    path, read = Path(options.output), Path(options.table)
    if path.exists() and path.samefile(read):
        wanted = "another name: the table is being read"
        raise Problems([_of_flag("--output", "the table itself", wanted, options.output)])
    if path.is_dir() and path.samefile(read.parent):
        wanted = "a new folder, for the parts alone"
        raise Problems([_of_flag("--output", "the folder of the table", wanted, options.output)])


def _of_flag(flag: str, found: str, wanted: str, text: str = "") -> Problem:
    line = f"{flag} {text}" if text else ""
    return Problem(flag, line, len(flag) + 1 if text else 0, len(text), found, wanted)


def _by_column(options: Options, task: Task) -> bool:
    if PARQUET in (task.table.kind, task.shape):
        if options.engine == ROWS:
            wanted = "--engine columns, or none: Parquet is read and written by the column"
            raise Problems([_of_flag("--engine", "Parquet, row by row", wanted, ROWS)])
        return True
    if options.engine != AUTO:
        return options.engine == COLUMNS
    if task.job.explain or task.table.kind != CSV or task.shape == JSON or not has_extra():
        return False
    size = task.table.size
    return (len(task.table.first.data) if size is None else size) >= WORTH_COLUMNS


# --- writing --------------------------------------------------------------------------------------


def _in_one(options: Options, work: Work, shown: "_Shown") -> None:
    form = work.form()
    out: WholeFile | Screen | Nowhere
    if options.output:
        out = WholeFile(Path(options.output), form, force=options.force)
    else:
        out = Nowhere() if options.summary else Screen(form)
    try:
        for _, piece in work.pieces(lambda _: True):
            out.write(piece.data)
            shown.add(piece)
        out.finish()
    finally:
        out.close()


def _in_parts(options: Options, work: Work, shown: "_Shown") -> None:
    from cmscalc.files.tables.parts import Counted, Folder  # noqa: PLC0415 - only for folders

    form = work.form()
    folder = Folder(Path(options.output), form, _made_from(options), force=options.force)
    try:
        for counted in folder.done.values():
            shown.count(counted.rows, counted.bad)
        pieces = work.pieces(lambda part: part not in folder.done)
        for part, found in groupby(pieces, key=lambda each: each[0]):
            rows, bad = _part(folder.part(part), found, shown)
            folder.is_done(part, Counted(rows, bad))
    finally:
        folder.close()


def _part(out: WholeFile, pieces: Iterator[tuple[int, Piece]], shown: "_Shown") -> tuple[int, int]:
    rows = bad = 0
    try:
        for _, piece in pieces:
            out.write(piece.data)
            shown.add(piece)
            rows, bad = rows + piece.rows, bad + piece.bad
        out.finish()
    finally:
        out.close()
    return rows, bad


def _made_from(options: Options) -> dict[str, object]:
    """What parts must have been made from and with, to be gone on with."""
    table = Path(options.table)
    status = table.stat()
    settings = options.settings
    return {
        "cmscalc": __version__,
        "law_checked": CHECKED.isoformat(),
        "table": table.name,
        "bytes": status.st_size,
        "changed": status.st_mtime_ns,
        # Without --on a row's day may be today, and tomorrow's answers would be others.
        "defaults": settings.defaults,
        "today": "" if "on" in dict(settings.defaults) else settings.today.isoformat(),
        "reforms": [repr(reform._replace(typed="")) for reform in settings.reforms],
        "shard": f"{options.shard.number}/{options.shard.of}",
        "explain": options.explain,
        "shape": options.shape,
    }


# --- what people see ------------------------------------------------------------------------------


class _Shown:
    """Counts rows, shows how far a long run is, and in the end what has no answer."""

    def __init__(self, tally: "Tally | None" = None, *, to_screen: bool = False) -> None:
        self.rows = 0
        self.bad = 0
        self.problems: list[Problem] = []
        self.tally = tally
        self.started = self.last = monotonic_ns()
        # Rows on the same terminal would be torn by it.
        self.progress = sys.stderr.isatty() and not (to_screen and sys.stdout.isatty())
        self.said = False

    def count(self, rows: int, bad: int) -> None:
        self.rows += rows
        self.bad += bad

    def add(self, piece: Piece) -> None:
        self.count(piece.rows, piece.bad)
        self.problems += piece.problems[: MOST_SHOWN - len(self.problems)]
        if piece.tally and self.tally:
            self.tally.merge(piece.tally)
        now = monotonic_ns()
        if self.progress and now - self.started > SECOND and now - self.last > EVERY:
            self.last, self.said = now, True
            print(f"\r{self.rows:>13,} rows", end="", file=sys.stderr, flush=True)

    def end(self, name: str) -> Exit:
        if self.said:
            print("\r" + " " * 20 + "\r", end="", file=sys.stderr, flush=True)
        if not self.bad:
            return Exit.DONE
        sys.stdout.flush()
        print(self._message(name), file=sys.stderr, flush=True)
        return Exit.FILE

    def _message(self, name: str) -> str:
        rows = "row" if self.rows == 1 else "rows"
        have = "has" if self.bad == 1 else "have"
        then = "the figures are of the others" if self.tally else "the column error says why"
        first = f"cmscalc batch: {self.bad:,} of {self.rows:,} {rows} {have} no answer; {then}"
        shown = [show(problem) for problem in self.problems]
        more = self.bad - _rows_of(self.problems)
        if more > 0 and not shown:
            shown.append("They are in parts that were made before.")
        elif more > 0:
            rows = "row" if more == 1 else "rows"
            shown.append(f"… and {more:,} more {rows} of {name}.")
        return "\n\n".join([first, *shown])


def _rows_of(problems: Sequence[Problem]) -> int:
    return len({problem.where.rsplit(":", 1)[0] for problem in problems})
