"""What a table says, by groups of words and by amounts: each read once, whatever the laws."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from cmscalc.batch.amounts import Amounts, amounts_of
from cmscalc.batch.groups import CONDUCT, HOUSEHOLD, MODES, OTHERS, STATUS, VARIATION
from cmscalc.batch.header import Header
from cmscalc.batch.scale import Scale
from cmscalc.batch.texts import Coded
from cmscalc.files.tables.arrow_texts import as_text, one_array


class Words:
    """A table's words: for each group of columns, its distinct texts and each row's place in them.

    Rows are as many as the table has; amounts are in the units of a law, and read when asked for.
    """

    def __init__(self, header: Header, table: pa.Table) -> None:
        self.header = header
        self.table = table
        self.modes = self._coded(MODES)
        self.households = self._coded(HOUSEHOLD)
        self.conduct = self._coded(CONDUCT)
        self.status = self._coded(STATUS)
        self.others = self._coded(OTHERS)
        self.variation = self._coded(VARIATION)
        self._amounts: dict[tuple[str, tuple[int, ...]], Amounts] = {}

    def amounts(self, name: str, scale: Scale) -> Amounts:
        """Read a column of amounts, with its periods from their own column if there is one."""
        key = (name, tuple(scale.a_week.values()))
        if key not in self._amounts:
            self._amounts[key] = self._read(name, scale)
        return self._amounts[key]

    def say_any(self, names: Sequence[str]) -> bool:
        """Whether there are columns for any of some amounts, or for their periods."""
        return any(each in self.header.places for name in names for each in (name, f"{name}_per"))

    def _read(self, name: str, scale: Scale) -> Amounts:
        column, per = self._column(name), self._column(f"{name}_per")
        rows = len(self.table)
        if column is None and per is None:
            return Amounts(np.broadcast_to(-1, rows), np.broadcast_to(True, rows))
        said = pa.nulls(rows, pa.string()) if column is None else column
        return amounts_of(as_text(said, per), scale)

    def _column(self, name: str) -> pa.Array | None:
        place = self.header.places.get(name)
        return None if place is None else one_array(self.table.column(place))

    def _coded(self, names: Sequence[str]) -> Coded:
        return Coded([self._column(name) for name in names], len(self.table))
