"""What an employer takes: each data file in tests/deductions, with its source and hand sum."""

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cmscalc import deduction_from_earnings, law_on
from conftest import TESTS
from formula_evaluator import work_out


@pytest.mark.parametrize(
    "path", sorted((TESTS / "deductions").glob("*.toml")), ids=lambda p: p.stem
)
def test_deduction(path: Path) -> None:
    """The pennies of the file, and each formula worked out again."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    pay = data["pay"]
    found = deduction_from_earnings(
        Fraction(pay["net_earnings"]), Fraction(pay["due"]), law_on(date.fromisoformat(pay["on"]))
    )

    assert data["expect"] == {key: str(getattr(found, key)) for key in data["expect"]}
    assert all(data["source"][key] for key in ("name", "link", "sum"))
    for step in found.steps:
        assert step.exact == work_out(step.formula, {each.name: each.value for each in step.terms})
