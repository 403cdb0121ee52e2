"""Answers under proposals: what each step cites, from which day, and what rules are called."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from conftest import run_command

DAY = ("--on", "2026-11-21")
ONE = ("--income", "500/week", "--children", "1", *DAY)
BY = ", as changed by proposal: A try"
NEITHER = "proposal:"


def file(folder: Path, keys: str, name: str = "tried.toml") -> str:
    """A reform file of our own."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'schema = "cmscalc.reform/1"\ntitle = "A try"\n{keys}\n', encoding="utf-8")
    return str(path)


def answer(*words: str) -> dict[str, Any]:
    """A command's answer as plain values."""
    ran = run_command(*words, "--json")
    assert (0, "") == (ran.code, ran.err)
    found: dict[str, Any] = json.loads(ran.out)
    return found


# --- what a step cites ----------------------------------------------------------------------------

USED = [
    ("flat_rate = 10", "170/week --children 1", "reduced-rate", "SI 2012/2677 reg 43"),
    ("flat_up_to = 120", "170/week --children 1", "reduced-rate", "SI 2012/2677 reg 43"),
    ("flat_up_to = 120", "170/week --children 1", "rate", "CSA 1991 Sch 1 para 3(1)"),
    ("first_slice = 700", "900/week --children 1", "basic-rate", "CSA 1991 Sch 1 para 2(2)"),
    (
        'first_slice_rates = ["13%", "16%", "19%"]',
        "900/week --children 1",
        "basic-rate",
        "CSA 1991 Sch 1 para 2(2)",
    ),
    (
        "arrangement_minimum = 9",
        "500/week --children 1 --arrangement-children 1",
        "arrangement-children",
        "CSA 1991 Sch 1 para 5A",
    ),
    (
        "half_care_extra = 8",
        "500/week --children 1 --nights 180",
        "shared-care-1",
        "CSA 1991 Sch 1 para 7(5)-(6)",
    ),
    (
        'care_bands = [{ nights = 60, off = "1/7" }]',
        "500/week --children 1 --nights 40/180",
        "care-1-1",
        "SI 2012/2677 reg 46(4)-(5)",
    ),
    (
        'local_authority_bands = [{ nights = 60, off = "1/7" }]',
        "500/week --children 1 --local-authority-nights 40/180",
        "local-authority-1-1",
        "SI 2012/2677 reg 46(4)-(5)",
    ),
    (
        'boarding_share = "30%"',
        "500/week --children 1 --special-expense boarding-school-fees=4000/year",
        "expense-boarding-limit",
        "SI 2012/2677 reg 66",
    ),
    ("direct_pay = false", "500/week --children 1", "paying-parent-fee-1", "SI 2014/612 reg 7"),
    ("direct_pay = false", "500/week --children 1", "receiving-parent-fee-1", "SI 2014/612 reg 7"),
    ("direct_pay = false", "500/week --children 1", "paying-parent-pays", "SI 2014/612 reg 7"),
    (
        'receiving_fee = "2%"',
        "500/week --children 1 --collect-and-pay",
        "receiving-parent-gets-1",
        "SI 2014/612 reg 7",
    ),
]


@pytest.mark.parametrize(("keys", "family", "step", "law"), USED)
def test_a_step_cites_the_proposal_it_uses(
    keys: str, family: str, step: str, law: str, tmp_path: Path
) -> None:
    """Beside the law that it follows; under today's law the same step cites that alone."""
    words = ("estimate", "--income", *family.split(), *DAY)
    tried = answer(*words, "--reform", file(tmp_path, keys))
    (cited,) = [each["citation"] for each in tried["steps"] if each["id"] == step]

    assert cited.startswith(law)
    assert cited.endswith(BY)
    assert NEITHER not in run_command(*words, "--json").out


def test_a_step_that_uses_nothing_changed_cites_the_law_alone(tmp_path: Path) -> None:
    """No Direct Pay changes no fee of a case that is in Collect and Pay; nor does a later day."""
    managed = file(tmp_path, "direct_pay = false")
    later = file(tmp_path, "since = 2027-01-01\nflat_rate = 10", "later.toml")
    low = ("estimate", "--income", "170/week", "--children", "1", *DAY)

    for words in (
        ("estimate", *ONE, "--collect-and-pay", "--reform", managed),
        (*low, "--reform", later),
    ):
        assert [] == [each for each in answer(*words)["steps"] if NEITHER in each["citation"]]


