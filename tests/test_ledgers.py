"""The hand-worked ledgers of tests/ledgers: each file has its source, its sum and what is expected.

Every file is also put through what must hold of any ledger: see `invariants.py`.
"""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import TESTS, Ran
from invariants import check_answer

FILES = sorted((TESTS / "ledgers").glob("*.toml"))
FIRST = "_first"


def read(path: Path) -> dict[str, Any]:
    """Read one worked ledger."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_ledger(path: Path, cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """The part of the answer that was worked by hand, to the penny, and the exit code."""
    worked = read(path)
    case, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    case.write_text(worked["case"], encoding="utf-8")
    files = [str(case)]
    if "payments" in worked:
        bank.write_text(worked["payments"].removeprefix("\n"), encoding="utf-8")
        files.append(str(bank))
    if "reform" in worked:
        own = tmp_path / "own.toml"
        own.write_text(worked["reform"], encoding="utf-8")
        files += ["--reform", str(own)]
    ran = cmscalc("ledger", *files, *worked["arguments"], "--json")
    answer = json.loads(ran.out)

    assert [] == differences(worked["expect"], answer)
    assert worked["exit"] == ran.code
    check_answer(answer)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_worked_ledgers_show_their_sum_and_source(path: Path) -> None:
    """Nobody need take an expected penny on trust."""
    worked = read(path)

    assert worked["why"]
    assert worked["source"]["text"]
    assert worked["source"]["link"].startswith("https://")
    assert worked["source"]["sum"].strip()


def differences(expected: Any, found: Any, where: str = "") -> list[str]:
    """Compare what is expected with the same part of an answer; lists must be as long."""
    if isinstance(expected, dict):
        return [
            each
            for key, value in expected.items()
            for each in differences(value, _part(found, key, value), f"{where}.{key}")
        ]
    if isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            return [f"{where}: expected {expected!r}, found {found!r}"]
        pairs = enumerate(zip(expected, found, strict=True))
        return [x for at, (e, f) in pairs for x in differences(e, f, f"{where}[{at}]")]
    return [] if expected == found else [f"{where}: expected {expected!r}, found {found!r}"]


def _part(found: Any, key: str, value: Any) -> Any:
    """A key ending in _first is for the first rows of a list."""
    if key.endswith(FIRST):
        return found[key.removesuffix(FIRST)][: len(value)]
    return found[key]
