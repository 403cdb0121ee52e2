"""The statement: that its forms agree, with each other and with the ledger, and can be checked."""

import csv
import io
import json
import os
import random
import re
import stat
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.files.said import said_in_page
from cmscalc.render.ledger_words import days_of
from conftest import ROOT, TESTS, run_command
from random_cases import as_csv, as_toml, random_case
from statement_cases import LABEL, hostile_case, long_case

AS_AT = ("--as-at", "2026-06-30")
EXAMPLES = ("direct-pay", "two-families")
KINDS: dict[str, tuple[str, ...]] = {
    "full": (),
    "short": ("--short",),
    "redacted": ("--redact",),
    "short and redacted": ("--short", "--redact"),
    "a window": ("--from", "2025-01-01", "--to", "2026-01-01", "--by", "quarter"),
    "our calculation": ("--liability", "calculation", "--rounding", "each-step"),
}
FORMS = ("text", "html", "csv", "json")


@pytest.fixture(autouse=True)
def in_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from where the examples are."""
    monkeypatch.chdir(ROOT / "examples")


def statement(*arguments: str) -> str:
    """What `cmscalc statement` prints."""
    ran = run_command("statement", *arguments)
    assert (0, "") == (ran.code, ran.err)
    return ran.out


def of_example(name: str, *flags: str) -> dict[str, Any]:
    """A statement of an example, as JSON."""
    found: dict[str, Any] = json.loads(statement(f"{name}.toml", *AS_AT, *flags, "--json"))
    return found


def blocks(document: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """Every block of a kind, in order."""
    for part in document["parts"]:
        yield from (block for block in part["blocks"] if block["kind"] == kind)


def table(document: dict[str, Any], name: str) -> dict[str, Any]:
    """A table by its id."""
    return next(each for each in blocks(document, "table") if each["id"] == name)


def facts(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Facts by their id, each value by its own."""
    found = next(each for each in blocks(document, "facts") if each["id"] == name)
    return {fact["id"]: fact["value"] for fact in found["facts"]}


# --- the forms say the same -----------------------------------------------------------------------


def for_people(value: Any, kind: str) -> str:
    """A value of JSON as a person reads it, written apart from the forms."""
    if value is None:
        return "–"
    if kind == "money":
        pounds, pence = value.lstrip("-").split(".")
        return f"{'-' if value.startswith('-') else ''}£{int(pounds):,}.{pence}"
    if kind == "day" and value != "Together":
        return long_date(date.fromisoformat(value))
    if kind == "days" and isinstance(value, dict):
        return days_of(date.fromisoformat(value["from"]), date.fromisoformat(value["to"]))
    return str(value)


def figures(document: dict[str, Any]) -> Iterator[str]:
    """Every figure, sentence and title of a document in the order it is read, as people read it."""
    for part in document["parts"]:
        yield part["title"]
        for block in part["blocks"]:
            yield from figures_of(block)


def figures_of(block: dict[str, Any]) -> Iterator[str]:
    """Those of one block."""
    yield from (block[key] for key in ("caption",) if key in block)
    if block["kind"] == "headline":
        yield for_people(block["amount"], "money")
    yield from block.get("texts", [])
    yield from (block[key] for key in ("text", "title") if block.get(key))
    for fact in block.get("facts", []):
        yield from (fact["title"], for_people(fact["value"], fact["type"]))
    kinds = {column["id"]: column["type"] for column in block.get("columns", [])}
    for row in [*block.get("rows", []), *([block["total"]] if block.get("total") else [])]:
        given = ((name, value) for name, value in row.items() if value is not None)
        yield from (for_people(value, kinds[name]) for name, value in given)
    for step in block.get("steps", []):
        yield from (step["title"], step["shown"], step["formula"], step["citation"])


def in_order(wanted: Iterator[str], text: str) -> str:
    """The first of some texts that is not found after those before it; nothing if all are."""
    at = 0
    for each in wanted:
        found = text.find(squeezed(each), at)
        if found < 0:
            return each
        at = found
    return ""


