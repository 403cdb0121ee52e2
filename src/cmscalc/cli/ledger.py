"""`cmscalc ledger`: what was due against what was paid, to the penny."""

from cmscalc.cli.account_flags import ACCOUNT, FILES
from cmscalc.cli.family_flags import ABUSE, PROPOSALS, REFORM
from cmscalc.cli.flags import ANSWER, FORCE, JSON, OUTPUT, Command, Flag, Typed, switch, under


def run(typed: Typed) -> int:
    """Answer for one case, or with a line for each of several: each way loads its own."""
    from cmscalc.cli import ledger_options  # noqa: PLC0415 - not for --help

    options = ledger_options.read(typed)
    if options.summary:
        from cmscalc.cli.ledger_summary import summarise  # noqa: PLC0415

        return summarise(options)
    from cmscalc.cli import ledger_run  # noqa: PLC0415

    return ledger_run.run(options)


COMMAND = Command(
    "ledger",
    """Say what was due, what was paid and what is owed, to the penny.

    cmscalc ledger case.toml payments.csv

    cmscalc ledger case.toml payments.csv --as-at 2026-03-31 --by quarter --json
    """,
    FILES._replace(help=f"{FILES.help} Several cases with --summary."),
    (
        *ACCOUNT,
        *under(PROPOSALS, REFORM, ABUSE),
        *under(
            ANSWER,
            Flag(
                "--fail-over",
                "AMOUNT",
                "Exit code 1 if more than that is owed.",
                "an amount, such as 500",
            ),
            switch("--entries", "List every line, not periods alone."),
            switch("--summary", "One line a case; several cases at once."),
            JSON,
            Flag(
                "--format",
                "FORMAT",
                "text, json, csv or hledger. Default text.",
                "text, json, csv or hledger",
            ),
            OUTPUT,
            FORCE,
        ),
    ),
    run,
)
