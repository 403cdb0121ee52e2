"""Summaries of many cases: worked by hand, against their own rows, and however they are cut."""

import csv
import io
import json
import os
import random
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cmscalc.batch.result import Answered
from cmscalc.batch.tally import MOST_GROUPS, Group, Tally
from conftest import ROOT, TESTS, Ran, run_command

FILES = sorted((TESTS / "summaries").glob("*.toml"))
CASELOAD = ROOT / "examples" / "caseload.csv"
DAY = ("--on", "2026-11-21")
REFORMS = (
    "no-fees",
    "proposal-2025",
    "unearned-income-automatic",
    "no-fees-for-abuse-survivors",
    "guaranteed-payment",
)
SIDES = (("paying_parents", "pay", "on_top"), ("receiving_parents", "get", "off"))
HAS_COLUMNS = find_spec("numpy") and find_spec("pyarrow")
needs_columns = pytest.mark.skipif(
    not (HAS_COLUMNS or os.environ.get("CMSCALC_BATCH_REQUIRED")),
    reason="the extra 'batch' is not installed on this system",
)
EACH_ENGINE = pytest.mark.parametrize(
    "engine", ["rows", pytest.param("columns", marks=needs_columns)]
)


def read(path: Path) -> dict[str, Any]:
    """Read one worked summary."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def at(answer: Any, dotted: str) -> Any:
    """The value at a dotted place of an answer; `none` for null."""
    for part in dotted.split("."):
        answer = answer[int(part)] if part.isdecimal() else answer[part]
    return "none" if answer is None else answer


def summary(table: Path, *arguments: str) -> Ran:
    """A summary as JSON."""
    return run_command("batch", str(table), "--summary", "--json", *DAY, *arguments)


def pence(text: str) -> int:
    """Pounds and pence as whole pence."""
    return int(text.replace(".", ""))


# --- worked by hand -------------------------------------------------------------------------------


@EACH_ENGINE
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_summary(path: Path, engine: str, tmp_path: Path) -> None:
    """Every figure is the one worked by hand, by rows and by columns."""
    worked = read(path)
    table = tmp_path / "cases.csv"
    table.write_text(worked["rows"].removeprefix("\n"), encoding="utf-8")
    ran = summary(table, "--engine", engine, *worked["arguments"])

    assert (worked.get("exit", 0), bool(worked.get("exit"))) == (ran.code, bool(ran.err))
    answer = json.loads(ran.out)
    assert worked["expect"] == {key: at(answer, key) for key in worked["expect"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_worked_summaries_show_their_sum(path: Path) -> None:
    """Nobody need take an expected penny on trust."""
    worked = read(path)

    assert worked["why"]
    assert worked["sum"].strip()


# --- against its own rows -------------------------------------------------------------------------


def answers(*arguments: str, tmp_path: Path) -> list[dict[str, str]]:
    """The caseload's rows with their answers."""
    out = tmp_path / "answers.csv"
    ran = run_command("batch", str(CASELOAD), *DAY, "-o", str(out), "--force", *arguments)
    assert (0, "") == (ran.code, ran.err)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fee(row: dict[str, str], name: str) -> int:
    """A fee of a row in pence: none under Direct Pay."""
    return pence(row[name] or "0.00")


def net(row: dict[str, str], side: str) -> int:
    """What a side of a row pays or gets with fees, in pence."""
    due = pence(row["weekly"])
    if side == "paying_parents":
        return due + fee(row, "paying_parent_fee")
    return due - fee(row, "receiving_parent_fee")


