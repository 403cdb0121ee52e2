"""What a sweep is asked for, read: which fact, from where to where, and by what step.

It is read in two parts: the words by themselves, then what they come to for a family.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.care import count_children
from cmscalc.core.facts import CareWord, Facts, Nights, Period
from cmscalc.core.income import a_week
from cmscalc.core.money import Money
from cmscalc.core.varying import Over, Range, a_pound_more
from cmscalc.files import words
from cmscalc.files.family import MOST_CHILDREN
from cmscalc.files.problems import Problems
from cmscalc.files.reader import Answers, Reader, typed
from cmscalc.files.words import Unreadable
from cmscalc.law import Law

BOUNDS = ("from", "to", "step")
NAMES = ("over", *BOUNDS, "receiving_parent")
MOST_POINTS = 10_000
# Of a range that nobody gave: at most so many steps, each a round number.
MOST_STEPS = 40
ROUND = (1, 2, 5)
PENNY = Money(1).pounds
HALF_A_YEAR = 182
LIKELY_CHILDREN = 6
LIKELY_OTHERS = 4
# The answers that say where a family is, by what is swept over.
SAYS_WHERE = {
    Over.INCOME: ("income", "current_income"),
    Over.NIGHTS: ("nights", "family"),
    Over.CHILDREN: ("children", "family"),
    Over.OTHER_CHILDREN: ("other_children",),
}
COUNTED = {
    Over.NIGHTS: (0, words.NIGHTS_IN_YEAR, "nights in the 12 months"),
    Over.CHILDREN: (1, MOST_CHILDREN, "children maintenance is for"),
    Over.OTHER_CHILDREN: (0, MOST_CHILDREN, "other children"),
}


OF_CHILDREN = (Over.NIGHTS, Over.CHILDREN)
# What says each child's nights, in the order they are likeliest to be meant.
NOT_ALIKE = ("nights", "family", "local_authority_nights")


class Bound(NamedTuple):
    """A place on a range, with its period where one was typed."""

    at: Fraction
    period: Period | None = None


class Wanted(NamedTuple):
    """The words of a sweep. What was not said is None."""

    over: Over
    bounds: dict[str, Bound | None]
    parent: str | None


def read_wanted(reader: Reader) -> Wanted | None:
    """Read the words of a sweep, keeping every problem; None where what to sweep is not known."""
    parent = reader.once("receiving_parent", words.label)
    names = [each.value for each in Over]
    name = reader.once("over", lambda text: words.one_of(text, names, "one of"))
    if name is None:
        if not reader.given("over"):
            reader.missing("over", "nothing to sweep over", ", ".join(names), "--over income")
        return None
    over = Over(name)
    bounds = {each: _read_bound(reader, over, each) for each in BOUNDS}
    if parent and over not in OF_CHILDREN:
        found = f"given beside --over {over.value}, which is not of one receiving parent's children"
        reader.contradicts("receiving_parent", found, "--over nights or --over children with it")
    return Wanted(over, bounds, parent)


def _read_bound(reader: Reader, over: Over, name: str) -> Bound | None:
    return reader.once(name, lambda text: _bound(text, over, name))


def _bound(text: str, over: Over, name: str) -> Bound:
    if over is Over.INCOME:
        return _of_income(text, name)
    least, most, what = COUNTED[over]
    if name == "step":
        return Bound(Fraction(words.whole(text, 1, most, "the step")))
    return Bound(Fraction(words.whole(text, least, most, what)))


def _of_income(text: str, name: str) -> Bound:
    """Read an amount, with a period or without one."""
    is_bare = words.is_money(text.strip())
    amount = (words.money(text), None) if is_bare else words.amount(text)
    if name == "step" and not amount[0]:
        raise Unreadable("a step of nothing", "an amount of a penny or more, such as 100/week")
    return Bound(*amount)


def with_what_is_swept(answers: Answers, wanted: Wanted | None) -> Answers:
    """Give the answers with something in the place of the fact swept over, which need not be said.

    Where it is not known what is swept, nothing else is asked for either.
    """
    over = wanted.over if wanted else None
    stand_in: dict[str, list[str]] = {}
    if over in (None, Over.INCOME) and not answers.get("default_decision"):
        stand_in |= _unless_said(answers, Over.INCOME, "0/week")
    if over in (None, Over.CHILDREN):
        stand_in |= _unless_said(answers, Over.CHILDREN, "1")
    return {**answers, **stand_in}


def _unless_said(answers: Answers, over: Over, text: str) -> dict[str, list[str]]:
    names = SAYS_WHERE[over]
    return {} if any(answers.get(name) for name in names) else {names[0]: [text]}


# --- for a family ---------------------------------------------------------------------------------


def range_of(reader: Reader, wanted: Wanted, facts: Facts, law: Law, *, is_said: bool) -> Range:
    """Give the range for a family. Raises Problems.

    `is_said`: the facts say where on it the family is now.
    """
    place = _parent(reader, wanted, facts)
    period = _period(reader, wanted, facts)
    if not reader.problems:
        _check_children(reader, wanted, facts, place)
    if reader.problems:
        raise Problems(reader.problems)
    bare = Range(wanted.over, Fraction(0), Fraction(0), Fraction(1), period, place)
    here = _here(bare, facts, law) if is_said else None
    over = _with_bounds(bare._replace(here=here), wanted, facts, law)
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
        reader.contradicts(
            name,
            "children whose nights are not all the same, beside --over children",
            "the same nights for each of them, so that one more child has nights too",
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


def _with_bounds(over: Range, wanted: Wanted, facts: Facts, law: Law) -> Range:
    """Put in what was typed, and for the rest a range that shows what there is to see."""
    given = {name: bound.at for name, bound in wanted.bounds.items() if bound}
    start = Fraction(over.over is Over.CHILDREN)
    first = given.get("from", start)
    top = max(_top(over, facts, law), over.here or start)
    if over.over is not Over.INCOME:
        step = given.get("step", Fraction(1))
        return over._replace(first=first, last=given.get("to", top), step=step)
    step = given.get("step", _round_step(given.get("to", top) - first))
    past_top = first + ((top - first) // step + 1) * step
    return over._replace(first=first, last=given.get("to", past_top), step=step)


def _top(over: Range, facts: Facts, law: Law) -> Fraction:
    """Give where a range ends that nobody ended: where nothing more is to be seen."""
    if over.over is Over.NIGHTS:
        return Fraction(HALF_A_YEAR)
    if over.over is Over.OTHER_CHILDREN:
        return Fraction(LIKELY_OTHERS)
    if over.over is Over.INCOME:
        pension = a_week(facts.pension, law) if facts.pension else 0
        return (law.income_cap.value + pension) / a_pound_more(over, law)
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
        name = "to" if reader.given("to") else "from"
        reader.contradicts(name, "an end that is not after the start", "--to more than --from")
        return
    count = (over.last - over.first) // over.step + 1
    if count > MOST_POINTS:
        name = "step" if reader.given("step") else "to"
        found = f"a range and a step that make {count:,} points"
        reader.contradicts(
            name, found, f"at most {MOST_POINTS:,}: a larger step, or a shorter range"
        )


def _check_most(reader: Reader, over: Range, facts: Facts) -> None:
    """Say that there would be more children than are counted."""
    most = _most(facts, over.parent)
    if over.last > most:
        reader.contradicts("to", f"more than {MOST_CHILDREN} children in all", f"at most {most}")
