"""Amounts of money as text: of many rows the same few, so each is written once."""

from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from cmscalc.files.tables.arrow_numbers import numbers

# So many amounts are written once, from nothing on; for a column of fewer that is not worth it.
TEXTS = 1 << 18
MANY = 10_000
PLACES = 2


def pounds_as_text(column: pa.Array) -> pa.StringArray | None:
    """Write a column of pounds and pence; None for any other, and where it is not worth it."""
    kind = column.type
    if not pa.types.is_decimal128(kind) or kind.scale != PLACES or len(column) < MANY:
        return None
    pence = _pence(column)
    if pence is None:
        return None
    there = column.is_valid().to_numpy(zero_copy_only=False) if column.null_count else None
    return _texts().take(numbers(pence, there))


def _pence(column: pa.Decimal128Array) -> Any:  # noqa: ANN401 - numpy's array
    """Give amounts in pence, where all are among those whose texts are known."""
    _, values = column.buffers()
    halves = np.frombuffer(values, np.int64)[2 * column.offset :][: 2 * len(column)]
    low, high = halves[::2], halves[1::2]
    known = (low >= 0) & (low < TEXTS) & (high == 0)
    return low if known.all() else None


@lru_cache
def _texts() -> pa.StringArray:
    """Write every amount of so many pence, from nothing on."""
    halves = np.zeros((TEXTS, 2), np.int64)
    halves[:, 0] = np.arange(TEXTS)
    kind = pa.decimal128(19, PLACES)
    return pa.Array.from_buffers(kind, TEXTS, [None, pa.py_buffer(halves)]).cast(pa.string())
