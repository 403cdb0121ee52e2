"""Schedule 1 in whole numbers: one formula, read for a row (Python's integers) or for columns.

The order and the provisions are those of `core/liability.py`, which shows its working; this shows
none, and is held to the same pennies by tests. A `Reading` says what choosing, the lesser of two
and looking something up in a table are, for one number or for an array of them. What no row needs
is not worked out.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cmscalc.batch.scale import Scale
from cmscalc.core.income import DAYS_IN_WEEK

# A whole number, or numpy's array of them; a truth, or an array of truths.
Number = Any
Truth = Any


class Reading(NamedTuple):
    """How a formula is read: for one row, or for columns.

    `pick` chooses between numbers; `some` says whether anything is true of a row at all.
    """

    pick: Callable[[Truth, Number, Number], Number]
    some: Callable[[Truth], bool]
    least: Callable[[Number, Number], Number]
    most: Callable[[Number, Number], Number]
    at: Callable[[Sequence[int], Number], Number]


PLAIN = Reading(
    pick=lambda truth, this, that: this if truth else that,
    some=bool,
    least=min,
    most=max,
    at=lambda table, place: table[place],
)

# What the rate rests on, before income: reg 45(1), reg 44, reg 49, reg 50.
BY_INCOME, NIL_STATUS, BENEFIT, HALF_BENEFIT, DEFAULT, NO_CHILDREN = range(6)
# The rates of Schedule 1 para 1, in the order of `core.rate.Rate`.
NIL, FLAT, REDUCED, BASIC, BY_DEFAULT, NONE = range(6)


class Part(NamedTuple):
    """One receiving parent's children under a law.

    `off` is the sum of what care takes off each child's share, over `Scale.care_of`; `at` counts
    the children from whom so much is taken; `halves` those in the one-half band. `often` is para
    8's test; `wholly` says that nothing is left of any child's share.
    """

    children: Number
    off: Number
    at: tuple[tuple[int, Number], ...]
    halves: Number
    often: Truth
    wholly: Truth


class Case(NamedTuple):
    """What the formula asks of a family. Income is in units of `Scale`, a week, after pension.

    `late` and `abuse`, by receiving parent, are what only a reform asks.
    """

    income: Number
    basis: Number
    others: Number
    children: Number
    arranged: Number
    all_local: Truth
    parts: tuple[Part, ...]
    late: Truth = False
    abuse: tuple[Truth, ...] = ()


class Modes(NamedTuple):
    """How amounts and fees are rounded."""

    each_step: bool = False
    daily: bool = False


class Due(NamedTuple):
    """What is due, in whole pence a week. `income` is gross weekly income before the cap."""

    rate: Number
    income: Number
    weekly: Number
    parts: tuple[Number, ...]
    on_top: tuple[Number, ...]
    off: tuple[Number, ...]


class Exact(NamedTuple):
    """Each receiving parent's part before it is payable: whole numbers over one denominator.

    `a_child` is a penny for everyone shared by the children, as a number over the same.
    """

    parts: tuple[Number, ...]
    over: Number
    a_child: Number


def penny(top: Number, bottom: Number) -> Number:
    """Round a number of pence over a denominator, half a penny up."""
    return (2 * top + bottom) // (2 * bottom)


def due(read: Reading, scale: Scale, case: Case, modes: Modes) -> Due:
    """Sch 1, reg 6: the weekly pence for everyone and for each receiving parent, and the fees."""
    income = penny(case.income, scale.units)
    unit = 1 if modes.each_step else scale.units
    counted = read.least(income if modes.each_step else case.income, scale.cap * unit)
    rate = _rate(read, scale, case, counted, unit)
    shares = _each_step if modes.each_step else _exactly
    exact = shares(read, scale, case, counted, rate)
    parts = _fixed(read, scale, case, rate, exact, _at_least(read, scale, case, exact))
    weekly, paid = _payable(read, parts, exact.over)
    on_top = tuple([_on_top(read, scale, case, part, modes) for part in paid])
    off = tuple([_off(read, scale, case, place, part) for place, part in enumerate(paid)])
    return Due(rate, income, weekly, paid, on_top, off)


class Varied(NamedTuple):
    """What is due with a variation, and where that is surely what is due."""

    due: Due
    sure: Truth


def varied(read: Reading, scale: Scale, case: Case, change: Number, modes: Modes) -> Varied:
    """Regs 72 to 74: the same with so much a week more or less of income, in units.

    Not sure is what no percentage gives without the variation, what is the flat rate then, and what
    is no more with it: reg 73(2) and the floor of reg 74(1A) are for the core.
    """
    plain = due(read, scale, case, modes)
    found = due(read, scale, case._replace(income=read.most(case.income + change, 0)), modes)
    away = (plain.weekly != scale.flat) & (found.weekly > scale.flat)
    return Varied(found, away & _is_percentage(plain.rate))


def _is_percentage(rate: Number) -> Truth:
    return (rate == REDUCED) | (rate == BASIC)


def current_counts(read: Reading, scale: Scale, historic: Number, current: Number) -> Truth:
    """Reg 34(2), (2A): current income differs by 25 % of historic or more, edges included."""
    top, bottom = scale.tolerance
    differs = abs(current - historic) * bottom >= top * historic
    by_nil = (current > 0) & scale.nil_historic_counts
    return read.pick(historic == 0, by_nil, differs)


# --- paras 1 to 5A --------------------------------------------------------------------------------


def _rate(read: Reading, scale: Scale, case: Case, income: Number, unit: int) -> Number:
    """Sch 1 paras 1, 3 to 5, regs 44, 45, 49, 50: which rate."""
    by_income = read.pick(income < scale.basic_from * unit, REDUCED, BASIC)
    by_income = read.pick(income <= scale.flat_up_to * unit, FLAT, by_income)
    by_income = read.pick(income < scale.nil_below * unit, NIL, by_income)
    return read.pick(
        case.basis == BY_INCOME,
        by_income,
        read.at((NIL, NIL, FLAT, FLAT, BY_DEFAULT, NONE), case.basis),
    )


def _exactly(read: Reading, scale: Scale, case: Case, income: Number, rate: Number) -> Exact:
    """Sch 1 paras 2, 3, 5A to 7(6): each receiving parent's part as a number over another.

    Nothing is rounded: the denominator holds those of income, percentages, children and care.
    """
    counted = case.children + case.arranged
    a_penny = scale.units * scale.rate_of
    is_basic, is_arranged = rate == BASIC, case.arranged > 0
    everyone = 0
    if read.some(rate == REDUCED):
        everyone = _reduced(read, scale, case, income, counted)
    if read.some(is_basic):
        everyone = read.pick(is_basic, _basic(read, scale, case, income, counted), everyone)
    everyone = everyone * case.children
    if read.some(is_arranged):
        least = scale.arrangement_minimum * a_penny * counted
        everyone = read.pick(is_arranged, read.most(everyone, least), everyone)
    a_child = counted * (a_penny * scale.care_of)
    over = a_child * case.children
    extra = over * scale.half_care_extra
    parts = [
        everyone * (part.children * scale.care_of - part.off) - extra * part.halves
        for part in case.parts
    ]
    return Exact(tuple([read.most(part, 0) for part in parts]), over, a_child)


def _basic(read: Reading, scale: Scale, case: Case, income: Number, counted: Number) -> Number:
    """Sch 1 para 2: a percentage of each slice of what is left for other children."""
    left = income * read.at(scale.kept, read.least(case.others, len(scale.kept) - 1))
    first = read.least(left, scale.first_slice * scale.units * scale.cut_of)
    amount = first * _for(read, scale.first_rates, counted)
    amount = amount + (left - first) * _for(read, scale.second_rates, counted)
    return amount * (scale.rate_of // (scale.cut_of * scale.basic_of))


def _reduced(read: Reading, scale: Scale, case: Case, income: Number, counted: Number) -> Number:
    """Sch 1 para 3, reg 43: the flat rate, and a percentage of what is above its income."""
    above = income - scale.flat_up_to * scale.units
    amount = above * _reduced_rate(read, scale, counted, case.others)
    flat = scale.flat * scale.units * scale.rate_of
    return amount * (scale.rate_of // scale.reduced_of) + flat


def _each_step(read: Reading, scale: Scale, case: Case, income: Number, rate: Number) -> Exact:
    """Work out the same with every amount rounded: each part is a number over the children."""
    counted = case.children + case.arranged
    kept = read.at(scale.kept, read.least(case.others, len(scale.kept) - 1))
    left = income - penny(income * (scale.cut_of - kept), scale.cut_of)
    first = read.least(left, scale.first_slice)
    basic = penny(first * _for(read, scale.first_rates, counted), scale.basic_of)
    second = (left - first) * _for(read, scale.second_rates, counted)
    basic = basic + penny(second, scale.basic_of)
    above = (income - scale.flat_up_to) * _reduced_rate(read, scale, counted, case.others)
    reduced = scale.flat + penny(above, scale.reduced_of)
    everyone = read.pick(rate == BASIC, basic, reduced)
    share = penny(everyone * case.children, counted)
    least = read.most(share, scale.arrangement_minimum)
    everyone = read.pick(case.arranged > 0, least, everyone)
    a_child = penny(everyone, case.children)
    parts = [
        everyone * part.children - case.children * _taken(scale, part, a_child)
        for part in case.parts
    ]
    left_over = [
        read.pick(part.wholly, 0, amount) for part, amount in zip(case.parts, parts, strict=True)
    ]
    return Exact(tuple([read.most(amount, 0) for amount in left_over]), case.children, 1)


def _taken(scale: Scale, part: Part, a_child: Number) -> Number:
    """Sch 1 para 7(5)-(6): each child's reduction in whole pence, and £7 a child at one half."""
    taken = part.halves * scale.half_care_extra
    for fraction, many in part.at:
        taken = taken + many * penny(a_child * fraction, scale.care_of)
    return taken


