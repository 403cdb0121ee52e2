"""A chart of what was owed over time, as SVG inside a page. Places are whole tenths of a unit."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import NamedTuple

from cmscalc.core.printable import visible
from cmscalc.ledger.days import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, ONE_DAY, cut_monthly
from cmscalc.render import drawing
from cmscalc.render.document.model import Chart
from cmscalc.render.drawing import POUND
from cmscalc.render.drawing import at as _at
from cmscalc.render.ledger_words import written

WIDTH, HEIGHT = 7200, 2600
LEFT, RIGHT, TOP, BOTTOM = 720, 60, 280, 420
# A year's start is a line from so many days on; under it each quarter's, and each month's.
LONG, MIDDLING = 800, 240
# Numbers of marks nearer than this would stand on one another.
CLOSE = 150
LEGEND = (
    "Dashed lines are weekly amounts that begin, by number. The short lines under the axis are "
    "payments."
)


class _Scale(NamedTuple):
    """Where days and amounts stand."""

    first: int
    days: int
    low: int
    high: int

    def x(self, day: date) -> int:
        width = WIDTH - LEFT - RIGHT
        return LEFT + (day.toordinal() - self.first) * width // self.days

    def y(self, pence: int) -> int:
        height = HEIGHT - TOP - BOTTOM
        return TOP + (self.high - pence) * height // (self.high - self.low)


def svg(chart: Chart, style: str = "") -> str:
    """Draw a chart. Its caption and the tables beside it say the same in words.

    With a style of its own it is a picture that stands alone; without, its page has the style.
    """
    owed = [each for _, each in chart.points]
    ticks = drawing.ticks(min([0, *owed]), max([POUND, *owed]))
    start = chart.points[0][0] + ONE_DAY
    scale = _Scale(start.toordinal(), max(1, (chart.end - start).days), ticks[0], ticks[-1])
    label = escape(visible(chart.caption))
    alone = ' xmlns="http://www.w3.org/2000/svg"' if style else ""
    parts = (
        f'<svg{alone} viewBox="0 0 {_at(WIDTH)} {_at(HEIGHT)}" role="img" aria-label="{label}">\n',
        f"<style>{style}</style>\n" if style else "",
        *_amounts(scale, ticks),
        *_days(scale, start, chart.end),
        *_marks(scale, chart),
        _paid(scale, chart),
        _curve(scale, chart, start),
        "</svg>\n",
    )
    return "".join(parts)


def _amounts(scale: _Scale, ticks: list[int]) -> Iterator[str]:
    named = ((scale.y(pence), written(pence).removesuffix(".00"), pence == 0) for pence in ticks)
    return drawing.amounts(named, LEFT, WIDTH - RIGHT)


def _days(scale: _Scale, start: date, end: date) -> Iterator[str]:
    days = (end - start).days
    months = MONTHS_IN_YEAR if days > LONG else MONTHS_IN_QUARTER if days > MIDDLING else 1
    bottom = HEIGHT - BOTTOM
    last = -CLOSE * 4
    for day in cut_monthly(start, end, months):
        x = scale.x(day)
        yield f'<path class="grid" d="M{_at(x)} {_at(bottom)}v6"/>'
        if x - last < CLOSE * 3:
            continue
        last = x
        text = str(day.year) if months == MONTHS_IN_YEAR else f"{day:%b %Y}"
        yield f'<text class="day" x="{_at(x)}" y="{_at(bottom + 340)}">{text}</text>\n'


def _marks(scale: _Scale, chart: Chart) -> Iterator[str]:
    """A dashed line for each decision, with its number where there is room."""
    last = -CLOSE
    for number, mark in enumerate(chart.marks, start=1):
        x = scale.x(mark.on)
        yield f'<path class="mark" d="M{_at(x)} {_at(TOP - 60)}V{_at(HEIGHT - BOTTOM)}"/>'
        if x - last >= CLOSE:
            yield f'<text class="number" x="{_at(x)}" y="{_at(TOP - 100)}">{number}</text>\n'
            last = x


def _paid(scale: _Scale, chart: Chart) -> str:
    y = _at(HEIGHT - BOTTOM + 70)
    ticks = "".join(f"M{_at(scale.x(day))} {y}v9" for day in dict.fromkeys(chart.payments))
    return f'<path class="paid" d="{ticks}"/>\n' if ticks else ""


def _curve(scale: _Scale, chart: Chart, start: date) -> str:
    """Steps: what was owed holds until the end of the next day on which it moves."""
    (_, owed), *rest = chart.points
    path = [f"M{_at(scale.x(start))} {_at(scale.y(owed))}"]
    for on, owed in rest:
        path.append(f"H{_at(scale.x(on + ONE_DAY))}V{_at(scale.y(owed))}")
    path.append(f"H{_at(scale.x(chart.end))}")
    return f'<path class="owed" d="{"".join(path)}"/>\n'
