"""Every worked example: the answer of the command is the published or hand-summed one."""

import json
from collections.abc import Callable
from fractions import Fraction

import pytest

from case_files import Case, all_cases, command
from conftest import Ran

CASES = all_cases()
TOP = ("rate", "gross_weekly_income", "weekly", "per_year", "per_month")
FEES = ("paying_parent_fee", "paying_parent_pays")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, cmscalc: Callable[..., Ran]) -> None:
    """The command gives what the file expects, and nothing the file expects is left unread."""
    ran = cmscalc(*command(case.words), "--json")
    if "exit" in case.expect:
        assert case.expect["exit"] == ran.code
        assert case.expect.get("says", "") in ran.err
        return

    assert (0, "") == (ran.code, ran.err)
    answer = json.loads(ran.out)
    fees = answer["fees"] or {}
    found = {
        **{key: answer[key] for key in TOP},
        **{key: fees.get(key) for key in FEES},
        "parts": {each["name"]: each["weekly"] for each in answer["receiving_parents"]},
        "gets": {each["name"]: each["gets"] for each in fees.get("receiving_parents", [])},
    }

    assert case.expect == {key: found[key] for key in case.expect}
    parts = [Fraction(each["weekly"]) for each in answer["receiving_parents"]]
    assert Fraction(answer["weekly"]) == sum(parts)


def test_every_file_names_its_source_and_shows_its_sum() -> None:
    """A worked example is worth its source: name, link and a sum a person can redo."""
    lacking = [
        case.name
        for case in CASES
        if not (case.source.get("name") and case.source.get("link") and case.source.get("sum"))
    ]

    assert [] == lacking
