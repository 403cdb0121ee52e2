"""Proposals, wherever they are shown: said to be no law, and beside the law of today."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cmscalc import Money, OutsideTheLawBook, assess, estimate
from cmscalc.core.facts import Amount, Child, Facts, Period, ReceivingParent
from cmscalc.files.answers import read_answers
from cmscalc.files.reform_file import SHIPPED, shipped, shipped_reform
from cmscalc.law import law_on
from cmscalc.law.reform import reformed
from conftest import ROOT, TESTS, Ran, run_command

NOW = date(2026, 11, 21)
SAYS = "proposal, not law"
FAMILY = ("--income", "27000/year", "--children", "2", "--on", "2026-11-21")
TWO = str(ROOT / "examples" / "two-families.toml")
REFORM = ("--reform", "proposal-2025")
OUTPUTS = {
    "estimate": ("estimate", *FAMILY),
    "compare-rules": ("compare-rules", *FAMILY),
    "ledger": ("ledger", TWO, "--as-at", "2026-06-30"),
    "summary": ("ledger", TWO, "--as-at", "2026-06-30", "--summary"),
}
FORMS = [
    *((name, "text") for name in OUTPUTS),
    *((name, "json") for name in OUTPUTS),
    *((name, "csv") for name in OUTPUTS),
    ("estimate", "html"),
    ("ledger", "hledger"),
]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_output_says_it_first(name: str, form: str) -> None:
    """Nobody can take a figure of a proposal for the law's, whatever shows it."""
    ran = run_command(*OUTPUTS[name], *REFORM, "--format", form)

    assert ran.code in (0, 1)  # the case has a letter that disagrees
    lines = ran.out.splitlines()
    if form == "json":
        keys = list(json.loads(ran.out))
        assert ["schema", "proposals"] == keys[:2]
        assert SAYS in "".join(lines[:9])
    elif form == "csv":
        assert lines[0].startswith("proposal,")
        rows = lines[2:] if name == "compare-rules" else lines[1:]
        tried = [row for row in rows if not row.startswith(",law,")]
        assert tried
        assert [] == [row for row in tried if SAYS not in row[: len(SAYS) + 1]]
    elif form == "html":
        assert SAYS in ran.out[ran.out.index("<main>") :][:120]
    else:
        assert SAYS in lines[0]


@pytest.mark.parametrize("name", ["estimate", "ledger", "summary"])
def test_without_a_reform_nothing_says_it(name: str) -> None:
    """The law of today has no label, and JSON an empty list."""
    ran = run_command(*OUTPUTS[name], "--json")

    assert [] == json.loads(ran.out)["proposals"]
    assert SAYS not in ran.out


# --- what comes with cmscalc ----------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_reform_is_a_file_like_a_users(name: str) -> None:
    """It keeps to the schema that is printed, says who asks for it, and is no law."""
    schema = json.loads(run_command("schema", "reform").out)
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    Draft202012Validator(schema).validate(json.loads(json.dumps(table, default=str)))

    assert table["law"] is False
    assert table["title"]
    assert table["source"]


@pytest.mark.parametrize("path", sorted((TESTS / "reforms").glob("*.toml")), ids=lambda p: p.stem)
def test_worked_reforms_keep_to_the_schema(path: Path) -> None:
    """What is read is what the schema allows, but for a section by itself."""
    schema = json.loads(run_command("schema", "reform").out)
    table = tomllib.loads(tomllib.loads(path.read_text(encoding="utf-8"))["reform"])
    if "schema" not in table:
        table = {"schema": "cmscalc.reform/1", **next(iter(table.values()))}

    Draft202012Validator(schema).validate(json.loads(json.dumps(table, default=str)))


def test_law_reforms_lists_them_all(cmscalc: Callable[..., Ran]) -> None:
    """As text and as JSON, each with its title and what it would change."""
    text = cmscalc("law", "reforms").out
    listed = json.loads(cmscalc("law", "reforms", "--json").out)

    assert text.startswith("Proposals, not law.")
    assert list(shipped()) == [each["name"] for each in listed["proposals"]]
    for each in listed["proposals"]:
        assert f"\n{each['name']}: " in text
        assert each["not_law"] is True
        assert each["changes"]


# --- side by side ---------------------------------------------------------------------------------


def sides_of(*words: str) -> dict[str, Any]:
    """The rules of a comparison by name, each figure by what and who."""
    ran = run_command("compare-rules", *words, "--json")
    assert (0, "") == (ran.code, ran.err)
    return {each["name"]: each for each in json.loads(ran.out)["rules"]}


def figure(rule: dict[str, Any], what: str, key: str = "per_week") -> str:
    """One figure of a rule."""
    return next(str(each[key]) for each in rule["figures"] if each["what"] == what)


