"""Going through the rows of a case file: what every kind needs, and every problem kept."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from cmscalc.core.facts import UNNAMED
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.problems import Problem
from cmscalc.files.toml_places import Path
from cmscalc.files.words import closest
from cmscalc.ledger.case import Held

if TYPE_CHECKING:
    from cmscalc.files import case_model as model

T = TypeVar("T")
R = TypeVar("R", bound="model.HeldTable")


class CaseReader:
    """One case file: its rows, the names they may use, where they stand, and what is wrong."""

    def __init__(self, table: "model.CaseTable", known: CasePlaces) -> None:
        self.table = table
        self.known = known
        self.problems: list[Problem] = []
        self.parents = [row.name for row in table.receiving_parent] or [UNNAMED]
        self.children = [row.name for row in table.child]

    def wrong(self, path: Path, found: str, wanted: str, hint: str = "") -> None:
        """Keep a problem with the value at a path."""
        self.problems.append(self.known.problem(path, found, wanted, hint))

    def held(
        self,
        kind: str,
        given: Sequence[R],
        read: Callable[["CaseReader", Path, R], T],
        key: Callable[[T], Hashable] = lambda _: None,
    ) -> tuple[Held[T], ...]:
        """Read rows that hold from their dates, in order of them; no two of a kind on one day."""
        found: list[Held[T]] = []
        seen: dict[Hashable, str] = {}
        for at, row in enumerate(given):
            path = (kind, at)
            value = read(self, path, row)
            self.check_until(path, row.since, row.until)
            same = (row.since, key(value))
            where = self.known.where((*path, "from"))
            if same in seen:
                self.wrong(
                    (*path, "from"),
                    f"a second [[{kind}]] row from the same day ({seen[same]})",
                    "one row a day: each holds until the next",
                )
            seen[same] = where
            found.append(Held(row.since, value, where, row.until))
        return tuple(sorted(found, key=lambda each: each.since))

    def check_until(self, path: Path, since: date | None, until: date | None) -> None:
        """An end is the first day a row no longer holds, so it is after the start."""
        if since and until and until <= since:
            self.wrong(
                (*path, "until"),
                "an end that is not after the start",
                f"a day after {since.isoformat()}: the first day it no longer holds",
            )

    def check_names(self, kind: str, names: list[str]) -> None:
        """Labels tell people apart, so none is given twice."""
        seen: set[str] = set()
        for at, name in enumerate(names):
            if name.casefold() in seen:
                wanted = "a label of its own for each"
                self.wrong((kind, at, "name"), f"the label {name!r} a second time", wanted)
            seen.add(name.casefold())

    def parent(self, path: Path, name: str) -> str:
        """Whose row it is: the one receiving parent, where there is one."""
        return self.one(path, name, self.parents, "receiving parent")

    def one(self, path: Path, name: str, names: list[str], what: str) -> str:
        """The label meant, as it is written where it is declared; the only one if left out."""
        same = {each.casefold(): each for each in names}
        if name.casefold() in same:
            return same[name.casefold()]
        if not name and len(names) == 1:
            return names[0]
        if names == [UNNAMED]:
            found = f"no [[receiving_parent]] row for {name!r}"
            self.wrong(path, found, f'[[receiving_parent]] and under it name = "{name}"')
            return names[0]
        listed = ", ".join(f'"{each}"' for each in names)
        if not name:
            found = f"no {path[-1]}, and there are {len(names)}"
            self.wrong(path, found, f"{path[-1]} = one of {listed}")
            return names[0]
        near = closest(name, names)
        hint = f'{path[-1]} = "{near}"' if near else ""
        self.wrong(path, f"an unknown {what}, {name!r}", f"one of {listed}", hint)
        return names[0]

    def known_child(self, path: Path, name: str) -> str:
        """A child by label; an empty one stands for every child."""
        if not name or not self.children:
            if name:
                self.wrong(path, f"an unknown child, {name!r}", "a [[child]] row of that name")
            return ""
        return self.one(path, name, self.children, "child")

    def not_before_the_start(self, path: Path, day: date, what: str) -> None:
        """Nothing of the account can be older than the case."""
        start = self.table.effective_date
        if day < start:
            wanted = f"a day from then on; or an earlier effective_date than {start.isoformat()}"
            self.wrong(path, f"{what} before the effective date", wanted)
