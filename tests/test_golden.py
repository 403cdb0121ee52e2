"""How answers look: pages kept as they were last approved. `make golden` writes them again."""

from collections.abc import Callable

import pytest

from conftest import ROOT, TESTS, Ran
from golden import commands, ids_text

COMMANDS = commands()
# Where a letter in the case disagrees the exit code is 1.
LETTERS_DISAGREE = {
    "ledger-direct-pay.txt",
    "ledger-direct-pay.csv",
    "ledger-our-calculation.txt",
    "ledger-summary.txt",
    "ledger-summary.csv",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_golden(name: str, cmscalc: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is as approved, and no line of text is wider than 80 columns."""
    monkeypatch.chdir(ROOT / "examples")
    ran = cmscalc(*COMMANDS[name])

    assert (TESTS / "golden" / name).read_text(encoding="utf-8") == ran.out
    assert int(name in LETTERS_DISAGREE) == ran.code
    # A letter says beside it what is left to fill in.
    assert ran.err == "" or name.startswith("letter-")
    if name.endswith(".txt"):
        wide = [line for line in ran.out.splitlines() if len(line) > 80]
        assert [] == [line for line in wide if "https://" not in line]


def test_step_ids_stay() -> None:
    """A script that looks for a step by its id goes on finding it."""
    assert (TESTS / "golden" / "step-ids.json").read_text(encoding="utf-8") == ids_text()


def test_no_golden_file_without_a_command() -> None:
    """A page that nothing makes is not a test."""
    files = {path.name for path in (TESTS / "golden").iterdir()} - {
        "commands.toml",
        "step-ids.json",
    }

    assert files == set(COMMANDS)
