"""Problems of a case file, each with its line, column and the text there."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from cmscalc.files.problems import Problem
from cmscalc.files.sources import Source
from cmscalc.files.toml_places import Path, Place, Spot
from cmscalc.files.words import Unreadable, closest

QUOTES = ("'", '"')
# What TOML writes without quotes: dates, whole numbers, and what is in quotes or brackets already.
UNQUOTED = re.compile(r"[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}|[\"\[{].*")
TOP = Place(1, 1, 0)
FEW_NAMES = 12
AMOUNTS = ("amount", "weekly", "arrears")


class CasePlaces:
    """Knows where everything stands in a case file, and makes problems that point there.

    Of a copy, `lines` says for each of its lines which one of the file it was.
    """

    def __init__(self, source: Source, spots: dict[Path, Spot], lines: Sequence[int] = ()) -> None:
        self.source = source
        self.lines = lines
        self.spots = spots
        # A table with no header of its own stands where the first thing in it does.
        self.nearest = dict(spots)
        for path, spot in spots.items():
            for length in range(1, len(path)):
                self.nearest.setdefault(path[:length], spot)

    def spot(self, path: Path) -> Spot | None:
        """Where a key stands, or the nearest table around it."""
        while path and path not in self.nearest:
            path = path[:-1]
        return self.nearest.get(path)

    def where(self, path: Path) -> str:
        """Name the line of a row: `case.toml:57`."""
        return f"{self.source.name}:{self.line_of(path)}"

    def line_of(self, path: Path) -> int:
        """The line of a row: of a copy, the line that it had in the file."""
        spot = self.spot(path)
        line = spot.key.line if spot else 1
        return self.lines[line - 1] if self.lines else line

    def row(self, kind: str, source: str) -> Path:
        """The row of a kind that has a key on a line: the way back from a fact's source."""
        return self.rows[(kind, source)]

    @cached_property
    def rows(self) -> dict[tuple[str, str], Path]:
        """Every row, by its kind and the lines of its keys."""
        found: dict[tuple[str, str], Path] = {}
        for path in self.spots:
            if len(path) > 1 and isinstance(path[0], str):
                found.setdefault((path[0], self.where(path)), path[:2])
        return found

    def problem(  # noqa: PLR0913 - as many parts as a problem has
        self,
        path: Path,
        found: str,
        wanted: str,
        hint: str = "",
        *,
        at_key: bool = False,
        outside: bool = False,
    ) -> Problem:
        """Make a problem that points at a value, or at its key."""
        spot = self.spot(path)
        place = (
            TOP if spot is None else spot.key if at_key or path not in self.spots else spot.value
        )
        return self.problem_at(place, Unreadable(found, wanted, hint, outside=outside))

    def problem_at(self, place: Place, wrong: Unreadable) -> Problem:
        """Make a problem that points at a place."""
        return Problem(
            f"{self.source.name}:{place.line}:{place.column}",
            self.source.line(place.line) if place.length else "",
            place.column - 1,
            place.length,
            wrong.found,
            wrong.wanted,
            wrong.hint,
            wrong.outside,
            in_file=True,
        )

    def unreadable(self, path: Path, wrong: Unreadable) -> Problem:
        """Make the problem of a value that could not be read, at the part of it that is wrong."""
        spot = self.spot(path)
        place = spot.value if spot else TOP
        line = self.source.line(place.line)
        in_quotes = line[place.column - 1 : place.column] in QUOTES
        if wrong.span and in_quotes and place.length > wrong.span[0]:
            start, length = wrong.span
            place = Place(place.line, place.column + 1 + start, max(1, length))
        key = f"{path[-1]} = " if isinstance(path[-1], str) else ""
        bare = path[-1] in AMOUNTS and not wrong.hint.startswith(QUOTES)
        quoted = f'"{wrong.hint}"' if bare else _toml(wrong.hint)
        hint = f"{key}{quoted}" if wrong.hint else ""
        again = Unreadable(wrong.found, wrong.wanted, hint, outside=wrong.outside)
        return self.problem_at(place, again)

    def unknown_key(self, path: Path, known: Iterable[str], schema: str = "case") -> Problem:
        """A key that the format does not have. `schema` is the name of what lists them all."""
        names = sorted(known)
        name = str(path[-1])
        near = closest(name, names)
        spot = self.spot(path) or Spot(TOP, TOP)
        kind = "table" if spot.key == spot.value else "key"
        listed = f"a key of the format: `cmscalc schema {schema}` lists them"
        line = self.source.line(spot.key.line)
        return self.problem(
            path,
            f"an unknown {kind}, {name!r}",
            listed if near or len(names) > FEW_NAMES else f"one of {', '.join(names)}",
            line.replace(name, near, 1).strip() if near else "",
            at_key=True,
        )


def _toml(hint: str) -> str:
    return hint if UNQUOTED.fullmatch(hint) else f'"{hint}"'
