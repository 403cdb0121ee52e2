"""How flags are declared and read alike in every command."""

from collections.abc import Callable, Sequence
from pathlib import Path
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
        "Write to a new file that only you can read, in the form that its ending says; - is "
        "standard output.",
        ANSWER,
        short="-o",
    ),
]
Force = Annotated[bool, switch("--force", "Let --output replace a file that is there.", ANSWER)]


# A file's ending says which form is wanted.
ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".svg": "svg",
    ".pdf": "pdf",
    ".txt": "text",
    ".csv": "csv",
    ".json": "json",
}
TITLES = {
    "html": "a page",
    "svg": "a picture",
    "pdf": "a PDF",
    "text": "text",
    "csv": "CSV",
    "json": "JSON",
    "hledger": "a journal",
}


def shape_of(reader: Reader, forms: Sequence[str], path: str = "", *, wants_json: bool) -> str:
    """Read which form the answer takes: said by a flag, or by the ending of the file to write.

    Any other ending is one for text.
    """
    said = reader.once("format", lambda text: one_of(text, forms, "one of"))
    if wants_json and said not in (None, "json"):
        reader.contradicts("format", "a format beside --json, which is one", "one or the other")
    said = "json" if wants_json else said
    ending = Path(path).suffix.lower() if path else ""
    by_name = ENDINGS.get(ending)
    if said and by_name not in (None, said):
        wanted = f"a file name that ends in .{_ending(said)}, or no --format"
        reader.contradicts("format", f"{TITLES[said]} in a file that ends in {ending}", wanted)
    elif by_name and by_name not in forms:
        refuse_ending(reader, forms, path)
    return said or by_name or "text"


def refuse_ending(reader: Reader, forms: Sequence[str], path: str) -> None:
    """Say that a file's name says no form that there is."""
    *others, last = [f".{_ending(each)}" for each in forms]
    ending = Path(path).suffix.lower()
    found = f"a name that ends in {ending}" if ending else "a name without an ending"
    wanted = f"a name that ends in {', '.join(others)} or {last}; or --format"
    reader.contradicts("output", found, wanted, path)


def _ending(shape: str) -> str:
    return {"text": "txt", "hledger": "journal"}.get(shape, shape)


def path_of(reader: Reader) -> str:
    """Read the name of a file to write; standard output is an empty name."""
    return reader.once("output", _file_name) or ""


def _file_name(text: str) -> str:
    if not text.strip():
        raise Unreadable("no file name", "a file name, or - for standard output")
    return "" if text == "-" else text
