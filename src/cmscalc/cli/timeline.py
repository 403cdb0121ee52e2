"""`cmscalc timeline`: each stretch of a case with its amount, what changed and why."""

import sys

from cmscalc.cli.flags import A_DAY, Command, Flag, Typed, Words, switch
from cmscalc.cli.leave import Exit


def run(typed: Typed) -> int:
    """Show the timeline."""
    from cmscalc.cli.case_answers import timeline_of  # noqa: PLC0415 - not for --help
    from cmscalc.render import terminal  # noqa: PLC0415
    from cmscalc.render import timeline as shown  # noqa: PLC0415

    found = timeline_of(typed)
    if typed.switches["json"]:
        sys.stdout.write(shown.as_json(found))
    else:
        terminal.show(shown.lines(found, terminal.width()))
    return Exit.DONE


COMMAND = Command(
    "timeline",
    """Show each stretch of a case: the weekly amount, what changed, which rule moved it.

    cmscalc timeline case.toml
    """,
    Words("CASE.toml", "A case file."),
    (
        Flag("--on", "DATE", "What is to come after that day. Default today.", A_DAY),
        Flag(
            "--liability",
            "WHOSE",
            "decision (of CMS) or calculation (ours).",
            "decision or calculation",
        ),
        Flag("--rounding", "MODE", "final or each-step.", "final or each-step"),
        switch("--json", "JSON instead of text."),
    ),
    run,
)
