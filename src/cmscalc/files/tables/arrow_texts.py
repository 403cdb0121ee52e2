"""Values and columns of any type of Arrow's as texts, as a person would type them."""

from datetime import date, datetime
from math import isfinite
from numbers import Real
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

YES_NO = {True: "yes", False: "no"}


def plain_text(value: Any) -> str:  # noqa: ANN401 - a value of any type that a column may have
    """Write a value as it would be typed; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[value]
    if _is_whole(value):
        return str(int(value))
    if isinstance(value, list):
        return ",".join(plain_text(each) for each in value)
    return _day(value) if isinstance(value, date) else str(value)


def _is_whole(value: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(value, Real) and isfinite(value) and value % 1 == 0


def _day(value: date) -> str:
    """Write a day; a moment within one is none, and is written so."""
    at_midnight = isinstance(value, datetime) and value.time() == datetime.min.time()
    return value.date().isoformat() if isinstance(value, datetime) and at_midnight else str(value)


def as_text(column: pa.Array, per: pa.Array | None = None) -> pa.StringArray:
    """Give a column as text, nothing for none; with a period from a column of its own beside it."""
    if pa.types.is_floating(column.type) or pa.types.is_nested(column.type):
        column = pa.array([plain_text(value) for value in column.to_pylist()], pa.string())
    text = column.cast(pa.string()).fill_null("")
    if per is None:
        return text
    periods = as_text(per)
    joined = pc.binary_join_element_wise(text, periods, "/")
    return pc.if_else(pc.and_(pc.not_equal(periods, ""), pc.not_equal(text, "")), joined, text)
