"""`cmscalc diary`: the story of a case, told once, with promises that are overdue first."""

from datetime import date
from typing import Annotated

import typer

from cmscalc.cli.flags import ANSWER, Json, Texts, option, switch
from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems

ADDING = "Adding a row"


def diary(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[add] CASE.toml",
            help="A case file; `add` before it to add a row.",
            show_default=False,
        ),
    ] = None,
    as_at: Annotated[
        Texts, option("--as-at", "DATE", "The end of that day. Default today.", ANSWER)
    ] = None,
    json: Json = False,
    on: Annotated[
        Texts, option("--on", "DATE", "The day it happened. Default today.", ADDING)
    ] = None,
    kind: Annotated[
        Texts,
        option(
            "--kind",
            "KIND",
            "call, letter, message, payment-report, complaint, decision or other (default).",
            ADDING,
        ),
    ] = None,
    who: Annotated[Texts, option("--who", "WHO", "With whom.", ADDING)] = None,
    what: Annotated[
        Texts,
        option("--what", "TEXT", "What was said or done; - reads it from standard input.", ADDING),
    ] = None,
    promised_by: Annotated[
        Texts, option("--promised-by", "DATE", "The day something was promised by.", ADDING)
    ] = None,
    save: Annotated[
        bool,
        switch("--save", "Add it to the diary file beside the case, not only show it.", ADDING),
    ] = False,
) -> None:
    """Show a case's diary; or add a row to it, in a file of its own beside the case.

    cmscalc diary case.toml

    cmscalc diary add case.toml --kind call --who CMS --what 'Told to wait' --save
    """
    from cmscalc.cli.diary_run import run  # noqa: PLC0415 - not for --help

    problems: list[Problem] = list(context.obj or [])
    try:
        raise typer.Exit(run(context.params, problems, date.today()))  # noqa: DTZ011 - theirs
    except Problems as wrong:
        raise typer.Exit(problems_with("diary", wrong.problems)) from None
