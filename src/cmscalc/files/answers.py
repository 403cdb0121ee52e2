"""Answers about a family, as flags, keywords or columns carry them, read into facts.

The names are those of `cmscalc estimate`, with underscores for hyphens: the command line, the
Python function and a row of many cases are read alike, and every problem is reported at once.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeVar

from cmscalc.core.facts import (
    AdditionalIncome,
    AdditionalKind,
    Amount,
    CareWord,
    ExpenseKind,
    Facts,
    FeeRounding,
    Period,
    Rounding,
    SpecialExpense,
)
from cmscalc.core.income import a_week
from cmscalc.core.rate import counting_benefits
from cmscalc.files import words
from cmscalc.files.family import MOST_CHILDREN, receiving_parents
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Answers, Reader
from cmscalc.files.words import Unreadable
from cmscalc.law import SCHEME_OPENS, Law, law_on
from cmscalc.law.benefits import (
    ALIASES,
    BENEFITS,
    BEREAVEMENT_ALLOWANCE,
    BEREAVEMENT_OFF_BY,
    NIL_STATUSES,
    NOT_LISTED,
)

E = TypeVar("E", bound=Enum)

ONCE = (
    "income",
    "current_income",
    "pension",
    "children",
    "nights",
    "other_children",
    "arrangement_children",
    "local_authority_nights",
    "nil_status",
    "unearned_pension",
    "rounding",
    "fee_rounding",
    "on",
)
REPEATED = ("family", "benefit", "partner_benefit", "special_expense", "additional_income")
SWITCHES = ("partner_also_pays", "equal_care", "default_decision", "collect_and_pay")
NAMES = (*ONCE, *REPEATED, *SWITCHES)

INSTEAD_OF_INCOME = (
    "income",
    "current_income",
    "benefit",
    "partner_benefit",
    "nil_status",
    "equal_care",
    "default_decision",
)
BESIDE_DEFAULT = (
    "income",
    "current_income",
    "pension",
    "benefit",
    "partner_benefit",
    "partner_also_pays",
    "nil_status",
)


class Asked(NamedTuple):
    """The facts of a family, and the law of the day asked for."""

    facts: Facts
    law: Law


def read_answers(answers: Answers, today: date, before: Sequence[Problem] = ()) -> Asked:
    """Read answers into facts. Raises Problems with everything wrong, those of `before` first."""
    reader = Reader(answers, before)
    law = _law(reader, today)
    facts = _facts(reader, law)
    _check_income_given(reader)
    if not reader.problems:
        _check_together(reader, facts, law)
    if reader.problems:
        raise Problems(reader.problems)
    return Asked(facts, law)


def _law(reader: Reader, today: date) -> Law:
    day = reader.once("on", read_day)
    return law_on(today if day is None else day)


def read_day(text: str) -> date:
    """Read a day from the opening of the scheme on."""
    found = words.day(text)
    if found < SCHEME_OPENS:
        raise Unreadable(
            "a day before the 2012 scheme opened, on 10 December 2012",
            "a day from then on: earlier schemes had other rules, and are not modelled",
            SCHEME_OPENS.isoformat(),
            text,
            outside=True,
        )
    return found


def _facts(reader: Reader, law: Law) -> Facts:
    _check_default(reader)
    return Facts(
        receiving_parents=receiving_parents(reader),
        income=reader.once("income", words.amount),
        current_income=reader.once("current_income", words.amount),
        pension=reader.once("pension", words.amount),
        other_children=reader.once("other_children", _count) or 0,
        arrangement_children=reader.once("arrangement_children", _count) or 0,
        benefits=reader.each("benefit", lambda text: _benefit(text, law)),
        partner_benefits=reader.each("partner_benefit", lambda text: _benefit(text, law)),
        partner_also_pays=reader.given("partner_also_pays"),
        nil_status=reader.once("nil_status", _nil_status),
        default_decision=reader.given("default_decision"),
        special_expenses=reader.each("special_expense", _special_expense),
        additional_income=reader.each("additional_income", _additional_income),
        unearned_pension=reader.once("unearned_pension", words.amount),
        collect_and_pay=reader.given("collect_and_pay"),
        rounding=reader.choice("rounding", Rounding, Rounding.FINAL),
        fee_rounding=reader.choice("fee_rounding", FeeRounding, FeeRounding.INSTALMENT),
    )


def _count(text: str) -> int:
    return words.whole(text, 0, MOST_CHILDREN, "children")


def _nil_status(text: str) -> str:
    return words.one_of(text, NIL_STATUSES, "a nil status")


# --- benefits -------------------------------------------------------------------------------------


def _benefit(text: str, law: Law) -> str:
    name = words.plain_name(text)
    name = ALIASES.get(name, name)
    if name in law.benefits:
        return name
    if name in BENEFITS:
        raise _not_yet(text, name)
    if name == BEREAVEMENT_ALLOWANCE:
        raise _bereavement(text, law)
    if name in NOT_LISTED:
        raise Unreadable(f"{text} is not such a benefit", NOT_LISTED[name], part=text)
    near = words.closest(name, [*BENEFITS, *ALIASES])
    raise Unreadable(
        f"an unknown benefit, {text!r}",
        "a benefit of the reg 44 lists: `cmscalc law benefits` prints them",
        near,
        text,
    )


def _not_yet(text: str, name: str) -> Unreadable:
    since = BENEFITS[name].since
    return Unreadable(
        f"{name} before it was on the list, on {since.day} {since:%B %Y}",
        "a day from then on: what an earlier day gives is outside the law book",
        part=text,
        outside=True,
    )


def _bereavement(text: str, law: Law) -> Unreadable:
    if law.day < BEREAVEMENT_OFF_BY:
        return Unreadable(
            "bereavement allowance, taken off the list by November 2017 on a day not known to us",
            "a day from November 2017 on, without it: before then it is outside the law book",
            part=text,
            outside=True,
        )
    return Unreadable(
        f"{text} is not such a benefit",
        "It was taken off the reg 44 lists by November 2017: leave it out.",
        part=text,
    )


# --- variations -----------------------------------------------------------------------------------


def _kind(text: str, kinds: type[E], example: str) -> tuple[E, str]:
    names = [str(each.value) for each in kinds]
    name, equals, rest = text.partition("=")
    wanted = f"KIND={example}, KIND one of {', '.join(names)}"
    kind = words.plain_name(name)
    if kind not in names:
        near = words.closest(kind, names)
        hint = f"{near}={rest or example}" if near else ""
        raise Unreadable(f"an unknown kind, {name!r}", wanted, hint, name)
    if not equals:
        raise Unreadable("a kind with no amount", wanted, f"{name}={example}", text)
    return kinds(kind), rest


def _special_expense(text: str) -> SpecialExpense:
    kind, rest = _kind(text, ExpenseKind, "25/week")
    return SpecialExpense(kind, _amount_of(kind.value, rest, words.amount))


def _additional_income(text: str) -> AdditionalIncome:
    kind, rest = _kind(text, AdditionalKind, "5000/year")
    if kind is not AdditionalKind.ASSETS:
        return AdditionalIncome(kind, _amount_of(kind.value, rest, words.amount))
    if "/" in rest:
        value = rest.partition("/")[0]
        raise Unreadable(
            "assets with a period", "their value, with no period", f"assets={value}", rest
        )
    return AdditionalIncome(kind, _amount_of(kind.value, rest, _value))


def _value(text: str) -> Amount:
    return Amount(words.money(text), Period.YEAR)


def _amount_of(kind: str, text: str, read: Callable[[str], Amount]) -> Amount:
    try:
        return read(text)
    except Unreadable as wrong:
        hint = f"{kind}={wrong.hint}" if wrong.hint else ""
        raise Unreadable(wrong.found, wrong.wanted, hint, wrong.part) from None


# --- answers that do not go together --------------------------------------------------------------


def _check_default(reader: Reader) -> None:
    if not reader.given("default_decision"):
        return
    for name in BESIDE_DEFAULT:
        if reader.given(name):
            reader.contradicts(
                name,
                "given beside --default-decision, which is for when nothing is known of income",
                "one or the other",
            )


def _check_together(reader: Reader, facts: Facts, law: Law) -> None:
    incomes = [(name, getattr(facts, name)) for name in ("income", "current_income")]
    known = [(name, amount) for name, amount in incomes if amount is not None]
    if not known:
        _check_no_income(reader, facts, law)
    for name, amount in known:
        # A historic figure of nil may stand beside a current one (reg 34(2A)).
        if facts.pension and 0 < a_week(amount, law) < a_week(facts.pension, law):
            reader.contradicts(
                "pension",
                f"pension contributions of more than the {name.replace('_', ' ')}",
                "amounts that fit: check the periods; if it is right, give the income left after "
                "them and no --pension",
            )
    if facts.unearned_pension and not _has_unearned(facts):
        reader.contradicts(
            "unearned_pension",
            "pension contributions to take off unearned income, but no unearned income",
            "--additional-income unearned=AMOUNT/PERIOD beside it",
        )
    if _has_illness(facts) and not facts.other_children:
        reader.contradicts(
            "special_expense",
            "costs of an ill or disabled relevant other child, but no such child",
            "--other-children beside it",
        )


def _check_no_income(reader: Reader, facts: Facts, law: Law) -> None:
    if facts.pension:
        reader.contradicts("pension", "pension contributions with no income", "--income beside it")
    every_child_equal = all(
        child.care is CareWord.EQUAL
        for parent in facts.receiving_parents
        for child in parent.children
    )
    if (
        facts.default_decision
        or facts.nil_status
        or every_child_equal
        or counting_benefits(facts, law)
    ):
        return
    _income_missing(reader)


def _check_income_given(reader: Reader) -> None:
    """Say that there is no income, where nothing given could make it unnecessary."""
    if not any(reader.given(name) for name in INSTEAD_OF_INCOME) and "equal" not in str(
        reader.texts("nights") + reader.texts("family")
    ):
        _income_missing(reader)


def _income_missing(reader: Reader) -> None:
    reader.missing(
        "income",
        "no income",
        "the paying parent's gross income and its period; or a --benefit, a --nil-status, or "
        "--default-decision where nothing is known of it",
        "--income 27000/year",
    )


def _has_unearned(facts: Facts) -> bool:
    return any(item.kind is AdditionalKind.UNEARNED for item in facts.additional_income)


def _has_illness(facts: Facts) -> bool:
    return any(item.kind is ExpenseKind.ILLNESS_OR_DISABILITY for item in facts.special_expenses)
