"""Printing laid-out lines: plain text to a pipe, colour to a terminal that wants it."""

import os
import sys
from collections.abc import Sequence
from shutil import get_terminal_size

from cmscalc.core.printable import visible
from cmscalc.render.lines import Line, plain

PAGE_WIDTH = 80
WIDEST = 100
NARROWEST = 72
STYLES = {"heading": "bold", "amount": "bold green", "faint": "dim", "caution": "yellow"}


def width() -> int:
    """Give the width to lay text out in: 80 to a pipe, else what the terminal has, in reason."""
    if not sys.stdout.isatty():
        return PAGE_WIDTH
    return max(NARROWEST, min(WIDEST, get_terminal_size((PAGE_WIDTH, 24)).columns))


def is_narrow() -> bool:
    """Say whether the terminal is narrower than anything is laid out for."""
    return sys.stdout.isatty() and get_terminal_size((PAGE_WIDTH, 24)).columns < NARROWEST


def wants_colour() -> bool:
    """Say whether standard output is a terminal that has not refused colour (NO_COLOR)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def show(lines: Sequence[Line]) -> None:
    """Print lines to standard output."""
    if not wants_colour():
        sys.stdout.write(plain(lines))
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe does not pay for it
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, soft_wrap=True, width=width())
    for line in lines:
        pieces = [(visible(piece.text), STYLES.get(piece.style, "")) for piece in line]
        console.print(Text.assemble(*pieces))
