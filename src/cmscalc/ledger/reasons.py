"""What changed on a day, and which rule made the amount move, in words."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeVar

from cmscalc.core.assess import Assessment
from cmscalc.core.facts import Amount, CareWord, Nights
from cmscalc.core.money import Money, to_penny
from cmscalc.core.printable import long_date
from cmscalc.core.step import Step, Unit
from cmscalc.law import VALUES
from cmscalc.law.benefits import BENEFITS, NIL_STATUSES
from cmscalc.law.rows import Citation
from cmscalc.ledger.case import (
    Benefit,
    Case,
    ChildsCare,
    ChildsNights,
    Held,
    Income,
    IncomeBasis,
    Unearned,
)
from cmscalc.ledger.children import counted_from, counted_until

T = TypeVar("T")
ENDED = "no longer: "
# Steps that only carry on what an earlier one found.
CARRIED_ON = ("weekly", "per-year", "per-month", "payable", "paying-parent", "receiving-parent")
# Children are numbered in their care by place, so another may stand there when one has left.
BY_PLACE = ("care-", "local-authority-")


class Moved(NamedTuple):
    """A rule whose figure changed: the step, and each figure's name (or none), was and is."""

    step: str
    title: str
    citation: Citation
    figures: tuple[tuple[str, str, str], ...]


def what_changed(case: Case, day: date) -> tuple[str, ...]:
    """Every row of the case that begins or ends on a day, in words."""
    return tuple(_changes(case, day))


def _changes(case: Case, day: date) -> Iterator[str]:
    if day == case.effective_date:
        yield "the case begins"
    if day == case.end_date:
        yield "the case ends"
    yield from _about_children(case, day)
    yield from _decided(case, day)
    for row, words in _facts(case, day):
        if row.since == day:
            yield words
        if row.until == day:
            yield f"{ENDED}{words}"


def _about_children(case: Case, day: date) -> Iterator[str]:
    for child in case.children:
        starts, ends = counted_from(child, case), counted_until(child)
        if day == starts < ends.on and day != case.effective_date:
            yield f"{child.name} is counted from this day"
        if day == ends.on > starts:
            yield ends.why


def _decided(case: Case, day: date) -> Iterator[str]:
    for decision in case.decisions:
        if decision.since == day:
            letter = decision.letter_dated
            dated = f", letter of {long_date(letter)}" if letter else ""
            weekly = Money(decision.weekly).written
            yield f"CMS decided {weekly} a week for {decision.receiving_parent}{dated}"


def _facts(case: Case, day: date) -> Iterator[tuple[Held[object], str]]:
    """The rows of every kind that begin or end on a day, each with its words."""
    yield from _on(case.services, day, lambda value: f"service {value.value}")
    yield from _on(case.incomes, day, _income)
    yield from _on(case.nights, day, _nights)
    yield from _on(case.other_children, day, lambda count: f"other children: {count}")
    yield from _on(
        case.arrangement_children, day, lambda count: f"children under another arrangement: {count}"
    )
    yield from _on(case.local_authority, day, _local_authority)
    yield from _on(case.equal_care, day, lambda child: f"equal care of {child or 'every child'}")
    yield from _on(case.benefits, day, _benefit)
    yield from _on(case.nil_statuses, day, lambda name: f"{NIL_STATUSES[name].title}")
    yield from _on(case.partner_also_pays, day, lambda _: "the partner also pays")
    yield from _on(
        case.special_expenses,
        day,
        lambda each: f"special expense {each.kind.value}, {amount_words(each.amount)}",
    )
    yield from _on(case.additional_income, day, _additional)


def _on(
    rows: tuple[Held[T], ...], day: date, words: Callable[[T], str]
) -> Iterator[tuple[Held[object], str]]:
    for row in rows:
        if day in (row.since, row.until):
            yield Held(row.since, row.value, row.source, row.until), words(row.value)


def amount_words(amount: Amount) -> str:
    """Write an amount and its period: `£27,000.00 a year`."""
    return f"{to_penny(amount.pounds).written} a {amount.period.value.replace('-', ' ')}"


def _income(income: Income) -> str:
    if income.basis is IncomeBasis.NONE:
        return "income not known: a default maintenance decision"
    assert income.amount is not None
    year = f", {income.tax_year}" if income.tax_year else ""
    pension = f", less pension {amount_words(income.pension)}" if income.pension else ""
    return f"income {amount_words(income.amount)} ({income.basis.value}{year}){pension}"


def _nights(value: ChildsCare) -> str:
    return f"nights with {value.child or 'every child'}: {_care(value.care)}"


def _care(care: Nights | CareWord) -> str:
    if isinstance(care, CareWord):
        return care.value
    return f"{care.nights} a year" if care.days is None else f"{care.nights} in {care.days} days"


def _local_authority(value: ChildsNights) -> str:
    child = value.child or "every child"
    return f"local authority care of {child}: {_care(value.nights)}"


def _benefit(value: Benefit) -> str:
    whose = "the partner gets" if value.of_partner else "the paying parent gets"
    return f"{whose} {BENEFITS[value.name].title}"


def _additional(value: Unearned) -> str:
    income = value.income
    return f"additional income {income.kind.value}, {amount_words(income.amount)}"


# --- the rules ------------------------------------------------------------------------------------


def law_changed(day: date) -> tuple[str, ...]:
    """The values of law that changed on a day."""
    return tuple(
        f"the law changed: {value.title} ({row.citation.text})"
        for value in VALUES.values()
        for row in value.rows[1:]
        if row.since == day
    )


def rules_moved(before: Assessment | None, after: Assessment | None) -> tuple[Moved, ...]:
    """The steps whose figures changed between two calculations, in the order of the later."""
    if before is None or after is None:
        return ()
    same_people = _people(before) == _people(after)
    steps = {step.id: step for step in before.steps if same_people or not _is_of_one(step)}
    pairs = ((steps[step.id], step) for step in after.steps if step.id in steps)
    return tuple(
        Moved(new.id, new.title, new.citation, _figures(old, new))
        for old, new in pairs
        if (old.exact, old.outcome) != (new.exact, new.outcome)
        and not new.id.startswith((*CARRIED_ON, *BY_PLACE))
    )


def _people(answer: Assessment) -> list[str]:
    return [parent.name for parent in answer.receiving_parents]


def _is_of_one(step: Step) -> bool:
    """Whether a step is numbered by receiving parent or child: others may stand in that place."""
    return step.id[-1].isdecimal()


def _figures(old: Step, new: Step) -> tuple[tuple[str, str, str], ...]:
    """What a step came to before and after: its rates where they changed, then its value."""
    was = {term.name: term.value for term in old.terms if term.unit is Unit.PERCENT}
    rates = (
        (term.name, _percent(was[term.name]), _percent(term.value))
        for term in new.terms
        if was.get(term.name, term.value) != term.value
    )
    return (*rates, ("", _came_to(old), _came_to(new)))


def _percent(value: Fraction) -> str:
    hundredths = value * 100
    return f"{hundredths} %"


def _came_to(step: Step) -> str:
    if step.exact is None:
        return step.outcome
    return to_penny(step.exact).written if step.unit is Unit.POUNDS else str(step.exact)
