"""`cmscalc ledger`: what was due against what was paid, to the penny."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cmscalc.cli.account_flags import (
    Allocate,
    AsAt,
    Basis,
    By,
    FeeRounding,
    FeeSplit,
    From,
    Grace,
    Liability,
    Rounding,
    To,
)
from cmscalc.cli.family_flags import Abuse, Reform
from cmscalc.cli.flags import ANSWER, Force, Json, Output, Texts, option, switch
from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems

if TYPE_CHECKING:
    from cmscalc.cli.ledger_options import Options


def ledger(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CASE.toml [PAYMENTS.csv]...",
            help="A case file, and payments files; without any, those the case names or that are "
            "beside it. Several cases with --summary.",
            show_default=False,
        ),
    ] = None,
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
    reform: Reform = None,
    abuse: Abuse = None,
    fail_over: Annotated[
        Texts,
        option("--fail-over", "AMOUNT", "Exit code 1 if more than that is owed.", ANSWER),
    ] = None,
    entries: Annotated[
        bool, switch("--entries", "List every line, not periods alone.", ANSWER)
    ] = False,
    summary: Annotated[
        bool, switch("--summary", "One line a case; several cases at once.", ANSWER)
    ] = False,
    json: Json = False,
    form: Annotated[
        Texts, option("--format", "FORMAT", "text, json, csv or hledger. Default text.", ANSWER)
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Say what was due, what was paid and what is owed, to the penny.

    cmscalc ledger case.toml payments.csv

    cmscalc ledger case.toml payments.csv --as-at 2026-03-31 --by quarter --json
    """
    from cmscalc.cli import ledger_options  # noqa: PLC0415 - not for --help

    problems: list[Problem] = list(context.obj or [])
    try:
        options = ledger_options.read(context.params, problems, date.today())  # noqa: DTZ011 - theirs
        raise typer.Exit(_answer(options))
    except Problems as wrong:
        raise typer.Exit(problems_with("ledger", wrong.problems)) from None


def _answer(options: "Options") -> int:
    """One case, or a line for each of several: each way loads its own."""
    if options.summary:
        from cmscalc.cli.ledger_summary import summarise  # noqa: PLC0415

        return summarise(options)
    from cmscalc.cli.ledger_run import run  # noqa: PLC0415

    return run(options)
