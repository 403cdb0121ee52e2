"""Schedule 1 para 7(3)-(4), regs 46, 47, 50 and 53: which children count, and what care takes off.

A fraction found here is of one child's share. Dividing and taking off is in `shares.py`.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import CareWord, Child, Facts, Nights, ReceivingParent
from cmscalc.core.step import Step, Term, Unit, decision, number, reading, readings_of
from cmscalc.law import Bands, Law
from cmscalc.law.care import ONE_HALF
from cmscalc.law.rows import Row
from cmscalc.law.sources import reg

NOTHING, WHOLE = Fraction(0), Fraction(1)


class Family(NamedTuple):
    """The receiving parents with only the children who count, and the law of the day."""

    parents: tuple[ReceivingParent, ...]
    facts: Facts
    law: Law

    @property
    def children(self) -> int:
        """How many qualifying children there are in all."""
        return count_children(self.parents)


class Group(NamedTuple):
    """Children of one receiving parent with the same care."""

    who: str
    size: int
    fraction: Fraction
    at_one_half: bool
    by_nights: bool
    by_local_authority: bool
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What the fraction is called in a formula."""
        return f"care of {self.who}"


def count_children(parents: tuple[ReceivingParent, ...]) -> int:
    """Count the children of every receiving parent."""
    return sum(len(parent.children) for parent in parents)


def children(count: int) -> str:
    """Say how many children: `1 child`, `2 children`."""
    return "1 child" if count == 1 else f"{count} children"


def counted_family(facts: Facts, law: Law) -> Family:
    """Reg 50: leave out each child in equal day-to-day care; a parent may be left with none."""
    parents = tuple(
        parent._replace(
            children=tuple(child for child in parent.children if child.care is not CareWord.EQUAL)
        )
        for parent in facts.receiving_parents
    )
    return Family(parents, facts, law)


def equal_care(family: Family) -> tuple[Step, ...]:
    """Reg 50: say how many children drop out, if any do."""
    counted = family.children
    given = count_children(family.facts.receiving_parents)
    if counted == given:
        return ()
    step = decision(
        "equal-care",
        "Equal day-to-day care: nothing is payable for the child",
        reg("50"),
        "children given − children in equal care = children counted",
        number("children given", given),
        number("children in equal care", given - counted),
        number("children counted", counted),
        outcome=f"{children(counted)} counted" if counted else "no liability",
        notes=(reading(5),) if counted else (),
    )
    return (step,)


def care_groups(place: int, parent: ReceivingParent, family: Family) -> tuple[Group, ...]:
    """Regs 46, 47, 53: the children of one receiving parent, grouped by what care takes off."""
    whose = f" of {parent.called}" if len(family.parents) > 1 else ""
    alike: dict[Child, list[int]] = {}
    for number_here, child in enumerate(parent.children, 1):
        alike.setdefault(child, []).append(number_here)
    return tuple(
        _group(f"{place}-{at}", whose, numbers, child, family.law)
        for at, (child, numbers) in enumerate(alike.items(), 1)
    )


def _group(place: str, whose: str, numbers: list[int], child: Child, law: Law) -> Group:
    who = numbered(numbers)
    shared, shared_steps = shared_care(place, who + whose, child, law)
    local, local_steps = local_authority_care(place, who + whose, child, law)
    steps = (*shared_steps, *local_steps)
    fraction = min(WHOLE, shared + local)
    if shared and local:
        steps = (*steps, _added(place, who + whose, shared, local))
    at_one_half = shared == ONE_HALF
    return Group(who, len(numbers), fraction, at_one_half, shared > 0, local > 0, steps)


def numbered(numbers: list[int]) -> str:
    """Name children by their place: `child 2`, `children 1, 2 and 3`."""
    if len(numbers) == 1:
        return f"child {numbers[0]}"
    return f"children {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def shared_care(place: str, who: str, child: Child, law: Law) -> tuple[Fraction, tuple[Step, ...]]:
    """Sch 1 para 7(4), regs 46 and 47: the fraction for the paying parent's nights."""
    if child.care is CareWord.ASSUMED:
        return _assumed(place, who, law)
    if not isinstance(child.care, Nights):
        raise TypeError("a child in equal care is not counted, so has no fraction")
    title = f"Shared care of {who}"
    return _in_band(f"care-{place}", title, child.care, law.care_bands, law)


