"""`cmscalc verify`: whether each figure of a statement still follows from the data in it."""

import sys
from typing import Annotated

import typer

from cmscalc.cli.flags import ANSWER, Force, Texts, option, switch
from cmscalc.cli.leave import Exit, problems_with
from cmscalc.files.problems import Problem, Problems


def verify(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STATEMENT [CASE.toml [PAYMENTS.csv]...]",
            help="A statement's web page or JSON; and the files it was made from, to hold it "
            "against them.",
            show_default=False,
        ),
    ] = None,
    json: Annotated[bool, switch("--json", "JSON instead of text.", ANSWER)] = False,
    output: Annotated[
        Texts,
        option("--output", "FILE", "Write the statement again as it follows.", ANSWER, short="-o"),
    ] = None,
    force: Force = False,
) -> None:
    """Check a statement: work every figure out again from the data in it, and compare.

    Exit code 0 when all of it follows, 1 when something does not, or another version made it.

    cmscalc verify statement.html

    cmscalc verify statement.html case.toml payments.csv
    """
    from cmscalc.cli import verifying  # noqa: PLC0415 - not for --help
    from cmscalc.render import verified  # noqa: PLC0415

    problems: list[Problem] = list(context.obj or [])
    try:
        options = verifying.read(context.params, problems)
        found, again = verifying.verify(options.statement, options.given)
    except Problems as wrong:
        raise typer.Exit(problems_with("verify", wrong.problems)) from None
    sys.stdout.write(verified.as_json(found) if json else verified.as_text(found))
    code = verifying.put_again(again, options)
    raise typer.Exit(code or (Exit.DONE if found.follows else Exit.CHECK_FAILED))