# --- from a day on --------------------------------------------------------------------------------


def test_before_it_begins_a_proposal_is_not_said_to_have_changed_the_law(tmp_path: Path) -> None:
    """The head says so, and the cell of a CSV."""
    later = file(tmp_path, "since = 2027-01-01\nflat_rate = 10")
    words = ("estimate", *ONE, "--reform", later)
    lines = run_command(*words).out.splitlines()
    (row, _) = csv.DictReader(StringIO(run_command(*words, "--format", "csv").out))

    assert lines[3].endswith("law of 21 November 2026, before the proposal begins")
    assert row["proposal"].endswith("A try (would begin on 2027-01-01: nothing is changed here)")


def test_proposals_conflict_only_on_days_when_both_hold(tmp_path: Path) -> None:
    """On a day before one begins the other is tried alone; compare-rules shows them together."""
    later = file(tmp_path, 'since = 2027-01-01\npaying_fee = "10%"')
    both = ("--reform", "no-fees", "--reform", later)
    compared = answer("compare-rules", *ONE, *both)

    assert (
        "0.00" == answer("estimate", *ONE, "--collect-and-pay", *both)["fees"]["paying_parent_fee"]
    )
    assert "" == compared["not_together"]
    assert "together" == compared["rules"][-1]["name"]


# --- side by side ---------------------------------------------------------------------------------


def test_files_named_as_known_rules_are_told_apart(tmp_path: Path) -> None:
    """A file law.toml is not the law; nor is one called like a proposal that is known, or two."""
    law = file(tmp_path, "flat_rate = 10", "law.toml")
    known = file(tmp_path, "flat_rate = 11", "no-fees.toml")
    here = file(tmp_path, "flat_rate = 12", "one/mine.toml")
    there = file(tmp_path, "flat_rate = 13", "two/mine.toml")
    bare = file(tmp_path, "flat_rate = 14", "three/together")
    words = [
        word for each in (law, "no-fees", known, here, there, bare) for word in ("--reform", each)
    ]
    rules = answer("compare-rules", *ONE, *words)["rules"]

    names = [each["name"] for each in rules]
    assert ["law", "law.toml", "no-fees", "no-fees.toml", "mine", there, "./together"] == names


def test_columns_are_not_called_as_parents_are() -> None:
    """Parents of a case may be called A and B: proposals have numbers."""
    family = ("--income", "500/week", "--family", "A=0", "--family", "B=0", *DAY)
    text = run_command(
        "compare-rules", *family, "--reform", "no-fees", "--reform", "proposal-2025"
    ).out

    assert "  proposal 1 no-fees: " in text
    assert "  proposal 2 proposal-2025: " in text
    assert ["A", "B"] * 2 == [
        line.strip() for line in text.splitlines() if line.strip() in ("A", "B")
    ]


def test_a_guarantee_adds_what_the_state_pays() -> None:
    """60.00 from the state. What is passed on of what is collected, 60 less 4 %, is as today."""
    words = (*ONE, "--collect-and-pay", "--reform", "guaranteed-payment")
    compared = run_command("compare-rules", *words).out
    answer = json.loads(run_command("estimate", *words, "--json").out)

    assert "  Passed on when it is paid         £57.60      £57.60\n" in compared
    assert "  The state pays                     £0.00      £60.00\n" in compared
    assert "57.60" == answer["fees"]["receiving_parents"][0]["gets"]
    assert "60.00" == answer["guarantee"]["state_paid"]
    assert "goes to the state where it has paid" in " ".join(
        note["text"] for note in answer["notes"]
    )


# --- what it changes, beside the law -----------------------------------------------------------

