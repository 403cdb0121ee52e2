"""How flags are declared and read alike in every command."""

from collections.abc import Callable
from typing import Any

import typer

from cmscalc.files.words import Unreadable

Texts = list[str] | None
Completion = Callable[[str], list[tuple[str, str]]]


def option(
    flag: str,
    metavar: str,
    text: str,
    panel: str | None = None,
    *,
    complete: Completion | None = None,
    short: str | None = None,
) -> Any:  # noqa: ANN401 - typer's own type for it is private
    """Declare a flag with a value, read as a list of texts so that all are judged at once."""
    names = [flag, short] if short else [flag]
    return typer.Option(
        *names,
        metavar=metavar,
        help=text,
        rich_help_panel=panel,
        show_default=False,
        autocompletion=complete,
    )


def switch(flag: str, text: str, panel: str | None = None) -> Any:  # noqa: ANN401 - as above
    """Declare a flag without a value."""
    return typer.Option(flag, help=text, rich_help_panel=panel, show_default=False)


def file_name(text: str) -> str:
    """Read the name of a file to write; - is standard output, an empty name here."""
    if not text.strip():
        raise Unreadable("no file name", "a file name, or - for standard output")
    return "" if text == "-" else text
