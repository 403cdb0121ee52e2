"""A family's children as the formula asks for them: how many, and what care takes off."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from cmscalc.batch.formula import BENEFIT, BY_INCOME, DEFAULT, HALF_BENEFIT, NIL_STATUS, Part
from cmscalc.batch.scale import Scale, scale_of
from cmscalc.core.care import (
    WHOLE,
    is_local_authority_child,
    local_authority_fraction,
    shared_fraction,
    shared_often,
)
from cmscalc.core.facts import (
    CareWord,
    Child,
    Facts,
    Nights,
    ReceivingParent,
)
from cmscalc.core.rate import counting_benefits
from cmscalc.law import Law
from cmscalc.law.benefits import COUPLE
from cmscalc.law.care import ONE_HALF

# Where rows nearly all differ, what was read longest ago is forgotten: memory does not grow.
remembered = lru_cache(maxsize=20_000)


class Household(NamedTuple):
    """The receiving parents and their children, under one law.

    `children` counts the qualifying children in all, 0 where all are in equal care (reg 50).
    """

    names: tuple[str, ...]
    children: int
    all_local: bool
    parts: tuple[Part, ...]


class Care(NamedTuple):
    """What care takes off one child's share, over `Scale.care_of`, and what else it does."""

    off: int
    at_one_half: bool
    often: bool
    local: bool


class LocalCare(NamedTuple):
    """What nights in local authority care take off a child's share, and whether that is all."""

    fraction: Fraction
    all_of_it: bool


class Rules:
    """A law, the same in whole numbers, and what care takes off a child's share under it."""

    def __init__(self, law: Law) -> None:
        """Raise DoesNotFit for a law that cannot be told in whole numbers."""
        self.law = law
        self.scale = scale_of(law)
        self.care_of = remembered(self._care_of)
        self.local_of = remembered(self._local_of)

    def _care_of(self, child: Child) -> Care:
        shared, local = shared_fraction(child, self.law), self.local_of(child.local_authority)
        together = min(WHOLE, shared + local.fraction) if local.fraction else shared
        return Care(
            off=together.numerator * (self.scale.care_of // together.denominator),
            at_one_half=shared == ONE_HALF,
            often=shared_often(child, self.law),
            local=local.all_of_it,
        )

    def _local_of(self, nights: Nights) -> LocalCare:
        child = Child(local_authority=nights)
        return LocalCare(
            local_authority_fraction(child, self.law), is_local_authority_child(child, self.law)
        )


def household_of(parents: tuple[ReceivingParent, ...], rules: Rules) -> Household:
    """Regs 46, 47, 50, 53: the children of each receiving parent, in whole numbers."""
    cared = [
        [rules.care_of(child) for child in parent.children if child.care is not CareWord.EQUAL]
        for parent in parents
    ]
    return Household(
        names=tuple([parent.name for parent in parents]),
        children=sum(map(len, cared)),
        all_local=all(care.local for children in cared for care in children),
        parts=tuple([_part(children, rules.scale) for children in cared]),
    )


def _part(cared: list[Care], scale: Scale) -> Part:
    taken = [care.off for care in cared]
    return Part(
        children=len(cared),
        off=sum(taken),
        at=tuple([(off, taken.count(off)) for off in sorted(set(taken)) if off]),
        halves=sum([care.at_one_half for care in cared]),
        often=any(care.often for care in cared),
        wholly=taken.count(scale.care_of) == len(taken),
    )


def basis_of(facts: Facts, law: Law) -> int:
    """Regs 44, 45, 49: what the rate rests on, before income."""
    if facts.default_decision:
        return DEFAULT
    if facts.nil_status:
        return NIL_STATUS
    benefits = counting_benefits(facts, law)
    if not benefits:
        return BY_INCOME
    halved = facts.partner_also_pays and any(each.citation == COUPLE for each in benefits)
    return HALF_BENEFIT if halved else BENEFIT
