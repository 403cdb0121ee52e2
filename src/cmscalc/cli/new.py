"""`cmscalc new`: asks short plain questions, and writes a case file only its owner can read."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cmscalc.cli.flags import Texts, option, switch
from cmscalc.cli.leave import Exit, leave, problems_with
from cmscalc.files.problems import Problem, Problems

DEFAULT = "case.toml"


def new(
    context: typer.Context,
    path: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help=f"The file to write. Default {DEFAULT}.", show_default=False
        ),
    ] = DEFAULT,
    effective_date: Annotated[
        Texts, option("--effective-date", "DATE", "First day of the case, from the letter.")
    ] = None,
    service: Annotated[Texts, option("--service", "NAME", "direct-pay or collect-and-pay.")] = None,
    paying_parent: Annotated[
        Texts, option("--paying-parent", "LABEL", "A label; an initial will do.")
    ] = None,
    receiving_parent: Annotated[
        Texts, option("--receiving-parent", "LABEL", "A label. Repeat it.")
    ] = None,
    child: Annotated[
        Texts, option("--child", "NAME=BORN[=PARENT]", "A child's label and birth. Repeat it.")
    ] = None,
    decision: Annotated[
        Texts, option("--decision", "[PARENT=]AMOUNT", "CMS's weekly amount. Repeat it.")
    ] = None,
    income: Annotated[
        Texts, option("--income", "AMOUNT/PERIOD", "The paying parent's gross income.")
    ] = None,
    nights: Annotated[
        Texts, option("--nights", "N", "Nights a year with the paying parent.")
    ] = None,
    other_children: Annotated[
        Texts, option("--other-children", "N", "Other children in the paying parent's home.")
    ] = None,
    from_flags: Annotated[
        bool, switch("--from-flags", "Ask nothing: the flags say it all.")
    ] = False,
    force: Annotated[bool, switch("--force", "Replace a file that is there.")] = False,
) -> None:
    """Ask what a case needs, and write a new case file that only you can read.

    Answers may come from flags, or a line each through a pipe.

    cmscalc new case.toml
    """
    from cmscalc.cli.asking import ask  # noqa: PLC0415 - not for --help
    from cmscalc.cli.writing import put  # noqa: PLC0415
    from cmscalc.files.new_case import QUESTIONS, read_new  # noqa: PLC0415

    given = {each.name: context.params[each.name] or [] for each in QUESTIONS}
    problems: list[Problem] = list(context.obj or [])
    if path != "-" and Path(path).exists() and not force:
        taken = f"{path} is there already: choose another name, or add --force to replace it"
        raise typer.Exit(leave(Exit.FILE, taken))
    try:
        answers = given if from_flags or problems else ask(given)
        text = read_new(answers, problems)
    except Problems as wrong:
        raise typer.Exit(problems_with("new", wrong.problems)) from None
    code = put(text, path if path != "-" else "", force=force)
    if code is Exit.DONE and path != "-":
        print(f"Written: {path}. Next: cmscalc check {path}", file=sys.stderr)
    raise typer.Exit(code)
