"""Start-up is a feature: what a plain estimate may not load. A guard that no slow day can upset."""

import subprocess
import sys
from pathlib import Path

HEAVY = {
    "typer",
    "rich",
    "pydantic",
    "tomllib",
    "tomli_w",
    "numpy",
    "polars",
    "duckdb",
    "dataclasses",
    "tempfile",
    "csv",
}
SCRIPT = """
import sys
from cmscalc.cli.app import main
code = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str) -> set[str]:
    """The modules in memory after a command, in a fresh interpreter."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True
    )
    return set(ran.stderr.split())


def test_an_estimate_loads_nothing_heavy() -> None:
    """JSON and piped text start without rich, pydantic and the rest."""
    family = ("estimate", "--income", "27000/year", "--children", "2")

    assert set() == HEAVY & loaded(*family, "--json")
    assert set() == HEAVY & loaded(*family)


def test_a_case_file_needs_pydantic_and_no_more() -> None:
    """The ledger and the timeline start without rich, or what only writes TOML."""
    case = str(Path(__file__).parent.parent / "examples" / "two-families.toml")
    never = {"typer", "rich", "tomli_w", "numpy", "polars", "duckdb", "cmscalc.render.as_html"}
    commands = (
        ("ledger", case, "--as-at", "2026-06-30", "--json"),
        ("ledger", case, "--as-at", "2026-06-30"),
        ("timeline", case, "--on", "2026-06-30"),
        ("check", case, "--as-at", "2026-06-30"),
    )
    for command in commands:
        found = loaded(*command)

        assert {"pydantic", "tomllib"} <= found
        assert set() == never & found


def test_html_and_law_load_nothing_heavy() -> None:
    """Nor do the page and the table of law."""
    family = ("estimate", "--income", "27000/year", "--children", "2")

    assert set() == HEAVY & loaded(*family, "--format", "html")
    assert set() == HEAVY & loaded("sweep", "--over", "income", *family[1:])
    assert set() == HEAVY & loaded("law")


def test_an_import_loads_nothing_heavy() -> None:
    """A bank's file is read without the model of a case, or what reads spreadsheets."""
    bank = str(Path(__file__).parent.parent / "examples" / "bank-starling.csv")
    never = {
        "typer",
        "rich",
        "pydantic",
        "tomllib",
        "tomli_w",
        "numpy",
        "polars",
        "python_calamine",
    }

    assert set() == never & loaded("import", bank, "--match", "reed")
    assert set() == never & loaded("import", bank, "--json")