def test_each_side_is_the_estimate_of_its_rule() -> None:
    """The law, each proposal, and both together: the same pennies as an estimate alone."""
    words = (*FAMILY, "--additional-income", "unearned=2000/year", "--not-compliant")
    names = ("proposal-2025", "unearned-income-automatic")
    sides = sides_of(*words, "--reform", names[0], "--reform", names[1])
    tried = {"law": (), names[0]: names[:1], names[1]: names[1:], "together": names}

    assert list(tried) == list(sides)
    for name, reforms in tried.items():
        flags = [word for each in reforms for word in ("--reform", each)]
        alone = json.loads(run_command("estimate", *words, *flags, "--json").out)
        fee = alone["fees"]["paying_parent_fee"] if alone["fees"] else "0.00"
        assert alone["weekly"] == figure(sides[name], "maintenance")
        assert alone["per_year"] == figure(sides[name], "maintenance", "per_year")
        assert fee == figure(sides[name], "paying_parent_fee")
        assert list(reforms) == sides[name]["proposals"]


def test_differences_are_from_todays_law() -> None:
    """27,000 a year, two children: 82.85, 20 % is 16.57; no fees are that much less, and ×52."""
    sides = sides_of(*FAMILY, "--collect-and-pay", "--reform", "no-fees")

    assert "-16.57" == figure(sides["no-fees"], "paying_parent_pays", "difference_per_week")
    assert "-861.64" == figure(sides["no-fees"], "paying_parent_pays", "difference_per_year")
    assert "0.00" == figure(sides["law"], "paying_parent_pays", "difference_per_week")


def test_what_is_not_told_has_no_difference() -> None:
    """Without --collected the cost to the state is not worked out, and nothing is made up."""
    sides = sides_of(*FAMILY, "--reform", "guaranteed-payment")

    assert "82.85" == figure(sides["guaranteed-payment"], "state_paid")
    assert "None" == figure(sides["guaranteed-payment"], "cost_to_state")
    assert "None" == figure(sides["guaranteed-payment"], "cost_to_state", "difference_per_week")
    assert "not told" in run_command("compare-rules", *FAMILY, "--reform", "guaranteed-payment").out


def test_todays_side_says_what_is_due_without_a_variation() -> None:
    """Automatic counting changes most for those who ask for nothing: that figure is said."""
    words = (*FAMILY, "--reform", "unearned-income-automatic")
    asked = sides_of(*words, "--additional-income", "unearned=3000/year")
    notes = {note["id"]: note["text"] for note in asked["law"]["notes"]}
    other = sides_of(*words, "--additional-income", "diversion=10/week")

    assert "without it £82.85 a week would be due" in notes["variation-not-asked"]
    assert "variation-not-asked" not in {note["id"] for note in other["law"]["notes"]}


def test_reforms_that_clash_are_shown_apart() -> None:
    """Each by itself, and a sentence why not together."""
    words = (*FAMILY, "--reform", "no-fees", "--reform", "proposal-2025")
    ran = run_command("compare-rules", *words, "--json")
    answer = json.loads(ran.out)

    assert ["law", "no-fees", "proposal-2025"] == [each["name"] for each in answer["rules"]]
    assert "Not shown together: no-fees and proposal-2025 set" in answer["not_together"]


def test_reforms_out_of_order_together_are_shown_apart(tmp_path: Path) -> None:
    """A lower cap and a later second slice do not make one law."""
    for name, line in (("cap", "income_cap = 1000"), ("slice", "first_slice = 1200")):
        text = f'schema = "cmscalc.reform/1"\n{line}\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    files = [word for name in ("cap", "slice") for word in ("--reform", f"{tmp_path}/{name}.toml")]
    answer = json.loads(run_command("compare-rules", *FAMILY, *files, "--json").out)

    assert 3 == len(answer["rules"])
    assert "out of order" in answer["not_together"]


def test_a_case_file_side_by_side(cmscalc: Callable[..., Ran]) -> None:
    """The facts of its day, as an estimate of the case has them."""
    words = (TWO, "--on", "2026-06-30")
    alone = json.loads(cmscalc("estimate", *words, *REFORM, "--json").out)
    sides = sides_of(*words, *REFORM)
    maintenance = [
        each["per_week"]
        for each in sides["proposal-2025"]["figures"]
        if each["what"] == "maintenance"
    ]

    assert [each["weekly"] for each in alone["receiving_parents"]] == maintenance
    assert alone["fees"]["paying_parent_fee"] == figure(sides["proposal-2025"], "paying_parent_fee")


# --- in Python, and at the core -------------------------------------------------------------------


def test_in_python() -> None:
    """The words of the flags are those of the function."""
    answer = estimate(income="27000/year", children=2, reform="proposal-2025", on=NOW)

    assert answer.fees is not None
    assert Money(166) == answer.fees.paying_parent_fee  # 82.85 × 2 % = 1.657
    assert ("proposal-2025",) == tuple(each.name for each in answer.proposals)


def test_reforms_read_once_serve_many_rows() -> None:
    """Whoever asks many times hands in what was read; a row may name more."""
    known = (shipped_reform("unearned-income-automatic"),)
    row = {"income": ["27000/year"], "children": ["2"], "reform": ["proposal-2025"]}
    asked = read_answers(row, NOW, (), known)

    assert 2 == len(asked.law.proposals)


