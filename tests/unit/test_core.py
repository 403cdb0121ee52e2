"""What core promises whoever calls it with facts that were not checked."""

from datetime import date
from fractions import Fraction

import pytest

from cmscalc.core.assess import assess
from cmscalc.core.care import local_authority_fraction, shared_care, shared_fraction
from cmscalc.core.edges import near_edges
from cmscalc.core.facts import (
    AdditionalIncome,
    AdditionalKind,
    Amount,
    CareWord,
    Child,
    ExpenseKind,
    Facts,
    Nights,
    Period,
    ReceivingParent,
    SpecialExpense,
)
from cmscalc.core.printable import inert_cell
from cmscalc.core.rate import choose_rate
from cmscalc.core.step import Step
from cmscalc.law import law_on
from cmscalc.law.rows import Citation

TODAY = law_on(date(2026, 11, 21))
CITED = Citation("x", "y")


def weekly(pounds: str) -> Amount:
    """An amount a week."""
    return Amount(Fraction(pounds), Period.WEEK)


def one_parent(*children: Child) -> tuple[ReceivingParent, ...]:
    """One receiving parent with these children."""
    return (ReceivingParent("B", children or (Child(),)),)


def notes(facts: Facts, prefix: str) -> list[str]:
    """The texts of the notes on near edges whose id starts so."""
    found = near_edges(facts, TODAY, assess(facts, TODAY))
    return [note.text for note in found if note.id.startswith(prefix)]


def test_a_rate_that_depends_on_income_wants_it() -> None:
    """Facts with neither income nor a reason not to need it are a mistake of the caller."""
    with pytest.raises(ValueError, match="the rate depends on income, and none was given"):
        choose_rate(Facts(one_parent()), None, TODAY)


def test_a_child_in_equal_care_has_no_fraction() -> None:
    """Such a child was left out before; asking for its fraction is a mistake of the caller."""
    with pytest.raises(TypeError, match="a child in equal care is not counted"):
        shared_care("1-1", "child 1", Child(CareWord.EQUAL), TODAY)


def test_what_care_takes_off_is_told_without_its_step() -> None:
    """One night a week where care is assumed; a band from its first night; nothing before."""
    law = law_on(date(2026, 11, 21))

    assert Fraction(1, 7) == shared_fraction(Child(CareWord.ASSUMED), law)
    assert (Fraction(0), Fraction(1, 7)) == tuple(
        shared_fraction(Child(Nights(nights)), law) for nights in (51, 52)
    )
    assert Fraction(5, 7) == local_authority_fraction(Child(local_authority=Nights(260)), law)


def test_a_cell_that_is_carried_is_only_made_safe() -> None:
    """A formula gets an apostrophe; a number below nothing and a new line stay as they are."""
    assert ["'=1+1", "-5.00", "two\nlines"] == [
        inert_cell(text) for text in ("=1+1", "-5.00", "two\nlines")
    ]


def test_a_test_has_no_amount() -> None:
    """A step that is a test has an outcome, not a sum."""
    with pytest.raises(ValueError, match="step rate is a test, not a sum"):
        _ = Step("rate", "Rate", CITED, "x", outcome="flat").amount


def test_the_next_band_is_named_with_what_it_would_give() -> None:
    """One child, £500: at 52 nights 60.00 × 6/7 = 51.43; 51 nights take nothing off."""
    at_51 = Facts(one_parent(Child(Nights(51))), income=weekly("500"))
    at_52 = Facts(one_parent(Child(Nights(52))), income=weekly("500"))

    assert [
        "At 52 nights a year instead of 51 (1 more) with the child, the weekly total would be "
        "£51.43."
    ] == notes(at_51, "near-nights")
    assert [
        "At 51 nights a year instead of 52 (1 fewer) with the child, the weekly total would be "
        "£60.00."
    ] == notes(at_52, "near-nights")


def test_a_far_band_is_not_named() -> None:
    """37 nights are 15 from the first band, one too many to be near; 38 are 14."""
    far = Facts(one_parent(Child(Nights(37))), income=weekly("500"))
    near = Facts(one_parent(Child(Nights(38))), income=weekly("500"))

    assert ([], 1) == (notes(far, "near-nights"), len(notes(near, "near-nights")))


