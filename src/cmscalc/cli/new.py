"""`cmscalc new`: asks short plain questions, and writes a case file only its owner can read."""

import sys
from pathlib import Path

from cmscalc.cli.flags import A_DAY, A_NUMBER, AN_AMOUNT, Command, Flag, Typed, Words, switch
from cmscalc.cli.leave import Exit, leave

DEFAULT = "case.toml"


def run(typed: Typed) -> int:
    """Ask, and write the case file."""
    from cmscalc.cli.asking import ask  # noqa: PLC0415 - not for --help
    from cmscalc.cli.writing import put  # noqa: PLC0415
    from cmscalc.files.new_case import read_new  # noqa: PLC0415

    path, force = typed.word or DEFAULT, typed.switches["force"]
    if path != "-" and Path(path).exists() and not force:
        taken = f"{path} is there already: choose another name, or add --force to replace it"
        return leave(Exit.FILE, taken)
    says_all = typed.switches["from_flags"] or bool(typed.problems)
    answers = typed.texts if says_all else ask(typed.texts)
    text = read_new(answers, list(typed.problems))
    code = put(text, path if path != "-" else "", force=force)
    if code is Exit.DONE and path != "-":
        print(f"Written: {path}. Next: cmscalc check {path}", file=sys.stderr)
    return code


COMMAND = Command(
    "new",
    """Ask what a case needs, and write a new case file that only you can read.

    Answers may come from flags, or a line each through a pipe.

    cmscalc new case.toml
    """,
    Words("[FILE]", f"The file to write. Default {DEFAULT}."),
    (
        Flag("--effective-date", "DATE", "First day of the case, from the letter.", A_DAY),
        Flag(
            "--service",
            "NAME",
            "direct-pay or collect-and-pay.",
            "direct-pay or collect-and-pay",
        ),
        Flag("--paying-parent", "LABEL", "A label; an initial will do.", "a label, such as A"),
        Flag("--receiving-parent", "LABEL", "A label. Repeat it.", "a label, such as B"),
        Flag(
            "--child",
            "NAME=BORN[=PARENT]",
            "A child's label and birth. Repeat it.",
            "NAME=BORN, such as C1=2015-03-02, or NAME=BORN=PARENT",
        ),
        Flag(
            "--decision",
            "[PARENT=]AMOUNT",
            "CMS's weekly amount. Repeat it.",
            "an amount a week, such as 63.20, or PARENT=63.20",
        ),
        Flag("--income", "AMOUNT/PERIOD", "The paying parent's gross income.", AN_AMOUNT),
        Flag(
            "--nights",
            "N",
            "Nights a year with the paying parent.",
            "nights a year, such as 115",
        ),
        Flag("--other-children", "N", "Other children in the paying parent's home.", A_NUMBER),
        switch("--from-flags", "Ask nothing: the flags say it all."),
        switch("--force", "Replace a file that is there."),
    ),
    run,
)
