"""Reading what a variation is asked for: special expenses, and additional income."""

from enum import Enum
from typing import NamedTuple, TypeVar

from cmscalc.core.facts import (
    AdditionalIncome,
    AdditionalKind,
    Amount,
    ExpenseKind,
    Facts,
    Period,
    SpecialExpense,
)
from cmscalc.files import words
from cmscalc.files.reader import Reader
from cmscalc.files.words import Unreadable

E = TypeVar("E", bound=Enum)


class Variation(NamedTuple):
    """What is asked for, by the names that facts have for it."""

    special_expenses: tuple[SpecialExpense, ...]
    additional_income: tuple[AdditionalIncome, ...]
    unearned_pension: Amount | None


def read_variation(reader: Reader) -> Variation:
    """Read the answers that are about a variation."""
    return Variation(
        reader.each("special_expense", _special_expense),
        reader.each("additional_income", _additional_income),
        reader.once("unearned_pension", words.amount),
    )


def check_variation(reader: Reader, facts: Facts) -> None:
    """Say what of a variation does not go together, or with the other facts."""
    kinds = {item.kind for item in facts.additional_income}
    if facts.unearned_pension and AdditionalKind.UNEARNED not in kinds:
        reader.contradicts(
            "unearned_pension",
            "pension contributions to take off unearned income, but no unearned income",
            "--additional-income unearned=AMOUNT/PERIOD beside it",
        )
    expenses = {item.kind for item in facts.special_expenses}
    if ExpenseKind.ILLNESS_OR_DISABILITY in expenses and not facts.other_children:
        reader.contradicts(
            "special_expense",
            "costs of an ill or disabled relevant other child, but no such child",
            "--other-children beside it",
            next(text for text in reader.texts("special_expense") if "illness" in text.lower()),
        )


def _kind(text: str, kinds: type[E], example: str) -> tuple[E, str]:
    names = [str(each.value) for each in kinds]
    name, equals, rest = text.partition("=")
    before_colon, colon, _ = text.partition(":")
    if colon and not equals and words.plain_name(before_colon) in names:
        raise Unreadable("a : where an = is wanted", "KIND=AMOUNT", text.replace(":", "=", 1))
    kind = words.plain_name(name)
    if kind not in names:
        near = words.beginning(kind, names) or words.closest(kind, names)
        wanted = f"KIND={example}, KIND one of {', '.join(names)}"
        hint = f"{near}={rest}" if near and rest else ""
        raise Unreadable(f"an unknown kind, {name!r}", wanted, hint, (0, len(name)))
    if not equals:
        raise Unreadable("a kind with no amount", f"{kind}={example}")
    return kinds(kind), rest


def _special_expense(text: str) -> SpecialExpense:
    kind, rest = _kind(text, ExpenseKind, "25/week")
    return SpecialExpense(kind, words.part_of(words.amount, rest, text.removesuffix(rest)))


def _additional_income(text: str) -> AdditionalIncome:
    example = "50000" if text.strip().lower().startswith("assets") else "5000/year"
    kind, rest = _kind(text, AdditionalKind, example)
    read = _value if kind is AdditionalKind.ASSETS else words.amount
    return AdditionalIncome(kind, words.part_of(read, rest, text.removesuffix(rest)))


def _value(text: str) -> Amount:
    value, slash, period = text.partition("/")
    if slash:
        span = (len(value), len(slash) + len(period))
        raise Unreadable("assets with a period", "their value, with no period", value, span)
    return Amount(words.money(text), Period.YEAR)
