"""Putting an answer where it was asked for: standard output, or a new private file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cmscalc.cli.leave import Exit, leave


def put(text: str | bytes, path: str, *, force: bool, read: Sequence[str] = ()) -> Exit:
    """Write an answer to standard output, or to a new file that only its owner can read.

    Never over a file that was read for it, `force` or not. Raises NotWritten.
    """
    if not path:
        return _print(text)
    from cmscalc.files.output import write_private  # noqa: PLC0415 - only for files

    if any(_same(path, each) for each in read):
        return leave(Exit.FILE, f"{path} is one of the files read: choose another name")
    if path.endswith("/"):
        return leave(Exit.FILE, f"{path} is a folder: give a file name in it")
    write_private(Path(path), text, force=force)
    return Exit.DONE


def _print(text: str | bytes) -> Exit:
    if isinstance(text, str):
        sys.stdout.write(text)
    elif sys.stdout.isatty():
        return leave(Exit.COMMAND_LINE, "a PDF is not for a terminal: add -o and a file name")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text)
    return Exit.DONE


def _same(path: str, other: str) -> bool:
    try:
        return Path(path).samefile(other)
    except OSError:
        return False
