"""Cells that a spreadsheet will not run as formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from cmscalc.core.printable import visible

# A cell that starts with one of these is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; a negative amount is only a number."""
    shown = visible(cell)
    return f"'{shown}" if cell.startswith(FORMULA_STARTS) and not _is_amount(cell) else shown


def _is_amount(cell: str) -> bool:
    pounds, _, pence = cell.removeprefix("-").partition(".")
    return cell.isascii() and pounds.isdigit() and pence.isdigit()


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write CSV text with a header row, every cell safe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()
