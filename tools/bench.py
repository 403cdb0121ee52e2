"""Figures of speed, as ratios to a bare interpreter start. `make bench` runs it."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
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
EXAMPLES = Path(__file__).parent.parent / "examples"
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


# --- the ledger -----------------------------------------------------------------------------------

CASE = """
schema = "cmscalc.case/1"
effective_date = 2013-01-07
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[decision]]
from = 2013-01-07
weekly = "63.20"
"""
START = date(2013, 1, 7)
DAYS = 4_700


def payments_file(folder: Path, count: int, days: int = DAYS) -> Path:
    """Write so many payments, spread over so many days: thirteen years."""
    path = folder / f"{count}.csv"
    dates = (START + timedelta(days=at * days // count) for at in range(count))
    rows = (f"{day},{10 + at % 90}.{at % 100:02},R{at}\n" for at, day in enumerate(dates))
    path.write_text("date,amount,reference\n" + "".join(rows), encoding="utf-8")
    return path


def ledgers(folder: Path) -> None:
    """Print a small ledger beside a bare start, and what each payment of a large one costs."""
    case = folder / "case.toml"
    case.write_text(CASE, encoding="utf-8")
    as_at = ("--as-at", "2026-11-20")
    year = payments_file(folder, 40, days=350)
    small = ("ledger", str(case), str(year), "--as-at", "2014-01-05")
    ratio("ledger --json, a year", COMMAND, *small, "--json")
    ratio("ledger, a year, piped text", COMMAND, *small)
    two = ("ledger", str(EXAMPLES / "two-families.toml"), "--as-at", "2026-06-30")
    ratio("ledger --json, two parents, 3 years", COMMAND, *two, "--json")
    weekly = str(payments_file(folder, 18 * 52))
    long = ("ledger", str(case), weekly, *as_at, "--by", "year")
    ratio("ledger, 936 payments, 13 years", COMMAND, *long)
    medians = {}
    for count in (1, 10_000, 100_000):
        path = str(payments_file(folder, count))
        runs = [start(COMMAND, "ledger", str(case), path, *as_at, "--summary") for _ in range(5)]
        medians[count] = statistics.median(runs) / 1000
    none, ten, hundred = medians[1], medians[10_000], medians[100_000]
    each = (hundred - none) / 100_000
    print(f"{'100,000 payments, --summary':34}{hundred / 1000:8.1f} ms   {each:5.2f} µs a payment")
    linear = (hundred - none) / (ten - none)
    print(f"{'time(100k) ÷ time(10k), no start':34}{linear:8.2f}      (12 at most)")
    statements(case, weekly, as_at, folder)
    others(folder, case, str(payments_file(folder, 100_000)), as_at)


def statements(case: Path, payments: str, as_at: tuple[str, ...], folder: Path) -> None:
    """Print what a statement of many years takes, and what checking it does."""
    page = folder / "statement.html"
    made = (COMMAND, "statement", str(case), payments, *as_at, "-o", str(page), "--force")
    ratio("statement, 936 payments, a page", *made)
    ratio("verify of it", COMMAND, "verify", str(page))
    print(f"{'  its size':34}{page.stat().st_size / 1e6:8.2f} MB")


def others(folder: Path, case: Path, payments: str, as_at: tuple[str, ...]) -> None:
    """Print what hledger and ledger take for the same account, where they are installed."""
    journal = folder / "case.journal"
    export = [COMMAND, "ledger", str(case), payments, *as_at, "--format", "hledger"]
    took = start(*export, "--output", str(journal))
    print(f"{'  the whole as a journal':34}{took / 1e6:8.1f} ms")
    for name in ("hledger", "ledger"):
        if shutil.which(name):
            took = start(name, "-f", str(journal), "balance")
            print(f"{f'  {name} balance of it':34}{took / 1e6:8.1f} ms")


# --- banks' files ---------------------------------------------------------------------------------

STARLING = "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n"
# One row in so many is maintenance: a payment a month among a few a day.
ONE_IN = 90


def bank_file(folder: Path, count: int) -> Path:
    """Write a bank's file of so many rows."""
    path = folder / f"bank-{count}.csv"
    balance = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(STARLING)
        for at in range(count):
            pence = 32370 if at % ONE_IN == 0 else -(at % 997) - 100
            who = "R DALE,MAINT" if at % ONE_IN == 0 else f"SHOP {at % 50},CARD {at}"
            balance += pence
            day = START + timedelta(days=at * DAYS // count)
            file.write(f"{day:%d/%m/%Y},{who},FPI,{_pounds(pence)},{_pounds(balance)},GENERAL,\n")
    return path


def _pounds(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"


def imports(folder: Path) -> None:
    """Print what rows of a bank cost beyond the start, and how much memory they take."""
    small = bank_file(folder, 100)
    ratio("import, 100 rows", COMMAND, "import", str(small), "--match", "dale")
    none = statistics.median(import_of(small, folder / "none.csv")[0] for _ in range(5))
    for count in (10_000, 100_000, 500_000):
        path = bank_file(folder, count)
        took, kilobytes = import_of(path, folder / f"into-{count}.csv")
        beyond = (took - none) / 1e6
        print(
            f"{f'import, {count:,} rows':34}{beyond:8.1f} ms beyond start, {kilobytes // 1024} MB"
        )


def import_of(path: Path, into: Path) -> tuple[int, int]:
    """Nanoseconds and the most kilobytes that an import takes."""
    into.unlink(missing_ok=True)
    command = [COMMAND, "import", str(path), "--match", "dale", "--into", str(into), "--json"]
    began = time.perf_counter_ns()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter_ns() - began, used.ru_maxrss


# --- others with the same formula -----------------------------------------------------------------


def yardsticks() -> None:
    """Print what openfisca-core takes for the plain formula, where it is installed."""
    script = Path(__file__).parent / "yardstick_openfisca.py"
    subprocess.run([sys.executable, str(script)], check=True)


if __name__ == "__main__":
    ratio("estimate --json", COMMAND, *FAMILY, "--json")
    ratio("estimate, piped text", COMMAND, *FAMILY)
    ratio("estimate --explain, piped text", COMMAND, *FAMILY, "--explain")
    ratio("estimate --format html", COMMAND, *FAMILY, "--format", "html")
    ratio("--help", COMMAND, "--help")
    in_one_process()
    with tempfile.TemporaryDirectory() as scratch:
        imports(Path(scratch))
        ledgers(Path(scratch))
    sys.stdout.flush()
    yardsticks()
