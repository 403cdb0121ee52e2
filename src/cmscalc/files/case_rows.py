"""From the model of a case file to its facts: names that must match, and dates that must fit."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from cmscalc.core.facts import (
    UNNAMED,
    AdditionalIncome,
    AdditionalKind,
    Amount,
    Period,
    SpecialExpense,
)
from cmscalc.core.income import a_week
from cmscalc.files.answers import read_benefit
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.toml_places import Path
from cmscalc.files.words import Unreadable, closest
from cmscalc.law import SCHEME_OPENS, law_on
from cmscalc.ledger import case as facts
from cmscalc.ledger.case import Held, IncomeBasis
from cmscalc.ledger.days import years_after

if TYPE_CHECKING:
    from cmscalc.files import case_model as model

T = TypeVar("T")
R = TypeVar("R", bound="model.HeldTable")


def facts_of(table: "model.CaseTable", known: CasePlaces) -> facts.Case:
    """Turn a case file's model into facts. Raises Problems with all that does not fit together."""
    return _Reader(table, known).read()


class _Reader:
    """Goes through the rows of one case file, and keeps every problem."""

    def __init__(self, table: "model.CaseTable", known: CasePlaces) -> None:
        self.table = table
        self.known = known
        self.problems: list[Problem] = []
        self.parents = [row.name for row in table.receiving_parent] or [UNNAMED]
        self.children = [row.name for row in table.child]

    def read(self) -> facts.Case:
        table = self.table
        self.check_start()
        self.check_names("receiving_parent", [row.name for row in table.receiving_parent])
        self.check_names("child", self.children)
        found = facts.Case(
            effective_date=table.effective_date,
            end_date=table.end_date,
            title=table.title,
            paying_parent=table.paying_parent,
            receiving_parents=tuple(self.parents),
            services=self.services(),
            children=tuple(self.child(at, row) for at, row in enumerate(table.child)),
            incomes=self.held("income", table.income, self.income, _kind_of_income),
            nights=self.held("nights", table.nights, self.nights, lambda value: value.child),
            other_children=self.held("other_children", table.other_children, _count),
            arrangement_children=self.held("arrangement", table.arrangement, _children),
            local_authority=self.held(
                "local_authority_care",
                table.local_authority_care,
                self.local_authority,
                lambda value: value.child,
            ),
            equal_care=self.held("equal_care", table.equal_care, self.equal_care, str),
            benefits=self.held("benefit", table.benefit, self.benefit, lambda value: value),
            nil_statuses=self.held("nil_status", table.nil_status, _name),
            partner_also_pays=self.held("partner_also_pays", table.partner_also_pays, _yes),
            special_expenses=self.held(
                "special_expense", table.special_expense, _expense, lambda value: value.kind
            ),
            additional_income=self.held(
                "additional_income",
                table.additional_income,
                self.additional,
                lambda value: value.income.kind,
            ),
            decisions=self.decisions(),
            plans=self.plans(),
            adjustments=self.adjustments(),
            balances=self.balances(),
            diary=self.diary(),
        )
        if self.problems:
            raise Problems(sorted(self.problems, key=_in_file_order))
        return found

    # --- what every row needs ---------------------------------------------------------------------

    def wrong(self, path: Path, found: str, wanted: str, hint: str = "") -> None:
        self.problems.append(self.known.problem(path, found, wanted, hint))

    def held(
        self,
        kind: str,
        given: Sequence[R],
        read: Callable[[Path, R], T],
        key: Callable[[T], Hashable] = lambda _: None,
    ) -> tuple[Held[T], ...]:
        """Read rows that hold from their dates, in order of them; no two of a kind on one day."""
        found: list[Held[T]] = []
        seen: dict[Hashable, str] = {}
        for at, row in enumerate(given):
            path = (kind, at)
            value = read(path, row)
            self.check_until(path, row.since, row.until)
            same = (row.since, key(value))
            where = self.known.where((*path, "from"))
            if same in seen:
                self.wrong(
                    (*path, "from"),
                    f"a second [[{kind}]] row from the same day ({seen[same]})",
                    "one row a day: each holds until the next",
                )
            seen[same] = where
            found.append(Held(row.since, value, where, row.until))
        return tuple(sorted(found, key=lambda each: each.since))

    def check_until(self, path: Path, since: date | None, until: date | None) -> None:
        if since and until and until <= since:
            self.wrong(
                (*path, "until"),
                "an end that is not after the start",
                f"a day after {since.isoformat()}: the first day it no longer holds",
            )

    def check_names(self, kind: str, names: list[str]) -> None:
        seen: set[str] = set()
        for at, name in enumerate(names):
            if name.casefold() in seen:
                wanted = "a label of its own for each"
                self.wrong((kind, at, "name"), f"the label {name!r} a second time", wanted)
            seen.add(name.casefold())

    def parent(self, path: Path, name: str) -> str:
        """Whose row it is: the one receiving parent, where there is one."""
        return self.one(path, name, self.parents, "receiving parent")

    def one(self, path: Path, name: str, names: list[str], what: str) -> str:
        same = {each.casefold(): each for each in names}
        if name.casefold() in same:
            return same[name.casefold()]
        if not name and len(names) == 1:
            return names[0]
        if names == [UNNAMED]:
            found = f"no [[receiving_parent]] row for {name!r}"
            self.wrong(path, found, f'[[receiving_parent]] and under it name = "{name}"')
            return names[0]
        listed = ", ".join(f'"{each}"' for each in names)
        if not name:
            found = f"no {path[-1]}, and there are {len(names)}"
            self.wrong(path, found, f"{path[-1]} = one of {listed}")
            return names[0]
        near = closest(name, names)
        hint = f'{path[-1]} = "{near}"' if near else ""
        self.wrong(path, f"an unknown {what}, {name!r}", f"one of {listed}", hint)
        return names[0]

    def known_child(self, path: Path, name: str) -> str:
        """A child by label; an empty one stands for every child."""
        if not name or not self.children:
            if name:
                self.wrong(path, f"an unknown child, {name!r}", "a [[child]] row of that name")
            return ""
        return self.one(path, name, self.children, "child")

    def not_before_the_start(self, path: Path, day: date, what: str) -> None:
        start = self.table.effective_date
        if day < start:
            wanted = f"a day from then on; or an earlier effective_date than {start.isoformat()}"
            self.wrong(path, f"{what} before the effective date", wanted)

    # --- the case as a whole ----------------------------------------------------------------------

    def check_start(self) -> None:
        start = self.table.effective_date
        if start < SCHEME_OPENS:
            self.problems.append(
                self.known.problem(
                    ("effective_date",),
                    "a day before the 2012 scheme opened, on 10 December 2012",
                    "a day from then on: earlier schemes had other rules, and are not modelled",
                    outside=True,
                )
            )
        if self.table.end_date and self.table.end_date < start:
            wanted = f"a day from {start.isoformat()} on"
            self.wrong(("end_date",), "an end before the effective date", wanted)

    def services(self) -> tuple[Held[facts.Service], ...]:
        start = self.table.effective_date
        rows = [
            Held(row.since or start, row.service, self.known.where(("service", at)))
            for at, row in enumerate(self.table.service)
        ]
        found = tuple(sorted(rows, key=lambda row: row.since))
        if not found:
            self.wrong(("service",), "no service", 'service = "direct-pay" or a [[service]] row')
            return (Held(start, facts.Service.DIRECT_PAY, ""),)
        if found[0].since > start:
            self.wrong(
                ("service", 0, "from"),
                f"no service from the effective date, {start.isoformat()}, to this day",
                "a [[service]] row from the effective date",
            )
        days = [row.since or start for row in self.table.service]
        for at, day in enumerate(days):
            if day in days[:at]:
                path = ("service", at, "from")
                self.wrong(path, "a second service from the same day", "one row a day")
        return found

    def child(self, at: int, row: "model.ChildTable") -> facts.Child:
        path = ("child", at)
        found = facts.Child(
            name=row.name,
            born=row.born,
            lives_with=self.parent((*path, "lives_with"), row.lives_with),
            source=self.known.where(path),
            since=row.since,
            until=row.until,
            left_education=row.left_education,
        )
        if child_left_before_birth(found):
            wanted = "the day education ended, years after the birth"
            self.wrong((*path, "left_education"), "a day not after the birth", wanted)
        return found

    # --- facts of the calculation -----------------------------------------------------------------

    def income(self, path: Path, row: "model.IncomeTable") -> facts.Income:
        if row.basis is IncomeBasis.NONE:
            if row.amount is not None:
                wanted = "no amount: nothing is known of income on a default decision"
                self.wrong((*path, "amount"), "an amount beside basis none", wanted)
            return facts.Income(row.basis, None)
        missing = [
            name for name, value in (("amount", row.amount), ("per", row.per)) if value is None
        ]
        if missing:
            found = f"an income with no {' and no '.join(missing)}"
            self.wrong((*path, missing[0]), found, 'amount = "27000.00" and per = "year"')
        amount = Amount(row.amount or Fraction(0), row.per or Period.YEAR)
        pension = _amount(row.pension)
        law = law_on(max(row.since, SCHEME_OPENS))
        if pension and row.amount and a_week(amount, law) < a_week(pension, law):
            found = "pension contributions of more than the income"
            wanted = "amounts that fit: check the periods; if it is right, the income after them"
            self.wrong((*path, "pension"), found, wanted)
        return facts.Income(row.basis, amount, pension, row.tax_year)

    def nights(self, path: Path, row: "model.NightsTable") -> facts.ChildsCare:
        return facts.ChildsCare(self.known_child((*path, "child"), row.child), row.nights)

    def local_authority(self, path: Path, row: "model.LocalAuthorityTable") -> facts.ChildsNights:
        return facts.ChildsNights(self.known_child((*path, "child"), row.child), row.nights)

    def equal_care(self, path: Path, row: "model.EqualCareTable") -> str:
        return self.known_child((*path, "child"), row.child)

    def benefit(self, path: Path, row: "model.BenefitTable") -> facts.Benefit:
        law = law_on(max(row.since, SCHEME_OPENS))
        try:
            name = read_benefit(row.name, law)
        except Unreadable as wrong:
            for_a_file = wrong.wanted.replace("--income", "an [[income]] row")
            again = Unreadable(wrong.found, for_a_file, wrong.hint, outside=wrong.outside)
            self.problems.append(self.known.unreadable((*path, "name"), again))
            name = row.name
        return facts.Benefit(name, row.who == "partner")

    def additional(self, path: Path, row: "model.AdditionalIncomeTable") -> facts.Unearned:
        is_assets = row.kind is AdditionalKind.ASSETS
        if is_assets and row.per is not None:
            self.wrong((*path, "per"), "assets with a period", "their value, with no per")
        if not is_assets and row.per is None:
            self.wrong((*path, "per"), "an amount with no per", 'per = "year", or what it is for')
        if row.pension and row.kind is not AdditionalKind.UNEARNED:
            wanted = "pension contributions only beside unearned income"
            self.wrong((*path, "pension"), "a pension beside another kind of income", wanted)
        amount = Amount(row.amount, row.per or Period.YEAR)
        return facts.Unearned(AdditionalIncome(row.kind, amount), _amount(row.pension))

    # --- decisions and the account ----------------------------------------------------------------

    def decisions(self) -> tuple[facts.Decision, ...]:
        found: list[facts.Decision] = []
        for at, row in enumerate(self.table.decision):
            path = ("decision", at)
            self.not_before_the_start((*path, "from"), row.since, "a decision")
            found.append(
                facts.Decision(
                    since=row.since,
                    receiving_parent=self.parent((*path, "receiving_parent"), row.receiving_parent),
                    weekly=row.weekly,
                    source=self.known.where(path),
                    letter_dated=row.letter_dated,
                    reference=row.reference,
                )
            )
        return tuple(sorted(found, key=lambda each: each.since))

    def plans(self) -> tuple[facts.Plan, ...]:
        found: list[facts.Plan] = []
        for at, row in enumerate(self.table.plan):
            path = ("plan", at)
            self.not_before_the_start((*path, "from"), row.since, "a plan")
            if not row.since <= row.first_due < years_after(row.since, 1):
                self.wrong(
                    (*path, "first_due"),
                    "a first instalment outside the plan's first year",
                    f"a day in the year from {row.since.isoformat()}",
                )
            name = row.receiving_parent and self.parent(
                (*path, "receiving_parent"), row.receiving_parent
            )
            where = self.known.where(path)
            found.append(facts.Plan(row.since, row.every, row.first_due, where, name))
        self.check_plans(found)
        return tuple(sorted(found, key=lambda each: each.since))

    def check_plans(self, found: list[facts.Plan]) -> None:
        """Two plans of one receiving parent from one day would both ask for the same money."""
        for at, plan in enumerate(found):
            clash = any(
                other.since == plan.since
                and (
                    other.receiving_parent == plan.receiving_parent
                    or "" in (other.receiving_parent, plan.receiving_parent)
                )
                for other in found[:at]
            )
            if clash:
                path = ("plan", at, "from")
                wanted = "one plan a day for each receiving parent"
                self.wrong(path, "a second plan from the same day", wanted)

    def adjustments(self) -> tuple[facts.Adjustment, ...]:
        found: list[facts.Adjustment] = []
        for at, row in enumerate(self.table.adjustment):
            path = ("adjustment", at)
            self.not_before_the_start((*path, "on"), row.on, "an adjustment")
            may_be_credit = row.kind is facts.AdjustmentKind.OPENING_BALANCE
            if row.amount == 0 or (row.amount < 0 and not may_be_credit):
                found_here = "an amount of nothing" if not row.amount else "an amount below nothing"
                wanted = "an amount of a penny or more: the kind says which way it counts"
                self.wrong((*path, "amount"), found_here, wanted)
            found.append(
                facts.Adjustment(
                    on=row.on,
                    receiving_parent=self.parent((*path, "receiving_parent"), row.receiving_parent),
                    kind=row.kind,
                    pence=row.amount,
                    source=self.known.where(path),
                    note=row.note,
                    authority=row.authority,
                )
            )
        return tuple(found)

    def balances(self) -> tuple[facts.Balance, ...]:
        found: list[facts.Balance] = []
        for at, row in enumerate(self.table.balance):
            path = ("balance", at)
            self.not_before_the_start((*path, "on"), row.on, "a balance")
            name = self.parent((*path, "receiving_parent"), row.receiving_parent)
            where = self.known.where(path)
            found.append(facts.Balance(row.on, name, row.arrears, where, row.source))
        return tuple(found)

    def diary(self) -> tuple[facts.DiaryEntry, ...]:
        rows = enumerate(self.table.diary)
        return tuple(
            facts.DiaryEntry(
                row.on,
                row.kind,
                row.who,
                row.what,
                self.known.where(("diary", at)),
                row.promised_by,
            )
            for at, row in rows
        )


def child_left_before_birth(child: facts.Child) -> bool:
    """Whether a child is said to have left education before it was born."""
    return child.left_education is not None and child.left_education <= child.born


def _in_file_order(problem: Problem) -> tuple[int, int]:
    """By line and column: `case.toml:14:9`."""
    _, line, column = problem.where.rsplit(":", 2)
    return int(line), int(column)


def _kind_of_income(income: facts.Income) -> bool:
    """A current figure may stand beside another of the same day: the 25 % rule needs both."""
    return income.basis is IncomeBasis.CURRENT


def _amount(given: "model.AmountTable | None") -> Amount | None:
    return Amount(given.amount, given.per) if given else None


def _count(_: Path, row: "model.OtherChildrenTable") -> int:
    return row.count


def _children(_: Path, row: "model.ArrangementTable") -> int:
    return row.children


def _name(_: Path, row: "model.NilStatusTable") -> str:
    return row.name


def _yes(_: Path, __: "model.PartnerAlsoPaysTable") -> bool:
    return True


def _expense(_: Path, row: "model.SpecialExpenseTable") -> SpecialExpense:
    return SpecialExpense(row.kind, Amount(row.amount, row.per))
