"""The range of a sweep for a family: what was typed, and for the rest what shows most."""

from collections.abc import Sequence
from fractions import Fraction

from cmscalc.core.care import count_children
from cmscalc.core.facts import CareWord, Facts, Nights, Period
from cmscalc.core.income import a_week
from cmscalc.core.money import Money, to_penny
from cmscalc.core.varying import Over, Range, a_pound_more
from cmscalc.files import words
from cmscalc.files.family import MOST_CHILDREN
from cmscalc.files.problems import Problems
from cmscalc.files.reader import Reader, typed
from cmscalc.files.sweep_asked import OF_CHILDREN, Wanted
from cmscalc.files.words import NIGHTS_IN_YEAR, Unreadable
from cmscalc.law import Law

MOST_POINTS = 10_000
# Of a range that nobody gave: at most so many steps, each a round number.
MOST_STEPS = 40
ROUND = (1, 2, 5)
PENNY = Money(1).pounds
HALF_A_YEAR, A_WEEK = 182, 7
LIKELY_CHILDREN = 6
LIKELY_OTHERS = 4
# What says each child's nights, in the order they are likeliest to be meant.
NOT_ALIKE = ("nights", "family", "local_authority_nights")


def range_of(
    reader: Reader, wanted: Wanted, facts: Facts, laws: Sequence[Law], *, is_said: bool
) -> Range:
    """Give the range for a family under each of some laws, today's first. Raises Problems.

    `is_said`: the facts say where on it the family is now.
    """
    place = _parent(reader, wanted, facts)
    period = _period(reader, wanted, facts)
    if not reader.problems:
        _check_children(reader, wanted, facts, place)
    if reader.problems:
        raise Problems(reader.problems)
    bare = Range(wanted.over, Fraction(0), Fraction(0), Fraction(1), period, place)
    here = _here(bare, facts, laws[0]) if is_said else None
    over = _with_bounds(bare._replace(here=here), wanted, facts, laws)
    _check_bounds(reader, over)
    if over.over is Over.CHILDREN:
        _check_most(reader, over, facts)
    if reader.problems:
        raise Problems(reader.problems)
    is_within = here is not None and over.first <= here <= over.last
    return over if is_within else over._replace(here=None)


def _parent(reader: Reader, wanted: Wanted, facts: Facts) -> int:
    """Find whose children are meant, which has to be said of several receiving parents."""
    if wanted.over not in OF_CHILDREN:
        return 0
    names = [parent.name for parent in facts.receiving_parents]
    found = [
        at for at, name in enumerate(names) if name.casefold() == (wanted.parent or "").casefold()
    ]
    if wanted.parent is None and len(names) == 1:
        return 0
    if found:
        return found[0]
    listed = " or ".join(names)
    if wanted.parent is None:
        what = f"no word of whose {'nights' if wanted.over is Over.NIGHTS else 'children'} change"
        reader.missing(
            "receiving_parent",
            what,
            f"one receiving parent: {listed}",
            typed("receiving_parent", names[0]),
        )
        return 0
    given = reader.texts("receiving_parent")[0]
    near = words.closest(wanted.parent, names)
    wrong = Unreadable(
        f"an unknown receiving parent, {given!r}", f"one of {', '.join(names)}", near
    )
    reader.wrong("receiving_parent", given, wrong)
    return 0


def _check_children(reader: Reader, wanted: Wanted, facts: Facts, place: int) -> None:
    """How many children there are can be swept over where they are all alike."""
    if wanted.over is not Over.CHILDREN:
        return
    children = facts.receiving_parents[place].children
    if len(set(children)) > 1:
        name = next((each for each in NOT_ALIKE if reader.given(each)), "over")
        families = reader.texts("family")
        reader.contradicts(
            name,
            "children whose nights are not all the same, beside --over children",
            "the same nights for each of them, so that one more child has nights too",
            families[place] if name == "family" else "",
        )


def _period(reader: Reader, wanted: Wanted, facts: Facts) -> Period:
    """Take the period typed with a place; else the one of the family's income; else a week."""
    typed_with = {name: bound.period for name, bound in wanted.bounds.items() if bound}
    periods = {name: period for name, period in typed_with.items() if period}
    first = next(iter(periods.values()), None)
    for name, period in periods.items():
        if period is not first:
            reader.contradicts(
                name, "another period than the rest of the range", "one period, such as week"
            )
    income = facts.current_income or facts.income
    return first or (income.period if income and income.pounds else Period.WEEK)


