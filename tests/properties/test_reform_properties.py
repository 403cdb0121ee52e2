"""What holds for every reform, whatever the family or the account."""

import json
import random
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cmscalc.core.assess import Assessment, assess
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.inputs import read_inputs
from cmscalc.files.reform_file import SETTABLE, shipped, shipped_reform
from cmscalc.law import Law, law_on
from cmscalc.law.reform import Reform, clashes, reformed
from cmscalc.law.sources import COLLECTION_FEES
from cmscalc.ledger.account import BY_THE_CASE, Account, attribution_of, make_account
from cmscalc.ledger.attribution import Order
from cmscalc.ledger.measures import missed
from cmscalc.ledger.payments import PASSED_ON
from cmscalc.ledger.pence import times
from cmscalc.render.words import exact
from conftest import run_command
from family_facts import facts_of
from random_cases import as_csv, as_toml, random_case
from random_families import random_family

NOW = law_on(date(2026, 11, 21))
FAMILIES = range(300)
CASES = range(20_000, 20_040)
TWO_PERCENT = Fraction(2, 100)


def restated(law: Law) -> Reform:
    """A reform that sets every value it can to what it is already."""
    values = tuple((name, getattr(law, name).value) for name in SETTABLE)
    return Reform("today", "today's values again", "", "", None, values)


def figures(answer: Assessment) -> dict[str, Any]:
    """Everything of an answer but where its values come from."""
    return {
        "rate": answer.rate,
        "income": answer.gross_weekly_income,
        "payments": answer.receiving_parents,
        "fees": answer.fees and answer.fees._replace(steps=()),
        "steps": [(step.id, step.formula, step.terms, step.exact) for step in answer.steps],
    }


def under(seed: int, law: Law) -> dict[str, Any] | str:
    """A random family's answer under a law, or why there is none."""
    facts = facts_of(random_family(random.Random(seed)))
    try:
        return figures(assess(facts, law))
    except OutsideTheLawBook as wrong:
        return str(wrong)


@pytest.mark.parametrize("seed", FAMILIES)
def test_today_said_again_changes_nothing_but_the_label(seed: int) -> None:
    """The law as a reform is the law; every value it set says that it is a proposal."""
    again = reformed(NOW, (restated(NOW),))

    assert under(seed, NOW) == under(seed, again)
    assert {"proposal"} == {getattr(again, name).confidence for name in SETTABLE}
    assert again.proposals == (restated(NOW),)


def test_the_order_of_reforms_does_not_matter() -> None:
    """Every two that go together make the same law, whichever is named first."""
    known = [shipped_reform(name) for name in shipped()]
    pairs = [(one, two) for one in known for two in known if not clashes((one, two))]
    for one, two in pairs:
        first, second = reformed(NOW, (one, two)), reformed(NOW, (two, one))

        assert first._replace(proposals=()) == second._replace(proposals=())
    assert len(pairs) > len(known)


def test_two_that_differ_are_never_put_together() -> None:
    """Neither would be told of: so it is an error of the caller."""
    with pytest.raises(ValueError, match="differently"):
        reformed(NOW, (shipped_reform("no-fees"), shipped_reform("proposal-2025")))


# --- accounts -------------------------------------------------------------------------------------


def written(folder: Path, seed: int) -> tuple[list[str], date]:
    """Write a random case and its payments; give the files and the as-at date."""
    case, payments, as_at, _ = random_case(random.Random(seed))
    path, bank = folder / "case.toml", folder / "payments.csv"
    path.write_text(as_toml(case), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    return [str(path), str(bank)], as_at


def account_of(files: list[str], as_at: date, reform: str, order: Order, grace: int) -> Account:
    """Make the account of files under a reform."""
    inputs = read_inputs(files[0], files[1:], as_at)
    case = inputs.case_file.case._replace(reforms=(shipped_reform(reform),))
    chosen = BY_THE_CASE._replace(order=order, grace_days=grace)
    return make_account(case, inputs.payments, as_at, chosen)


@pytest.mark.parametrize("seed", CASES)
def test_the_larger_fee_is_on_what_was_missed(seed: int, tmp_path: Path) -> None:
    """A charge bears 20 % if the ledger lists it as missed, 2 % if not; and money is kept."""
    files, as_at = written(tmp_path, seed)
    order = list(Order)[seed % 3]
    account = account_of(files, as_at, "proposal-2025", order, seed % 5)
    for standing in account.standings:
        found = attribution_of(account, standing)
        late = Counter((each.due, each.amount) for each in missed(account, standing.name, found))
        bears = [charge for charge in standing.charges if charge.late_fee is not None]
        for charge in bears:
            usual = times(charge.pence, TWO_PERCENT)
            assert charge.fee in (usual, charge.late_fee)
        larger = Counter(
            (charge.due, charge.pence)
            for charge in bears
            if charge.fee != times(charge.pence, TWO_PERCENT)
        )
        same = {
            (charge.due, charge.pence)
            for charge in standing.charges
            if charge.late_fee in (None, times(charge.pence, TWO_PERCENT))
        }
        assert larger == Counter({each: late[each] for each in late if each not in same})
        for placed in standing.placed:
            payment = placed.payment
            if placed.accepted and payment.method != PASSED_ON:
                parts = placed.maintenance + placed.fee + placed.enforcement
                assert payment.pence == parts
                assert 0 <= placed.late_fee <= placed.fee


@pytest.mark.parametrize("seed", CASES)
def test_a_guarantee_leaves_the_account_as_it_is(seed: int, tmp_path: Path) -> None:
    """What is owed is the same; what the state recovers is never more than what it cost."""
    files, as_at = written(tmp_path, seed)
    command = ("ledger", *files, "--as-at", str(as_at), "--json")
    today = json.loads(run_command(*command).out)
    tried = json.loads(run_command(*command, "--reform", "guaranteed-payment").out)

    assert (today["totals"], today["fees"]) == (tried["totals"], tried["fees"])
    for before, after in zip(today["receiving_parents"], tried["receiving_parents"], strict=True):
        state = after.pop("guarantee")
        assert before.pop("guarantee") is None
        assert before == after
        assert 0 <= Fraction(state["state_recovers"]) <= Fraction(state["cost_to_state"])
        assert Fraction(state["cost_to_state"]) <= Fraction(state["state_paid"])


@pytest.mark.parametrize("seed", CASES)
def test_an_account_under_todays_fees_said_again_is_todays(seed: int, tmp_path: Path) -> None:
    """The law as a reform changes no figure of an account; letters are of today's law alone."""
    files, as_at = written(tmp_path, seed)
    again = tmp_path / "again.toml"
    fees = {"paying_fee": NOW.paying_parent_fee, "receiving_fee": NOW.receiving_parent_fee}
    lines = [f'{key} = "{exact(row.value)}"\n' for key, row in fees.items() if row]
    again.write_text('schema = "cmscalc.reform/1"\n' + "".join(lines), encoding="utf-8")
    command = ("ledger", *files, "--as-at", str(as_at), "--json")
    today = json.loads(run_command(*command).out)
    ran = run_command(*command, "--reform", str(again))
    if as_at < COLLECTION_FEES:
        assert (2, True) == (ran.code, "not yet in force" in " ".join(ran.err.split()))
        return
    tried = json.loads(ran.out)
    letters = ("assertions", "differences")
    for answer in (today, tried):
        del answer["notes"], answer["proposals"]

    assert [[], []] == [tried.pop(key) for key in letters]
    assert today == {**tried, **{key: today[key] for key in letters}}
