"""`cmscalc law`: the dated values, with their sources."""

import sys
from typing import Annotated

import typer

from cmscalc.cli.leave import Exit, problems_with
from cmscalc.files.problems import Problem

REFORMS = "reforms"


def _names(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.render.law_tables import TITLES  # noqa: PLC0415 - only a completing shell asks

    known = {**TITLES, REFORMS: "the proposals that --reform knows: not law"}
    return [(name, title) for name, title in known.items() if name.startswith(incomplete)]


def law(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="One value, such as flat-rate; or benefits, nil-statuses, readings; "
            "or reforms, which are not law.",
            show_default=False,
            autocompletion=_names,
        ),
    ] = "",
    on: Annotated[
        list[str] | None,
        typer.Option("--on", metavar="DATE", help="Only what is in force that day."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Print the dated values of law, each with its source and the day it was checked.

    cmscalc law flat-rate

    cmscalc law --on 2013-06-01 --json
    """
    from cmscalc.files.answers import read_day  # noqa: PLC0415 - not for --help
    from cmscalc.files.reader import Reader  # noqa: PLC0415
    from cmscalc.files.words import Unreadable, one_of  # noqa: PLC0415
    from cmscalc.render import law_tables, terminal  # noqa: PLC0415

    reader = Reader({"on": on or []}, list(context.obj or []))
    day = reader.once("on", read_day)
    wanted = ""
    try:
        wanted = one_of(name, (*law_tables.NAMES, REFORMS), "a value of law") if name else ""
    except Unreadable as wrong:
        reader.problems.append(
            Problem(name, name, 0, len(name), wrong.found, wrong.wanted, wrong.hint)
        )
    if reader.problems:
        raise typer.Exit(problems_with("law", reader.problems))
    if wanted == REFORMS:
        raise typer.Exit(_reforms(json=json))
    if json:
        sys.stdout.write(law_tables.as_json(wanted, day))
    else:
        terminal.show(law_tables.lines(wanted, day, terminal.width()))
    raise typer.Exit(Exit.DONE)


def _reforms(*, json: bool) -> Exit:
    from cmscalc.files.reform_file import shipped, shipped_reform  # noqa: PLC0415 - only these
    from cmscalc.render import reform_tables, terminal  # noqa: PLC0415

    found = [shipped_reform(name) for name in shipped()]
    if json:
        sys.stdout.write(reform_tables.as_json(found))
    else:
        terminal.show(reform_tables.lines(found, terminal.width()))
    return Exit.DONE
