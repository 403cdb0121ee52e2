"""Rows by the column: the same formula over numpy's whole numbers, a table of Arrow's at a time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from cmscalc.batch.families import ALL, Array, Families, Said
from cmscalc.batch.filled import Filled
from cmscalc.batch.formula import (
    BY_INCOME,
    DEFAULT,
    NO_CHILDREN,
    Case,
    Modes,
    Reading,
    Varied,
    current_counts,
    due,
    penny,
    varied,
)
from cmscalc.batch.groups import Groups, Under
from cmscalc.batch.header import Header
from cmscalc.batch.household import Rules
from cmscalc.batch.names import COLLECTED, MONEY_GIVEN
from cmscalc.batch.scale import Scale
from cmscalc.batch.table import Words
from cmscalc.batch.texts import Coded

COLUMNS = Reading(
    pick=np.where,
    some=np.any,
    least=np.minimum,
    most=np.maximum,
    at=np.take,
)
NOT_SURE = -1


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
        words = Words(self.header, table)
        unders = [self.groups.under(texts) for texts in words.modes.distinct]
        filled = Filled(len(table), words.modes.codes, unders)
        for rows, rules, rounding in _alike(words.modes.codes, unders):
            said = self._said(words, rows, rules)
            families = self._families(words.households, rows, rules)
            for among, number in families.by_number(said.varied):
                here = _among(rows, among)
                some = said.of(among)
                case = families.case(number, some, among, each_step=rounding.each_step)
                asked = self._with_conduct(case, words.conduct, here)
                found, away = _worked_out(rules.scale, asked.case, some, rounding)
                known = some.income >= 0
                sure = some.sure & asked.sure & away & (known | (case.basis != BY_INCOME))
                if rules.scale.asks_abuse:
                    sure &= asked.told | ~filled.fees[here]
                filled.put(here, found, known & _uses_income(case.basis), sure)
                if number > 1:
                    codes = words.households.codes[here]
                    filled.parts.append((here, codes, families.names, found.parts))
            if rules.scale.guaranteed:
                filled.state[rows] = True
                collected = penny(said.collected, rules.scale.units)
                filled.collected[rows] = np.where(said.collected < 0, -1, collected)
        return filled

    def _families(self, coded: Coded, rows: Array, rules: Rules) -> "Families":
        codes = coded.codes[rows]
        here = np.zeros(len(coded.distinct), bool)
        here[codes] = True
        texts = zip(coded.distinct, here.tolist(), strict=True)
        return Families(
            [self.groups.household(rules, each) if there else None for each, there in texts], codes
        )

    def _with_conduct(self, case: Case, coded: Coded, rows: Array) -> Asked:
        """Add what only a reform asks: who pays late, and who is a survivor of abuse."""
        number = len(case.parts)
        found = [self.groups.conduct(number, texts) for texts in coded.distinct]
        abuse = [each.abuse if each else None for each in found]
        conduct = case._replace(
            late=coded.each([bool(each and each.late) for each in found], rows),
            abuse=tuple(
                coded.each([bool(each and each[place]) for each in abuse], rows)
                for place in range(number)
            ),
        )
        return Asked(
            conduct,
            sure=coded.each([each is not None for each in found], rows),
            told=coded.each([each is not None for each in abuse], rows),
        )

    def _said(self, words: Words, rows: Array, rules: Rules) -> Said:
        basis = [self.groups.basis(rules, texts) for texts in words.status.distinct]
        bases = words.status.each([NOT_SURE if each is None else each for each in basis], rows)
        others, arranged = self._others(words.others, rows)
        changes, varied = self._variations(words.variation, rules)
        change = words.variation.each([each or 0 for each in changes], rows)
        income, known = _income(words, rows, rules.scale, bases)
        collected, read = (each[rows] for each in words.amounts(COLLECTED, rules.scale))
        within = words.variation.each([each is not None for each in changes], rows)
        sure = known & read & within & (bases != NOT_SURE) & (others != NOT_SURE)
        is_varied = words.variation.each(varied, rows)
        return Said(income, bases, others, arranged, collected, change, is_varied, sure)

    def _variations(self, coded: Coded, rules: Rules) -> tuple[list[int | None], list[bool]]:
        """Give what each text of a variation adds to income, None if not sure; and if it is one."""
        varied = [any(texts) for texts in coded.distinct]
        each = zip(coded.distinct, varied, strict=True)
        return [self.groups.variation(rules, texts) if some else 0 for texts, some in each], varied

    def _others(self, coded: Coded, rows: Array) -> tuple[Array, Array]:
        counts = [self.groups.others(texts) or (NOT_SURE, NOT_SURE) for texts in coded.distinct]
        others, arranged = zip(*counts, strict=True)
        return coded.each(others, rows), coded.each(arranged, rows)


def _worked_out(scale: Scale, case: Case, said: Said, modes: Modes) -> Varied:
    """Work rows out that all have a variation, or that all have none."""
    if said.varied.any():
        return varied(COLUMNS, scale, case, said.change, modes)
    return Varied(due(COLUMNS, scale, case, modes), sure=True)


def _income(words: Words, rows: Array, scale: Scale, basis: Array) -> tuple[Array, Array]:
    """Regs 34 to 40: income a week in units, after pension, -1 for none; and where it is sure."""
    read = [words.amounts(name, scale) for name in MONEY_GIVEN]
    earlier, later, pension = (each.units[rows] for each in read)
    first, second, third = (each.sure[rows] for each in read)
    if not words.say_any(MONEY_GIVEN[1:]):
        # Most tables have a single column of income.
        return earlier, first & ((basis != DEFAULT) | (earlier < 0))
    sure = first & second & third
    sure &= (basis != DEFAULT) | (np.maximum(np.maximum(earlier, later), pension) < 0)
    sure &= ~((earlier > 0) & (earlier < pension)) & ~((later > 0) & (later < pension))
    historic, current = _less(earlier, pension), _less(later, pension)
    if (current < 0).all():
        return historic, sure
    counts = current_counts(COLUMNS, scale, historic, current)
    used = np.where(counts, current, historic)
    return np.where(historic < 0, current, np.where(current < 0, historic, used)), sure


def _alike(codes: Array, unders: Sequence[Under | None]) -> Iterator[tuple[Array, Rules, Modes]]:
    """Split rows by law and modes; rows whose words are not sure are left out."""
    kinds: dict[tuple[Rules, Modes], list[int]] = {}
    for code, under in enumerate(unders):
        if under and under.rules.scale.fits_an_array:
            kinds.setdefault((under.rules, under.modes), []).append(code)
    for (rules, modes), some in kinds.items():
        here = np.zeros(len(unders), bool)
        here[some] = True
        yield (ALL if here.all() else np.flatnonzero(here[codes])), rules, modes


def _among(rows: Array, those: Array) -> Array:
    """Give the places in the table of some of those rows."""
    if those is ALL:
        return rows
    return those if rows is ALL else rows[those]


def _less(units: Array, pension: Array) -> Array:
    """Reg 35(3): income less pension contributions, at least nothing; none stays none."""
    return np.where(units < 0, units, np.maximum(units - np.maximum(pension, 0), 0))


def _uses_income(basis: Array) -> Array:
    return (basis != DEFAULT) & (basis != NO_CHILDREN)
