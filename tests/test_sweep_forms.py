"""A sweep in every form: they say the same, fit, and are well made, for any family."""

import csv
import json
import random
import sys
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from cmscalc.core.comparison import Rule
from cmscalc.core.facts import Period
from cmscalc.core.sweep import Sweep, sweep
from cmscalc.core.varying import Over, Range
from cmscalc.law import law_on
from cmscalc.render import lines, terminal
from cmscalc.render.schemas import SCHEMAS
from cmscalc.render.sweep import as_csv, as_html, as_json, as_svg, as_text
from cmscalc.render.sweep.plot import edge_labels
from conftest import run_command
from family_facts import facts_of
from random_families import random_family

SCHEMA = Draft202012Validator(SCHEMAS["sweep"])
MINE = 'schema = "cmscalc.reform/1"\ntitle = "mine"\npaying_fee = "0.10"\n'
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
        said = {note.id: note.text for note in curve.notes if not note.id.endswith("-unused")}
        assert [note.text for note in curve.notes if note.id in said] == [*said.values()]


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
        out = run_command(*command, f"--format={form}").out
        assert "proposal, not law" in out
        assert form == "svg" or "A proposal, not law: the Child" in out
        assert "An estimate" not in out
    rows = list(csv.DictReader(StringIO(run_command(*command, "--format=csv").out)))
    law, proposal = both_rules(*more)["rules"]

    assert {"law of 21 November 2026", "unearned-income-automatic (proposal, not law)"} == {
        row["rule"] for row in rows
    }
    assert all(("proposal, not law" in row["proposal"]) == ("auto" in row["rule"]) for row in rows)
    assert ([], [True]) == (law["proposals"], [each["not_law"] for each in proposal["proposals"]])


def test_every_rule_and_every_fee_is_in_the_text(tmp_path: Path) -> None:
    """Four rules with fees are eight columns, which take several blocks at any width."""
    file = tmp_path / "mine.toml"
    file.write_text(MINE)
    asked = ("no-fees", "proposal-2025", str(file))
    words = [f"--reform={each}" for each in asked]
    command = ("sweep", "--over=income", "--family=Ann=0", "--family=Bea=60", "--to=300/week")
    out = run_command(*command, "--collect-and-pay", *words, "--on=2026-11-21").out
    heads = " ".join(line for line in out.splitlines() if line.startswith("  Income a week"))

    assert heads.split().count("fee") == 4
    assert all(f" {letter} with fee" in heads for letter in "abcd")
    assert "What each receiving parent is due under each rule is in --format csv" in out
    assert "a  law of 21 November 2026, whose edges are numbered" in out


def test_every_receiving_parent_has_a_column_in_the_text() -> None:
    """Six of them, more than a block holds; a long name is seen to be cut."""
    names = [*"PQRST", "Wilhelmina-Rose"]
    command = [f"--family={name}=0" for name in names]
    out = run_command("sweep", "--over=income", *command, "--to=300/week").out
    heads = " ".join(line for line in out.splitlines() if line.startswith("  Income a week"))

    shown = [*"PQRST", "Wilhelmina-…"]
    assert shown == [word for word in heads.split() if word in shown]


def test_rules_of_one_name_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file called as a reform that comes with cmscalc, or as an earlier file, is named apart."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    for name in ("no-fees", "mine", "old/mine", "other"):
        (tmp_path / f"{name}.toml").write_text(MINE.replace("mine", f"{name} of mine"))
    asked = ("no-fees", "no-fees.toml", "mine.toml", "old/mine.toml", "other.toml")
    rules = both_rules(*(f"--reform={each}" for each in asked))["rules"]

    assert [
        "law of 21 November 2026",
        "no-fees (proposal, not law)",
        "no-fees.toml (proposal, not law)",
        "mine (proposal, not law)",
        "old/mine.toml (proposal, not law)",
        "other (proposal, not law)",
    ] == [rule["name"] for rule in rules]


def test_equal_care_is_said_to_stay() -> None:
    """Nights are swept of the other children."""
    command = ("sweep", "--over=nights", "--receiving-parent=A", "--income=500/week")
    one = run_command(*command, "--family=A=equal,0", "--family=B=0").out
    both = run_command(*command, "--family=A=equal,equal", "--family=B=0").out

    assert "All else stays: A: 2 children, 1 of them in equal care; B: 1 child" in one
    assert "All else stays: A: 2 children, in equal care; B: 1 child" in both


def test_a_terminal_too_narrow_gets_no_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a word why; a pipe has no width."""
    found = random_sweep(random.Random(1))
    text = lines.plain(as_text.lines(found, 72, has_chart=False))

    assert "No chart under 72 columns: --format html draws one." in text
    assert "┤" not in text
    for is_terminal, columns in ((True, 40), (True, 71), (True, 72), (False, 40)):
        monkeypatch.setattr(sys.stdout, "isatty", lambda it=is_terminal: it)
        monkeypatch.setenv("COLUMNS", str(columns))
        assert terminal.is_narrow() == (is_terminal and columns < 72)


@pytest.mark.parametrize(
    ("places", "labels"),
    [
        ((10, 30), [(10, "1"), (30, "2")]),
        ((10, 12), [(10, "1"), (12, "2")]),
        ((10, 11), [(10, "1–2")]),
        ((10, 10, 11, 30), [(10, "1–3"), (30, "4")]),
        ((10, 13, 14), [(10, "1"), (13, "2–3")]),
        ((10, 12, 13), [(11, "1–3")]),
    ],
)
def test_edges_without_room_share_a_label(
    places: tuple[int, ...], labels: list[tuple[int, str]]
) -> None:
    """A digit takes a character and a gap; where `2–3` would reach back to 1 they are `1–3`."""
    assert labels == edge_labels(places, lambda text: len(text) + 1)


def test_a_proposal_of_fees_leaves_the_line_where_it_is() -> None:
    """And what the paying parent pays is another."""
    law, proposal = both_rules("--collect-and-pay", "--reform=proposal-2025")["rules"]
    pays = [[each["paying_parent_pays"] for each in rule["points"]] for rule in (law, proposal)]

    assert [each["weekly"] for each in law["points"]] == [
        each["weekly"] for each in proposal["points"]
    ]
    assert pays[0] != pays[1]
