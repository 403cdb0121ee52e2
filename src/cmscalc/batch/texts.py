"""Columns of texts as numbers: each distinct combination of texts is read once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from cmscalc.files.tables.arrow_texts import plain_text


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
    if pa.types.is_nested(column.type):
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
