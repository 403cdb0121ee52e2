"""All rows together: counts, totals, quantiles, and who would gain or lose under a reform.

Amounts are whole pence a week. Nothing is kept of a row but its part in these numbers, so a
hundred million rows take no more room than a thousand.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence

from cmscalc.batch.result import Answered
from cmscalc.files.problems import Problem, Problems

# A summary by a column of more values than this is a list, not a summary.
MOST_GROUPS = 1_000
LESS, SAME, MORE = -1, 0, 1
WHOLE = 100


class Group:
    """The rows with one value of a column, or all of them."""

    def __init__(self) -> None:
        self.rows = 0
        self.unanswered = 0
        # How many rows have each weekly amount: every quantile can be found in it exactly.
        self.weekly: Counter[int] = Counter()
        self.weekly_now = 0
        self.on_top = self.on_top_now = 0
        self.off = self.off_now = 0
        self.paying: Counter[int] = Counter()
        self.receiving: Counter[int] = Counter()
        self.state_told = self.state_cost = 0

    def add(self, found: Answered | None, now: Answered | None) -> None:
        """Add a row: its answer, and under a reform its answer under today's law too."""
        self.rows += 1
        if found is None:
            self.unanswered += 1
            return
        self.weekly[found.weekly] += 1
        self.on_top += found.on_top or 0
        self.off += found.off or 0
        if found.state and found.collected is not None:
            self.state_told += 1
            self.state_cost += max(0, found.weekly - found.collected)
        if now is not None:
            self._compare(found, now)

    def _compare(self, found: Answered, now: Answered) -> None:
        self.weekly_now += now.weekly
        self.on_top_now += now.on_top or 0
        self.off_now += now.off or 0
        pays = found.weekly + (found.on_top or 0) - now.weekly - (now.on_top or 0)
        gets = found.weekly - (found.off or 0) - now.weekly + (now.off or 0)
        self.paying[_sign(pays)] += 1
        self.receiving[_sign(gets)] += 1

    def merge(self, other: "Group") -> None:
        """Add the rows of another."""
        for name, value in vars(other).items():
            mine = getattr(self, name)
            if isinstance(mine, Counter):
                mine.update(value)
            else:
                setattr(self, name, mine + value)

    @property
    def answered(self) -> int:
        """Rows that have an answer."""
        return self.rows - self.unanswered

    @property
    def total(self) -> int:
        """Maintenance of all rows, a week."""
        return sum(pence * many for pence, many in self.weekly.items())

    def quantiles(self, *percents: int) -> tuple[int, ...]:
        """The smallest amounts that so many per cent of the answered rows have or less, rising.

        Empty where no row is answered.
        """
        return tuple(self._quantiles(percents))

    def _quantiles(self, percents: Sequence[int]) -> Iterator[int]:
        left, counted = deque(percents), 0
        for pence in sorted(self.weekly):
            counted += self.weekly[pence]
            while left and WHOLE * counted >= left[0] * self.answered:
                left.popleft()
                yield pence


def _sign(change: int) -> int:
    return SAME if not change else MORE if change > 0 else LESS


class Tally:
    """The groups of rows by the value of a column; one group, of a blank, where none is named."""

    def __init__(self, by: str = "", *, compared: bool) -> None:
        self.by = by
        self.compared = compared
        self.groups: dict[str, Group] = {}

    def group(self, value: str) -> Group:
        """Give the group of a value. Raises Problems where the column has too many."""
        # A space before or after is not seen: it would make two groups that look alike.
        value = value.strip()
        if value not in self.groups and len(self.groups) >= MOST_GROUPS:
            raise Problems([_too_many(self.by)])
        return self.groups.setdefault(value, Group())

    def merge(self, other: "Tally") -> None:
        """Add the rows of another. Raises Problems, as `group`."""
        for value, group in other.groups.items():
            self.group(value).merge(group)

    def everyone(self) -> Group:
        """All groups together."""
        whole = Group()
        for group in self.groups.values():
            whole.merge(group)
        return whole


def _too_many(by: str) -> Problem:
    text = f"--by {by}"
    found = f"a column with more than {MOST_GROUPS:,} values"
    wanted = "one with fewer, such as a region or a band of income"
    return Problem("--by", text, len("--by "), len(by), found, wanted)
