"""Reg 6: from exact parts to whole pence, once, so that the parts sum to the total."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import ReceivingParent, Rounding
from cmscalc.core.money import Money, to_penny
from cmscalc.core.shares import sum_of_parts
from cmscalc.core.step import Note, Step, assumed, number, pounds, reading, working
from cmscalc.law import Law
from cmscalc.law.sources import reg

PENNY = Money(1).pounds
MONTHS_IN_YEAR = 12


class Payable(NamedTuple):
    """Whole pence a week: the total, and each receiving parent's part in listed order."""

    weekly: Money
    parts: tuple[Money, ...]
    steps: tuple[Step, ...]


def payable(
    parts: tuple[Fraction, ...], parents: tuple[ReceivingParent, ...], rounding: Rounding
) -> Payable:
    """Reg 6: round the exact total half a penny up, and share odd pennies out."""
    weekly = to_penny(sum(parts, Fraction(0)))
    shared = share_pennies(parts, weekly)
    notes: tuple[Note, ...] = (EACH_STEP,)
    if rounding is Rounding.FINAL:
        notes = (reading(20),) if any(to_penny(part).pounds != part for part in parts) else ()
    total = _total(parts, notes)
    if len(parts) == 1:
        return Payable(weekly, shared, (total,))
    each = (
        _part(place, parent, exact, part)
        for place, (parent, exact, part) in enumerate(zip(parents, parts, shared, strict=True), 1)
    )
    return Payable(weekly, shared, (total, *each))


EACH_STEP = assumed(
    "each-step",
    "Rounding mode each-step: income, cuts, amounts at a rate and each child's reduction are "
    "rounded to the penny as they are worked out. CMS's leaflet says its system rounds only at the "
    "end (mode final); the two differ by a penny or so (reading 20).",
)


def _total(parts: tuple[Fraction, ...], notes: tuple[Note, ...]) -> Step:
    formula, terms = sum_of_parts(parts)
    return working(
        "weekly",
        "Weekly amount, to the penny" if len(parts) == 1 else "Weekly total, to the penny",
        reg("6"),
        f"penny({formula})",
        *terms,
        exact=to_penny(sum(parts, Fraction(0))).pounds,
        notes=notes,
    )


def share_pennies(parts: tuple[Fraction, ...], weekly: Money) -> tuple[Money, ...]:
    """Round each part, then move single pennies until they sum to the total (reading 21).

    A penny is given where rounding down took most, or taken where rounding up gave most; in a
    tie the later-listed part ends the larger.
    """
    rounded = [to_penny(part) for part in parts]
    over = sum(part.pence for part in rounded) - weekly.pence
    move = Money(-1 if over > 0 else 1)
    # How far rounding took a part in the direction that has to be undone, and its place.
    by_gain = sorted(
        (
            ((part.pounds - exact) * (1 if over > 0 else -1), place if over < 0 else -place)
            for place, (part, exact) in enumerate(zip(rounded, parts, strict=True))
        ),
        reverse=True,
    )
    for _, place in by_gain[: abs(over)]:
        rounded[abs(place)] += move
    return tuple(rounded)


def _part(place: int, parent: ReceivingParent, exact: Fraction, part: Money) -> Step:
    moved = part.pounds - to_penny(exact).pounds
    formula = "penny(part)"
    if moved:
        formula += " + odd penny" if moved > 0 else " − odd penny"
    return working(
        f"payable-{place}",
        f"Weekly, to {parent.called}{_why_moved(moved)}",
        reg("6"),
        formula,
        pounds("part", exact),
        *((pounds("odd penny", PENNY),) if moved else ()),
        exact=part.pounds,
        notes=(reading(21),) if moved else (),
    )


def _why_moved(moved: Fraction) -> str:
    if not moved:
        return ""
    return f", a penny {'more' if moved > 0 else 'less'}, so that the parts make the total"


def a_plan_year(weekly: Money, law: Law) -> Money:
    """SI 1992/1989 reg 4: 52 weeks of it, the year CMS plans payments over."""
    return weekly * law.reference_weeks.value


def a_plan_month(weekly: Money, law: Law) -> Money:
    """Give a twelfth of the plan year, half a penny up."""
    return to_penny(a_plan_year(weekly, law).pounds / MONTHS_IN_YEAR)


def over_the_year(weekly: Money, law: Law) -> tuple[Step, Step]:
    """Show the year of 52 weeks and the month that is a twelfth of it."""
    weeks = law.reference_weeks
    year = a_plan_year(weekly, law)
    return (
        working(
            "per-year",
            f"A year of {weeks.value} weeks",
            weeks.citation,
            "weekly total × weeks",
            pounds("weekly total", weekly.pounds),
            number("weeks", weeks.value),
            exact=year.pounds,
        ),
        working(
            "per-month",
            "A month: a twelfth of that",
            weeks.citation,
            "penny(year ÷ 12)",
            pounds("year", year.pounds),
            exact=a_plan_month(weekly, law).pounds,
        ),
    )
