"""A column of amounts and periods, read at once: `27000.50/year` by the bytes of Arrow's text.

Only the plain form is read, from its end: a stroke and the period's name, a point and one or two
figures if any, up to eight figures. A row of any other form is not sure, and goes to the reader
of a single estimate.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from cmscalc.batch.scale import Scale
from cmscalc.core.facts import Period
from cmscalc.core.money import PENCE

# numpy's arrays of whole numbers, and of truths.
Integers = Any
Truths = Any

# Eight bytes are looked at together, as one number whose highest byte is the last of them.
WINDOW = 8
BITS = 8
# The short ones first: most rows need no other.
ENDINGS = tuple(
    sorted(((f"/{p.value}".encode(), p) for p in Period), key=lambda each: len(each[0]))
)
POINT, NOUGHT = b".0"
TEN = 10
NOUGHTS = np.uint64(int.from_bytes(b"0" * WINDOW, "little"))
# Added to eight bytes, it sets the highest bit of each that is more than nine.
OVER_NINE = int.from_bytes(bytes([0x80 - 10]) * WINDOW, "little")
HIGHEST_BITS = int.from_bytes(b"\x80" * WINDOW, "little")
EVERY_2ND_BYTE = int.from_bytes(b"\xff\x00" * 4, "little")
EVERY_4TH_PAIR = int.from_bytes(b"\xff\xff\x00\x00" * 2, "little")


class Amounts(NamedTuple):
    """Units of income a week, -1 for a blank; and whether each row was surely read."""

    units: Integers
    sure: Truths


class _Text(NamedTuple):
    """A column of text as windows of bytes, by where they end; and where rows start and end."""

    windows: Integers
    starts: Integers
    ends: Integers

    def before(self, places: Integers) -> Integers:
        """The eight bytes before each place."""
        return self.windows[places]


def amounts_of(column: pa.StringArray, scale: Scale) -> Amounts:
    """Read a column of amounts with their periods."""
    text = _text(column)
    blank = text.starts == text.ends
    a_week, strokes = _periods(text, scale)
    pence, points, sure = _pence(text, strokes)
    pounds, whole = _figures(text, points)
    sure &= whole & (a_week > 0)
    return Amounts(np.where(blank, -1, (pounds * PENCE + pence) * a_week), sure | blank)


def _text(column: pa.StringArray) -> _Text:
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets or bytes(4), np.int32)
    bounds = bounds[column.offset : column.offset + len(column) + 1].astype(np.int64)
    # Rows before the first, and room for what a window may look at beyond it.
    used = np.frombuffer(data or b"", np.uint8)[bounds[0] : bounds[-1]]
    padded = np.concatenate([np.zeros(2 * WINDOW, np.uint8), used])
    bounds += 2 * WINDOW - bounds[0]
    windows = np.ndarray(len(padded) - WINDOW + 1, "<u8", padded, strides=(1,))
    return _Text(windows, bounds[:-1] - WINDOW, bounds[1:] - WINDOW)


def _periods(text: _Text, scale: Scale) -> tuple[Integers, Integers]:
    """Give what a penny of each row's period is a week, in units, 0 for none; and its stroke."""
    last = text.before(text.ends)
    a_week = np.zeros(len(text.ends), np.int64)
    strokes = text.ends.copy()
    for name, period in ENDINGS:
        same = _ends_in(last, name[-WINDOW:])
        if len(name) > WINDOW:
            same &= _ends_in(text.before(text.ends - WINDOW), name[:-WINDOW])
        same &= text.ends - text.starts > len(name)
        a_week += same * scale.a_week[period]
        strokes -= same * len(name)
        if a_week.all():
            break
    return a_week, strokes


def _ends_in(windows: Integers, name: bytes) -> Truths:
    return windows >> BITS * (WINDOW - len(name)) == int.from_bytes(name, "little")


def _pence(text: _Text, strokes: Integers) -> tuple[Integers, Integers, Truths]:
    """Read one or two figures after a point; give where the point is, or the stroke for none."""
    window = text.before(strokes)
    last, second, third = (window >> BITS * (WINDOW - at) & 0xFF for at in (1, 2, 3))
    one, two = second == POINT, third == POINT
    two &= ~one
    # In these bytes nothing but a figure is less than ten.
    units, tens = last ^ NOUGHT, second ^ NOUGHT
    sure = ~(one | two) | ((units < TEN) & (one | (tens < TEN)))
    pence = two * (tens * TEN + units) + one * units * TEN
    return pence.astype(np.int64), strokes - 2 * one - 3 * two, sure


def _figures(text: _Text, ends: Integers) -> tuple[Integers, Truths]:
    """Read one to eight figures before each place, and say which rows held nothing else."""
    lengths = ends - text.starts
    sure = (lengths >= 1) & (lengths <= WINDOW)
    # What stands before the figures is shifted out, and comes back as noughts.
    shift = (BITS * (WINDOW - np.where(sure, lengths, 1))).astype(np.uint64)
    figures = (text.before(ends) >> shift << shift) ^ (NOUGHTS >> shift << shift)
    sure &= ((figures | (figures + OVER_NINE)) & HIGHEST_BITS) == 0
    # Neighbours are put together: figures, then pairs of them, then fours.
    twos = (figures * 10 + (figures >> 8)) & EVERY_2ND_BYTE
    fours = (twos * 100 + (twos >> 16)) & EVERY_4TH_PAIR
    eights = (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF
    return eights.astype(np.int64), sure
