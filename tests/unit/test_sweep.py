"""Sweeps: the facts at a place, the points, and the notes."""

from datetime import date
from fractions import Fraction

import pytest

from cmscalc.core import sweep as module
from cmscalc.core.assess import assess
from cmscalc.core.comparison import Rule
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
    Rounding,
    SpecialExpense,
)
from cmscalc.core.sweep import Curve, sweep
from cmscalc.core.turns import Change, exact_steps, first_change
from cmscalc.core.varying import Over, Range, varied
from cmscalc.files.reform_file import shipped_reform
from cmscalc.law import law_on
from cmscalc.law.reform import reformed

TODAY = law_on(date(2026, 11, 21))
RULE = Rule("law of today", TODAY)


def weekly(pounds: int) -> Amount:
    """An amount a week."""
    return Amount(Fraction(pounds), Period.WEEK)


def family(*children: Child, income: Amount | None = None) -> Facts:
    """One receiving parent."""
    return Facts((ReceivingParent("B", children or (Child(),)),), income or weekly(500))


def a_range(over: Over, first: int, last: int, step: int = 1) -> Range:
    """Of weekly income, or of numbers."""
    return Range(over, Fraction(first), Fraction(last), Fraction(step))


def curve(facts: Facts, over: Range) -> Curve:
    """Under the law of today."""
    return sweep(facts, over, [RULE]).curves[0]


def text_of(found: Curve, name: str) -> str:
    """The text of a curve's note."""
    return next(note.text for note in found.notes if note.id == name)


def ids(found: Curve) -> list[str]:
    """The ids of a curve's notes."""
    return [note.id for note in found.notes]


# --- one place ------------------------------------------------------------------------------------


def test_places_go_up_by_the_step_and_end_at_the_end() -> None:
    """The last one is in, where the steps pass it by and where they meet it."""
    assert [0, 300, 600, 900, 1000] == list(a_range(Over.INCOME, 0, 1000, 300).places)
    assert [0, 5, 10] == list(a_range(Over.NIGHTS, 0, 10, 5).places)


def test_of_two_incomes_the_current_one_is_swept() -> None:
    """The historic one is HMRC's."""
    both = family()._replace(current_income=weekly(520))
    found = varied(both, a_range(Over.INCOME, 0, 9), Fraction(7))

    assert (weekly(500), weekly(7)) == (found.income, found.current_income)


def test_nights_are_swept_where_care_is_not_equal() -> None:
    """A child in equal care stays out."""
    facts = family(Child(Nights(10)), Child(CareWord.EQUAL), Child(CareWord.ASSUMED))
    (parent,) = varied(facts, a_range(Over.NIGHTS, 0, 9), Fraction(60)).receiving_parents

    assert [Nights(60), CareWord.EQUAL, Nights(60)] == [child.care for child in parent.children]


def test_costs_of_an_other_child_go_with_the_child() -> None:
    """With no other child there are none; contact costs stay."""
    costs = (
        SpecialExpense(ExpenseKind.ILLNESS_OR_DISABILITY, weekly(30)),
        SpecialExpense(ExpenseKind.CONTACT, weekly(20)),
    )
    facts = family()._replace(special_expenses=costs)
    over = a_range(Over.OTHER_CHILDREN, 0, 2)

    assert costs[1:] == varied(facts, over, Fraction(0)).special_expenses
    assert costs == varied(facts, over, Fraction(1)).special_expenses


def test_every_point_is_the_estimate() -> None:
    """To the penny, in both modes, with each part and what is paid with fees."""
    parents = (ReceivingParent("A", (Child(Nights(60)),)), ReceivingParent("B", (Child(),)))
    for rounding in Rounding:
        facts = Facts(parents, weekly(1), collect_and_pay=True, rounding=rounding)
        for point in curve(facts, a_range(Over.INCOME, 0, 3100, 93)).points:
            found = assess(facts._replace(income=Amount(point.at, Period.WEEK)), TODAY)

            assert found.weekly == point.weekly
            assert tuple(each.weekly for each in found.receiving_parents) == point.parts
            assert found.fees is not None
            assert found.fees.paying_parent_pays == point.paying_parent_pays


