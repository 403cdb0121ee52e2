"""Which step of the working changes where the amount turns, and the look that finds the places.

A working is looked at before pence are made of it: every figure then moves in a line of income,
and what is done changes only where a figure meets a limit of the law.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.assess import assess
from cmscalc.core.facts import Facts, Rounding
from cmscalc.core.income import HISTORIC, weekly_income
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.pieces import TINY, Look
from cmscalc.core.step import Step, Unit
from cmscalc.core.unearned import without_variation
from cmscalc.core.varying import Range, varied
from cmscalc.law import VALUES, Law

NOTHING = Fraction(0)
# The step that makes whole pence: from there on figures do not move in a line.
PAYABLE = "weekly"
WITHOUT = "before-"


class Change(NamedTuple):
    """The first step that is not the same before and after; None where there is no such step."""

    before: Step | None
    after: Step | None


def exactly(facts: Facts) -> Facts:
    """Give the facts with nothing rounded on the way, and no fees, which are on whole pence."""
    return facts._replace(rounding=Rounding.FINAL, collect_and_pay=False)


def look_at(facts: Facts, law: Law) -> Look:
    """Look at the working of exact facts.

    Where a variation is asked for, the rule also depends on the amount without it (regs 73(2),
    74(1A)), so that working is looked at too.
    """
    whole = exact_steps(facts, law)
    due = _due(whole)
    figures = _figures(whole, due)
    unvaried = without_variation(facts, law)
    if unvaried == facts:
        return Look(_path(whole), due, figures)
    plain = exact_steps(unvaried, law)
    without = _due(plain)
    figures += _figures(plain, without)
    if due:
        figures += (sum(due, NOTHING) - sum(without, NOTHING),)
    return Look((*_path(whole), *_path(plain)), due, figures)


def limits_of(facts: Facts, law: Law) -> frozenset[Fraction]:
    """Give every amount that a figure of the working may be held against."""
    rows = (getattr(law, name) for name, value in VALUES.items() if value.unit == "pounds")
    amounts = (row.value for row in rows if row is not None)
    limits = {amount for amount in amounts if isinstance(amount, Fraction)}
    return frozenset({NOTHING, *limits, *_tolerances(facts, law)})


def _tolerances(facts: Facts, law: Law) -> tuple[Fraction, ...]:
    """Reg 34(2): the current incomes a week from which, down or up, current income is used."""
    if facts.income is None or facts.current_income is None:
        return ()
    historic = weekly_income(facts.income, HISTORIC, facts.pension, law).amount
    share = law.income_tolerance.value
    return (historic * (1 - share), historic * (1 + share))


def exact_steps(facts: Facts, law: Law) -> tuple[Step, ...]:
    """Give the steps up to the one that makes whole pence; none outside the law book."""
    try:
        steps = assess(facts, law).steps
    except OutsideTheLawBook:
        return ()
    place = [step.id for step in steps].index(PAYABLE)
    return steps[: place + 1]


def _due(steps: tuple[Step, ...]) -> tuple[Fraction, ...]:
    """What each receiving parent is due, exactly: what the step of whole pence adds up."""
    return tuple(term.value for term in steps[-1].terms) if steps else ()


def _path(steps: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple(text for step in steps for text in _told(step))


def _told(step: Step) -> tuple[str, str, str, str]:
    return step.id, step.title, step.formula, step.outcome


def _figures(steps: tuple[Step, ...], due: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    terms = (term.value for step in steps[:-1] for term in step.terms if term.unit is Unit.POUNDS)
    sums = (step.exact for step in steps[:-1] if step.exact is not None)
    return (*terms, *sums, sum(due, NOTHING))


# --- what changes ---------------------------------------------------------------------------------


def change_at(facts: Facts, over: Range, law: Law, at: Fraction) -> Change:
    """Say which step changes at a place of income: in what it says, or in how it rises."""
    below, under, on, over_it, above = (
        exact_steps(varied(facts, over, at + side * TINY), law) for side in (-2, -1, 0, 1, 2)
    )
    rises = _rises(below, under), _rises(over_it, above)
    if _path(under) == _path(over_it) and rises[0] == rises[1]:
        # The working is another one at this very place, and nowhere beside it.
        return first_change(under, on, {}, {})
    return first_change(under, over_it, *rises)


def change_between(facts: Facts, over: Range, law: Law, at: Fraction) -> Change:
    """Say which step changes from one whole number to the next, in what it says or comes to."""
    before, after = (exact_steps(varied(facts, over, each), law) for each in (at - 1, at))
    return first_change(before, after, _sums(before), _sums(after))


def _sums(steps: tuple[Step, ...]) -> dict[str, Fraction]:
    return {step.id: step.exact for step in steps[:-1] if step.exact is not None}


def _rises(low: tuple[Step, ...], high: tuple[Step, ...]) -> dict[str, Fraction]:
    """How much each sum rises over a tiny stretch."""
    before = _sums(low)
    return {step_id: amount - before[step_id] for step_id, amount in _sums(high).items()}


def first_change(
    before: tuple[Step, ...],
    after: tuple[Step, ...],
    was: dict[str, Fraction],
    becomes: dict[str, Fraction],
) -> Change:
    """Find the first step that one working alone has, that says another thing, or moves otherwise.

    `was` and `becomes` hold how much each sum is, or rises, by its step's id. Steps that show what
    would be without a variation are not of the amount itself. Outside the law book there are no
    steps, so none that changes.
    """
    old, new = (_by_id(steps) for steps in (before, after))
    same = {
        name
        for name in old.keys() & new.keys()
        if _says(old[name]) == _says(new[name]) and was.get(name) == becomes.get(name)
    }
    changed = [
        (place, name)
        for steps in (new, old)
        for place, name in enumerate(steps)
        if name not in same
    ]
    if not (old and new and changed):
        return Change(None, None)
    _, name = min(changed, key=lambda each: each[0])
    return Change(old.get(name), new.get(name))


def _by_id(steps: tuple[Step, ...]) -> dict[str, Step]:
    return {step.id: step for step in steps if not step.id.startswith(WITHOUT)}


def _says(step: Step) -> tuple[object, ...]:
    """What a step says, but for its amounts of money."""
    kept = [term for term in step.terms if term.unit is not Unit.POUNDS]
    return step.formula, step.outcome, kept
