"""The JSON Schemas: that they are schemas, and that what is written and answered keeps to them."""

import json
import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import ROOT, TESTS, Ran, run_command
from random_cases import as_csv, as_toml, random_case

FORMATS = (
    "case",
    "reform",
    "estimate",
    "compare-rules",
    "batch-summary",
    "sweep",
    "ledger",
    "import",
    "statement",
    "verify",
    "diary",
    "law",
    "reforms",
)
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
WORKED = sorted((TESTS / "ledgers").glob("*.toml"))


def schema_of(name: str) -> dict[str, Any]:
    """What `cmscalc schema NAME` prints."""
    found: dict[str, Any] = json.loads(run_command("schema", name).out)
    return found


def validator(name: str) -> Draft202012Validator:
    """A checker of one format."""
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def plain(value: Any) -> Any:
    """A TOML value as JSON has it."""
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_a_schema(name: str) -> None:
    """With a title, and every key described in the case file's."""
    schema = schema_of(name)

    assert schema["title"] == f"cmscalc.{name}/1"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_of_the_case_file_is_described() -> None:
    """A reference made from the schema leaves nothing unsaid."""
    schema = schema_of("case")
    tables = {**schema["$defs"], "the file": schema}
    rows = {"$ref", "items"}
    silent = [
        (name, key)
        for name, table in tables.items()
        for key, value in table["properties"].items()
        if "description" not in value and not rows & set(value)
    ]

    assert [] == silent
    assert all(table["description"] for table in tables.values())


@pytest.mark.parametrize("path", [*EXAMPLES, *WORKED], ids=lambda path: path.stem)
def test_case_files_keep_to_the_schema(path: Path) -> None:
    """The examples, and every case that is worked by hand."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    case = tomllib.loads(found["case"]) if "case" in found else found

    assert [] == [error.message for error in validator("case").iter_errors(plain(case))]


def test_a_wrong_case_file_breaks_the_schema() -> None:
    """An unknown key, and a number where money stands in quotes."""
    case = {"schema": "cmscalc.case/1", "effective_date": "2024-03-11", "service": "direct-pay"}
    check = validator("case")

    assert check.is_valid(case)
    assert not check.is_valid({**case, "servcie": "direct-pay"})
    assert not check.is_valid({**case, "decision": [{"from": "2024-03-11", "weekly": 63.2}]})


@pytest.mark.parametrize("seed", range(8))
def test_answers_of_the_ledger_keep_to_the_schema(seed: int, tmp_path: Path) -> None:
    """On random cases."""
    case, payments, as_at, _ = random_case(random.Random(30_000 + seed))
    path, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    path.write_text(as_toml(case), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    ran = run_command("ledger", str(path), str(bank), "--as-at", str(as_at), "--json")

    answer = json.loads(ran.out)
    assert [] == [error.message for error in validator("ledger").iter_errors(answer)]


def test_estimates_keep_to_the_schema(cmscalc: Callable[..., Ran]) -> None:
    """With fees and without."""
    family = ("estimate", "--income", "27000/year", "--children", "2", "--on", "2026-11-21")
    for flags in ((), ("--collect-and-pay",)):
        answer = json.loads(cmscalc(*family, *flags, "--json").out)

        assert [] == [error.message for error in validator("estimate").iter_errors(answer)]


@pytest.mark.parametrize("day", [(), ("--on", "2013-06-01")], ids=["ever", "a day"])
def test_the_law_keeps_to_the_schema(day: tuple[str, ...]) -> None:
    """With every key that an answer has, and no other."""
    answer = json.loads(run_command("law", *day, "--json").out)

    assert [] == [error.message for error in validator("law").iter_errors(answer)]
    assert schema_of("law")["properties"].keys() == answer.keys()


def test_the_proposals_keep_to_the_schema() -> None:
    """Those that come with cmscalc."""
    answer = json.loads(run_command("law", "reforms", "--json").out)

    assert [] == [error.message for error in validator("reforms").iter_errors(answer)]
    assert schema_of("reforms")["properties"].keys() == answer.keys()


@pytest.mark.parametrize("over", ["income", "nights", "children", "other-children"])
def test_sweeps_keep_to_the_schema(over: str) -> None:
    """Over each fact, with fees and a proposal, and partly outside the law book."""
    family = ("--income=300/week", "--other-children=1", "--collect-and-pay", "--children=2")
    both = ("--special-expense=contact=20/week", "--additional-income=diversion=50/week")
    for flags in ((), ("--reform=proposal-2025",), both):
        command = ("sweep", f"--over={over}", *family, *flags, "--on=2026-11-21", "--json")
        answer = json.loads(run_command(*command).out)

        assert [] == [error.message for error in validator("sweep").iter_errors(answer)]


@pytest.mark.parametrize("flags", [(), ("--short",), ("--redact",)], ids=" ".join)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_statements_keep_to_the_schema(path: Path, flags: tuple[str, ...], tmp_path: Path) -> None:
    """Both lengths, and a copy to share; what checking them says; and the diary."""
    ran = run_command("statement", str(path), "--as-at", "2026-06-30", *flags, "--json")
    statement = tmp_path / "statement.json"
    statement.write_text(ran.out, encoding="utf-8")
    answers = {
        "statement": ran.out,
        "verify": run_command("verify", str(statement), "--json").out,
        "diary": run_command("diary", str(path), "--as-at", "2026-06-30", "--json").out,
    }

    for name, text in answers.items():
        assert [] == [error.message for error in validator(name).iter_errors(json.loads(text))]
