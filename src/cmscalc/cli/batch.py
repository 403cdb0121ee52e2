"""`cmscalc batch`: many cases, a row each."""

from typing import Annotated

import typer

from cmscalc.cli.flags import ANSWER, Force, Texts, option, switch
from cmscalc.cli.leave import Exit, leave, problems_with
from cmscalc.files.problems import Problems

ROWS = "The rows"
RULES = "The rules"
SUMMARY = "All rows together"


def batch(
    context: typer.Context,
    table: Annotated[
        str,
        typer.Argument(
            metavar="IN",
            help="A table of cases: .csv, .jsonl or .parquet; - is standard input.",
            show_default=False,
        ),
    ] = "",
    template: Annotated[
        bool, switch("--template", "Print a table to begin from, with its columns.", ROWS)
    ] = False,
    shard: Annotated[
        Texts,
        option("--shard", "I/N", "Only one of N parts, such as 1/4; all are the whole.", ROWS),
    ] = None,
    engine: Annotated[
        Texts,
        option("--engine", "WORD", "rows, columns (needs the extra batch) or auto.", ROWS),
    ] = None,
    on: Annotated[
        Texts,
        option("--on", "DATE", "The law of that day, for rows without one. Default today.", RULES),
    ] = None,
    rounding: Annotated[
        Texts, option("--rounding", "MODE", "final or each-step, for rows without.", RULES)
    ] = None,
    fee_rounding: Annotated[
        Texts, option("--fee-rounding", "MODE", "instalment or daily, for rows without.", RULES)
    ] = None,
    reform: Annotated[
        Texts,
        option("--reform", "NAME|FILE", "Under a proposal, which is not law. Repeat it.", RULES),
    ] = None,
    summary: Annotated[
        bool, switch("--summary", "Counts, totals and quantiles of all rows.", SUMMARY)
    ] = False,
    by: Annotated[
        Texts, option("--by", "COLUMN", "The same for each value of a column.", SUMMARY)
    ] = None,
    explain: Annotated[
        bool, switch("--explain", "Add the working of each row; much slower.", ANSWER)
    ] = False,
    json: Annotated[bool, switch("--json", "The summary as JSON.", SUMMARY)] = False,
    form: Annotated[
        Texts, option("--format", "FORMAT", "csv, jsonl or parquet. Default by OUT.", ANSWER)
    ] = None,
    output: Annotated[
        Texts,
        option(
            "--output",
            "OUT",
            "A new file; FOLDER/ for whole parts, where a run that was stopped goes on; - is "
            "standard output.",
            ANSWER,
            short="-o",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Work out many cases, a row each, to the penny.

    cmscalc batch --template -o cases.csv

    cmscalc batch cases.csv -o answers.csv --on 2026-11-21

    cmscalc batch examples/caseload.csv --summary --by region --reform no-fees
    """
    from cmscalc.cli.batch_options import read_options  # noqa: PLC0415 - not for --help
    from cmscalc.cli.batch_run import run  # noqa: PLC0415
    from cmscalc.files.output import NotWritten  # noqa: PLC0415

    try:
        code = run(read_options(context.params, context.obj or []))
    except Problems as wrong:
        code = problems_with("batch", wrong.problems)
    except NotWritten as wrong:
        code = leave(Exit.FILE, str(wrong))
    raise typer.Exit(code)
