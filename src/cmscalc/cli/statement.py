"""`cmscalc statement`: a document of what was due, paid and owed, that anyone can check."""

from datetime import date
from typing import Annotated

import typer

from cmscalc.cli.account_flags import (
    Allocate,
    AsAt,
    Basis,
    By,
    FeeRounding,
    FeeSplit,
    Files,
    From,
    Grace,
    Liability,
    Rounding,
    To,
)
from cmscalc.cli.flags import ANSWER, Force, Json, Output, Texts, option, switch
from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems


def statement(
    context: typer.Context,
    files: Files = None,
    as_at: AsAt = None,
    start: From = None,
    end: To = None,
    by: By = None,
    basis: Basis = None,
    liability: Liability = None,
    allocate: Allocate = None,
    grace: Grace = None,
    fee_split: FeeSplit = None,
    rounding: Rounding = None,
    fee_rounding: FeeRounding = None,
    short: Annotated[
        bool, switch("--short", "A record of payment: one page, no diary.", ANSWER)
    ] = False,
    redact: Annotated[
        bool,
        switch("--redact", "A copy to share: no labels, references, notes or birthdays.", ANSWER),
    ] = False,
    json: Json = False,
    form: Annotated[
        Texts,
        option(
            "--format",
            "FORMAT",
            "text, html, pdf, csv or json. Default: as the file's name ends; else text.",
            ANSWER,
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Make a statement: what was due, paid and owed, and how each figure is worked out.

    cmscalc statement case.toml payments.csv -o statement.html

    cmscalc statement case.toml payments.csv --short --redact -o record.pdf
    """
    from cmscalc.cli import statement_options  # noqa: PLC0415 - not for --help
    from cmscalc.cli.statement_run import run  # noqa: PLC0415

    problems: list[Problem] = list(context.obj or [])
    try:
        options = statement_options.read(context.params, problems, date.today())  # noqa: DTZ011 - theirs
        raise typer.Exit(run(options))
    except Problems as wrong:
        raise typer.Exit(problems_with("statement", wrong.problems)) from None
