"""Sweeps worked by hand: each edge, what is due beside it, and what the next £1 adds."""

import json
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from conftest import TESTS, Ran

FILES = sorted((TESTS / "sweeps").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    """Read one worked sweep."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def flags(words: dict[str, Any]) -> list[str]:
    """Write a case as the arguments of `cmscalc sweep`."""
    arguments = ["sweep"]
    for name, value in words.items():
        flag = "--" + name.replace("_", "-")
        each = value if isinstance(value, list) else [value]
        arguments += [
            piece for one in each for piece in ([flag] if one is True else [flag, str(one)])
        ]
    return arguments


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sweep(path: Path, cmscalc: Callable[..., Ran]) -> None:
    """Every edge, none missing and none invented, with its law; and the exact marginal rates."""
    file = read(path)
    expect = file["expect"]
    ran = cmscalc(*flags(file["case"]), "--json")

    assert (0, "") == (ran.code, ran.err)
    *others, rule = json.loads(ran.out)["rules"]
    # Today's law is beside a proposal, and the file is of the proposal.
    assert len(others) == ("reform" in file["case"])
    edges = rule["edges"]
    sides = [[edge["below"], edge["on"], edge["above"]] for edge in edges]
    assert [Fraction(each["at"]) for each in expect["edges"]] == [
        Fraction(edge["at"]) for edge in edges
    ]
    assert [each["due"] for each in expect["edges"]] == [
        [side["weekly"] for side in beside if side] for beside in sides
    ]
    for wanted, edge in zip(expect["edges"], edges, strict=True):
        assert wanted.get("law", edge["citation"]) == edge["citation"]
    if "adds" in expect:
        found = [Fraction(each["next_pound_adds"]) for each in rule["stretches"]]
        assert [Fraction(text) for text in expect["adds"]] == found


def test_every_file_names_its_source_and_shows_its_sum() -> None:
    """A worked example is worth its source."""
    parts = ("name", "link", "sum")

    assert [] == [
        each.name for each in FILES if not all(read(each)["source"].get(p) for p in parts)
    ]


PLAN = """
schema = "cmscalc.reform/1"
income_cap = "5000"
flat_care_from = 200
care_bands = [{ nights = 52, off = "1/7" }, { nights = 362, off = "1/2" }]
"""
# What is swept, and the last place of a range that nobody ended.
ENDS = {
    "today": (["--over", "income"], "3100.00"),
    "a pension": (["--over", "income", "--pension", "500/week"], "3600.00"),
    "an expense": (["--over", "income", "--special-expense", "contact=500/week"], "3600.00"),
    "a higher limit": (["--over", "income", "--reform", "plan.toml"], "5200.00"),
    "nights": (["--over", "nights", "--income", "500/week"], 182),
    "later bands": (["--over", "nights", "--income", "500/week", "--reform", "plan.toml"], 365),
}


@pytest.mark.parametrize("case", ENDS)
def test_a_range_that_nobody_ended_goes_past_the_last_edge(
    case: str, cmscalc: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of today's law and of every proposal, with what comes off income before its limit."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    words, last = ENDS[case]
    ran = cmscalc("sweep", *words, "--children", "1", "--on", "2026-11-21", "--json")

    assert last == json.loads(ran.out)["to"]


def test_the_last_night_of_a_proposal_is_an_edge(
    cmscalc: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nights that a proposal moves past half a year do not look as if they were gone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    flat = ("--benefit", "pension-credit", "--children", "1", "--on", "2026-11-21")
    ran = cmscalc("sweep", "--over", "nights", *flat, "--reform", "plan.toml", "--json")

    edges = [[edge["at"] for edge in rule["edges"]] for rule in json.loads(ran.out)["rules"]]
    assert [[52], [200]] == edges