def squeezed(text: str) -> str:
    """A text without what a line's end or a narrow column may put into it."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_says_what_the_json_says(name: str, kind: str) -> None:
    """Every figure, sentence and title, in the same order."""
    document = of_example(name, *KINDS[kind])
    page = statement(f"{name}.toml", *AS_AT, *KINDS[kind], "--format", "html")
    said = squeezed(" ".join(each.text for each in said_in_page(page)))

    assert in_order(figures(document), said) == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_csv_says_what_the_json_says(name: str, kind: str) -> None:
    """Every value of every table, in the same order, as a spreadsheet counts it."""
    document = of_example(name, *KINDS[kind])
    rows = statement(f"{name}.toml", *AS_AT, *KINDS[kind], "--format", "csv")
    wanted = [
        "" if value is None else in_a_cell(value)
        for block in blocks(document, "table")
        for row in block["rows"]
        for value in row.values()
    ]

    assert in_order(iter(wanted), squeezed(rows.replace('""', '"'))) == ""


def in_a_cell(value: Any) -> str:
    """A value of JSON as the CSV has it."""
    return for_people(value, "days") if isinstance(value, dict) else str(value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_text_says_what_the_json_says(name: str, kind: str) -> None:
    """Every amount and day that stands alone, in the same order, 80 columns wide."""
    document = of_example(name, *KINDS[kind])
    text = statement(f"{name}.toml", *AS_AT, *KINDS[kind])
    amounts = (
        for_people(value, "money")
        for block in blocks(document, "table")
        for row in block["rows"]
        for column in block["columns"]
        if column["type"] == "money" and (value := row[column["id"]]) is not None
    )

    assert in_order(amounts, squeezed(text)) == ""
    assert [] == [line for line in text.splitlines() if len(line) > 80]


# --- its figures are those of the ledger ----------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_the_figures_are_those_of_the_ledger(seed: int, tmp_path: Path) -> None:
    """Totals, periods, missed payments, fees and letters, on random cases."""
    case, payments, as_at, _ = random_case(random.Random(61_000 + seed))
    path, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    path.write_text(as_toml(case), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    files = (str(path), str(bank), "--as-at", str(as_at))
    ledger = json.loads(run_command("ledger", *files, "--json").out)
    document = json.loads(statement(*files, "--json"))

    for at, side in enumerate(ledger["receiving_parents"], start=1):
        sums = facts(document, f"account-{at}")
        assert side["charged"] == sums["payments_due"]
        assert side["paid"] == sums["payments_made"].removeprefix("-")
        assert side["arrears"] == sums["closing_balance"]
        assert side["adjusted"] == sums.get("adjustments", "0.00")
        check_periods(side, table(document, f"periods-{at}"))
        late = [each for each in blocks(document, "table") if each["id"] == f"late-{at}"]
        rows = [row for each in late for row in each["rows"]]
        assert [(each["due"], each["short"], each["still_owed"]) for each in side["missed"]] == [
            (row["due"], row["short"], row["still_owed"]) for row in rows
        ]
        paid = [each for each in blocks(document, "table") if each["id"] == f"payments-{at}"]
        amounts = [
            pence(row.get("maintenance", row["amount"])) for each in paid for row in each["rows"]
        ]
        assert pence(side["paid"]) == sum(amounts)
    check_fees(ledger, document)
    letters = [each for each in blocks(document, "table") if each["id"] == "letters"]
    rows = [row for each in letters for row in each["rows"]]
    assert [(each["asserted"], each["calculated"]) for each in ledger["assertions"]] == [
        (row["letter"], row["account"]) for row in rows
    ]


def pence(text: str) -> int:
    """An amount of JSON in pence."""
    return int(text.replace(".", ""))


def check_periods(side: dict[str, Any], found: dict[str, Any]) -> None:
    """Each period is the ledger's, and opens where the one before has closed."""
    balance = pence(side["brought_forward"])
    for period, row in zip(side["periods"], found["rows"], strict=True):
        assert {"from": period["from"], "to": period["to"]} == row["period"]
        assert balance == pence(row["opening_balance"])
        balance += pence(row["payments_due"]) + pence(row.get("adjustments", "0.00"))
        balance -= pence(row["payments_made"])
        assert balance == pence(row["closing_balance"]) == pence(period["arrears"])


def check_fees(ledger: dict[str, Any], document: dict[str, Any]) -> None:
    """Fees stand in a table of their own."""
    rows = [
        row for each in blocks(document, "table") if each["id"] == "fees" for row in each["rows"]
    ]
    charged = {row["fee"]: (row["charged"], row["paid"], row["owed"]) for row in rows}
    ours = ledger["fees"]["paying_parent"]
    zero = str(Money(0))
    given = charged.get("Paying parent's collection fee", (zero, zero, zero))
    assert (ours["charged"], ours["paid"], ours["owed"]) == given


# --- worked by hand -------------------------------------------------------------------------------

WORKED = sorted((TESTS / "statements").glob("*.toml"))


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.stem)
def test_worked_by_hand(path: Path, tmp_path: Path) -> None:
    """What happened, in order, each day with what was owed at its end."""
    worked = tomllib.loads(path.read_text(encoding="utf-8"))
    case, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    case.write_text(worked["case"], encoding="utf-8")
    bank.write_text(worked["payments"].removeprefix("\n"), encoding="utf-8")
    document = json.loads(statement(str(case), str(bank), *worked["arguments"], "--json"))

    found = [
        [before(row["days"]["to"]), row["what"], row["owed"]]
        for row in table(document, "chronology")["rows"]
    ]
    assert worked["expect"]["chronology"] == found
    assert worked["why"]
    assert worked["source"]["sum"]


