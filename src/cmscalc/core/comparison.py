"""A family under several rules side by side: today's law first, then each reform."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cmscalc.core.assess import Assessment, assess
from cmscalc.core.facts import AdditionalKind, Facts
from cmscalc.core.money import Money
from cmscalc.core.notes import UNUSED
from cmscalc.core.step import Note
from cmscalc.core.unearned import without_unearned
from cmscalc.law import Law


class Rule(NamedTuple):
    """What an answer rests on: a law, and what it is called."""

    name: str
    law: Law


class Figure(NamedTuple):
    """One amount of an answer, a week and a year of 52. `who` is a receiving parent, or empty.

    None where it cannot be worked out from what was given.
    """

    what: str
    who: str
    week: Money | None
    year: Money | None


class Side(NamedTuple):
    """One rule's answer, its figures, and how much they are more than under the first rule."""

    rule: Rule
    answer: Assessment
    figures: tuple[Figure, ...]
    differences: tuple[Figure, ...]


def compare(rules: Sequence[tuple[Rule, Facts]]) -> tuple[Side, ...]:
    """Assess a family under each rule, against the first. Raises OutsideTheLawBook."""
    sides: list[Side] = []
    automatic = any(rule.law.unearned_in_gross_income for rule, _ in rules)
    for rule, facts in rules:
        answer = assess(facts, rule.law)
        if automatic and not sides:
            answer = answer._replace(notes=(*_unasked(facts, rule.law), *answer.notes))
        found = tuple(_figures(answer, rule.law.reference_weeks.value))
        first = sides[0].figures if sides else found
        less = tuple(_less(each, other) for each, other in zip(found, first, strict=True))
        sides.append(Side(rule, answer, found, less))
    return tuple(_without_unused(side, sides) for side in sides)


def _without_unused(side: Side, sides: Sequence[Side]) -> Side:
    """Leave out that a fact changes nothing under one rule, where it does under another."""
    everywhere = set.intersection(*({note.id for note in each.answer.notes} for each in sides))
    left = tuple(
        note for note in side.answer.notes if note.id in everywhere or note.id not in UNUSED
    )
    return side._replace(answer=side.answer._replace(notes=left))


def _unasked(facts: Facts, law: Law) -> tuple[Note, ...]:
    """What is due today where nobody asks for a variation, which is where automatic rules bite."""
    kinds = [item.kind for item in facts.additional_income]
    if AdditionalKind.UNEARNED not in kinds:
        return ()
    without = assess(without_unearned(facts), law).weekly.written
    text = (
        "Today unearned income counts only where a variation is asked for and allowed, as is shown "
        f"here; without it {without} a week would be due."
    )
    return (Note("variation-not-asked", text),)


def _figures(answer: Assessment, weeks: int) -> Iterator[Figure]:
    """The same figures for every rule: without Collect and Pay the fees are nothing."""
    fees, state = answer.fees, answer.guarantee
    nothing = Money(0)
    for place, parent in enumerate(answer.receiving_parents):
        fee = fees.receiving_parents[place].fee if fees else nothing
        yield _figure("maintenance", parent.name, parent.weekly, weeks)
        yield _figure("receiving_parent_fee", parent.name, fee, weeks)
        yield _figure("receiving_parent_gets", parent.name, parent.weekly - fee, weeks)
    fee = fees.paying_parent_fee if fees else nothing
    yield _figure("paying_parent_fee", "", fee, weeks)
    yield _figure("paying_parent_pays", "", answer.weekly + fee, weeks)
    yield _figure("state_paid", "", state.paid if state else nothing, weeks)
    yield _figure("cost_to_state", "", state.cost if state else nothing, weeks)


def _figure(what: str, who: str, week: Money | None, weeks: int) -> Figure:
    return Figure(what, who, week, None if week is None else week * weeks)


def _less(each: Figure, other: Figure) -> Figure:
    if each.week is None or each.year is None or other.week is None or other.year is None:
        return Figure(each.what, each.who, None, None)
    return Figure(each.what, each.who, each.week - other.week, each.year - other.year)
