"""The door: commands, how faults end, and nothing else."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from cmscalc.cli.arguments import sort_out
from cmscalc.cli.leave import Exit, leave, problems_with, refused
from cmscalc.version import __version__

LIKELY_WIDTHS = range(20, 1000)
COMMANDS = (
    "estimate",
    "compare-rules",
    "sweep",
    "batch",
    "ledger",
    "statement",
    "verify",
    "letter",
    "diary",
    "import",
    "timeline",
    "check",
    "new",
    "schema",
    "law",
)
# A word that Python keeps for itself, or one with a hyphen, cannot name a module or a function.
MODULES = {"import": "import_", "compare-rules": "compare_rules"}


def _version(wanted: bool) -> None:
    if not wanted:
        return
    from cmscalc.law import CHECKED  # noqa: PLC0415 - only this needs it here

    print(f"cmscalc {__version__} (law checked {CHECKED.isoformat()})")
    raise typer.Exit


def application(*wanted: str) -> typer.Typer:
    """Make the application with some commands, or all: each loads and declares only its own."""
    app = typer.Typer(
        name="cmscalc",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(cmscalc)
    for name in wanted or COMMANDS:
        own = MODULES.get(name, name)
        app.command(name)(getattr(import_module(f"cmscalc.cli.{own}"), own))
    return app


def cmscalc(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Child maintenance under the UK's 2012 scheme: the figure to the penny, and why.

    Nothing you type is stored or sent anywhere.
    """


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
    return flushed or code


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
        # The parser leaves so after shell completion; and, with standard output put aside, when
        # whoever read it has gone.
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
    arguments, command, problems = sort_out(given)
    if problems and not command:
        return problems_with("", problems)
    try:
        app = application(*([command] if command else []))
        code = app(arguments, prog_name="cmscalc", standalone_mode=False, obj=problems)
    except typer.TyperException as wrong:
        if not wrong.format_message():
            return Exit.COMMAND_LINE  # no command at all: the help has been shown
        return problems_with("", [refused(given, wrong)])
    return int(code or Exit.DONE)


def _flush() -> int:
    sys.stdout.flush()
    # Where standard error cannot be written to, the exit code still tells.
    with suppress(OSError):
        sys.stderr.flush()
    return Exit.DONE


def _nowhere() -> TextIO:
    """A stream that forgets what is written to it."""
    return Path(os.devnull).open("w", encoding="utf-8")
