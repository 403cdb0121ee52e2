"""`cmscalc statement`: a document of what was due, paid and owed, that anyone can check."""

from cmscalc.cli.account_flags import ACCOUNT, FILES
from cmscalc.cli.flags import ANSWER, FORCE, JSON, OUTPUT, Command, Flag, Typed, switch, under


def run(typed: Typed) -> int:
    """Make the statement."""
    from cmscalc.cli import statement_options, statement_run  # noqa: PLC0415 - not for --help

    return statement_run.run(statement_options.read(typed))


COMMAND = Command(
    "statement",
    """Make a statement: what was due, paid and owed, and how each figure is worked out.

    cmscalc statement case.toml payments.csv -o statement.html

    cmscalc statement case.toml payments.csv --short --redact -o record.pdf
    """,
    FILES,
    (
        *ACCOUNT,
        *under(
            ANSWER,
            switch("--short", "A record of payment: one page, no diary."),
            switch("--redact", "A copy to share: no labels, references, notes or birthdays."),
            JSON,
            Flag(
                "--format",
                "FORMAT",
                "text, html, pdf, csv or json. Default: as the file's name ends; else text.",
                "text, html, pdf, csv or json",
            ),
            OUTPUT._replace(wanted="a file name, such as statement.html"),
            FORCE,
        ),
    ),
    run,
)
