"""Many cases are answered as one is: the core, the formula for a row, and the formula for columns.

Every row is worked out in all three ways, and every column of the answer is compared. The rows are
the grids of `batch_rows`, random ones, and families that the second calculator works out as well.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations, product
from typing import Any

import pytest

from batch_compare import Ways, all_ways, by_column, shown
from batch_rows import (
    LARGE,
    MADE_UP,
    NO_PENCE,
    REFORMS,
    SHIPPED,
    TODAY,
    Case,
    Dice,
    Row,
    apart,
    minima,
    money_grid,
    status_grid,
    variation_grid,
    weekly_grid,
)
from cmscalc.batch import formula
from cmscalc.batch.groups import VARIATION, Groups, Settings, Under
from cmscalc.batch.header import header_of
from cmscalc.batch.plain import Rows
from cmscalc.core.rate import Rate
from columns_extra import needs_columns
from covering import pairwise_rows
from random_families import random_family
from second_calculator import Outside, calculate

RANDOM_ROWS = 200
FAMILIES = 2_000
# Typed as no table has them: a reader of single answers takes them, or refuses.
TYPED_OTHERWISE = ("999999999.99", "£27,000 per year", "-1")


def is_plain(case: Case) -> bool:
    """Whether a row that has an answer must have it from the formula, by row and by column."""
    if case.row.get("income", "").startswith(TYPED_OTHERWISE):
        return False
    # Some variations are for the core: which, the tests below say.
    if any(case.row.get(name) for name in VARIATION):
        return False
    return is_plain_law(case)


def is_plain_law(case: Case) -> bool:
    """Whether the law that a row is under fits the formula, and its arrays."""
    return case.reforms not in ((LARGE,), (NO_PENCE,))


def held_together(ways: Iterable[Ways]) -> list[Ways]:
    """Check that all ways agree, and that none is left out where it can answer."""
    found = list(ways)
    differ = [each for each in found if not each.agree]
    unsure = [
        each
        for each in found
        if "error" not in each.core
        and is_plain(each.case)
        and (each.quick is None or not each.by_column)
    ]

    assert [] == differ[:3]
    assert [] == unsure[:3]
    return found


@needs_columns
@pytest.mark.parametrize("grid", [weekly_grid, money_grid, status_grid])
def test_the_grids_are_answered_alike(grid: Callable[[], list[Case]]) -> None:
    """Every rate, family, night, income and law of a day, each two of them together."""
    held_together(all_ways(grid()))


@needs_columns
def test_variations_are_answered_alike() -> None:
    """Every kind, at what makes it count; the formula answers many at each rate of a percentage."""
    found = held_together(all_ways(variation_grid()))
    quick = Counter(each.core["rate"] for each in found if each.quick)

    assert {"reduced", "basic"} <= {rate for rate, many in quick.items() if many > 20}
    assert {each.quick is None for each in found} == {True, False}
    assert all(each.by_column is bool(each.quick) for each in found if is_plain_law(each.case))


MONEY_COLUMNS = ("income", "current_income", "pension")


@needs_columns
@pytest.mark.parametrize("put", [dict, apart], ids=["together", "apart"])
@pytest.mark.parametrize(
    "there",
    [some for number in (1, 2, 3) for some in combinations(MONEY_COLUMNS, number)],
    ids="-".join,
)
def test_a_table_has_only_some_columns_of_money(
    there: tuple[str, ...], put: Callable[[Row], Row]
) -> None:
    """Those that are not there say nothing; those that are, are not passed over."""
    texts = {
        "income": ("300/week", "0/week", ""),
        "current_income": ("500/week", "310/week", ""),
        "pension": ("20/week", ""),
    }
    rows = [
        put({**dict(zip(there, said, strict=True)), "children": "1", "default_decision": default})
        for said in product(*(texts[name] for name in there))
        for default in ("", "yes")
    ]
    header = header_of(tuple(dict.fromkeys(name for row in rows for name in row)))
    found = held_together(all_ways([Case(row, ()) for row in rows], header))

    assert len(rows) == len(found)
    assert any(each.by_column for each in found) or there == ("pension",)


@needs_columns
def test_where_a_minimum_begins_and_ends_is_alike() -> None:
    """Paras 5A(2) and 7(7), a penny of weekly income either side."""
    found = held_together(all_ways(list(minima())))

    assert {"5.00", "7.00", "7.01"} <= {each.core["weekly"] for each in found}
    # At the minimum nothing is shared anew; a penny of income under it, everything.
    shared = {each.core.get("weekly_each") for each in found}
    assert {"Ann=0.00;Bea=7.00", "Ann=3.50;Bea=3.50"} <= shared


@needs_columns
def test_random_rows_are_answered_alike() -> None:
    """Under the law and under each reform; about half are nowhere near an edge."""
    dice = Dice(seed=2012)
    rows = [dice.row() for _ in range(RANDOM_ROWS)]

    held_together(all_ways([Case(row, each) for each in REFORMS for row in rows]))


def test_every_rate_is_met() -> None:
    """A grid that missed one would prove nothing of it."""
    groups = Groups(Settings(today=TODAY))
    rows = [case.row for case in (*weekly_grid()[::7], *status_grid()) if not case.reforms]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    plain = Rows(header_of(names), groups)
    found = [plain.quickly([row.get(name, "") for name in names]) for row in rows]
    answers = [shown(each) for each in found if each]

    assert {rate.value for rate in Rate} == {each["rate"] for each in answers}
    assert "3.50" in {each["weekly"] for each in answers}


def test_each_two_values_of_two_dimensions_are_in_a_row() -> None:
    """What the grids rest on."""
    sizes = (3, 9, 1, 4, 2, 5, 5)
    rows = pairwise_rows(sizes)

    for one, other in combinations(range(len(sizes)), 2):
        met = {(row[one], row[other]) for row in rows}
        assert set(product(range(sizes[one]), range(sizes[other]))) == met
    assert len(rows) < 2 * 9 * 5


def test_rates_are_numbered_in_the_order_of_the_core() -> None:
    """A code of the formula is a place among the core's rates."""
    codes = {
        Rate.NIL: formula.NIL,
        Rate.FLAT: formula.FLAT,
        Rate.REDUCED: formula.REDUCED,
        Rate.BASIC: formula.BASIC,
        Rate.DEFAULT: formula.BY_DEFAULT,
        Rate.NONE: formula.NONE,
    }

    assert dict(zip(Rate, range(len(Rate)), strict=True)) == codes


