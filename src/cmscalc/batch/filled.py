"""Answers being filled in, and the columns that are made of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cmscalc.batch.formula import Due
from cmscalc.batch.groups import Under
from cmscalc.batch.names import ERROR, LAW_OF, ROUNDED, WORKING
from cmscalc.batch.result import RATES, Answered, each_of
from cmscalc.files.tables.arrow_numbers import numbers, pounds

Array = Any
# A day, and how amounts were rounded.
Told = tuple[str, str]


class Filled:
    """The answers of a table's rows, by place. A row that is not `sure` has none yet."""

    def __init__(self, rows: int, codes: Array, unders: Sequence[Under | None]) -> None:
        self.sure = np.zeros(rows, bool)
        self.rate = np.zeros(rows, np.int64)
        self.income = np.zeros(rows, np.int64)
        self.weekly = np.zeros(rows, np.int64)
        self.on_top = np.zeros(rows, np.int64)
        self.off = np.zeros(rows, np.int64)
        self.fees = np.array([bool(under and under.fees) for under in unders], bool)[codes]
        self.state = np.zeros(rows, bool)
        self.collected = np.zeros(rows, np.int64)
        self.days = [(under.day, under.rounded) if under else ("", "") for under in unders]
        self.day = codes
        self.parts: list[tuple[Array, Array, Sequence[tuple[str, ...]], tuple[Array, ...]]] = []
        self.texts: dict[int, tuple[Told, str]] = {}
        self.errors: dict[int, str] = {}
        self.working: dict[int, str] = {}

    def refuse(self, wrong: Mapping[int, str]) -> None:
        """Give rows no answer but a sentence."""
        self.errors.update(wrong)
        self.sure[list(wrong)] = False

    def left(self) -> list[int]:
        """Give the places of rows that are not answered yet."""
        return [] if self.sure.all() else np.flatnonzero(~self.sure).tolist()

    def put(self, rows: Array, found: Due, with_income: Array, sure: Array) -> None:
        """Put what the formula found for some rows."""
        self.sure[rows] = sure
        self.rate[rows] = found.rate
        self.income[rows] = np.where(with_income, found.income, -1)
        self.weekly[rows] = found.weekly
        self.on_top[rows] = sum(found.on_top)
        self.off[rows] = sum(found.off)

    def put_one(self, row: int, found: Answered, working: str = "") -> None:
        """Put what was found for one row by itself, with its working if that is asked for."""
        self.sure[row] = True
        self.rate[row] = found.rate
        self.income[row] = -1 if found.income is None else found.income
        self.weekly[row] = found.weekly
        self.fees[row] = found.on_top is not None
        self.on_top[row] = found.on_top or 0
        self.off[row] = found.off or 0
        self.state[row] = found.state
        self.collected[row] = -1 if found.collected is None else found.collected
        if working:
            self.working[row] = working
        self.texts[row] = ((found.day, found.rounded), each_of(found))

    def columns(self, names: Collection[str]) -> dict[str, pa.Array]:
        """Give columns of answers, by name; a row that has an error has nothing else."""
        sure, fees = self.sure, self.sure & self.fees
        money = {
            "gross_weekly_income": (self.income, sure & (self.income >= 0)),
            "weekly": (self.weekly, sure),
            "paying_parent_fee": (self.on_top, fees),
            "paying_parent_pays": (self.weekly + self.on_top, fees),
            "receiving_parent_fee": (self.off, fees),
            "receiving_parents_get": (self.weekly - self.off, fees),
        }
        if self.state.any():
            told = sure & self.state & (self.collected >= 0)
            money["state_pays"] = (self.weekly, sure & self.state)
            money["state_collects"] = (self.collected, told)
            money["state_cost"] = (np.maximum(self.weekly - self.collected, 0), told)
        found = {name: pounds(*amounts) for name, amounts in money.items()}
        days = self._told()
        found |= {name: _named(*days[name], sure) for name in names if name in days}
        found["rate"] = _named(self.rate, RATES, sure)
        found["weekly_each"] = self._each()
        found[WORKING] = _at(self.working, len(sure))
        found[ERROR] = _at(self.errors, len(sure))
        return found

    def _told(self) -> dict[str, tuple[Array, Sequence[str]]]:
        """The day whose law each row was answered under, and how it was rounded."""
        days = [*self.days, *dict.fromkeys(day for day, _ in self.texts.values())]
        codes = self.day
        if self.texts:
            codes = codes.copy()
            for row, (day, _) in self.texts.items():
                codes[row] = len(self.days) + days[len(self.days) :].index(day)
        days_told, rounded = zip(*(days or [("", "")]), strict=True)
        return {LAW_OF: (codes, days_told), ROUNDED: (codes, rounded)}

    def _each(self) -> pa.Array:
        """What each of several receiving parents is due: `Nicola=26.33;Sue=36.87`."""
        alone = {row: text for row, (_, text) in self.texts.items() if text}
        if not self.parts:
            return _at(alone, len(self.sure))
        texts = np.full(len(self.sure), None, object)
        for rows, codes, names, parts in self.parts:
            pieces = []
            for place, part in enumerate(parts):
                labels = [
                    f"{';' if place else ''}{each[place]}=" if place < len(each) else ""
                    for each in names
                ]
                label = pa.array(labels).take(numbers(codes.astype(np.int64)))
                pieces += [label, pounds(part).cast(pa.string())]
            joined = pc.binary_join_element_wise(*pieces, "")
            texts[rows] = joined.to_numpy(zero_copy_only=False)
        for row, text in alone.items():
            texts[row] = text
        texts[~self.sure] = None
        return pa.array(texts.tolist(), pa.string())


def _named(codes: Array, names: Sequence[str], there: Array) -> pa.Array:
    if len(names) == 1 and there.all():
        return pa.repeat(pa.scalar(names[0]), len(codes))
    return pa.array(list(names), pa.string()).take(numbers(codes.astype(np.int64), there))


def _at(texts: dict[int, str], rows: int) -> pa.Array:
    """Put a few texts at their places in a column that is otherwise empty."""
    if not texts:
        return pa.nulls(rows, pa.string())
    return pa.array([texts.get(row) for row in range(rows)], pa.string())
