"""A chart drawn in braille: eight dots a character, so that a slope looks like one."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cmscalc.core.sweep import Sweep
from cmscalc.render.lines import Line, Piece
from cmscalc.render.sweep.columns import LETTERS
from cmscalc.render.sweep.plot import (
    Path,
    Plot,
    Spot,
    edge_labels,
    edges_across,
    here,
    paths,
    plot,
)

ROWS = 14
MARGIN = 10
ACROSS, DOWN = 2, 4
BRAILLE = 0x2800
# The dot of each place in a character, column by column.
DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
HERE = "◆"
# How many columns of dots are drawn, of how many, in the line of each rule in turn.
DASHES = ((1, 1), (3, 6), (1, 4), (5, 8))

Cell = tuple[int, int]


def chart(found: Sweep, width: int) -> list[Line]:
    """Draw a sweep: edges by number above, amounts at the side, places underneath."""
    about = plot(found)
    columns = width - MARGIN - 2 - len(found.curves)
    cells: dict[Cell, int] = {}
    for number, curve in enumerate(found.curves):
        for path in paths(curve, found.over):
            for dot in _dots(path, about, columns, DASHES[number % len(DASHES)]):
                _put(cells, dot)
    marked = _marked(found, about, columns)
    return [
        *_numbers(found, about, columns),
        *(_row(row, cells, marked, found, about, columns) for row in range(ROWS)),
        *_below(about, columns),
    ]


def _scaled(spot: Spot, about: Plot, columns: int) -> Cell:
    """Give the dot of a spot."""
    wide, high = columns * ACROSS - 1, ROWS * DOWN - 1
    across = (spot.across - about.first) * wide / (about.last - about.first)
    down = Fraction((about.high - spot.pence) * high, about.high)
    return int(across), int(down)


def _dots(path: Path, about: Plot, columns: int, dash: tuple[int, int]) -> Iterator[Cell]:
    """Give the dots of a line: in each column from where the last one ended."""
    drawn, of = dash
    x, y = _scaled(path[0], about, columns)
    yield x, y
    for spot in path[1:]:
        to_x, to_y = _scaled(spot, about, columns)
        for column in range(x, to_x + 1):
            row = y + (to_y - y) * (column - x) // max(1, to_x - x) if to_x > x else to_y
            last = y if column == x else y + (to_y - y) * (column - 1 - x) // max(1, to_x - x)
            low, high = sorted((last, row))
            if column % of < drawn:
                yield from ((column, each) for each in range(low, high + 1))
        x, y = to_x, to_y


def _put(cells: dict[Cell, int], dot: Cell) -> None:
    x, y = dot
    cell = (x // ACROSS, y // DOWN)
    cells[cell] = cells.get(cell, 0) | DOTS[x % ACROSS][y % DOWN]


def _marked(found: Sweep, about: Plot, columns: int) -> Cell | None:
    spot = here(found.curves[0])
    if spot is None:
        return None
    x, y = _scaled(spot, about, columns)
    return x // ACROSS, y // DOWN


def _row(  # noqa: PLR0913, PLR0917 - what is drawn, and where
    row: int,
    cells: dict[Cell, int],
    marked: Cell | None,
    found: Sweep,
    about: Plot,
    columns: int,
) -> Line:
    text = "".join(
        HERE if (column, row) == marked else _character(cells.get((column, row), 0))
        for column in range(columns)
    )
    label = next(
        (text for pence, text in about.amounts if _row_of(pence, about, columns) == row), ""
    )
    axis = "┤" if label else "│"
    return (
        Piece(f"{label:>{MARGIN - 1}} {axis}", "faint"),
        Piece(text, "amount"),
        Piece(f" {''.join(_letters(row, found, about, columns))}", "faint"),
    )


def _character(dots: int) -> str:
    return chr(BRAILLE + dots) if dots else " "


def _row_of(pence: int, about: Plot, columns: int) -> int:
    return _scaled(Spot(about.first, pence), about, columns)[1] // DOWN


def _letters(row: int, found: Sweep, about: Plot, columns: int) -> Iterator[str]:
    """The letters of the rules whose lines end in a row, where there are several."""
    if len(found.curves) == 1:
        return
    for letter, curve in zip(LETTERS, found.curves, strict=False):
        ended = paths(curve, found.over)
        if ended and _row_of(ended[-1][-1].pence, about, columns) == row:
            yield letter


def _numbers(found: Sweep, about: Plot, columns: int) -> Iterator[Line]:
    """The number of each edge above its place."""
    spots = (Spot(each, 0) for each in edges_across(found.curves[0], found.over))
    at = [_scaled(spot, about, columns)[0] // ACROSS for spot in spots]
    out = ""
    for middle, text in edge_labels(at, lambda text: len(text) + 1):
        start = min(middle - len(text) // 2, columns - len(text))
        out = f"{out:<{max(start, len(out) + bool(out))}}{text}"
    if out:
        yield (Piece(" " * (MARGIN + 1)), Piece(out, "heading"))


def _below(about: Plot, columns: int) -> Iterator[Line]:
    at = [
        (_scaled(Spot(place, 0), about, columns)[0] // ACROSS, text) for place, text in about.places
    ]
    line = ["─"] * columns
    for place, _ in at:
        line[place] = "┬"
    yield (Piece(f"{' ' * MARGIN}└{''.join(line)}", "faint"),)
    yield (Piece(" " * (MARGIN + 1)), Piece(_spread(at, columns + 2), "faint"))


def _spread(labels: Iterable[tuple[int, str]], columns: int) -> str:
    """Write each text about its place, leaving out one that would touch the last."""
    out = ""
    for place, text in labels:
        start = max(0, min(place - len(text) // 2, columns - len(text)))
        if not out or start > len(out):
            out = f"{out:<{start}}{text}"
    return out
