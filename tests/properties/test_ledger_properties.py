"""What holds for every ledger, whatever the case: on random cases, to the penny."""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmscalc.files.case_file import case_of
from cmscalc.files.inputs import read_inputs
from cmscalc.files.sources import Source
from cmscalc.ledger.account import BY_THE_CASE, Account, attribution_of, make_account
from cmscalc.ledger.attribution import Order
from cmscalc.ledger.case import Case
from cmscalc.ledger.periods import By, history, over, periods, whole
from conftest import run_command
from invariants import check_answer, pence
from random_cases import as_csv, as_toml, random_case

CASES = 60
SEEDS = range(10_000, 10_000 + CASES)


def written(folder: Path, seed: int) -> tuple[list[str], date, list[Any], dict[str, Any]]:
    """Write a random case and its payments; give the files, the as-at date and the rest."""
    case, payments, as_at, _ = random_case(random.Random(seed))
    path, bank = folder / "case.toml", folder / "payments.csv"
    path.write_text(as_toml(case), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    return [str(path), str(bank)], as_at, payments, case


def account_of(files: list[str], as_at: date, **choices: Any) -> Account:
    """Make the account of files."""
    inputs = read_inputs(files[0], files[1:], as_at)
    chosen = BY_THE_CASE._replace(**choices)
    return make_account(inputs.case_file.case, inputs.payments, as_at, chosen)


@pytest.mark.parametrize("seed", SEEDS)
def test_cutting_time_changes_no_total(seed: int, tmp_path: Path) -> None:
    """Weeks, months, quarters, years or one piece: the same totals, and every part adds up."""
    files, as_at, _, _ = written(tmp_path, seed)
    answers = [
        json.loads(run_command("ledger", *files, "--as-at", str(as_at), "--by", by, "--json").out)
        for by in ("week", "month", "quarter", "year", "none")
    ]
    for answer in answers:
        check_answer(answer)

    assert all(answer["totals"] == answers[0]["totals"] for answer in answers)
    assert all(answer["fees"] == answers[0]["fees"] for answer in answers)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_window_of_the_days_adds_up(seed: int, tmp_path: Path) -> None:
    """What a window brings forward and what happens in it make what is owed at its end."""
    files, as_at, _, _ = written(tmp_path, seed)
    rng = random.Random(seed)
    account = account_of(files, as_at)
    start, end = whole(account)
    days = sorted(start + timedelta(rng.randint(0, (end - start).days)) for _ in range(2))
    if days[0] == days[1]:
        return
    window = ["--from", str(days[0]), "--to", str(days[1])]
    ran = run_command("ledger", *files, "--as-at", str(as_at), *window, "--json")
    answer = json.loads(ran.out)
    check_answer(answer)
    pasts = [history(each) for each in account.standings]

    assert [pence(side["arrears"]) for side in answer["receiving_parents"]] == [
        past.arrears_before(days[1]) for past in pasts
    ]
    assert [pence(side["brought_forward"]) for side in answer["receiving_parents"]] == [
        past.arrears_before(days[0]) for past in pasts
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_payments_does_not_change_what_is_owed(seed: int, tmp_path: Path) -> None:
    """Rows of different days may stand in any order in the file."""
    files, as_at, payments, _ = written(tmp_path, seed)
    by_day: dict[str, list[Any]] = {}
    for row in payments:
        by_day.setdefault(row["date"], []).append(row)
    days = list(by_day.values())
    random.Random(seed).shuffle(days)
    shuffled = tmp_path / "shuffled.csv"
    shuffled.write_text(as_csv([row for rows in days for row in rows]), encoding="utf-8")
    before, after = account_of(files, as_at), account_of([files[0], str(shuffled)], as_at)

    assert [(s.arrears, s.paid) for s in before.standings] == [
        (s.arrears, s.paid) for s in after.standings
    ]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("seed", SEEDS[:30])
def test_nothing_paid_is_lost_and_nothing_is_placed_twice(
    order: Order, seed: int, tmp_path: Path
) -> None:
    """What is charged and not covered, less what is paid and not placed, is what is owed."""
    files, as_at, _, _ = written(tmp_path, seed)
    account = account_of(files, as_at, order=order)
    for standing in account.standings:
        found = attribution_of(account, standing)
        placed = sum(each.pence for each in found.allocations)
        uncovered = sum(item.pence for item in found.items) - placed
        credit = sum(cover.pence for cover in found.covers) - placed

        assert sum(found.left) == uncovered
        assert standing.arrears == uncovered - credit
        assert not (uncovered and credit)


@pytest.mark.parametrize("seed", SEEDS)
def test_placing_payments_is_linear(seed: int, tmp_path: Path) -> None:
    """Each step exhausts a charge or a payment, so there are no more steps than both."""
    files, as_at, _, _ = written(tmp_path, seed)
    account = account_of(files, as_at, order=Order.OLDEST_FIRST)
    for standing in account.standings:
        found = attribution_of(account, standing)

        assert len(found.allocations) <= len(found.items) + len(found.covers)


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_an_account_is_the_same_from_whichever_later_day_it_is_seen(
    seed: int, tmp_path: Path
) -> None:
    """Charges and adjustments are payments and arrears at every date, in every later account."""
    files, as_at, _, _ = written(tmp_path, seed)
    inputs = read_inputs(files[0], files[1:], as_at)
    case = inputs.case_file.case
    later = make_account(case, inputs.payments, as_at)
    start, end = whole(later)
    rng = random.Random(seed)
    for _ in range(12):
        day = start + timedelta(rng.randint(0, (end - start).days - 1))
        known = [payment for payment in inputs.payments if payment.on <= day]
        then = make_account(case, known, day)
        for earlier, now in zip(then.standings, later.standings, strict=True):
            assert earlier.arrears == history(now).arrears_before(day + timedelta(1))
            assert earlier.arrears == over(earlier, whole(then)).arrears
            assert earlier.arrears == periods(then, earlier, By.WEEK, whole(then))[-1].arrears


@pytest.mark.parametrize("seed", SEEDS)
def test_adding_a_later_fact_changes_no_earlier_day(seed: int, tmp_path: Path) -> None:
    """A decision from the day after the as-at date leaves the account as it was."""
    files, as_at, _, case = written(tmp_path, seed)
    before = account_of(files, as_at, basis=None)
    name = case["receiving_parent"][0]["name"]
    row = {"from": as_at + timedelta(1), "receiving_parent": name, "weekly": "999.00"}
    Path(files[0]).write_text(
        as_toml({**case, "decision": [*case.get("decision", []), row]}), encoding="utf-8"
    )
    ruler = before.ruler
    after = account_of(files, as_at, basis=None, ruler=ruler)

    assert [s.charged for s in before.standings] == [s.charged for s in after.standings]
    assert [s.arrears for s in before.standings] == [s.arrears for s in after.standings]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_file_says_the_same_however_it_is_laid_out(seed: int) -> None:
    """Windows lines, notes and spaces: the same facts."""
    text = as_toml(random_case(random.Random(seed))[0])
    noted = "# a note\n\n" + text.replace("\n\n", "\n\n   # another [[child]]\n\n")

    assert facts(text) == facts(text.replace("\n", "\r\n"))
    assert facts(text) == facts(noted)


def facts(text: str) -> Case:
    """Read a case without the lines it came from."""
    found: Case = _without_lines(case_of(Source("case.toml", text, "")).case)
    return found


def _without_lines(value: Any) -> Any:
    if hasattr(value, "_replace"):
        cleared = value._replace(source="") if hasattr(value, "source") else value
        return type(value)(*(_without_lines(each) for each in cleared))
    if isinstance(value, tuple):
        return tuple(_without_lines(each) for each in value)
    return value
