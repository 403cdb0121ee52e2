"""The facts of one day: what the calculation asks, taken from rows that hold over time."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import (
    Amount,
    CareWord,
    Child,
    Facts,
    FeeRounding,
    Nights,
    Period,
    ReceivingParent,
    Rounding,
)
from cmscalc.core.income import a_week, current_counts
from cmscalc.core.rate import counting_benefits
from cmscalc.law import Law
from cmscalc.ledger import case as rows
from cmscalc.ledger.case import Case, Held, Income, IncomeBasis, in_force
from cmscalc.ledger.children import is_counted
from cmscalc.ledger.days import years_after


class Rounded(NamedTuple):
    """The rounding asked for."""

    amounts: Rounding = Rounding.FINAL
    fees: FeeRounding = FeeRounding.INSTALMENT


class NotKnown(Exception):  # noqa: N818 - it says what the case file lacks
    """The calculation cannot be done for a day: the message says what is missing."""


class UsedIncome(NamedTuple):
    """The figures handed to the calculation."""

    historic: Amount | None = None
    current: Amount | None = None
    pension: Amount | None = None
    default: bool = False
    why: str = ""


def facts_on(case: Case, day: date, law: Law, rounded: Rounded) -> Facts | None:
    """Give the facts of a day; None where no child is counted. Raises NotKnown."""
    parents = _parents(case, day)
    if not parents:
        return None
    income = income_on(case, day, law)
    additional = in_force(case.additional_income, day, lambda each: each.income.kind)
    unearned = [each.value.pension for each in additional if each.value.pension]
    benefits = [
        each.value
        for each in in_force(case.benefits, day, lambda each: (each.name, each.of_partner))
    ]
    statuses = in_force(case.nil_statuses, day)
    facts = Facts(
        receiving_parents=parents,
        income=income.historic,
        current_income=income.current,
        pension=income.pension,
        other_children=_count(case.other_children, day),
        arrangement_children=_count(case.arrangement_children, day),
        benefits=tuple(each.name for each in benefits if not each.of_partner),
        partner_benefits=tuple(each.name for each in benefits if each.of_partner),
        partner_also_pays=bool(in_force(case.partner_also_pays, day)),
        nil_status=statuses[0].value if statuses else None,
        default_decision=income.default,
        special_expenses=tuple(
            each.value for each in in_force(case.special_expenses, day, lambda each: each.kind)
        ),
        additional_income=tuple(each.value.income for each in additional),
        unearned_pension=unearned[0] if unearned else None,
        collect_and_pay=rows.service_on(case, day) is rows.Service.COLLECT_AND_PAY,
        rounding=rounded.amounts,
        fee_rounding=rounded.fees,
    )
    _check_known(facts, day, law)
    return facts


def _count(given: tuple[Held[int], ...], day: date) -> int:
    return sum(row.value for row in in_force(given, day))


def _parents(case: Case, day: date) -> tuple[ReceivingParent, ...]:
    counted = [child for child in case.children if is_counted(child, case, day)]
    return tuple(
        ReceivingParent(
            name,
            tuple(
                Child(_care(case, child.name, day), _local_authority(case, child.name, day))
                for child in counted
                if child.lives_with == name
            ),
        )
        for name in case.receiving_parents
        if any(child.lives_with == name for child in counted)
    )


def _care(case: Case, child: str, day: date) -> Nights | CareWord:
    """A row that names the child beats one for every child of the same day."""
    equal = in_force(case.equal_care, day, lambda name: name)
    if any(row.value in ("", child) for row in equal):
        return CareWord.EQUAL
    theirs = [row for row in case.nights if row.value.child in ("", child)]
    held = in_force(sorted(theirs, key=lambda row: (row.since, row.value.child)), day)
    return held[0].value.care if held else Nights(0)


def _local_authority(case: Case, child: str, day: date) -> Nights:
    theirs = [row for row in case.local_authority if row.value.child in ("", child)]
    held = in_force(sorted(theirs, key=lambda row: (row.since, row.value.child)), day)
    return held[0].value.nights if held else Nights(0)


def _check_known(facts: Facts, day: date, law: Law) -> None:
    """Say that there is no income, where the calculation would need one."""
    known = facts.income or facts.current_income or facts.default_decision or facts.nil_status
    equal = all(
        child.care is CareWord.EQUAL
        for parent in facts.receiving_parents
        for child in parent.children
    )
    if known or equal or counting_benefits(facts, law):
        return
    raise NotKnown(f"no income is given for {day.isoformat()}")


# --- regs 20, 23 and 34: which income -------------------------------------------------------------


def income_on(case: Case, day: date, law: Law) -> UsedIncome:
    """The income to use on a day: the latest row, and the 25 % rule where it is a current one.

    Reg 34 sets a current figure against the historic one before it. Reg 23(2)-(4) (reading 28):
    on a case that already uses a current figure, a new one before the next review counts only if
    it differs from that by 25 % or more, and then it applies even if near the historic figure.
    """
    # A current figure of the same day stands beside the historic one, so it comes after.
    begun = sorted(
        (row for row in case.incomes if row.since <= day),
        key=lambda row: (row.since, row.value.basis is IncomeBasis.CURRENT),
    )
    if not begun or (begun[-1].until and begun[-1].until <= day):
        return UsedIncome()
    last = begun[-1].value
    if last.basis is IncomeBasis.NONE:
        return UsedIncome(default=True)
    if last.basis is not IncomeBasis.CURRENT:
        return UsedIncome(historic=last.amount, pension=last.pension)
    return _with_current(case, begun, law)


class _InUse(NamedTuple):
    """The figures as the rows are gone through: the last historic, the current one that counts."""

    historic: Income | None = None
    current: Held[Income] | None = None
    refused: Income | None = None
    beside_historic: bool = True


def _with_current(case: Case, begun: list[Held[Income]], law: Law) -> UsedIncome:
    used = _InUse()
    for row in begun:
        used = _next(case, used, row, law)
    if used.current is None:
        assert used.refused is not None
        return _side_by_side(used.historic, used.refused, law)
    current = used.current.value
    if not used.beside_historic:
        return UsedIncome(current.amount, None, current.pension, why=MOVED_BY_A_QUARTER)
    found = _side_by_side(used.historic, current, law)
    return found._replace(why=NOT_BY_A_QUARTER) if used.refused else found


def _side_by_side(historic: Income | None, current: Income, law: Law) -> UsedIncome:
    """Both figures, for the 25 % rule. Each row's pension is its own (regs 35(3), 40).

    The calculation takes one pension off both, so where the rows differ it is given what is left.
    """
    if historic is None:
        return UsedIncome(None, current.amount, current.pension)
    if historic.pension == current.pension:
        return UsedIncome(historic.amount, current.amount, current.pension)
    before = Amount(_weekly(historic, law), Period.WEEK)
    return UsedIncome(before, Amount(_weekly(current, law), Period.WEEK))


MOVED_BY_A_QUARTER = "the current figure moved by 25 % or more (reg 23(2), (4); reading 28)"
NOT_BY_A_QUARTER = "the current figure moved by less than 25 %, so it stays (reg 23(2); reading 28)"


def _next(case: Case, used: _InUse, row: Held[Income], law: Law) -> _InUse:
    income = row.value
    if income.basis is IncomeBasis.NONE:
        return _InUse()
    if income.basis is not IncomeBasis.CURRENT:
        return _InUse(historic=income)
    before = used.current
    if before is not None and not reviewed_between(case, before.since, row.since):
        if current_counts(_weekly(before.value, law), _weekly(income, law), law):
            return _InUse(used.historic, row, beside_historic=False)
        return used._replace(refused=income)
    counts = used.historic is None or current_counts(
        _weekly(used.historic, law), _weekly(income, law), law
    )
    if counts:
        return _InUse(used.historic, row)
    return _InUse(used.historic, None, refused=income)


def reviewed_between(case: Case, start: date, end: date) -> bool:
    """Reg 19: whether a review date, an anniversary of the effective date, is in (start, end]."""
    first = case.effective_date
    years = range(1, end.year - first.year + 1)
    return any(start < years_after(first, each) <= end for each in years)


def _weekly(income: Income, law: Law) -> Fraction:
    """Regs 35(3), 40: a week, after pension contributions."""
    assert income.amount is not None
    less = a_week(income.pension, law) if income.pension else Fraction(0)
    return max(Fraction(0), a_week(income.amount, law) - less)
