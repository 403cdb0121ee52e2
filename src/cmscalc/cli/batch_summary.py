"""Showing what a tally of rows comes to."""

import sys

from cmscalc.batch.by_row import Job
from cmscalc.batch.header import Header
from cmscalc.batch.names import ANSWERS
from cmscalc.batch.summary import Source, summary_of
from cmscalc.batch.tally import Tally
from cmscalc.cli.batch_options import Options
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import closest


def check_by(by: str, header: Header) -> None:
    """Raise Problems where a summary is asked by a column that is not there."""
    if not by or by in header.names:
        return
    wanted = f"one of {', '.join(header.names)}"
    in_any_case = {name.lower(): name for name in header.names}
    near = in_any_case.get(by.lower()) or closest(by, header.names)
    hint = f"--by {near}" if near else ""
    text = f"--by {by}"
    found = f"no column {by!r} in the table"
    if by in ANSWERS:
        found = f"{by!r}, a column of answers: groups are of what the table says itself"
    raise Problems([Problem("--by", text, len("--by "), len(by), found, wanted, hint)])


def new_tally(job: Job) -> Tally:
    """A tally of no rows yet."""
    return Tally(job.by, compared=job.compared)


def show_summary(tally: Tally, options: Options, header: Header, table: str) -> None:
    """Print a summary: as text, or as JSON."""
    shard = options.shard
    part = f"{shard.number} of {shard.of}" if shard.of > 1 else ""
    source = Source(table, part, header, options.by, options.day, options.settings)
    summary = summary_of(tally, source)
    if options.json:
        from cmscalc.render.batch_summary import as_json  # noqa: PLC0415 - each form loads its own

        sys.stdout.write(as_json.render(summary))
        return
    from cmscalc.render import terminal  # noqa: PLC0415
    from cmscalc.render.batch_summary import as_text  # noqa: PLC0415

    terminal.show(as_text.lines(summary, terminal.width()))
