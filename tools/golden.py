"""Write the golden pages of tests/golden again. Pennies are not checked here: see tests/cases."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import run_command  # noqa: E402 - it is found on the path just set

GOLDEN = ROOT / "tests" / "golden"


def commands() -> dict[str, list[str]]:
    """Give each golden file's name and its command."""
    return tomllib.loads((GOLDEN / "commands.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for name, command in commands().items():
        (GOLDEN / name).write_text(run_command(*command).out, encoding="utf-8")