def _for(read: Reading, rates: Sequence[int], count: Number) -> Number:
    """Give the percentage for 1, 2, or 3 or more children."""
    return read.at(rates, read.least(count, len(rates)) - 1)


def _reduced_rate(read: Reading, scale: Scale, counted: Number, others: Number) -> Number:
    """Reg 43: T, by qualifying children and relevant other children."""
    across = scale.reduced_across
    row = read.least(counted, len(scale.reduced_rates) // across) - 1
    return read.at(scale.reduced_rates, row * across + read.least(others, across - 1))


# --- paras 4, 7(7), 8, reg 49 ---------------------------------------------------------------------


def _at_least(read: Reading, scale: Scale, case: Case, exact: Exact) -> list[Number]:
    """Sch 1 para 7(7): the total at its minimum or more, unless reg 53 leaves nothing payable."""
    short = (sum(exact.parts) < scale.care_minimum * exact.over) & (case.all_local == 0)
    if not read.some(short):
        return list(exact.parts)
    a_child = exact.a_child * scale.care_minimum
    return [
        read.pick(short, a_child * part.children, amount)
        for part, amount in zip(case.parts, exact.parts, strict=True)
    ]


def _fixed(  # noqa: PLR0913, PLR0917 - what an amount of any rate rests on
    read: Reading, scale: Scale, case: Case, rate: Number, exact: Exact, parts: list[Number]
) -> list[Number]:
    """Sch 1 paras 4, 5 and 8, reg 49: an amount that no percentage makes, shared by children."""
    is_fixed = (rate != REDUCED) & (rate != BASIC)
    if not read.some(is_fixed):
        return parts
    by_default = _for(read, scale.default_rates, case.children)
    flat = read.pick(case.basis == HALF_BENEFIT, scale.half_flat, scale.flat)
    amount = read.pick(rate == FLAT, flat, read.pick(rate == BY_DEFAULT, by_default, 0))
    a_child = exact.a_child * amount
    by_benefit = (case.basis == BENEFIT) | (case.basis == HALF_BENEFIT)
    return [
        read.pick(
            is_fixed, read.pick(by_benefit & (part.often > 0), 0, a_child * part.children), worked
        )
        for part, worked in zip(case.parts, parts, strict=True)
    ]


# --- reg 6, and fees ------------------------------------------------------------------------------


def _payable(read: Reading, parts: list[Number], over: Number) -> tuple[Number, tuple[Number, ...]]:
    """Reg 6: the total half a penny up, and single pennies moved between parts to make it."""
    weekly = penny(sum(parts), over)
    if len(parts) == 1:
        return weekly, (weekly,)
    rounded = [penny(part, over) for part in parts]
    excess = sum(rounded) - weekly
    sign = read.pick(excess > 0, 1, -1)
    gains = [(pence * over - part) * sign for pence, part in zip(rounded, parts, strict=True)]
    moved = (_before(gains, place, excess) < abs(excess) for place in range(len(parts)))
    return weekly, tuple(
        read.pick(moves, pence - sign, pence) for moves, pence in zip(moved, rounded, strict=True)
    )


def _before(gains: list[Number], place: int, excess: Number) -> Number:
    """Count the parts that a penny moves to or from before this one (reading 21).

    Those go first that rounding moved furthest; in a tie the later-listed part ends the larger.
    """
    mine = gains[place]
    before = mine * 0
    for other, gain in enumerate(gains):
        if other != place:
            tied = excess > 0 if other < place else excess < 0
            before = before + ((gain > mine) | ((gain == mine) & tied))
    return before


def _on_top(read: Reading, scale: Scale, case: Case, part: Number, modes: Modes) -> Number:
    """SI 2014/612 reg 7: the paying parent's fee; a reform may have another for who pays late."""
    days = DAYS_IN_WEEK if modes.daily else 1
    fee = days * penny(scale.on_top.top * part, scale.on_top.bottom * days)
    if scale.on_top_late == scale.on_top:
        return fee
    late = days * penny(scale.on_top_late.top * part, scale.on_top_late.bottom * days)
    return read.pick(case.late, late, fee)


def _off(read: Reading, scale: Scale, case: Case, place: int, part: Number) -> Number:
    """Reg 7: the receiving parent's fee; a reform may have another for survivors of abuse."""
    fee = penny(scale.off.top * part, scale.off.bottom)
    if not scale.asks_abuse:
        return fee
    other = penny(scale.off_if_abuse.top * part, scale.off_if_abuse.bottom)
    return read.pick(case.abuse[place], other, fee)
