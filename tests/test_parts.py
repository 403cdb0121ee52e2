"""A table's answers are the same however it is cut in parts, and in whichever process they are."""

import multiprocessing
import pickle
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pytest

from cmscalc.batch.compute import compute
from cmscalc.files.problems import Problems
from conftest import ROOT

DAY = "2026-11-21"
LAW = partial(compute, on=DAY)
PROPOSAL = partial(compute, on=DAY, reform=("guaranteed-payment",))
NOBODY = {"id": "X1", "income": "lots", "children": 1}


def caseload(rows: int) -> pa.Table:
    """The first rows of the synthetic caseload, and in their middle one that cannot be read."""
    table = pc.read_csv(ROOT / "examples" / "caseload.csv").slice(0, rows)
    wrong = pa.Table.from_pylist([NOBODY], table.schema)
    return pa.concat_tables([table.slice(0, rows // 2), wrong, table.slice(rows // 2)])


@pytest.mark.parametrize("answers_to", [LAW, PROPOSAL], ids=["law", "proposal"])
def test_parts_put_together_are_the_whole(answers_to: "partial[pa.Table]") -> None:
    """Wherever the cuts are: one row, no row, rows that all have an error."""
    table = caseload(600)
    rng = random.Random(1)
    bad = 300
    cuts = sorted([0, 0, 1, bad, bad + 1, *rng.sample(range(len(table)), 12), len(table)])

    parts = [answers_to(table.slice(start, end - start)) for start, end in pairwise(cuts)]

    whole = answers_to(table)
    assert whole.equals(pa.concat_tables(parts))
    assert [bad] == [row for row, said in enumerate(whole["error"].to_pylist()) if said]


@pytest.mark.parametrize("answers_to", [LAW, PROPOSAL], ids=["law", "proposal"])
def test_no_rows_have_the_columns_of_answers(answers_to: "partial[pa.Table]") -> None:
    """What asks for the columns beforehand, as Spark does, gets them from a table of no rows."""
    table = caseload(20)

    for given in (table.slice(0, 0), table.schema.empty_table()):
        assert 0 == len(answers_to(given))
        assert answers_to(table).schema.equals(answers_to(given).schema)


def test_another_process_answers_the_same() -> None:
    """The function goes to a fresh process as pickled bytes, with what it is asked."""
    table = caseload(200)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as elsewhere:
        for answers_to in (LAW, PROPOSAL):
            sent = pickle.loads(pickle.dumps(answers_to))  # noqa: S301 - our own bytes
            found = elsewhere.submit(sent, table).result()

            assert answers_to(table).equals(found)


def test_problems_come_back_from_another_process() -> None:
    """What is wrong with the columns is said where the work was asked for, all of it."""
    table = pa.table({"incme": ["100/week"], "children": [1]})
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as elsewhere:
        with pytest.raises(Problems) as here:
            compute(table, on=DAY, reform=["no-fee"])
        with pytest.raises(Problems) as there:
            elsewhere.submit(compute, table, on=DAY, reform=["no-fee"]).result()

    assert 2 == len(here.value.problems)
    assert here.value.problems == there.value.problems


@pytest.mark.parametrize("reform", [(), ("--reform", "no-fees")], ids=["law", "proposal"])
def test_rows_and_columns_write_the_same(reform: tuple[str, ...], tmp_path: Path) -> None:
    """To the byte: a row without an answer, and one that is no row of the table, too."""
    table = tmp_path / "cases.csv"
    table.write_text('id,income,children\nA,lots,1\nB,100/week,1\nC,"1\nD,1/week\n', "utf-8")
    outs = [tmp_path / f"{engine}.csv" for engine in ("rows", "columns")]

    command = [sys.executable, "-m", "cmscalc", "batch", str(table), "--on", DAY, *reform]
    ran = [
        subprocess.run(
            [*command, "--engine", out.stem, "-o", str(out)], capture_output=True, check=False
        )
        for out in outs
    ]

    assert [3, 3] == [each.returncode for each in ran]
    assert ran[0].stderr == ran[1].stderr
    assert outs[0].read_bytes() == outs[1].read_bytes()
