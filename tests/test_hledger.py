"""The journal, read by the real hledger: it balances, and to the same pennies."""

import json
import os
import random
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from conftest import TESTS, run_command
from random_cases import as_csv, as_toml, random_case

# CI sets this once it has tried to install hledger, so that it cannot be left out unseen there.
REQUIRED = "CMSCALC_HLEDGER_REQUIRED"
pytestmark = pytest.mark.skipif(
    not shutil.which("hledger") and not os.environ.get(REQUIRED),
    reason="hledger is not installed on this system",
)
# In a window the fees of the JSON answer are those of the whole case, the journal's are not.
SAMPLE = [
    path
    for path in sorted((TESTS / "ledgers").glob("*.toml"))
    if "--from" not in path.read_text(encoding="utf-8")
]


def balances(journal: Path) -> dict[str, int]:
    """What hledger makes of each account, in pence. It checks every asserted balance first."""
    read = ["hledger", "-f", str(journal)]
    subprocess.run([*read, "check"], check=True, capture_output=True)
    ran = subprocess.run(
        [*read, "balance", "--flat", "--no-total", "--empty", "-O", "csv"],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [line.strip('"').split('","') for line in ran.stdout.splitlines()[1:]]
    return {name: pence(amount) for name, amount in rows}


def pence(text: str) -> int:
    """Read `63.20 GBP` as pence."""
    return int(text.removesuffix(" GBP").replace(".", "")) if text != "0" else 0


def check_journal(files: list[str], folder: Path, *flags: str) -> None:
    """Write a ledger as a journal, and hold hledger's balances against the JSON answer."""
    journal = folder / "ledger.journal"
    written = run_command(
        "ledger", *files, *flags, "--format", "hledger", "-o", str(journal), "--force"
    )
    answer = json.loads(run_command("ledger", *files, *flags, "--json").out)
    assert written.err == ""
    found = balances(journal)
    for side in answer["receiving_parents"]:
        assert found.get(f"owed:{side['name']}", 0) == pence(side["arrears"])
        assert found.get(f"paid:{side['name']}", 0) == pence(side["paid"])
    owed = sum(value for name, value in found.items() if name.startswith("collection fee:"))
    assert owed == pence(answer["fees"]["paying_parent"]["owed"])


@pytest.mark.parametrize("path", SAMPLE[::4], ids=lambda path: path.stem)
def test_worked_ledgers_balance_in_hledger(path: Path, tmp_path: Path) -> None:
    """The hand-worked ledgers, windows and credits among them."""
    worked = tomllib.loads(path.read_text(encoding="utf-8"))
    case, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    case.write_text(worked["case"], encoding="utf-8")
    bank.write_text(worked.get("payments", "date,amount\n").lstrip("\n"), encoding="utf-8")
    check_journal([str(case), str(bank)], tmp_path, *worked["arguments"])


@pytest.mark.parametrize("seed", range(6))
def test_random_ledgers_balance_in_hledger(seed: int, tmp_path: Path) -> None:
    """Random cases, with every kind of line."""
    case, payments, as_at, _ = random_case(random.Random(20_000 + seed))
    path, bank = tmp_path / "case.toml", tmp_path / "payments.csv"
    path.write_text(as_toml(case), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    check_journal([str(path), str(bank)], tmp_path, "--as-at", str(as_at))


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Labels, notes and references with what hledger gives a meaning."""
    case = tmp_path / "case.toml"
    case.write_text(
        """
schema = "cmscalc.case/1"
effective_date = 2024-03-11
service = "direct-pay"

[[receiving_parent]]
name = "B; (x)  = 5 @ 1"

[[decision]]
from = 2024-03-11
weekly = "63.20"

[[adjustment]]
on = 2024-03-12
kind = "opening-balance"
amount = "10.00"
note = "; a note\\n2024-01-01 * not a line"
""",
        encoding="utf-8",
    )
    journal = tmp_path / "ledger.journal"
    flags = ["--as-at", "2024-03-31", "--format", "hledger", "-o", str(journal)]

    assert run_command("ledger", str(case), *flags).code == 0
    assert balances(journal)["owed:B x 5 1"] == 19_960
