"""What a browser printed, read by the tags it puts in a PDF.

Each heading, table and row is an element there, and each piece of what it shows names the sheet
that it is on. So nothing has to be guessed from where words stand. Sheets are counted from 0.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Sheets = frozenset[int]
HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/Caption")
# A browser prints 96 pixels of CSS to an inch, which has 72 points, if all is as wide as the paper.
UNSHRUNK = 0.75


class Table(NamedTuple):
    """The sheets of a table's rows. The head stands again on each sheet, so it can be on many."""

    head: Sheets
    rows: tuple[Sheets, ...]


class Print(NamedTuple):
    """What was printed: its paper in points, and what was drawn on each sheet.

    `stranded` counts headings whose text begins on the next sheet, `scales` is how large the texts
    of the first sheet are drawn.
    """

    paper: tuple[int, int]
    drawn: tuple[bytes, ...]
    tables: tuple[Table, ...]
    stranded: int
    scales: dict[str, float]


def read(path: Path) -> Print:
    """Read a printed page."""
    from pypdf import PdfReader  # noqa: PLC0415 - it comes with the extra

    reader: Any = PdfReader(path)
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    _, _, width, height = reader.pages[0].mediabox
    return Print(
        (round(width), round(height)),
        tuple(page.get_contents().get_data() for page in reader.pages),
        tuple(_table(each, numbers) for each in _elements(root, "/Table")),
        _stranded(_pieces(root, numbers)),
        _scales(reader.pages[0]),
    )


def _table(table: Any, numbers: dict[int, int]) -> Table:
    head, *rows = (
        frozenset(sheet for sheet, _ in _pieces(row, numbers)) for row in _elements(table, "/TR")
    )
    return Table(head, tuple(rows))


def _elements(element: Any, kind: str) -> Iterator[Any]:
    """Give the elements of one kind, in the order they are read."""
    for child in _children(element):
        if isinstance(child, dict):
            if child.get("/S") == kind:
                yield child
            yield from _elements(child, kind)


def _pieces(
    element: Any, numbers: dict[int, int], kind: str = "", page: int = 0
) -> Iterator[tuple[int, str]]:
    """Give each piece of what an element shows: its sheet, and the heading it belongs to."""
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    kind = element["/S"] if element.get("/S") in HEADINGS else kind
    for child in _children(element):
        if isinstance(child, int):
            yield numbers[page], kind
        elif child.get("/Type") == "/MCR":
            yield numbers[child.raw_get("/Pg").idnum if "/Pg" in child else page], kind
        elif child.get("/Type") != "/OBJR":
            yield from _pieces(child, numbers, kind, page)


def _children(element: Any) -> Iterator[Any]:
    found = element.get("/K", [])
    for child in found if isinstance(found, list) else [found]:
        yield child.get_object()


def _stranded(pieces: Iterator[tuple[int, str]]) -> int:
    return sum(1 for (sheet, kind), (after, _) in pairwise(pieces) if kind and after != sheet)


def _scales(page: Any) -> dict[str, float]:
    scales: dict[str, float] = {}

    def visit(text: str, matrix: list[float], *_: object) -> None:
        scales[text.strip()] = matrix[0]

    page.extract_text(visitor_text=visit)
    return scales
