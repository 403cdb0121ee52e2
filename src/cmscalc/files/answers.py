"""Answers about a family, as flags, keywords or columns carry them, read into facts.

The names are those of `cmscalc estimate`, with underscores for hyphens: the command line, the
Python function and a row of many cases are read alike, and every problem is reported at once.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.core.facts import CareWord, Facts, FeeRounding, Rounding
from cmscalc.core.income import a_week
from cmscalc.core.printable import long_date
from cmscalc.core.rate import counting_benefits
from cmscalc.files import words
from cmscalc.files.abuse import check_abuse, read_abuse
from cmscalc.files.family import MOST_CHILDREN, receiving_parents
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Answers, Reader
from cmscalc.files.variations import check_variation, read_variation
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
from cmscalc.law.reform import Reform

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
    "abuse",
    "collected",
    "rounding",
    "fee_rounding",
    "on",
)
REPEATED = (
    "family",
    "benefit",
    "partner_benefit",
    "special_expense",
    "additional_income",
    "reform",
)
SWITCHES = (
    "partner_also_pays",
    "equal_care",
    "default_decision",
    "collect_and_pay",
    "not_compliant",
)
NAMES = (*ONCE, *REPEATED, *SWITCHES)

# A suggestion of the wrong benefit could mean £7 instead of hundreds: only for a slip of a letter.
SURE_OF_A_BENEFIT = 90
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


def read_answers(
    answers: Answers, today: date, before: Sequence[Problem] = (), reforms: tuple[Reform, ...] = ()
) -> Asked:
    """Read answers into facts. Raises Problems with everything wrong, those of `before` first.

    `reforms` are those read already, for whoever asks many times; the answers may name more.
    """
    reader = Reader(answers, before)
    law = _law(reader, today)
    if reforms or reader.given("reform"):
        from cmscalc.files.reforms import law_with, read_reforms  # noqa: PLC0415 - start-up

        law = law_with(reader, law, (*reforms, *read_reforms(reader)))
    facts = _facts(reader, law)
    _check_income_given(reader)
    if not reader.problems:
        _check_together(reader, facts, law)
        check_abuse(reader, facts, law)
    if reader.problems:
        raise Problems(reader.problems)
    return Asked(facts, law)


def _law(reader: Reader, today: date) -> Law:
    day = reader.once("on", read_day)
    if day is None and today < SCHEME_OPENS:
        reader.missing(
            "on",
            f"this computer's clock says today is {today.isoformat()}, before the 2012 scheme",
            "the day whose law applies",
            "--on 2026-11-21",
        )
        day = SCHEME_OPENS
    return law_on(today if day is None else day)


def read_day(text: str) -> date:
    """Read a day from the opening of the scheme on."""
    found = words.day(text)
    if found < SCHEME_OPENS:
        raise Unreadable(
            "a day before the 2012 scheme opened, on 10 December 2012",
            "a day from then on: earlier schemes had other rules, and are not modelled",
            SCHEME_OPENS.isoformat(),
            outside=True,
        )
    return found


def _facts(reader: Reader, law: Law) -> Facts:
    _check_default(reader)
    parents = receiving_parents(reader)
    return Facts(
        receiving_parents=parents,
        income=reader.once("income", words.amount),
        current_income=reader.once("current_income", words.amount),
        pension=reader.once("pension", words.amount),
        other_children=reader.once("other_children", _count) or 0,
        arrangement_children=reader.once("arrangement_children", _count) or 0,
        benefits=reader.each("benefit", lambda text: read_benefit(text, law)),
        partner_benefits=reader.each("partner_benefit", lambda text: read_benefit(text, law)),
        partner_also_pays=reader.given("partner_also_pays"),
        nil_status=reader.once("nil_status", _nil_status),
        default_decision=reader.given("default_decision"),
        **read_variation(reader)._asdict(),
        collect_and_pay=reader.given("collect_and_pay"),
        rounding=reader.choice("rounding", Rounding, Rounding.FINAL),
        fee_rounding=reader.choice("fee_rounding", FeeRounding, FeeRounding.INSTALMENT),
        compliant=not reader.given("not_compliant"),
        abuse=read_abuse(reader, len(parents)),
        collected=reader.once("collected", words.amount),
    )


def _count(text: str) -> int:
    return words.whole(text, 0, MOST_CHILDREN, "children")


def _nil_status(text: str) -> str:
    return words.one_of(text, NIL_STATUSES, "a nil status")


# --- benefits -------------------------------------------------------------------------------------


def read_benefit(text: str, law: Law) -> str:
    """Read a benefit's name, one that is on the reg 44 lists under a law."""
    name = words.plain_name(text)
    name = ALIASES.get(name, name)
    if name in law.benefits:
        return name
    if name in BENEFITS:
        raise _not_yet(name)
    if name == BEREAVEMENT_ALLOWANCE:
        raise _bereavement(law)
    if any(joint in text for joint in (",", "=", " and ")):
        raise Unreadable("more than a benefit's name", "one name; repeat the flag for another")
    if name.startswith("universal"):
        name = "universal-credit"
    if name in NOT_LISTED:
        raise Unreadable(f"{text!r} alone does not give the flat rate", NOT_LISTED[name])
    near = words.closest(name, BENEFITS, sure=SURE_OF_A_BENEFIT)
    found = f"an unknown benefit, {text!r}" if name else "no benefit"
    wanted = "a benefit of the reg 44 lists: `cmscalc law benefits` prints them"
    raise Unreadable(found, wanted, near)


def _not_yet(name: str) -> Unreadable:
    since = BENEFITS[name].since
    return Unreadable(
        f"{name} on a day before {long_date(since)}, when it came on the list",
        "a day from then on: what an earlier day gives is outside the law book",
        outside=True,
    )


def _bereavement(law: Law) -> Unreadable:
    if law.day < BEREAVEMENT_OFF_BY:
        return Unreadable(
            "bereavement allowance, taken off the list by November 2017 on a day not known to us",
            "a day from November 2017 on, without it: before then it is outside the law book",
            outside=True,
        )
    return Unreadable(
        "bereavement allowance does not give the flat rate",
        "nothing: it was taken off the reg 44 lists by November 2017, so leave it out",
    )


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
    check_variation(reader, facts)


def _check_no_income(reader: Reader, facts: Facts, law: Law) -> None:
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
    care = reader.texts("nights") + reader.texts("family")
    given = any(reader.given(name) or reader.meant(name) for name in INSTEAD_OF_INCOME)
    if not given and not any(CareWord.EQUAL.value in text for text in care):
        _income_missing(reader)


def _income_missing(reader: Reader) -> None:
    reader.missing(
        "income",
        "no income",
        "the paying parent's gross income and its period; or a --benefit, a --nil-status, or "
        "--default-decision where nothing is known of it",
        "--income 27000/year",
    )
