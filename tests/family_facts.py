"""Turn a family in the second calculator's words into the facts that `assess` takes."""

from fractions import Fraction
from typing import Any

from cmscalc.core.facts import (
    AdditionalIncome,
    AdditionalKind,
    Amount,
    CareWord,
    Child,
    ExpenseKind,
    Facts,
    FeeRounding,
    Nights,
    Period,
    ReceivingParent,
    Rounding,
    SpecialExpense,
)


def _amount(given: tuple[Fraction, str | None] | None) -> Amount | None:
    if given is None:
        return None
    pounds, period = given
    return Amount(Fraction(pounds), Period(period or "year"))


def _nights(given: int | tuple[int, int]) -> Nights:
    return Nights(given) if isinstance(given, int) else Nights(*given)


def _child(given: dict[str, Any]) -> Child:
    care = given.get("nights", 0)
    local = _nights(given.get("local_authority_nights", 0))
    return Child(CareWord(care) if isinstance(care, str) else _nights(care), local)


def facts_of(family: dict[str, Any]) -> Facts:
    """Give the same family as `Facts`; a missing key is its empty value."""
    return Facts(
        receiving_parents=tuple(
            ReceivingParent(parent["name"], tuple(_child(child) for child in parent["children"]))
            for parent in family["receiving_parents"]
        ),
        income=_amount(family.get("income")),
        current_income=_amount(family.get("current_income")),
        pension=_amount(family.get("pension")),
        other_children=family.get("other_children", 0),
        arrangement_children=family.get("arrangement_children", 0),
        benefits=tuple(family.get("benefits", ())),
        partner_benefits=tuple(family.get("partner_benefits", ())),
        partner_also_pays=family.get("partner_also_pays", False),
        nil_status=family.get("nil_status"),
        default_decision=family.get("default_decision", False),
        special_expenses=tuple(
            SpecialExpense(ExpenseKind(kind), Amount(Fraction(pounds), Period(period)))
            for kind, pounds, period in family.get("special_expenses", ())
        ),
        additional_income=tuple(
            AdditionalIncome(
                AdditionalKind(kind), Amount(Fraction(pounds), Period(period or "year"))
            )
            for kind, pounds, period in family.get("additional_income", ())
        ),
        unearned_pension=_amount(family.get("unearned_pension")),
        collect_and_pay=family.get("collect_and_pay", False),
        rounding=Rounding(family.get("rounding", "final")),
        fee_rounding=FeeRounding(family.get("fee_rounding", "instalment")),
    )
