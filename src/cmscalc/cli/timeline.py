"""`cmscalc timeline`: each stretch of a case with its amount, what changed and why."""

import sys
from datetime import date
from typing import Annotated

import typer

from cmscalc.cli.flags import Texts, option, switch
from cmscalc.cli.leave import Exit, problems_with
from cmscalc.files.problems import Problems


def timeline(
    context: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar="CASE.toml", help="A case file.", show_default=False)
    ] = "",
    on: Annotated[
        Texts,
        option("--on", "DATE", "What is to come after that day. Default today."),
    ] = None,
    liability: Annotated[
        Texts,
        option("--liability", "WHOSE", "decision (of CMS) or calculation (ours)."),
    ] = None,
    rounding: Annotated[Texts, option("--rounding", "MODE", "final or each-step.")] = None,
    json: Annotated[bool, switch("--json", "JSON instead of text.")] = False,
) -> None:
    """Show each stretch of a case: the weekly amount, what changed, which rule moved it.

    cmscalc timeline case.toml
    """
    from cmscalc.cli.case_answers import timeline_of  # noqa: PLC0415 - not for --help
    from cmscalc.render import terminal  # noqa: PLC0415
    from cmscalc.render import timeline as shown  # noqa: PLC0415

    today = date.today()  # noqa: DTZ011 - the day where the user is
    try:
        found = timeline_of(context.params, list(context.obj or []), today)
    except Problems as wrong:
        raise typer.Exit(problems_with("timeline", wrong.problems)) from None
    if json:
        sys.stdout.write(shown.as_json(found))
    else:
        terminal.show(shown.lines(found, terminal.width()))
    raise typer.Exit(Exit.DONE)
