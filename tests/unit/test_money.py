"""Money is whole pence, and there is one way to round."""

from fractions import Fraction

from cmscalc.core.money import Money, to_penny, total
from cmscalc.core.payable import share_pennies


def test_half_a_penny_goes_up() -> None:
    """Half a penny goes up, and so does half a penny below nothing."""
    assert Money(1) == to_penny(Fraction(1, 200))
    assert Money(0) == to_penny(Fraction(-1, 200))


def test_just_under_half_a_penny_goes_down() -> None:
    """A hair under half a penny goes down."""
    assert Money(0) == to_penny(Fraction(1, 200) - Fraction(1, 10**12))


def test_money_adds_up_in_pence() -> None:
    """Sums, differences and multiples stay whole pence."""
    assert Money(63) == Money(42) + Money(21)
    assert Money(21) == Money(63) - Money(42)
    assert Money(328640) == Money(6320) * 52
    assert Money(6) == total([Money(1), Money(2), Money(3)])


def test_money_is_written_with_two_places() -> None:
    """JSON and CSV carry pounds and pence."""
    assert ["63.20", "0.05", "-5.00"] == [str(Money(6320)), str(Money(5)), str(Money(-500))]
    assert "Money(6320)" == repr(Money(6320))


def test_money_equals_money_only() -> None:
    """A number of pence is not money, and equal money is one key."""
    assert Money(1) != 1
    assert 1 == len({Money(5), Money(5)})
    assert Fraction(1, 20) == Money(5).pounds


def test_the_odd_penny_goes_to_the_later_listed_in_a_tie() -> None:
    """£100 for three, one child each: 33.33, 33.33, 33.34 (calculation of reg 6, reading 21)."""
    third = Fraction(100, 3)

    assert (Money(3333), Money(3333), Money(3334)) == share_pennies((third,) * 3, Money(10000))


def test_a_penny_is_taken_from_the_earlier_listed_in_a_tie() -> None:
    """Two halves of a penny over: both would round up, so the earlier-listed gives one back."""
    half = Fraction(1, 200)

    assert (Money(0), Money(1)) == share_pennies((half, half), Money(1))


def test_a_penny_is_given_where_rounding_down_took_most() -> None:
    """0.4p, 0.3p and 0.3p make a penny: it goes to the 0.4p."""
    parts = (Fraction(4, 1000), Fraction(3, 1000), Fraction(3, 1000))

    assert (Money(1), Money(0), Money(0)) == share_pennies(parts, Money(1))


def test_a_penny_is_taken_where_rounding_up_gave_most() -> None:
    """0.9p, 0.5p and 0.6p make 2p: of three pennies the 0.5p gives its one back."""
    parts = (Fraction(9, 1000), Fraction(5, 1000), Fraction(6, 1000))

    assert (Money(1), Money(0), Money(1)) == share_pennies(parts, Money(2))
