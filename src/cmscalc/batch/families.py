"""The families of a table as arrays: what the formula asks of each row, by its family's number."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from cmscalc.batch.formula import NO_CHILDREN, Case, Part
from cmscalc.batch.household import Household

# An array of numpy's, or what picks places of one.
Array = Any

ALL = slice(None)
# In place of a receiving parent whom a household does not have.
NOBODY = Part(0, 0, (), 0, often=False, wholly=False)


class Said(NamedTuple):
    """What rows say, under one law: whole numbers where they are surely read.

    `change` is what a variation adds to income; `varied`, where there is one.
    """

    income: Array
    basis: Array
    others: Array
    arranged: Array
    collected: Array
    change: Array
    varied: Array
    sure: Array

    def of(self, rows: Array) -> "Said":
        """What some of them say."""
        return Said(*(each[rows] for each in self))


class Families:
    """The distinct households of a table under one law, as arrays to be looked up by number."""

    def __init__(self, households: Sequence[Household | None], codes: Array) -> None:
        self.households = households
        self.codes = codes
        self.names = [each.names if each else () for each in households]
        self.sizes = np.array([len(each.parts) if each else 0 for each in households])
        self.children = np.array([each.children if each else 0 for each in households])
        self.all_local = np.array([bool(each and each.all_local) for each in households])

    def by_number(self, varied: Array) -> Iterator[tuple[Array, int]]:
        """Split rows by how many receiving parents there are, and by whether they are varied.

        Rows not surely read are left out.
        """
        kinds = 2 * self.sizes[self.codes] + varied
        for kind, many in enumerate(np.bincount(kinds)):
            if kind > 1 and many:
                yield (ALL if many == len(kinds) else np.flatnonzero(kinds == kind)), kind // 2

    def case(self, number: int, said: Said, rows: Array, *, each_step: bool) -> Case:
        """Give what the formula asks of those rows, which have so many receiving parents."""
        codes = self.codes[rows]
        children = self.children[codes]
        return Case(
            income=np.maximum(said.income, 0),
            basis=np.where(children == 0, NO_CHILDREN, np.maximum(said.basis, 0)),
            others=np.maximum(said.others, 0),
            children=np.maximum(children, 1),
            arranged=np.maximum(said.arranged, 0),
            all_local=self.all_local[codes],
            parts=tuple(self._part(place, codes, each_step=each_step) for place in range(number)),
        )

    def _part(self, place: int, codes: Array, *, each_step: bool) -> Part:
        parts = [
            each.parts[place] if each and place < len(each.parts) else NOBODY
            for each in self.households
        ]
        return Part(
            children=np.array([part.children for part in parts])[codes],
            off=np.array([part.off for part in parts])[codes],
            # How many children have each fraction matters only where each share is rounded.
            at=tuple(_at(parts, codes)) if each_step else (),
            halves=np.array([part.halves for part in parts])[codes],
            often=np.array([part.often for part in parts])[codes],
            wholly=np.array([part.wholly for part in parts])[codes],
        )


def _at(parts: Sequence[Part], codes: Array) -> Iterator[tuple[int, Array]]:
    many = [dict(part.at) for part in parts]
    for fraction in sorted({fraction for each in many for fraction in each}):
        yield fraction, np.array([each.get(fraction, 0) for each in many])[codes]
