"""Help, the version, and completion: what typer makes of the flags that commands declare.

No command runs here. What is typed is sorted by `arguments`, so typer is loaded only to show.
"""

from collections.abc import Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from cmscalc.cli.commands import COMMANDS, command_named
from cmscalc.cli.flags import Command, Flag, Words
from cmscalc.cli.leave import Exit, problems_with
from cmscalc.files.problems import Problem


def show(words: Sequence[str]) -> int:
    """Show what is asked for before any command, or the help of a command; give the exit code."""
    try:
        code = application()(list(words), prog_name="cmscalc", standalone_mode=False)
    except typer.TyperException as wrong:
        if not wrong.format_message():
            return Exit.COMMAND_LINE  # nothing was typed: the help has been shown
        return problems_with("", [_refused(words, wrong)])
    return int(code or Exit.DONE)


def _refused(words: Sequence[str], wrong: typer.TyperException) -> Problem:
    """Turn what typer refused into a problem like any other."""
    line = " ".join(["cmscalc", *words])
    found = wrong.format_message().removesuffix(".")
    return Problem("cmscalc", line, 0, len(line), found, "what `cmscalc --help` lists")


def application() -> typer.Typer:
    """Make the application that typer shows."""
    app = typer.Typer(
        name="cmscalc",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(cmscalc)
    for name in COMMANDS:
        app.command(name)(_function_of(command_named(name)))
    return app


def cmscalc(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _version(wanted=wanted),
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    """Child maintenance under the UK's 2012 scheme: the figure to the penny, and why.

    Nothing you type is stored or sent anywhere.
    """


def _version(*, wanted: bool) -> None:
    if not wanted:
        return
    from cmscalc.law import CHECKED  # noqa: PLC0415 - only this needs it here
    from cmscalc.version import __version__  # noqa: PLC0415

    print(f"cmscalc {__version__} (law checked {CHECKED.isoformat()})")
    raise typer.Exit


def _function_of(command: Command) -> Any:  # noqa: ANN401 - typer takes any function
    """Give a function with a command's flags as its parameters, which is what typer reads."""

    def shown() -> None:
        """Stand for a command."""

    shown.__doc__ = command.about
    parameters = [_word(command.words), *map(_option, command.flags)]
    shown.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return shown


def _word(words: Words) -> Parameter:
    declared = typer.Argument(
        metavar=words.metavar,
        help=words.help,
        show_default=False,
        autocompletion=words.complete,
    )
    return _parameter("words", list[str] | None, declared)


def _option(flag: Flag) -> Parameter:
    declared = typer.Option(
        *flag.typed,
        metavar=flag.metavar or None,
        help=flag.help,
        rich_help_panel=flag.panel or None,
        show_default=False,
        autocompletion=flag.complete,
    )
    # No parameter may be called as Python's own words are.
    kind: Any = bool if flag.is_switch else list[str] | None
    return _parameter(f"flag_{flag.key}", kind, declared)


def _parameter(name: str, kind: Any, declared: Any) -> Parameter:  # noqa: ANN401 - typer's own
    default = False if kind is bool else None
    annotation = Annotated[kind, declared]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
