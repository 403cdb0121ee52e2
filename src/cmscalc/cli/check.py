"""`cmscalc check`: every problem and every doubtful thing at once; code 0 when there is none."""

import sys
from collections.abc import Sequence

from cmscalc.cli.account_flags import AS_AT
from cmscalc.cli.flags import MANY, Command, Flag, Typed, Words, switch
from cmscalc.cli.leave import Exit, code_of
from cmscalc.files.problems import Problem, Problems, show_all


def run(typed: Typed) -> int:
    """Look for what is wrong or doubtful, and say it."""
    from cmscalc.cli.checking import doubts_of  # noqa: PLC0415 - not for --help

    json = typed.switches["json"]
    try:
        doubtful = doubts_of(typed)
    except Problems as wrong:
        if json and all(problem.in_file for problem in wrong.problems):
            sys.stdout.write(_as_json(wrong.problems, 0))
            return code_of(wrong.problems)
        raise
    found = doubtful.found
    if json:
        sys.stdout.write(_as_json(found, doubtful.not_held))
    elif found:
        many = "1 doubt" if len(found) == 1 else f"{len(found)} doubts"
        sys.stdout.write(f"cmscalc check: {many}\n\n{show_all(found)}\n")
    if doubtful.not_held:
        _say_not_held(doubtful.not_held)
    return Exit.CHECK_FAILED if found else Exit.DONE


def _as_json(found: Sequence[Problem], not_held: int) -> str:
    from cmscalc.render.found_json import render  # noqa: PLC0415 - only where asked for

    return render(found, not_held)


def _say_not_held(many: int) -> None:
    """What a check did not look at is no doubt, and not to be hidden."""
    rest = "1 payment rests" if many == 1 else f"{many} payments rest"
    text = (
        f"cmscalc check: {rest} on a bank's file that is not here, or that needs --map to be read"
    )
    more = "  So it was not held against it. --bank-files FOLDER says where banks' files are."
    print(f"{text}\n{more}", file=sys.stderr)


COMMAND = Command(
    "check",
    """Find every problem and every doubtful thing in a case and its payments.

    Exit code 0 when all is well, 1 for doubts, 3 for problems. When all is well it is silent, but
    for payments that rest on a bank's file that is not here.

    cmscalc check case.toml payments.csv --fail-over 500
    """,
    Words("CASE.toml [PAYMENTS.csv]...", "A case file and its payments files.", MANY),
    (
        AS_AT,
        Flag("--fail-over", "AMOUNT", "Fail if more than that is owed.", "an amount, such as 500"),
        Flag(
            "--bank-files",
            "FOLDER",
            "Where banks' files are. Default beside the payments.",
            "a folder, such as statements",
        ),
        switch("--json", "JSON instead of text."),
    ),
    run,
)
