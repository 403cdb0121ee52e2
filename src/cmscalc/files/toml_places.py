"""Where each key and value of a TOML text stands. The text is one that tomllib has read."""

import re
from bisect import bisect_right
from typing import NamedTuple

Path = tuple[str | int, ...]
SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
HEADER = re.compile(r"\[(\[)?")
BARE = re.compile(r"[A-Za-z0-9_-]+")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
PLAIN = re.compile(r"[^,\]}#\n]*")


class Place(NamedTuple):
    """A line and a column, both from 1, and how many characters are meant on that line."""

    line: int
    column: int
    length: int


class Spot(NamedTuple):
    """Where a key stands, and where its value; a table has its header for both."""

    key: Place
    value: Place


def places(text: str) -> dict[Path, Spot]:
    """Find every table, key and value of a TOML text."""
    return _Scanner(text).scan()


class _Scanner:
    """Goes through a text once, from its start."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Spot] = {}
        self.counts: dict[Path, int] = {}
        self.line_starts = [0, *(each.end() for each in re.finditer("\n", text))]

    def scan(self) -> dict[Path, Spot]:
        table: Path = ()
        self.space()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.space()
        return self.found

    def space(self) -> None:
        match = SPACE.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def header(self) -> Path:
        start = self.at
        match = HEADER.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        path = self._into(self.key())
        self.at += 2 if match[1] else 1
        if match[1]:
            number = self.counts.get(path, 0)
            self.counts[path] = number + 1
            path = (*path, number)
        place = self.place(start, self.at)
        self.found[path] = Spot(place, place)
        return path

    def _into(self, key: Path) -> Path:
        """A table inside an array of tables belongs to its last one: [income.pension]."""
        path: Path = ()
        for part in key[:-1]:
            path = (*path, part)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return (*path, key[-1])

    def key(self) -> Path:
        parts: list[str] = []
        while True:
            self.space()
            match = STRING.match(self.text, self.at) or BARE.match(self.text, self.at)
            assert match is not None
            parts.append(match[0].strip("\"'"))
            self.at = match.end()
            self.space()
            if self.text[self.at] != ".":
                return tuple(parts)
            self.at += 1

    def pair(self, table: Path) -> None:
        start = self.at
        key = self.key()
        end = start + len(self.text[start : self.at].rstrip())
        self.at += 1  # the = sign
        self.space()
        began = self.at
        path = (*table, *key)
        self.value(path)
        place = self.place(began, began + len(self.text[began : self.at].rstrip()))
        self.found[path] = Spot(self.place(start, end), place)

    def value(self, path: Path) -> None:
        string = STRING.match(self.text, self.at)
        if string:
            self.at = string.end()
        elif self.text[self.at] == "[":
            self.array(path)
        elif self.text[self.at] == "{":
            self.inline_table(path)
        else:
            plain = PLAIN.match(self.text, self.at)
            assert plain is not None
            self.at = plain.end()

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        self.space()
        while self.text[self.at] != "]":
            start = self.at
            self.value((*path, number))
            place = self.place(start, start + len(self.text[start : self.at].rstrip()))
            self.found[(*path, number)] = Spot(place, place)
            number += 1
            self.comma()
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        self.space()
        while self.text[self.at] != "}":
            self.pair(path)
            self.comma()
        self.at += 1

    def comma(self) -> None:
        self.space()
        if self.text[self.at] == ",":
            self.at += 1
            self.space()

    def place(self, start: int, end: int) -> Place:
        line = bisect_right(self.line_starts, start)
        line_start = self.line_starts[line - 1]
        line_end = self.text.find("\n", start)
        stop = min(end, len(self.text) if line_end < 0 else line_end)
        length = len(self.text[start:stop].rstrip("\r"))
        return Place(line, start - line_start + 1, max(1, length))
