"""The hand-worked timelines of tests/timelines: amounts, what changed, why, what is coming."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TESTS, Ran
from test_ledgers import differences

FILES = sorted((TESTS / "timelines").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_timeline(path: Path, cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """The part that was worked by hand; and the text says the same amounts."""
    worked = tomllib.loads(path.read_text(encoding="utf-8"))
    case = tmp_path / "case.toml"
    case.write_text(worked["case"], encoding="utf-8")
    ran = cmscalc("timeline", str(case), *worked["arguments"], "--json")
    answer = json.loads(ran.out)
    text = cmscalc("timeline", str(case), *worked["arguments"]).out

    assert [] == differences(worked["expect"], answer)
    assert worked["exit"] == ran.code
    assert worked["source"]["sum"].strip()
    assert all(len(line) <= 80 for line in text.splitlines())
    for span in answer["spans"]:
        assert all(f"£{each['weekly']} a week" in text for each in span["receiving_parents"])
