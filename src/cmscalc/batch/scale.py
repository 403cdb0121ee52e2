"""The law of a day in whole numbers: every amount and percentage over a known denominator.

Nothing here is a figure of its own: each is a row of `law`, multiplied until it is whole.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from cmscalc.core.facts import Amount, Period
from cmscalc.core.income import DAYS_IN_WEEK, a_week
from cmscalc.core.money import PENCE
from cmscalc.files.family import MOST_CHILDREN
from cmscalc.files.words import MOST_DIGITS
from cmscalc.law import Law
from cmscalc.law.rows import Row

# An array's whole numbers have 63 bits and a sign.
MOST_IN_AN_ARRAY = 2**63 - 1
# Amounts are given in this many figures of pounds, or fewer.
MOST_POUNDS: int = 10**MOST_DIGITS
Whole = tuple[int, ...]


class DoesNotFit(ValueError):  # noqa: N818 - it says what the law does not do
    """A law with an amount that is no whole number of pence: the core answers for it."""


class Share(NamedTuple):
    """A fraction as two whole numbers."""

    top: int
    bottom: int


class Scale(NamedTuple):
    """One law in whole numbers.

    `units` is how many units of weekly income make a penny, so that every period's penny a week is
    a whole number of them (`a_week`, by period). Limits are in pence. Percentages are over
    `cut_of`, `basic_of`, `reduced_of` and `care_of`; `rate_of` is the smallest number that both
    rates can be told in. The table of reduced rates is one row after another.
    """

    units: int
    a_week: dict[Period, int]
    tolerance: Share
    nil_historic_counts: bool
    nil_below: int
    flat_up_to: int
    basic_from: int
    first_slice: int
    cap: int
    flat: int
    half_flat: int
    kept: Whole
    cut_of: int
    first_rates: Whole
    second_rates: Whole
    basic_of: int
    reduced_rates: Whole
    reduced_across: int
    reduced_of: int
    rate_of: int
    arrangement_minimum: int
    default_rates: Whole
    care_of: int
    half_care_extra: int
    care_minimum: int
    on_top: Share
    on_top_late: Share
    off: Share
    off_if_abuse: Share
    asks_abuse: bool
    managed: bool
    guaranteed: bool
    fits_an_array: bool

    @property
    def most_given(self) -> int:
        """The largest amount that is read, in units a week."""
        return MOST_POUNDS * PENCE * max(self.a_week.values())


def scale_of(law: Law) -> Scale:
    """Give a law in whole numbers. Raises DoesNotFit for one that cannot be told in them."""
    per_penny = {period: a_week(Amount(Fraction(1), period), law) for period in Period}
    units = _over(per_penny.values())
    cuts = (Fraction(0), *law.other_child_reductions.value)
    basic = (*law.first_slice_rates.value, *law.second_slice_rates.value)
    reduced = [rate for row in law.reduced_rates.value for rate in row]
    cut_of, basic_of, reduced_of = _over(cuts), _over(basic), _over(reduced)
    care = [fraction for _, fraction in law.care_bands.value]
    care += [fraction for _, fraction in law.local_authority_bands.value]
    care_of = _over((*care, law.assumed_care.value))
    found = Scale(
        units=units,
        a_week={period: int(value * units) for period, value in per_penny.items()},
        tolerance=_share(law.income_tolerance.value),
        nil_historic_counts=law.nil_historic_counts is not None,
        nil_below=_pence(law.nil_below),
        flat_up_to=_pence(law.flat_up_to),
        basic_from=_pence(law.basic_from),
        first_slice=_pence(law.first_slice),
        cap=_pence(law.income_cap),
        flat=_pence(law.flat_rate),
        half_flat=_whole(law.flat_rate.value * law.half_flat_share.value * PENCE),
        kept=tuple(int((1 - cut) * cut_of) for cut in cuts),
        cut_of=cut_of,
        first_rates=_tops(law.first_slice_rates.value, basic_of),
        second_rates=_tops(law.second_slice_rates.value, basic_of),
        basic_of=basic_of,
        reduced_rates=_tops(reduced, reduced_of),
        reduced_across=len(law.reduced_rates.value[0]),
        reduced_of=reduced_of,
        rate_of=lcm(cut_of * basic_of, reduced_of),
        arrangement_minimum=_pence(law.arrangement_minimum),
        default_rates=tuple(_whole(rate * PENCE) for rate in law.default_rates.value),
        care_of=care_of,
        half_care_extra=_pence(law.half_care_extra),
        care_minimum=_pence(law.shared_care_minimum),
        on_top=_fee(law.paying_parent_fee, law),
        on_top_late=_fee(law.paying_parent_fee_not_compliant or law.paying_parent_fee, law),
        off=_fee(law.receiving_parent_fee, law),
        off_if_abuse=_fee(law.receiving_parent_fee_if_abuse or law.receiving_parent_fee, law),
        asks_abuse=law.receiving_parent_fee_if_abuse is not None,
        managed=_is_so(law.managed_only),
        guaranteed=_is_so(law.guaranteed_payment),
        fits_an_array=True,
    )
    return found._replace(fits_an_array=_largest(found) <= MOST_IN_AN_ARRAY)


def _largest(scale: Scale) -> int:
    """No number that the formula comes to is larger than this, whatever a row says."""
    # Income, and as much again by a variation.
    given = 2 * scale.most_given
    # Pence a week for everyone: at a rate, at a minimum, or off for children at one half.
    amounts = (scale.cap + scale.flat, scale.arrangement_minimum, scale.care_minimum)
    extra = MOST_CHILDREN * scale.half_care_extra
    amount = max(*amounts, *scale.default_rates, extra)
    # Children, and with those under another arrangement: what amounts are shared by.
    over = MOST_CHILDREN * 2 * MOST_CHILDREN * scale.units * scale.rate_of * scale.care_of
    fees = (scale.on_top, scale.on_top_late, scale.off, scale.off_if_abuse)
    return max(
        _rounding(given, scale.units),
        given * max(scale.tolerance),
        _rounding(amount * over, over),
        *(_rounding(fee.top * (amount + 1), fee.bottom * DAYS_IN_WEEK) for fee in fees),
    )


def _rounding(top: int, bottom: int) -> int:
    """The largest number on the way to rounding one over another to a penny."""
    return 2 * (top + bottom)


def _over(fractions: Iterable[Fraction]) -> int:
    return lcm(*(fraction.denominator for fraction in fractions))


def _tops(fractions: Iterable[Fraction], bottom: int) -> Whole:
    return tuple(int(fraction * bottom) for fraction in fractions)


def _share(fraction: Fraction) -> Share:
    return Share(fraction.numerator, fraction.denominator)


def _fee(row: Row[Fraction] | None, law: Law) -> Share:
    """No fee where the law has none yet, whatever a reform would have it for some."""
    if row is None or law.paying_parent_fee is None or law.receiving_parent_fee is None:
        return Share(0, 1)
    return _share(row.value)


def _is_so(row: Row[bool] | None) -> bool:
    return row is not None and row.value


def _pence(row: Row[Fraction]) -> int:
    return _whole(row.value * PENCE)


def _whole(pence: Fraction) -> int:
    if pence.denominator != 1:
        raise DoesNotFit("an amount of law that is not whole pence")
    return pence.numerator