def test_the_core_does_not_guess_abuse() -> None:
    """A fee that hangs on it is refused until somebody says yes or no."""
    parent = ReceivingParent("B", (Child(),))
    facts = Facts((parent,), Amount(Fraction(500), Period.WEEK), collect_and_pay=True)
    law = reformed(law_on(NOW), (shipped_reform("no-fees-for-abuse-survivors"),))

    with pytest.raises(OutsideTheLawBook, match="never guessed"):
        assess(facts, law)
    told = assess(facts._replace(abuse=(True,)), law).fees
    assert told is not None
    assert Money(6000) == told.receiving_parents_get


# --- on an account, from a day on -----------------------------------------------------------------

CASE = """
schema = "cmscalc.case/1"
effective_date = 2024-06-03
service = "collect-and-pay"

[[receiving_parent]]
name = "B"

[[decision]]
from = 2024-06-03
receiving_parent = "B"
weekly = "100.00"
"""


def account_under(folder: Path, keys: str, *, as_at: str = "2024-06-16") -> dict[str, Any]:
    """The account of two weeks of £100, nothing paid, under a reform of our own."""
    case, reform = folder / "case.toml", folder / "tried.toml"
    case.write_text(CASE, encoding="utf-8")
    reform.write_text(f'schema = "cmscalc.reform/1"\n{keys}\n', encoding="utf-8")
    words = ("ledger", str(case), "--as-at", as_at, "--reform", str(reform), "--json")
    answer: dict[str, Any] = json.loads(run_command(*words).out)
    return answer


def fees_of(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """The fees of an account, each with its day."""
    entries = answer["receiving_parents"][0]["entries"]
    return [(each["date"], each["amount"]) for each in entries if each["kind"] == "fee"]


def test_from_its_day_on_an_account(tmp_path: Path) -> None:
    """Fees of 20 % up to 12 June, of 10 % from the 13th, within one week cut in two.

    100.00 and 20.00 for the first week; 3 days, 42.86 and 8.57; 4 days, 57.14 and 5.71.
    """
    answer = account_under(tmp_path, 'since = 2024-06-13\npaying_fee = "10%"')

    assert [("2024-06-09", "20.00"), ("2024-06-12", "8.57"), ("2024-06-16", "5.71")] == fees_of(
        answer
    )
    notes = [note["text"] for note in answer["notes"]]
    assert "tried is tried on the days from 13 June 2024 on." in notes


def test_before_its_day_it_does_nothing_on_an_account(tmp_path: Path) -> None:
    """And the account says so."""
    answer = account_under(tmp_path, 'since = 2024-06-17\npaying_fee = "10%"')

    assert [("2024-06-09", "20.00"), ("2024-06-16", "20.00")] == fees_of(answer)
    assert any("nothing of it is in this account" in each["text"] for each in answer["notes"])
    assert ["tried"] == [each["name"] for each in answer["proposals"]]


def test_managed_from_a_day_on(tmp_path: Path) -> None:
    """Direct Pay up to a day, one managed service from then on: the fee begins with it."""
    global_case = CASE.replace("collect-and-pay", "direct-pay")
    (tmp_path / "case.toml").write_text(global_case, encoding="utf-8")
    (tmp_path / "m.toml").write_text(
        'schema = "cmscalc.reform/1"\nsince = 2024-06-10\ndirect_pay = false\n', encoding="utf-8"
    )
    words = ("ledger", str(tmp_path / "case.toml"), "--as-at", "2024-06-16", "--json")
    answer = json.loads(run_command(*words, "--reform", str(tmp_path / "m.toml")).out)

    assert [("2024-06-16", "20.00")] == fees_of(answer)


def test_our_calculation_follows_a_reform_through_time(tmp_path: Path) -> None:
    """500 a week, one child: 60.00 a week, and 75.00 from the day on which 15 % begins."""
    case = tmp_path / "case.toml"
    case.write_text(
        CASE.partition("[[decision]]")[0]
        + '[[child]]\nname = "C"\nborn = 2015-03-02\n\n[[income]]\nfrom = 2024-06-03\n'
        'amount = "500.00"\nper = "week"\nbasis = "historic"\n',
        encoding="utf-8",
    )
    reform = tmp_path / "tried.toml"
    rates = 'first_slice_rates = ["15%", "20%", "24%"]'
    reform.write_text(
        f'schema = "cmscalc.reform/1"\nsince = 2024-06-10\n{rates}\n', encoding="utf-8"
    )
    words = ("ledger", str(case), "--as-at", "2024-06-16", "--by", "week", "--json")
    answer = json.loads(run_command(*words, "--reform", str(reform)).out)
    side = answer["receiving_parents"][0]

    assert ["60.00", "75.00"] == [each["charged"] for each in side["periods"]]
