"""Schedule 1 paras 6 to 8: dividing the weekly amount between receiving parents, less care.

Parts are exact here. Whole pence are made in `payable.py`, once.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.care import (
    WHOLE,
    Family,
    Group,
    care_groups,
    children,
    is_local_authority_child,
    nights_formula,
    shared_often,
)
from cmscalc.core.facts import Child, Nights, ReceivingParent, Rounding
from cmscalc.core.money import to_penny
from cmscalc.core.step import (
    Note,
    Step,
    Term,
    decision,
    number,
    pounds,
    reading,
    readings_of,
    working,
)
from cmscalc.law import Law
from cmscalc.law.rows import Citation
from cmscalc.law.sources import reg, schedule_1

NOTHING = Fraction(0)


class Shares(NamedTuple):
    """Each receiving parent's exact weekly part, in listed order, and the steps."""

    parts: tuple[Fraction, ...]
    steps: tuple[Step, ...] = ()


def divide(amount: Fraction, family: Family) -> Shares:
    """Sch 1 para 6: divide by all the children; each receiving parent gets their children's."""
    count = family.children
    parts = tuple(amount / count * len(parent.children) for parent in family.parents)
    if len(family.parents) == 1:
        return Shares(parts)
    return Shares(
        parts,
        tuple(
            _apportioned(amount, count, place, parent)
            for place, parent in enumerate(family.parents, 1)
            if parent.children
        ),
    )


def _apportioned(amount: Fraction, count: int, place: int, parent: ReceivingParent) -> Step:
    here = len(parent.children)
    return working(
        f"apportionment-{place}",
        f"Part for {parent.called}: {here} of {children(count)}",
        schedule_1("6(2)"),
        "weekly amount ÷ all children × children of this parent",
        pounds("weekly amount", amount),
        number("all children", count),
        number("children of this parent", here),
        exact=amount / count * here,
    )


def sum_of_parts(parts: tuple[Fraction, ...]) -> tuple[str, tuple[Term, ...]]:
    """Write the sum of receiving parents' parts: a formula and its terms."""
    names = [f"part {place}" for place in range(1, len(parts) + 1)]
    if len(parts) == 1:
        names = ["weekly amount"]
    return " + ".join(names), tuple(map(pounds, names, parts))


# --- para 7: care at the reduced and basic rates --------------------------------------------------


def take_off_care(divided: Shares, family: Family) -> Shares:
    """Sch 1 para 7(2) to (7), reg 53: each part less care, and the total kept at its minimum."""
    parts: list[Fraction] = []
    steps: list[Step] = []
    for place, (parent, part) in enumerate(zip(family.parents, divided.parts, strict=True), 1):
        groups = [group for group in care_groups(place, parent, family) if group.fraction]
        if not groups:
            parts.append(part)
            continue
        less = _part_less_care(place, parent, part, groups, family)
        parts.append(less.amount)
        steps += [step for group in groups for step in group.steps]
        steps.append(less)
    shared = Shares(tuple(parts), tuple(steps))
    if sum(parts) >= family.law.shared_care_minimum.value:
        return shared
    if _all_in_local_authority(family):
        return shared._replace(steps=(*shared.steps, NO_MINIMUM))
    return _minimum(shared, family)


NO_MINIMUM = decision(
    "no-minimum",
    "No minimum: every child is in local authority care for the last band or more",
    reg("53"),
    "nothing is payable for any of the children",
    outcome="nothing is due",
    notes=(reading(3),),
)


def _part_less_care(
    place: int, parent: ReceivingParent, part: Fraction, groups: list[Group], family: Family
) -> Step:
    here = len(parent.children)
    halves = sum(group.size for group in groups if group.at_one_half)
    all_taken = all(group.fraction == WHOLE for group in groups) and (
        sum(group.size for group in groups) == here
    )
    # With nothing left of any share, pence rounded child by child would leave a stray fraction.
    if family.facts.rounding is Rounding.EACH_STEP and not all_taken:
        formula, terms, less = _each_childs_reduction(part, here, groups)
    else:
        formula, terms, less = _average_fraction(part, here, groups)
    if halves:
        extra = family.law.half_care_extra
        formula += " − extra × children at one half"
        terms += (pounds("extra", extra.value), number("children at one half", halves))
        less -= extra.value * halves
    below = less < 0
    notes: tuple[Note, ...] = (reading(18),) if below else ()
    if halves:
        notes += readings_of(family.law.half_care_extra)
    return working(
        f"shared-care-{place}",
        f"After care of the children of {parent.called}",
        _care_citation(groups),
        f"max(0, {formula})" if below else formula,
        *terms,
        exact=max(NOTHING, less),
        notes=notes,
    )


