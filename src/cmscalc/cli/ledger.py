"""`cmscalc ledger`: what was due against what was paid, to the penny."""

from datetime import date
from typing import Annotated, Any

import typer

from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems

DAYS = "Days"
HOW = "How it is worked out"
ANSWER = "The answer"

Texts = list[str] | None


def _option(flag: str, metavar: str, panel: str, text: str, short: str | None = None) -> Any:  # noqa: ANN401 - typer's own type for it is private
    names = [flag, short] if short else [flag]
    return typer.Option(
        *names, metavar=metavar, help=text, rich_help_panel=panel, show_default=False
    )


def _switch(flag: str, panel: str, text: str) -> Any:  # noqa: ANN401 - as above
    return typer.Option(flag, help=text, rich_help_panel=panel, show_default=False)


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
    as_at: Annotated[
        Texts, _option("--as-at", "DATE", DAYS, "The end of that day. Default today.")
    ] = None,
    start: Annotated[
        Texts, _option("--from", "DATE", DAYS, "Show from that day; before it is brought forward.")
    ] = None,
    end: Annotated[
        Texts, _option("--to", "DATE", DAYS, "Show up to that day, not including it.")
    ] = None,
    by: Annotated[
        Texts, _option("--by", "PERIOD", DAYS, "week, month (default), quarter, year or none.")
    ] = None,
    basis: Annotated[
        Texts,
        _option(
            "--basis",
            "BASIS",
            HOW,
            "accrual (by the day) or plan (instalments). Default: plan if the case has one.",
        ),
    ] = None,
    liability: Annotated[
        Texts,
        _option(
            "--liability",
            "WHOSE",
            HOW,
            "decision (of CMS) or calculation (ours). Default: decision where there is one.",
        ),
    ] = None,
    allocate: Annotated[
        Texts,
        _option(
            "--allocate",
            "ORDER",
            HOW,
            "oldest-first, current-first or as-marked. Default: as-marked if a payment is marked.",
        ),
    ] = None,
    grace: Annotated[
        Texts, _option("--grace", "DAYS", HOW, "Days after which a payment is missed. Default 0.")
    ] = None,
    fee_split: Annotated[
        Texts,
        _option("--fee-split", "SPLIT", HOW, "proportional (default) or maintenance-first."),
    ] = None,
    rounding: Annotated[
        Texts, _option("--rounding", "MODE", HOW, "final (default) or each-step.")
    ] = None,
    fee_rounding: Annotated[
        Texts, _option("--fee-rounding", "MODE", HOW, "instalment (default) or daily.")
    ] = None,
    fail_over: Annotated[
        Texts,
        _option("--fail-over", "AMOUNT", ANSWER, "Exit code 1 if more than that is owed."),
    ] = None,
    entries: Annotated[
        bool, _switch("--entries", ANSWER, "List every line, not periods alone.")
    ] = False,
    summary: Annotated[
        bool, _switch("--summary", ANSWER, "One line a case; several cases at once.")
    ] = False,
    json: Annotated[bool, _switch("--json", ANSWER, "The same as --format json.")] = False,
    form: Annotated[
        Texts, _option("--format", "FORMAT", ANSWER, "text, json, csv or hledger. Default text.")
    ] = None,
    output: Annotated[
        Texts,
        _option(
            "--output",
            "FILE",
            ANSWER,
            "Write to a new file that only you can read; - is standard output.",
            short="-o",
        ),
    ] = None,
    force: Annotated[
        bool, _switch("--force", ANSWER, "Let --output replace a file that is there.")
    ] = False,
) -> None:
    """Say what was due, what was paid and what is owed, to the penny.

    cmscalc ledger case.toml payments.csv

    cmscalc ledger case.toml payments.csv --as-at 2026-03-31 --by quarter --json
    """
    from cmscalc.cli import ledger_options, ledger_run  # noqa: PLC0415 - not for --help

    problems: list[Problem] = list(context.obj or [])
    try:
        options = ledger_options.read(context.params, problems, date.today())  # noqa: DTZ011 - theirs
        raise typer.Exit(ledger_run.run(options))
    except Problems as wrong:
        raise typer.Exit(problems_with("ledger", wrong.problems)) from None
