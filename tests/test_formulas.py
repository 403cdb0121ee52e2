"""Every formula shown is worked out again from its terms, and from its figures as printed."""

import random
import re
from fractions import Fraction

import pytest

from case_files import Case, all_cases
from cmscalc.api import estimate
from cmscalc.core.assess import Assessment, assess
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.step import Step
from cmscalc.law import law_on
from cmscalc.render import words
from family_facts import facts_of
from formula_evaluator import work_out
from random_families import random_family

# Figures are printed to six places, so a sum redone from them is right to a small part of a penny.
CLOSE = Fraction(1, 1000)


def check(step: Step) -> None:
    """A sum's formula gives its exact value; a test's formula is true; no term is unused."""
    if not step.terms:
        assert step.exact is None, step
        assert step.outcome, step
        return
    found = work_out(step.formula, {term.name: term.value for term in step.terms})
    expected = True if step.exact is None else step.exact

    assert (step.id, expected) == (step.id, found)
    for term in step.terms:
        assert term.name in step.formula, (step.id, term.name)


def check_figures(step: Step) -> None:
    """The figures as printed, typed into a pocket calculator, give what is shown."""
    if step.exact is None or not step.terms:
        return
    printed = words.figures(step)
    plain = re.sub(r"(\d) %", r"\1 ÷ 100", printed)
    plain = re.sub(r"[£,…](?=[\d ×÷+−)<>=≤≥]|$)", "", plain.replace(", ", " ; ")).replace(" ;", ",")
    plain = re.sub(r"(\d+)/(\d+)", r"(\1 ÷ \2)", plain)
    found = work_out(plain, {})

    assert abs(found - step.exact) <= CLOSE, (step.id, printed, plain)


def check_all(answer: Assessment) -> None:
    """Check each step, and that no two have the same id."""
    ids = [step.id for step in answer.steps]
    assert len(ids) == len(set(ids)), ids
    for step in answer.steps:
        check(step)
        check_figures(step)


CASES = [case for case in all_cases() if "exit" not in case.expect]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_formulas_of_worked_examples(case: Case) -> None:
    """Worked examples show formulas that give their values."""
    check_all(estimate(**case.words))


@pytest.mark.parametrize("seed", range(20))
def test_formulas_of_random_families(seed: int) -> None:
    """So do families nobody chose."""
    rng = random.Random(seed)
    for _ in range(150):
        family = random_family(rng)
        try:
            answer = assess(facts_of(family), law_on(family["on"]))
        except OutsideTheLawBook:
            continue
        check_all(answer)
