"""Figures of speed, as ratios to a bare interpreter start. `make bench` runs it."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 11
FAMILY = [
    "estimate",
    "--income=30000/year",
    "--pension=3000/year",
    "--other-children=1",
    "--family=Nicola=115",
    "--family=Sue=0",
    "--collect-and-pay",
]
COMMAND = str(Path(sys.executable).parent / "cmscalc")


def seconds(work: Callable[[], object]) -> int:
    """Nanoseconds that some work takes."""
    start = time.perf_counter_ns()
    work()
    return time.perf_counter_ns() - start


def start(*command: str) -> int:
    """Nanoseconds that a process takes from start to end."""
    return seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


def ratio(name: str, *command: str) -> None:
    """Print the medians of alternating runs of a command and of a bare interpreter."""
    bare, ours = [], []
    start(*command)
    for _ in range(ROUNDS):
        bare.append(start(sys.executable, "-c", "pass"))
        ours.append(start(*command))
    b, o = statistics.median(bare), statistics.median(ours)
    print(f"{name:34}{o / 1e6:8.1f} ms   {o / b:5.2f} × bare ({b / 1e6:.1f} ms)")


def in_one_process(count: int = 1000) -> None:
    """Print how long many estimates take in one process."""
    from cmscalc import estimate  # noqa: PLC0415 - loading it is not part of the figure

    def work() -> None:
        for at in range(count):
            estimate(
                income=f"{20000 + at}/year",
                other_children=1,
                family=["Nicola=115", "Sue=0"],
                collect_and_pay=True,
                on="2026-11-21",
            )

    print(f"{f'{count:,} estimates in one process':34}{seconds(work) / 1e6:8.1f} ms")


if __name__ == "__main__":
    ratio("estimate --json", COMMAND, *FAMILY, "--json")
    ratio("estimate, piped text", COMMAND, *FAMILY)
    ratio("estimate --explain, piped text", COMMAND, *FAMILY, "--explain")
    ratio("estimate --format html", COMMAND, *FAMILY, "--format", "html")
    ratio("--help", COMMAND, "--help")
    in_one_process()
