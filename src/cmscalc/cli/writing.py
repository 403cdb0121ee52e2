"""Putting an answer where it was asked for: standard output, or a new private file."""

import sys

from cmscalc.cli.leave import Exit, leave


def put(text: str, path: str, *, force: bool) -> Exit:
    """Write text to standard output, or to a new file that only its owner can read."""
    if not path:
        sys.stdout.write(text)
        return Exit.DONE
    from pathlib import Path  # noqa: PLC0415 - only a file needs them

    from cmscalc.files.output import NotWritten, write_private  # noqa: PLC0415

    if path.endswith("/"):
        return leave(Exit.FILE, f"{path} is a folder: give a file name in it")
    try:
        write_private(Path(path), text, force=force)
    except NotWritten as wrong:
        return leave(Exit.FILE, str(wrong))
    return Exit.DONE