def test_where_the_family_is_now() -> None:
    """A point like any other."""
    found = curve(family(), a_range(Over.INCOME, 0, 900)._replace(here=Fraction(500)))

    assert found.here is not None
    assert "60.00" == str(found.here.weekly)


# --- outside the law book -------------------------------------------------------------------------


def test_outside_the_law_book_is_a_stretch_of_its_own() -> None:
    """Expenses and additional income together, where the amount without them is flat."""
    facts = family()._replace(
        special_expenses=(SpecialExpense(ExpenseKind.CONTACT, weekly(20)),),
        additional_income=(AdditionalIncome(AdditionalKind.DIVERSION, weekly(50)),),
    )
    found = curve(facts, a_range(Over.INCOME, 0, 250, 50))

    assert [7, 100, 170] == [edge.at for edge in found.edges]
    assert [Fraction(0), None, Fraction(17, 100), Fraction(12, 100)] == [
        stretch.adds for stretch in found.stretches
    ]
    assert [None, None] == [found.points[at].weekly for at in (1, 2)]
    assert Change(None, None) == found.edges[0][4:6]
    assert "outside" in ids(found)


def test_no_step_changes_between_one_working_and_itself() -> None:
    """Nothing is made up."""
    steps = exact_steps(family(), TODAY)

    assert Change(None, None) == first_change(steps, steps, {}, {})


def test_a_working_that_is_another_at_one_place_alone() -> None:
    """At £116.31…, 49,900/429, the minimum is reached exactly, and the amount is the flat rate."""
    facts = Facts(
        (
            ReceivingParent("A", (Child(Nights(60)), Child())),
            ReceivingParent("B", (Child(Nights(180)),)),
        ),
        other_children=1,
        special_expenses=(SpecialExpense(ExpenseKind.CONTACT, weekly(5)),),
        additional_income=(AdditionalIncome(AdditionalKind.DIVERSION, weekly(9)),),
    )
    found = curve(facts, a_range(Over.INCOME, 110, 120))

    assert [Fraction(49_900, 429)] == [edge.at for edge in found.edges][-1:]


# --- notes ----------------------------------------------------------------------------------------


def test_a_fact_that_changes_nothing_is_noted_where_it_changes_nothing_all_along() -> None:
    """At £0 nights change nothing; at £500 they do."""
    facts = family(Child(Nights(60)))

    assert "care-unused" in ids(curve(facts, a_range(Over.INCOME, 0, 50)))
    assert "care-unused" not in ids(curve(facts, a_range(Over.INCOME, 0, 500, 50)))


def test_a_note_that_holds_on_a_part_is_kept_and_says_so() -> None:
    """Contact costs of £20 change nothing at £0, where the rate is nil, and do at £500."""
    facts = family()._replace(special_expenses=(SpecialExpense(ExpenseKind.CONTACT, weekly(20)),))
    part = curve(facts, a_range(Over.INCOME, 0, 600, 600))
    whole = curve(facts, a_range(Over.INCOME, 500, 600, 50))

    start = "Along part of this range: The "
    assert text_of(part, "variation").startswith(f"{start}effect of a variation")
    assert (
        text_of(part, "variation-no-effect") == f"{start}variation asked for changes nothing there."
    )
    assert text_of(whole, "variation").startswith("The effect of a variation")


def test_a_note_on_a_stretch_between_two_points_is_kept() -> None:
    """Reading 6 is of £200 to about £238 with another child, and neither end is in there."""
    facts = family()._replace(other_children=1)

    assert "reading-6" in ids(curve(facts, a_range(Over.INCOME, 0, 600, 600)))


