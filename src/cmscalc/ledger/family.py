"""The facts of one day: what the calculation asks, taken from rows that hold over time."""

from datetime import date
from typing import NamedTuple

from cmscalc.core.facts import (
    CareWord,
    Child,
    ExpenseKind,
    Facts,
    FeeRounding,
    Nights,
    ReceivingParent,
    Rounding,
    SpecialExpense,
)
from cmscalc.core.rate import counting_benefits
from cmscalc.law import Law
from cmscalc.ledger import case as rows
from cmscalc.ledger.case import Case, ChildsCare, ChildsNights, Held, in_force
from cmscalc.ledger.children import is_counted
from cmscalc.ledger.incomes import income_on


class Rounded(NamedTuple):
    """The rounding asked for."""

    amounts: Rounding = Rounding.FINAL
    fees: FeeRounding = FeeRounding.INSTALMENT


class NotKnown(Exception):  # noqa: N818 - it says what the case file lacks
    """The calculation cannot be done for a day: the message says what is missing."""


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
        special_expenses=_expenses(case, day),
        additional_income=tuple(each.value.income for each in additional),
        unearned_pension=unearned[0] if unearned else None,
        collect_and_pay=rows.service_on(case, day) is rows.Service.COLLECT_AND_PAY,
        rounding=rounded.amounts,
        fee_rounding=rounded.fees,
        abuse=_abuse(case, parents),
    )
    _check_known(facts, day, law)
    return facts


def _abuse(case: Case, parents: tuple[ReceivingParent, ...]) -> tuple[bool, ...] | None:
    if case.abuse is None:
        return None
    told = dict(zip(case.receiving_parents, case.abuse, strict=True))
    return tuple(told[parent.name] for parent in parents)


def _expenses(case: Case, day: date) -> tuple[SpecialExpense, ...]:
    """Reg 64: costs of an ill or disabled relevant other child need one, or change nothing."""
    held = in_force(case.special_expenses, day, lambda each: each.kind)
    has_other = _count(case.other_children, day) > 0
    return tuple(
        each.value
        for each in held
        if has_other or each.value.kind is not ExpenseKind.ILLNESS_OR_DISABILITY
    )


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
    equal = in_force(case.equal_care, day, lambda name: name)
    if any(row.value in ("", child) for row in equal):
        return CareWord.EQUAL
    held = in_force(case.nights, day, lambda value: value.child)
    theirs = [(row.since, row.value) for row in held if row.value.child in ("", child)]
    return max(theirs, key=_later)[1].care if theirs else Nights(0)


def _local_authority(case: Case, child: str, day: date) -> Nights:
    held = in_force(case.local_authority, day, lambda value: value.child)
    theirs = [(row.since, row.value) for row in held if row.value.child in ("", child)]
    return max(theirs, key=_later)[1].nights if theirs else Nights(0)


def _later(dated: tuple[date, ChildsCare | ChildsNights]) -> tuple[date, str]:
    """The later row counts; of one day, the row that names the child."""
    since, value = dated
    return since, value.child


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