# --- rows that nobody answers ---------------------------------------------------------------------

CHILD: Row = {"children": "1", "income": "27000/year"}
ALL_EQUAL: Row = {"children": "2", "nights": "equal"}
REFUSED: dict[str, Row] = {
    "income beside a default decision": CHILD | {"default_decision": "yes"},
    "the same for children in equal care": ALL_EQUAL
    | {"default_decision": "yes", "income": "27000/year"},
    "pension alone beside a default decision": {
        "children": "1",
        "default_decision": "yes",
        "pension": "1/week",
    },
    "pension of more than income": CHILD | {"pension": "27000.01/year"},
    "pension of more than current income": CHILD
    | {"current_income": "10/week", "pension": "10.01/week"},
    "the same for children in equal care, whose parent has income": ALL_EQUAL
    | {"income": "10/week", "pension": "10.01/week"},
    "a period beside no income": ALL_EQUAL | {"income_per": "year"},
    "a period beside no amount collected": CHILD | {"collected_per": "week"},
    "two periods": CHILD | {"income_per": "week"},
    "one period twice": CHILD | {"income_per": "year"},
    "an amount collected with no period": CHILD | {"collected": "20"},
    "a point and no pence": CHILD | {"income": "27000./year"},
    "parts of a penny": CHILD | {"income": "100.005/week"},
    "no income": {"children": "1"},
    "no income, and a partner's benefit that does not count": {
        "children": "1",
        "partner_benefit": "carers-allowance",
    },
    "no children": {"income": "27000/year"},
    "none of 0 children": CHILD | {"children": "0"},
    "21 children": CHILD | {"children": "21"},
    "21 children with nights": CHILD | {"children": "21", "nights": "52"},
    "366 nights": CHILD | {"nights": "366"},
    "21 children of several": {"income": "27000/year", "family": f"Ann={'0,' * 17}0;Bea=0,0,0"},
    "nights for other than the children": CHILD | {"nights": "0,0"},
    "a family beside children": CHILD | {"family": "Ann=0"},
    "a family twice": {"income": "27000/year", "family": "Ann=0;ann=52"},
    "nights beside equal care": CHILD | {"nights": "52", "equal_care": "yes"},
    "neither yes nor no": CHILD | {"collect_and_pay": "maybe"},
    "neither late nor not": CHILD | {"not_compliant": "sometimes"},
    "two answers on abuse for one": CHILD | {"abuse": "yes,no"},
    "an unknown benefit": CHILD | {"benefit": "housing-benefit"},
    "a benefit of a later day": CHILD
    | {"benefit": "universal-credit-no-earnings", "on": "2013-04-28"},
    "a day before the scheme": CHILD | {"on": "2012-12-09"},
    "an unknown rounding": CHILD | {"rounding": "up"},
    "too many other children": CHILD | {"other_children": "21"},
    "half a child": CHILD | {"arrangement_children": "0.5"},
    "an expense with no amount": CHILD | {"special_expense": "contact"},
}
ANSWERED: dict[str, Row] = {
    "no is said of everything": CHILD
    | {"default_decision": "no", "collect_and_pay": "NO", "equal_care": "0", "not_compliant": "n"},
    "every child is in equal care": ALL_EQUAL,
    "equal care of all, in a word": {"children": "3", "equal_care": "yes"},
    "equal care, and a default decision": ALL_EQUAL | {"default_decision": "yes"},
    "pension contributions and a benefit": {
        "children": "1",
        "benefit": "state-pension",
        "pension": "1/week",
    },
    "spaces around every word": {"children": " 2 ", "income": "27000/year", "on": " 2026-01-01 "},
    "accents in two forms": {
        "income": "27000/year",
        "family": "Zoe\N{COMBINING DIAERESIS}=0;Ann=1",
    },
}


