"""`cmscalc law`: the dated values, with their sources."""

import sys

from cmscalc.cli.flags import A_DAY, Command, Flag, Typed, Words, switch
from cmscalc.cli.leave import Exit
from cmscalc.files.problems import Problem, Problems

REFORMS = "reforms"


def _names(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.render.law_tables import TITLES  # noqa: PLC0415 - only a completing shell asks

    known = {**TITLES, REFORMS: "the proposals that --reform knows: not law"}
    return [(name, title) for name, title in known.items() if name.startswith(incomplete)]


def run(typed: Typed) -> int:
    """Print values of law, or the proposals known."""
    from cmscalc.files.answers import read_day  # noqa: PLC0415 - not for --help
    from cmscalc.files.words import Unreadable, one_of  # noqa: PLC0415
    from cmscalc.render import law_tables, terminal  # noqa: PLC0415

    name, json = typed.word, typed.switches["json"]
    reader = typed.reader()
    day = reader.once("on", read_day)
    wanted = ""
    try:
        wanted = one_of(name, (*law_tables.NAMES, REFORMS), "a value of law") if name else ""
    except Unreadable as wrong:
        reader.problems.append(
            Problem(name, name, 0, len(name), wrong.found, wrong.wanted, wrong.hint)
        )
    if reader.problems:
        raise Problems(reader.problems)
    if wanted == REFORMS:
        return _reforms(json=json)
    if json:
        sys.stdout.write(law_tables.as_json(wanted, day))
    else:
        terminal.show(law_tables.lines(wanted, day, terminal.width()))
    return Exit.DONE


def _reforms(*, json: bool) -> Exit:
    from cmscalc.files.reform_file import shipped, shipped_reform  # noqa: PLC0415 - only these
    from cmscalc.render import reform_tables, terminal  # noqa: PLC0415

    found = [shipped_reform(name) for name in shipped()]
    if json:
        sys.stdout.write(reform_tables.as_json(found))
    else:
        terminal.show(reform_tables.lines(found, terminal.width()))
    return Exit.DONE


COMMAND = Command(
    "law",
    """Print the dated values of law, each with its source and the day it was checked.

    cmscalc law flat-rate

    cmscalc law --on 2013-06-01 --json
    """,
    Words(
        "[NAME]",
        "One value, such as flat-rate; or benefits, nil-statuses, readings; or reforms, which are "
        "not law.",
        complete=_names,
    ),
    (
        Flag("--on", "DATE", "Only what is in force that day.", A_DAY),
        switch("--json", "JSON instead of a table."),
    ),
    run,
)
