"""Reforms: other values in place of some of the law's. A proposal, never law.

A reform changes only the values it names; everything else stays the law of the day.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.law.rows import Citation, Row
from cmscalc.law.sources import CHECKED

if TYPE_CHECKING:
    from cmscalc.law import Law

PROPOSAL = "proposal"
# What only a reform can set: the law of today has no such value. Each with its title and unit.
ONLY_PROPOSED = {
    "paying_parent_fee_not_compliant": (
        "Collection fee on top, from a paying parent who does not pay in full by each due date",
        "percent",
    ),
    "receiving_parent_fee_if_abuse": (
        "Collection fee off what is passed on to a survivor of domestic abuse",
        "percent",
    ),
    "managed_only": ("No Direct Pay: every case is managed, as in Collect and Pay", "rule"),
    "unearned_in_gross_income": (
        "Unearned income counts in gross income, with no variation, above this much a year",
        "pounds",
    ),
    "guaranteed_payment": (
        "The state pays the assessed amount on each due date, and recovers the arrears",
        "rule",
    ),
}


class Reform(NamedTuple):
    """A named proposal: the fields of Law it sets, with their values.

    With no `since` it holds on every day; else from that day on. A value of None is one that the
    law does not have, and that stays so. `typed` is the words that asked for it, for messages;
    nothing else hangs on them.
    """

    name: str
    title: str
    source: str
    url: str
    since: date | None
    values: tuple[tuple[str, object], ...]
    typed: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it changes anything on a day."""
        return self.since is None or self.since <= day

    @property
    def citation(self) -> Citation:
        """How a step cites it: it can never be taken for law."""
        return Citation(f"proposal: {self.title}", self.url)


def holding(reforms: Iterable[Reform], day: date) -> tuple[Reform, ...]:
    """Give the reforms that change anything on a day."""
    return tuple(reform for reform in reforms if reform.holds_on(day))


class Clash(NamedTuple):
    """A value that two reforms set differently."""

    field: str
    first: Reform
    second: Reform


def clashes(reforms: Iterable[Reform]) -> tuple[Clash, ...]:
    """Give the values that several reforms set, each to another value."""
    seen: dict[str, tuple[Reform, object]] = {}
    found: list[Clash] = []
    for reform in reforms:
        for field, value in reform.values:
            first, earlier = seen.setdefault(field, (reform, value))
            if earlier != value:
                found.append(Clash(field, first, reform))
    return tuple(found)


def not_in_force(law: "Law", reform: Reform) -> tuple[str, ...]:
    """Name the values of a reform that the law itself does not have yet on its day."""
    if not reform.holds_on(law.day):
        return ()
    return tuple(
        field
        for field, _ in reform.values
        if field not in ONLY_PROPOSED and getattr(law, field) is None
    )


def reformed(law: "Law", reforms: tuple[Reform, ...]) -> "Law":
    """Give a law with the values of reforms in place of its own, in any order.

    One that begins after the day does nothing, and a value that the law does not have yet stays
    so. Raises ValueError where two set a value differently on that day.
    """
    if clashes(holding(reforms, law.day)):
        raise ValueError("two reforms set one value differently")
    rows: dict[str, Any] = {}
    for reform in holding(reforms, law.day):
        missing = not_in_force(law, reform)
        rows |= {
            field: Row(reform.since or law.day, value, reform.citation, CHECKED, PROPOSAL)
            for field, value in reform.values
            if field not in missing and value is not None
        }
    return law._replace(proposals=law.proposals + reforms, **rows)


class Disorder(NamedTuple):
    """Two limits of income that are the wrong way round."""

    lower: str
    upper: str


# Each limit of income and the next above it; only the flat rate's end must lie under the next.
LIMITS = ("nil_below", "flat_up_to", "basic_from", "first_slice", "income_cap")


def disorders(law: "Law") -> tuple[Disorder, ...]:
    """Name limits of income that do not follow each other: the rates would have no sense."""
    found: list[Disorder] = []
    for lower, upper in pairwise(LIMITS):
        low, high = getattr(law, lower).value, getattr(law, upper).value
        if low > high or (low == high and lower == "flat_up_to"):
            found.append(Disorder(lower, upper))
    return tuple(found)
