"""Writing a long table: to standard output, to a file that is whole or not there, or in parts."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from cmscalc.files.output import NotWritten, check_ordinary, take_name, taken, why

LOG = "parts.jsonl"
OWNER_ONLY = 0o600


class Form(Protocol):
    """How a table is written: its ending, and what writes to an open file."""

    @property
    def ending(self) -> str:
        """The end of a file's name."""

    def begin(self, file: BinaryIO) -> "Writer":
        """Begin a file: write its header, if it has one."""


class Writer(Protocol):
    """Writes pieces of a table to an open file."""

    def write(self, data: Any) -> None:  # noqa: ANN401 - bytes, or a table of Arrow's
        """Write one piece."""

    def close(self) -> None:
        """Write what stands at the end."""


class TextWriter:
    """Writes bytes as they are."""

    def __init__(self, file: BinaryIO, header: bytes = b"") -> None:
        self.file = file
        file.write(header)

    def write(self, data: bytes) -> None:
        """Write one piece."""
        self.file.write(data)

    def close(self) -> None:
        """Nothing stands at the end of text."""
        self.file.flush()


class WholeFile:
    """A file that takes its name when all of it is there. Killed before, the name is not taken.

    It is written beside, under a hidden name that the next run uses again.
    """

    def __init__(self, path: Path, form: Form, *, force: bool) -> None:
        """Raise NotWritten where the file is there already, or cannot be made."""
        self.path = path
        self.force = force
        self.beside = path.with_name(f".{path.name}.part")
        try:
            check_ordinary(path)
            if path.exists() and not force:
                raise taken(path)
            self.file = _alone(self.beside)
        except OSError as fault:
            raise NotWritten(f"{path} cannot be written: {why(fault)}") from None
        self.writer = form.begin(self.file)

    def write(self, data: Any) -> None:  # noqa: ANN401 - as above
        """Write one piece. Raises NotWritten."""
        try:
            self.writer.write(data)
        except OSError as fault:
            raise NotWritten(f"{self.path} cannot be written: {why(fault)}") from None

    def finish(self) -> None:
        """Give the file its name. Raises NotWritten."""
        try:
            self.writer.close()
            self.file.flush()
            os.fsync(self.file.fileno())
            take_name(str(self.beside), self.path, force=self.force)
        except OSError as fault:
            raise NotWritten(f"{self.path} cannot be written: {why(fault)}") from None

    def close(self) -> None:
        """Leave nothing beside it, whatever happened."""
        self.file.close()
        self.beside.unlink(missing_ok=True)


def _alone(path: Path) -> BinaryIO:
    """Open a hidden file for one run only, empty. Raises NotWritten where another has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), OWNER_ONLY)
    try:
        import fcntl  # noqa: PLC0415 - not on every system

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except BlockingIOError:
        os.close(descriptor)
        raise NotWritten(f"another run is writing {path.name[1:].removesuffix('.part')}") from None
    except OSError:
        pass
    os.ftruncate(descriptor, 0)
    os.fchmod(descriptor, OWNER_ONLY)
    return os.fdopen(descriptor, "wb")


class Counted(NamedTuple):
    """Rows of a part that is written, and those of them without an answer."""

    rows: int
    bad: int


class Folder:
    """A folder of parts, each whole, and a list of those that are done.

    The same run begun again makes only the parts that are not there yet.
    """

    def __init__(
        self, path: Path, form: Form, made_from: Mapping[str, object], *, force: bool
    ) -> None:
        """Raise NotWritten where the folder holds parts of another run."""
        self.path = path
        self.form = form
        self.log = path / LOG
        first = json.dumps(made_from, sort_keys=True)
        try:
            path.mkdir(exist_ok=True, mode=0o700)
            self.done = self._done(first, force=force)
            if not self.done:
                self._begin(first)
        except OSError as fault:
            raise NotWritten(f"{path} cannot be written: {why(fault)}") from None

    def _done(self, first: str, *, force: bool) -> dict[int, Counted]:
        if not self.log.exists():
            if any(self.path.iterdir()) and not force:
                raise NotWritten(f"{self.path} holds other files: give the name of a new folder")
            return {}
        lines = self.log.read_text(encoding="utf-8").split("\n")
        if lines[0] != first:
            if not force:
                raise NotWritten(
                    f"{self.path} holds parts of another run: choose another name, or add --force "
                    "to begin again"
                )
            return {}
        done = {}
        # The last line may be cut short; its part is made again.
        for line in lines[1:-1]:
            part, rows, bad = json.loads(line)
            done[part] = Counted(rows, bad)
        return done

    def _begin(self, first: str) -> None:
        for old in self.path.glob("part-*"):
            old.unlink()
        with _alone(self.log) as file:
            file.write(f"{first}\n".encode())

    def part(self, number: int) -> WholeFile:
        """Begin a part."""
        path = self.path / f"part-{number:05}{self.form.ending}"
        return WholeFile(path, self.form, force=True)

    def is_done(self, number: int, counted: Counted) -> None:
        """Note that a part is whole."""
        line = json.dumps([number, *counted])
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())


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

    def write(self, data: bytes) -> None:
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
