"""`cmscalc estimate`: the figure to the penny, and why."""

import sys
from typing import TYPE_CHECKING

from cmscalc.cli.family_flags import CASE, FAMILY
from cmscalc.cli.flags import ANSWER, FORCE, JSON, OUTPUT, Command, Flag, Typed, switch, under
from cmscalc.cli.forms import path_of, shape_of
from cmscalc.cli.leave import Exit
from cmscalc.cli.writing import put

if TYPE_CHECKING:
    from cmscalc.core.assess import Assessment

FORMATS = ("text", "json", "csv", "html")


def run(typed: Typed) -> Exit:
    """Work the estimate out, and put it where it was asked for."""
    reader = typed.reader()
    path = path_of(reader)
    shape = shape_of(reader, FORMATS, path, wants_json=typed.switches["json"])
    explain = typed.switches["explain"]
    found = _found(typed._replace(problems=tuple(reader.problems)))
    if path:
        text = _rendered(found, shape, explain=explain)
        return put(text, path, force=typed.switches["force"], read=typed.words)
    if shape == "text":
        _show(found, explain=explain)
    else:
        sys.stdout.write(_rendered(found, shape, explain=explain))
    return Exit.DONE


def _found(typed: Typed) -> "Assessment":
    """The estimate of the flags, or of a case file."""
    if typed.word:
        from cmscalc.cli.case_answers import estimate_of  # noqa: PLC0415 - flags need no files

        return estimate_of(typed)
    from cmscalc.api import answer  # noqa: PLC0415
    from cmscalc.files.answers import read_answers  # noqa: PLC0415

    return answer(read_answers(typed.answers, typed.today, typed.problems))


def _show(found: "Assessment", *, explain: bool) -> None:
    from cmscalc.render import as_text, terminal  # noqa: PLC0415

    terminal.show(as_text.lines(found, terminal.width(), explain=explain))


def _rendered(found: "Assessment", shape: str, *, explain: bool) -> str:
    if shape == "json":
        from cmscalc.render import as_json  # noqa: PLC0415

        return as_json.render(found)
    if shape == "csv":
        from cmscalc.render import as_csv  # noqa: PLC0415

        return as_csv.render(found)
    if shape == "html":
        from cmscalc.render import as_html  # noqa: PLC0415

        return as_html.render(found)
    from cmscalc.render import as_text, lines, terminal  # noqa: PLC0415

    return lines.plain(as_text.lines(found, terminal.PAGE_WIDTH, explain=explain))


COMMAND = Command(
    "estimate",
    """Work out child maintenance to the penny.

    cmscalc estimate --income 27000/year --children 2 --nights 115 --other-children 1

    cmscalc estimate --income 30000/year --family Ann=115 --family Bea=0 --collect-and-pay --explain

    cmscalc estimate case.toml --on 2026-11-21
    """,
    CASE,
    (
        *FAMILY,
        *under(
            ANSWER,
            switch("--explain", "Show the working, step by step, with the law."),
            JSON,
            Flag(
                "--format",
                "FORMAT",
                "text, json, csv or html. Default text.",
                "text, json, csv or html",
            ),
            OUTPUT,
            FORCE,
        ),
    ),
    run,
)
