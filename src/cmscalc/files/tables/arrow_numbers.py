"""Whole numbers of numpy's, and pence, as columns of Arrow's.

`pa.array` makes them too, but it loads numpy's masked arrays first, to see whether it has one: that
takes as long as a start of Python.
"""

from typing import Any

import numpy as np
import pyarrow as pa

Array = Any
# Whole pence as pounds: two of the figures are behind the point.
POUNDS = pa.decimal128(14, 2)


def numbers(values: Array, there: Array | None = None) -> pa.Array:
    """Give 64-bit whole numbers as a column, nothing where they are not `there`; no copy."""
    return pa.Array.from_buffers(
        pa.int64(), len(values), [_mask(there), pa.py_buffer(np.ascontiguousarray(values))]
    )


def pounds(pence: Array, there: Array | None = None) -> pa.Array:
    """Put whole pence, none below nothing, into a column of pounds with two decimal places."""
    sixteen_bytes = np.zeros((len(pence), 2), np.int64)
    sixteen_bytes[:, 0] = pence
    return pa.Array.from_buffers(POUNDS, len(pence), [_mask(there), pa.py_buffer(sixteen_bytes)])


def _mask(there: Array | None) -> pa.Buffer | None:
    """A bit for each row, as Arrow keeps them; none where all are there."""
    if there is None or there.all():
        return None
    return pa.py_buffer(np.packbits(there, bitorder="little"))
