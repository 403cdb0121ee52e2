"""`cmscalc letter`: a letter to CMS with the figures of the account, to be finished by hand."""

from cmscalc.cli.account_flags import AS_AT, DAYS, FROM, GRACE, HOW, LIABILITY
from cmscalc.cli.flags import (
    A_DAY,
    ANSWER,
    FORCE,
    MANY,
    OUTPUT,
    Command,
    Flag,
    Typed,
    Words,
    under,
)


def run(typed: Typed) -> int:
    """Write the letter."""
    from cmscalc.cli import letter_run  # noqa: PLC0415 - not for --help

    return letter_run.run(typed)


COMMAND = Command(
    "letter",
    """Write a letter to CMS. Its figures come from the account; what only you know stays open.

    cmscalc letter breakdown case.toml payments.csv

    cmscalc letter reconsideration case.toml --decision 2026-03-11 -o letter.html
    """,
    Words(
        "KIND CASE.toml [PAYMENTS.csv]...",
        "breakdown, missed-payments, reconsideration or complaint; then a case file, and payments "
        "files if not those beside it.",
        MANY,
    ),
    (
        *under(DAYS, AS_AT, FROM),
        Flag(
            "--receiving-parent",
            "LABEL",
            "Whose letter it is, where there are several.",
            "a label, such as B",
        ),
        Flag("--decision", "DATE", "Reconsideration: the first day of the decision.", A_DAY),
        *under(HOW, GRACE, LIABILITY),
        *under(
            ANSWER,
            Flag("--format", "FORMAT", "text or html. Default: as the name ends.", "text or html"),
            OUTPUT._replace(wanted="a file name, such as letter.html"),
            FORCE,
        ),
    ),
    run,
)
