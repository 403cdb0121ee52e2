"""Doubtful things: a case that can be read, and may yet not say what its owner means.

Each doubt is a problem value with its place; what to do about it says how to make it go.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from cmscalc.core.facts import Amount, ExpenseKind, Nights, Period
from cmscalc.core.money import Money, to_penny
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.inputs import Inputs
from cmscalc.files.payments_file import PaymentsFile, place_of
from cmscalc.files.problems import Problem
from cmscalc.files.toml_places import Path
from cmscalc.law import law_on
from cmscalc.ledger.account import Account
from cmscalc.ledger.assertions import assertions
from cmscalc.ledger.case import (
    Adjustment,
    AdjustmentKind,
    Case,
    Child,
    Decision,
    Held,
    Service,
    service_on,
)
from cmscalc.ledger.charges import fee_on_top
from cmscalc.ledger.children import grown_up, is_ever_counted, too_old
from cmscalc.ledger.days import years_after
from cmscalc.ledger.incomes import ends_a_current_figure
from cmscalc.ledger.payments import DIRECT, PASSED_ON, Payment
from cmscalc.ledger.periods import history

# A month is 52/12 weeks; a figure of another period is this many times too large, near enough.
SCHOOL_TO = 15
# More than so many weeks' maintenance in one payment was hardly meant.
MOST_WEEKS = 260
MOST_DAYS_TO_FIRST = 84
OFTEN = 3
SLIPPED = (10, 100)
HALF_THE_NIGHTS = 183
MONTH_IN_WEEKS = Fraction(52, 12)
NEAR = Fraction(3, 100)
LIKELY = {
    Period.WEEK: (Fraction(1), Fraction(4000)),
    Period.FORTNIGHT: (Fraction(2), Fraction(8000)),
    Period.FOUR_WEEKS: (Fraction(100), Fraction(16000)),
    Period.MONTH: (Fraction(100), Fraction(17000)),
    Period.YEAR: (Fraction(4000), Fraction(1000000)),
}
# Ways to pay that CMS does not take, so that the money went to the other parent.
BY_HAND = ("cash", "cheque", "check", "in-person")
HELD = {
    "income": "incomes",
    "nights": "nights",
    "other_children": "other_children",
    "arrangement": "arrangement_children",
    "local_authority_care": "local_authority",
    "equal_care": "equal_care",
    "benefit": "benefits",
    "nil_status": "nil_statuses",
    "special_expense": "special_expenses",
    "additional_income": "additional_income",
}


def doubts(inputs: Inputs, account: Account) -> list[Problem]:
    """Everything doubtful in a case and its payments, in the order of the files."""
    found = [*_CaseDoubts(inputs, account).find(), *_payment_doubts(inputs, account)]
    names = [source.name for source in inputs.sources]
    return sorted(found, key=lambda problem: _order(problem, names))


def _order(problem: Problem, names: list[str]) -> tuple[int, int, int]:
    name, line, column = problem.where.rsplit(":", 2)
    return names.index(name), int(line), int(column)


class _CaseDoubts:
    """Goes through a case file's rows."""

    def __init__(self, inputs: Inputs, account: Account) -> None:
        self.case: Case = inputs.case_file.case
        self.known: CasePlaces = inputs.case_file.places
        self.account = account
        self.as_at = account.as_at
        self.paths: dict[str, dict[str, Path]] = {}

    def find(self) -> Iterator[Problem]:
        yield from self.children()
        yield from self.gaps()
        yield from self.overlaps()
        yield from self.facts_that_do_nothing()
        yield from self.future()
        yield from self.amounts()
        yield from self.decisions()
        yield from self.plans()
        yield from self.adjustments()
        yield from self.letters()
        yield from self.promises()

    def doubt(self, path: Path, found: str, wanted: str, hint: str = "") -> Problem:
        return self.known.problem(path, found, wanted, hint)

    def rows(self, kind: str) -> Iterator[tuple[Path, Held[object]]]:
        """The rows of a kind in order of their days, each with its place in the file."""
        given: tuple[Held[object], ...] = getattr(self.case, HELD[kind])
        for row in given:
            yield self.path(kind, row.source, len(given), "from"), row

    def path(self, kind: str, source: str, many: int, key: str = "") -> Path:
        """The place of the row that a fact came from."""
        if kind not in self.paths:
            places = (((kind, at, key) if key else (kind, at)) for at in range(many))
            self.paths[kind] = {self.known.where(path): path[:2] for path in places}
        return self.paths[kind][source]

    def children(self) -> Iterator[Problem]:
        for at, child in enumerate(self.case.children):
            yield from self.one_child(("child", at), child)
        if not self.case.children:
            found = "no [[child]] at all, so every decision holds until the next"
            yield self.doubt((), found, "a [[child]] row for each: name and born")
        for at, name in enumerate(self.case.receiving_parents):
            lives = any(child.lives_with == name for child in self.case.children)
            if self.case.children and not lives:
                found, wanted = f"no child lives with {name}", "a [[child]] row with lives_with"
                yield self.doubt(("receiving_parent", at, "name"), found, wanted)

    def one_child(self, path: Path, child: Child) -> Iterator[Problem]:
        if not is_ever_counted(child, self.case):
            found = f"{child.name} is never counted: too old, or gone, before the case begins"
            wanted = "the date that is wrong put right; or this child left out"
            yield self.doubt((*path, "until" if child.until else "born"), found, wanted)
            return
        yield from self.education(path, child)
        if child.born > self.as_at:
            found = f"{child.name} is born after the as-at date, so not counted yet"
            yield self.doubt((*path, "born"), found, "the date of birth, if it is wrong")
        elif child.born > self.case.effective_date and child.since is None:
            found = f"{child.name} was born after the effective date, and counts from birth here"
            yield self.doubt((*path, "born"), found, "from, the day CMS counts the child from")

    def education(self, path: Path, child: Child) -> Iterator[Problem]:
        last, left = too_old(child), child.left_education
        if child.until and child.until > last:
            found = f"{child.name} counted past {last.year - child.born.year}, which nobody is"
            wanted = f"at latest {last.isoformat()}; it is counted only until then"
            yield self.doubt((*path, "until"), found, wanted, f"until = {last.isoformat()}")
        elif not (child.until or left) and grown_up(child) <= self.as_at:
            turned = f"{child.name} turned 16 on {grown_up(child).isoformat()}"
            found = f"{turned}, and nothing says until when education lasts"
            wanted = "left_education, the day it ended; or until, the first day not counted"
            yield self.doubt((*path, "born"), found, wanted)
        if left and left < years_after(child.born, SCHOOL_TO):
            found = f"{child.name} left education before turning {SCHOOL_TO}"
            yield self.doubt((*path, "left_education"), found, "the day school itself ended")

    def gaps(self) -> Iterator[Problem]:
        """Facts that begin only after the case does."""
        start = self.case.effective_date
        for kind in ("income", "nights"):
            rows = list(self.rows(kind))
            if rows and rows[0][1].since > start:
                path, row = rows[0]
                found = f"nothing for {kind.replace('_', ' ')} before {row.since.isoformat()}"
                wanted = f"a row from {start.isoformat()}; until then none is counted"
                yield self.doubt((*path, "from"), found, wanted)
        yield from self.ended_nights()
        for ended in ends_a_current_figure(self.case):
            path = self.path("income", ended.source, len(self.case.incomes), "from")
            found = "a historic income in place of the current figure before it"
            wanted = "that figure again from the same day, if it still holds (reg 34)"
            yield self.doubt((*path, "from"), found, wanted)

    def ended_nights(self) -> Iterator[Problem]:
        """Nights that end with nothing after them count as none."""
        rows = list(self.rows("nights"))
        for_all = [row for _, row in rows if not getattr(row.value, "child", "")]
        for path, row in rows:
            after = [each for _, each in rows if row.until and each.since >= row.until]
            stays = for_all and row not in for_all
            if row.until and row.until <= self.as_at and not after and not stays:
                found = f"no nights from {row.until.isoformat()} on: 0 are counted"
                yield self.doubt((*path, "until"), found, "a [[nights]] row from that day")

    def facts_that_do_nothing(self) -> Iterator[Problem]:
        """Costs with nobody to cost, and nights that make somebody else the paying parent."""
        for path, row in self.rows("special_expense"):
            illness = getattr(row.value, "kind", None) is ExpenseKind.ILLNESS_OR_DISABILITY
            if illness and not any(each.value for each in self.case.other_children):
                found = "costs of an ill or disabled relevant other child, but no such child"
                wanted = "an [[other_children]] row; without one they change nothing (reg 64)"
                yield self.doubt((*path, "kind"), found, wanted)
        for path, row in self.rows("nights"):
            care = getattr(row.value, "care", None)
            if isinstance(care, Nights) and care.days is None and care.nights >= HALF_THE_NIGHTS:
                found = "more than half the nights of a year with the paying parent"
                wanted = "the nights with them: then who has the main care? (reg 50)"
                yield self.doubt((*path, "nights"), found, wanted)

    def overlaps(self) -> Iterator[Problem]:
        for kind in ("income", "other_children", "arrangement", "nil_status"):
            for (path, row), (_, after) in pairwise(self.rows(kind)):
                if row.until and row.until > after.since:
                    found = f"an end after the next row begins, on {after.since.isoformat()}"
                    wanted = "an end by then, or none: the later row counts from its date"
                    yield self.doubt((*path, "until"), found, wanted)
        seen: set[tuple[date, str]] = set()
        for decision in self.case.decisions:
            same = (decision.since, decision.receiving_parent)
            if same in seen:
                path = self.path("decision", decision.source, len(self.case.decisions))
                found = "a second decision from the same day: this one counts"
                wanted = "one of them, if the other was put right"
                yield self.doubt((*path, "from"), found, wanted)
            seen.add(same)

    def future(self) -> Iterator[Problem]:
        """What has happened cannot be dated in the future."""
        for kind, key, days in (
            ("adjustment", "on", [each.on for each in self.case.adjustments]),
            ("balance", "on", [each.on for each in self.case.balances]),
            ("diary", "on", [each.on for each in self.case.diary]),
            ("decision", "letter_dated", self.letters_dated()),
        ):
            for at, day in enumerate(days):
                if day is not None and day > self.as_at:
                    found = f"a day after the as-at date, {self.as_at.isoformat()}"
                    yield self.doubt((kind, at, key), found, "the day it happened")

    def letters_dated(self) -> list[date | None]:
        """The dates of the letters of decisions, in the order of the file."""
        where = [
            self.path("decision", each.source, len(self.case.decisions))
            for each in self.case.decisions
        ]
        dated = dict(zip(where, (each.letter_dated for each in self.case.decisions), strict=True))
        return [dated[("decision", at)] for at in range(len(where))]

    def amounts(self) -> Iterator[Problem]:
        """Amounts that look like those of another period."""
        for path, row in self.rows("income"):
            amount = getattr(row.value, "amount", None)
            if isinstance(amount, Amount) and amount.pounds:
                yield from self.likely(path, amount)
        for at, decision in enumerate(self.case.decisions):
            path = self.path("decision", decision.source, len(self.case.decisions))
            yield from self.monthly(path, at)

    def likely(self, path: Path, amount: Amount) -> Iterator[Problem]:
        least, most = LIKELY[amount.period]
        if least <= amount.pounds <= most:
            return
        size = "little" if amount.pounds < least else "much"
        found = f"very {size} for a {amount.period.value}"
        wanted = "the amount of that period: was it of another?"
        yield self.doubt((*path, "amount"), found, wanted)

    def monthly(self, path: Path, at: int) -> Iterator[Problem]:
        """A decision that is our weekly figure times 52/12 is a month's."""
        decision = self.case.decisions[at]
        most = self.most_a_week(decision)
        if decision.weekly > most:
            found = f"more than any calculation can give a week ({Money(most).written})"
            yield self.doubt(
                (*path, "weekly"), found, "a week's amount: was it a month's or a year's?"
            )
            return
        ours = self.calculated(decision.since, decision.receiving_parent)
        if not ours or not decision.weekly:
            return
        times = Fraction(decision.weekly, ours)
        if abs(times - MONTH_IN_WEEKS) <= NEAR * MONTH_IN_WEEKS:
            found = "an amount that looks like a month's, in a weekly field"
            weekly = Money(ours).written
            yield self.doubt((*path, "weekly"), found, f"a week's: we calculate {weekly} a week")
        if decision.weekly == ours + fee_on_top(ours, decision.since) != ours:
            found = "our figure and the 20 % collection fee together"
            yield self.doubt((*path, "weekly"), found, "maintenance alone: fees are added to it")

    def most_a_week(self, decision: Decision) -> int:
        """Sch 1 para 2 at the income cap, for the most children: no variation passes the cap."""
        law = law_on(decision.since)
        above = law.income_cap.value - law.first_slice.value
        most = law.first_slice.value * law.first_slice_rates.value[-1]
        return to_penny(most + above * law.second_slice_rates.value[-1]).pence

    def calculated(self, day: date, name: str) -> int | None:
        """Our weekly pence of a day, where there is a figure."""
        spans = (span for span in self.account.spans if span.start <= day < span.end)
        return next((span.calculated.weekly(name) for span in spans), None)

    def decisions(self) -> Iterator[Problem]:
        decided = {decision.receiving_parent for decision in self.case.decisions}
        for at, name in enumerate(self.case.receiving_parents):
            if decided and name not in decided:
                found = f"no decision for {name}, and there are some for others"
                wanted = "a [[decision]] row; until then our calculation is used"
                yield self.doubt(("receiving_parent", at, "name"), found, wanted)

    def plans(self) -> Iterator[Problem]:
        """SI 1992/1989 reg 4: a plan runs from the effective date or a review date."""
        start = self.case.effective_date
        for plan in self.case.plans:
            years = plan.since.year - start.year
            if (plan.first_due - plan.since).days > MOST_DAYS_TO_FIRST:
                path = self.path("plan", plan.source, len(self.case.plans))
                found = "a first instalment more than 12 weeks after the plan begins"
                yield self.doubt((*path, "first_due"), found, "the day in the letter (GOV.UK)")
            if plan.since != years_after(start, years):
                path = self.path("plan", plan.source, len(self.case.plans))
                found = "a plan that begins on neither the effective date nor a review date"
                wanted = f"an anniversary of {start.isoformat()}, unless the letter says this day"
                yield self.doubt((*path, "from"), found, wanted)

    def adjustments(self) -> Iterator[Problem]:
        needs = {
            AdjustmentKind.WRITE_OFF: "authority = the decision that ended the debt",
            AdjustmentKind.THIRD_PARTY_PAYMENT: "authority = where the receiving parent agreed",
            AdjustmentKind.SET_OFF: "authority = the decision that set it off",
        }
        for at, each in enumerate(self.case.adjustments):
            if each._replace(source="") in [
                e._replace(source="") for e in self.case.adjustments[:at]
            ]:
                found, wanted = "the same adjustment a second time", "it once, or a note on each"
                yield self.doubt(("adjustment", at, "on"), found, wanted)
            if each.kind is AdjustmentKind.WRITE_OFF and self.owed_on(each) < 0:
                found = "more written off than was owed that day"
                wanted = "what was owed at most: a write-off ends a debt, and pays nothing"
                yield self.doubt(("adjustment", at, "amount"), found, wanted)
            if each.kind in needs and not (each.authority or each.note):
                found = f"a {each.kind.value} with nothing that allows it"
                yield self.doubt(("adjustment", at, "kind"), found, needs[each.kind])

    def owed_on(self, each: Adjustment) -> int:
        """What was owed to somebody at the end of the day of an adjustment."""
        standing = next(s for s in self.account.standings if s.name == each.receiving_parent)
        return history(standing).arrears_before(each.on + timedelta(days=1))

    def letters(self) -> Iterator[Problem]:
        for each in assertions(self.account):
            if each.ok:
                continue
            path = self.path("balance", each.balance.source, len(self.case.balances))
            ours, gap = Money(each.calculated).written, Money(abs(each.difference)).written
            more = "more" if each.difference > 0 else "less"
            name = each.balance.receiving_parent
            found = f"a letter that disagrees: we make it {ours} to {name}, {gap} {more}"
            since = each.last_agreed
            last = f"they last agreed on {since.isoformat()}" if since else "no earlier one agrees"
            after = (each.balance.on + timedelta(days=1)).isoformat()
            window = f"--from {since.isoformat()} --to {after}" if since else f"--to {after}"
            hint = f"cmscalc ledger … {window} --entries"
            if each.counts_the_fee:
                found += ", the collection fee owed that day"
            yield self.doubt((*path, "arrears"), found, f"the lines between; {last}", hint)

    def promises(self) -> Iterator[Problem]:
        for at, each in enumerate(self.case.diary):
            if each.promised_by and each.promised_by < each.on:
                found = "a promise for a day before it was made"
                yield self.doubt(("diary", at, "promised_by"), found, "a day from then on")


