"""A sweep in every form: they say the same, fit, and are well made, for any family."""

import csv
import json
import random
from fractions import Fraction
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from cmscalc.core.comparison import Rule
from cmscalc.core.facts import Period
from cmscalc.core.sweep import Sweep, sweep
from cmscalc.core.varying import Over, Range
from cmscalc.law import law_on
from cmscalc.render import lines
from cmscalc.render.schemas import SCHEMAS
from cmscalc.render.sweep import as_csv, as_html, as_json, as_svg, as_text
from conftest import run_command
from family_facts import facts_of
from random_families import random_family

SCHEMA = Draft202012Validator(SCHEMAS["sweep"])
RANGES = {
    Over.INCOME: (0, 60_000, 7_500),
    Over.NIGHTS: (0, 365, 73),
    Over.CHILDREN: (1, 5, 1),
    Over.OTHER_CHILDREN: (0, 4, 1),
}


def random_sweep(rng: random.Random) -> Sweep:
    """A family, and one of its facts over a range."""
    family = random_family(rng)
    over = rng.choice(list(Over))
    first, last, step = map(Fraction, RANGES[over])
    about = Range(over, first, last, step, Period.YEAR, here=rng.choice((None, first, last)))
    return sweep(facts_of(family), about, [Rule("law of the day", law_on(family["on"]))])


@pytest.mark.parametrize("seed", range(8))
def test_every_form_of_random_families(seed: int) -> None:
    """Text fits 80 and 100 columns; JSON, CSV and the page carry the same points and edges."""
    rng = random.Random(70_000 + seed)
    for _ in range(5):
        found = random_sweep(rng)
        (curve,) = found.curves
        data = json.loads(as_json.render(found))
        rows = list(csv.DictReader(StringIO(as_csv.render(found))))
        page = as_html.render(found)
        picture = ET.fromstring(as_svg.render(found))  # noqa: S314 - our own
        for width in (80, 100):
            text = lines.plain(as_text.lines(found, width))

            assert all(len(line) <= width for line in text.splitlines())
        assert [] == [error.message for error in SCHEMA.iter_errors(data)]
        points = [row for row in rows if row["row"] == "point"]
        edges = [row for row in rows if row["row"] == "edge"]
        (rule,) = data["rules"]
        assert [each["weekly"] or "" for each in rule["points"]] == [
            row["weekly"] for row in points
        ]
        assert [each.at for each in curve.edges] == [Fraction(row["at_exact"]) for row in edges]
        assert [
            each["what"].removesuffix(".") in row["what"]
            for each, row in zip(rule["edges"], edges, strict=True)
        ] == [True] * len(edges)
        assert page.count('class="edge"') == len(edges)
        assert picture.get("viewBox") == "0 0 720 360"


def both_rules(*flags: str) -> Any:
    """The JSON of a sweep beside a proposal."""
    command = ("sweep", "--over=income", "--children=1", "--to=300/week", "--on=2026-11-21")
    return json.loads(run_command(*command, *flags, "--json").out)


def test_a_proposal_says_so_in_every_form() -> None:
    """On the chart, the table, the page, the picture, in each row, and in JSON."""
    reform = "--reform=unearned-income-automatic"
    more = ("--additional-income=unearned=10000/year", reform)
    command = ("sweep", "--over=income", "--children=1", "--on=2026-11-21", *more)
    for form in ("text", "html", "svg"):
        assert "proposal, not law" in run_command(*command, f"--format={form}").out
    rows = list(csv.DictReader(StringIO(run_command(*command, "--format=csv").out)))
    law, proposal = both_rules(*more)["rules"]

    assert {"law of 21 November 2026", "unearned-income-automatic (proposal, not law)"} == {
        row["rule"] for row in rows
    }
    assert all(("proposal, not law" in row["proposal"]) == ("auto" in row["rule"]) for row in rows)
    assert ([], [True]) == (law["proposals"], [each["not_law"] for each in proposal["proposals"]])


def test_a_proposal_of_fees_leaves_the_line_where_it_is() -> None:
    """And what the paying parent pays is another."""
    law, proposal = both_rules("--collect-and-pay", "--reform=proposal-2025")["rules"]
    pays = [[each["paying_parent_pays"] for each in rule["points"]] for rule in (law, proposal)]

    assert [each["weekly"] for each in law["points"]] == [
        each["weekly"] for each in proposal["points"]
    ]
    assert pays[0] != pays[1]
