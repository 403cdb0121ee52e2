"""What the plain formula costs a row in openfisca-core, to hold our own figure against.

    python tools/yardstick_openfisca.py                1,000,000 rows, median of 7 runs
    python tools/yardstick_openfisca.py 100000 3       so many rows, so many runs

The plain formula: one receiving parent, one number of nights, no benefit and no variation. It is
written as openfisca's authors write: a variable a step, arrays of float32, figures of law as
parameters (they come from `cmscalc.law`). It is written twice, because the way matters more than
the machine: with openfisca's scales, as its manual teaches for rates and bands; and with numpy's
`select` among values, which is the fastest we found. Some rows are worked out by cmscalc too, and
it says how many differ by a penny or more.

openfisca-core is no part of the project. Without it, this says so and ends well.
"""

import statistics
import sys
import time
from datetime import date

from cmscalc import estimate
from cmscalc.law import law_on

try:
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.parameters import ParameterNode
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable
except ImportError:
    print("openfisca-core is not installed (pip install openfisca-core): not measured")
    raise SystemExit(0) from None

DAY = date(2026, 11, 21)
WEEK = "2026-W47"
ROWS, RUNS, CHECKED = 1_000_000, 7, 5_000
FAMILY = build_entity(key="family", plural="families", label="A paying parent", is_person=True)


# --- the law as parameters -----------------------------------------------------------------------


def value(number):
    """Give a parameter one value, in force before any row."""
    return {"2013-11-25": {"value": float(number)}}


def values(numbers):
    """Give parameters by name, each with one value."""
    return {name: {"values": value(each)} for name, each in numbers}


def by_count(numbers, first=1):
    """Give parameters by a count of children, or of a band: n1, n2, n3."""
    return values((f"n{at}", number) for at, number in enumerate(numbers, start=first))


def amounts(steps):
    """Give a scale from which one amount is taken, by the last threshold reached."""
    brackets = [{"threshold": value(start), "amount": value(amount)} for start, amount in steps]
    return {"metadata": {"type": "single_amount"}, "brackets": brackets}


def rates(steps):
    """Give a scale of rates, each on its own slice."""
    return {"brackets": [{"threshold": value(start), "rate": value(rate)} for start, rate in steps]}


def parameters():
    """Give the law of the day as openfisca's parameters, in both ways."""
    law = law_on(DAY)
    plain = ("flat_rate", "nil_below", "flat_up_to", "basic_from", "first_slice", "income_cap")
    care = ("half_care_extra", "shared_care_minimum")
    firsts, seconds = law.first_slice_rates.value, law.second_slice_rates.value
    return {
        **values((name, getattr(law, name).value) for name in (*plain, *care)),
        "first_rates": by_count(firsts),
        "second_rates": by_count(seconds),
        "off_for_others": by_count(law.other_child_reductions.value),
        "reduced": {
            f"n{at}": by_count(by_others, first=0)
            for at, by_others in enumerate(law.reduced_rates.value, start=1)
        },
        "care_from": by_count(nights for nights, _ in law.care_bands.value),
        "care_off": by_count(off for _, off in law.care_bands.value),
        "scales": {
            "off_for_others": amounts([(0, 0), *enumerate(law.other_child_reductions.value, 1)]),
            "care": amounts([(0, 0), *law.care_bands.value]),
            "basic": {
                f"n{at}": rates([(0, first), (law.first_slice.value, second)])
                for at, (first, second) in enumerate(zip(firsts, seconds, strict=True), start=1)
            },
            "reduced": {
                f"n{at}": amounts(enumerate(by_others))
                for at, by_others in enumerate(law.reduced_rates.value, start=1)
            },
        },
    }


# --- the formula ---------------------------------------------------------------------------------


def by_children(count, one, two, more):
    """Choose by the number of children."""
    return np.select([count == 1, count == 2], [one, two], more)  # noqa: PLR2004


def by_others(count, none, law):
    """Choose by the number of other children."""
    at_none, at_one, at_two = count == 0, count == 1, count == 2  # noqa: PLR2004
    return np.select([at_none, at_one, at_two], [none, law.n1, law.n2], law.n3)


def capped_income(families, period, parameters):
    """Income up to the cap."""
    return np.minimum(families("gross_weekly_income", period), parameters(period).income_cap)


def basic_rate(families, period, parameters):
    """Less for relevant other children, then by two slices."""
    law = parameters(period)
    count = families("children", period)
    off = by_others(families("other_children", period), 0, law.off_for_others)
    income = families("capped_income", period) * (1 - off)
    first, second = law.first_rates, law.second_rates
    below = by_children(count, first.n1, first.n2, first.n3) * np.minimum(income, law.first_slice)
    above = np.maximum(income - law.first_slice, 0)
    return below + by_children(count, second.n1, second.n2, second.n3) * above


def basic_rate_by_scales(families, period, parameters):
    """Do the same by a scale of reductions, and a scale of rates a number of children."""
    scales = parameters(period).scales
    off = scales.off_for_others.calc(families("other_children", period))
    income = families("capped_income", period) * (1 - off)
    found = [scale.calc(income) for scale in (scales.basic.n1, scales.basic.n2, scales.basic.n3)]
    return by_children(families("children", period), *found)


