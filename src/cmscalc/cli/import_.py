"""`cmscalc import`: maintenance payments out of a bank's file, into a payments file."""

from typing import Annotated

import typer

from cmscalc.cli.flags import ANSWER, Json, Texts, option, switch
from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems

WHICH = "Which rows"
WHERE = "Where they go"
LAYOUT = "The bank's file"


def import_(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BANKFILE...",
            help="What the bank gives to download: CSV, OFX, QIF or Santander's text.",
            show_default=False,
        ),
    ] = None,
    match: Annotated[
        Texts,
        option("--match", "REGEX", "Words in payee, reference or memo. Repeat it for more.", WHICH),
    ] = None,
    exclude: Annotated[
        Texts, option("--exclude", "REGEX", "But not rows with these words. Repeat it.", WHICH)
    ] = None,
    amount: Annotated[
        Texts, option("--amount", "AMOUNT", "323.70, or a range, 300-350. Repeat it.", WHICH)
    ] = None,
    start: Annotated[Texts, option("--from", "DATE", "Rows from that day.", WHICH)] = None,
    end: Annotated[
        Texts, option("--to", "DATE", "Rows up to that day, not including it.", WHICH)
    ] = None,
    party: Annotated[
        Texts,
        option("--as", "PARTY", "receiving (money in, the default) or paying (money out).", WHICH),
    ] = None,
    into: Annotated[
        Texts,
        option("--into", "FILE", "Add them to this payments file; make it if need be.", WHERE),
    ] = None,
    receiving_parent: Annotated[
        Texts, option("--receiving-parent", "LABEL", "As the case file calls them.", WHERE)
    ] = None,
    method: Annotated[
        Texts,
        option("--method", "WORD", "Default bank-transfer; passed-on for money from CMS.", WHERE),
    ] = None,
    allow_duplicates: Annotated[
        bool, switch("--allow-duplicates", "Add rows that are there already too.", WHERE)
    ] = False,
    prove: Annotated[
        bool, switch("--prove", "Write the bank's row beside payments typed by hand.", WHERE)
    ] = False,
    skip_bad: Annotated[
        bool, switch("--skip-bad", "Add the others where rows cannot be read.", WHERE)
    ] = False,
    bank: Annotated[
        Texts, option("--bank", "NAME", "Take this bank's layout. Default: it is found.", LAYOUT)
    ] = None,
    columns: Annotated[
        Texts,
        option("--map", "WHAT=COLUMN,…", "Say what columns are; or a TOML file of it.", LAYOUT),
    ] = None,
    date_format: Annotated[
        Texts, option("--date-format", "ORDER", "dmy, mdy or ymd, where it is not clear.", LAYOUT)
    ] = None,
    json: Json = False,
    form: Annotated[
        Texts, option("--format", "FORMAT", "text, json or csv. Default text.", ANSWER)
    ] = None,
) -> None:
    """Find maintenance payments in a bank's file, and add them to a payments file.

    Shows what it would add; --into adds it. Safe to repeat: rows that are there are left out.

    cmscalc import starling.csv --match 'smith|maint' --into payments.csv
    """
    from cmscalc.cli import import_options, import_run  # noqa: PLC0415 - not for --help

    problems: list[Problem] = list(context.obj or [])
    try:
        raise typer.Exit(import_run.run(import_options.read(context.params, problems)))
    except Problems as wrong:
        raise typer.Exit(problems_with("import", wrong.problems)) from None