def _care_citation(groups: list[Group]) -> Citation:
    if not any(group.by_nights for group in groups):
        return reg("53")
    shared = schedule_1("7(5)-(6)" if any(group.at_one_half for group in groups) else "7(5)")
    if not any(group.by_local_authority for group in groups):
        return shared
    return shared._replace(text=f"{shared.text}, with {reg('53').text}")


def _average_fraction(
    part: Fraction, here: int, groups: list[Group]
) -> tuple[str, tuple[Term, ...], Fraction]:
    """Take the average of the children's fractions off the part, exactly."""
    care = sum((group.fraction * group.size for group in groups), NOTHING)
    names = " + ".join(_times(group.size, group.name) for group in groups)
    taken = f"({names})" if len(groups) > 1 else names
    terms: tuple[Term, ...] = (
        pounds("part", part),
        *(number(group.name, group.fraction) for group in groups),
    )
    if here == 1:
        return f"part × (1 − {names})", terms, part * (1 - care)
    terms += (number("children of this parent", here),)
    return f"part × (1 − {taken} ÷ children of this parent)", terms, part * (1 - care / here)


def _each_childs_reduction(
    part: Fraction, here: int, groups: list[Group]
) -> tuple[str, tuple[Term, ...], Fraction]:
    """Take each child's reduction off the part, with share and reduction in whole pence."""
    share = to_penny(part / here).pounds
    taken = sum((to_penny(share * group.fraction).pounds * group.size for group in groups), NOTHING)
    each_share = "penny(part ÷ children of this parent)"
    pieces = " − ".join(
        _times(group.size, f"penny({each_share} × {group.name})") for group in groups
    )
    terms = (
        pounds("part", part),
        number("children of this parent", here),
        *(number(group.name, group.fraction) for group in groups),
    )
    return f"part − {pieces}", terms, part - taken


def _times(count: int, text: str) -> str:
    return text if count == 1 else f"{count} × {text}"


def _all_in_local_authority(family: Family) -> bool:
    return all(
        is_local_authority_child(child, family.law)
        for parent in family.parents
        for child in parent.children
    )


def _minimum(shared: Shares, family: Family) -> Shares:
    """Sch 1 para 7(7): at least the flat rate in all, shared by number of children."""
    least = family.law.shared_care_minimum
    total, terms = sum_of_parts(shared.parts)
    whom_it_protects = reading(17)
    doubts = dict.fromkeys((*readings_of(least), whom_it_protects))
    if len(shared.parts) == 1:
        del doubts[whom_it_protects]
    step = decision(
        "minimum",
        "The total is brought up to its minimum, shared by number of children",
        least.citation,
        f"{total} < least total",
        *terms,
        pounds("least total", least.value),
        outcome="the least total",
        notes=tuple(doubts),
    )
    divided = divide(least.value, family)
    renamed = tuple(
        shown._replace(id=shown.id.replace("apportionment", "minimum"), citation=least.citation)
        for shown in divided.steps
    )
    return Shares(divided.parts, (*shared.steps, step, *renamed))


# --- para 8: care at the flat rate by benefit -----------------------------------------------------


def flat_rate_care(divided: Shares, family: Family) -> Shares:
    """Sch 1 para 8: nil to a receiving parent if any of their children is shared often enough."""
    limit = family.law.flat_care_from
    parts = list(divided.parts)
    steps: list[Step] = []
    for at, parent in enumerate(family.parents):
        shared = [child for child in parent.children if shared_often(child, family.law)]
        if not shared:
            continue
        formula, terms = _often_formula(shared[0], family.law)
        parts[at] = NOTHING
        steps.append(
            decision(
                f"flat-rate-care-{at + 1}",
                f"Flat rate by benefit and shared care: nil to {parent.called}",
                limit.citation,
                formula,
                *terms,
                outcome="nil",
                notes=readings_of(limit),
            )
        )
    return Shares(tuple(parts), tuple(steps))


def _often_formula(child: Child, law: Law) -> tuple[str, tuple[Term, ...]]:
    if not isinstance(child.care, Nights):
        return "one night a week is assumed (reg 47)", ()
    formula, terms = nights_formula(child.care, law)
    return f"{formula} ≥ limit", (*terms, number("limit", law.flat_care_from.value))
