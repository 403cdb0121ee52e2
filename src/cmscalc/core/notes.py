"""Sentences a reader should not miss: what was assumed, what had no effect, what is uncertain."""

from cmscalc.core.care import count_children
from cmscalc.core.facts import CareWord, Child, Facts, Nights
from cmscalc.core.rate import Rate
from cmscalc.core.step import Note, Step
from cmscalc.law import CHECKED, Law
from cmscalc.law.benefits import COUPLE

MORE_THAN_HALF_THE_NIGHTS = 183


def notes_on(facts: Facts, rate: Rate, steps: tuple[Step, ...], law: Law) -> tuple[Note, ...]:
    """Gather the notes of the steps, each once, and those on the facts as a whole."""
    general = (
        _after_checked(law)
        + _partner(facts, law)
        + _income_unused(facts, rate)
        + _no_effect(facts, rate)
        + _variation(facts)
        + _care(facts)
    )
    on_steps = (note for step in steps for note in step.notes)
    once = {note.id: note for note in (*general, *on_steps)}.values()
    return tuple(sorted(once, key=_in_order))


def _in_order(note: Note) -> int:
    """Readings last, by their numbers; the rest as they come."""
    kind, _, number = note.id.partition("-")
    return int(number) if kind == "reading" else 0


def _after_checked(law: Law) -> tuple[Note, ...]:
    if law.day <= CHECKED:
        return ()
    text = (
        f"The law here was last checked on {CHECKED.day} {CHECKED:%B %Y}. A change after that "
        "day, before the day asked for, would not be known."
    )
    return (Note("law-checked", text),)


def _income_unused(facts: Facts, rate: Rate) -> tuple[Note, ...]:
    given = facts.income is not None or facts.current_income is not None
    if not given or (not facts.benefits and facts.nil_status is None) or rate is Rate.NONE:
        return ()
    return (Note("income-unused", "Income does not change this amount: a benefit or status does."),)


def _partner(facts: Facts, law: Law) -> tuple[Note, ...]:
    unused = [
        law.benefits[name].title
        for name in facts.partner_benefits
        if law.benefits[name].citation != COUPLE
    ]
    if not unused:
        return ()
    text = (
        f"The partner's {', '.join(unused)} changes nothing: a partner's benefit counts only if it "
        "is on list 44(2)."
    )
    return (Note("partner-benefit-unused", text),)


def _no_effect(facts: Facts, rate: Rate) -> tuple[Note, ...]:
    found: list[Note] = []
    if rate in (Rate.REDUCED, Rate.BASIC, Rate.NONE):
        return ()
    if facts.other_children:
        found.append(
            Note(
                "other-children-unused", f"Other children change nothing at the {rate.value} rate."
            )
        )
    if facts.arrangement_children:
        text = f"Children under another arrangement change nothing at the {rate.value} rate."
        found.append(Note("arrangement-unused", text))
    if _any_care(facts) and rate in (Rate.DEFAULT, Rate.NIL):
        found.append(Note("care-unused", f"Nights change nothing at the {rate.value} rate."))
    if _any_care(facts) and rate is Rate.FLAT and not (facts.benefits or facts.partner_benefits):
        text = "Nights change nothing at the flat rate for low income."
        found.append(Note("care-unused", text))
    return tuple(found)


def _any_care(facts: Facts) -> bool:
    plain = Child()
    return any(child != plain for parent in facts.receiving_parents for child in parent.children)


def _variation(facts: Facts) -> tuple[Note, ...]:
    if not (facts.special_expenses or facts.additional_income):
        return ()
    text = (
        "The effect of a variation if it were allowed. CMS must also find it just and equitable "
        "(CSA 1991 s.28F)."
    )
    return (Note("variation", text),)


def _care(facts: Facts) -> tuple[Note, ...]:
    many = [
        child.care.nights
        for parent in facts.receiving_parents
        for child in parent.children
        if isinstance(child.care, Nights)
        and child.care.days is None
        and child.care.nights >= MORE_THAN_HALF_THE_NIGHTS
    ]
    if not many or count_children(facts.receiving_parents) == 0:
        return ()
    text = (
        "More than half the nights are with the paying parent. Whether that parent pays at all "
        "turns on day-to-day care, not nights (reg 50): where care is equal, nothing is payable. "
        f"If it is, say so with --equal-care or the word {CareWord.EQUAL.value} for the child."
    )
    return (Note("day-to-day-care", text),)
