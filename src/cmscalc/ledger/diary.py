"""The diary: what happened, told once, and what was promised by when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cmscalc.ledger.case import DiaryEntry


class Promise(NamedTuple):
    """Something promised by a day and not yet done. `days` are those past it, or below nothing."""

    entry: DiaryEntry
    promised_by: date
    days: int


def promises(diary: Iterable[DiaryEntry], on: date) -> tuple[Promise, ...]:
    """What is promised and not done by the end of a day, the longest overdue first.

    An entry of a later day is not known yet.
    """
    found = (
        Promise(entry, entry.promised_by, (on - entry.promised_by).days)
        for entry in diary
        if entry.promised_by and entry.on <= on and not (entry.kept_on and entry.kept_on <= on)
    )
    return tuple(sorted(found, key=lambda each: each.promised_by))