def _here(bare: Range, facts: Facts, law: Law) -> Fraction | None:
    """Give where the family is now; None where no one place is."""
    if bare.over is Over.OTHER_CHILDREN:
        return Fraction(facts.other_children)
    children = facts.receiving_parents[bare.parent].children
    if bare.over is Over.CHILDREN:
        return Fraction(len(children))
    if bare.over is Over.INCOME:
        income = facts.current_income or facts.income
        return None if income is None else a_week(income, law) / a_pound_more(bare, law)
    nights = {child.care for child in children if child.care is not CareWord.EQUAL}
    only = next(iter(nights)) if len(nights) == 1 else None
    is_count = isinstance(only, Nights) and only.days is None
    return Fraction(only.nights) if isinstance(only, Nights) and is_count else None


def _with_bounds(over: Range, wanted: Wanted, facts: Facts, laws: Sequence[Law]) -> Range:
    """Put in what was typed, and for the rest a range that shows what there is to see."""
    given = {name: bound.at for name, bound in wanted.bounds.items() if bound}
    start = Fraction(over.over is Over.CHILDREN)
    first = given.get("from", start)
    top = max(*(_top(over, facts, law) for law in laws), over.here or start)
    if over.over is not Over.INCOME:
        step = given.get("step", Fraction(1))
        return over._replace(first=first, last=given.get("to", top), step=step)
    step = given.get("step", _round_step(given.get("to", top) - first))
    past_top = first + ((top - first) // step + 1) * step
    return over._replace(first=first, last=given.get("to", past_top), step=step)


def _top(over: Range, facts: Facts, law: Law) -> Fraction:
    """Give where a range ends that nobody ended: where nothing more is to be seen."""
    if over.over is Over.NIGHTS:
        bands = (law.flat_care_from.value, *(nights for nights, _ in law.care_bands.value))
        return Fraction(min(max(HALF_A_YEAR, max(bands) + A_WEEK), NIGHTS_IN_YEAR))
    if over.over is Over.OTHER_CHILDREN:
        return Fraction(LIKELY_OTHERS)
    if over.over is Over.INCOME:
        # What comes off income before its limit moves the limit up.
        off = [*filter(None, [facts.pension]), *(each.amount for each in facts.special_expenses)]
        most = law.income_cap.value + sum(a_week(each, law) for each in off)
        return most / a_pound_more(over, law)
    return Fraction(min(LIKELY_CHILDREN, _most(facts, over.parent)))


def _most(facts: Facts, place: int) -> int:
    """How many children one receiving parent may have, beside those of the others."""
    theirs = len(facts.receiving_parents[place].children)
    return MOST_CHILDREN - count_children(facts.receiving_parents) + theirs


def _round_step(width: Fraction) -> Fraction:
    """Give the least round number of which no more than the most steps fit in a width."""
    size = PENNY
    while True:
        for number in ROUND:
            if width <= MOST_STEPS * number * size:
                return number * size
        size *= 10


def _check_bounds(reader: Reader, over: Range) -> None:
    if over.last <= over.first:
        _check_order(reader, over)
        return
    count = (over.last - over.first) // over.step + 1
    if count > MOST_POINTS:
        name = "step" if reader.given("step") else "to"
        found = f"a range and a step that make {count:,} points"
        reader.contradicts(
            name, found, f"at most {MOST_POINTS:,}: a larger step, or a shorter range"
        )


def _check_order(reader: Reader, over: Range) -> None:
    if reader.given("to"):
        found = f"an end that is not after the start, {_typed_place(over.first)}"
        reader.contradicts("to", found, "a --to that is more than --from")
        return
    found = f"a start that is not before the end, {_typed_place(over.last)}"
    reader.contradicts(
        "from", found, "a --to after it; the end is where nothing more is to be seen"
    )


def _typed_place(at: Fraction) -> str:
    return str(to_penny(at)).removesuffix(".00")


def _check_most(reader: Reader, over: Range, facts: Facts) -> None:
    """Say that there would be more children than are counted."""
    most = _most(facts, over.parent)
    if over.last > most:
        reader.contradicts("to", f"more than {MOST_CHILDREN} children in all", f"at most {most}")