@needs_columns
@pytest.mark.parametrize("why", REFUSED)
def test_what_an_estimate_refuses_no_way_answers(why: str) -> None:
    """Answers of their own would be wrong ones, and nobody would know."""
    (ways,) = held_together(all_ways([Case(REFUSED[why], ())]))

    assert ways.core["error"]
    assert {"error"} == set(ways.column)


@needs_columns
@pytest.mark.parametrize("why", ANSWERED)
def test_what_an_estimate_answers_the_formula_does_too(why: str) -> None:
    """Words that look unusual, and are not."""
    (ways,) = held_together(all_ways([Case(ANSWERED[why], ())]))

    assert "error" not in ways.core


# £300 a week and one child: 12 % of it, or of what a variation makes of it.
WEEKLY_300 = {"income": "300/week", "children": "1"}
VARIED = {
    "36.00": {},
    "33.00": {"special_expense": "contact=25/week"},
    "41.84": {"additional_income": "unearned=2537.71/year"},
    "42.00": {"additional_income": "diversion=50/week"},
    "34.80": {"special_expense": "prior-debt=20/fortnight"},
    "39.60": {"special_expense": "contact=20/week", "additional_income": "diversion=50/week"},
}


@needs_columns
@pytest.mark.parametrize("weekly", VARIED)
def test_variations_that_change_income_are_in_the_formula(weekly: str) -> None:
    """£2,537.71 × 7 ÷ 365 is £48.67 a week; £20 a fortnight is £10, which is just enough."""
    (ways,) = held_together(all_ways([Case(WEEKLY_300 | VARIED[weekly], ())]))

    assert weekly == ways.core["weekly"]
    assert ways.by_column
    assert ways.quick


# What reg 73(2), the floor of reg 74(1A), reg 66 and reg 70 do, and a proposal, are not.
LEFT = {
    "at the flat rate without it": (
        {"income": "90/week"},
        {"additional_income": "diversion=9/week"},
    ),
    "under the flat rate with it": ({"income": "120/week"}, {"special_expense": "contact=99/week"}),
    "nil without it": ({"income": "6/week"}, {"additional_income": "diversion=300/week"}),
    "by a benefit": ({"benefit": "carers-allowance"}, {"additional_income": "diversion=300/week"}),
    "boarding": ({"income": "300/week"}, {"special_expense": "boarding-school=90/week"}),
    "reg 70": ({"income": "300/week"}, {"additional_income": "earned-on-flat-or-nil=200/week"}),
    "two parents' flat rate": (
        {"income": "90/week", "family": "A=0;B=0", "children": ""},
        {"additional_income": "diversion=9/week"},
    ),
}


@needs_columns
@pytest.mark.parametrize("why", LEFT)
def test_variations_that_are_left_to_the_rules_of_an_estimate(why: str) -> None:
    """The formula is not sure of them, and says so."""
    said, variation = LEFT[why]
    (ways,) = all_ways([Case(WEEKLY_300 | said | variation, ())])

    assert ways.agree
    assert (None, False) == (ways.quick, ways.by_column)


