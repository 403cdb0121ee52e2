"""A copy to be shared: no secret of the case file is in any form of it, and no penny is moved."""

import json
import os
import random
import re
import tomllib
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cmscalc.files.case_file import case_schema
from cmscalc.files.payments_file import COLUMNS
from cmscalc.files.secrets import SECRETS, Secret
from conftest import run_command
from random_cases import as_csv, as_toml, random_case

AS_AT = ("--as-at", "2026-06-30")
FORMS = ("text", "html", "csv", "json")
# Every place that holds words of a person has a word of its own, which must not come out again.
CASE = """
schema = "cmscalc.case/1"
title = "ZQtitle"
effective_date = 2024-03-11
paying_parent = "ZQpaying"
payments = ["ZQpayments.csv", "ZQmore.csv"]
# ZQcomment

[[service]]
from = 2024-03-11
service = "direct-pay"

[[service]]
from = 2025-09-01
service = "collect-and-pay"

[[receiving_parent]]
name = "ZQparent one"

[[receiving_parent]]
name = "ZQparent two"

[[child]]
name = "ZQchild one"
born = 2017-09-23
lives_with = "ZQparent one"

[[child]]
name = "ZQchild two"
born = 2009-02-27
lives_with = "zqparent TWO"
left_education = 2026-05-20

[[income]]
from = 2024-03-11
amount = "28417.00"
per = "year"
tax_year = "ZQyear"
pension = { amount = "700.00", per = "year" }

[[income]]
from = 2025-03-11
amount = "29000.00"
per = "year"
tax_year = "2023-24"

[[nights]]
from = 2024-03-11
child = "ZQchild one"
nights = 70

[[local_authority_care]]
from = 2024-03-11
child = "ZQchild two"
nights = 10

[[equal_care]]
from = 2026-01-01
until = 2026-02-01
child = "ZQchild one"

[[other_children]]
from = 2024-03-11
count = 1

[[special_expense]]
from = 2024-06-01
kind = "contact"
amount = "20.00"
per = "week"

[[decision]]
from = 2024-03-11
receiving_parent = "ZQparent one"
weekly = "31.00"
letter_dated = 2024-04-18
reference = "ZQdecision"

[[decision]]
from = 2024-03-11
receiving_parent = "ZQparent two"
weekly = "32.00"
reference = "ZQdecision two"

[[plan]]
from = 2024-03-11
receiving_parent = "ZQparent one"
every = "month"
first_due = 2024-05-01

[[adjustment]]
on = 2024-06-01
receiving_parent = "ZQparent one"
kind = "write-off"
amount = "10.00"
note = "ZQnote of adjustment"
authority = "ZQauthority"

[[adjustment]]
on = 2024-07-01
receiving_parent = "ZQparent two"
kind = "enforcement-fee"
amount = "50.00"
note = "ZQenforcement"

[[balance]]
on = 2024-12-31
receiving_parent = "ZQparent one"
arrears = "123.70"
source = "ZQletter"

[[diary]]
on = 2024-12-04
kind = "message"
who = "ZQwho"
what = "ZQwhat"
promised_by = 2025-01-15

[[diary]]
on = 2024-12-05
who = "ZQparent two"
what = "ZQwhat else"

[[diary]]
on = 2024-12-06
who = "cms"
what = "ZQwhat of CMS"
kept_on = 2024-12-07
"""
PAYMENTS = '''\
date,amount,receiving_parent,method,reference,paid_for,evidence,agreed,note
2024-05-01,100.00,ZQparent one,ZQmethod,ZQreference,2024-05,ZQevidence,yes,ZQnote
2024-06-01,100.00,ZQparent two,direct,"=ZQf ""q""",,ZQb:7 sha256:ef1cc18629e3 monzo:9f86d0,,"ZQ
two lines"
2024-07-01,40.00,ZQparent one,bank-transfer,,,,no,
2025-10-01,40.00,ZQparent two,passed-on,,,ZQproof,,
'''
MORE = "date,amount,receiving_parent,reference\n2026-01-05,31.00,ZQparent one,ZQlast\n"
DIARY = """\
date,kind,who,what,promised_by,kept_on
2025-03-01,call,ZQdiary who,ZQdiary what,2025-03-20,
2025-03-02,letter,CMS,ZQdiary of CMS,,2025-03-05
"""
BIRTHS = ("2017-09-23", "23 September 2017", "2009-02-27", "27 February 2009", "23/09/2017")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case, its payments and its diary, with a secret in every place for one."""
    path = tmp_path / "ZQcase.toml"
    path.write_text(CASE, encoding="utf-8")
    (tmp_path / "ZQpayments.csv").write_text(PAYMENTS, encoding="utf-8")
    (tmp_path / "ZQmore.csv").write_text(MORE, encoding="utf-8")
    (tmp_path / "ZQcase-diary.csv").write_text(DIARY, encoding="utf-8")
    return path


def statement(case: Path, *flags: str) -> str:
    """A statement of the case."""
    ran = run_command("statement", str(case), *AS_AT, *flags)
    assert (0, "") == (ran.code, ran.err)
    return ran.out


@pytest.mark.parametrize("length", [(), ("--short",)], ids=["full", "short"])
@pytest.mark.parametrize("form", FORMS)
def test_no_secret_is_in_a_copy_to_share(form: str, length: tuple[str, ...], case: Path) -> None:
    """Not in what it shows, and not in the data that it carries."""
    text = statement(case, *length, "--redact", "--format", form)

    assert [] == re.findall(r"(?i)zq[\w .]*", text)
    assert [] == [each for each in BIRTHS if each in text]
    assert [] == re.findall(r"ef1cc18629e3|9f86d0|[0-9a-f]{64}", text)


@pytest.mark.skipif(
    find_spec("typst") is None and not os.environ.get("CMSCALC_PDF_REQUIRED"),
    reason="the extra pdf is not installed",
)
def test_no_secret_is_in_a_pdf_to_share(case: Path, tmp_path: Path) -> None:
    """Not on its pages, and not in what it says of itself."""
    path = tmp_path / "statement.pdf"
    ran = run_command("statement", str(case), *AS_AT, "--redact", "-o", str(path))
    pdf = PdfReader(path)
    text = "".join(page.extract_text() for page in pdf.pages) + str(pdf.metadata) + str(pdf.outline)

    assert (0, "") == (ran.code, ran.err)
    assert "Receiving parent 1" in text
    assert [] == re.findall(r"(?i)zq", "".join(text.split()))
    assert [] == [each for each in BIRTHS if each in text]


def test_each_secret_is_in_the_full_statement(case: Path) -> None:
    """So the test above looks for what would be there: only comments and file lists are not."""
    text = statement(case, "--json")
    planted = set(re.findall(r"ZQ[\w ]*\w", CASE + PAYMENTS + MORE + DIARY))

    assert {"ZQcomment", "ZQpayments", "ZQmore", "ZQcase"} >= {
        each for each in planted if each not in text
    }
    assert "23 September 2017" in text


def test_every_key_of_the_format_is_weighed() -> None:
    """A new key of the case file has to be told here what it may give away."""
    schema = case_schema()
    tables = {
        name: table.get("items", table)["$ref"].rpartition("/")[2]
        for name, table in schema["properties"].items()
        if "$ref" in str(table) and name != "service"
    }
    tables["service"] = "ServiceTable"
    keys = {name: set(schema["$defs"][table]["properties"]) for name, table in tables.items()}
    keys[""] = set(schema["properties"]) - set(tables)

    assert keys == {name: set(secrets) for name, secrets in SECRETS.items()}


def test_every_text_of_the_format_has_a_secret_planted() -> None:
    """Every key that holds words has one in the case above."""
    case = tomllib.loads(CASE)
    rows = {name: value for name, value in case.items() if isinstance(value, list)}
    rows[""] = [case]
    words = {
        (table, key)
        for table, keys in SECRETS.items()
        for key, secret in keys.items()
        if secret is not Secret.FIGURE and secret is not Secret.BIRTH
    }
    planted = {
        (table, key)
        for table, key in words
        if any("zq" in str(row.get(key, "")).lower() for row in rows[table])
    }

    assert words == planted
    assert set(COLUMNS) == set(PAYMENTS.splitlines()[0].split(","))


def test_what_is_left(case: Path) -> None:
    """Labels that stand for people, months of births, CMS as CMS, and tax years that are years."""
    text = statement(case, "--redact", "--json")
    document = json.loads(text)
    facts = {
        fact["id"]: fact["value"]
        for part in document["parts"]
        for block in part["blocks"]
        if block.get("id") == "case"
        for fact in block["facts"]
    }

    assert facts["receiving_parents"] == "Receiving parent 1, Receiving parent 2"
    assert facts["children"] == "Child 1, born in September 2017; Child 2, born in February 2009"
    assert facts["paying_parent"] == "the paying parent"
    assert 'tax_year = \\"2023-24\\"' in text
    assert "Note, CMS: (left out of this copy)." in text
    assert "Note, Receiving parent 2: (left out of this copy)." in text
    assert document["command"].startswith("cmscalc statement case 'payments 1' 'payments 2' ")


@pytest.mark.parametrize("length", [(), ("--short",)], ids=["full", "short"])
def test_no_penny_is_moved(length: tuple[str, ...], case: Path) -> None:
    """Every amount of the copy is that of the statement it is a copy of."""
    shared, own = (
        json.loads(statement(case, *length, *flags, "--json")) for flags in (("--redact",), ())
    )

    assert amounts(own) == amounts(shared)


@pytest.mark.parametrize("seed", range(12))
def test_no_penny_is_moved_in_random_cases(seed: int, tmp_path: Path) -> None:
    """Whatever the births: where an amount hangs on a day, that day stays."""
    found, payments, as_at, _ = random_case(random.Random(73_000 + seed))
    path, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    path.write_text(as_toml(found), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    for length in ((), ("--short",)):
        shared, own = (
            json.loads(
                run_command(
                    "statement",
                    str(path),
                    str(bank),
                    "--as-at",
                    str(as_at),
                    *length,
                    *flags,
                    "--json",
                ).out
            )
            for flags in (("--redact",), ())
        )
        assert amounts(own) == amounts(shared)


def amounts(value: Any, key: str = "") -> list[str]:
    """Every amount of a document, in order; not those within the data it carries."""
    if isinstance(value, dict):
        return [each for name, inner in value.items() for each in amounts(inner, name)]
    if isinstance(value, list):
        return [each for inner in value for each in amounts(inner, key)]
    is_amount = isinstance(value, str) and re.fullmatch(r"-?[0-9]+\.[0-9]{2}", value)
    return [value] if is_amount and key != "text" else []


@pytest.mark.parametrize(
    ("form", "what"), list(product(("html", "json"), ("ZQreference", "ZQwhat")))
)
def test_a_record_of_payment_carries_no_more_than_it_says(form: str, what: str, case: Path) -> None:
    """No reference, note, evidence, diary or day of birth is hidden in its data."""
    text = statement(case, "--short", "--format", form)

    assert what not in text
    assert "23 September 2017" not in text
    assert "2017-09-23" not in text
    assert "ZQevidence" not in text
    assert "ZQparent one" in text


def test_decisions_alone_carry_no_income(tmp_path: Path) -> None:
    """Where CMS decided every day, a record of payment has no use for what was earned."""
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    (tmp_path / "ZQpayments.csv").write_text(PAYMENTS, encoding="utf-8")
    (tmp_path / "ZQmore.csv").write_text(MORE, encoding="utf-8")

    assert "28417" not in statement(path, "--short", "--json")
    assert "28417" in statement(path, "--short", "--json", "--liability", "calculation")


BABY = """
schema = "cmscalc.case/1"
effective_date = 2024-01-01
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[child]]
name = "C"
born = 2015-01-01

