"""How flags are declared and read alike in every command."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from cmscalc.files.reader import Reader
from cmscalc.files.words import Unreadable, one_of

ANSWER = "The answer"
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


Json = Annotated[bool, switch("--json", "The same as --format json.", ANSWER)]
Output = Annotated[
    Texts,
    option(
        "--output",
        "FILE",
        "Write to a new file that only you can read; - is standard output.",
        ANSWER,
        short="-o",
    ),
]
Force = Annotated[bool, switch("--force", "Let --output replace a file that is there.", ANSWER)]


def shape_of(reader: Reader, formats: Sequence[str], *, wants_json: bool) -> str:
    """Read which form the answer takes, said by --format or by --json."""
    shape = reader.once("format", lambda text: one_of(text, formats, "one of"))
    if wants_json and shape not in (None, "json"):
        reader.contradicts("format", "a format beside --json, which is one", "one or the other")
    return "json" if wants_json else shape or "text"


def path_of(reader: Reader) -> str:
    """Read the name of a file to write; standard output is an empty name."""
    return reader.once("output", _file_name) or ""


def _file_name(text: str) -> str:
    if not text.strip():
        raise Unreadable("no file name", "a file name, or - for standard output")
    return "" if text == "-" else text
