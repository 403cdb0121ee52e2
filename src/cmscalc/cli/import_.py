"""`cmscalc import`: maintenance payments out of a bank's file, into a payments file."""

from cmscalc.cli.flags import A_DAY, ANSWER, JSON, MANY, Command, Flag, Typed, Words, switch, under


def run(typed: Typed) -> int:
    """Find the payments, and add them where they go."""
    from cmscalc.cli import import_options, import_run  # noqa: PLC0415 - not for --help

    return import_run.run(import_options.read(typed))


COMMAND = Command(
    "import",
    """Find maintenance payments in a bank's file, and add them to a payments file.

    Shows what it would add; --into adds it. Safe to repeat: rows that are there are left out.

    cmscalc import starling.csv --match 'smith|maint' --into payments.csv
    """,
    Words(
        "BANKFILE...",
        "What the bank gives to download: CSV, OFX, QIF or Santander's text.",
        MANY,
    ),
    (
        *under(
            "Which rows",
            Flag(
                "--match",
                "REGEX",
                "Words in payee, reference or memo. Repeat it for more.",
                "a name or a reference, such as 'smith|maint'",
            ),
            Flag(
                "--exclude",
                "REGEX",
                "But not rows with these words. Repeat it.",
                "a name or a reference, such as refund",
            ),
            Flag(
                "--amount",
                "AMOUNT",
                "323.70, or a range, 300-350. Repeat it.",
                "an amount, such as 323.70, or a range, such as 300-350",
            ),
            Flag("--from", "DATE", "Rows from that day.", A_DAY),
            Flag("--to", "DATE", "Rows up to that day, not including it.", A_DAY),
            Flag(
                "--as",
                "PARTY",
                "receiving (money in, the default) or paying (money out).",
                "receiving or paying",
            ),
        ),
        *under(
            "Where they go",
            Flag(
                "--into",
                "FILE",
                "Add them to this payments file; make it if need be.",
                "a payments file, such as payments.csv",
            ),
            Flag(
                "--receiving-parent",
                "LABEL",
                "As the case file calls them.",
                "a label, such as B",
            ),
            Flag(
                "--method",
                "WORD",
                "Default bank-transfer; passed-on for money from CMS.",
                "a word, such as bank-transfer or passed-on",
            ),
            switch("--allow-duplicates", "Add rows that are there already too."),
            switch("--prove", "Write the bank's row beside payments typed by hand."),
            switch("--skip-bad", "Add the others where rows cannot be read."),
        ),
        *under(
            "The bank's file",
            Flag(
                "--bank",
                "NAME",
                "Take this bank's layout. Default: it is found.",
                "a bank, such as starling",
            ),
            Flag(
                "--map",
                "WHAT=COLUMN,…",
                "Say what columns are; or a TOML file of it.",
                "columns, such as date=Posted,amount=Value",
            ),
            Flag(
                "--date-format",
                "ORDER",
                "dmy, mdy or ymd, where it is not clear.",
                "dmy, mdy or ymd",
            ),
        ),
        *under(
            ANSWER,
            JSON,
            Flag("--format", "FORMAT", "text, json or csv. Default text.", "text, json or csv"),
        ),
    ),
    run,
)
