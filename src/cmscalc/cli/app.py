"""The door: which command runs, how faults end, and nothing else."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from cmscalc.cli.arguments import before_a_command, no_command, sort_out
from cmscalc.cli.commands import COMMANDS, command_named
from cmscalc.cli.flags import Command, Typed
from cmscalc.cli.leave import Exit, leave, problems_with
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.problems import NotWritten, Problem, Problems

LIKELY_WIDTHS = range(20, 1000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code. Never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if sys.stderr is None:
        sys.stderr = _nowhere()
    if sys.stdout is None:
        return leave(Exit.FILE, "there is no standard output to write the answer to")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _forget_odd_width()
    code = _safely(lambda: _run(given))
    flushed = _safely(_flush)
    return int(flushed or code)


def _forget_odd_width() -> None:
    """A width that no terminal has would make help blank, or fill a disk."""
    width = os.environ.get("COLUMNS", "")
    if width and not (width.isdecimal() and int(width) in LIKELY_WIDTHS):
        del os.environ["COLUMNS"]


def _safely(work: Callable[[], int]) -> int:  # noqa: PLR0911 - one way out a fault
    """Do some work and give its exit code, whatever happens in it."""
    stdout = sys.stdout
    try:
        return work()
    except SystemExit as left:
        # typer leaves so after completing; and, with standard output put aside, when whoever read
        # it has gone.
        if sys.stdout is not stdout or left.code == Exit.CHECK_FAILED:
            return Exit.PIPE
        return left.code if isinstance(left.code, int) else Exit.DONE
    except BrokenPipeError:
        return Exit.PIPE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as fault:
        # What is left in its buffer cannot be written either, and that need not be said twice.
        sys.stdout = _nowhere()
        return leave(Exit.FILE, f"cannot write the answer: {(fault.strerror or '').lower()}")
    except Exception as fault:
        if os.environ.get("CMSCALC_DEBUG"):
            raise
        return leave(
            Exit.FAULT,
            f"a fault in cmscalc itself ({type(fault).__name__}). No file was written. Please "
            "report it with the command you typed, with other figures if you like; CMSCALC_DEBUG=1 "
            "shows where it happened.",
        )


def _run(given: list[str]) -> int:
    name = given[0] if given else ""
    if name in COMMANDS:
        command = command_named(name)
        typed = sort_out(command, given[1:], date.today())  # noqa: DTZ011 - where the user is
        return _shown([name, "--help"]) if typed.switches["help"] else _answer(command, typed)
    if name and not name.startswith("-"):
        return problems_with("", [no_command(given)])
    problems = before_a_command(given)
    return problems_with("", problems) if problems else _shown(given)


def _shown(words: Sequence[str]) -> int:
    from cmscalc.cli.shown import show  # noqa: PLC0415 - typer takes longer than an answer

    return show(words)


def _answer(command: Command, typed: Typed) -> int:
    try:
        return command.run(typed)
    except Problems as wrong:
        return problems_with(command.name, wrong.problems)
    except OutsideTheLawBook as wrong:
        outside = Problem("outside the law book", "", 0, 0, str(wrong), "", outside=True)
        return problems_with(command.name, [outside])
    except NotWritten as wrong:
        return leave(Exit.FILE, str(wrong))


def _flush() -> int:
    sys.stdout.flush()
    # Where standard error cannot be written to, the exit code still tells.
    with suppress(OSError):
        sys.stderr.flush()
    return Exit.DONE


def _nowhere() -> TextIO:
    """A stream that forgets what is written to it."""
    return Path(os.devnull).open("w", encoding="utf-8")
