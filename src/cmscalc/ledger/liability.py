"""Liability for every day: what was decided, what we calculate, and which of them rules."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from cmscalc.core.assess import Assessment, assess
from cmscalc.core.facts import Facts
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.law import law_days
from cmscalc.ledger.accrual import Accrual, From, accrual
from cmscalc.ledger.case import Case, Child, Decision, law_of, reform_days
from cmscalc.ledger.children import counted_from, counted_until, is_counted
from cmscalc.ledger.days import years_after
from cmscalc.ledger.family import NotKnown, Rounded, facts_on
from cmscalc.ledger.incomes import review_days


class Ruler(Enum):
    """Whose figure the ledger follows."""

    DECISION = "decision"
    CALCULATION = "calculation"


class Calculated(NamedTuple):
    """Our figure for one day, or why there is none. No facts: no child was counted."""

    facts: Facts | None
    answer: Assessment | None
    missing: str = ""
    outside: str = ""

    def weekly(self, name: str) -> int | None:
        """The weekly pence of a receiving parent; None where it could not be worked out."""
        if self.missing or self.outside:
            return None
        payments = self.answer.receiving_parents if self.answer else ()
        return sum(payment.weekly.pence for payment in payments if payment.name == name)


class Due(NamedTuple):
    """One receiving parent's weekly amount in a span, in pence."""

    name: str
    weekly: int
    decided: Decision | None
    calculated: int | None


class Span(NamedTuple):
    """A stretch of days, [start, end), with one amount for each receiving parent."""

    start: date
    end: date
    due: tuple[Due, ...]
    calculated: Calculated


class NoLiability(Exception):  # noqa: N818 - it says what the case file lacks
    """A day has neither a decision nor a figure of ours: the message says what is missing."""

    def __init__(
        self, message: str, *, outside: bool, ruler: Ruler, no_child: bool = False
    ) -> None:
        super().__init__(message)
        self.outside = outside
        self.ruler = ruler
        self.no_child = no_child


def default_ruler(case: Case) -> Ruler:
    """Decisions rule where there are any."""
    return Ruler.DECISION if case.decisions else Ruler.CALCULATION


def spans(
    case: Case, end: date, ruler: Ruler, rounded: Rounded, *, and_on_to: date | None = None
) -> tuple[Span, ...]:
    """Cut the days from the effective date to `end` where a fact, a decision or the law changes.

    `and_on_to` looks further, as far as the amounts can be told. Raises NoLiability for a day
    before `end` that has neither a decision nor a calculation.
    """
    horizon = and_on_to or end
    days = change_days(case, horizon)
    found: list[Span] = []
    before: Calculated | None = None
    for start, after in pairwise([*days, horizon]):
        before = calculated_on(case, start, rounded, before)
        try:
            due = tuple(_due(case, name, start, ruler, before) for name in case.receiving_parents)
        except NoLiability:
            if start < end:
                raise
            break
        found.append(Span(start, after, due, before))
    return tuple(found)


def change_days(case: Case, end: date) -> list[date]:
    """Every day in [effective date, end) on which something may change, in order."""
    held = (
        *(case.incomes, case.nights, case.other_children, case.arrangement_children),
        *(case.local_authority, case.equal_care, case.benefits, case.nil_statuses),
        *(case.partner_also_pays, case.special_expenses, case.additional_income, case.services),
    )
    rows = [row for kind in held for row in kind]
    children = case.children
    days: set[date | None] = {row.until for row in rows}
    days |= {row.since for row in rows}
    days |= {counted_from(child, case) for child in children}
    days |= {counted_until(child).on for child in children}
    days |= {decision.since for decision in case.decisions}
    days |= {case.end_date, case.effective_date, *_law_days(case), *_tolerance_days(case)}
    return sorted(day for day in days if day is not None and case.effective_date <= day < end)


def _tolerance_days(case: Case) -> Iterable[date]:
    """At a review a current income is judged again: at each up to the one after the last row."""
    last = max((row.since for row in case.incomes), default=case.effective_date)
    return review_days(case, years_after(last, 1))


def calculated_on(
    case: Case, day: date, rounded: Rounded, before: Calculated | None = None
) -> Calculated:
    """Our figure for a day. `before` is an earlier one, used again if nothing has changed."""
    if case.end_date and case.end_date <= day:
        return Calculated(None, None)
    law = law_of(case, day)
    try:
        facts = facts_on(case, day, law, rounded)
        if facts is None:
            return Calculated(None, None)
        same = before is not None and before.facts == facts and before.answer is not None
        if before is not None and same and _same_law(case, before, day):
            return before
        return Calculated(facts, assess(facts, law))
    except NotKnown as unknown:
        return Calculated(None, None, missing=str(unknown))
    except OutsideTheLawBook as wrong:
        return Calculated(None, None, outside=str(wrong))


def _same_law(case: Case, before: Calculated, day: date) -> bool:
    assert before.answer is not None
    earlier = before.answer.on
    return not any(earlier < each <= day for each in _law_days(case))


def _law_days(case: Case) -> set[date]:
    """The days on which the law changed, or a reform begins."""
    return {*law_days(), *reform_days(case)}


def decision_on(case: Case, name: str, day: date) -> Decision | None:
    """The decision that rules a receiving parent's amount on a day.

    Decisions are in order of their days; of two from the same day the later row is the correction.
    """
    begun = [each for each in case.decisions if each.receiving_parent == name and each.since <= day]
    return begun[-1] if begun else None


def is_liable(case: Case, name: str, day: date) -> bool:
    """Sch 1 para 16: liability ends with the case, or when no child of this parent is left.

    Where the case file gives no child of theirs, only its decisions can say.
    """
    if case.end_date and case.end_date <= day:
        return False
    theirs = _children_of(case, name)
    return not theirs or any(is_counted(child, case, day) for child in theirs)


def _children_of(case: Case, name: str) -> tuple[Child, ...]:
    return tuple(child for child in case.children if child.lives_with == name)


def _due(case: Case, name: str, day: date, ruler: Ruler, calculated: Calculated) -> Due:
    decided = decision_on(case, name, day)
    ours = calculated.weekly(name) if _children_of(case, name) else None
    if not is_liable(case, name, day):
        return Due(name, 0, None, 0)
    if decided and ruler is Ruler.DECISION:
        return Due(name, decided.weekly, decided, ours)
    if ours is None:
        no_child = not _children_of(case, name)
        why = calculated.missing or calculated.outside
        if no_child:
            why = f"no child of {name} is given"
        if ruler is Ruler.DECISION and not calculated.outside:
            why = f"no decision for {name} on {day.isoformat()}, and {why}"
        outside = bool(calculated.outside) and not no_child
        raise NoLiability(why, outside=outside, ruler=ruler, no_child=no_child)
    return Due(name, ours, decided, ours)


def accruals(found: tuple[Span, ...]) -> dict[str, Accrual]:
    """Each receiving parent's liability as an accrual."""
    names = [due.name for due in found[0].due] if found else []
    return {
        name: accrual(From(span.start, span.due[at].weekly) for span in found)
        for at, name in enumerate(names)
    }
