"""Columns of texts as numbers: each distinct combination of texts is read once."""

from collections.abc import Sequence
from itertools import chain
from math import prod
from typing import Any

import numpy as np
import pyarrow as pa

from cmscalc.files.tables.arrow_texts import as_text, stored

# What Arrow itself can find the distinct values of.
DISTINCT = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_boolean,
    pa.types.is_dictionary,
)


# Numbers of combinations stay far from what 64 bits can tell.
MOST_COMBINED = 2**48
Texts = tuple[str, ...]


class Coded:
    """Some columns of a table as one: the distinct texts in them, and each row's place in those."""

    def __init__(self, columns: Sequence[pa.Array | None], rows: int) -> None:
        self.codes = np.zeros(rows, np.int64)
        self.distinct: list[Texts] = [("",) * len(columns)]
        if rows and all(column is None for column in columns):
            return
        sizes: list[list[Texts]] = []
        many = 1
        for column in columns:
            codes, texts = _coded(column)
            if many * len(texts) > MOST_COMBINED:
                self.codes, together = _renumbered(self.codes, sizes)
                sizes, many = [together], len(together)
            sizes.append([(text,) for text in texts])
            many *= len(texts)
            if len(texts) > 1:
                self.codes = self.codes * len(texts) + codes
        self.codes, self.distinct = _renumbered(self.codes, sizes)

    def each(self, values: Sequence[int], rows: Any) -> Any:  # noqa: ANN401 - numpy's arrays
        """Give each row, or each of some rows, the value of its texts."""
        codes = self.codes[rows]
        if len(self.distinct) == 1:
            return np.broadcast_to(values[0], codes.shape)
        return np.take(values, codes)


def _coded(column: pa.Array | None) -> tuple[Any, list[str]]:
    if column is None:
        return 0, [""]
    if not any(test(column.type) for test in DISTINCT):
        column = as_text(column)
    if pa.types.is_dictionary(column.type) and column.null_count:
        column = stored(column)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode(null_encoding="encode")
    return column.indices.to_numpy(zero_copy_only=False), as_text(column.dictionary).to_pylist()


def _renumbered(codes: Any, sizes: Sequence[list[Texts]]) -> tuple[Any, list[Texts]]:  # noqa: ANN401 - numpy's array
    """Number the combinations that are there, and write each as its texts."""
    most = prod(len(texts) for texts in sizes)
    if most <= 4 * len(codes) + 64:
        there = np.zeros(most, bool)
        there[codes] = True
        found = np.flatnonzero(there)
        places = np.empty(most, np.int64)
        places[found] = np.arange(len(found))
        renumbered = places[codes]
    else:
        found, renumbered = np.unique(codes, return_inverse=True)
    each = np.unravel_index(found, [len(texts) for texts in sizes])
    told = [
        [texts[place] for place in places.tolist()]
        for texts, places in zip(sizes, each, strict=True)
    ]
    return renumbered, [tuple(chain.from_iterable(row)) for row in zip(*told, strict=True)]
