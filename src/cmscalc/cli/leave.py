"""How a command ends: exit codes, and problems on standard error."""

import sys
from collections.abc import Sequence
from enum import IntEnum

import typer

from cmscalc.cli.arguments import FLAGS
from cmscalc.files.problems import Problem, show


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
    print(f"cmscalc: {message}", file=sys.stderr)
    return code


def problems_with(command: str, problems: Sequence[Problem]) -> Exit:
    """Print every problem, and give the exit code they lead to."""
    name = f"cmscalc {command}".strip()
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    shown = "\n\n".join(show(problem) for problem in problems)
    print(f"{name}: {count}\n\n{shown}", file=sys.stderr)
    outside = all(problem.outside for problem in problems)
    return Exit.OUTSIDE if outside else Exit.COMMAND_LINE


def say(given: Sequence[str], wrong: typer.TyperException) -> Problem:
    """Turn what the parser refused into a problem like any other."""
    line = " ".join(["cmscalc", *given])
    found = wrong.format_message().removesuffix(".")
    hint = f"cmscalc estimate {' '.join(given)}" if given and given[0] in FLAGS else ""
    wanted = "a command first: `cmscalc --help` lists them"
    return Problem("cmscalc", line, 0, len(line), found, wanted, hint)
