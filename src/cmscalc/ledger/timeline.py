"""The case through time: each stretch with its amount, what changed and why, and what is coming."""

from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from cmscalc.ledger.case import Case, law_of
from cmscalc.ledger.children import (
    counted_from,
    counted_until,
    grown_up,
    is_counted,
    school_year_end,
    terminal_date,
)
from cmscalc.ledger.days import ONE_DAY, years_after
from cmscalc.ledger.differences import Difference, differences
from cmscalc.ledger.family import Rounded
from cmscalc.ledger.incomes import income_on
from cmscalc.ledger.liability import Due, Ruler, Span, change_days, default_ruler, spans
from cmscalc.ledger.reasons import Moved, law_changed, rules_moved, what_changed


class Stretch(NamedTuple):
    """Days from `start` on with one amount for each receiving parent, in pence a week.

    `end` is None for the last. `before` is what the amounts were. `differences` are those between
    decisions and our calculation, over the stretch as far as it has gone.
    """

    start: date
    end: date | None
    due: tuple[Due, ...]
    before: tuple[Due, ...]
    changed: tuple[str, ...]
    moved: tuple[Moved, ...]
    differences: tuple[Difference, ...]


class Coming(NamedTuple):
    """A day to come that may change the amount, and what the rule is."""

    on: date
    what: str


class Timeline(NamedTuple):
    """A case's stretches, and what is coming after a day."""

    case: Case
    on: date
    ruler: Ruler
    stretches: tuple[Stretch, ...]
    coming: tuple[Coming, ...]


def make_timeline(case: Case, on: date, ruler: Ruler | None, rounded: Rounded) -> Timeline:
    """Lay out every stretch that the case file tells of, and what is coming after a day.

    Raises NoLiability for a day that has neither a decision nor a calculation.
    """
    whose = ruler or default_ruler(case)
    last = case.end_date or max([*change_days(case, date.max), case.effective_date])
    found = spans(case, last + ONE_DAY, whose, rounded)
    stretches: list[Stretch] = []
    before: Span | None = None
    for span in found:
        stretch = _stretch(case, span, before)
        before = span
        if stretch is not None:
            stretches.append(stretch)
    ends = [each.start for each in stretches[1:]]
    closed = (each._replace(end=end) for each, end in zip(stretches, [*ends, None], strict=True))
    gone = tuple(each._replace(differences=_so_far(each, found, on + ONE_DAY)) for each in closed)
    return Timeline(case, on, whose, gone, coming(case, on))


def _so_far(stretch: Stretch, found: tuple[Span, ...], today_ends: date) -> tuple[Difference, ...]:
    """The differences of a stretch up to its end, or to the day asked for if that is sooner."""
    end = min(stretch.end or today_ends, today_ends)
    within = (
        span._replace(end=min(end, following.start if following else end))
        for span, following in zip_longest(found, found[1:])
        if stretch.start <= span.start < end
    )
    return differences(tuple(within))


def _stretch(case: Case, span: Span, before: Span | None) -> Stretch | None:
    """A stretch begins where an amount changes or a row of the case says something new."""
    changed = what_changed(case, span.start)
    earlier = before.due if before else ()
    same = before is not None and _amounts(span) == _amounts(before)
    if same and not changed:
        return None
    if not same:
        changed += law_changed(span.start)
    income = income_on(case, span.start, law_of(case, span.start))
    if income.decided == span.start:
        changed += (income.why,)
    moved = rules_moved(before.calculated.answer if before else None, span.calculated.answer)
    return Stretch(span.start, None, span.due, earlier, changed, moved, ())


def _amounts(span: Span) -> tuple[tuple[int, int | None], ...]:
    return tuple((due.weekly, due.calculated) for due in span.due)


# --- what is coming -------------------------------------------------------------------------------


def coming(case: Case, on: date) -> tuple[Coming, ...]:
    """Birthdays, terminal dates, the next review, and rows of the case dated after a day."""
    review = _next_review(case, on)
    goes_on = any(is_counted(child, case, review.on) for child in case.children)
    found = [
        *(each for child in case.children for each in _of_child(case, child.name)),
        *([review] if goes_on or not case.children else []),
    ]
    rows = (
        Coming(day, words)
        for day in change_days(case, date.max)
        for words in what_changed(case, day)
    )
    ahead = {each for each in (*found, *rows) if each.on > on}
    ended = case.end_date
    return tuple(sorted(each for each in ahead if ended is None or each.on <= ended))


def _of_child(case: Case, name: str) -> list[Coming]:
    child = next(each for each in case.children if each.name == name)
    grown, ends = grown_up(child), counted_until(child)
    found: list[Coming] = []
    if is_counted(child, case, grown) and counted_from(child, case) < grown:
        age = grown.year - child.born.year
        found.append(
            Coming(
                grown,
                f"{name} turns {age}: from then on counted only in full-time education that is "
                "not advanced, or approved training",
            )
        )
        leaves = school_year_end(child)
        if not child.left_education and leaves < ends.on:
            what = f"last day for {name} if school ends at {age} (terminal date)"
            found.append(Coming(leaves, what))
    if child.left_education:
        last = terminal_date(child, child.left_education)
        if last < ends.on:
            found.append(Coming(last, f"terminal date of {name}: the last day counted"))
    return found


def _next_review(case: Case, on: date) -> Coming:
    """Reg 19: twelve months after the effective date, then each anniversary."""
    years = max(1, on.year - case.effective_date.year)
    day = years_after(case.effective_date, years)
    while day <= on:
        years += 1
        day = years_after(case.effective_date, years)
    return Coming(day, "annual review: CMS asks HMRC for the latest figure (reg 20)")
