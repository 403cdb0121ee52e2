"""Tables that a spreadsheet opens and will not run as formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from cmscalc.core.printable import safe_cell


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write CSV text with a header row, every cell safe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()
