"""`cmscalc diary`: the story of a case, told once, with promises that are overdue first."""

from cmscalc.cli.account_flags import AS_AT
from cmscalc.cli.flags import A_DAY, ANSWER, JSON, MANY, Command, Flag, Typed, Words, switch, under


def run(typed: Typed) -> int:
    """Show the diary, or add to it."""
    from cmscalc.cli import diary_run  # noqa: PLC0415 - not for --help

    return diary_run.run(typed)


COMMAND = Command(
    "diary",
    """Show a case's diary; or add a row to it, in a file of its own beside the case.

    cmscalc diary case.toml

    cmscalc diary add case.toml --kind call --who CMS --what 'Told to wait' --save
    """,
    Words("[add] CASE.toml", "A case file; `add` before it to add a row.", MANY),
    (
        *under(ANSWER, AS_AT, JSON),
        *under(
            "Adding a row",
            Flag("--on", "DATE", "The day it happened. Default today.", A_DAY),
            Flag(
                "--kind",
                "KIND",
                "call, letter, message, payment-report, complaint, decision or other (default).",
                "call, letter, message, payment-report, complaint, decision or other",
            ),
            Flag("--who", "WHO", "With whom.", "a name or a label, such as CMS"),
            Flag(
                "--what",
                "TEXT",
                "What was said or done; - reads it from standard input.",
                "what was said or done, in quotes",
            ),
            Flag("--promised-by", "DATE", "The day something was promised by.", A_DAY),
            switch("--save", "Add it to the diary file beside the case, not only show it."),
        ),
    ),
    run,
)