def test_a_band_of_a_shorter_period_is_named_in_its_own_nights() -> None:
    """182 days: 175 × 182 ÷ 365 = 87.26, so 88 nights are the first in the one-half band."""
    facts = Facts(one_parent(Child(Nights(87, 182))), income=weekly("500"))

    # 60.00 ÷ 2 − 7 = 23.00; the band below, from 78 nights (156 × 182 ÷ 365 = 77.79), is 77 nights:
    # 60.00 × 5/7 = 42.86.
    assert [
        "At 88 nights of 182 instead of 87 (1 more) with the child, the weekly total would be "
        "£23.00.",
        "At 77 nights of 182 instead of 87 (10 fewer) with the child, the weekly total would be "
        "£42.86.",
    ] == notes(facts, "near-nights")


def test_the_band_below_is_near_at_14_nights() -> None:
    """117 nights are 14 from 103; 118 are 15."""
    near = Facts(one_parent(Child(Nights(117))), income=weekly("500"))
    far = Facts(one_parent(Child(Nights(118))), income=weekly("500"))

    assert (1, []) == (len(notes(near, "near-nights")), notes(far, "near-nights"))


def test_children_with_the_same_nights_move_together() -> None:
    """Two children of £500 at 50 nights: 80.00 × 6/7 = 68.57; and only those of one parent."""
    facts = Facts(
        (
            ReceivingParent("B", (Child(Nights(50)), Child(), Child(Nights(50)))),
            ReceivingParent("C", (Child(), Child())),
        ),
        income=weekly("500"),
    )

    # 500 × 19 % = 95.00; B has 3/5 = 57.00; 1/7 off two of three: 57 × 19/21 = 51.5714; + 38.00.
    assert [
        "At 52 nights a year instead of 50 (2 more) with children 1 and 3 of B, the weekly total "
        "would be £89.57."
    ] == notes(facts, "near-nights")


def test_each_child_is_said_where_all_are_alike() -> None:
    """Two children, both at 50 nights: £80.00 × 6/7 = £68.57."""
    facts = Facts(one_parent(Child(Nights(50)), Child(Nights(50))), income=weekly("500"))

    assert [
        "At 52 nights a year instead of 50 (2 more) with each child, the weekly total would be "
        "£68.57."
    ] == notes(facts, "near-nights")


def test_nights_that_would_leave_the_law_book_are_not_named() -> None:
    """Flat by the minimum after more nights, with expenses and additional income: not answered."""
    facts = Facts(
        one_parent(Child(Nights(174))),
        income=weekly("230"),
        special_expenses=(SpecialExpense(ExpenseKind.CONTACT, weekly("10")),),
        additional_income=(AdditionalIncome(AdditionalKind.DIVERSION, weekly("20")),),
    )

    # 240 × 12 % = 28.80, × 4/7 = 16.46. At 175 nights without the variation: 27.60 ÷ 2 − 7 = 6.80,
    # kept at £7, which is the flat rate: reg 73(2) and reg 74 together are outside the law book.
    assert [] == notes(facts, "near-nights")


def test_income_near_a_limit_is_named() -> None:
    """£190 is £10 under the basic rate; £225 is £25 over it; £225.01 is not near."""
    assert ["Gross weekly income is £10.00 under £200.00, where the basic rate starts."] == notes(
        Facts(one_parent(), income=weekly("190")), "near-income"
    )
    assert ["Gross weekly income is £25.00 over £200.00, where the basic rate starts."] == notes(
        Facts(one_parent(), income=weekly("225")), "near-income"
    )
    assert [] == notes(Facts(one_parent(), income=weekly("225.01")), "near-income")


def test_the_slice_is_named_where_it_starts_before_the_cut() -> None:
    """With one other child £800 after the cut is £800 ÷ 0.89 = £898.88 before it."""
    facts = Facts(one_parent(), income=weekly("890"), other_children=1)

    assert [
        "Gross weekly income is £8.88 under £898.88, where the lower percentages of the basic "
        "rate start."
    ] == notes(facts, "near-income")


def test_the_25_per_cent_edges_are_named() -> None:
    """£250 historic: £312.50 or more, £187.50 or less."""
    facts = Facts(one_parent(), income=weekly("250"), current_income=weekly("300"))

    assert [
        "Against historic income of £250.00 a week, current income is used from £312.50 up and "
        "from £187.50 down."
    ] == notes(facts, "near-tolerance")
