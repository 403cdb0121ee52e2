"""A folder of answers in parts: each part is whole, and a run that was stopped goes on."""

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cmscalc.files.problems import NotWritten
from cmscalc.files.tables.output import OWNER_ONLY, Form, WholeFile, lock, told_of

# Hidden, as what reads a whole folder leaves out hidden files.
LOG = ".parts.jsonl"
OWNERS_FOLDER = 0o700
PART = re.compile(r"\.?part-\d{5,}\.(csv|jsonl|parquet)(\.part)?")


class Counted(NamedTuple):
    """Rows of a part that is written, those of them without an answer, and its bytes."""

    rows: int
    bad: int
    size: int = 0


class Folder:
    """A folder of parts, each whole, and a list of those that are done.

    The same run begun again makes only the parts that are not there yet.
    """

    def __init__(
        self, path: Path, form: Form, made_from: Mapping[str, object], *, force: bool
    ) -> None:
        """Raise NotWritten where the folder holds anything else, or another run is at it."""
        self.path = path
        self.form = form
        self.log = path / LOG
        first = json.dumps(made_from, sort_keys=True)
        with told_of(path):
            _make(path)
            self.descriptor = os.open(path, os.O_RDONLY)
            lock(self.descriptor, path)
            try:
                self.done = self._done(first, force=force)
            except BaseException:
                self.close()
                raise

    def _done(self, first: str, *, force: bool) -> dict[int, Counted]:
        """Read which parts are done; where that is none, begin."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        lines = text.split("\n")
        if not text and any(each for each in self.path.iterdir() if each != self.log):
            raise NotWritten(f"{self.path} holds other files: give the name of a new folder")
        if lines[0] == first and len(lines) > 1:
            # A last line that was cut short is ended; its part is made again.
            self._add("\n" if lines[-1] else "")
            counted = dict(_counted(lines[1:]))
            done = {part: each for part, each in counted.items() if self._is_whole(part, each)}
            self._leave_only(done)
            return done
        if len(lines) > 1 and not force:
            raise NotWritten(
                f"{self.path} holds parts of another run: choose another name, or add --force "
                "to begin again"
            )
        self._begin(first)
        return {}

    def _begin(self, first: str) -> None:
        self.log.unlink(missing_ok=True)
        self._leave_only(())
        self._add(f"{first}\n")

    def _is_whole(self, part: int, counted: Counted) -> bool:
        """Whether a part is there as it was written."""
        file = self.file_of(part)
        return file.exists() and file.stat().st_size == counted.size

    def _leave_only(self, parts: Collection[int]) -> None:
        """Take away what looks like a part and is none of this run's."""
        kept = [self.file_of(part).name for part in parts]
        for old in self.path.iterdir():
            if PART.fullmatch(old.name) and old.name not in kept:
                old.unlink()

    def file_of(self, number: int) -> Path:
        """Give a part's file."""
        return self.path / f"part-{number:05}{self.form.ending}"

    def part(self, number: int) -> WholeFile:
        """Begin a part."""
        return WholeFile(self.file_of(number), self.form, force=True)

    def is_done(self, number: int, counted: Counted) -> None:
        """Note that a part is whole. Raises NotWritten."""
        with told_of(self.path):
            size = self.file_of(number).stat().st_size
            line = json.dumps([number, *counted._replace(size=size)])
            self._add(f"{line}\n")

    def _add(self, text: str) -> None:
        descriptor = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Let other runs in."""
        os.close(self.descriptor)


def _make(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise NotWritten(f"{path} is a file: give the name of a folder for the parts")
    if not path.parent.exists():
        raise NotWritten(
            f"{path} cannot be written: there is no folder {path.parent}; make it first"
        )
    path.mkdir(exist_ok=True, mode=OWNERS_FOLDER)


def _counted(lines: list[str]) -> Iterator[tuple[int, Counted]]:
    """Read the lines of parts that are done; one that was cut short says nothing."""
    for line in lines:
        try:
            part, rows, bad, size = json.loads(line)
        except (ValueError, TypeError):
            continue
        yield part, Counted(rows, bad, size)
