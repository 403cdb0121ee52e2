"""Act s.55, reg 76: from when and until when a child is counted."""

from datetime import date
from typing import NamedTuple

from cmscalc.core.printable import long_date
from cmscalc.law import SCHEME_OPENS, law_on
from cmscalc.ledger.case import Case, Child
from cmscalc.ledger.days import ONE_DAY, last_of_month, months_after, years_after


class Ends(NamedTuple):
    """The first day a child is no longer counted, and why."""

    on: date
    why: str


def grown_up(child: Child) -> date:
    """Act s.55(1)(a): the 16th birthday, from when education decides whether a child counts."""
    return years_after(child.born, law_on(SCHEME_OPENS).child_under.value)


def too_old(child: Child) -> date:
    """Reg 76: the 20th birthday, from when nobody is counted.

    Of a birth known by its month, the last day it may be.
    """
    born = last_of_month(child.born) if child.month_only else child.born
    return years_after(born, law_on(SCHEME_OPENS).young_person_under.value)


def birthday_words(child: Child, birthday: date) -> str:
    """Say when a birthday is: `on 2 March 2031`, or `in March 2031` if that is all we know."""
    return f"in {birthday:%B %Y}" if child.month_only else f"on {long_date(birthday)}"


def terminal_date(child: Child, left: date) -> date:
    """SI 2006/223 reg 7(2): the last day of February, May, August or November after leaving.

    A leaver at 16 is counted to 31 August on or after that birthday.
    """
    months = (last_of_month(months_after(left.replace(day=1), ahead)) for ahead in range(12))
    terms = law_on(max(left, SCHEME_OPENS)).terminal_months.value
    on_or_after = next(each for each in months if each.month in terms)
    return max(on_or_after, school_year_end(child))


def school_year_end(child: Child) -> date:
    """The first 31 August on or after a child's 16th birthday."""
    grown = grown_up(child)
    month = law_on(max(grown, SCHEME_OPENS)).leavers_month.value
    return last_of_month(date(grown.year + (grown.month > month), month, 1))


def counted_from(child: Child, case: Case) -> date:
    """The first day a child is counted: given, or the start of the case, never before birth."""
    return max(case.effective_date, child.born, child.since or case.effective_date)


def counted_until(child: Child) -> Ends:
    """The first day a child is no longer counted: the earliest that is known."""
    name = child.name
    last_birthday = too_old(child)
    ends = [Ends(last_birthday, f"{name} turns {last_birthday.year - child.born.year}")]
    if child.left_education:
        last = terminal_date(child, child.left_education)
        ends.append(Ends(last + ONE_DAY, f"the terminal date of {name} was the day before"))
    if child.until:
        ends.append(Ends(child.until, f"{name} is no longer counted"))
    return min(ends)


def is_ever_counted(child: Child, case: Case) -> bool:
    """Whether there is any day of the case on which a child is counted."""
    return counted_from(child, case) < counted_until(child).on


def is_counted(child: Child, case: Case, day: date) -> bool:
    """Whether a child is a qualifying child of the case on a day."""
    return counted_from(child, case) <= day < counted_until(child).on
