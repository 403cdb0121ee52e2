"""The law of a day: dated values of the 2012 child maintenance scheme, and no logic.

`law_on(day)` gives every value in force that day. A value not in force yet is None.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from cmscalc.law import ages, care, challenge, enforcement, fees, income, rates, scheme, variations
from cmscalc.law.benefits import BENEFITS, NIL_STATUSES, Benefit, NilStatus
from cmscalc.law.reform import Reform
from cmscalc.law.rows import Dated, Row
from cmscalc.law.sources import CHECKED, SCHEME_OPENS

Bands = tuple[tuple[int, Fraction], ...]
Rates = tuple[Fraction, ...]


class BeforeTheScheme(ValueError):  # noqa: N818 - it says when, not what broke
    """A day before 10 December 2012: the 2012 scheme had not opened."""


class Law(NamedTuple):
    """Every value in force on one day. A reform is this, with some fields replaced.

    The last fields are set by a reform alone: see `reform.py`.
    """

    day: date
    flat_rate: Row[Fraction]
    half_flat_share: Row[Fraction]
    nil_below: Row[Fraction]
    flat_up_to: Row[Fraction]
    basic_from: Row[Fraction]
    first_slice: Row[Fraction]
    income_cap: Row[Fraction]
    first_slice_rates: Row[Rates]
    second_slice_rates: Row[Rates]
    other_child_reductions: Row[Rates]
    reduced_rates: Row[tuple[Rates, ...]]
    arrangement_minimum: Row[Fraction]
    default_rates: Row[Rates]
    care_bands: Row[Bands]
    half_care_extra: Row[Fraction]
    shared_care_minimum: Row[Fraction]
    flat_care_from: Row[int]
    assumed_care: Row[Fraction]
    local_authority_bands: Row[Bands]
    days_in_year: Row[int]
    income_tolerance: Row[Fraction]
    nil_historic_counts: Row[bool] | None
    reference_weeks: Row[int]
    expense_threshold: Row[Fraction]
    boarding_share: Row[Fraction]
    boarding_limit: Row[Fraction]
    unearned_from: Row[Fraction]
    unearned_pension: Row[bool] | None
    assets_above: Row[Fraction] | None
    assets_yield: Row[Fraction] | None
    earned_on_flat_above: Row[Fraction]
    earned_on_flat_equal: Row[bool]
    variation_floor: Row[bool] | None
    protected_earnings: Row[Fraction]
    least_children: Row[int]
    child_under: Row[int]
    young_person_under: Row[int]
    terminal_months: Row[tuple[int, ...]]
    leavers_month: Row[int]
    reconsideration_days: Row[int]
    paying_parent_fee: Row[Fraction] | None
    receiving_parent_fee: Row[Fraction] | None
    benefits: dict[str, Benefit]
    nil_statuses: dict[str, NilStatus]
    paying_parent_fee_not_compliant: Row[Fraction] | None = None
    receiving_parent_fee_if_abuse: Row[Fraction] | None = None
    managed_only: Row[bool] | None = None
    unearned_in_gross_income: Row[Fraction] | None = None
    guaranteed_payment: Row[bool] | None = None
    proposals: tuple[Reform, ...] = ()


def _dated(modules: Iterable[object]) -> dict[str, Dated[Any]]:
    found = (value for module in modules for value in vars(module).values())
    return {value.name: value for value in found if isinstance(value, Dated)}


VALUES: dict[str, Dated[Any]] = _dated(
    (rates, care, income, variations, fees, enforcement, scheme, ages, challenge)
)


def law_on(day: date) -> Law:
    """Give the law of `day`. Raises BeforeTheScheme before 10 December 2012."""
    if day < SCHEME_OPENS:
        raise BeforeTheScheme(
            f"{day:%Y-%m-%d} is before the 2012 scheme opened on {SCHEME_OPENS:%Y-%m-%d}"
        )
    days = law_days()
    return _law_since(days[bisect_right(days, day) - 1])._replace(day=day)


@lru_cache(maxsize=1)
def law_days() -> tuple[date, ...]:
    """The days on which a value of law, or the list of benefits, changed, in order."""
    days = {row.since for value in VALUES.values() for row in value.rows}
    days |= {benefit.since for benefit in BENEFITS.values()}
    return tuple(sorted(day for day in days if day >= SCHEME_OPENS))


@lru_cache(maxsize=64)
def _law_since(day: date) -> Law:
    """The law from one of the days on which it changed, until the next."""
    benefits = {name: benefit for name, benefit in BENEFITS.items() if benefit.since <= day}
    # The names of VALUES are the fields of Law: a test holds them together.
    rows: dict[str, Any] = {name: value.on(day) for name, value in VALUES.items()}
    return Law(day=day, benefits=benefits, nil_statuses=NIL_STATUSES, **rows)


__all__ = ["CHECKED", "SCHEME_OPENS", "VALUES", "BeforeTheScheme", "Law", "law_days", "law_on"]
