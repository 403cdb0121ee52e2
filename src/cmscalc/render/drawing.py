"""What every chart has alike: whole places, round amounts along its side, and its look.

Places are whole tenths of a unit, so that the same figures give the same bytes.
"""

from collections.abc import Iterable, Iterator

TENTHS = 10
MOST_TICKS = 5
POUND = 100
FIGURES = """\
figure { margin: 1.25rem 0 0; }
figcaption { max-width: 44rem; }
figure svg { display: block; width: 100%; height: auto; margin-top: 0.5rem; overflow: visible; }
figure ol { columns: 18rem; color: var(--faint); font-size: 0.875rem; padding-left: 1.75rem;
  margin: 0.25rem 0 0; }
figure li { margin: 0.1rem 0; break-inside: avoid; }
svg path { fill: none; stroke: var(--line); }
svg text { fill: var(--faint); font-size: 13px; }
svg .amount { text-anchor: end; }
svg .day { text-anchor: middle; }
svg .number { text-anchor: middle; font-weight: 700; }
svg .zero { stroke: var(--ink); }
svg .mark { stroke: var(--faint); stroke-dasharray: 3 4; }
svg .paid { stroke: var(--mark); stroke-width: 1.5; }
svg .owed { stroke: var(--link); stroke-width: 2.25; stroke-linejoin: round; }
"""


def at(tenths: int) -> str:
    """Write a place."""
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole}.{rest}" if rest else str(whole)


def ticks(low: int, high: int, least: int = POUND, most: int = MOST_TICKS) -> list[int]:
    """Round numbers from below the least to above the most, in steps of 1, 2 or 5."""
    step, factors = least, (2, 5, 10)
    while (high - low) // step >= most:
        size = least
        while size * 10 <= step:
            size *= 10
        step = next(size * each for each in factors if size * each > step)
    first, last = low // step, -(-high // step)
    return [each * step for each in range(first, last + 1)]


def amounts(places: Iterable[tuple[int, str, bool]], left: int, right: int) -> Iterator[str]:
    """Draw a line across for each amount, with its text; the line of nothing is the axis."""
    for place, text, is_axis in places:
        y = at(place)
        yield f'<path class="{"zero" if is_axis else "grid"}" d="M{at(left)} {y}H{at(right)}"/>'
        yield f'<text class="amount" x="{at(left - 60)}" y="{y}" dy=".35em">{text}</text>\n'


# Lines of several rules, told apart by their dashes as well as by their names; and how a picture
# that stands alone looks on light paper and on dark.
LINES = """\
svg .across { text-anchor: middle; }
svg .line { stroke: var(--link); stroke-width: 2.25; stroke-linejoin: round; }
svg .line-1 { stroke-dasharray: 9 5; }
svg .line-2 { stroke-dasharray: 2 4; }
svg .line-3 { stroke-dasharray: 12 4 2 4; }
svg .spot { fill: var(--mark); stroke: var(--paper); stroke-width: 1.5; }
svg .here { fill: var(--mark); font-weight: 700; }
svg .name { fill: var(--ink); white-space: pre; }
"""
PICTURE = (
    """\
svg {
  --ink: #1c2126; --faint: #545c64; --line: #cfd5da; --paper: #ffffff; --link: #1a4f8b;
  --mark: #0b5d3b; font-family: system-ui, sans-serif; font-variant-numeric: tabular-nums;
}
@media (prefers-color-scheme: dark) {
  svg {
    --ink: #e8ebee; --faint: #a9b2ba; --line: #3d464e; --paper: #14181c; --link: #8fbdf0;
    --mark: #7fd3a8;
  }
}
.paper { fill: var(--paper); }
"""
    + "".join(f"{line}\n" for line in FIGURES.splitlines() if line.startswith("svg "))
    + LINES
)
