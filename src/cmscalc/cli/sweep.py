"""`cmscalc sweep`: the amount along a range of incomes, nights or children, and where it turns."""

from cmscalc.cli.family_flags import CASE, FAMILY
from cmscalc.cli.flags import ANSWER, FORCE, JSON, OUTPUT, Command, Flag, Typed, under


def run(typed: Typed) -> int:
    """Sweep along the range."""
    from cmscalc.cli import sweep_run  # noqa: PLC0415 - not for --help

    return sweep_run.run(typed)


COMMAND = Command(
    "sweep",
    """Show what the amount would be along a range, where it turns, and what the next £1 adds.

    cmscalc sweep --over income --children 2 --income 27000/year

    cmscalc sweep --over nights --income 27000/year --children 2 --nights 60

    cmscalc sweep case.toml --over other-children --on 2026-11-21 --format html -o what-if.html
    """,
    CASE,
    (
        *under(
            "What is swept over",
            Flag(
                "--over",
                "WHAT",
                "income, nights, children or other-children.",
                "income, nights, children or other-children",
            ),
            Flag(
                "--from",
                "FROM",
                "The first income, such as 0/week, or number.",
                "an income, such as 0/week, or a number",
            ),
            Flag(
                "--to",
                "TO",
                "The last. Default: where nothing more is to be seen.",
                "an income, such as 1000/week, or a number",
            ),
            Flag(
                "--step",
                "STEP",
                "From one to the next, such as 50/week.",
                "an amount, such as 50/week, or a number",
            ),
            Flag(
                "--receiving-parent",
                "NAME",
                "Whose children's nights, or whose children, where there are several.",
                "a label, such as B",
            ),
        ),
        *FAMILY,
        *under(
            ANSWER,
            JSON,
            Flag(
                "--format",
                "FORMAT",
                "text, json, csv, svg or html. Default text.",
                "text, json, csv, svg or html",
            ),
            OUTPUT,
            FORCE,
        ),
    ),
    run,
)
