"""`cmscalc ledger --summary`: a line a case. A bad one is reported and the rest is done."""

from typing import NamedTuple

from cmscalc.cli.leave import Exit, problems_with
from cmscalc.cli.ledger_options import Given, Options
from cmscalc.cli.ledger_run import account_of, sources_of, verdict
from cmscalc.cli.writing import put
from cmscalc.files.inputs import read_inputs
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import names_of
from cmscalc.ledger.overview import Overview, overview
from cmscalc.render import ledger_summary
from cmscalc.render.ledger_json import Input


class Done(NamedTuple):
    """What came of one case: its overview, or its problems."""

    found: Overview | None
    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...]


def summarise(options: Options) -> Exit:
    """Sum up every case, and report those that cannot be read."""
    done = [_one(given, options) for given in options.cases]
    names = names_of([given.case for given in options.cases])
    lines = [
        ledger_summary.Line(name, each.found, each.inputs)
        for name, each in zip(names, done, strict=True)
    ]
    shape = ledger_summary.SHAPES[options.shape]
    read = [path for given in options.cases for path in (given.case, *given.payments)]
    text = shape(lines, options.asked.as_at, options.asked.reforms)
    code = put(text, options.path, force=options.force, read=read)
    if code:
        return code
    problems = [problem for each in done for problem in each.problems]
    if problems:
        return problems_with("ledger", problems)
    failed = [
        verdict(each.found.asserted, each.found.arrears, options.fail_over)
        for each in done
        if each.found
    ]
    return max(failed, default=Exit.DONE)


def _one(given: Given, options: Options) -> Done:
    try:
        inputs = read_inputs(*given, options.asked.as_at)
        found = overview(account_of(inputs, options.asked))
        return Done(found, tuple(sources_of(inputs)), ())
    except Problems as wrong:
        return Done(None, (), wrong.problems)
