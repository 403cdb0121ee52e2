"""Writing what the user asked for to a file: private, whole or not at all, never over another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cmscalc.files.problems import NotWritten


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs of ours out of a folder's files, from reading one until it is written.

    A system that knows no such locks keeps nobody out.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def write_private(path: Path, text: str | bytes, *, force: bool = False) -> None:
    """Write a new file only its owner can read. Raises NotWritten, leaving what was there.

    The text goes to a temporary file beside it (private from the start: mkstemp), which takes its
    name when it is all there. Killed at any moment, the old file or the new one is there, whole.
    """
    import tempfile  # noqa: PLC0415 - most runs write no file

    try:
        check_ordinary(path)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as fault:
        raise NotWritten(f"{path} cannot be written: {why(fault)}") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        take_name(temporary, path, force=force)
    except OSError as fault:
        raise NotWritten(f"{path} cannot be written: {why(fault)}") from None
    finally:
        Path(temporary).unlink(missing_ok=True)


def check_ordinary(path: Path) -> None:
    """Raise NotWritten for what is no ordinary file, or where there is no folder for it."""
    if not path.parent.exists():
        raise NotWritten(
            f"{path} cannot be written: there is no folder {path.parent}; make it first"
        )
    if path.is_symlink():
        raise NotWritten(f"{path} is a link: give the name of the file itself")
    if path.is_dir():
        raise NotWritten(f"{path} is a folder: give a file name in it")
    if path.exists() and not path.is_file():
        raise NotWritten(f"{path} is not an ordinary file: choose another name")


def take_name(temporary: str, path: Path, *, force: bool) -> None:
    """Give a file that is whole its name. Raises NotWritten where it is taken."""
    if force:
        Path(temporary).replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise taken(path) from None
    except OSError:
        # Some memory sticks know no links: look first, then take the name.
        if path.exists():
            raise taken(path) from None
        Path(temporary).replace(path)


def taken(path: Path) -> NotWritten:
    """Say that a name is taken."""
    return NotWritten(f"{path} is there already: choose another name, or add --force to replace it")


def why(fault: OSError) -> str:
    """Say in the system's words what a fault was."""
    return (fault.strerror or str(fault)).lower()
