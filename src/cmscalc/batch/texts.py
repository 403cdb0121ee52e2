"""Columns of any type as texts: each distinct value once, as a person would type it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

YES_NO = {True: "yes", False: "no"}


def plain_text(value: Any) -> str:  # noqa: ANN401 - a value of any type that a column may have
    """Write a value as it would be typed; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ",".join(plain_text(each) for each in value)
    return str(value)


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


class Coded:
    """Some columns of a table as one: the distinct texts in them, and each row's place in those."""

    def __init__(self, columns: Sequence[pa.Array | None], rows: int) -> None:
        self.codes = np.zeros(rows, np.int64)
        self.sizes: list[list[str]] = []
        for column in columns:
            codes, texts = _coded(column)
            self.sizes.append(texts)
            if len(texts) > 1:
                self.codes = self.codes * len(texts) + codes
        self.codes, self.distinct = _renumbered(self.codes, self.sizes)


def _coded(column: pa.Array | None) -> tuple[Any, list[str]]:
    if column is None:
        return 0, [""]
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = pa.array([plain_text(value) for value in column.to_pylist()], pa.string())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode(null_encoding="encode")
    elif column.null_count:
        column = column.cast(column.type.value_type).dictionary_encode(null_encoding="encode")
    texts = [plain_text(value) for value in column.dictionary.to_pylist()]
    return column.indices.to_numpy(zero_copy_only=False), texts


def _renumbered(codes: Any, sizes: Sequence[list[str]]) -> tuple[Any, list[tuple[str, ...]]]:  # noqa: ANN401 - numpy's array
    """Number the combinations that are there, and write each as its texts."""
    most = int(np.prod([len(texts) for texts in sizes], dtype=object))
    if most <= 4 * len(codes) + 64:
        there = np.zeros(most, bool)
        there[codes] = True
        found = np.flatnonzero(there)
        places = np.empty(most, np.int64)
        places[found] = np.arange(len(found))
        renumbered = places[codes]
    else:
        found, renumbered = np.unique(codes, return_inverse=True)
    return renumbered, [_told(int(code), sizes) for code in found]


def _told(code: int, sizes: Sequence[list[str]]) -> tuple[str, ...]:
    told: list[str] = []
    for texts in reversed(sizes):
        code, place = divmod(code, len(texts))
        told.append(texts[place])
    return tuple(reversed(told))