[[child]]
name = "D"
born = {born}

[[income]]
from = 2024-01-01
amount = "27000"
per = "year"

[[decision]]
from = 2024-01-01
weekly = "50.00"
"""


@pytest.mark.parametrize(
    ("born", "flags", "stays"),
    [
        ("2024-03-13", ("--short",), False),
        ("2024-03-13", ("--short", "--redact"), False),
        ("2024-03-13", ("--redact",), True),
        ("2024-12-18", ("--redact",), False),
        ("2004-03-13", ("--short",), False),
        ("2004-12-18", ("--redact",), False),
    ],
)
def test_a_birthday_stays_only_where_an_amount_hangs_on_it(
    born: str, flags: tuple[str, ...], tmp_path: Path, *, stays: bool
) -> None:
    """Not where decisions rule, nor where it is to come."""
    path = tmp_path / "case.toml"
    path.write_text(BABY.format(born=born), encoding="utf-8")
    ran = run_command("statement", str(path), "--as-at", "2024-06-30", *flags, "--json")

    assert (0, "") == (ran.code, ran.err)
    assert stays is bool(re.search(r"20[0-9]{2}-(03-13|12-18)|13 March|18 December", ran.out))


def test_nil_days_before_a_decision_keep_their_income(tmp_path: Path) -> None:
    """They are days of our calculation, and not days without a child."""
    path = tmp_path / "case.toml"
    text = BABY.format(born="2016-01-01").replace('"27000"', '"0"')
    path.write_text(text.replace("from = 2024-01-01\nweekly", "from = 2024-01-15\nweekly"))
    short = run_command("statement", str(path), "--as-at", "2024-06-30", "--short")
    full = json.loads(run_command("statement", str(path), "--as-at", "2024-06-30", "--json").out)
    part = next(each for each in full["parts"] if each["id"] == "amounts")

    assert short.code == 0
    assert [("0.00", "our calculation"), ("50.00", "CMS's decision")] == [
        (row["weekly"], row["by"]) for row in part["blocks"][0]["rows"]
    ]
