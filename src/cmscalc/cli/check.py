"""`cmscalc check`: every problem and every doubtful thing at once; code 0 when there is none."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from cmscalc.cli.flags import Texts, option, switch
from cmscalc.cli.leave import Exit, code_of, problems_with
from cmscalc.files.problems import Problem, Problems, show_all


def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CASE.toml [PAYMENTS.csv]...",
            help="A case file and its payments files.",
            show_default=False,
        ),
    ] = None,
    as_at: Annotated[
        Texts, option("--as-at", "DATE", "The end of that day. Default today.")
    ] = None,
    fail_over: Annotated[
        Texts,
        option("--fail-over", "AMOUNT", "Fail if more than that is owed."),
    ] = None,
    bank_files: Annotated[
        Texts,
        option("--bank-files", "FOLDER", "Where banks' files are. Default beside the payments."),
    ] = None,
    json: Annotated[bool, switch("--json", "JSON instead of text.")] = False,
) -> None:
    """Find every problem and every doubtful thing in a case and its payments.

    Exit code 0 when all is well, 1 for doubts, 3 for problems. When all is well it is silent, but
    for payments that rest on a bank's file that is not here.

    cmscalc check case.toml payments.csv --fail-over 500
    """
    from cmscalc.cli.checking import doubts_of  # noqa: PLC0415 - not for --help

    try:
        doubtful = doubts_of(
            context.params,
            list(context.obj or []),
            date.today(),  # noqa: DTZ011 - the day where the user is
        )
    except Problems as wrong:
        if json and all(problem.in_file for problem in wrong.problems):
            sys.stdout.write(_as_json(wrong.problems, 0))
            raise typer.Exit(code_of(wrong.problems)) from None
        raise typer.Exit(problems_with("check", wrong.problems)) from None
    found = doubtful.found
    if json:
        sys.stdout.write(_as_json(found, doubtful.not_held))
    elif found:
        many = "1 doubt" if len(found) == 1 else f"{len(found)} doubts"
        sys.stdout.write(f"cmscalc check: {many}\n\n{show_all(found)}\n")
    if doubtful.not_held:
        _say_not_held(doubtful.not_held)
    raise typer.Exit(Exit.CHECK_FAILED if found else Exit.DONE)


def _as_json(found: Sequence[Problem], not_held: int) -> str:
    from cmscalc.render.found_json import render  # noqa: PLC0415 - only where asked for

    return render(found, not_held)


def _say_not_held(many: int) -> None:
    """What a check did not look at is no doubt, and not to be hidden."""
    rest = "1 payment rests" if many == 1 else f"{many} payments rest"
    text = (
        f"cmscalc check: {rest} on a bank's file that is not here, or that needs --map to be read"
    )
    more = "  So it was not held against it. --bank-files FOLDER says where banks' files are."
    print(f"{text}\n{more}", file=sys.stderr)
