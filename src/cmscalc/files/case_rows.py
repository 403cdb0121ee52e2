"""From the model of a case file to its facts: names that must match, and dates that must fit."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cmscalc.core.facts import (
    AdditionalIncome,
    AdditionalKind,
    Amount,
    Period,
    SpecialExpense,
)
from cmscalc.core.income import a_week
from cmscalc.files import case_account
from cmscalc.files.answers import read_benefit
from cmscalc.files.case_places import CasePlaces
from cmscalc.files.case_reader import CaseReader
from cmscalc.files.problems import Problems
from cmscalc.files.toml_places import Path
from cmscalc.files.words import Unreadable
from cmscalc.law import SCHEME_OPENS, law_on
from cmscalc.ledger import case as facts
from cmscalc.ledger.case import Held, IncomeBasis

if TYPE_CHECKING:
    from cmscalc.files import case_model as model


def facts_of(table: "model.CaseTable", known: CasePlaces) -> facts.Case:
    """Turn a case file's model into facts. Raises Problems with all that does not fit together."""
    reader = CaseReader(table, known)
    _check_start(reader)
    reader.check_names("receiving_parent", [row.name for row in table.receiving_parent])
    reader.check_names("child", reader.children)
    found = facts.Case(
        effective_date=table.effective_date,
        end_date=table.end_date,
        title=table.title,
        paying_parent=table.paying_parent,
        receiving_parents=tuple(reader.parents),
        services=_services(reader),
        children=tuple(_child(reader, at, row) for at, row in enumerate(table.child)),
        incomes=reader.held("income", table.income, _income, _kind_of_income),
        nights=reader.held("nights", table.nights, _nights, lambda value: value.child),
        other_children=reader.held(
            "other_children", table.other_children, lambda _, __, row: row.count
        ),
        arrangement_children=reader.held(
            "arrangement", table.arrangement, lambda _, __, row: row.children
        ),
        local_authority=reader.held(
            "local_authority_care",
            table.local_authority_care,
            _local_authority,
            lambda value: value.child,
        ),
        equal_care=reader.held("equal_care", table.equal_care, _equal_care, str),
        benefits=reader.held("benefit", table.benefit, _benefit, lambda value: value),
        nil_statuses=reader.held("nil_status", table.nil_status, lambda _, __, row: row.name),
        partner_also_pays=reader.held(
            "partner_also_pays", table.partner_also_pays, lambda _, __, ___: True
        ),
        special_expenses=reader.held(
            "special_expense", table.special_expense, _expense, lambda value: value.kind
        ),
        additional_income=reader.held(
            "additional_income",
            table.additional_income,
            _additional,
            lambda value: value.income.kind,
        ),
        decisions=case_account.decisions(reader),
        plans=case_account.plans(reader),
        adjustments=case_account.adjustments(reader),
        balances=case_account.balances(reader),
        diary=case_account.diary(reader),
    )
    if reader.problems:
        raise Problems(sorted(reader.problems, key=lambda problem: problem.place))
    return found


def _check_start(reader: CaseReader) -> None:
    start = reader.table.effective_date
    if start < SCHEME_OPENS:
        reader.problems.append(
            reader.known.problem(
                ("effective_date",),
                "a day before the 2012 scheme opened, on 10 December 2012",
                "a day from then on: earlier schemes had other rules, and are not modelled",
                outside=True,
            )
        )
    if reader.table.end_date and reader.table.end_date < start:
        wanted = f"a day from {start.isoformat()} on"
        reader.wrong(("end_date",), "an end before the effective date", wanted)


def _services(reader: CaseReader) -> tuple[Held[facts.Service], ...]:
    start = reader.table.effective_date
    rows = [
        Held(row.since or start, row.service, reader.known.where(("service", at)))
        for at, row in enumerate(reader.table.service)
    ]
    found = tuple(sorted(rows, key=lambda row: row.since))
    if not found:
        reader.wrong(("service",), "no service", 'service = "direct-pay" or a [[service]] row')
        return (Held(start, facts.Service.DIRECT_PAY, ""),)
    days = [row.since or start for row in reader.table.service]
    first = min(days)
    if first > start:
        reader.wrong(
            ("service", days.index(first), "from"),
            f"no service from the effective date, {start.isoformat()}, to this day",
            "a [[service]] row from the effective date",
        )
    for at, day in enumerate(days):
        if day in days[:at]:
            path = ("service", at, "from")
            reader.wrong(path, "a second service from the same day", "one row a day")
    return found


