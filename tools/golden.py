"""Write the golden pages of tests/golden again. Pennies are not checked here: see tests/cases."""

import json
import os
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


def step_ids() -> dict[str, list[str]]:
    """Give the ids of the steps behind each explained page: scripts may rely on them."""
    explained = {name: each for name, each in commands().items() if "--explain" in each}
    return {
        name: [step["id"] for step in json.loads(run_command(*each, "--json").out)["steps"]]
        for name, each in explained.items()
    }


def ids_text() -> str:
    """Write the ids of every explained page."""
    return json.dumps(step_ids(), indent=1) + "\n"


def write_pdfs() -> None:
    """Write what the PDFs say, where the extra is installed."""
    from pdf_pages import GOLDEN_PDFS, text_of  # noqa: PLC0415 - it needs an extra

    for name, command in GOLDEN_PDFS.items():
        page = ROOT / "tests" / "golden_pdf" / f"{name}.txt"
        page.write_text(text_of(*command), encoding="utf-8")


if __name__ == "__main__":
    os.chdir(ROOT / "examples")
    for page, command in commands().items():
        (GOLDEN / page).write_text(run_command(*command).out, encoding="utf-8")
    (GOLDEN / "step-ids.json").write_text(ids_text(), encoding="utf-8")
    write_pdfs()