def _assumed(place: str, who: str, law: Law) -> tuple[Fraction, tuple[Step, ...]]:
    row = law.assumed_care
    step = decision(
        f"care-{place}",
        f"Assumed shared care of {who}: agreed, but not the nights",
        row.citation,
        "one night a week is assumed",
        outcome=f"{row.value} off",
    )
    return row.value, (step,)


def local_authority_care(
    place: str, who: str, child: Child, law: Law
) -> tuple[Fraction, tuple[Step, ...]]:
    """Reg 53: the fraction for nights in local authority care."""
    title = f"Local authority care of {who}"
    bands = law.local_authority_bands
    return _in_band(f"local-authority-{place}", title, child.local_authority, bands, law)


def yearly_nights(nights: Nights, law: Law) -> Fraction:
    """Reg 46(4)-(5): nights in 12 months, in proportion from a shorter representative period."""
    if nights.days is None:
        return Fraction(nights.nights)
    return Fraction(nights.nights * law.days_in_year.value, nights.days)


def nights_formula(nights: Nights, law: Law) -> tuple[str, tuple[Term, ...]]:
    """Write nights in 12 months as a formula, with its terms."""
    terms = (number("nights", nights.nights),)
    if nights.days is None:
        return "nights", terms
    year = number("days in a year", law.days_in_year.value)
    counted = number("days counted", nights.days)
    return "nights × days in a year ÷ days counted", (*terms, year, counted)


def shared_fraction(child: Child, law: Law) -> Fraction:
    """Sch 1 para 7(4), regs 46 and 47: the fraction that the paying parent's nights take off."""
    if isinstance(child.care, Nights):
        return _fraction(child.care, law.care_bands, law)
    return law.assumed_care.value


def local_authority_fraction(child: Child, law: Law) -> Fraction:
    """Reg 53: the fraction that nights in local authority care take off."""
    return _fraction(child.local_authority, law.local_authority_bands, law)


def _fraction(nights: Nights, bands: Row[Bands], law: Law) -> Fraction:
    reached = _reached(nights, bands, law)
    return reached[-1][1] if reached else NOTHING


def _reached(nights: Nights, bands: Row[Bands], law: Law) -> Bands:
    """The bands that begin at no more nights than these."""
    a_year = yearly_nights(nights, law)
    return tuple(band for band in bands.value if band[0] <= a_year)


SHORTER_PERIOD = reg("46(4)-(5)")


def _in_band(
    step_id: str, title: str, nights: Nights, bands: Row[Bands], law: Law
) -> tuple[Fraction, tuple[Step, ...]]:
    a_year = yearly_nights(nights, law)
    reached = _reached(nights, bands, law)
    if not reached:
        return NOTHING, ()
    start, fraction = reached[-1]
    later = [band[0] for band in bands.value if band[0] > a_year]
    counted, terms = nights_formula(nights, law)
    formula = f"band start ≤ {counted}"
    terms = (number("band start", start), *terms)
    if later:
        formula += " < next band"
        terms += (number("next band", later[0]),)
    outcome = f"{fraction} off" if fraction < 1 else "all of it off"
    notes = readings_of(bands) if fraction == WHOLE else ()
    citation = bands.citation if nights.days is None else SHORTER_PERIOD
    step = decision(step_id, title, citation, formula, *terms, outcome=outcome, notes=notes)
    return fraction, (step,)


def _added(place: str, who: str, shared: Fraction, local: Fraction) -> Step:
    return Step(
        f"care-together-{place}",
        f"Both kinds of care of {who}",
        reg("53"),
        "min(1, shared care + local authority care)",
        (number("shared care", shared), number("local authority care", local)),
        min(WHOLE, shared + local),
        unit=Unit.NUMBER,
        notes=(reading(4),),
    )


def shared_often(child: Child, law: Law) -> bool:
    """Sch 1 para 8: whether a child's nights are so many that a flat rate by benefit is nil."""
    # Reg 47 assumes one night in each week.
    weeks = Nights(law.reference_weeks.value)
    nights = child.care if isinstance(child.care, Nights) else weeks
    return yearly_nights(nights, law) >= law.flat_care_from.value


def is_local_authority_child(child: Child, law: Law) -> bool:
    """Reg 53(6)-(7): nothing is payable for a child whose local authority nights take it all."""
    nights = yearly_nights(child.local_authority, law)
    bands = law.local_authority_bands.value
    return any(start <= nights and fraction == WHOLE for start, fraction in bands)
