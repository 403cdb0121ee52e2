"""Rows of many cases: every rate, family and edge beside each other, and random ones.

A row is a dictionary of texts by column, as a table has it. The grids meet each pair of values of
any two of their dimensions, and have every row in both ways of rounding: `weekly_grid` every shape
and care of a family, and a week's income a penny to either side of each edge; `money_grid` every
way that income is said, by each period; `status_grid` every benefit and status; `variation_grid`
every kind of variation, at what makes it count. Each has every
day on which the law changed and the day before it, other and arrangement children, fees, conduct,
and the law or one of the reforms, shipped and made up. `minima` are the weekly incomes at which a
minimum of Schedule 1 is just reached; `Dice` makes any number of random rows more. Edges are taken
from the law.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import cycle, islice, product
from typing import NamedTuple

from cmscalc.core.facts import Amount, Period
from cmscalc.core.income import a_week
from cmscalc.files.reform_file import shipped, shipped_reform
from cmscalc.law import SCHEME_OPENS, Law, law_days, law_on
from cmscalc.law.benefits import BENEFITS, NIL_STATUSES, OWN
from cmscalc.law.reform import Reform
from covering import pairwise_rows

Row = dict[str, str]
Part = Mapping[str, str]
TODAY = date(2026, 11, 21)
NOW = law_on(TODAY)
NAMES = ("Ann", "Bea", "Zoë", "D'Arcy")
PENNY = Fraction(1, 100)
DAYS_COUNTED = (28, 91, 183)

COLUMNS = (
    *("income", "income_per", "current_income", "current_income_per", "pension", "pension_per"),
    *("children", "nights", "family", "local_authority_nights", "equal_care"),
    *("benefit", "partner_benefit", "partner_also_pays", "nil_status", "default_decision"),
    *("other_children", "arrangement_children"),
    *("on", "rounding", "fee_rounding", "collect_and_pay", "not_compliant", "abuse"),
    *("collected", "collected_per"),
    *("special_expense", "additional_income", "unearned_pension"),
)


# --- laws -----------------------------------------------------------------------------------------


def _proposed(name: str, since: date | None = None, **values: object) -> Reform:
    return Reform(name, name, "made up for a test", "", since, tuple(values.items()))


# Denominators that no law has, a cap far above the law's, and a half that is no half any more.
ODD = _proposed(
    "odd",
    first_slice_rates=(Fraction(1, 8), Fraction(1, 6), Fraction(1, 5)),
    second_slice_rates=(Fraction(1, 10), Fraction(1, 8), Fraction(1, 6)),
    other_child_reductions=(Fraction(1, 9), Fraction(1, 6), Fraction(1, 4)),
    income_cap=Fraction(10_000),
    income_tolerance=Fraction(1, 3),
    flat_rate=Fraction("7.10"),
    assumed_care=Fraction(2, 7),
)
# Bands of other widths and fractions, from a day on.
BANDS = _proposed(
    "bands",
    date(2014, 8, 11),
    care_bands=((26, Fraction(1, 14)), (52, Fraction(1, 7)), (175, Fraction(1))),
    local_authority_bands=((1, Fraction(1, 3)), (300, Fraction(2, 3))),
    flat_care_from=26,
    arrangement_minimum=Fraction(25),
    shared_care_minimum=Fraction("8.88"),
)
# Whole numbers of Python's only: 64 bits are not enough.
LARGE = _proposed(
    "large",
    first_slice_rates=(Fraction("0.123457"), Fraction("0.166667"), Fraction("0.199999")),
    other_child_reductions=(Fraction("0.111111"), Fraction("0.142857"), Fraction("0.166667")),
)
# Half of it is no whole number of pence: the rules of a single estimate answer.
NO_PENCE = _proposed("no pence", flat_rate=Fraction("7.01"))
# Fees that only a proposal has, also before the law had any.
FEES = _proposed(
    "fees",
    paying_parent_fee_not_compliant=Fraction("0.25"),
    receiving_parent_fee_if_abuse=Fraction("0.015"),
)
SHIPPED = tuple(shipped_reform(name) for name in shipped())
MADE_UP = (ODD, BANDS, LARGE, NO_PENCE, FEES)
REFORMS: tuple[tuple[Reform, ...], ...] = ((), *((each,) for each in (*SHIPPED, *MADE_UP)))


# --- money ----------------------------------------------------------------------------------------


def written(pounds: Fraction) -> str:
    """Write whole pence as people do."""
    whole, pence = divmod(pounds.numerator * 100 // pounds.denominator, 100)
    return f"{whole}.{pence:02}"


def near(weekly: Fraction, period: Period, law: Law = NOW) -> tuple[Fraction, ...]:
    """Give the amounts of a period that are just under, at or over so much a week."""
    exact = weekly / a_week(Amount(Fraction(1), period), law)
    penny = exact * 100 // 1 * PENNY
    return tuple(max(Fraction(0), penny + step * PENNY) for step in (-1, 0, 1))


def amount(name: str, pounds: Fraction, period: Period) -> Row:
    """Say an amount in its column."""
    return {name: f"{written(pounds)}/{period.value}"}


def income_edges() -> tuple[Fraction, ...]:
    """Every weekly income at which the law turns, now or since 2012, and under `ODD`."""
    laws = (law_on(SCHEME_OPENS), NOW)
    limits = {
        row.value
        for law in laws
        for row in (law.nil_below, law.flat_up_to, law.basic_from, law.first_slice, law.income_cap)
    }
    cuts = (*NOW.other_child_reductions.value, Fraction(1, 9))
    limits |= {NOW.first_slice.value / (1 - cut) for cut in cuts}
    return tuple(sorted(limits | {Fraction(0), Fraction(10_000)}))


def _tolerances() -> Iterator[Row]:
    """Current income at 25 % of historic more or less, and at nothing."""
    for historic, period in ((Fraction(400), Period.WEEK), (Fraction("27000.10"), Period.YEAR)):
        weekly = a_week(Amount(historic, period), NOW)
        for off in (NOW.income_tolerance.value, -NOW.income_tolerance.value):
            for other in (period, Period.MONTH):
                for pounds in near(weekly * (1 + off), other):
                    yield amount("income", historic, period) | amount(
                        "current_income", pounds, other
                    )
    nothing = {"income": "0/year"}
    yield from (nothing | {"current_income": text} for text in ("0/week", "0.01/week", "90/week"))
    yield {"income": "90.00/week", "current_income": "0/week"}
    yield {"current_income": "27000/year"}


def _after_pension() -> Iterator[Row]:
    """Income that pension contributions bring to an edge, to nothing, or under it."""
    pension = Amount(Fraction("33.33"), Period.MONTH)
    said = amount("pension", *pension)
    for edge in income_edges()[1:]:
        for pounds in near(edge + a_week(pension, NOW), Period.WEEK):
            yield amount("income", pounds, Period.WEEK) | said
    for text in ("33.33/month", "33.32/month", "0/month", "0.00/week"):
        yield {"income": text} | said
        yield {"income": "90/week", "current_income": text} | said
    yield said
    yield {"income": "300/week", "current_income": "500/week"} | said
    yield {"income": "300/week", "pension": "0/week"}


def weekly_money() -> tuple[Row, ...]:
    """A week's income at every edge, a penny less and a penny more; and none."""
    edges = (near(edge, Period.WEEK) for edge in income_edges())
    return ({}, *(amount("income", pounds, Period.WEEK) for each in edges for pounds in each))