def test_no_note_holds_one_points_amount() -> None:
    """£60 at £500 a week would cost 20 % late, £12.00, and £30 at £250 £6.00: neither is said."""
    law = reformed(TODAY, (shipped_reform("proposal-2025"),))
    facts = family()._replace(collect_and_pay=True)
    for start in (0, 250):
        over = a_range(Over.INCOME, start, 500, 250)
        (found,) = sweep(facts, over, [Rule("proposal", law)]).curves
        text = text_of(found, "assumed-compliance")

        assert "If it is paid late or short, the paying parent's fee is another." in text
        assert "£" not in text


def test_what_is_not_collected_is_said_without_an_amount() -> None:
    """The whole of it, which is another at each point."""
    law = reformed(TODAY, (shipped_reform("guaranteed-payment"),))
    facts = family()._replace(collect_and_pay=True)
    (found,) = sweep(facts, a_range(Over.INCOME, 250, 500, 250), [Rule("it", law)]).curves

    assert "to the whole amount, if nothing is." in text_of(found, "assumed-state-cost")


@pytest.mark.parametrize(
    ("care", "note"),
    [(Nights(20, 100), "nights-of-a-period"), (CareWord.ASSUMED, "nights-assumed")],
    ids=["of a period", "assumed"],
)
def test_why_nights_are_no_place_on_the_range(care: Nights | CareWord, note: str) -> None:
    """Of a shorter period, or assumed; over income there is nothing to say."""
    facts = family(Child(care), Child(CareWord.EQUAL))

    assert note in ids(curve(facts, a_range(Over.NIGHTS, 0, 60)))
    assert note not in ids(curve(facts, a_range(Over.INCOME, 0, 60)))


def test_rounding_every_step_is_said_of_edges() -> None:
    """Of incomes; numbers have no such edges."""
    facts = family()._replace(rounding=Rounding.EACH_STEP)

    assert "assumed-exact-edges" in ids(curve(facts, a_range(Over.INCOME, 0, 500, 50)))
    assert "assumed-exact-edges" not in ids(curve(facts, a_range(Over.NIGHTS, 0, 60)))


def test_nights_that_differ_are_said_to() -> None:
    """Along the range they are alike."""
    over = a_range(Over.NIGHTS, 0, 60)

    assert "nights-differ" in ids(curve(family(Child(Nights(9)), Child()), over))
    assert "nights-differ" not in ids(curve(family(Child(), Child(CareWord.EQUAL)), over))


@pytest.mark.parametrize(
    ("facts", "over", "why"),
    [
        (family(Child(CareWord.EQUAL)), Over.INCOME, "equal day-to-day care"),
        (family()._replace(default_decision=True), Over.NIGHTS, "default maintenance decision"),
        (family()._replace(nil_status="prisoner"), Over.INCOME, "nil status"),
        (family()._replace(benefits=("pension-credit",)), Over.INCOME, "listed benefit"),
        (family(income=weekly(50)), Over.OTHER_CHILDREN, "nothing in the working"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_flat_line_is_explained(facts: Facts, over: Over, why: str) -> None:
    """Why the amount does not move."""
    found = curve(facts, a_range(over, 0, 20))

    assert why in next(note.text for note in found.notes if note.id == "flat-line")
    assert () == found.edges


def test_a_line_that_rises_is_not_called_flat() -> None:
    """Though no edge lies in the range."""
    found = curve(family(), a_range(Over.INCOME, 500, 600, 10))

    assert () == found.edges
    assert "flat-line" not in ids(found)


def test_an_edge_found_by_halving_is_said_to_be_rough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a limit not known, its jump is found all the same, and not said to be exact."""
    monkeypatch.setattr(module, "limits_of", lambda _, __: frozenset())
    found = curve(family(), a_range(Over.INCOME, 0, 60, 10))

    assert abs(found.edges[0].at - 7) < Fraction(1, 1000)
    assert [False] == [edge.is_exact for edge in found.edges]
    assert "assumed-rough-edges" in ids(found)
