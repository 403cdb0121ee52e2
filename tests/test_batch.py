"""`cmscalc batch`: tables of every form, with their answers, and everything else as it came."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batch_engines import EACH_ENGINE, needs_columns
from cmscalc.files.tables import blocks
from conftest import ROOT, Ran, run_command
from test_startup import loaded

DAY = ("--on", "2026-11-21")
HEADER = "id,income,children\n"
# 12 % of £500 is £60; 16 % of £300 is £48; nobody knows what "lots" is.
ROWS = (
    {"id": "a", "income": "500/week", "children": "1"},
    {"id": "b", "income": "300/week", "children": "2"},
    {"id": "c", "income": "lots", "children": "1"},
)
WEEKLY = {"a": "60.00", "b": "48.00", "c": ""}
FORMS = ("csv", "jsonl", pytest.param("parquet", marks=needs_columns))


def written(kind: str, folder: Path, rows: Any = ROWS) -> Path:
    """Write rows in one of the forms."""
    path = folder / f"cases.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([rows[0], *(row.values() for row in rows)])
    elif kind == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415

        pq.write_table(pa.Table.from_pylist(list(rows)), path)
    return path


def read(path: Path) -> list[dict[str, str]]:
    """Read answers in any form, every value as text and nothing as a blank."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

        rows = pq.read_table(path).to_pylist()
    return [{name: "" if each is None else str(each) for name, each in row.items()} for row in rows]


def answers(data: bytes, folder: Path, *more: str, kind: str = "csv") -> Ran:
    """Answer a table of these bytes, on standard output."""
    path = folder / f"cases.{kind}"
    path.write_bytes(data)
    return run_command("batch", str(path), *DAY, *more)


def cells(ran: Ran) -> list[list[str]]:
    """The rows of an answer in CSV, without its header."""
    return list(csv.reader(io.StringIO(ran.out, newline=""), strict=True))[1:]


# --- every form -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", FORMS)
@pytest.mark.parametrize("kind", FORMS)
def test_every_form_to_every_form(kind: str, shape: str, tmp_path: Path) -> None:
    """By the ending of the name; each row answered, or said what is wrong with it."""
    out = tmp_path / f"answers.{shape}"
    ran = run_command("batch", str(written(kind, tmp_path)), "-o", str(out), *DAY)
    rows = read(out)

    assert 3 == ran.code
    assert WEEKLY == {row["id"]: row["weekly"] for row in rows}
    assert ["", "", "income: 'lots'"] == [row["error"].partition(",")[0] for row in rows]
    assert list(ROWS[0]) == list(rows[0])[:3]


