"""Writing a long table: to standard output, or to a file that is whole or not there."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from cmscalc.files.output import check_ordinary, take_name, taken, why
from cmscalc.files.problems import NotWritten

OWNER_ONLY = 0o600
Bytes = bytes | memoryview


class Form(Protocol):
    """How a table is written: its ending, and what writes to an open file."""

    @property
    def ending(self) -> str:
        """The end of a file's name."""

    def begin(self, file: BinaryIO) -> "Writer":
        """Begin a file: write its header, if it has one."""


class Writer(Protocol):
    """Writes pieces of a table to an open file."""

    def write(self, data: Any) -> None:  # noqa: ANN401 - text in bytes, or a table of Arrow's
        """Write one piece."""

    def close(self) -> None:
        """Write what stands at the end."""

    def drop(self) -> None:
        """Give up a file that is not kept; after `close`, nothing."""


class TextWriter:
    """Writes text as it is."""

    def __init__(self, file: BinaryIO, header: bytes = b"") -> None:
        self.file = file
        file.write(header)

    def write(self, data: Iterable[Bytes]) -> None:
        """Write one piece."""
        self.file.writelines(data)

    def close(self) -> None:
        """Nothing stands at the end of text."""
        self.file.flush()

    def drop(self) -> None:
        """There is nothing to give up."""


class WholeFile:
    """A file that takes its name when all of it is there. Killed before, the name is not taken.

    It is written beside, under a hidden name that the next run uses again.
    """

    def __init__(self, path: Path, form: Form, *, force: bool) -> None:
        """Raise NotWritten where the file is there already, or cannot be made."""
        self.path = path
        self.force = force
        self.beside = path.with_name(f".{path.name}.part")
        with told_of(path):
            check_ordinary(path)
            if path.exists() and not force:
                raise taken(path)
            self.file = _alone(self.beside, path)
        try:
            with told_of(path):
                self.writer = form.begin(self.file)
        except BaseException:
            self._leave_nothing()
            raise

    def write(self, data: Any) -> None:  # noqa: ANN401 - as above
        """Write one piece. Raises NotWritten."""
        with told_of(self.path):
            self.writer.write(data)

    def finish(self) -> None:
        """Give the file its name. Raises NotWritten."""
        with told_of(self.path):
            self.writer.close()
            self.file.flush()
            os.fsync(self.file.fileno())
            take_name(str(self.beside), self.path, force=self.force)

    def close(self) -> None:
        """Leave nothing beside it, whatever happened."""
        self.writer.drop()
        self._leave_nothing()

    def _leave_nothing(self) -> None:
        # While the lock is held, a hidden file that is still this one is nobody else's.
        if _is_at(self.file.fileno(), self.beside):
            self.beside.unlink()
        with suppress(OSError):
            self.file.close()


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Say what the system will not do in a sentence. Raises NotWritten."""
    try:
        yield
    except OSError as fault:
        raise NotWritten(f"{path} cannot be written: {why(fault)}") from None


def lock(descriptor: int, path: Path) -> None:
    """Keep other runs of ours out, where the system knows such locks. Raises NotWritten."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise NotWritten(f"another run is writing {path}: wait for it, or stop it") from None
    except (ImportError, OSError):
        pass


def _alone(hidden: Path, path: Path) -> BinaryIO:
    """Open a hidden file for one run only, empty. Raises NotWritten where another run has it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        descriptor = os.open(hidden, flags, OWNER_ONLY)
        lock(descriptor, path)
        status = os.fstat(descriptor)
        ours = _is_at(descriptor, hidden)
        if ours and not status.st_size and status.st_nlink == 1:
            os.fchmod(descriptor, OWNER_ONLY)
            return os.fdopen(descriptor, "wb")
        # A killed run left it; perhaps just after it took its name, so it is not written over.
        if ours:
            hidden.unlink()
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


class Nowhere:
    """Nothing is written: only a summary was asked for."""

    def write(self, data: Any) -> None:  # noqa: ANN401 - as above
        """Write nothing."""

    def finish(self) -> None:
        """Nothing was begun."""

    def close(self) -> None:
        """Nothing is open."""


class Screen:
    """Standard output."""

    def __init__(self, form: Form) -> None:
        sys.stdout.flush()
        self.writer = form.begin(sys.stdout.buffer)

    def write(self, data: Iterable[Bytes]) -> None:
        """Write one piece, at once."""
        self.writer.write(data)
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        """Write what stands at the end."""
        self.writer.close()

    def close(self) -> None:
        """Leave standard output open."""
        with suppress(OSError):
            sys.stdout.buffer.flush()