def before(day: str) -> str:
    """The day before one."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


# --- a file of one's own --------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["html", "txt", "csv", "json"])
def test_the_name_says_which_form(ending: str, tmp_path: Path) -> None:
    """It is private, is not written over, and says the same as the flag."""
    path = tmp_path / f"statement.{ending}"
    form = "text" if ending == "txt" else ending
    ran = run_command("statement", "direct-pay.toml", *AS_AT, "-o", str(path))
    again = run_command("statement", "direct-pay.toml", *AS_AT, "-o", str(path))

    assert (0, "", "") == (ran.code, ran.out, ran.err)
    assert path.read_text(encoding="utf-8") == statement(
        "direct-pay.toml", *AS_AT, "--format", form
    )
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert again.code == 3
    assert "is there already" in again.err


def test_the_same_bytes_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock is in it: the as-at date is, and whether that was to come."""
    first = statement("direct-pay.toml", *AS_AT, "--format", "html")
    monkeypatch.setattr("cmscalc.cli.app.date", LaterDay)

    assert first == statement("direct-pay.toml", *AS_AT, "--format", "html")


class LaterDay(date):
    """A clock that is ahead."""

    @classmethod
    def today(cls) -> "LaterDay":
        """A day to come."""
        return cls(2031, 5, 6)


def test_eighteen_years_of_weekly_payments(tmp_path: Path) -> None:
    """The whole of it is less than three megabytes."""
    case = long_case(tmp_path)
    page = statement(str(case), "--as-at", "2031-11-30", "--format", "html")

    assert len(page.encode()) < 3_000_000
    assert page.count("<tr") > 2_000


def test_the_record_of_payment_is_short() -> None:
    """Of eighteen years too it has no more rows than a page has room for."""
    for name in EXAMPLES:
        document = of_example(name, "--short")
        assert sum(len(each["rows"]) for each in blocks(document, "table")) <= 20


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """One file: no script but the data, no link to a style, a picture or a font."""
    page = statement("two-families.toml", *AS_AT, "--format", "html")
    body = re.sub(r"<script type=\"application/json\".*?</script>", "", page, flags=re.DOTALL)

    assert "<script" not in body
    assert [] == re.findall(r"<(?:link|img|iframe|object|embed|form|base)\b", body)
    assert [] == re.findall(r"\son\w+=", body)
    assert [] == re.findall(r"url\(|@import|@font-face", body)
    assert "default-src 'none'" in body
    links = re.findall(r'href="([^"]*)"', body)
    pages = ("#", "https://www.legislation.gov.uk/", "https://www.gov.uk/")
    assert [] == [each for each in links if not each.startswith(pages)]


# --- hostile texts --------------------------------------------------------------------------------


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A case whose texts would do harm if they were more than text."""
    return hostile_case(tmp_path)


@pytest.mark.parametrize("flags", [(), ("--short",), ("--redact",)], ids=" ".join)
def test_hostile_texts_stay_text_on_a_page(hostile: Path, flags: tuple[str, ...]) -> None:
    """No element, no attribute and no end of the data comes out of them."""
    page = statement(str(hostile), *AS_AT, *flags, "--format", "html")
    outside = re.sub(r"<script type=\"application/json\".*</script>", "", page, flags=re.DOTALL)

    assert page.count("<script") == page.count("</script>") == 1
    assert [] == re.findall(r"<(?:img|i|b|script)\b", outside)
    assert [] == re.findall("[\u202a-\u202e\u200b\x1b]", page)
    assert "<!--" not in page
    assert page.count("<title>Statement</title>") == 1
    assert LABEL not in page


@pytest.mark.parametrize("form", ["text", "csv"])
def test_hostile_texts_stay_text_elsewhere(hostile: Path, form: str) -> None:
    """A terminal and a spreadsheet find nothing to obey."""
    text = statement(str(hostile), *AS_AT, "--format", form)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]

    assert [] == re.findall("[\u202a-\u202e\u200b\x1b\t\r]", text)
    assert form == "text" or [] == [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_hostile_texts_come_back_from_json(hostile: Path) -> None:
    """There they are as they were."""
    document = json.loads(statement(str(hostile), *AS_AT, "--json"))
    references = [row["reference"] for row in table(document, "payments-1")["rows"]]

    assert "<script>document.title='x'</script>" in references
    assert facts(document, "case")["receiving_parents"] == LABEL


@pytest.mark.parametrize("form", ["html", "json"])
def test_hostile_texts_are_checked_too(hostile: Path, form: str, tmp_path: Path) -> None:
    """They follow, to the letter."""
    path = tmp_path / f"statement.{form}"
    path.write_text(statement(str(hostile), *AS_AT, "--format", form), encoding="utf-8")
    ran = run_command("verify", str(path), str(hostile))

    assert (0, "") == (ran.code, ran.err)