@needs_columns
@pytest.mark.parametrize("shape", ["csv", "jsonl"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_both_engines_write_the_same_bytes(kind: str, shape: str, tmp_path: Path) -> None:
    """And say the same of rows that they cannot answer."""
    table = tmp_path / f"cases.{kind}"
    lines = (ROOT / "examples" / "caseload.csv").read_text(encoding="utf-8").splitlines()[:400]
    lines[7] = lines[7].replace("/", "\\", 1)
    if kind == "jsonl":
        lines = [json.dumps(row) for row in csv.DictReader(lines)]
    table.write_text("\n".join(lines), encoding="utf-8")
    command = ("batch", str(table), "--format", shape, *DAY)

    assert run_command(*command, "--engine", "rows") == run_command(*command, "--engine", "columns")


def test_a_form_is_known_by_what_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input has no name, so the first character tells; `--format` is of the answers."""
    for kind in ("csv", "jsonl"):
        data = written(kind, tmp_path).read_bytes()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        ran = run_command("batch", "-", "--format", "csv", *DAY)

        assert ["60.00", "48.00", ""] == [row[6] for row in cells(ran)]


def test_standard_output_by_its_name(tmp_path: Path) -> None:
    """`-o -` is what no `-o` is; the messages are on standard error."""
    table = written("csv", tmp_path)
    ran = run_command("batch", str(table), *DAY)

    assert ran == run_command("batch", str(table), "-o", "-", *DAY)
    assert 4 == len(ran.out.splitlines())
    assert ran.err.startswith("cmscalc batch: 1 of 3 rows has no answer")


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    """What a shell's `<(…)` gives is no file: it is read once, and has no parts."""
    script = 'cmscalc batch <(cat cases.jsonl) --format csv "$@"'
    written("jsonl", tmp_path)
    bash = ["bash", "-c", script, "bash", *DAY]
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    whole, part = (
        subprocess.run(
            [*bash, *more],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for more in ([], ["--shard", "1/2"])
    )

    assert (3, 4) == (whole.returncode, len(whole.stdout.splitlines()))
    assert (2, "") == (part.returncode, part.stdout)
    assert "--shard: a part of 6" in part.stderr


# --- everything else as it came -------------------------------------------------------------------

CARRIED = (
    *("a,b", 'say "so"', "two\nlines", "two\r\nlines", " spaces ", "ü€𝄞", "\u2028", "a\u0085b"),
    *(
        "2026-11-21",
        "007",
        "1e5",
        "123456789012345678901234567890",
        "-5",
        "-1.50",
        "TRUE",
        "\ufffd",
    ),
    *("", "'=x", "tab\there", "null", "NaN", "\x1c", "a\x00b"),
)
FORMULAS = ("=1+1", "+44 20", "-x", "@SUM(A1)", "\tx", "=a,b", '="q"')


@EACH_ENGINE
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_cells_are_carried_as_they_are(engine: str, ends: str, tmp_path: Path) -> None:
    """Whatever is in a cell; but a spreadsheet is kept from running what it would run."""
    table = io.StringIO(newline="")
    rows = [["note", "income", "children"]]
    rows += [[cell, "500/week", "1"] for cell in (*CARRIED, *FORMULAS)]
    csv.writer(table, lineterminator=ends).writerows(rows)
    ran = answers(table.getvalue().encode(), tmp_path, "--engine", engine)

    expected = [*CARRIED, *(f"'{cell}" for cell in FORMULAS)]
    assert 0 == ran.code
    assert expected == [row[0] for row in cells(ran)]
    assert {"60.00"} == {row[6] for row in cells(ran)}


@EACH_ENGINE
def test_names_of_columns_are_safe_too(engine: str, tmp_path: Path) -> None:
    """A header is a row of cells to a spreadsheet."""
    ran = answers(b'"=1+1",income,children\nx,500/week,1\n', tmp_path, "--engine", engine)

    assert ran.out.startswith("'=1+1,income,children,law_of,")


JSON_LINES = (
    '{"id": 1.50, "income": "500/week", "children": 1}',
    '{ "id":1e3,"income":"500/week" ,"children":1, "more": {"b": [1.0, null], "a": "ü"} }',
    '{"id": 12345678901234567890123, "income": "500/week", "children": "1", "t": true}',
    '{"id": "\\u00fc\\ud83d\\ude00", "income": "500/week", "children": 1, "x": "=1"}',
    '{"income": "500/week", "children": 1}',
)


@EACH_ENGINE
def test_a_line_of_json_stands_as_it_did(engine: str, tmp_path: Path) -> None:
    """To the byte, with the answers added at its end."""
    table = "\n".join(JSON_LINES).encode()
    ran = answers(table, tmp_path, "--engine", engine, kind="jsonl")

    assert 0 == ran.code
    for line, answer in zip(JSON_LINES, ran.out.splitlines(), strict=True):
        assert answer.startswith(line[:-1].rstrip() + ", ")
        assert "60.00" == json.loads(answer)["weekly"]


@EACH_ENGINE
def test_json_in_a_table_of_text_is_as_it_was_typed(engine: str, tmp_path: Path) -> None:
    """Numbers keep their figures; a list or an object stays JSON."""
    table = "\n".join(JSON_LINES).encode()
    ran = answers(table, tmp_path, "--engine", engine, "--format", "csv", kind="jsonl")
    ids = ["1.50", "1e3", "12345678901234567890123", "ü😀", ""]

    assert ids == [row[0] for row in cells(ran)]
    assert '{"b": [1.0, null], "a": "ü"}' == cells(ran)[1][3]


def test_an_object_with_nothing_in_it_is_a_row_of_blanks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing beside it has a quote by which it could be told from CSV."""
    monkeypatch.setattr("cmscalc.cli.batch_work.ROWS_IN_A_PIECE", 1)
    ran = answers(b'{"income": "500/week"}\n{}\n', tmp_path, "--format", "csv", kind="jsonl")

    assert ["500/week", ""] == [row[0] for row in cells(ran)]


@EACH_ENGINE
def test_a_list_in_json_is_several_words(engine: str, tmp_path: Path) -> None:
    """Nights of each child, and families: 300 × 16 % = 48, of which one of two parts is 24."""
    lines = (
        '{"income": "300/week", "children": 2, "nights": [0, 0]}',
        '{"income": "300/week", "family": ["Ann=0", "Bea=0"], "collect_and_pay": false}',
    )
    ran = answers("\n".join(lines).encode(), tmp_path, "--engine", engine, kind="jsonl")

    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [("48.00", None), ("48.00", "Ann=24.00;Bea=24.00")] == [
        (row["weekly"], row["weekly_each"]) for row in found
    ]


@needs_columns
def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    """Every column that came is there, of the type that it was; money is a decimal."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.table(
        {
            "id": pa.array([2**63 - 1, None], pa.int64()),
            "income": pa.array(["500/week", None]).dictionary_encode(),
            "children": pa.array([1, 1], pa.int8()),
            "default_decision": pa.array([None, True]),
            "when": pa.array([1, None], pa.timestamp("ns", "Europe/London")),
            "bytes": pa.array([b"\xff", None]),
            "list": pa.array([[1, None], []], pa.list_(pa.float32())),
            "struct": pa.array([{"a": 1}, None]),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    out = tmp_path / "out.parquet"
    ran = run_command("batch", str(tmp_path / "in.parquet"), "-o", str(out), *DAY)
    found = pq.read_table(out)

    assert 0 == ran.code
    assert table.equals(found.select(table.column_names))
    assert pa.decimal128(14, 2) == found.schema.field("weekly").type
    # Reg 49(2): a default decision for one child is £39 a week.
    assert ["60.00", "39.00"] == [str(each) for each in found["weekly"].to_pylist()]


def parquet_of(column: Any, name: str, folder: Path) -> Path:
    """A table of one case, with a column beside it or in the place of one."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    case: dict[str, Any] = {"income": ["500/week"], "children": [1]}
    pq.write_table(pa.table({**case, name: column}), folder / "in.parquet")
    return folder / "in.parquet"


@needs_columns
@pytest.mark.parametrize("shape", ["csv", "jsonl"])
def test_columns_of_any_type_become_text(shape: str, tmp_path: Path) -> None:
    """What a person would write; bytes in hex, and what has no text is said to have none."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    shown = (
        (pa.array([20_778], pa.date32()), "2026-11-21"),
        (pa.array([1], pa.timestamp("ns")), "1970-01-01 00:00:00.000000001"),
        (pa.array([b"\x00\xff"]), "00ff"),
        (pa.array(["x"], pa.string_view()), "x"),
        (pa.array([2**64 - 1], pa.uint64()), "18446744073709551615"),
        (pa.array([1], pa.decimal128(3, 2)), "1.00"),
        (pa.array([60_000], pa.time32("ms")), "00:01:00.000"),
    )
    for column, text in shown:
        table = parquet_of(column, "x", tmp_path)
        ran = run_command("batch", str(table), "--format", shape, *DAY)
        [row] = (
            list(csv.DictReader(io.StringIO(ran.out)))
            if shape == "csv"
            else [json.loads(ran.out, parse_int=str)]
        )

        assert (0, text, "60.00") == (ran.code, row["x"], row["weekly"])
    nowhere = pa.array([1], pa.timestamp("us", "Nowhere/There"))
    ran = run_command("batch", str(parquet_of(nowhere, "x", tmp_path)), "--format", shape, *DAY)
    assert 3 == ran.code
    assert "values that cannot be written as text" in " ".join(ran.err.split())


@needs_columns
def test_a_column_of_the_wrong_type_is_refused(tmp_path: Path) -> None:
    """What can hold no words of a case; and what can, is read as it would be typed."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    wrong = (
        *(
            pa.array([b"1"]),
            pa.array([{"a": 1}]),
            pa.array([[{"a": 1}]]),
            pa.array([b"1"], "binary"),
        ),
        *(pa.array([1], pa.duration("s")), pa.array([1], pa.time64("us"))),
    )
    for column in wrong:
        ran = run_command("batch", str(parquet_of(column, "children", tmp_path)), *DAY)

        assert (3, "") == (ran.code, ran.out)
        assert "in.parquet: the column children of type " in ran.err
        assert "wanted: text, numbers, days or yes and no" in ran.err
    right = (
        *(pa.array([1], pa.uint8()), pa.array([1], "float64"), pa.array(["1"]), pa.array([" 1 "])),
        *(pa.array(["1"], pa.large_string()), pa.array([[1]]), pa.array(["1"]).dictionary_encode()),
    )
    for column in right:
        ran = run_command("batch", str(parquet_of(column, "children", tmp_path)), *DAY)

        assert (0, "60.00") == (ran.code, cells(ran)[0][5])


@needs_columns
def test_parquet_says_between_what_its_numbers_are(tmp_path: Path) -> None:
    """So that readers may pass over groups of rows; of texts, which have no order, it does not."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    out = tmp_path / "answers.parquet"
    run_command("batch", str(written("csv", tmp_path)), "-o", str(out), *DAY)
    group = pq.ParquetFile(out).metadata.row_group(0)
    said = {
        group.column(at).path_in_schema: group.column(at).statistics
        for at in range(group.num_columns)
    }

    assert (48, 60) == (said["weekly"].min, said["weekly"].max)
    assert {"id": None, "income": None, "rate": None} == {
        name: said[name] for name in ("id", "income", "rate")
    }


@needs_columns
def test_figures_that_say_nothing(tmp_path: Path) -> None:
    """A decimal column of more places holds pounds and pence all the same, or parts of a penny."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    incomes = pa.array(["500.000", "500.500", "500.005"]).cast(pa.decimal128(9, 3))
    table = {"income": incomes, "income_per": ["week"] * 3, "children": [1] * 3}
    pq.write_table(pa.table(table), tmp_path / "in.parquet")
    ran = run_command("batch", str(tmp_path / "in.parquet"), *DAY)

    # 12 % of £500.50 is £60.06.
    assert ["60.00", "60.06", ""] == [row[6] for row in cells(ran)]
    assert "a part of a penny" in cells(ran)[2][-1]


@needs_columns
def test_numbers_that_are_none(tmp_path: Path) -> None:
    """NaN, infinities and parts of a child, each said in its row; a null is nothing said."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    nan, inf = json.loads("NaN"), json.loads("Infinity")
    numbers = [500, nan, inf, -inf, 500.125, 1e300, None]
    table = {"income": numbers, "income_per": ["week"] * 7, "children": [1, 1, 1, 1, 1, 1, 1.5]}
    pq.write_table(pa.table(table), tmp_path / "in.parquet")
    ran = run_command("batch", str(tmp_path / "in.parquet"), *DAY)
    errors = [row[-1].split(" (")[0] for row in cells(ran)]

    assert "60.00" == cells(ran)[0][6]
    assert "" == errors[0]
    assert ["income: 'nan'", "income: 'inf'", "income: a negative amount"] == [
        each.partition(",")[0] for each in errors[1:4]
    ]
    assert "income: more than two figures after the point: a part of a penny" == errors[4]
    assert errors[5].startswith("income: '1e+300'")
    assert "income_per: a period, and no amount beside it" in cells(ran)[6][-1]
    assert "children: '1.5', which is not a whole number" in cells(ran)[6][-1]


# --- rows of text, however they are written -------------------------------------------------------


@EACH_ENGINE
@pytest.mark.parametrize(
    ("rows", "weekly"),
    [
        (b"a,500/week,1\r\nb,300/week,2\r\n", ["60.00", "48.00"]),
        (b"a,500/week,1\nb,300/week,2", ["60.00", "48.00"]),
        (b"a,500/week,1\r\nb,300/week,2", ["60.00", "48.00"]),
        (b"\n \na,500/week,1\n\n\r\nb,300/week,2\n  \n", ["60.00", "48.00"]),
        (b'"a","500/week","1"\nb,"300/week",2\n', ["60.00", "48.00"]),
        (b"a,500/week,1,\nb,300/week,2\n", ["", "48.00"]),
        (b"a\rb,500/week,1\nb,300/week,2\n", ["60.00", "48.00"]),
        (b"a, 500/week , 1 \nb,300/week,2\n", ["60.00", "48.00"]),
        (b"a,500/week,1\nb,\xa3300/week,2\nc,300/week,2\n", ["60.00", "", "48.00"]),
        (b"\xff,500/week,1\nb,300/week,2\n", ["", "48.00"]),
        (b"a,500/week,1\n\0\0\0\nb,300/week,2\n", ["60.00", "", "48.00"]),
        (b"a,1,500/week,1\nb,300/week,2\n", ["", "48.00"]),
        (b"a,1\nb,300/week,2\n", ["", "48.00"]),
        (b'a,"500/week,1\nb,300/week,2\n', ["", "48.00"]),
        (b'a",500/week,1\nb,300/week,2\n', ["60.00", "48.00"]),
        ("a,£500/week,1\nb,300/week,2\n".encode(), ["60.00", "48.00"]),
    ],
)
def test_rows_however_they_are_written(
    engine: str, rows: bytes, weekly: list[str], tmp_path: Path
) -> None:
    """Each is a row of the answers: with its answer, or with what is wrong with it."""
    for mark in (b"", b"\xef\xbb\xbf"):
        ran = answers(mark + HEADER.encode() + rows, tmp_path, "--engine", engine)

        assert weekly == [row[6] for row in cells(ran)]
        assert (3 if "" in weekly else 0) == ran.code


# What is read, what is carried to the answers before the day, and what of a row is not there.
STANDING = {
    "as they were": (b"a,500/week,1\nb,500/week,1\n", ["a,500/week,1", "b,500/week,1"]),
    "no end at the last": (b"a,500/week,1\nb,500/week,1", ["a,500/week,1", "b,500/week,1"]),
    "one": (b"a,500/week,1", ["a,500/week,1"]),
    "blank lines": (b"\na,500/week,1\n\nb,500/week,1\n", ["a,500/week,1", "b,500/week,1"]),
    "a return at each end": (b"a,500/week,1\r\nb,500/week,1\r\n", ["a,500/week,1", "b,500/week,1"]),
    "blank cells": (b",500/week,1\n,500/week,1\n", [",500/week,1", ",500/week,1"]),
    "a formula first": (b"=a,500/week,1\nb,500/week,1\n", ["'=a,500/week,1", "b,500/week,1"]),
    "a formula last": (b"a,500/week,1\n@b,500/week,1\n", ["a,500/week,1", "'@b,500/week,1"]),
    "signs inside": (b"2-3,500/week,1\na=b,500/week,1\n", ["2-3,500/week,1", "a=b,500/week,1"]),
    "a number below nothing": (b"-5,500/week,1\n", ["-5,500/week,1"]),
    "quotes to spare": (b'"a","500/week","1"\n', ["a,500/week,1"]),
    "quotes that are needed": (b'"a,b","500/week","1"\n', ['"a,b",500/week,1']),
    "other alphabets": ("ü𝄞,500/week,1\n".encode(), ["ü𝄞,500/week,1"]),
}


@EACH_ENGINE
@pytest.mark.parametrize("case", STANDING)
def test_rows_stand_as_they_were(engine: str, case: str, tmp_path: Path) -> None:
    """To the byte, with their answers behind them: 12 % of £500 is £60."""
    rows, stand = STANDING[case]
    ran = answers(HEADER.encode() + rows, tmp_path, "--engine", engine)
    answer = "2026-11-21,basic,500.00,60.00,,,,,,"

    assert (0, "") == (ran.code, ran.err)
    assert [f"{row},{answer}" for row in stand] == ran.out.splitlines()[1:]
    assert ran.out.endswith("\n")


@EACH_ENGINE
@pytest.mark.parametrize("blank", [b",,\n", b",,\r\n", b'"",,\n', b",,,,\n", b'"","",""\n'])
def test_rows_of_blank_cells_are_none(engine: str, blank: bytes, tmp_path: Path) -> None:
    """A spreadsheet leaves hundreds below its table; the lines told are still the file's."""
    rows = b"a,500/week,1\n" + blank * 3 + b"b,lots,1\n" + blank * 2
    ran = answers(HEADER.encode() + rows, tmp_path, "--engine", engine)

    assert ["a", "b"] == [row[0] for row in cells(ran)]
    assert ran.err.startswith("cmscalc batch: 1 of 2 rows has no answer")
    assert "cases.csv:6:3: income: 'lots'" in ran.err


@EACH_ENGINE
def test_a_row_with_a_blank_in_it_is_one(engine: str, tmp_path: Path) -> None:
    """It may have lost what it said."""
    ran = answers(f"{HEADER} ,,\n".encode(), tmp_path, "--engine", engine)

    assert 3 == ran.code
    assert 1 == len(cells(ran))


@EACH_ENGINE
def test_the_mark_of_utf_8_goes_with_a_table(engine: str, tmp_path: Path) -> None:
    """Excel shows names with accents right only behind it, so who came with it gets it back."""
    mark, out = b"\xef\xbb\xbf", tmp_path / "out.csv"
    for first in (mark, b""):
        path = tmp_path / "in.csv"
        path.write_bytes(first + f"{HEADER}Zoë,500/week,1\n".encode())
        run_command("batch", str(path), "-o", str(out), "--force", "--engine", engine, *DAY)

        assert out.read_bytes().startswith(first + b"id,")


@EACH_ENGINE
def test_counts_as_a_data_tool_writes_them(engine: str, tmp_path: Path) -> None:
    """Where some rows have none, pandas writes 2 children as 2.0; half a child is still none."""
    table = (
        b"id,income,children,nights,other_children\na,500/week,1.0,52.0,0.00\nb,500/week,1.5,,\n"
    )
    ran = answers(table, tmp_path, "--engine", engine)

    # One seventh off £60.
    assert ["51.43", ""] == [row[8] for row in cells(ran)]
    assert "children: '1.5', which is not a whole number" in cells(ran)[1][-1]


# A last cell as it is read, and as it is written.
QUOTED_CELLS = {
    '"a,b"': '"a,b"',
    '" a,b "': '" a,b "',
    '"ü,b"': '"ü,b"',
    '"plain"': "plain",
    '""': "",
    '"say ""so"""': '"say ""so"""',
    '"a, ""b"""': '"a, ""b"""',
    '"two\nlines"': '"two\nlines"',
    '"two,\nlines"': '"two,\nlines"',
    '"=1,2"': '"\'=1,2"',
    '"=1"': "'=1",
    '"-5,5"': '"\'-5,5"',
    '5" wide': '"5"" wide"',
    'a"b"': '"a""b"""',
    '",",': None,
}


@EACH_ENGINE
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("cell", QUOTED_CELLS)
def test_cells_in_quotes_stand_as_they_must(
    engine: str, end: str, cell: str, tmp_path: Path
) -> None:
    """With quotes where they are needed and nowhere else, whatever the rows beside them have."""
    expected = QUOTED_CELLS[cell]
    answer = "2026-11-21,basic,500.00,60.00,,,,,,"
    for beside in ("x", '"x"', '"x,y"', '"two\nlines"'):
        rows = [f"{note},500/week,1,{text}" for note, text in (("1", cell), (beside, "z"))]
        table = f"note,income,children,last{end}" + end.join(rows)
        for closed in (table, table + end):
            ran = answers(closed.encode(), tmp_path, "--engine", engine)
            told = [row[3] for row in cells(ran)]
            if expected is None:
                assert (3, ",") == (ran.code, told[0])
                continue
            shown = "x" if beside == '"x"' else beside
            assert (
                f"1,500/week,1,{expected},{answer}\n{shown},500/week,1,z,{answer}\n"
                == (ran.out.partition("\n")[2])
            )


@EACH_ENGINE
@pytest.mark.parametrize("cell", ['"a"b', '"a,"b', '"a" ', '"a""', '"a"b"c"', '"a"=1', '"a"\tb'])
def test_what_follows_a_closing_quote_is_not_guessed(
    engine: str, cell: str, tmp_path: Path
) -> None:
    """The row is told whole in its error, and those beside it are answered."""
    rows = f'1,500/week,1,{cell}\n2,500/week,1,"y,z"\n'
    ran = answers(f"note,income,children,last\n{rows}".encode(), tmp_path, "--engine", engine)
    wrong, right = cells(ran)

    assert 3 == ran.code
    assert wrong[-1].startswith(
        "quotes that do not match, or over 40 lines in them, some like rows: "
    )
    assert f": 1,500/week,1,{cell} (wanted: " in wrong[-1]
    assert ["", *right[:4]] == [*wrong[:1], "2", "500/week", "1", "y,z"]


@EACH_ENGINE
@pytest.mark.parametrize("lines", [39, 41, 300])
def test_a_long_text_in_a_cell_is_one_cell(engine: str, lines: int, tmp_path: Path) -> None:
    """Pasted letters and notes, however long; their commas are their own."""
    note = "\n".join(f"line {at}, and so on, and so on" for at in range(lines))
    rows = f'a,500/week,1,"{note}"\nb,300/week,1,x\n'
    ran = answers(f"id,income,children,note\n{rows}".encode(), tmp_path, "--engine", engine)

    assert (0, "") == (ran.code, ran.err)
    assert [["a", "60.00"], ["b", "36.00"]] == [[row[0], row[7]] for row in cells(ran)]
    assert note == cells(ran)[0][3]


@EACH_ENGINE
def test_lines_in_quotes_that_look_like_rows_are_not_guessed(engine: str, tmp_path: Path) -> None:
    """Cases pasted into a note, or cases after a lost quote: none is answered, none is lost."""
    inside = [f"{at},900/week,1,x" for at in range(45)]
    rows = "\n".join(['a,500/week,1,"pasted:', *inside, '"', "b,300/week,1,x", ""])
    ran = answers(f"id,income,children,note\n{rows}".encode(), tmp_path, "--engine", engine)
    first, *lines, last = cells(ran)

    assert 3 == ran.code
    assert first[-1].startswith("quotes that do not match, or over 40 lines in them")
    within = "a line in quotes that began on a line before it, or after a quote that was lost: "
    assert [f"{within}{each}" for each in inside] == [
        row[-1].partition(" (wanted: ")[0] for row in lines[:-1]
    ]
    assert lines[-1][-1].startswith("quotes that do not match")
    assert ["b", "36.00"] == [last[0], last[7]]
    assert "cases.csv:3:1: a line in quotes that began on a line before it" in " ".join(
        ran.err.split()
    )


@EACH_ENGINE
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_return_alone_ends_no_row(engine: str, end: bytes, tmp_path: Path) -> None:
    """Two rows of an old Mac's are one with too many cells, and not two by one engine alone."""
    rows = b"a,500/week,1\rb,500/week,1" + end + b"c,500/week,1" + end
    ran = answers(HEADER.encode() + rows, tmp_path, "--engine", engine)
    wrong, right = cells(ran)

    assert 3 == ran.code
    assert wrong[-1].startswith("5 cells in this row, and 3 in the header")
    assert ["c", "60.00"] == [right[0], right[6]]


@EACH_ENGINE
def test_what_stands_between_blank_answers(engine: str, tmp_path: Path) -> None:
    """A column in which some rows have an answer, and none: each keeps its place."""
    table = b"id,income,children,collect_and_pay,family\n"
    rows = b"a,500/week,1,,\nb,500/week,1,yes,\nc,500/week,,,A=0;B=0\n"
    ran = answers(table + rows, tmp_path, "--engine", engine)
    told = [row[5:] for row in cells(ran)]

    # 12 % and 16 % of £500; fees of 20 % and 4 % of £60.
    assert ["2026-11-21", "basic", "500.00", "60.00", *[""] * 6] == told[0]
    assert [*told[0][:4], "", "12.00", "72.00", "2.40", "57.60", ""] == told[1]
    assert [*told[0][:3], "80.00", "A=40.00;B=40.00", *[""] * 5] == told[2]


@EACH_ENGINE
def test_what_has_no_column_is_in_the_sentence(engine: str, tmp_path: Path) -> None:
    """Nothing of a row is lost, though it cannot be answered."""
    rows = b'a,27,000/year,1\nb,"lost,500/week,1\n'
    ran = answers(HEADER.encode() + rows, tmp_path, "--engine", engine)

    assert ["a", "27", "000/year"] == cells(ran)[0][:3]
    assert cells(ran)[0][-1].endswith("Left over: 1")
    assert 'some like rows: b,"lost,500/week,1 (' in cells(ran)[1][-1]


QUOTED = (
    b'x,500/week,1\n"two\nlines, and ""quotes""\r\n, end",300/week,2\n\r\n'
    b'"","500/week","1"\r\ny,lots,1\n"\n\n\n",500/week,1\nz,300/week,2'
)
LOST = b'x,500/week,1\na,"300/week,2\n"b","500/week",1\nc,300/week,2\n"d",lots,1\n'
NO_ENDS = b"x,500/week,1\n" * 30


@EACH_ENGINE
@pytest.mark.parametrize("rows", [QUOTED, LOST, NO_ENDS], ids=["quoted", "lost quote", "plain"])
def test_wherever_a_block_ends(
    engine: str, rows: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in blocks of any size has the answers, lines and messages that it has in one."""
    whole = answers(HEADER.encode() + rows, tmp_path, "--engine", engine)

    monkeypatch.setattr(blocks, "LONGEST", 10_000)
    for size in range(len(HEADER), 110):
        monkeypatch.setattr(blocks, "BLOCK", size)
        assert whole == answers(HEADER.encode() + rows, tmp_path, "--engine", engine)


def test_a_quote_that_is_never_closed_joins_no_more_than_a_few_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row with it has no answer; every row after it has, and none is read twice."""
    monkeypatch.setattr(blocks, "BLOCK", 100)
    monkeypatch.setattr(blocks, "LONGEST", 400)
    rows = b"x,500/week,1\n" * 40
    ran = answers(HEADER.encode() + b'a,"300/week,2\n' + rows + rows, tmp_path)

    assert ["", *["60.00"] * 80] == [row[6] for row in cells(ran)]
    assert ran.err.startswith("cmscalc batch: 1 of 81 rows has no answer")
    assert "cases.csv:2:1: quotes that do not match" in ran.err


def test_lines_are_those_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands before: blank lines, cells of several lines, other blocks."""
    monkeypatch.setattr(blocks, "BLOCK", 30)
    rows = b'\n"two\nlines",500/week,1\n\n\nb,lots,1\n' + b"x,500/week,1\n" * 9 + b"c,lots,1\n"
    ran = answers(HEADER.encode() + rows, tmp_path)

    assert ["cases.csv:7:3:", "cases.csv:17:3:"] == [
        line.split()[0] for line in ran.err.splitlines() if line.startswith("cases")
    ]


# --- parts of a table -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("number", [1, 2, 3, 7, 60])
def test_shards_together_are_the_whole(kind: str, number: int, tmp_path: Path) -> None:
    """Each row is in one of them, however many there are."""
    rows = [
        {"id": f'{at}\n"{"x" * at}', "income": f"{100 + at}/week", "children": "1"}
        for at in range(23)
    ]
    table = written(kind, tmp_path, rows)
    whole = run_command("batch", str(table), "--format", "csv", *DAY)
    parts = [
        run_command("batch", str(table), "--format", "csv", "--shard", f"{at}/{number}", *DAY)
        for at in range(1, number + 1)
    ]

    assert {0} == {part.code for part in parts}
    assert cells(whole) == [row for part in parts for row in cells(part)]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("odd", ["=1+1", 'a "b"'])
def test_one_odd_cell_of_a_shard_is_found(kind: str, odd: str, tmp_path: Path) -> None:
    """It is looked for among the cells of the shard, and not among those before it."""
    ids = [*(f"plain {at}" for at in range(20)), odd]
    rows = [{"id": each, "income": "500/week", "children": "1"} for each in ids]
    table = written(kind, tmp_path, rows)
    ran = run_command("batch", str(table), "--format", "csv", "--shard", "3/3", *DAY)

    shown = {"=1+1": "'=1+1,", 'a "b"': '"a ""b""",'}
    _, *others, last = ran.out.splitlines()
    assert 4 < len(others) < 8
    assert all(line.startswith("plain ") for line in others)
    assert last.startswith(shown[odd])


@EACH_ENGINE
def test_shards_of_small_blocks(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a shard begins has nothing to do with where a block does."""
    monkeypatch.setattr(blocks, "BLOCK", 40)
    table = HEADER.encode() + QUOTED * 3
    whole = answers(table, tmp_path, "--engine", engine)
    for number in (2, 5, 11):
        parts = [
            answers(table, tmp_path, "--engine", engine, "--shard", f"{at}/{number}")
            for at in range(1, number + 1)
        ]

        assert cells(whole) == [row for part in parts for row in cells(part)]


# --- the working ----------------------------------------------------------------------------------


@EACH_ENGINE
@pytest.mark.parametrize("shape", ["csv", "jsonl"])
def test_the_working_is_that_of_an_estimate(engine: str, shape: str, tmp_path: Path) -> None:
    """`--explain` gives the steps that `estimate --json` gives, as JSON."""
    family = ("--income", "30000/year", "--pension", "3000/year", "--other-children", "1")
    parents = ("--family", "Nicola=115", "--family", "Sue=0", "--collect-and-pay")
    estimate = json.loads(run_command("estimate", *family, *parents, *DAY, "--json").out)
    table = (
        b"income,pension,other_children,family,collect_and_pay\n"
        b"30000/year,3000/year,1,Nicola=115;Sue=0,yes\n"
    )
    ran = answers(table, tmp_path, "--explain", "--engine", engine, "--format", shape)
    [row] = list(csv.DictReader(io.StringIO(ran.out))) if shape == "csv" else [json.loads(ran.out)]
    working = json.loads(row["working"]) if shape == "csv" else row["working"]

    assert estimate["steps"] == working
    assert estimate["weekly"] == row["weekly"]


def test_the_template_is_answered_whole(tmp_path: Path) -> None:
    """What is printed to begin from has no mistakes in it."""
    table = tmp_path / "cases.csv"

    assert (0, "") == run_command("batch", "--template", "-o", str(table))[1:][::-1]
    assert 0 == run_command("batch", str(table)).code
    assert run_command("batch", "--template").out == table.read_text(encoding="utf-8")


# --- what is loaded, and what need not be installed -----------------------------------------------


def test_a_small_table_loads_nothing_heavy(tmp_path: Path) -> None:
    """Neither what works by the column, nor models, nor colours."""
    table = tmp_path / "cases.csv"
    table.write_text(f'{HEADER}"a, b",500/week,1\n', encoding="utf-8")
    never = {"numpy", "pyarrow", "pydantic", "rich", "tomllib", "typing_extensions"}

    assert set() == never & loaded("batch", str(table), *DAY)
    assert set() == never & loaded("batch", str(table), "--format", "jsonl", *DAY)
    assert set() == never & loaded("batch", str(table), "--explain", *DAY)


WITHOUT = """
import sys
sys.modules["numpy"] = sys.modules["pyarrow"] = None
from cmscalc.cli import main
main()
"""


def without_the_extra(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where numpy and pyarrow are not installed."""
    command = [sys.executable, "-c", WITHOUT, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CSV and JSON need nothing, however long; Parquet and columns say what to type."""
    monkeypatch.chdir(tmp_path)
    Path("cases.csv").write_text(HEADER + "a,500/week,1\n" * 40_000, encoding="utf-8")
    Path("cases.parquet").write_bytes(b"PAR1")
    asked = ("-o", "answers.csv", *DAY)
    refused = {
        "input": without_the_extra("batch", "cases.parquet", *asked),
        "output": without_the_extra("batch", "cases.csv", "-o", "answers.parquet", *DAY),
        "engine": without_the_extra("batch", "cases.csv", "--engine", "columns", *asked),
    }
    ran = without_the_extra("batch", "cases.csv", *asked)

    assert (0, "") == (ran.returncode, ran.stderr)
    assert {"60.00"} == {row["weekly"] for row in read(Path("answers.csv"))}
    assert [3, 2, 2] == [each.returncode for each in refused.values()]
    for each in refused.values():
        assert "python -m pip install 'cmscalc[batch]'" in " ".join(each.stderr.split())
    assert not Path("answers.parquet").exists()


def test_columns_asked_for_are_used(cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """`--engine` is obeyed: rows for a long table, columns for a short one."""
    short = tmp_path / "short.csv"
    short.write_text(f"{HEADER}a,500/week,1\n", encoding="utf-8")

    assert "pyarrow" not in loaded("batch", str(short), "--engine", "rows", *DAY)
    assert 2 == cmscalc("batch", str(short), "--engine", "fast").code


@needs_columns
def test_a_long_table_is_worked_by_the_column(tmp_path: Path) -> None:
    """And a short one is not, but where it is asked for."""
    long, short = tmp_path / "long.csv", tmp_path / "short.csv"
    long.write_text(HEADER + "a,500/week,1\n" * 40_000, encoding="utf-8")
    short.write_text(f"{HEADER}a,500/week,1\n", encoding="utf-8")
    out = str(tmp_path / "out.csv")

    assert "pyarrow" in loaded("batch", str(long), "-o", out, *DAY)
    assert "pyarrow" not in loaded(
        "batch", str(long), "-o", out, "--force", "--engine", "rows", *DAY
    )
    assert "pyarrow" in loaded("batch", str(short), "--engine", "columns", *DAY)


@EACH_ENGINE
def test_a_name_in_an_answer_is_no_formula(engine: str, tmp_path: Path) -> None:
    """A receiving parent's name stands in the answer too, with an apostrophe there as well."""
    table = tmp_path / "cases.csv"
    table.write_text("income,family\n500/week,+Ann=0;Bea=0\n", encoding="utf-8")
    ran = run_command("batch", str(table), "--engine", engine, *DAY)

    # 500 × 16 % = 80.00, for one child each.
    assert "500/week,'+Ann=0;Bea=0,2026-11-21,basic,500.00,80.00,'+Ann=40.00;Bea=40.00," in ran.out


@EACH_ENGINE
def test_rounding_that_was_asked_for_is_told(engine: str, tmp_path: Path) -> None:
    """In each row: its own word, or the flag's. Without a flag the column is not there."""
    table = tmp_path / "cases.csv"
    table.write_text("income,children,rounding\n500/week,1,\n500/week,1,final\n", encoding="utf-8")
    flags = ("--rounding", "each-step", "--fee-rounding", "daily")
    told = run_command("batch", str(table), "--engine", engine, *flags, *DAY).out.splitlines()
    plain = run_command("batch", str(table), "--engine", engine, *DAY).out

    assert told[0].startswith("income,children,rounding,law_of,rounded,rate,")
    assert ["each-step; fees: daily", "final; fees: daily"] == [
        line.split(",")[4] for line in told[1:]
    ]
    assert "rounded" not in plain
