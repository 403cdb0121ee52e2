"""Where a decision of CMS and our calculation differ, and what that comes to."""

from datetime import date
from typing import NamedTuple

from cmscalc.ledger.accrual import DAYS_IN_WEEK
from cmscalc.ledger.liability import Span
from cmscalc.ledger.pence import half_up


class Difference(NamedTuple):
    """One receiving parent's stretch of days, [start, end), amounts in pence a week."""

    name: str
    start: date
    end: date
    decided: int
    calculated: int
    decision: str

    @property
    def total(self) -> int:
        """Decided less calculated, over the stretch, half a penny up."""
        days = (self.end - self.start).days
        return half_up(days * (self.decided - self.calculated), DAYS_IN_WEEK)


def differences(spans: tuple[Span, ...]) -> tuple[Difference, ...]:
    """Each stretch in which what was decided is not what we calculate, by receiving parent."""
    found: list[Difference] = []
    for at in range(len(spans[0].due) if spans else 0):
        theirs: list[Difference] = []
        for span in spans:
            due = span.due[at]
            if due.decided is None or due.calculated in (None, due.decided.weekly):
                continue
            assert due.calculated is not None
            weekly = due.decided.weekly
            source = due.decided.source
            one = Difference(due.name, span.start, span.end, weekly, due.calculated, source)
            last = theirs[-1] if theirs else None
            if (
                last
                and last._replace(start=one.start, end=one.end) == one
                and last.end == one.start
            ):
                theirs[-1] = last._replace(end=one.end)
            else:
                theirs.append(one)
        found += theirs
    return tuple(found)