def money() -> tuple[Row, ...]:
    """Incomes at every edge by every period, by two figures, after pension, and as typed."""
    plain = (
        amount("income", pounds, period)
        for edge in income_edges()
        for period in Period
        for pounds in near(edge, period)
    )
    typed = ({"income": text} for text in ("999999999.99/week", "£27,000 per year", "-1/week"))
    return ({}, *plain, *_tolerances(), *_after_pension(), *typed)


# --- children -------------------------------------------------------------------------------------

SHAPES = (
    *((1,), (2,), (3,), (4,), (20,)),
    *((1, 1), (1, 2), (3, 1), (2, 5)),
    *((1, 1, 1), (1, 2, 3), (7, 7, 6)),
    *((1, 1, 1, 1), (4, 3, 2, 1), (17, 1, 1, 1)),
)
# The words of care, and children of one family with different care.
MIXED = (
    *(("assumed",), ("equal",), ("175", "0"), ("0", "175"), ("equal", "52"), ("0", "equal")),
    *(("52", "104", "156", "175"), ("assumed", "174"), ("13/91", "91/183", "equal")),
)
MIXED_LOCAL = (("263", "0"), ("0", "52"), ("208", "263"), ("75/104",))


def bands(law: Law, name: str) -> Iterator[tuple[str]]:
    """Nights at each band's edge, a night less and more, in a year and in shorter periods."""
    for start, _ in getattr(law, name).value:
        yield from ((str(start + step),) for step in (-1, 0, 1))
        for days in DAYS_COUNTED:
            least = -(-start * days // law.days_in_year.value)
            yield from ((f"{nights}/{days}",) for nights in (least - 1, least) if nights <= days)


CARE = (("0",), *bands(NOW, "care_bands"), ("365",), *MIXED)
LOCAL = ((), *bands(NOW, "local_authority_bands"), *MIXED_LOCAL)


def family(shape: Sequence[int], care: Sequence[str], local: Sequence[str]) -> Row:
    """Say who has which children, and the care of each: `care` and `local` go round."""
    total = sum(shape)
    nights = list(islice(cycle(care), total))
    said: Row = {}
    if local:
        said["local_authority_nights"] = ",".join(islice(cycle(local), total))
    if len(shape) == 1:
        return said | {"children": str(total), "nights": ";".join(nights)}
    each = iter(nights)
    families = (
        f"{name}={','.join(islice(each, size))}" for name, size in zip(NAMES, shape, strict=False)
    )
    return said | {"family": ";".join(families)}


# --- everything else ------------------------------------------------------------------------------

BY_INCOME: tuple[Part, ...] = (
    {},
    {"partner_also_pays": "yes"},
    {"partner_benefit": "carers-allowance", "default_decision": "no"},
)
COUPLE = tuple(name for name, benefit in BENEFITS.items() if benefit.citation != OWN)
STATUSES: tuple[Part, ...] = (
    *BY_INCOME,
    *({"benefit": name} for name in BENEFITS),
    *({"partner_benefit": name} for name in COUPLE),
    *({"benefit": name, "partner_also_pays": "yes"} for name in (*COUPLE, "state-pension")),
    {"partner_benefit": COUPLE[0], "partner_also_pays": "TRUE"},
    {"benefit": "State Pension; carers-allowance", "partner_benefit": COUPLE[1]},
    *({"nil_status": name} for name in NIL_STATUSES),
    {"nil_status": "prisoner", "benefit": "state-pension"},
    {"default_decision": "yes"},
)
OTHERS: tuple[Part, ...] = tuple({"other_children": str(n)} for n in ("", 0, 1, 2, 3, 4, 20))
ARRANGED: tuple[Part, ...] = tuple({"arrangement_children": str(n)} for n in ("", 0, 1, 2, 20))
_ON = tuple(
    {"on": day.isoformat()}
    for change in law_days()
    for day in (change - timedelta(days=1), change)
    if day >= SCHEME_OPENS
)
DAYS: tuple[Part, ...] = (*_ON, {}, {"on": ""})
ROUNDING: tuple[Row, ...] = ({"rounding": "final"}, {"rounding": "each-step"})
FEE_ROUNDING: tuple[Part, ...] = ({"fee_rounding": "instalment"}, {"fee_rounding": "daily"})
SERVICE: tuple[Part, ...] = ({"collect_and_pay": "yes"}, {"collect_and_pay": "no"})
CONDUCT: tuple[Part, ...] = ({"not_compliant": "yes"}, {"not_compliant": ""})
ABUSE = ("", "no", "yes", "each")
COLLECTED: tuple[Part, ...] = tuple({"collected": c} for c in ("", "20.01/week", "1000/month"))
APART = (False, True)
# A few incomes, one at each rate, for statuses that do not look at it.
SOME_MONEY: tuple[Part, ...] = (
    {},
    *({"income": text} for text in ("0/week", "6.99/week", "99/week", "150/week", "27000/year")),
    {"income": "2500.50/month", "current_income": "9000/four-weeks", "pension": "10/fortnight"},
    {"pension": "20/week"},
)


# Each kind of variation about what makes it count, several together, and what the core keeps.
VARIATIONS: tuple[Part, ...] = (
    *({"additional_income": f"unearned={text}/year"} for text in ("2499.99", "2500", "40000.01")),
    *({"additional_income": f"unearned={text}/month"} for text in ("208.33", "208.34")),
    {"additional_income": "unearned=1500/year;unearned=1000/year"},
    {"additional_income": "unearned=5000/year", "unearned_pension": "1000/year"},
    {"additional_income": "unearned=2500/year", "unearned_pension": "3000/year"},
    *({"additional_income": f"assets={text}"} for text in ("31250", "31250.01", "700000")),
    *({"additional_income": f"diversion={text}/week"} for text in ("0.01", "50", "0", "2900")),
    {"additional_income": "diversion=999999999/week;unearned=999999999/week"},
    {"additional_income": "earned-on-flat-or-nil=150/week"},
    {"additional_income": "unearned=4000/year;assets=40000;diversion=10/fortnight"},
    *({"special_expense": f"contact={text}/week"} for text in ("9.99", "10", "25.50", "120")),
    {"special_expense": "illness-or-disability=5/week"},
    {"special_expense": "prior-debt=100/month;contact=20/four-weeks"},
    {"special_expense": "former-home=99999/week"},
    {"special_expense": "boarding-school=400/month"},
    {"special_expense": "contact=30/week;boarding-school-fees=9000/year"},
    {"special_expense": "contact=60/week", "additional_income": "unearned=2600/year"},
    {"special_expense": "illness-or-disability=100/week", "additional_income": "diversion=9/week"},
    {"special_expense": "contact"},
    {"unearned_pension": "100/year"},
)


class Case(NamedTuple):
    """A row, and the reforms it is tried on."""

    row: Row
    reforms: tuple[Reform, ...]


def _said(
    shape: Sequence[int], care: Sequence[str], local: Sequence[str], abuse: str, *parts: Part
) -> Row:
    """Put what a row says together; a default decision stands without any income."""
    row = family(shape, care, local)
    for part in parts:
        row |= part
    if abuse == "each":
        abuse = ",".join(islice(cycle(("yes", "no")), len(shape)))
    if row.get("default_decision") == "yes":
        row = {name: text for name, text in row.items() if name not in ("income", "pension")}
        row.pop("current_income", None)
    return row | {"abuse": abuse}


def apart(row: Row) -> Row:
    """Put each period in a column of its own."""
    found = dict(row)
    for name in ("income", "current_income", "pension", "collected"):
        pounds, slash, period = row.get(name, "").partition("/")
        if slash:
            found |= {name: pounds, f"{name}_per": period}
    return found


class Over(NamedTuple):
    """The values of those dimensions that differ from table to table."""

    moneys: Sequence[Part]
    statuses: Sequence[Part]
    shapes: Sequence[Sequence[int]]
    care: Sequence[Sequence[str]]
    local: Sequence[Sequence[str]]
    variations: Sequence[Part] = ({},)


def _cases(over: Over) -> list[Case]:
    parts: tuple[Sequence[Part], ...] = (
        *(over.moneys, over.statuses, OTHERS, ARRANGED, DAYS, FEE_ROUNDING, SERVICE, CONDUCT),
        *(COLLECTED, over.variations),
    )
    families = (over.shapes, over.care, over.local)
    sizes = [len(each) for each in (*parts, *families, ABUSE, APART, REFORMS)]
    found = []
    for places in pairwise_rows(sizes):
        said = [each[at] for each, at in zip(parts, places, strict=False)]
        shape, care, local, abuse, split, reforms = places[len(parts) :]
        row = _said(over.shapes[shape], over.care[care], over.local[local], ABUSE[abuse], *said)
        for rounding in ROUNDING:
            both = row | rounding
            found.append(Case(apart(both) if APART[split] else both, REFORMS[reforms]))
    return found


def weekly_grid() -> list[Case]:
    """Give rows with every family shape and care, and each week's income at an edge."""
    return _cases(Over(weekly_money(), BY_INCOME, SHAPES, CARE, LOCAL))


def money_grid() -> list[Case]:
    """Give rows with every way that income is said, and a few families."""
    return _cases(Over(money(), BY_INCOME, SHAPES[::4], CARE[::12], LOCAL[::30]))


def status_grid() -> list[Case]:
    """Give rows with every benefit, nil status and the default maintenance decision."""
    return _cases(Over(SOME_MONEY, STATUSES, SHAPES, CARE, LOCAL[::8]))


def variation_grid() -> list[Case]:
    """Give rows with every kind of variation, and each week's income at an edge."""
    statuses = (*BY_INCOME, {"benefit": "state-pension"}, {"nil_status": "prisoner"})
    between = ({"income": f"{pounds}/week"} for pounds in (120, 150, 160, 175, 190, 230, 400, 850))
    over = Over((*weekly_money(), *between), statuses, SHAPES, CARE[::4], LOCAL[::8])
    return _cases(over._replace(variations=VARIATIONS))


# --- where a minimum is just reached --------------------------------------------------------------


def minima() -> Iterator[Case]:
    """Weekly incomes at which paras 5A(2) and 7(7) begin or end to bite, a penny either side."""
    for day in (SCHEME_OPENS, TODAY):
        law = law_on(day)
        for children, others, rounding in product((1, 2, 3, 5), (0, 1, 3), ROUNDING):
            said = {"on": day.isoformat(), "other_children": str(others), "collect_and_pay": "yes"}
            for row in _at_minima(law, children, others):
                yield Case(row | said | rounding, ())

    # One child wholly in local authority care: £14 a week, of which half is the minimum and due to
    # one of two parents alone. (14 - 7) ÷ 25 % = 28 above £100.
    for income, rounding in product(near(Fraction(128), Period.WEEK), ROUNDING):
        said = {"family": "Ann=0;Bea=0", "local_authority_nights": "263,0", "on": TODAY.isoformat()}
        yield Case(amount("income", income, Period.WEEK) | said | rounding, ())


def _at_minima(law: Law, children: int, others: int) -> Iterator[Row]:
    least, extra = law.shared_care_minimum.value, law.half_care_extra.value
    for start, off in law.care_bands.value:
        halves = children if off == Fraction(1, 2) else 0
        wanted = (least + extra * halves) / (1 - off)
        for income in _incomes_for(law, wanted, children, others):
            yield income | {"children": str(children), "nights": str(start)}
    for arranged in (1, 2, 20):
        counted = children + arranged
        wanted = law.arrangement_minimum.value * counted / children
        for income in _incomes_for(law, wanted, counted, others):
            yield income | {"children": str(children), "arrangement_children": str(arranged)}


def _incomes_for(law: Law, wanted: Fraction, counted: int, others: int) -> Iterator[Row]:
    """The weekly incomes that give an amount at the reduced rate and at the basic rate."""
    at = min(counted, 3) - 1
    reduced = law.reduced_rates.value[at][min(others, 3)]
    cut = (Fraction(0), *law.other_child_reductions.value)[others]
    basic = law.first_slice_rates.value[at] * (1 - cut)
    for exact in (law.flat_up_to.value + (wanted - law.flat_rate.value) / reduced, wanted / basic):
        yield from (amount("income", each, Period.WEEK) for each in near(exact, Period.WEEK, law))


# --- random rows ----------------------------------------------------------------------------------


class Dice:
    """Makes random rows from a seed; families come from a pool, as they repeat in real tables."""

    def __init__(self, seed: int, families: int = 400) -> None:
        self.rng = random.Random(seed)
        self.money = money()
        self.families = [self._family() for _ in range(families)]

    def row(self) -> Row:
        """Make one row; about one in thirty is refused by every reader."""
        rng = self.rng
        shape, said = rng.choice(self.families)
        row = {**said, **self._money()}
        for often, parts in (
            (0.12, STATUSES),
            (0.5, OTHERS),
            (0.25, ARRANGED),
            (0.6, DAYS),
            (0.6, ROUNDING),
            (0.5, FEE_ROUNDING),
            (0.6, SERVICE),
            (0.5, CONDUCT),
            (0.5, COLLECTED),
            (0.1, VARIATIONS),
        ):
            if rng.random() < often:
                row |= rng.choice(parts)
        said = _said(shape, ("0",), (), rng.choice(ABUSE), row)
        for name in ("children", "nights", "family", "local_authority_nights"):
            said[name] = row.get(name, "")
        return apart(said) if rng.random() < 0.2 else said

    def _money(self) -> Part:
        rng = self.rng
        if rng.random() < 0.3:
            return rng.choice(self.money)
        period = rng.choice(list(Period))
        most = rng.choice((150, 300, 1000, 4000, 12_000))
        weekly = Fraction(rng.randrange(most * 100), 100)
        row = amount("income", weekly / a_week(Amount(Fraction(1), period), NOW), period)
        if rng.random() < 0.25:
            row["current_income"] = f"{written(weekly * rng.randrange(60, 140) / 100)}/week"
        if rng.random() < 0.25:
            row["pension"] = f"{written(weekly * rng.randrange(50) / 100)}/week"
        return row

    def _family(self) -> tuple[tuple[int, ...], Row]:
        rng = self.rng
        shape: tuple[int, ...] = rng.choice(SHAPES)
        if rng.random() < 0.5:
            shape = tuple(rng.randrange(1, 6) for _ in range(rng.choice((1, 1, 2, 3, 4))))
        nights = [self._nights(CARE) for _ in range(sum(shape))]
        if rng.random() < 0.2:
            nights = nights[:1]
        local = [self._nights(LOCAL[1:]) for _ in range(sum(shape))] if rng.random() < 0.2 else ()
        return shape, family(shape, nights, local)

    def _nights(self, bands_of: Sequence[Sequence[str]]) -> str:
        rng = self.rng
        if rng.random() < 0.6:
            return str(rng.randrange(366))
        return rng.choice(rng.choice(bands_of))
