"""The tally of answers that are in columns."""

from collections import Counter
from typing import Any

import numpy as np

from cmscalc.batch.filled import Filled
from cmscalc.batch.tally import Group, Tally
from cmscalc.batch.texts import Coded

Array = Any


def tally_of(found: Filled, now: Filled | None, name: str, by: Coded) -> Tally:
    """Add up a table's answers by the distinct values of a column. Raises Problems for too many."""
    tally = Tally(name, compared=now is not None)
    in_order = np.argsort(by.codes, kind="stable")
    ends = np.cumsum(np.bincount(by.codes, minlength=len(by.distinct)))
    start = 0
    for (value,), end in zip(by.distinct, ends.tolist(), strict=True):
        _add(tally.group(value), found, now, in_order[start:end])
        start = end
    return tally


def _add(group: Group, found: Filled, now: Filled | None, rows: Array) -> None:
    """Add the rows of these places to a group."""
    sure = found.sure[rows] if now is None else found.sure[rows] & now.sure[rows]
    answered = rows[sure]
    group.rows += len(rows)
    group.unanswered += len(rows) - len(answered)
    weekly = found.weekly[answered]
    on_top, off = _fees(found, answered)
    group.weekly += _counted(weekly)
    group.on_top += int(on_top.sum())
    group.off += int(off.sum())
    collected = found.collected[answered]
    told = found.state[answered] & (collected >= 0)
    group.state_told += int(told.sum())
    group.state_cost += int(np.maximum(weekly - collected, 0)[told].sum())
    if now is None:
        return
    weekly_now = now.weekly[answered]
    on_top_now, off_now = _fees(now, answered)
    group.weekly_now += int(weekly_now.sum())
    group.on_top_now += int(on_top_now.sum())
    group.off_now += int(off_now.sum())
    group.paying += _counted(np.sign(weekly + on_top - weekly_now - on_top_now))
    group.receiving += _counted(np.sign(weekly - off - weekly_now + off_now))


def _fees(answers: Filled, rows: Array) -> tuple[Array, Array]:
    fees = answers.fees[rows]
    return np.where(fees, answers.on_top[rows], 0), np.where(fees, answers.off[rows], 0)


def _counted(values: Array) -> Counter[int]:
    distinct, many = np.unique(values, return_counts=True)
    return Counter(dict(zip(distinct.tolist(), many.tolist(), strict=True)))
