"""Where a small change would move the answer: nights to the next band, income to the next rate.

Nothing here is a rule of law. It asks `assess` again with one fact changed.
"""

from fractions import Fraction

from cmscalc.core.assess import Assessment, assess
from cmscalc.core.care import numbered
from cmscalc.core.facts import Child, Facts, Nights
from cmscalc.core.income import income_used
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.money import Money, to_penny
from cmscalc.core.notes import VARIED
from cmscalc.core.rate import Rate, counting_benefits, for_number
from cmscalc.core.step import Note
from cmscalc.law import Law

NEAR_NIGHTS = 14
NEAR_POUNDS = Fraction(25)


def near_edges(facts: Facts, law: Law, answer: Assessment) -> tuple[Note, ...]:
    """Say which edges are near: 14 nights, £25 of weekly income, and the 25 % rule's own."""
    return _nights(facts, law, answer) + _income(facts, law, answer) + _tolerance(facts, law)


# --- nights ---------------------------------------------------------------------------------------


def _nights(facts: Facts, law: Law, answer: Assessment) -> tuple[Note, ...]:
    if answer.rate not in (Rate.REDUCED, Rate.BASIC, Rate.FLAT):
        return ()
    found: list[Note] = []
    for place, parent in enumerate(facts.receiving_parents):
        for number, child in enumerate(parent.children):
            same = parent.children.index(child) < number
            if isinstance(child.care, Nights) and not same:
                found += _nights_of(facts, law, answer, place, child)
    return tuple(found)


def _nights_of(facts: Facts, law: Law, answer: Assessment, place: int, child: Child) -> list[Note]:
    assert isinstance(child.care, Nights)
    now, days = child.care
    starts = [_first_in_band(start, days, law) for start, _ in law.care_bands.value]
    period = "a year" if days is None else f"of {days}"
    above = [start for start in starts if 0 < start - now <= NEAR_NIGHTS]
    below = [start - 1 for start in starts if 0 <= now - start < NEAR_NIGHTS]
    number = facts.receiving_parents[place].children.index(child) + 1
    notes = []
    for nights in (*above, *below):
        weekly = _with_nights(facts, law, place, child, Nights(nights, days))
        if weekly is None or weekly == answer.weekly:
            continue
        more = nights - now
        notes.append(
            Note(
                f"near-nights-{place + 1}-{number}-{nights}",
                f"At {nights} nights {period} instead of {now} ({abs(more)} "
                f"{'more' if more > 0 else 'fewer'}) with {_who(facts, place, child)}, the weekly "
                f"total would be {weekly.written}.",
            )
        )
    return notes


def _first_in_band(start: int, days: int | None, law: Law) -> int:
    """Give the fewest nights, of a year or of a shorter period, that reach a band (reg 46(5))."""
    year = law.days_in_year.value
    return -(-start * (days or year) // year)


def _who(facts: Facts, place: int, child: Child) -> str:
    parent = facts.receiving_parents[place]
    numbers = [number for number, each in enumerate(parent.children, 1) if each == child]
    whose = f" of {parent.name}" if len(facts.receiving_parents) > 1 else ""
    if len(parent.children) == 1:
        return f"the child{whose}"
    if len(numbers) == len(parent.children):
        return f"each child{whose}"
    return f"{numbered(numbers)}{whose}"


def _with_nights(facts: Facts, law: Law, place: int, child: Child, nights: Nights) -> Money | None:
    """Give the weekly total with other nights for the children whose care is now the same."""
    parents = list(facts.receiving_parents)
    parents[place] = parents[place]._replace(
        children=tuple(
            each._replace(care=nights) if each == child else each
            for each in parents[place].children
        )
    )
    try:
        return assess(facts._replace(receiving_parents=tuple(parents)), law).weekly
    except OutsideTheLawBook:
        return None


# --- income ---------------------------------------------------------------------------------------


def _income(facts: Facts, law: Law, answer: Assessment) -> tuple[Note, ...]:
    """Name the limits of income near it, where income is what decides."""
    used = income_used(facts, law)
    if used is None or answer.gross_weekly_income is None or facts.nil_status:
        return ()
    if counting_benefits(facts, law) or any(step.id in VARIED for step in answer.steps):
        return ()
    income = answer.gross_weekly_income.pounds
    first_slice = law.first_slice.value
    if facts.other_children:
        cut = for_number(law.other_child_reductions.value, facts.other_children)
        first_slice /= 1 - cut
    limits = (
        (law.nil_below.value, "the nil rate ends"),
        (law.flat_up_to.value, "the flat rate for low income ends"),
        (law.basic_from.value, "the basic rate starts"),
        (first_slice, "the lower percentages of the basic rate start"),
        (law.income_cap.value, "income stops counting"),
    )
    return tuple(
        Note(
            f"near-income-{at}",
            f"Gross weekly income is {to_penny(abs(limit - income)).written} "
            f"{'under' if income < limit else 'over'} {to_penny(limit).written}, where {what}.",
        )
        for at, (limit, what) in enumerate(limits, 1)
        if 0 < abs(limit - income) <= NEAR_POUNDS
    )


def _tolerance(facts: Facts, law: Law) -> tuple[Note, ...]:
    """Reg 34: from which current incomes the other figure would be used."""
    if facts.income is None or facts.current_income is None:
        return ()
    used = income_used(facts, law)
    assert used is not None
    historic = used.steps[0].amount
    if historic == 0:
        return ()
    share = law.income_tolerance.value
    text = (
        f"Against historic income of {to_penny(historic).written} a week"
        f"{', both after pension contributions' if facts.pension else ''}, current income is used "
        f"from {_first_penny(historic * (1 + share)).written} up and from "
        f"{_last_penny(historic * (1 - share)).written} down."
    )
    return (Note("near-tolerance", text),)


def _first_penny(edge: Fraction) -> Money:
    """Give the smallest whole pence that reach an edge."""
    near = to_penny(edge)
    return near if near.pounds >= edge else near + Money(1)


def _last_penny(edge: Fraction) -> Money:
    """Give the largest whole pence that do not pass an edge."""
    near = to_penny(edge)
    return near if near.pounds <= edge else near - Money(1)