def _child(reader: CaseReader, at: int, row: "model.ChildTable") -> facts.Child:
    path = ("child", at)
    if row.left_education is not None and row.left_education <= row.born.on:
        wanted = "the day education ended, years after the birth"
        reader.wrong((*path, "left_education"), "a day not after the birth", wanted)
    return facts.Child(
        name=row.name,
        born=row.born.on,
        lives_with=reader.parent((*path, "lives_with"), row.lives_with),
        source=reader.known.where(path),
        since=row.since,
        until=row.until,
        left_education=row.left_education,
        month_only=row.born.month_only,
    )


def _income(reader: CaseReader, path: Path, row: "model.IncomeTable") -> facts.Income:
    if row.basis is IncomeBasis.NONE:
        for key in ("amount", "per", "pension"):
            if getattr(row, key) is not None:
                wanted = f"no {key}: nothing is known of income on a default decision"
                reader.wrong((*path, key), f"{key} beside basis none", wanted)
        return facts.Income(row.basis, None)
    missing = [name for name, value in (("amount", row.amount), ("per", row.per)) if value is None]
    if missing:
        found = f"an income with no {' and no '.join(missing)}"
        reader.wrong((*path, missing[0]), found, 'amount = "27000.00" and per = "year"')
    amount = Amount(row.amount or Fraction(0), row.per or Period.YEAR)
    pension = _amount(row.pension)
    law = law_on(max(row.since, SCHEME_OPENS))
    if pension and row.amount and a_week(amount, law) < a_week(pension, law):
        found = "pension contributions of more than the income"
        wanted = "amounts that fit: check the periods; if it is right, the income after them"
        reader.wrong((*path, "pension"), found, wanted)
    return facts.Income(row.basis, amount, pension, row.tax_year)


def _nights(reader: CaseReader, path: Path, row: "model.NightsTable") -> facts.ChildsCare:
    return facts.ChildsCare(reader.known_child((*path, "child"), row.child), row.nights)


def _local_authority(
    reader: CaseReader, path: Path, row: "model.LocalAuthorityTable"
) -> facts.ChildsNights:
    return facts.ChildsNights(reader.known_child((*path, "child"), row.child), row.nights)


def _equal_care(reader: CaseReader, path: Path, row: "model.EqualCareTable") -> str:
    return reader.known_child((*path, "child"), row.child)


def _benefit(reader: CaseReader, path: Path, row: "model.BenefitTable") -> facts.Benefit:
    law = law_on(max(row.since, SCHEME_OPENS))
    try:
        name = read_benefit(row.name, law)
    except Unreadable as wrong:
        for_a_file = wrong.wanted.replace("--income", "an [[income]] row")
        again = Unreadable(wrong.found, for_a_file, wrong.hint, outside=wrong.outside)
        reader.problems.append(reader.known.unreadable((*path, "name"), again))
        name = row.name
    return facts.Benefit(name, row.who == "partner")


def _additional(
    reader: CaseReader, path: Path, row: "model.AdditionalIncomeTable"
) -> facts.Unearned:
    is_assets = row.kind is AdditionalKind.ASSETS
    if is_assets and row.per is not None:
        reader.wrong((*path, "per"), "assets with a period", "their value, with no per")
    if not is_assets and row.per is None:
        reader.wrong((*path, "per"), "an amount with no per", 'per = "year", or what it is for')
    if row.pension and row.kind is not AdditionalKind.UNEARNED:
        wanted = "pension contributions only beside unearned income"
        reader.wrong((*path, "pension"), "a pension beside another kind of income", wanted)
    amount = Amount(row.amount, row.per or Period.YEAR)
    return facts.Unearned(AdditionalIncome(row.kind, amount), _amount(row.pension))


def _kind_of_income(income: facts.Income) -> bool:
    """A current figure may stand beside another of the same day: the 25 % rule needs both."""
    return income.basis is IncomeBasis.CURRENT


def _amount(given: "model.AmountTable | None") -> Amount | None:
    return Amount(given.amount, given.per) if given else None


def _expense(_: CaseReader, __: Path, row: "model.SpecialExpenseTable") -> SpecialExpense:
    return SpecialExpense(row.kind, Amount(row.amount, row.per))
