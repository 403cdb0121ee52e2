"""`cmscalc batch`: many cases, a row each."""

from cmscalc.cli.flags import (
    A_DAY,
    A_REFORM,
    ANSWER,
    FORCE,
    Command,
    Flag,
    Typed,
    Words,
    switch,
    under,
)

SUMMARY = "All rows together"


def run(typed: Typed) -> int:
    """Answer a table of cases."""
    from cmscalc.cli import batch_run  # noqa: PLC0415 - not for --help
    from cmscalc.cli.batch_options import read_options  # noqa: PLC0415

    return batch_run.run(read_options(typed))


COMMAND = Command(
    "batch",
    """Work out many cases, a row each, to the penny.

    cmscalc batch --template -o cases.csv

    cmscalc batch cases.csv -o answers.csv --on 2026-11-21

    cmscalc batch examples/caseload.csv --summary --by region --reform no-fees
    """,
    Words("IN", "A table of cases: .csv, .jsonl or .parquet; - is standard input."),
    (
        *under(
            "The rows",
            switch("--template", "Print a table to begin from, with its columns."),
            Flag(
                "--shard",
                "I/N",
                "Only one of N parts, such as 1/4; all are the whole.",
                "one of several parts, such as 1/4",
            ),
            Flag(
                "--engine",
                "WORD",
                "rows, columns (needs the extra batch) or auto.",
                "rows, columns or auto",
            ),
        ),
        *under(
            "The rules",
            Flag(
                "--on", "DATE", "The law of that day, for rows without one. Default today.", A_DAY
            ),
            Flag(
                "--rounding", "MODE", "final or each-step, for rows without.", "final or each-step"
            ),
            Flag(
                "--fee-rounding",
                "MODE",
                "instalment or daily, for rows without.",
                "instalment or daily",
            ),
            Flag(
                "--reform",
                "NAME|FILE",
                "Under a proposal, which is not law. Repeat it.",
                A_REFORM,
            ),
        ),
        *under(
            SUMMARY,
            switch("--summary", "Counts, totals and quantiles of all rows."),
            Flag(
                "--by", "COLUMN", "The same for each value of a column.", "a column, such as region"
            ),
        ),
        *under(ANSWER, switch("--explain", "Add the working of each row; much slower.")),
        *under(SUMMARY, switch("--json", "The summary as JSON.")),
        *under(
            ANSWER,
            Flag(
                "--format",
                "FORMAT",
                "csv, jsonl or parquet. Default by OUT.",
                "csv, jsonl or parquet",
            ),
            Flag(
                "--output",
                "OUT",
                "A new file; FOLDER/ for whole parts, where a run that was stopped goes on; - is "
                "standard output.",
                "a file name, such as answers.csv",
                short="-o",
            ),
            FORCE,
        ),
    ),
    run,
)
