"""`cmscalc verify`: whether each figure of a statement still follows from the data in it."""

import sys

from cmscalc.cli.flags import ANSWER, FORCE, MANY, Command, Flag, Typed, Words, switch, under
from cmscalc.cli.leave import Exit


def run(typed: Typed) -> int:
    """Check a statement, and say what was found."""
    from cmscalc.cli import verifying  # noqa: PLC0415 - not for --help
    from cmscalc.render import verified  # noqa: PLC0415

    options = verifying.read(typed)
    found, again = verifying.verify(options.statement, options.given)
    shown = verified.as_json if typed.switches["json"] else verified.as_text
    sys.stdout.write(shown(found))
    code = verifying.put_again(again, options)
    return code or (Exit.DONE if found.follows else Exit.CHECK_FAILED)


COMMAND = Command(
    "verify",
    """Check a statement: work every figure out again from the data in it, and compare.

    Exit code 0 when all of it follows, 1 when something does not, or another version made it.

    cmscalc verify statement.html

    cmscalc verify statement.html case.toml payments.csv
    """,
    Words(
        "STATEMENT [CASE.toml [PAYMENTS.csv]...]",
        "A statement's web page or JSON; and the files it was made from, to hold it against them.",
        MANY,
    ),
    under(
        ANSWER,
        switch("--json", "JSON instead of text."),
        Flag(
            "--output",
            "FILE",
            "Write the statement again as it follows.",
            "a file name",
            short="-o",
        ),
        FORCE,
    ),
    run,
)
