"""Which form an answer takes, and which file it is written to."""

from collections.abc import Sequence
from pathlib import Path

from cmscalc.files.reader import Reader
from cmscalc.files.words import Unreadable, one_of

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