LISTED = [
    (
        'receiving_fee = "0.02%"',
        "Collection fee off what is passed on to the receiving parent: 0.02 % (law: 4 %)",
    ),
    ("income_cap = 156000", "Most weekly income that counts: £156,000 (law: £3,000)"),
    (
        'first_slice_rates = ["10%", "0.15", "18.5%"]',
        "Basic rate on the first slice, for 1, 2 and 3 or more qualifying children: "
        "10 %, 15 %, 18.5 % (law: 12 %, 16 %, 19 %)",
    ),
    (
        'reduced_rates = [["10%", "9%", "8%", "7%"], ["17%", "16%", "15%", "14%"], '
        '["31%", "26%", "24%", "23%"]]',
        "T: reduced rate for 1, 2, 3 or more qualifying children (down) and 0, 1, 2, 3 or more "
        "relevant other children (across): 10 %, 9 %, 8 %, 7 %; 17 %, 16 %, 15 %, 14 %; "
        "31 %, 26 %, 24 %, 23 % (law: 17 %, 14.1 %, 13.2 %, 12.4 %; 25 %, 21.2 %, 19.9 %, 18.9 %; "
        "31 %, 26.4 %, 24.9 %, 23.8 %)",
    ),
    (
        'care_bands = [{ nights = 40, off = "1/7" }, { nights = 100, off = "3/5" }]',
        "Shared care: from this many nights a year, this fraction off: 40 nights: 1/7; "
        "100 nights: 3/5 (law: 52 nights: 1/7; 104 nights: 2/7; 156 nights: 3/7; 175 nights: 1/2)",
    ),
    (
        'paying_fee_not_compliant = "30%"',
        "Collection fee on top, from a paying parent who does not pay in full by each due date: "
        "30 %",
    ),
]


@pytest.mark.parametrize("command", ["estimate", "compare-rules", "sweep --over income"])
@pytest.mark.parametrize(("keys", "listed"), LISTED, ids=[keys for keys, _ in LISTED])
def test_a_change_stands_beside_the_law(
    keys: str, listed: str, command: str, tmp_path: Path
) -> None:
    """A share or a yearly amount in the wrong place shows before any figure."""
    ran = run_command(*command.split(), *ONE, "--reform", file(tmp_path, keys))

    said = ran.out.split("\n\n")[0]
    assert " ".join(said.split()) == f"This is a proposal, not law: A try. - {listed}"


def test_a_change_stands_beside_the_law_on_a_page(tmp_path: Path) -> None:
    """As an item of a list, in the box that says it is a proposal."""
    keys = 'flat_rate = "8.50"'
    ran = run_command("estimate", *ONE, "--reform", file(tmp_path, keys), "--format", "html")

    assert "<li>Flat rate a week: £8.50 (law: £7)</li>\n</ul>\n</div>\n" in ran.out


EARLY = """
schema = "cmscalc.case/1"
effective_date = 2013-01-07
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[child]]
name = "C1"
born = 2005-09-20
lives_with = "B"

[[income]]
from = 2013-01-07
amount = "80.00"
per = "week"
basis = "current"
"""


def test_an_account_holds_a_change_against_the_law_of_its_day(tmp_path: Path) -> None:
    """The flat rate was £5 before 25 November 2013."""
    case = tmp_path / "case.toml"
    case.write_text(EARLY, encoding="utf-8")
    reform = file(tmp_path, "flat_rate = 9")
    ran = run_command("ledger", str(case), "--as-at", "2013-06-30", "--reform", reform)

    assert "  - Flat rate a week: £9 (law: £5)\n" in ran.out


@pytest.mark.parametrize("reform", ["no-fees", "no-fees-for-abuse-survivors"])
def test_where_there_are_no_fees_a_proposal_of_fees_says_so(reform: str) -> None:
    """Else it would look as if it changed nothing for anybody."""
    told = answer("estimate", *ONE, "--reform", reform)
    collected = answer("estimate", *ONE, "--reform", reform, "--collect-and-pay", "--abuse", "no")

    assert "no-fees-here" in [note["id"] for note in told["notes"]]
    assert "no-fees-here" not in [note["id"] for note in collected["notes"]]
    assert "no-fees-here" not in [note["id"] for note in answer("estimate", *ONE)["notes"]]


def test_a_proposal_of_rates_says_nothing_of_fees(tmp_path: Path) -> None:
    """It changes what there is."""
    told = answer("estimate", *ONE, "--reform", file(tmp_path, "flat_rate = 8"))

    assert "no-fees-here" not in [note["id"] for note in told["notes"]]
