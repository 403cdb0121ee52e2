"""A law in whole numbers fits 64 bits, or is worked out in Python's own, which have no end."""

from fractions import Fraction
from itertools import product

import pytest

from batch_compare import all_ways
from batch_rows import BANDS, NO_PENCE, NOW, ODD, SHIPPED, Case
from cmscalc.batch import formula
from cmscalc.batch.formula import PLAIN, Modes, Part, current_counts, due
from cmscalc.batch.scale import MOST_IN_AN_ARRAY, DoesNotFit, Scale, scale_of
from cmscalc.core.facts import Period
from cmscalc.law import law_days, law_on
from cmscalc.law.reform import Reform, reformed
from columns_extra import needs_columns


class Seen(int):
    """A whole number; the largest that anything came to is kept."""

    most = 0

    def _made(self, value: int) -> "Seen":
        Seen.most = max(Seen.most, abs(value))
        return Seen(value)

    def __add__(self, other: int) -> "Seen":
        return self._made(int(self) + int(other))

    def __sub__(self, other: int) -> "Seen":
        return self._made(int(self) - int(other))

    def __rsub__(self, other: int) -> "Seen":
        return self._made(int(other) - int(self))

    def __mul__(self, other: int) -> "Seen":
        return self._made(int(self) * int(other))

    def __floordiv__(self, other: int) -> "Seen":
        return self._made(int(self) // int(other))

    def __abs__(self) -> "Seen":
        return self._made(abs(int(self)))

    __radd__ = __add__
    __rmul__ = __mul__


def largest_met(scale: Scale) -> int:
    """The largest number that the formula comes to for the most extreme families and incomes."""
    Seen.most = 0
    incomes = [Seen(99_999_999_999 * scale.a_week[Period.WEEK]), Seen(scale.cap * scale.units)]
    incomes += [Seen(0), Seen(scale.basic_from * scale.units - 1)]
    for historic, current in product(incomes, incomes):
        current_counts(PLAIN, scale, historic, current)
    shapes = (((20,), 0), ((20,), 20), ((1,), 20), ((5, 5, 5, 5), 20), ((17, 1, 1, 1), 0))
    half, whole = scale.care_of // 2, scale.care_of
    bases = (formula.BY_INCOME, formula.BENEFIT, formula.DEFAULT)
    for (sizes, arranged), income, off in product(shapes, incomes, (0, half, whole)):
        for basis, others, each_step in product(bases, (0, 3), (False, True)):
            case = formula.Case(
                income=income,
                basis=Seen(basis),
                others=Seen(others),
                children=Seen(sum(sizes)),
                arranged=Seen(arranged),
                all_local=False,
                parts=tuple(
                    Part(
                        Seen(size),
                        Seen(size * off),
                        ((off, Seen(size)),),
                        Seen(size if off == half else 0),
                        often=True,
                        wholly=off == whole,
                    )
                    for size in sizes
                ),
                late=True,
                abuse=(True,) * len(sizes),
            )
            due(PLAIN, scale, case, Modes(each_step=each_step, daily=True))
    return Seen.most


@pytest.mark.parametrize("reforms", [(), *((each,) for each in (*SHIPPED, ODD, BANDS))])
def test_the_law_and_its_reforms_fit_an_array(reforms: tuple[Reform, ...]) -> None:
    """No family makes a number of more than 63 bits, on any day."""
    for day in law_days():
        scale = scale_of(reformed(law_on(day), reforms))

        assert scale.fits_an_array
        assert largest_met(scale) <= MOST_IN_AN_ARRAY


POUNDS = (
    *("income_cap", "flat_rate", "arrangement_minimum", "shared_care_minimum", "half_care_extra"),
    "default_rates",
)


def _reform(field: str, size: int) -> Reform:
    """A reform of one value: so many pounds, or a percentage of so small a denominator."""
    if field == "default_rates":
        return Reform(
            "x", "x", "", "", None, ((field, (Fraction(1), Fraction(2), Fraction(size))),)
        )
    value = Fraction(size) if field in POUNDS else 1 - Fraction(1, size)
    return Reform("x", "x", "", "", None, ((field, value),))


@pytest.mark.parametrize("field", [*POUNDS, "income_tolerance", "paying_parent_fee"])
def test_the_last_law_that_fits_an_array_still_does(field: str) -> None:
    """Pounds or denominators up to where `fits_an_array` says no: nothing is over before that."""

    def fits(size: int) -> bool:
        return scale_of(reformed(NOW, (_reform(field, size),))).fits_an_array

    low, high = 100, 10**20
    assert fits(low)
    assert not fits(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)

    assert largest_met(scale_of(reformed(NOW, (_reform(field, low),)))) <= MOST_IN_AN_ARRAY


@needs_columns
@pytest.mark.parametrize("field", ["income_tolerance", "shared_care_minimum"])
def test_a_law_that_does_not_fit_an_array_is_worked_out_row_by_row(field: str) -> None:
    """With Python's own whole numbers, which have no end."""
    size = 10**9 + 7
    rows = (
        {"children": "1", "income": "27000/year", "current_income": "999999.99/week"},
        {"children": "20", "nights": "175", "income": "300/week", "arrangement_children": "20"},
    )
    found = list(all_ways([Case(row, (_reform(field, size),)) for row in rows]))

    assert [True, True] == [each.agree for each in found]
    assert [(True, False)] * 2 == [(bool(each.quick), each.by_column) for each in found]


def test_half_a_penny_of_law_is_left_to_the_core() -> None:
    """The formula has whole pence only."""
    with pytest.raises(DoesNotFit, match="not whole pence"):
        scale_of(reformed(NOW, (NO_PENCE,)))
