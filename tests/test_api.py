"""The Python function: the words of the command, and the same answer as objects."""

import json
from collections.abc import Callable
from datetime import date

import pytest

import cmscalc as package
from case_files import all_cases, command
from cmscalc import Money, OutsideTheLawBook, Problems, estimate
from cmscalc.render import as_json
from conftest import Ran

CASES = [case for case in all_cases() if "exit" not in case.expect][::7]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_python_and_the_command_say_the_same(case: object, cmscalc: Callable[..., Ran]) -> None:
    """Every key of the JSON, steps and notes too."""
    words = case.words  # type: ignore[attr-defined]
    printed = json.loads(cmscalc(*command(words), "--json").out)

    assert printed == as_json.document(estimate(**words))


def test_numbers_and_days_may_be_themselves() -> None:
    """Numbers, dates, None and False are read as a person would mean them."""
    answer = estimate(
        income="27000/year",
        children=2,
        nights=101,
        pension=None,
        collect_and_pay=False,
        on=date(2026, 11, 21),
    )

    assert Money(7101) == answer.weekly


def test_one_text_or_many_for_what_repeats() -> None:
    """A benefit given alone is one benefit."""
    one = estimate(children=1, benefit="pension-credit", on="2026-11-21")
    many = estimate(children=1, benefit=["pension-credit"], on="2026-11-21")

    assert one == many


def test_every_problem_at_once() -> None:
    """An unknown keyword, a bare income and bad nights come together."""
    with pytest.raises(Problems) as caught:
        estimate(incme="5/week", income="27000", children=2, nights="x", on="2026-11-21")

    assert ["incme", "--nights", "--income"] == [each.where for each in caught.value.problems]
    assert "income" == caught.value.problems[0].hint
    assert not caught.value.outside
    assert "an unknown keyword, 'incme'" in str(caught.value)


def test_outside_the_law_book() -> None:
    """A combination whose rule was not read is not guessed."""
    with pytest.raises(OutsideTheLawBook, match="outside the law book"):
        estimate(
            income="80/week",
            children=1,
            special_expense="contact=20/week",
            additional_income="diversion=100/week",
            on="2026-11-21",
        )
    with pytest.raises(Problems) as caught:
        estimate(income="80/week", children=1, on="2012-12-09")
    assert caught.value.outside


def test_the_package_offers_what_it_lists() -> None:
    """Every public name is there, and no other is pretended."""
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing
