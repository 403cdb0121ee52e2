"""Lines of text in styled pieces: the same with and without colour."""

from collections.abc import Iterable
from typing import NamedTuple

from cmscalc.core.printable import visible


class Piece(NamedTuple):
    """Text in one style: plain, heading, amount, faint or caution."""

    text: str
    style: str = "plain"


Line = tuple[Piece, ...]
BLANK: Line = ()


def plain(laid: Iterable[Line]) -> str:
    """Join lines without style."""
    texts = ("".join(visible(piece.text) for piece in line) for line in laid)
    return "".join(f"{text.rstrip()}\n" for text in texts)
