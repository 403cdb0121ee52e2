"""A column of amounts and periods, read at once: `27000.50/year` by the bytes of Arrow's text.

Only the plain form is read: up to nine figures, a point and one or two, a stroke and the period's
name. A row of any other form is not sure, and goes to the reader of a single estimate.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from cmscalc.batch.scale import Scale
from cmscalc.core.facts import Period
from cmscalc.core.money import PENCE
from cmscalc.files.words import MOST_DIGITS

STROKE, POINT, ZERO = b"/.0"
WINDOW = 8
PENCE_FIGURES = 2
# numpy's arrays of whole numbers, and of truths.
Integers = Any
Truths = Any


class Amounts(NamedTuple):
    """Units of income a week, -1 for a blank; and whether each row was surely read."""

    units: Integers
    sure: Truths


class _Text(NamedTuple):
    """A column of text as bytes, with where each row starts and ends in them."""

    data: Integers
    starts: Integers
    ends: Integers


def amounts_of(column: pa.StringArray, scale: Scale) -> Amounts:
    """Read a column of amounts with their periods."""
    text = _text(column)
    strokes = _first(text, STROKE, text.starts, text.ends)
    points = _first(text, POINT, text.starts, strokes)
    whole, sure = _number(text, text.starts, points, MOST_DIGITS)
    pence, after = _pence(text, points, strokes)
    a_week = _a_week(text, strokes, scale)
    blank = text.starts == text.ends
    sure = (sure & after & (points > text.starts) & (a_week > 0)) | blank
    return Amounts(np.where(blank, -1, (whole * PENCE + pence) * a_week), sure)


def _text(column: pa.StringArray) -> _Text:
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    bounds = bounds.astype(np.int64)
    used = np.frombuffer(data, np.uint8)[: bounds[-1]] if data else np.zeros(0, np.uint8)
    padded = np.concatenate([used, np.zeros(2 * WINDOW, np.uint8)])
    return _Text(padded, bounds[:-1], bounds[1:])


def _first(text: _Text, mark: int, starts: Integers, ends: Integers) -> Integers:
    """Find the first place of a mark in each row; the row's end where there is none."""
    places = np.flatnonzero(text.data == mark)
    if len(places) == len(starts) and (places >= starts).all() and (places < ends).all():
        return places
    places = np.append(places, len(text.data))
    found = places[np.searchsorted(places, starts)]
    return np.minimum(found, ends)


def _number(text: _Text, starts: Integers, ends: Integers, most: int) -> tuple[Integers, Truths]:
    """Read figures between two places, and say which rows held nothing else."""
    lengths = ends - starts
    number = np.zeros(len(starts), np.int64)
    sure = lengths <= most
    for at in range(min(most, int(lengths.max(initial=0)))):
        inside = lengths > at
        figure = text.data[starts + np.where(inside, at, 0)].astype(np.int64) - ZERO
        sure &= ~inside | ((figure >= 0) & (figure <= 9))  # noqa: PLR2004 - the figures are ten
        number = np.where(inside, number * 10 + figure, number)
    return number, sure


def _pence(text: _Text, points: Integers, strokes: Integers) -> tuple[Integers, Truths]:
    """Read one or two figures after a point; none where there is no point."""
    figures = np.maximum(strokes - points - 1, 0)
    number, sure = _number(text, points + 1, points + 1 + figures, PENCE_FIGURES)
    return np.where(figures == 1, number * 10, number), sure


def _a_week(text: _Text, strokes: Integers, scale: Scale) -> Integers:
    """Give what a penny of each row's period is a week, in units; 0 for a period not so named."""
    lengths = text.ends - strokes - 1
    windows = np.ndarray(len(text.data) - WINDOW, "<u8", text.data, strides=(1,))
    first = windows[strokes + 1]
    second = windows[np.minimum(strokes + 1 + WINDOW, len(windows) - 1)]
    found = np.zeros(len(strokes), np.int64)
    for period in Period:
        name = period.value.encode()
        same = (lengths == len(name)) & _same(first, name[:WINDOW])
        if len(name) > WINDOW:
            same &= _same(second, name[WINDOW:])
        found[same] = scale.a_week[period]
        if same.all():
            break
    return found


def _same(windows: Integers, name: bytes) -> Truths:
    mask = np.uint64(2 ** (8 * len(name)) - 1)
    return (windows & mask) == np.uint64(int.from_bytes(name, "little"))
