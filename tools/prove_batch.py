"""Work out random rows by the row and by the column, and many of them by the core: are all alike?

    python tools/prove_batch.py                      5,000,000 rows, each in both ways of rounding
    python tools/prove_batch.py --rows 100000 --seed 7

Rows are those of `tests/batch_rows.py`, under the law and under each reform, shipped and made up.
The formula read for a row costs ten times less than the core, so every row is compared with that,
and `--core` of them, spread evenly, with the core too. Two processes; it prints one line, and any
difference with its row.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from batch_compare import HEADER, all_ways
from batch_rows import REFORMS, ROUNDING, TODAY, Case, Dice
from cmscalc.batch.columns import Columns
from cmscalc.batch.groups import Groups, Settings
from cmscalc.batch.plain import Rows
from cmscalc.batch.result import Answered, each_of

CHUNK = 20_000
SHOWN = 5


class Proved(NamedTuple):
    """What came of some rows: how many answers were compared, by which ways, and what differs."""

    answers: int
    by_column: int
    by_core: int
    differ: tuple[str, ...]


def prove(seed: int, core: int, number: int, rows: int) -> Proved:
    """Work out one chunk of rows, under the reforms whose turn it is."""
    dice = Dice(seed * 1_000_003 + number)
    reforms = REFORMS[number % len(REFORMS)]
    cases = [
        Case(row | rounding, reforms)
        for row in (dice.row() for _ in range(rows))
        for rounding in ROUNDING
    ]
    differ = [f"core: {each}" for each in all_ways(cases[:core]) if not each.agree]
    sure = 0
    for case, quick, column in _both(cases):
        if column is not None:
            sure += 1
            if quick is None or told(quick) != column:
                differ.append(f"formula: {case}\n{quick}\n{column}")
    return Proved(len(cases), sure, min(core, len(cases)), tuple(differ[:SHOWN]))


def told(found: Answered) -> tuple[object, ...]:
    """Put an answer for a row as those of the column are put."""
    state = found.collected if found.state else None
    return (
        *(found.day, found.rate, -1 if found.income is None else found.income, found.weekly),
        *(found.on_top is not None, found.on_top or 0, found.off or 0),
        *(found.state, -1 if state is None else state, each_of(found) or None),
    )


def _both(cases: list[Case]) -> Iterator[tuple[Case, Answered | None, tuple[object, ...] | None]]:
    """Answer each case by the formula for a row, and by the column where it is sure."""
    settings = Settings(today=TODAY, reforms=cases[0].reforms)
    cells = [[case.row.get(name, "") for name in HEADER.names] for case in cases]
    columns = dict(zip(HEADER.names, map(list, zip(*cells, strict=True)), strict=True))
    filled = Columns(HEADER, Groups(settings)).answer(pa.table(columns))
    found = filled.columns(settings.answers())
    collected = filled.collected.tolist()
    answers = zip(
        found["law_of"].to_pylist(),
        *(each.tolist() for each in (filled.rate, filled.income, filled.weekly, filled.fees)),
        # An amount of a fee that is not charged is none.
        *((each * filled.fees).tolist() for each in (filled.on_top, filled.off)),
        filled.state.tolist(),
        [amount if there else -1 for amount, there in zip(collected, filled.state, strict=True)],
        found["weekly_each"].to_pylist(),
        strict=True,
    )
    rows = Rows(HEADER, Groups(settings))
    sure = filled.sure.tolist()
    for case, texts, answer, is_sure in zip(cases, cells, answers, sure, strict=True):
        yield case, rows.quickly(texts), answer if is_sure else None


def main() -> int:
    """Prove so many rows, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--core", type=int, default=300_000, help="answers of the core's, in all")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chunks = max(1, -(-asked.rows // CHUNK))
    sizes = [asked.rows // chunks + (at < asked.rows % chunks) for at in range(chunks)]
    start = time.monotonic()
    work = partial(prove, asked.seed, -(-asked.core // chunks))
    with ProcessPoolExecutor(2) as processes:
        found = list(processes.map(work, range(chunks), sizes))
    differ = [each for proved in found for each in proved.differ]
    for each in differ[:SHOWN]:
        print(each)
    answers = sum(each.answers for each in found)
    by_column = sum(each.by_column for each in found)
    by_core = sum(each.by_core for each in found)
    print(
        f"{asked.rows:,} rows in both ways of rounding, {answers:,} answers: {by_column:,} by the "
        f"column and by the row, {by_core:,} by the core too; {len(differ)} differ "
        f"(seed {asked.seed}, {len(REFORMS)} laws, {time.monotonic() - start:.0f} s)"
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
