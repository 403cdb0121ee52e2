"""Reading an input file whole: its text, its lines, and its SHA-256. Nothing is left open."""

import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import closest

STANDARD_INPUT = "-"
MEGABYTE = 1_000_000
UTF_8 = "the file saved again as UTF-8 (in a spreadsheet: CSV UTF-8)"
NOT_TEXT = (
    (b"\xff\xfe", "a file saved as UTF-16", UTF_8),
    (b"\xfe\xff", "a file saved as UTF-16", UTF_8),
    (b"PK\x03\x04", "a spreadsheet or a zip file, not text", "it saved as CSV UTF-8"),
    (b"%PDF", "a PDF, not text", "a text file: a case file, or payments as CSV"),
)


class Source(NamedTuple):
    """A text file as it was read. `name` is what its lines are called by."""

    name: str
    text: str
    sha256: str

    def line(self, number: int) -> str:
        """Give a line by its number, from 1; nothing past the end."""
        lines = _lines(self.text)
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def names_of(paths: Sequence[str]) -> list[str]:
    """Call each file by its own name, and by its path where two have the same name.

    A folder's name can tell where somebody lives, so it is left out where it can be.
    """
    short = [short_name(path) for path in paths]
    names = (
        name if short.count(name) == 1 else path for name, path in zip(short, paths, strict=True)
    )
    return [name.encode("utf-8", "backslashreplace").decode() or "an empty name" for name in names]


def short_name(path: str) -> str:
    """A file's own name, without its folder."""
    return "standard input" if path == STANDARD_INPUT else Path(path).name or path


def read_source(path: str, name: str, most_megabytes: int) -> Source:
    """Read a text file. Raises Problems, with a sentence, where it is none that can be used."""
    data = _bytes(path, name, most_megabytes * MEGABYTE)
    for mark, found, wanted in NOT_TEXT:
        if data.startswith(mark):
            raise refused(name, found, wanted)
    if b"\0" in data:
        raise refused(name, "not a text file", "one made by a text editor, or a spreadsheet's CSV")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise _not_utf_8(name, data, wrong.start) from None
    from hashlib import sha256  # noqa: PLC0415 - tables of cases need none, and it is slow to load

    return Source(name, text, sha256(data).hexdigest())


def _bytes(path: str, name: str, most: int) -> bytes:
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:
                raise refused(name, "no standard input to read", "the name of a file")
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as fault:
        raise why_not_read(path, name, fault) from None
    if len(data) > most:
        size = f"more than {most // MEGABYTE} MB"
        raise refused(name, f"a file of {size}", "a smaller file: this is not what it should hold")
    return data


def why_not_read(path: str, name: str, fault: OSError | ValueError) -> Problems:
    """Say in a sentence why a file cannot be read."""
    if isinstance(fault, IsADirectoryError):
        return refused(name, "a folder, not a file", "the name of a file in it")
    if isinstance(fault, FileNotFoundError):
        wanted = "the name of a file that is there"
        return refused(name, "no such file", wanted, _near(Path(path)))
    if isinstance(fault, PermissionError):
        return refused(name, "no permission to read this file", "a file you may read")
    why = (getattr(fault, "strerror", None) or str(fault)).lower()
    return refused(name, f"a file that cannot be read: {why}", "another file")


def refused(name: str, found: str, wanted: str, hint: str = "") -> Problems:
    """The problem of a file as a whole."""
    return Problems([Problem(name, "", 0, 0, found, wanted, hint, in_file=True)])


def _near(missing: Path) -> str:
    """Name the file in the same folder that was surely meant; the folder is left out, as above."""
    try:
        beside = [each.name for each in missing.parent.iterdir() if each.suffix == missing.suffix]
    except OSError:
        return ""
    return closest(missing.name, beside)


def _not_utf_8(name: str, data: bytes, at: int) -> Problems:
    line = data.count(b"\n", 0, at) + 1
    start = data.rfind(b"\n", 0, at) + 1
    text = data[start:].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
    column = len(data[start:at].decode("utf-8", "replace"))
    problem = Problem(
        f"{name}:{line}:{column + 1}",
        text,
        column,
        1,
        "a character that is not UTF-8: the file was saved in another encoding",
        UTF_8,
        in_file=True,
    )
    return Problems([problem])
