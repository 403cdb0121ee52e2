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
    (rule,) = json.loads(ran.out)["rules"]
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