# --- payments -------------------------------------------------------------------------------------


def _payment_doubts(inputs: Inputs, account: Account) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], str] = {}
    collected = _routes(inputs.payments, PASSED_ON)
    amounts = Counter(payment.pence for payment in inputs.payments)
    usual = [pence for pence, many in amounts.items() if many >= OFTEN]
    slipped = {times * pence for pence in usual for times in SLIPPED}
    without_fee = _first_without_fee(inputs.payments, account)
    for file in inputs.payments_files:
        for payment in file.payments:
            same = payment._replace(source="")
            if same in seen:
                found = f"the same row as {seen[same]}: two payments, or one twice?"
                wanted = "it once; or, if there were two, a note that tells them apart"
                yield _at(file, payment, "date", found, wanted)
            seen.setdefault(same, payment.source)
            yield from _one(file, payment, account, collected)
            yield from _odd_amount(file, payment, slipped, without_fee)


def _odd_amount(
    file: PaymentsFile, payment: Payment, slipped: set[int], without_fee: str
) -> Iterator[Problem]:
    """A point that slipped; or a Collect and Pay amount that cannot have the fee in it."""
    if payment.pence in slipped:
        found = "ten or a hundred times the usual payment"
        yield _at(file, payment, "amount", found, "pounds and pence, if a point slipped")
    if payment.source == without_fee:
        found = "exactly the maintenance due, with no collection fee in it"
        wanted = "what was paid to CMS, fee included; or method passed-on or direct"
        yield _at(file, payment, "amount", found, wanted)