def reduced_rate(families, period, parameters):
    """Add a percentage of what is above to the flat rate."""
    law = parameters(period)
    other = families("other_children", period)
    found = [by_others(other, each.n0, each) for each in (law.reduced.n1, law.reduced.n2)]
    most = by_others(other, law.reduced.n3.n0, law.reduced.n3)
    percentage = by_children(families("children", period), *found, most)
    return law.flat_rate + (families("capped_income", period) - law.flat_up_to) * percentage


def reduced_rate_by_scales(families, period, parameters):
    """Do the same by a scale of percentages a number of children."""
    law = parameters(period)
    reduced = law.scales.reduced
    other = families("other_children", period)
    found = [scale.calc(other) for scale in (reduced.n1, reduced.n2, reduced.n3)]
    percentage = by_children(families("children", period), *found)
    return law.flat_rate + (families("capped_income", period) - law.flat_up_to) * percentage


def care_fraction(families, period, parameters):
    """Choose what comes off for nights."""
    law = parameters(period)
    nights = families("nights", period)
    start, off = law.care_from, law.care_off
    return np.select(
        [nights >= start.n4, nights >= start.n3, nights >= start.n2, nights >= start.n1],
        [off.n4, off.n3, off.n2, off.n1],
        0,
    )


def care_fraction_by_scales(families, period, parameters):
    """Do the same by a scale."""
    return parameters(period).scales.care.calc(families("nights", period))


def child_maintenance(families, period, parameters):
    """Choose the rate that applies, take off for care, and round half a penny up."""
    law = parameters(period)
    income = families("capped_income", period)
    basic = income >= law.basic_from
    rate = np.where(basic, families("basic_rate", period), families("reduced_rate", period))
    at_half = families("nights", period) >= law.care_from.n4
    extra = law.half_care_extra * at_half * families("children", period)
    left = rate * (1 - families("care_fraction", period)) - extra
    due = np.select(
        [income < law.nil_below, income <= law.flat_up_to],
        [0, law.flat_rate],
        np.maximum(left, law.shared_care_minimum),
    )
    return np.floor(due * 100 + 0.5) / 100


SELECT = {
    "capped_income": capped_income,
    "basic_rate": basic_rate,
    "reduced_rate": reduced_rate,
    "care_fraction": care_fraction,
    "child_maintenance": child_maintenance,
}
SCALES = {
    **SELECT,
    "basic_rate": basic_rate_by_scales,
    "reduced_rate": reduced_rate_by_scales,
    "care_fraction": care_fraction_by_scales,
}


def variable(name, value_type, formula=None):
    """Make a variable of a family in a week; without a formula it is an input."""
    said = {
        "value_type": value_type,
        "entity": FAMILY,
        "definition_period": DateUnit.WEEK,
        "label": name,
    }
    return type(name, (Variable,), said | ({"formula": formula} if formula else {}))


def system(formulas):
    """Give the whole as openfisca's tax and benefit system."""
    made = TaxBenefitSystem([FAMILY])
    made.parameters = ParameterNode("", data=parameters())
    made.add_variables(
        variable("gross_weekly_income", float),
        *(variable(name, int) for name in ("children", "nights", "other_children")),
        *(variable(name, float, formula) for name, formula in formulas.items()),
    )
    return made


# --- the measuring -------------------------------------------------------------------------------


def families(count):
    """Make so many families, over all rates: pence a week, children, nights, other children."""
    rng = np.random.default_rng(2012)
    return {
        "pence": rng.integers(0, 350_000, count),
        "children": rng.integers(1, 5, count),
        "nights": rng.integers(0, 183, count),
        "other_children": rng.integers(0, 4, count),
    }


def run(of, rows):
    """Work out all rows: the answers, and the nanoseconds of the formula and of the whole."""
    start = time.perf_counter_ns()
    simulation = SimulationBuilder().build_default_simulation(of, len(rows["pence"]))
    simulation.set_input("gross_weekly_income", WEEK, rows["pence"] / 100)
    for name in ("children", "nights", "other_children"):
        simulation.set_input(name, WEEK, rows[name])
    built = time.perf_counter_ns()
    due = simulation.calculate("child_maintenance", WEEK)
    end = time.perf_counter_ns()
    return due, end - built, end - start


def exact(rows):
    """Work out the first rows by cmscalc, in pence."""
    facts = zip(*(rows[name][:CHECKED].tolist() for name in rows), strict=True)
    return [
        estimate(
            income=f"{income // 100}.{income % 100:02}/week",
            children=count,
            nights=nights,
            other_children=other,
            on=DAY,
        ).weekly.pence
        for income, count, nights, other in facts
    ]


def main(count=ROWS, runs=RUNS):
    """Print nanoseconds a row, without and with building, and how many rows differ."""
    rows = families(count)
    pence = exact(rows)
    print(f"openfisca-core, {count:,} rows, medians of {runs} runs")
    for name, formulas in (("scales", SCALES), ("select", SELECT)):
        of = system(formulas)
        due, *_ = run(of, rows)
        took = [run(of, rows)[1:] for _ in range(runs)]
        formula, whole = (statistics.median(each) / count for each in zip(*took, strict=True))
        wrong = int(np.count_nonzero(np.rint(due[:CHECKED] * 100) != pence))
        print(
            f"  {name}: {formula:4.0f} ns a row, {whole:4.0f} with building the simulation; "
            f"{wrong} of {len(pence):,} rows a penny or more from cmscalc"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
