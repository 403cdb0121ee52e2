"""Rows by the column: the same formula over numpy's whole numbers, a table of Arrow's at a time."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from cmscalc.batch.amounts import Amounts, amounts_of
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
    penny,
)
from cmscalc.batch.groups import (
    BEYOND,
    CONDUCT,
    HOUSEHOLD,
    MODES,
    OTHERS,
    STATUS,
    Groups,
    Under,
)
from cmscalc.batch.header import Header
from cmscalc.batch.household import Household, Rules
from cmscalc.batch.names import COLLECTED, MONEY_GIVEN
from cmscalc.batch.texts import Coded
from cmscalc.files.tables.arrow_texts import as_text

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
    collected: Array
    sure: Array


class Asked(NamedTuple):
    """Cases as the formula takes them; whether conduct was surely read, and abuse told of."""

    case: Case
    sure: Array
    told: Array


class Columns:
    """Answers tables that all have one header."""

    def __init__(self, header: Header, groups: Groups) -> None:
        self.header = header
        self.groups = groups

    def answer(self, table: pa.Table) -> Filled:
        """Answer the rows that are surely read and within the formula; the rest are not `sure`."""
        modes = self._coded(table, MODES)
        households = self._coded(table, HOUSEHOLD)
        conduct = self._coded(table, CONDUCT)
        unders = [self.groups.under(texts) for texts in modes.distinct]
        filled = Filled(len(table), modes.codes, unders)
        for rows, rules, rounding in _alike(modes.codes, unders):
            said = self._said(table, rules)
            families = Families(
                [self.groups.household(rules, each) for each in households.distinct]
            )
            for some, number in families.by_number(households.codes, rows):
                codes = households.codes[some]
                asked = self._with_conduct(families.case(number, codes, said, some), conduct, some)
                found = due(COLUMNS, rules.scale, asked.case, rounding)
                sure = said.sure[some] & asked.sure
                sure &= (said.income[some] >= 0) | (asked.case.basis != BY_INCOME)
                if rules.scale.asks_abuse:
                    sure &= asked.told | ~filled.fees[some]
                with_income = (said.income[some] >= 0) & _uses_income(asked.case.basis)
                filled.put(some, found, with_income, sure)
                if number > 1:
                    filled.parts.append((some, codes, families.names, found.parts))
            if rules.scale.guaranteed:
                filled.state[rows] = True
                filled.collected[rows] = np.where(
                    said.collected < 0, -1, penny(said.collected, rules.scale.units)
                )[rows]
        return filled

    def _with_conduct(self, case: Case, coded: Coded, rows: Array) -> Asked:
        """Add what only a reform asks: who pays late, and who is a survivor of abuse."""
        number = len(case.parts)
        found = [self.groups.conduct(number, texts) for texts in coded.distinct]
        codes = coded.codes[rows]
        abuse = [each.abuse if each else None for each in found]
        conduct = case._replace(
            late=np.array([bool(each and each.late) for each in found])[codes],
            abuse=tuple(
                np.array([bool(each and each[place]) for each in abuse])[codes]
                for place in range(number)
            ),
        )
        return Asked(
            conduct,
            sure=np.array([each is not None for each in found])[codes],
            told=np.array([each is not None for each in abuse])[codes],
        )

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
        collected, read = self._amounts(table, COLLECTED, rules)
        sure &= within & read & (basis != NOT_SURE) & (others_of != NOT_SURE)
        return Said(income, basis, others_of, arranged, collected, sure)

    def _amounts(self, table: pa.Table, name: str, rules: Rules) -> Amounts:
        column = self._column(table, name)
        if column is None:
            return Amounts(np.full(len(table), -1), np.ones(len(table), bool))
        return amounts_of(as_text(column, self._column(table, f"{name}_per")), rules.scale)

    def _income(self, table: pa.Table, rules: Rules, basis: Array) -> tuple[Array, Array]:
        """Regs 34 to 40: income a week in units, after pension; -1 for none."""
        read = [self._amounts(table, name, rules) for name in MONEY_GIVEN]
        (earlier, first), (later, second), (pension, third) = read
        sure = first & second & third
        sure &= (basis != DEFAULT) | (np.maximum(np.maximum(earlier, later), pension) < 0)
        sure &= ~((earlier > 0) & (earlier < pension)) & ~((later > 0) & (later < pension))
        historic, current = _less(earlier, pension), _less(later, pension)
        if "current_income" not in self.header.places:
            return historic, sure
        counts = current_counts(COLUMNS, rules.scale, historic, current)
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
    kinds: dict[tuple[int, Modes], tuple[Rules, list[int]]] = {}
    for code, under in enumerate(unders):
        if under and under.rules.scale.fits_an_array:
            key = (under.rules.number, under.modes)
            kinds.setdefault(key, (under.rules, []))[1].append(code)
    for (_, modes), (rules, some) in kinds.items():
        rows = ALL if len(some) == len(unders) else np.flatnonzero(np.isin(codes, some))
        yield rows, rules, modes


def _among(rows: Array, those: Array) -> Array:
    """Give the places of some of the rows, or of all of them without listing each."""
    if those.all():
        return rows
    return np.flatnonzero(those) if rows is ALL else rows[those]


def _looked_up(values: Sequence[int | None], coded: Coded) -> Array:
    return np.array([NOT_SURE if value is None else value for value in values])[coded.codes]


def _less(units: Array, pension: Array) -> Array:
    """Reg 35(3): income less pension contributions, at least nothing; none stays none."""
    return np.where(units < 0, units, np.maximum(units - np.maximum(pension, 0), 0))


def _uses_income(basis: Array) -> Array:
    return (basis != DEFAULT) & (basis != NO_CHILDREN)
