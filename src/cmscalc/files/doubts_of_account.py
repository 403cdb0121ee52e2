"""What is doubtful in the account of a case file: decisions, plans, adjustments and letters."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cmscalc.core.money import Money, to_penny
from cmscalc.files.case_file import CaseFile
from cmscalc.files.problems import Problem
from cmscalc.files.toml_places import Path
from cmscalc.law import law_on
from cmscalc.ledger.account import Account
from cmscalc.ledger.assertions import Asserted, assertions
from cmscalc.ledger.case import Adjustment, AdjustmentKind, Decision, Plan
from cmscalc.ledger.charges import fee_on_top
from cmscalc.ledger.days import MONTHS_IN_YEAR, ONE_DAY, WEEK, years_after
from cmscalc.ledger.periods import history

# GOV.UK: a first payment may come up to 12 weeks after applying.
WEEKS_TO_FIRST = 12
# So near to a month's amount a weekly one was surely meant as a month's. Ours: no law says it.
AS_GOOD_AS = Fraction(3, 100)
NEEDS = {
    AdjustmentKind.WRITE_OFF: "authority = the decision that ended the debt",
    AdjustmentKind.THIRD_PARTY_PAYMENT: "authority = where the receiving parent agreed",
    AdjustmentKind.SET_OFF: "authority = the decision that set it off",
}


def find(file: CaseFile, account: Account) -> Iterator[Problem]:
    """Find what is doubtful in the account."""
    yield from _decisions(file, account)
    yield from _undecided(file)
    for plan in file.case.plans:
        yield from _plan(file, plan)
    yield from _adjustments(file, account)
    for each in assertions(account):
        if not each.ok:
            yield _letter(file, each)
    yield from _diary(file)
    yield from _to_come(file, account)


# --- decisions ------------------------------------------------------------------------------------


def _decisions(file: CaseFile, account: Account) -> Iterator[Problem]:
    seen: set[tuple[date, str]] = set()
    for decision in file.case.decisions:
        path = file.places.row("decision", decision.source)
        same = (decision.since, decision.receiving_parent)
        if same in seen:
            found = "a second decision from the same day: this one counts"
            wanted = "one of them, if the other was put right"
            yield file.places.problem((*path, "from"), found, wanted)
        seen.add(same)
        yield from _weekly(file, (*path, "weekly"), decision, account)


def _weekly(file: CaseFile, path: Path, decision: Decision, account: Account) -> Iterator[Problem]:
    """A decision that is too much for a week, a month's amount, or ours with the fee in it."""
    most = _most_a_week(decision.since)
    if decision.weekly > most:
        found = f"more than any calculation can give a week ({Money(most).written})"
        wanted = "a week's amount: was it a month's or a year's?"
        yield file.places.problem(path, found, wanted)
        return
    ours = _calculated(account, decision)
    if not ours or not decision.weekly:
        return
    month = Fraction(law_on(decision.since).reference_weeks.value, MONTHS_IN_YEAR)
    if abs(decision.weekly - ours * month) <= AS_GOOD_AS * ours * month:
        found = "an amount that looks like a month's, in a weekly field"
        wanted = f"a week's: we calculate {Money(ours).written} a week"
        yield file.places.problem(path, found, wanted)
    if decision.weekly == ours + fee_on_top(ours, law_on(decision.since)) != ours:
        found = "our figure and the collection fee on top of it, together"
        wanted = "maintenance alone: fees are added to it"
        yield file.places.problem(path, found, wanted)


def _most_a_week(day: date) -> int:
    """Sch 1 para 2 at the income cap, for the most children: no variation passes the cap."""
    law = law_on(day)
    above = law.income_cap.value - law.first_slice.value
    most = law.first_slice.value * law.first_slice_rates.value[-1]
    return to_penny(most + above * law.second_slice_rates.value[-1]).pence


def _calculated(account: Account, decision: Decision) -> int | None:
    """Our weekly pence of a decision's first day, where there is a figure."""
    day, name = decision.since, decision.receiving_parent
    spans = (span for span in account.spans if span.start <= day < span.end)
    return next((span.calculated.weekly(name) for span in spans), None)


