"""A sweep as a picture that stands alone, or as part of a page. Nothing is loaded, no script."""

from collections.abc import Iterator
from fractions import Fraction

from cmscalc.core.sweep import Curve, Sweep
from cmscalc.render import drawing
from cmscalc.render.drawing import PICTURE, at
from cmscalc.render.page import text_of
from cmscalc.render.sweep.along import named
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
from cmscalc.render.sweep.words import axis, axis_inside, due, in_words

WIDTH, HEIGHT = 7200, 3600
LEFT, RIGHT, TOP, BOTTOM = 720, 340, 340, 700
# Letters of lines nearer than this would stand on one another.
CLOSE = 170
# The room that a number of edges takes, by the digit, and between two of them.
DIGIT, GAP = 110, 60
# How high a line of the key is.
KEY = 260
STYLES = 4
TITLE = "Child maintenance along a range"


def render(found: Sweep) -> str:
    """Write a sweep as an SVG file of its own, light or dark as its reader's screen is."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg(found, alone=True)}'


def svg(found: Sweep, *, alone: bool = False) -> str:
    """Draw a sweep. The lists and tables beside it say the same in words."""
    about = plot(found)
    high = at(HEIGHT + KEY * len(named(found)))
    space = f' xmlns="http://www.w3.org/2000/svg" width="{at(WIDTH)}" height="{high}"'
    box = f' viewBox="0 0 {at(WIDTH)} {high}"'
    parts = (
        f'<svg{space if alone else ""}{box} role="img" aria-labelledby="sweep-title sweep-desc">\n',
        f'<title id="sweep-title">{TITLE}</title>\n',
        f'<desc id="sweep-desc">{text_of(described(found))}</desc>\n',
        f"<style>\n{PICTURE}</style>\n" if alone else "",
        '<rect class="paper" width="100%" height="100%"/>\n' if alone else "",
        *_amounts(about),
        *_places(about, found),
        *_edges(found, about),
        *(_line(found, curve, number, about) for number, curve in enumerate(found.curves)),
        *_letters(found, about),
        *_key(found),
        *_here(found, about),
        "</svg>\n",
    )
    return "".join(parts)


def described(found: Sweep) -> str:
    """Say in a sentence what the chart shows."""
    over, curve = found.over, found.curves[0]
    first, last = curve.points[0], curve.points[-1]
    return (
        f"A line of pounds a week against {axis_inside(found)}: {due(first)} at "
        f"{in_words(over, first.at)}, {due(last)} at {in_words(over, last.at)}, under the "
        f"{curve.rule.name}.{_others(found)}"
    )


def _others(found: Sweep) -> str:
    names = [curve.rule.name for curve in found.curves[1:]]
    return f" With dashes: {', '.join(names)}." if names else ""


def _x(across: Fraction, about: Plot) -> int:
    return LEFT + int((across - about.first) * (WIDTH - LEFT - RIGHT) / (about.last - about.first))


def _y(pence: int, about: Plot) -> int:
    return TOP + (about.high - pence) * (HEIGHT - TOP - BOTTOM) // about.high


def _amounts(about: Plot) -> Iterator[str]:
    named = ((_y(pence, about), text, pence == 0) for pence, text in about.amounts)
    yield from drawing.amounts(named, LEFT, WIDTH - RIGHT)
    yield f'<text x="6" y="{at(TOP - 220)}">£ a week</text>\n'


def _places(about: Plot, found: Sweep) -> Iterator[str]:
    bottom = HEIGHT - BOTTOM
    for place, text in about.places:
        x = at(_x(place, about))
        yield f'<path class="grid" d="M{x} {at(bottom)}v6"/>'
        yield f'<text class="across" x="{x}" y="{at(bottom + 260)}">{text}</text>\n'
    middle = at((LEFT + WIDTH - RIGHT) // 2)
    name = text_of(axis(found))
    yield f'<text class="across" x="{middle}" y="{at(HEIGHT - 120)}">{name}</text>\n'


def _edges(found: Sweep, about: Plot) -> Iterator[str]:
    """A dotted line for each edge under the first rule, and their numbers."""
    places = [_x(across, about) for across in edges_across(found.curves[0], found.over)]
    for x in places:
        yield f'<path class="mark" d="M{at(x)} {at(TOP - 60)}V{at(HEIGHT - BOTTOM)}"/>\n'
    for x, text in edge_labels(places, lambda text: DIGIT * len(text) + GAP):
        yield f'<text class="number" x="{at(x)}" y="{at(TOP - 90)}">{text}</text>\n'


def _line(found: Sweep, curve: Curve, number: int, about: Plot) -> str:
    drawn = "".join(_path(path, about) for path in paths(curve, found.over))
    return f'<path class="line line-{number % STYLES}" d="{drawn}"/>\n' if drawn else ""


def _path(path: Path, about: Plot) -> str:
    points = " ".join(f"{at(_x(each.across, about))} {at(_y(each.pence, about))}" for each in path)
    return f"M{points}"


def _letters(found: Sweep, about: Plot) -> Iterator[str]:
    """The letter of each rule at the end of its line; those of lines that end together as one."""
    ends: dict[int, str] = {}
    for letter, curve in _named(found):
        drawn = paths(curve, found.over)
        if drawn:
            y = _y(drawn[-1][-1].pence, about)
            near = next((each for each in ends if abs(each - y) < CLOSE), y)
            ends[near] = ends.get(near, "") + letter
    x = at(WIDTH - RIGHT + 40)
    for y, letters in ends.items():
        yield f'<text class="name" x="{x}" y="{at(y)}" dy=".35em">{letters}</text>\n'


def _key(found: Sweep) -> Iterator[str]:
    """What each letter stands for, with its line."""
    for number, (letter, name) in enumerate(named(found)):
        y = HEIGHT + number * KEY + KEY // 2
        end = at(LEFT + 400)
        key = text_of(f"{letter}  {name}")
        yield f'<path class="line line-{number % STYLES}" d="M{at(LEFT)} {at(y)}H{end}"/>'
        yield f'<text class="name" x="{at(LEFT + 480)}" y="{at(y)}" dy=".35em">{key}</text>\n'


def _named(found: Sweep) -> list[tuple[str, Curve]]:
    """Each rule with its letter, where there are several."""
    several = len(found.curves) > 1
    return list(zip(LETTERS, found.curves, strict=False)) if several else []


def _here(found: Sweep, about: Plot) -> Iterator[str]:
    curve = found.curves[0]
    spot: Spot | None = here(curve)
    if spot is None or curve.here is None:
        return
    x, y = _x(spot.across, about), _y(spot.pence, about)
    is_left = x < (LEFT + WIDTH) // 2
    text_x = at(x + 120 if is_left else x - 120)
    side = "here" if is_left else "here amount"
    yield f'<circle class="spot" cx="{at(x)}" cy="{at(y)}" r="5"/>'
    yield f'<text class="{side}" x="{text_x}" y="{at(y + 220)}">{due(curve.here)} now</text>\n'
