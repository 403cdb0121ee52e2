"""What holds for every family, whatever the figures."""

from datetime import date
from fractions import Fraction
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from cmscalc.core.assess import Assessment, assess
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
from cmscalc.core.money import Money, to_penny, total
from cmscalc.core.payable import share_pennies
from cmscalc.core.rate import Rate
from cmscalc.law import law_on

NOW = law_on(date(2026, 11, 21))
PENCE = st.integers(0, 500_000).map(lambda pence: Fraction(pence, 100))
NIGHTS = st.one_of(
    st.integers(0, 365),
    st.sampled_from([0, 51, 52, 103, 104, 155, 156, 174, 175, 365]),
)
LOCAL = st.sampled_from([0, 0, 0, 51, 52, 104, 259, 260, 263, 365])
CARE = st.one_of(NIGHTS.map(Nights), st.just(CareWord.ASSUMED))
CHILDREN = st.tuples(CARE, LOCAL).map(lambda drawn: Child(drawn[0], Nights(drawn[1])))
PARENTS = st.lists(st.lists(CHILDREN, min_size=1, max_size=4), min_size=1, max_size=4).map(
    lambda homes: tuple(
        ReceivingParent(f"P{at}", tuple(children)) for at, children in enumerate(homes, 1)
    )
)
FAMILIES = st.tuples(
    PARENTS,
    PENCE,
    st.integers(0, 4),
    st.integers(0, 2),
    st.sampled_from(Rounding),
    st.sampled_from(FeeRounding),
).map(
    lambda drawn: Facts(
        receiving_parents=drawn[0],
        income=Amount(drawn[1], Period.WEEK),
        other_children=drawn[2],
        arrangement_children=drawn[3],
        rounding=drawn[4],
        fee_rounding=drawn[5],
        collect_and_pay=True,
    )
)
DAYS = st.sampled_from([date(2012, 12, 10), date(2013, 11, 24), date(2014, 8, 11)])
PLAIN = (Rate.REDUCED, Rate.BASIC)
LAST_BAND = 263

settings.register_profile("cmscalc", deadline=None, max_examples=200, derandomize=True)
settings.load_profile("cmscalc")


def every_child_in_local_authority_care(facts: Facts) -> bool:
    """Nothing at all is due then (reg 53)."""
    return all(
        child.local_authority.nights >= LAST_BAND
        for parent in facts.receiving_parents
        for child in parent.children
    )


def whole(answer: Assessment) -> int:
    """The weekly total in pence."""
    return answer.weekly.pence


@given(FAMILIES, DAYS)
def test_parts_sum_to_the_total_and_none_is_negative(facts: Facts, day: date) -> None:
    """In both modes, on any day."""
    answer = assess(facts, law_on(day))

    assert answer.weekly == total(parent.weekly for parent in answer.receiving_parents)
    assert all(parent.weekly.pence >= 0 for parent in answer.receiving_parents)


@given(FAMILIES)
def test_never_below_the_flat_rate_where_the_act_says_so(facts: Facts) -> None:
    """Sch 1 paras 3(3) and 7(7): £7 in all at the reduced and basic rates."""
    answer = assess(facts, NOW)

    if answer.rate in PLAIN and not every_child_in_local_authority_care(facts):
        assert whole(answer) >= 700


@given(FAMILIES, PENCE)
def test_more_income_never_means_less_inside_a_rate(facts: Facts, more: Fraction) -> None:
    """Monotone in income while the rate stays the same."""
    income = facts.income
    assert income is not None
    higher = facts._replace(income=income._replace(pounds=income.pounds + more))
    first, second = assess(facts, NOW), assess(higher, NOW)

    if first.rate is second.rate:
        assert whole(second) >= whole(first)


@given(FAMILIES, st.integers(1, 365))
def test_more_nights_never_mean_more(facts: Facts, more: int) -> None:
    """Raising one child's nights never raises the total."""
    first, *rest = facts.receiving_parents
    child, *others = first.children
    before = child.care.nights if isinstance(child.care, Nights) else 52
    low = child._replace(care=Nights(before))
    high = child._replace(care=Nights(min(365, before + more)))
    weekly = [
        whole(
            assess(
                facts._replace(receiving_parents=(first._replace(children=(each, *others)), *rest)),
                NOW,
            )
        )
        for each in (low, high)
    ]

    # A penny may move where a part that would be negative counts as nothing, rounded each step.
    assert weekly[1] <= weekly[0] + (facts.rounding is Rounding.EACH_STEP)


@given(FAMILIES)
def test_the_two_rounding_modes_stay_close(facts: Facts) -> None:
    """A penny or so a child: rounding is not law. At a limit of income a rate may differ."""
    final = assess(facts._replace(rounding=Rounding.FINAL), NOW)
    each = assess(facts._replace(rounding=Rounding.EACH_STEP), NOW)
    children = sum(parent.children for parent in final.receiving_parents)

    assert abs(whole(final) - whole(each)) <= 2 * children + 3


@given(FAMILIES)
def test_income_over_the_cap_changes_nothing(facts: Facts) -> None:
    """£3,000 and £4,000 a week give one answer."""
    at, over = (
        assess(facts._replace(income=Amount(Fraction(pounds), Period.WEEK)), NOW)
        for pounds in (3000, 4000)
    )

    assert whole(at) == whole(over)


@given(FAMILIES)
def test_fees_are_beside_maintenance(facts: Facts) -> None:
    """What is paid is maintenance and fee; what is passed on is maintenance less fee."""
    answer = assess(facts, NOW)
    assert answer.fees is not None

    assert answer.fees.paying_parent_pays == answer.weekly + answer.fees.paying_parent_fee
    for each, parent in zip(answer.fees.receiving_parents, answer.receiving_parents, strict=True):
        assert parent.weekly == each.gets + each.fee


@given(st.lists(PENCE.map(lambda pounds: pounds / 7), min_size=1, max_size=6))
def test_odd_pennies_move_no_part_by_more_than_one(parts: list[Fraction]) -> None:
    """Parts sum to the rounded total, and each is within a penny of its own rounding."""
    weekly = to_penny(sum(parts, Fraction(0)))
    shared = share_pennies(tuple(parts), weekly)

    assert weekly == total(shared)
    for exact, part in zip(parts, shared, strict=True):
        assert abs(part.pence - to_penny(exact).pence) <= 1
        assert part.pence >= 0


@given(FAMILIES, st.sampled_from(["one", "other"]))
def test_names_do_not_matter(facts: Facts, name: str) -> None:
    """The same family under other labels gets the same pence."""
    renamed: Any = tuple(
        parent._replace(name=f"{name} {parent.name}") for parent in facts.receiving_parents
    )
    answers = assess(facts, NOW), assess(facts._replace(receiving_parents=renamed), NOW)

    parts: list[list[Money]] = [[p.weekly for p in a.receiving_parents] for a in answers]
    assert parts[0] == parts[1]
