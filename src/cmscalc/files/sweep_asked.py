"""What a sweep is asked for, in words: which fact, from where to where, and by what step.

What they come to for a family is in `sweep_range.py`.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Period
from cmscalc.core.varying import Over
from cmscalc.files import words
from cmscalc.files.family import MOST_CHILDREN
from cmscalc.files.reader import Answers, Reader
from cmscalc.files.words import Unreadable

BOUNDS = ("from", "to", "step")
NAMES = ("over", *BOUNDS, "receiving_parent")
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
            wanted = f"{', '.join(names[:-1])} or {names[-1]}"
            reader.missing("over", "nothing to sweep over", wanted, "--over income")
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