def _first_without_fee(payments: list[Payment], account: Account) -> str:
    """The first payment to CMS that is exactly a charge which bears a fee; one is enough to ask."""
    charged = {
        (standing.name, charge.pence)
        for standing in account.standings
        for charge in standing.charges
        if charge.fee
    }
    found = (
        payment.source
        for payment in payments
        if payment.method not in (PASSED_ON, DIRECT)
        and (payment.receiving_parent, payment.pence) in charged
        and service_on(account.case, payment.on) is Service.COLLECT_AND_PAY
    )
    return next(found, "")


def _routes(payments: list[Payment], method: str) -> set[str]:
    """The receiving parents who have payments of both kinds: to CMS, and passed on by it."""
    passed = {each.receiving_parent for each in payments if each.method == method}
    to_cms = {each.receiving_parent for each in payments if each.method not in (method, DIRECT)}
    return passed & to_cms


def _one(
    file: PaymentsFile, payment: Payment, account: Account, both: set[str]
) -> Iterator[Problem]:
    collects = service_on(account.case, payment.on) is Service.COLLECT_AND_PAY
    passed = payment.method == PASSED_ON
    if passed and not collects:
        found = "money passed on by CMS on a day of Direct Pay"
        yield _at(file, payment, "method", found, "another method, or another [[service]] row")
    if passed and collects and payment.receiving_parent in both:
        found = "an amount passed on, and others paid to CMS: is the same money in twice?"
        yield _at(file, payment, "method", found, "one side of the money for each payment")
    if payment.method == DIRECT and collects and payment.agreed != "yes":
        found = "money paid straight to the other parent under Collect and Pay"
        wanted = "agreed = yes if it was accepted; else it may not count (CSA 1991 s.33(6))"
        yield _at(file, payment, "method", found, wanted)
    if collects and _is_by_hand(payment.method.lower()):
        found = f"{payment.method} under Collect and Pay: counted as paid to CMS, fee and all"
        yield _at(file, payment, "method", found, "direct, if the other parent was paid")
    weekly = max(due.weekly for span in account.spans for due in span.due)
    if weekly and payment.pence > MOST_WEEKS * weekly:
        found = f"more than {MOST_WEEKS} weeks of maintenance in one payment"
        yield _at(file, payment, "amount", found, "pounds and pence, if a point was left out")
    marked = payment.paid_for
    if marked is None:
        return
    month = (marked.year, marked.month)
    first, last = account.case.effective_date, account.as_at + timedelta(days=366)
    if not (first.year, first.month) <= month <= (last.year, last.month):
        found = "a payment marked for a time outside the case"
        yield _at(file, payment, "paid_for", found, "a day or month of the case")


def _is_by_hand(method: str) -> bool:
    by_name = "direct" in method and method != DIRECT and "debit" not in method
    return by_name or method in BY_HAND


def _at(file: PaymentsFile, payment: Payment, column: str, found: str, wanted: str) -> Problem:
    line = int(payment.source.rpartition(":")[2])
    text, start, length = place_of(file.source, line, column)
    where = f"{file.source.name}:{line}:{start + 1}"
    return Problem(where, text, start, length, found, wanted, in_file=True)
