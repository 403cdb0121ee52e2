"""Accounts under proposals: letters, decisions and payments stay what they are in today's law."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran, run_command

CASE = """
schema = "cmscalc.case/1"
effective_date = {start}
service = "collect-and-pay"

[[receiving_parent]]
name = "B"

[[child]]
name = "C"
born = 2012-03-02
lives_with = "B"

[[income]]
from = {start}
amount = "500.00"
per = "week"
basis = "historic"

[[decision]]
from = {start}
receiving_parent = "B"
weekly = "55.00"

[[balance]]
on = {start}
receiving_parent = "B"
arrears = "999.00"
"""
PAID = "date,amount,receiving_parent,method\n{day},72.00,B,{method}\n"
LETTERS = "Letters are held against today's law only"
DECISIONS = "CMS's decisions are set beside our calculation by today's law only"


def ledger(
    folder: Path,
    *words: str,
    start: str = "2024-06-03",
    as_at: str = "2024-06-16",
    method: str = "",
) -> Ran:
    """The account of a case whose letter is wrong, and whose decision is not our figure."""
    case = folder / "case.toml"
    case.write_text(CASE.format(start=start), encoding="utf-8")
    files = [str(case)]
    if method:
        paid = folder / "case.csv"
        paid.write_text(PAID.format(day=as_at, method=method), encoding="utf-8")
        files.append(str(paid))
    return run_command("ledger", *files, "--as-at", as_at, *words)


def notes(ran: Ran) -> dict[str, str]:
    """The notes of an account by their ids."""
    return {note["id"]: note["text"] for note in json.loads(ran.out)["notes"]}


def test_no_letter_disagrees_with_a_proposal(tmp_path: Path) -> None:
    """Today it does, with exit code 1; under a reform it is not held, and a note says so."""
    tried = ("--reform", "proposal-2025")
    now, then = ledger(tmp_path), ledger(tmp_path, *tried)
    found: dict[str, Any] = json.loads(ledger(tmp_path, *tried, "--json").out)

    assert (1, 0) == (now.code, then.code)
    assert "What letters say" in now.out
    assert "What letters say" not in then.out
    assert LETTERS in " ".join(then.out.split())
    assert [] == found["assertions"]


def test_no_decision_is_set_beside_a_proposals_figure(tmp_path: Path) -> None:
    """Nobody may read that CMS erred: CMS decides by the law."""
    tried = ("--reform", "proposal-2025")
    now, then = ledger(tmp_path), ledger(tmp_path, *tried)

    assert "decided £55.00 a week, we calculate £60.00" in " ".join(now.out.split())
    assert "beside our calculation\n" not in then.out
    assert "decided £" not in then.out
    assert DECISIONS in " ".join(then.out.split())
    assert [] == json.loads(ledger(tmp_path, *tried, "--json").out)["differences"]


def test_nor_in_a_line_of_many_cases(tmp_path: Path) -> None:
    """Text says where letters went; JSON has null and CSV an empty cell, not a nought."""
    many = ("--summary", "--reform", "proposal-2025")
    text, plain = ledger(tmp_path, *many), ledger(tmp_path, *many, "--json")
    table = ledger(tmp_path, *many, "--format", "csv")

    assert (0, 0, 0) == (text.code, plain.code, table.code)
    assert LETTERS in text.out
    assert None is json.loads(plain.out)["cases"][0]["letters_disagreeing"]
    assert table.out.splitlines()[1].endswith(",,")
    assert LETTERS not in ledger(tmp_path, "--summary").out


def test_an_estimate_beside_a_decision_says_whose_figure_it_is(tmp_path: Path) -> None:
    """Not our calculation of the law, but what the proposal would make it."""
    ledger(tmp_path)
    words = ("estimate", str(tmp_path / "case.toml"), "--on", "2024-06-16")

    assert "This is our calculation." in " ".join(run_command(*words).out.split())
    tried = " ".join(run_command(*words, "--reform", "proposal-2025").out.split())
    assert "This is what the proposal would make it." in tried


@pytest.mark.parametrize(
    ("reform", "method", "said"),
    [
        ("proposal-2025", "bank-transfer", {"assumed-fee-in-payments"}),
        ("proposal-2025", "passed-on", {"assumed-fee-off-payments"}),
        ("proposal-2025", "direct", set()),
        ("guaranteed-payment", "bank-transfer", set()),
        ("guaranteed-payment", "passed-on", set()),
    ],
)
def test_what_payments_held_is_said(
    reform: str, method: str, said: set[str], tmp_path: Path
) -> None:
    """They were made with today's fees; where a reform changes these, they are split by its own."""
    ran = ledger(tmp_path, "--reform", reform, "--json", method=method)

    assert said == {note for note in notes(ran) if "payments" in note and "fee-" in note}


def tried(folder: Path, keys: str) -> str:
    """A reform file of our own."""
    path = folder / "tried.toml"
    path.write_text(f'schema = "cmscalc.reform/1"\n{keys}\n', encoding="utf-8")
    return str(path)


def test_equal_fees_for_each_conduct_are_no_matter_of_conduct(tmp_path: Path) -> None:
    """Nothing is larger, so nothing is said of it."""
    same = tried(tmp_path, 'paying_fee_compliant = "2%"\npaying_fee_not_compliant = "2%"')
    one = notes(ledger(tmp_path, "--reform", same, "--json"))
    other = notes(ledger(tmp_path, "--reform", "proposal-2025", "--json"))

    assert "assumed-compliance" not in one
    assert "assumed-compliance" in other


def test_an_old_account_says_from_when_fees_were_charged(tmp_path: Path) -> None:
    """A reform changes fees from the day there were any; one of other values needs no such word."""
    old = {"start": "2014-06-02", "as_at": "2014-09-30"}
    fees = notes(ledger(tmp_path, "--reform", "proposal-2025", "--json", **old))
    rates = tried(tmp_path, "flat_rate = 10")

    assert fees["proposal-since-proposal-2025"].endswith(
        "on every day of the account. Fees were charged only from 11 August 2014, and so they are "
        "here."
    )
    others = notes(ledger(tmp_path, "--reform", rates, "--json", **old))
    assert others["proposal-since-tried"].endswith("on every day of the account.")


def test_the_heading_of_fees_says_that_they_are_changed(tmp_path: Path) -> None:
    """Where the reform changes none, it is the law's alone."""
    heading = "Fees, apart from maintenance (SI 2014/612 regs 7 and 10"

    assert f"{heading}, changed as proposed)" in ledger(tmp_path, "--reform", "proposal-2025").out
    assert f"{heading})" in ledger(tmp_path, "--reform", "guaranteed-payment").out


def test_what_begins_after_the_account_is_not_in_it(tmp_path: Path) -> None:
    """So it conflicts with nothing there, and its CSV says that nothing is changed."""
    later = tried(tmp_path, 'since = 2024-06-20\npaying_fee = "10%"')
    both = ("--reform", "no-fees", "--reform", later)
    ran = ledger(tmp_path, *both, "--json")
    row = ledger(tmp_path, *both, "--format", "csv").out.splitlines()[1]

    assert (0, "") == (ran.code, ran.err)
    assert "0.00" == json.loads(ran.out)["fees"]["paying_parent"]["charged"]
    assert "(would begin on 2024-06-20: nothing is changed here)" in row
    shorter = ledger(tmp_path, *both, "--to", "2024-06-16", as_at="2024-06-30")
    assert (0, "") == (shorter.code, shorter.err)
