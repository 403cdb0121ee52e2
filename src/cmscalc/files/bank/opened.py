"""A bank's file, gone through line by line: its SHA-256, and its lines in any usual encoding."""

import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cmscalc.files.sources import MEGABYTE, STANDARD_INPUT, refused, why_not_read

MOST_MEGABYTES = 500
MOST_AT_ONCE = 200 * MEGABYTE
CHUNK = 1 << 20
LONGEST_LINE = 1 << 26
ZIP = b"PK\x03\x04"
OLD_SPREADSHEET = b"\xd0\xcf\x11\xe0"
DOWNLOAD_AGAIN = "the account's transactions downloaded as CSV (or OFX or QIF)"
NOT_AN_EXPORT = (
    (b"%PDF", "a PDF: its rows cannot be relied on", DOWNLOAD_AGAIN),
    (b"\xff\xfe", "a file saved as UTF-16", "the file as the bank gave it, or saved as CSV UTF-8"),
    (b"\xfe\xff", "a file saved as UTF-16", "the file as the bank gave it, or saved as CSV UTF-8"),
    (b"\x89PNG", "a picture, not a bank's file", DOWNLOAD_AGAIN),
    (b"\xff\xd8\xff", "a picture, not a bank's file", DOWNLOAD_AGAIN),
    (b"\x1f\x8b", "a packed file", "the file in it, unpacked"),
    (b"{\\rtf", "a word processor's file", DOWNLOAD_AGAIN),
)
WEB_PAGE = (b"<!doctype html", b"<html")


class Opened:
    """A file that can be gone through again and again; only what comes through a pipe is kept."""

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self.data = _read_once(path, name)
        self.utf_8 = self.other = 0
        digest = sha256()
        size = 0
        self.start = b""
        with self.open() as file:
            while chunk := self._read(file.read, CHUNK):
                self.start = self.start or chunk
                digest.update(chunk)
                size += len(chunk)
                if size > MOST_MEGABYTES * MEGABYTE:
                    raise refused(name, f"a file of more than {MOST_MEGABYTES} MB", DOWNLOAD_AGAIN)
        self.sha256 = digest.hexdigest()
        self._check()

    @property
    def is_spreadsheet(self) -> bool:
        """Whether it is a spreadsheet's own file, not text."""
        return self.start.startswith((ZIP, OLD_SPREADSHEET))

    @property
    def mixed(self) -> bool:
        """Whether lines in two encodings were met."""
        return bool(self.utf_8 and self.other)

    def open(self) -> BinaryIO:
        """Open it. Raises Problems, with a sentence, where it cannot be."""
        if self.data is not None:
            return BytesIO(self.data)
        try:
            return Path(self.path).open("rb")
        except (OSError, ValueError) as fault:
            raise why_not_read(self.path, self.name, fault) from None

    def lines(self) -> Iterator[str]:
        """Give the lines, without their ends: as UTF-8 where they are, else as Windows-1252."""
        with self.open() as file:
            while raw := self._read(file.readline, LONGEST_LINE):
                if len(raw) == LONGEST_LINE:
                    raise refused(self.name, "a line without end", DOWNLOAD_AGAIN)
                raw = raw.rstrip(b"\r\n")
                if b"\r" in raw:
                    yield from (self._decoded(each) for each in raw.split(b"\r"))
                else:
                    yield self._decoded(raw)

    def _decoded(self, raw: bytes) -> str:
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            self.other += 1
            # Five bytes have no character in Windows-1252; they are kept as what they were.
            try:
                return raw.decode("cp1252")
            except UnicodeDecodeError:
                return raw.decode("latin-1")
        if not raw.isascii():
            self.utf_8 += not text.startswith("\ufeff") or not raw[3:].isascii()
        return text.removeprefix("\ufeff")

    def _read(self, read: Callable[[int], bytes], most: int) -> bytes:
        try:
            return read(most)
        except OSError as fault:
            raise why_not_read(self.path, self.name, fault) from None

    def _check(self) -> None:
        if not self.start.strip():
            raise refused(self.name, "an empty file", DOWNLOAD_AGAIN)
        for mark, found, wanted in NOT_AN_EXPORT:
            if self.start.startswith(mark):
                raise refused(self.name, found, wanted)
        if self.start.lstrip()[:20].lower().startswith(WEB_PAGE):
            raise refused(self.name, "a web page, not a bank's file", DOWNLOAD_AGAIN)
        if b"\0" in self.start and not self.is_spreadsheet:
            raise refused(self.name, "not a text file", DOWNLOAD_AGAIN)


def _read_once(path: str, name: str) -> bytes | None:
    """Standard input, or a pipe, can be read only once, so it is kept; a file need not be."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise refused(name, "no standard input to read", "the name of a file")
        data = sys.stdin.buffer.read(MOST_AT_ONCE + 1)
    else:
        try:
            if Path(path).is_file() or not Path(path).exists() or Path(path).is_dir():
                return None
            with Path(path).open("rb") as file:
                data = file.read(MOST_AT_ONCE + 1)
        except (OSError, ValueError) as fault:
            raise why_not_read(path, name, fault) from None
    if len(data) > MOST_AT_ONCE:
        found = f"more than {MOST_AT_ONCE // MEGABYTE} MB through a pipe"
        raise refused(name, found, "the name of a file")
    return data
