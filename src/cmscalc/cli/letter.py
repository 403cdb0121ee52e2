"""`cmscalc letter`: a letter to CMS with the figures of the account, to be finished by hand."""

from datetime import date
from typing import Annotated

import typer

from cmscalc.cli.account_flags import AsAt, From, Grace, Liability
from cmscalc.cli.flags import ANSWER, Force, Output, Texts, option
from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems


def letter(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KIND CASE.toml [PAYMENTS.csv]...",
            help="breakdown, missed-payments, reconsideration or complaint; then a case file, and "
            "payments files if not those beside it.",
            show_default=False,
        ),
    ] = None,
    as_at: AsAt = None,
    start: From = None,
    receiving_parent: Annotated[
        Texts,
        option("--receiving-parent", "LABEL", "Whose letter it is, where there are several."),
    ] = None,
    decision: Annotated[
        Texts,
        option("--decision", "DATE", "Reconsideration: the first day of the decision."),
    ] = None,
    grace: Grace = None,
    liability: Liability = None,
    form: Annotated[
        Texts, option("--format", "FORMAT", "text or html. Default: as the name ends.", ANSWER)
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Write a letter to CMS. Its figures come from the account; what only you know stays open.

    cmscalc letter breakdown case.toml payments.csv

    cmscalc letter reconsideration case.toml --decision 2026-03-11 -o letter.html
    """
    from cmscalc.cli.letter_run import run  # noqa: PLC0415 - not for --help

    problems: list[Problem] = list(context.obj or [])
    try:
        raise typer.Exit(run(context.params, problems, date.today()))  # noqa: DTZ011 - theirs
    except Problems as wrong:
        raise typer.Exit(problems_with("letter", wrong.problems)) from None
