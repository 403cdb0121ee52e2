"""A text file of rows in blocks of whole lines: as much as fits, however long the file is."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

QUOTE, NEWLINE = b'"', b"\n"
BLOCK = 2_000_000
# A quote that is never closed would join everything after it: past this many bytes it is lost.
LONGEST = 4 * BLOCK


class Block(NamedTuple):
    """Whole lines of a file: their bytes, the number of the first, and its place in the file."""

    data: bytes
    line: int
    start: int


def blocks_of(file: BinaryIO, first: Block, *, quoted: bool = True) -> Iterator[Block]:
    """Give what follows the first line of a file, in blocks. `first` holds what was read already.

    Where lines may be in quotes, a line's end inside them ends no block.
    """
    left, line, start = first
    size = BLOCK
    while True:
        read = file.read(max(size - len(left), 1))
        data = left + read
        if not data:
            return
        end = len(data) if not read else _end_of_lines(data, quoted=quoted)
        if not end and len(data) < LONGEST:
            left, size = data, len(data) + BLOCK
            continue
        end = end or data.rfind(NEWLINE) + 1 or len(data)
        yield Block(data[:end], line, start)
        line += data.count(NEWLINE, 0, end)
        start += end
        left, size = data[end:], BLOCK


def _end_of_lines(data: bytes, *, quoted: bool) -> int:
    """Find the end of the last line that is whole; 0 where there is none."""
    end = data.rfind(NEWLINE) + 1
    before = data.count(QUOTE, 0, end) if quoted else 0
    while before % 2:
        quote = data.rfind(QUOTE, 0, end)
        line = data.rfind(NEWLINE, 0, quote) + 1
        before -= data.count(QUOTE, line, end)
        end = line
    return end


def part_of(block: Block, start: int, end: int, *, quoted: bool = True) -> Block | None:
    """Give the lines of a block that begin from one place of the file to before another."""
    data = block.data
    first = _line_from(data, start - block.start, quoted=quoted)
    last = _line_from(data, end - block.start, quoted=quoted)
    if first >= last:
        return None
    line = block.line + data.count(NEWLINE, 0, first)
    return Block(data[first:last], line, block.start + first)


def _line_from(data: bytes, place: int, *, quoted: bool) -> int:
    """Find where the first line begins that begins at or after a place."""
    if place <= 0:
        return 0
    end = data.find(NEWLINE, place - 1) + 1
    before = data.count(QUOTE, 0, end) if quoted else 0
    while end and before % 2:
        quote = data.find(QUOTE, end)
        line = data.find(NEWLINE, quote) + 1 if quote >= 0 else 0
        before += data.count(QUOTE, end, line)
        end = line
    return end or len(data)


def begins(data: bytes, marks: tuple[bytes, ...]) -> bool:
    """Whether a text begins with one of some marks, but for blanks."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(marks)