@needs_columns
def test_unearned_income_that_a_proposal_counts_is_left_too() -> None:
    """Under it there is no such variation: the income is part of gross income."""
    (reform,) = (each for each in SHIPPED if each.name == "unearned-income-automatic")
    row = WEEKLY_300 | {"additional_income": "unearned=5000/year"}
    (ways,) = all_ways([Case(row, (reform,))])

    assert ways.agree
    assert (None, False) == (ways.quick, ways.by_column)


# --- laws of days ---------------------------------------------------------------------------------


def test_days_of_the_same_law_are_one_law() -> None:
    """Thousands of days in a table are a handful of laws, also under a reform of every day."""
    for reforms in ((), SHIPPED[:1], *((each,) for each in MADE_UP[:2])):
        groups = Groups(Settings(today=TODAY, reforms=reforms))
        found = [
            groups.under((day, "", "", "")) for day in ("2021-05-01", "2021-05-02", "2025-01-31")
        ]
        rules = [under.rules for under in found if isinstance(under, Under)]

        assert 3 == len(rules)
        assert rules[0] is rules[1] is rules[2]
        assert ["2021-05-01", "2021-05-02", "2025-01-31"] == [under.day for under in found if under]


# --- the second calculator ------------------------------------------------------------------------


def _amount(given: tuple[Any, str]) -> str:
    whole, pence = divmod(int(given[0] * 100), 100)
    return f"{whole}.{pence:02}/{given[1]}"


def _nights(given: Any) -> str:
    return f"{given[0]}/{given[1]}" if isinstance(given, tuple) else str(given)


def row_of(family: dict[str, Any]) -> Row:
    """Write a family in the second calculator's words as a row."""
    parents = family["receiving_parents"]
    children = [child for parent in parents for child in parent["children"]]
    local = [_nights(child.get("local_authority_nights", 0)) for child in children]
    row = {
        "on": family["on"].isoformat(),
        "rounding": family["rounding"],
        "family": ";".join(
            f"{parent['name']}={','.join(_nights(child['nights']) for child in parent['children'])}"
            for parent in parents
        ),
        "local_authority_nights": ",".join(local) if set(local) != {"0"} else "",
        "benefit": ";".join(family.get("benefits", ())),
        "partner_benefit": ";".join(family.get("partner_benefits", ())),
        "nil_status": family.get("nil_status", ""),
        "fee_rounding": family.get("fee_rounding", ""),
    }
    row |= {
        name: _amount(family[name])
        for name in ("income", "current_income", "pension")
        if name in family
    }
    row |= {name: str(family.get(name, "")) for name in ("other_children", "arrangement_children")}
    return row | {
        name: "yes" if family.get(name) else ""
        for name in ("partner_also_pays", "default_decision", "collect_and_pay")
    }


def theirs(family: dict[str, Any]) -> dict[str, str]:
    """Answer with the second calculator, in the words of a row's answer."""
    found = calculate(family)
    pounds = {
        "weekly": found["weekly"],
        "gross_weekly_income": found["gross_weekly_income"],
    }
    if family.get("collect_and_pay"):
        pounds["paying_parent_fee"] = found["paying_parent_fee"]
        pounds["receiving_parent_fee"] = sum(found["receiving_fees"])
    told = {name: _pence(pence) for name, pence in pounds.items() if pence is not None}
    names = [parent["name"] for parent in family["receiving_parents"]]
    if len(names) > 1:
        parts = zip(names, found["parts"], strict=True)
        told["weekly_each"] = ";".join(f"{name}={_pence(part)}" for name, part in parts)
    return told | {"rate": found["rate"]}


def _pence(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"


def coherent_families(seed: int, many: int) -> list[dict[str, Any]]:
    """Random families without variations, whom the second calculator answers."""
    rng = random.Random(seed)
    found: list[dict[str, Any]] = []
    while len(found) < many:
        family = random_family(rng)
        try:
            calculate(family)
        except Outside:
            continue
        if not (family.get("special_expenses") or family.get("additional_income")):
            found.append(family)
    return found


@needs_columns
def test_the_second_calculator_agrees_with_the_column() -> None:
    """It was written from the law book alone, and shares no code with this one."""
    families = coherent_families(seed=7, many=FAMILIES)
    answers = by_column([row_of(family) for family in families], Settings(today=TODAY))

    sure = 0
    for family, (told, by_itself) in zip(families, answers, strict=True):
        expected = theirs(family)
        assert expected == {name: told.get(name) for name in expected}, family
        sure += by_itself
    assert FAMILIES == sure
