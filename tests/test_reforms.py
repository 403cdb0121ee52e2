"""Reforms of our own, worked by hand: tests/reforms. Each file says why, and shows its sum."""

import csv
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import TESTS, Ran, run_command

FILES = sorted((TESTS / "reforms").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    """Read one worked reform."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def at(answer: Any, dotted: str) -> Any:
    """The value at a dotted place of an answer; `none` for null."""
    for part in dotted.split("."):
        answer = answer[int(part)] if part.isdecimal() else answer[part]
    return "none" if answer is None else answer


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reform(path: Path, cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """The answer under the reform is the one worked by hand, and says that it is no law."""
    worked = read(path)
    reform = tmp_path / "reform.toml"
    reform.write_text(worked["reform"], encoding="utf-8")
    words = ("estimate", *worked["arguments"], "--on", "2026-11-21", "--reform", str(reform))
    ran = cmscalc(*words, "--json")

    assert (0, "") == (ran.code, ran.err)
    answer = json.loads(ran.out)
    assert worked["expect"] == {key: at(answer, key) for key in worked["expect"]}
    assert [True] == [each["not_law"] for each in answer["proposals"]]
    assert "proposal, not law" in cmscalc(*words).out.splitlines()[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_worked_reforms_show_their_sum(path: Path) -> None:
    """Nobody need take an expected penny on trust."""
    worked = read(path)

    assert worked["why"]
    assert worked["source"]["text"]
    assert worked["source"]["sum"].strip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_row_of_many_cases_gives_the_same(path: Path, tmp_path: Path) -> None:
    """`batch` works by columns; under a reform too it comes to the pennies of an estimate."""
    worked = read(path)
    reform, table, answers = (tmp_path / name for name in ("reform.toml", "in.csv", "out.csv"))
    reform.write_text(worked["reform"], encoding="utf-8")
    row = as_row(worked["arguments"])
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([row.keys(), row.values()])
    tried = ("--on", "2026-11-21", "--reform", str(reform))
    alone = json.loads(run_command("estimate", *worked["arguments"], *tried, "--json").out)
    many = [sys.executable, "-m", "cmscalc", "batch", str(table), *tried, "-o", str(answers)]
    subprocess.run(many, check=True, capture_output=True)

    with answers.open(encoding="utf-8", newline="") as file:
        (answer,) = csv.DictReader(file)
    assert alone["weekly"] == answer["weekly"]
    assert (alone["fees"] or {}).get("paying_parent_fee", "") == answer["paying_parent_fee"]
    assert "proposal, not law" in answer["proposal"]


def as_row(arguments: list[str]) -> dict[str, str]:
    """Flags as columns: a switch is `yes`."""
    row: dict[str, str] = {}
    for word in arguments:
        if word.startswith("--"):
            row[word.removeprefix("--").replace("-", "_")] = "yes"
        else:
            row[next(reversed(row))] = word
    return row
