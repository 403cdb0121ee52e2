"""From a tally of rows to the summary that is shown."""

import sys

from cmscalc.batch.header import Header
from cmscalc.batch.tally import LESS, MORE, SAME, Group, Tally
from cmscalc.cli.batch_options import Options
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import closest
from cmscalc.law import law_on
from cmscalc.render import batch_summary, terminal
from cmscalc.render.batch_summary import QUANTILES, Change, Summary, Summed, mean_of


def check_by(by: str, header: Header) -> None:
    """Raise Problems where a summary is asked by a column that is not there."""
    if not by or by in header.names:
        return
    wanted = f"one of {', '.join(header.names)}"
    near = closest(by, header.names)
    hint = f"--by {near}" if near else ""
    text = f"--by {by}"
    found = f"no column {by!r} in the table"
    raise Problems([Problem("--by", text, len("--by "), len(by), found, wanted, hint)])


def show_summary(tally: Tally, options: Options, header: Header, table: str) -> None:
    """Print a summary: as text, or as JSON."""
    summary = _summary(tally, options, header, table)
    if options.json:
        sys.stdout.write(batch_summary.as_json(summary))
    else:
        terminal.show(batch_summary.lines(summary, terminal.width()))


def _summary(tally: Tally, options: Options, header: Header, table: str) -> Summary:
    settings = options.settings
    day = options.day
    weeks = law_on(day).reference_weeks.value
    names = sorted(tally.groups) if options.by else []
    guaranteed = "state_cost" in settings.answers()
    shape = {"compared": tally.compared, "guaranteed": guaranteed}
    return Summary(
        table=table,
        by=options.by,
        day=None if "on" in header.places else day,
        weeks=weeks,
        reforms=settings.reforms,
        groups=tuple(_summed(name, tally.groups[name], **shape) for name in names),
        everyone=_summed(None, tally.everyone(), **shape),
    )


def _summed(name: str | None, group: Group, *, compared: bool, guaranteed: bool) -> Summed:
    total = group.total
    pays = total + group.on_top - group.weekly_now - group.on_top_now
    gets = total - group.off - group.weekly_now + group.off_now
    return Summed(
        name=name,
        rows=group.rows,
        unanswered=group.unanswered,
        total=total,
        mean=mean_of(total, group.answered),
        quantiles=group.quantiles(*QUANTILES),
        on_top=group.on_top,
        off=group.off,
        paying=Change(*_counts(group.paying), pays) if compared else None,
        receiving=Change(*_counts(group.receiving), gets) if compared else None,
        state_cost=group.state_cost if guaranteed else None,
    )


def _counts(signs: dict[int, int]) -> tuple[int, int, int]:
    return signs.get(LESS, 0), signs.get(SAME, 0), signs.get(MORE, 0)