def _undecided(file: CaseFile) -> Iterator[Problem]:
    decided = {decision.receiving_parent for decision in file.case.decisions}
    for at, name in enumerate(file.case.receiving_parents):
        if decided and name not in decided:
            found = f"no decision for {name}, and there are some for others"
            wanted = "a [[decision]] row; until then our calculation is used"
            yield file.places.problem(("receiving_parent", at, "name"), found, wanted)


# --- plans and adjustments ------------------------------------------------------------------------


def _plan(file: CaseFile, plan: Plan) -> Iterator[Problem]:
    """SI 1992/1989 reg 4: a plan runs from the effective date or a review date."""
    start = file.case.effective_date
    path = file.places.row("plan", plan.source)
    if plan.first_due - plan.since > WEEKS_TO_FIRST * WEEK:
        found = f"a first instalment more than {WEEKS_TO_FIRST} weeks after the plan begins"
        wanted = "the day in the letter (GOV.UK)"
        yield file.places.problem((*path, "first_due"), found, wanted)
    if plan.since != years_after(start, plan.since.year - start.year):
        found = "a plan that begins on neither the effective date nor a review date"
        wanted = f"an anniversary of {start.isoformat()}, unless the letter says this day"
        yield file.places.problem((*path, "from"), found, wanted)


def _adjustments(file: CaseFile, account: Account) -> Iterator[Problem]:
    seen: set[Adjustment] = set()
    for each in file.case.adjustments:
        path = file.places.row("adjustment", each.source)
        same = each._replace(source="")
        if same in seen:
            found, wanted = "the same adjustment a second time", "it once, or a note on each"
            yield file.places.problem((*path, "on"), found, wanted)
        seen.add(same)
        if each.kind is AdjustmentKind.WRITE_OFF and _owed_after(account, each) < 0:
            found = "more written off than was owed that day"
            wanted = "what was owed at most: a write-off ends a debt, and pays nothing"
            yield file.places.problem((*path, "amount"), found, wanted)
        if each.kind in NEEDS and not (each.authority or each.note):
            found = f"a {each.kind.value} with nothing that allows it"
            yield file.places.problem((*path, "kind"), found, NEEDS[each.kind])


def _owed_after(account: Account, each: Adjustment) -> int:
    """What was owed to somebody at the end of the day of an adjustment."""
    standing = next(s for s in account.standings if s.name == each.receiving_parent)
    return history(standing).arrears_before(each.on + ONE_DAY)


# --- letters and the diary ------------------------------------------------------------------------


def _letter(file: CaseFile, each: Asserted) -> Problem:
    path = file.places.row("balance", each.balance.source)
    ours, gap = Money(each.calculated).written, Money(abs(each.difference)).written
    more = "more" if each.difference > 0 else "less"
    name = each.balance.receiving_parent
    found = f"a letter that disagrees: we make it {ours} to {name}, {gap} {more}"
    if each.counts_the_fee:
        found += ", the collection fee owed that day"
    since = each.last_agreed
    last = f"they last agreed on {since.isoformat()}" if since else "no earlier one agrees"
    after = (each.balance.on + ONE_DAY).isoformat()
    window = f"--from {since.isoformat()} --to {after}" if since else f"--to {after}"
    hint = f"cmscalc ledger … {window} --entries"
    return file.places.problem((*path, "arrears"), found, f"the lines between; {last}", hint)


def _diary(file: CaseFile) -> Iterator[Problem]:
    for each in file.case.diary:
        if each.promised_by and each.promised_by < each.on:
            path = file.places.row("diary", each.source)
            found = "a promise for a day before it was made"
            yield file.places.problem((*path, "promised_by"), found, "a day from then on")


def _to_come(file: CaseFile, account: Account) -> Iterator[Problem]:
    """What has happened cannot be dated in the future."""
    case = file.case
    happened = [
        *(("adjustment", each.source, "on", each.on) for each in case.adjustments),
        *(("balance", each.source, "on", each.on) for each in case.balances),
        *(("diary", each.source, "on", each.on) for each in case.diary),
        *(("decision", each.source, "letter_dated", each.letter_dated) for each in case.decisions),
    ]
    for kind, source, key, day in happened:
        if day is not None and day > account.as_at:
            found = f"a day after the as-at date, {account.as_at.isoformat()}"
            path = file.places.row(kind, source)
            yield file.places.problem((*path, key), found, "the day it happened")
