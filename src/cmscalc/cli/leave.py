"""How a command ends: exit codes, and problems on standard error."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum

from cmscalc.core.printable import visible
from cmscalc.files.problems import Problem, show_all


class Exit(IntEnum):
    """Exit codes; 0 to 4 are the public contract."""

    DONE = 0
    CHECK_FAILED = 1
    COMMAND_LINE = 2
    FILE = 3
    OUTSIDE = 4
    FAULT = 70
    INTERRUPTED = 130
    PIPE = 141


def leave(code: Exit, message: str) -> Exit:
    """Say why on standard error, and give the code back."""
    _say(f"cmscalc: {visible(message)}")
    return code


def problems_with(command: str, problems: Sequence[Problem]) -> Exit:
    """Print every problem, and give the exit code they lead to."""
    name = f"cmscalc {command}".strip()
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    _say(f"{name}: {count}\n\n{show_all(problems)}")
    return code_of(problems)


def code_of(problems: Sequence[Problem]) -> Exit:
    """Give the exit code of problems: what was typed first, then files, then the law book."""
    wrong = [problem for problem in problems if not problem.outside]
    if any(not problem.in_file for problem in wrong):
        return Exit.COMMAND_LINE
    return Exit.FILE if wrong else Exit.OUTSIDE


def _say(text: str) -> None:
    # Where standard error cannot be written to, the exit code still tells.
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
