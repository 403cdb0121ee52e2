"""Figures of speed of many cases. `make bench` runs it; `--rows 100000000` goes on to more."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROUNDS = 7
COMMAND = str(Path(sys.executable).parent / "cmscalc")
HEADER = "id,income,children,nights,other_children\n"
BATCH = 100_000
BLOCK = 65_536
MILLION = 1_000_000
LAW = ("--on", "2026-11-21")


def rows(first: int, many: int) -> str:
    """Write rows that are all different and look like a caseload's."""
    return "".join(
        f"S{at:09},{at * 7919 % 120_000}.{at * 31 % 100:02}/year,{at % 4 + 1},"
        f"{at * 37 % 200},{at // 7 % 4}\n"
        for at in range(first, first + many)
    )


def csv_file(folder: Path, many: int) -> Path:
    """Write so many rows as CSV."""
    path = folder / f"{many}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for first in range(0, many, BATCH):
            file.write(rows(first, min(BATCH, many - first)))
    return path


def parquet_file(folder: Path, source: Path) -> Path:
    """Write the same rows as Parquet, with the types a data tool would give them."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.csv as pc  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    path = folder / f"{source.stem}.parquet"
    writer = None
    types = pc.ConvertOptions(column_types={"id": pa.string(), "income": pa.string()})
    for batch in pc.open_csv(source, convert_options=types):
        writer = writer or pq.ParquetWriter(path, batch.schema)
        writer.write_table(pa.Table.from_batches([batch]))
    assert writer is not None
    writer.close()
    return path


def run_of(*command: str) -> tuple[int, int]:
    """Nanoseconds and the most kilobytes that a command takes."""
    began = time.perf_counter_ns()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
    assert not status, command
    return time.perf_counter_ns() - began, used.ru_maxrss


def ratio(name: str, out: str, *command: str, rounds: int = ROUNDS) -> None:
    """Print the medians of alternating runs of a command and of a bare interpreter.

    The file of the run before is taken away first: that takes as long as a fifth of a run.
    """
    bare, ours, most = [], [], 0
    Path(out).unlink(missing_ok=True)
    run_of(*command)
    for _ in range(rounds):
        Path(out).unlink()
        bare.append(run_of(sys.executable, "-c", "pass")[0])
        took, kilobytes = run_of(*command)
        ours.append(took)
        most = max(most, kilobytes)
    b, o = statistics.median(bare), statistics.median(ours)
    print(f"{name:34}{o / 1e6:10.1f} ms {o / b:7.2f} × bare  {most // 1024:4} MB", flush=True)


def computed() -> None:
    """Print what `compute` takes a row: reading its words, the formula, writing its answers."""
    import pyarrow.csv as pc  # noqa: PLC0415 - an extra

    from cmscalc.batch.compute import compute  # noqa: PLC0415 - after the libraries

    with tempfile.TemporaryDirectory() as scratch:
        table = pc.read_csv(csv_file(Path(scratch), MILLION))
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter_ns()
        for first in range(0, MILLION, BATCH):
            compute(table.slice(first, BATCH), on="2026-11-21")
        took.append(time.perf_counter_ns() - began)
    each = statistics.median(took) / MILLION
    print(f"{'compute, words and answers too':34}{each:10.1f} ns a row")


def formula() -> None:
    """Time the formula alone, by the column and on one core: what the yardstick times too."""
    import numpy as np  # noqa: PLC0415 - an extra

    from cmscalc.batch.columns import COLUMNS  # noqa: PLC0415 - as above
    from cmscalc.batch.formula import Case, Modes, Part, due  # noqa: PLC0415
    from cmscalc.batch.scale import scale_of  # noqa: PLC0415
    from cmscalc.core.facts import Period  # noqa: PLC0415
    from cmscalc.law import law_on  # noqa: PLC0415

    scale = scale_of(law_on(date.fromisoformat(LAW[1])))
    random = np.random.default_rng(1)
    pence = random.integers(0, 200_000_00, BLOCK)
    children, others = random.integers(1, 4, BLOCK), random.integers(0, 4, BLOCK)
    off = children * random.choice([0, scale.care_of // 7], BLOCK)
    none, no = np.int64(0), np.bool_(False)
    part = Part(children, off, (), none, no, no)
    income = pence * scale.a_week[Period.YEAR]
    case = Case(income, none, others, children, none, no, (part,), no, (no,))
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter_ns()
        for _ in range(MILLION // BLOCK):
            due(COLUMNS, scale, case, Modes())
        took.append(time.perf_counter_ns() - began)
    each = statistics.median(took) / (MILLION // BLOCK * BLOCK)
    print(f"{'the formula alone, by the column':34}{each:10.1f} ns a row")


def main() -> None:
    """Measure a thousand rows, a million, and as many as asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10 * MILLION)
    most = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        small = csv_file(folder, 1_000)
        out = str(folder / "out.csv")
        ratio("batch, 1,000 rows of CSV", out, COMMAND, "batch", str(small), "-o", out, *LAW)
        try:
            import pyarrow as pa  # noqa: F401, PLC0415 - an extra
        except ImportError:
            print("the extra batch is not installed: no columns to measure")
            return
        computed()
        formula()
        for many in (MILLION, most):
            source = csv_file(folder, many)
            for path in (source, parquet_file(folder, source)):
                out = str(path.with_name(f"out{path.suffix}"))
                name = f"batch, {many:,} rows, {path.suffix[1:]}"
                command = (COMMAND, "batch", str(path), "-o", out, *LAW)
                ratio(name, out, *command, rounds=ROUNDS if many == MILLION else 1)


if __name__ == "__main__":
    main()
