"""Rows by the column: the same formula over numpy's whole numbers, a table of Arrow's at a time."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from cmscalc.batch.amounts import amounts_of
from cmscalc.batch.filled import Filled
from cmscalc.batch.formula import (
    BY_INCOME,
    DEFAULT,
    NO_CHILDREN,
    Case,
    Modes,
    Part,
    Reading,
    current_counts,
    due,
)
from cmscalc.batch.groups import BEYOND, HOUSEHOLD, MODES, OTHERS, STATUS, Groups, Under
from cmscalc.batch.header import Header
from cmscalc.batch.household import Household, Rules
from cmscalc.batch.names import MONEY_GIVEN
from cmscalc.batch.texts import Coded, as_text

# An array of numpy's, or what picks places of one.
Array = Any

COLUMNS = Reading(
    pick=np.where,
    least=np.minimum,
    most=np.maximum,
    at=lambda table, places: np.asarray(table)[places],
)
ALL = slice(None)
NOT_SURE = -1


class Said(NamedTuple):
    """What rows say, under one law: whole numbers where they are surely read."""

    income: Array
    basis: Array
    others: Array
    arranged: Array
    sure: Array


class Columns:
    """Answers tables that all have one header."""

    def __init__(self, header: Header, groups: Groups) -> None:
        self.header = header
        self.groups = groups

    def answer(self, table: pa.Table) -> Filled:
        """Answer the rows that are surely read and within the formula; the rest are not `sure`."""
        modes = self._coded(table, MODES)
        households = self._coded(table, HOUSEHOLD)
        unders = [self.groups.under(texts) for texts in modes.distinct]
        filled = Filled(len(table), modes.codes, unders)
        for rows, rules, rounding in _alike(modes.codes, unders):
            said = self._said(table, rules)
            families = Families([self.groups.household(rules, each) for each in households.distinct])
            for some, number in families.by_number(households.codes, rows):
                codes = households.codes[some]
                case = families.case(number, codes, said, some)
                found = due(COLUMNS, rules.scale, case, rounding)
                with_income = (said.income[some] >= 0) & _uses_income(case.basis)
                filled.put(some, found, with_income, said.sure[some])
                if number > 1:
                    filled.parts.append((some, codes, families.names, found.parts))
        return filled

    def _column(self, table: pa.Table, name: str) -> pa.Array | None:
        place = self.header.places.get(name)
        return None if place is None else table.column(place).combine_chunks()

    def _coded(self, table: pa.Table, names: Sequence[str]) -> Coded:
        return Coded([self._column(table, name) for name in names], len(table))

    def _said(self, table: pa.Table, rules: Rules) -> Said:
        status, others = self._coded(table, STATUS), self._coded(table, OTHERS)
        beyond = self._coded(table, BEYOND)
        basis = _looked_up([self.groups.basis(rules, each) for each in status.distinct], status)
        counts = [self.groups.others(each) or (NOT_SURE, NOT_SURE) for each in others.distinct]
        others_of, arranged = (_looked_up(each, others) for each in zip(*counts, strict=True))
        within = np.array([not any(texts) for texts in beyond.distinct])[beyond.codes]
        income, sure = self._income(table, rules, basis)
        sure &= within & (basis != NOT_SURE) & (others_of != NOT_SURE)
        return Said(income, basis, others_of, arranged, sure)

    def _income(self, table: pa.Table, rules: Rules, basis: Array) -> tuple[Array, Array]:
        """Regs 34 to 40: income a week in units, after pension; -1 for none."""
        scale = rules.scale
        given = []
        sure = np.ones(len(table), bool)
        for name in MONEY_GIVEN:
            column = self._column(table, name)
            if column is None:
                given.append(None)
                continue
            found = amounts_of(as_text(column, self._column(table, f"{name}_per")), scale)
            given.append(found.units)
            sure &= found.sure
            sure &= (basis != DEFAULT) | (found.units < 0)
        earlier, later, pension = given
        less = [_less(units, pension) for units in (earlier, later) if units is not None]
        for units in (earlier, later):
            if units is not None and pension is not None:
                sure &= ~((units > 0) & (units < pension))
        if not less:
            return np.full(len(table), -1), sure
        if len(less) == 1:
            return less[0], sure
        historic, current = less
        counts = current_counts(COLUMNS, scale, historic, current)
        used = np.where(counts, current, historic)
        return np.where(historic < 0, current, np.where(current < 0, historic, used)), sure


class Families:
    """The distinct households of a table under one law, as arrays to be looked up by number."""

    def __init__(self, households: Sequence[Household | None]) -> None:
        self.households = households
        self.names = [each.names if each else () for each in households]
        self.sizes = np.array([len(each.parts) if each else 0 for each in households])
        self.children = np.array([each.children if each else 0 for each in households])
        self.all_local = np.array([bool(each and each.all_local) for each in households])

    def by_number(self, codes: Array, rows: Array) -> Iterator[tuple[Array, int]]:
        """Split rows by how many receiving parents there are; rows not surely read are left out."""
        sizes = self.sizes[codes[rows]]
        for number in np.unique(sizes[sizes > 0]):
            yield _among(rows, sizes == number), int(number)

    def case(self, number: int, codes: Array, said: Said, rows: Array) -> Case:
        """Give what the formula asks of rows with so many receiving parents."""
        children = self.children[codes]
        return Case(
            income=np.maximum(said.income[rows], 0),
            basis=np.where(children == 0, NO_CHILDREN, np.maximum(said.basis[rows], 0)),
            others=np.maximum(said.others[rows], 0),
            children=np.maximum(children, 1),
            arranged=np.maximum(said.arranged[rows], 0),
            all_local=self.all_local[codes],
            parts=tuple(self._part(place, codes) for place in range(number)),
        )

    def _part(self, place: int, codes: Array) -> Part:
        parts = [
            each.parts[place] if each and place < len(each.parts) else NOBODY
            for each in self.households
        ]
        fractions = sorted({fraction for part in parts for fraction, _ in part.at})
        return Part(
            children=np.array([part.children for part in parts])[codes],
            off=np.array([part.off for part in parts])[codes],
            at=tuple(
                (fraction, np.array([dict(part.at).get(fraction, 0) for part in parts])[codes])
                for fraction in fractions
            ),
            halves=np.array([part.halves for part in parts])[codes],
            often=np.array([part.often for part in parts])[codes],
            wholly=np.array([part.wholly for part in parts])[codes],
        )


NOBODY = Part(0, 0, (), 0, often=False, wholly=False)


def _alike(codes: Array, unders: Sequence[Under | None]) -> Iterator[tuple[Array, Rules, Modes]]:
    """Split rows by law and modes; rows whose words are not sure are left out."""
    kinds: dict[tuple[int, Modes], list[int]] = {}
    for code, under in enumerate(unders):
        if under and under.rules.scale.fits_an_array:
            kinds.setdefault((under.rules.number, under.modes), []).append(code)
    for (_, modes), some in kinds.items():
        rules = unders[some[0]].rules
        yield (ALL if len(some) == len(unders) else np.flatnonzero(np.isin(codes, some))), rules, modes


def _among(rows: Array, those: Array) -> Array:
    """Give the places of some of the rows, or of all of them without listing each."""
    if those.all():
        return rows
    return np.flatnonzero(those) if rows is ALL else rows[those]


def _looked_up(values: Sequence[int | None], coded: Coded) -> Array:
    return np.array([NOT_SURE if value is None else value for value in values])[coded.codes]


def _less(units: Array, pension: Array | None) -> Array:
    """Reg 35(3): income less pension contributions, at least nothing; none stays none."""
    if pension is None:
        return units
    return np.where(units < 0, units, np.maximum(units - np.maximum(pension, 0), 0))


def _uses_income(basis: Array) -> Array:
    return (basis != DEFAULT) & (basis != NO_CHILDREN)
