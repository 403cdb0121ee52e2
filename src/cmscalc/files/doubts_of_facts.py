"""What is doubtful in the facts of a case file: children, income, nights and what else holds."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from cmscalc.core.facts import Amount, ExpenseKind, Nights, Period
from cmscalc.files.case_file import CaseFile
from cmscalc.files.problems import Problem
from cmscalc.files.toml_places import Path
from cmscalc.law import law_on
from cmscalc.ledger.account import Account
from cmscalc.ledger.case import Case, Child, Held
from cmscalc.ledger.children import grown_up, is_ever_counted, too_old
from cmscalc.ledger.days import years_after
from cmscalc.ledger.incomes import ends_a_current_figure

T = TypeVar("T")
# Bounds of ours, to ask whether a date or a period was mistyped: no law says them.
YOUNGEST_LEAVER = 15
LIKELY = {
    Period.WEEK: (Fraction(1), Fraction(4000)),
    Period.FORTNIGHT: (Fraction(2), Fraction(8000)),
    Period.FOUR_WEEKS: (Fraction(100), Fraction(16000)),
    Period.MONTH: (Fraction(100), Fraction(17000)),
    Period.YEAR: (Fraction(4000), Fraction(1000000)),
}


def find(file: CaseFile, account: Account) -> Iterator[Problem]:
    """Find what is doubtful in the facts."""
    yield from _children(file, account)
    yield from _late("income", file, file.case.incomes)
    yield from _late("nights", file, file.case.nights)
    yield from _ended_nights(file, account)
    yield from _ended_figures(file)
    yield from _most_of_the_nights(file)
    yield from _illness_of_nobody(file)
    yield from _overlaps("income", file, file.case.incomes)
    yield from _overlaps("other_children", file, file.case.other_children)
    yield from _overlaps("arrangement", file, file.case.arrangement_children)
    yield from _overlaps("nil_status", file, file.case.nil_statuses)
    yield from _unlikely_incomes(file)


# --- children -------------------------------------------------------------------------------------


def _children(file: CaseFile, account: Account) -> Iterator[Problem]:
    case, places = file.case, file.places
    for child in case.children:
        path = places.row("child", child.source)
        if is_ever_counted(child, case):
            yield from _child(file, path, child, account)
        else:
            found = f"{child.name} is never counted: too old, or gone, before the case begins"
            wanted = "the date that is wrong put right; or this child left out"
            key = "until" if child.until else "left_education" if child.left_education else "born"
            yield places.problem((*path, key), found, wanted)
    if not case.children:
        found = "no [[child]] at all, so every decision holds until the next"
        yield places.problem((), found, "a [[child]] row for each: name and born")
        return
    homes = {child.lives_with for child in case.children}
    for at, name in enumerate(case.receiving_parents):
        if name not in homes:
            found, wanted = f"no child lives with {name}", "a [[child]] row with lives_with"
            yield places.problem(("receiving_parent", at, "name"), found, wanted)


def _child(file: CaseFile, path: Path, child: Child, account: Account) -> Iterator[Problem]:
    yield from _education(file, path, child, account)
    born = (*path, "born")
    if child.born > account.as_at:
        found = f"{child.name} is born after the as-at date, so not counted yet"
        yield file.places.problem(born, found, "the date of birth, if it is wrong")
    elif child.born > file.case.effective_date and child.since is None:
        found = f"{child.name} was born after the effective date, and counts from birth here"
        yield file.places.problem(born, found, "from, the day CMS counts the child from")


def _education(file: CaseFile, path: Path, child: Child, account: Account) -> Iterator[Problem]:
    last, grown, left = too_old(child), grown_up(child), child.left_education
    if child.until and child.until > last:
        found = f"{child.name} counted past {last.year - child.born.year}, which nobody is"
        wanted = f"at latest {last.isoformat()}; it is counted only until then"
        hint = f"until = {last.isoformat()}"
        yield file.places.problem((*path, "until"), found, wanted, hint)
    elif not (child.until or left) and grown <= account.as_at:
        turned = f"{child.name} turned {grown.year - child.born.year} on {grown.isoformat()}"
        found = f"{turned}, and nothing says until when education lasts"
        wanted = "left_education, the day it ended; or until, the first day not counted"
        yield file.places.problem((*path, "born"), found, wanted)
    if left and left < years_after(child.born, YOUNGEST_LEAVER):
        found = f"{child.name} left education before turning {YOUNGEST_LEAVER}"
        wanted = "the day school itself ended"
        yield file.places.problem((*path, "left_education"), found, wanted)


# --- what begins late, ends early, or is ended twice ----------------------------------------------


def _late(kind: str, file: CaseFile, rows: Sequence[Held[T]]) -> Iterator[Problem]:
    """Facts that begin only after the case does."""
    start = file.case.effective_date
    if rows and rows[0].since > start:
        path = file.places.row(kind, rows[0].source)
        found = f"nothing for {kind} before {rows[0].since.isoformat()}"
        wanted = f"a row from {start.isoformat()}; until then none is counted"
        yield file.places.problem((*path, "from"), found, wanted)


def _ended_nights(file: CaseFile, account: Account) -> Iterator[Problem]:
    """Nights that end with nothing after them count as none."""
    rows = file.case.nights
    for_all = [row for row in rows if not row.value.child]
    for row in rows:
        ended = row.until is not None and row.until <= account.as_at
        followed = row.until is not None and rows[-1].since >= row.until
        stays = for_all and row not in for_all
        if row.until and ended and not followed and not stays:
            path = file.places.row("nights", row.source)
            found = f"no nights from {row.until.isoformat()} on: 0 are counted"
            wanted = "a [[nights]] row from that day"
            yield file.places.problem((*path, "until"), found, wanted)


def _ended_figures(file: CaseFile) -> Iterator[Problem]:
    for ended in ends_a_current_figure(file.case):
        path = file.places.row("income", ended.source)
        found = "a historic income in place of the current figure before it"
        wanted = "that figure again from the same day, if it still holds (reg 34)"
        yield file.places.problem((*path, "from"), found, wanted)


def _overlaps(kind: str, file: CaseFile, rows: Sequence[Held[T]]) -> Iterator[Problem]:
    for row, after in pairwise(rows):
        if row.until and row.until > after.since:
            path = file.places.row(kind, row.source)
            found = f"an end after the next row begins, on {after.since.isoformat()}"
            wanted = "an end by then, or none: the later row counts from its date"
            yield file.places.problem((*path, "until"), found, wanted)


# --- what was hardly meant ------------------------------------------------------------------------


def _most_of_the_nights(file: CaseFile) -> Iterator[Problem]:
    """Nights that would make somebody else the paying parent."""
    for row in file.case.nights:
        care = row.value.care
        if isinstance(care, Nights) and 2 * care.nights > (care.days or _year(file.case)):
            path = file.places.row("nights", row.source)
            found = "more than half the nights of a year with the paying parent"
            wanted = "the nights with them: then who has the main care? (reg 50)"
            yield file.places.problem((*path, "nights"), found, wanted)


def _year(case: Case) -> int:
    return law_on(case.effective_date).days_in_year.value


def _illness_of_nobody(file: CaseFile) -> Iterator[Problem]:
    """Reg 64 is about costs of an ill or disabled relevant other child."""
    if any(row.value for row in file.case.other_children):
        return
    for row in file.case.special_expenses:
        if row.value.kind is ExpenseKind.ILLNESS_OR_DISABILITY:
            path = file.places.row("special_expense", row.source)
            found = "costs of an ill or disabled relevant other child, but no such child"
            wanted = "an [[other_children]] row; without one they change nothing (reg 64)"
            yield file.places.problem((*path, "kind"), found, wanted)


def _unlikely_incomes(file: CaseFile) -> Iterator[Problem]:
    """Incomes that look like those of another period."""
    for row in file.case.incomes:
        amount = row.value.amount
        if amount and amount.pounds:
            yield from _unlikely(file, row, amount)


def _unlikely(file: CaseFile, row: Held[T], amount: Amount) -> Iterator[Problem]:
    least, most = LIKELY[amount.period]
    if least <= amount.pounds <= most:
        return
    path = file.places.row("income", row.source)
    size = "little" if amount.pounds < least else "much"
    found = f"very {size} for a {amount.period.value}"
    wanted = "the amount of that period: was it of another?"
    yield file.places.problem((*path, "amount"), found, wanted)
