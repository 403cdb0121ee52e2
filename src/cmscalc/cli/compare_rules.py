"""`cmscalc compare-rules`: today's law and proposals side by side."""

from cmscalc.cli.family_flags import CASE, FAMILY
from cmscalc.cli.flags import ANSWER, FORCE, JSON, OUTPUT, Command, Flag, Typed, under


def run(typed: Typed) -> int:
    """Compare the rules."""
    from cmscalc.cli import comparing  # noqa: PLC0415 - not for --help

    return comparing.run(typed)


COMMAND = Command(
    "compare-rules",
    """Put today's law and proposals side by side: a week and a year, for each parent.

    cmscalc compare-rules --income 27000/year --children 2 --nights 115 --reform proposal-2025
    """,
    CASE,
    (
        *FAMILY,
        *under(
            ANSWER,
            JSON,
            Flag("--format", "FORMAT", "text, json or csv. Default text.", "text, json or csv"),
            OUTPUT,
            FORCE,
        ),
    ),
    run,
)
