"""Quotes in a block of CSV, looked at all together: whether they only stand around cells."""

from typing import Any, NamedTuple

import numpy as np

Array = Any
COMMA, QUOTE, NEWLINE, RETURN = (ord(each) for each in ',"\n\r')


class Quotes(NamedTuple):
    """Where cells in quotes begin and end: the places of their quotes."""

    first: Array
    last: Array


def plain_quotes(data: bytes) -> Quotes | None:
    """Find the quotes of a block; None where one is not just around a whole cell of one line.

    Within such cells there is no quote, and no line's end.
    """
    text = np.frombuffer(data, np.uint8)
    places = np.flatnonzero(text == QUOTE)
    if len(places) % 2:
        return None
    first, last = places[::2], places[1::2]
    # The block's ends count as ends of lines.
    before = np.where(first == 0, NEWLINE, text[first - 1])
    after = np.where(last == len(text) - 1, NEWLINE, text[np.minimum(last + 1, len(text) - 1)])
    around = ((before == COMMA) | (before == NEWLINE)).all()
    around &= ((after == COMMA) | (after == NEWLINE) | (after == RETURN)).all()
    ends = np.flatnonzero(text == NEWLINE)
    in_one_line = (np.searchsorted(ends, first) == np.searchsorted(ends, last)).all()
    return Quotes(first, last) if around and in_one_line else None


def are_needed(data: bytes, quotes: Quotes) -> bool:
    """Whether each cell in quotes has a comma in it, so that it is written with quotes again."""
    commas = np.flatnonzero(np.frombuffer(data, np.uint8) == COMMA)
    within = np.searchsorted(commas, quotes.last) - np.searchsorted(commas, quotes.first)
    return bool((within > 0).all())