def added_up(rows: Sequence[dict[str, str]], today: Sequence[dict[str, str]]) -> dict[str, Any]:
    """The figures of a group of rows, added up here from the answers in them."""
    weekly = sorted(pence(row["weekly"]) for row in rows)
    found: dict[str, Any] = {
        "cases": len(rows),
        "unanswered": 0,
        "weekly.total": sum(weekly),
        # Half a penny up, in whole numbers.
        "weekly.mean": (2 * sum(weekly) + len(weekly)) // (2 * len(weekly)),
        "fees.paying_parents": sum(fee(row, "paying_parent_fee") for row in rows),
        "fees.receiving_parents": sum(fee(row, "receiving_parent_fee") for row in rows),
    }
    for percent in (10, 25, 50, 75, 90):
        place = -(-percent * len(weekly) // 100)
        found[f"weekly.p{percent}"] = weekly[place - 1]
    for side, verb, _ in SIDES:
        changes = [net(row, side) - net(now, side) for row, now in zip(rows, today, strict=True)]
        found[f"{side}.{verb}_less"] = sum(change < 0 for change in changes)
        found[f"{side}.same"] = changes.count(0)
        found[f"{side}.{verb}_more"] = sum(change > 0 for change in changes)
        found[f"{side}.change"] = sum(changes)
        found[f"{side}.change_per_year"] = 52 * sum(changes)
    return found


@pytest.mark.parametrize("reform", REFORMS)
def test_a_summary_is_the_sum_of_its_rows(reform: str, tmp_path: Path) -> None:
    """On the caseload: all figures again from the answers of each row, by region and in all."""
    today = answers(tmp_path=tmp_path)
    rows = answers("--reform", reform, tmp_path=tmp_path)
    found = json.loads(summary(CASELOAD, "--reform", reform, "--by", "region").out)
    pairs = sorted(zip(rows, today, strict=True), key=lambda pair: pair[0]["region"])
    regions = [list(group) for _, group in groupby(pairs, key=lambda pair: pair[0]["region"])]

    assert len(regions) == len(found["groups"]) == 11
    for pairs_of_one, group in zip(
        [*regions, pairs], [*found["groups"], found["all"]], strict=True
    ):
        expected = added_up([row for row, _ in pairs_of_one], [now for _, now in pairs_of_one])
        shown = {key: at(group, key) for key in expected}
        assert expected == {
            key: pence(value) if isinstance(value, str) else value for key, value in shown.items()
        }


def test_the_cost_to_the_state_is_the_sum_of_its_rows(tmp_path: Path) -> None:
    """On the caseload, whose rows all say what is collected."""
    rows = answers("--reform", "guaranteed-payment", tmp_path=tmp_path)
    found = json.loads(summary(CASELOAD, "--reform", "guaranteed-payment").out)

    assert [len(rows), sum(pence(row["state_cost"]) for row in rows)] == [
        found["all"]["state"]["cases_told"],
        pence(found["all"]["state"]["cost"]),
    ]


# --- rows and columns -----------------------------------------------------------------------------

CELLS = {
    "income": ("300/week", "27000/year", "0/year", "1234.56/month", "51.1/week", "lots", "", "-5"),
    "children": ("1", "2", "3", "0", "1.5"),
    "nights": ("0", "52", "110", "175", "400"),
    "other_children": ("0", "1", ""),
    "benefit": ("", "", "", "carers-allowance", "no-such"),
    "special_expense": ("", "", "", "contact=20/week"),
    "additional_income": ("", "", "unearned=3000/year", "unearned=500/year"),
    "collect_and_pay": ("yes", "no", "YES", "perhaps"),
    "not_compliant": ("yes", "no", ""),
    "abuse": ("yes", "no", "", "maybe"),
    "collected": ("", "0/week", "20/week", "500/week"),
    "on": ("", "", "2026-11-21", "2014-08-10", "2012-12-01"),
    "kind": ("a", "b", "", " a", "10", "2", "a,b", 'say "x"', "é"),
}


def random_table(seed: int, path: Path, rows: int = 300) -> Path:
    """A table of cells that mostly can be read."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CELLS)
        for _ in range(rows):
            # The first cells of each column are the usual ones.
            writer.writerow(
                rng.choice(cells if rng.random() < 0.1 else cells[:3]) for cells in CELLS.values()
            )
    return path


@needs_columns
@pytest.mark.parametrize("reform", ["", *REFORMS])
@pytest.mark.parametrize("by", ["", "kind", "children", "collected"])
def test_rows_and_columns_say_the_same(by: str, reform: str, tmp_path: Path) -> None:
    """On random tables, many rows without an answer: the same bytes, and the same messages."""
    table = random_table(len(by) + 10 * len(reform), tmp_path / "cases.csv")
    flags = (*(("--by", by) if by else ()), *(("--reform", reform) if reform else ()))
    rows, columns = (summary(table, *flags, "--engine", each) for each in ("rows", "columns"))

    assert rows == columns
    assert 3 == rows.code
    assert 0 < json.loads(rows.out)["all"]["unanswered"] < 300


@needs_columns
@pytest.mark.parametrize("reform", ["no-fees", "guaranteed-payment"])
def test_rows_and_columns_say_the_same_of_the_caseload(reform: str) -> None:
    """In JSON, to the byte."""
    flags = ("--by", "region", "--reform", reform)

    assert summary(CASELOAD, *flags, "--engine", "rows") == summary(
        CASELOAD, *flags, "--engine", "columns"
    )


@pytest.mark.parametrize("reform", ["", "proposal-2025"])
def test_lines_of_json_say_the_same(reform: str, tmp_path: Path) -> None:
    """As the same table in CSV, but for its name."""
    table = random_table(7, tmp_path / "cases.csv")
    lines = tmp_path / "cases.jsonl"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    flags = ("--by", "kind", *(("--reform", reform) if reform else ()))

    found = json.loads(summary(lines, *flags).out)
    assert json.loads(summary(table, *flags).out) == {**found, "table": "cases.csv"}


# --- however it is cut ----------------------------------------------------------------------------


def some_answer(rng: random.Random) -> Answered:
    """An answer with amounts that repeat."""
    due, collected = rng.choice([0, 700, 701, 6_000, 12_345]), rng.choice([None, 0, 6_000])
    on_top, off = rng.choice([(None, None), (due // 5, due // 25)])
    return Answered(
        "2026-11-21", "", 0, None, due, ("A",), (due,), on_top, off, state=True, collected=collected
    )


def tally_of(rows: Sequence[tuple[str, Answered | None, Answered | None]]) -> Tally:
    """A tally of rows with their values, answers and answers today."""
    tally = Tally(compared=True)
    for value, found, now in rows:
        tally.group(value).add(found, now)
    return tally


def plain(tally: Tally) -> dict[str, dict[str, Any]]:
    """Everything that a tally holds, by value."""
    return {value: vars(group) for value, group in tally.groups.items()}


@pytest.mark.parametrize("seed", range(20))
def test_parts_may_be_added_in_any_order(seed: int) -> None:
    """A table's tally is that of its parts, wherever it is cut, and its groups are all of it."""
    rng = random.Random(seed)
    rows = [
        (rng.choice("abc"), rng.choice([None, some_answer(rng)]), some_answer(rng))
        for _ in range(rng.randrange(200))
    ]
    cuts = sorted([0, len(rows), *(rng.randrange(len(rows) + 1) for _ in range(5))])
    parts = [tally_of(rows[start:end]) for start, end in pairwise(cuts)]
    rng.shuffle(parts)
    together = Tally(compared=True)
    for part in parts:
        together.merge(part)

    whole = tally_of(rows)
    assert plain(whole) == plain(together)
    everyone = tally_of([("", found, now) for _, found, now in rows])
    assert vars(everyone.group("")) == vars(whole.everyone())


@pytest.mark.parametrize("seed", range(20))
def test_quantiles_are_amounts_that_so_many_have_or_less(seed: int) -> None:
    """The definition, counted: at least that share at or under it, and too few under it."""
    rng = random.Random(seed)
    group = Group()
    dues = [rng.randrange(10) for _ in range(rng.randrange(1, 40))]
    for due in dues:
        group.add(Answered("", "", 0, None, due, ("A",), (due,), None, None), None)
    percents = range(1, 101)
    found = group.quantiles(*percents)

    assert len(percents) == len(found)
    for percent, amount in zip(percents, found, strict=True):
        assert amount in dues
        assert 100 * sum(due <= amount for due in dues) >= percent * len(dues)
        assert 100 * sum(due < amount for due in dues) < percent * len(dues)


def test_shards_together_are_the_whole() -> None:
    """Each says which part it is of."""
    shards = [json.loads(summary(CASELOAD, "--shard", f"{at}/3").out) for at in (1, 2, 3)]
    whole = json.loads(summary(CASELOAD).out)

    for key in ("weekly.total", "fees.paying_parents", "receiving_parents_get"):
        assert pence(at(whole["all"], key)) == sum(pence(at(each["all"], key)) for each in shards)
    assert 8000 == sum(each["all"]["cases"] for each in shards)
    assert [each["notes"][0]["text"] for each in shards] == [
        f"Only part {number} of 3 of the table is added up." for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("number", [1, 2, 9])
def test_a_part_without_rows_is_a_summary_of_none(number: int, tmp_path: Path) -> None:
    """And not silence: a script that reads the parts finds each."""
    table = tmp_path / "cases.csv"
    table.write_text("income,children\n500/week,1\n", encoding="utf-8")
    ran = summary(table, "--shard", f"{number}/9")
    cases = [
        json.loads(summary(table, "--shard", f"{each}/9").out)["all"]["cases"]
        for each in range(1, 10)
    ]

    assert (0, "") == (ran.code, ran.err)
    assert 1 == sum(cases)
    assert (json.loads(ran.out)["all"]["weekly"]["p50"] is None) == (not cases[number - 1])


# --- columns of any kind --------------------------------------------------------------------------


def numbered(path: Path, values: int) -> Path:
    """A table with so many values of a column."""
    rows = "".join(f"300/week,1,{number}\n" for number in range(values))
    path.write_text(f"income,children,label\n{rows}", encoding="utf-8")
    return path


@EACH_ENGINE
def test_a_thousand_values_and_no_more(engine: str, tmp_path: Path) -> None:
    """What has more is a list, and no summary."""
    most = numbered(tmp_path / "most.csv", MOST_GROUPS)
    more = numbered(tmp_path / "more.csv", MOST_GROUPS + 1)
    flags = ("--by", "label", "--engine", engine)

    assert MOST_GROUPS == len(json.loads(summary(most, *flags).out)["groups"])
    refused = summary(more, *flags)
    assert (2, "") == (refused.code, refused.out)
    assert "a column with more than 1,000 values" in refused.err


@needs_columns
def test_a_column_of_any_type(tmp_path: Path) -> None:
    """Whatever a Parquet file holds: a value is what it would be typed as, or its text."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    day = date(2026, 11, 21)
    columns = {
        "words": (pa.array(["b", None, "a", "b"]), ["a", "b", ""]),
        "coded": (pa.array(["b", None, "a", "b"]).dictionary_encode(), ["a", "b", ""]),
        "large": (pa.array(["b", None, "a", "b"], pa.large_string()), ["a", "b", ""]),
        "numbers": (pa.array([10, None, 2, 10]), ["2", "10", ""]),
        "points": (pa.array([2.0, 2.5, float("nan"), 10.0]), ["2", "2.5", "10", "nan"]),
        "truths": (pa.array([True, False, None, True]), ["no", "yes", ""]),
        "days": (pa.array([day, None, day, day]), ["2026-11-21", ""]),
        "lists": (pa.array([[1, 2], None, [1, 2], [3]]), ["3", "1;2", ""]),
        "pairs": (pa.array([[1, 2], None, [1, 2], [3, 4]], pa.list_(pa.int64(), 2)), None),
        "structs": (pa.array([{"a": 1}, None, {"a": 2}, {"a": 1}]), None),
        "bytes": (pa.array([b"\xff", None, b"a", b"a"]), None),
        "nothing": (pa.nulls(4), [""]),
    }
    known = {"income": ["300/week"] * 4, "children": [1] * 4}
    table = tmp_path / "cases.parquet"
    pq.write_table(
        pa.table({**known, **{name: each for name, (each, _) in columns.items()}}), table
    )
    for name, (_, expected) in columns.items():
        ran = summary(table, "--by", name)

        assert (0, "") == (ran.code, ran.err), name
        values = [group["value"] for group in json.loads(ran.out)["groups"]]
        assert expected is None or expected == values, name


# --- how it reads ---------------------------------------------------------------------------------


def notes(*arguments: str, table: Path = CASELOAD) -> list[str]:
    """The ids of a summary's notes."""
    return [note["id"] for note in json.loads(summary(table, *arguments).out)["notes"]]


def test_notes_say_what_figures_are_not(tmp_path: Path) -> None:
    """What an analyst could misread, where it could be, and nowhere else."""
    small = tmp_path / "cases.csv"
    small.write_text("income,children\n500/week,1\n", encoding="utf-8")
    later = tmp_path / "later.toml"
    reform = (ROOT / "src/cmscalc/reforms/no-fees.toml").read_text(encoding="utf-8")
    later.write_text(reform.replace("law = false", "since = 2030-01-01\nlaw = false"), "utf-8")
    changed = ["one-week", "fees-if-paid", "who-is-counted", "families-as-they-are"]

    assert ["one-week", "no-service", "these-cases"] == notes(table=small)
    assert [*changed, "no-service", "managed-only", "all-comply", "these-cases"] == notes(
        "--reform", "proposal-2025", table=small
    )
    assert [*changed, "managed-only", "compliance", "variations", "these-cases"] == notes(
        "--reform", "proposal-2025"
    )
    assert [*changed, "guaranteed", "variations", "these-cases"] == notes(
        "--reform", "guaranteed-payment"
    )
    assert [*changed, "unearned-automatic", "variations", "these-cases"] == notes(
        "--reform", "unearned-income-automatic"
    )
    assert [*changed, "no-service", "these-cases", "proposal-later-later"] == notes(
        "--reform", str(later), table=small
    )
    beyond = json.loads(
        run_command("batch", str(small), "--summary", "--json", "--on=2027-01-01").out
    )
    assert "law-checked" == beyond["notes"][-1]["id"]


def test_a_proposal_that_begins_between_the_days_of_a_table(tmp_path: Path) -> None:
    """Each row has the law of its day, and the note does not say that all are as today's."""
    table, later = tmp_path / "cases.csv", tmp_path / "later.toml"
    rows = "a,90/week,1,2026-11-21\nb,90/week,1,2027-11-21\n"
    table.write_text(f"id,income,children,on\n{rows}", encoding="utf-8")
    later.write_text(
        'schema = "cmscalc.reform/1"\ntitle = "a flat rate of £9"\nsource = "made up"\n'
        "law = false\n"
        'since = 2027-04-01\nflat_rate = "9.00"\n',
        encoding="utf-8",
    )
    rules = ("--reform", str(later))
    found = json.loads(summary(table, *rules).out)
    told = {note["id"]: note["text"] for note in found["notes"]}
    answers = run_command("batch", str(table), *DAY, *rules).out.splitlines()[1:]

    # £7, and £9 from the day on which it begins.
    assert "16.00" == found["all"]["weekly"]["total"]
    assert "nothing of it is in the answers for earlier days" in told["proposal-from-later"]
    assert not any(note.startswith("proposal-later") for note in told)
    assert ["7.00", "9.00"] == [row.split(",")[7] for row in answers]
    assert all("proposal, not law: a flat rate of £9, from 2027-04-01" in row for row in answers)


def test_the_text_says_that_a_proposal_is_no_law() -> None:
    """First of all, and in the line that names the law."""
    lines = run_command(
        "batch", str(CASELOAD), "--summary", *DAY, "--reform", "no-fees"
    ).out.splitlines()

    assert "This is a proposal, not law: no collection fees." == lines[0]
    assert lines[4].endswith("law of 21 November 2026, changed as proposed")


def test_long_names_stand_over_their_figures(tmp_path: Path) -> None:
    """Whole, so that two which begin alike are told apart, and no line is too wide."""
    table, column = tmp_path / "cases.csv", f"place {'of many words ' * 6}".strip()
    names = [f"{'W' * 100}{end}" for end in "ab"]
    rows = "".join(f"90000/year,1,{name}\n" for name in names)
    table.write_text(f"income,children,{column}\n{rows}", encoding="utf-8")
    out = run_command("batch", str(table), "--summary", *DAY, "--by", column).out

    assert 80 >= max(map(len, out.splitlines()))
    for name in (column, *names):
        assert 3 == re.sub(r"\s", "", out).count(re.sub(r"\s", "", name))
    under = out.splitlines()[out.splitlines().index(f"    {names[0][78:]}") + 1]
    assert under.split() == ["1", "0", "£179.34", "£9,325.68"]  # 12 % of £800, 9 % of £926.03


def test_standard_output_has_the_summary_and_the_file_the_rows(tmp_path: Path) -> None:
    """Rows are written beside a summary where that is asked for, and not otherwise."""
    table, out = tmp_path / "cases.csv", tmp_path / "answers.csv"
    table.write_text("income,children\n500/week,1\nlots,1\n", encoding="utf-8")
    ran = summary(table, "-o", str(out))

    assert 3 == ran.code
    assert "60.00" == json.loads(ran.out)["all"]["weekly"]["total"]
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert ["60.00", ""] == [row["weekly"] for row in rows]
    assert "1 of 2 rows has no answer; the figures are of the others" in ran.err


@pytest.mark.parametrize("flags", [(), ("--by", "region"), ("--reform", "guaranteed-payment")])
def test_summaries_keep_to_the_schema(flags: tuple[str, ...], tmp_path: Path) -> None:
    """With groups and without, under the law and a proposal, with rows and with none answered."""
    schema = json.loads(run_command("schema", "batch-summary").out)
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    nobody = tmp_path / "nobody.csv"
    nobody.write_text("income,children,region\nlots,1,X\n", encoding="utf-8")
    for table in (CASELOAD, nobody):
        answer = json.loads(summary(table, *flags).out)

        assert [] == [error.message for error in check.iter_errors(answer)]
