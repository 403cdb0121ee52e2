"""The tally of answers that are in columns."""

from collections import Counter
from typing import Any

import numpy as np

from cmscalc.batch.filled import Filled
from cmscalc.batch.tally import Group, Tally
from cmscalc.batch.texts import Coded

Array = Any


def tally_of(found: Filled, now: Filled | None, by: Coded) -> Tally:
    """Add up a table's answers by the distinct values of a column. Raises TooManyGroups."""
    tally = Tally(compared=now is not None)
    for code, (value,) in enumerate(by.distinct):
        _add(tally.group(value), found, now, by.codes == code)
    return tally


def _add(group: Group, found: Filled, now: Filled | None, rows: Array) -> None:
    answered = rows & found.sure if now is None else rows & found.sure & now.sure
    group.rows += int(rows.sum())
    group.unanswered += int((rows & ~answered).sum())
    group.weekly += _counted(found.weekly[answered])
    on_top, off = _fees(found, answered)
    group.on_top += int(on_top.sum())
    group.off += int(off.sum())
    told = answered & found.state & (found.collected >= 0)
    group.state_told += int(told.sum())
    group.state_cost += int(np.maximum(found.weekly - found.collected, 0)[told].sum())
    if now is None:
        return
    on_top_now, off_now = _fees(now, answered)
    weekly, weekly_now = found.weekly[answered], now.weekly[answered]
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
