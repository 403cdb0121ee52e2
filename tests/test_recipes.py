"""The recipes for many machines, run as their page shows them: the answers of one process."""

import csv
import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import IPv6Address, ip_address
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from cmscalc.cli.commands import COMMANDS
from conftest import ROOT

# `make recipes` sets this, so that they cannot be left out unseen there.
REQUIRED = "CMSCALC_RECIPES_REQUIRED"
PAGE = ROOT / "docs" / "howto" / "many-machines.md"
BLOCK = re.compile(r"^```(?:python|sh) ([\w.]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CASELOAD = "examples/caseload.csv"
# Fifteen cells, of which the third is the income and the fifth the number of children.
BAD = "B{number},Wales,lots,,none,,,,,,,,,,\n"
# What the recipes say of the law, and the same with a proposal.
LAW = ('RULES = {"on": "2026-11-21"}', "--on 2026-11-21")
PROPOSAL = (
    'RULES = {"on": "2026-11-21", "reform": ["guaranteed-payment"]}',
    "--on 2026-11-21 --reform guaranteed-payment",
)
LONGEST_S = 300
FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO

Rows = list[dict[str, str]]


def installed(*modules: str) -> bool:
    """Whether these are here, or have to be."""
    return bool(os.environ.get(REQUIRED)) or all(find_spec(name) for name in modules)


def recipe(name: str, *, here: bool) -> Any:
    """Name a recipe, and skip it where what it needs is not here."""
    reason = f"what the recipe {name} needs is not installed on this system"
    return pytest.param(name, id=name, marks=pytest.mark.skipif(not here, reason=reason))


ARROW = installed("numpy", "pyarrow", "psutil")
JAVA = bool(shutil.which("java") or os.environ.get(REQUIRED))
BATCH = "batch" in COMMANDS
RECIPES = (
    recipe("shards", here=ARROW and BATCH),
    recipe("dask", here=ARROW and installed("distributed", "pandas")),
    recipe("spark", here=ARROW and installed("pyspark") and JAVA),
)


def set_out(folder: Path, rules: tuple[str, str]) -> None:
    """Put the page's scripts in a folder, and beside them cases of which two cannot be read."""
    page = PAGE.read_text(encoding="utf-8")
    for said, asked in zip(LAW, rules, strict=True):
        page = page.replace(said, asked)
    for name, text in BLOCK.findall(page):
        (folder / name).write_text(text, encoding="utf-8")
    header, *cases = (ROOT / CASELOAD).read_text(encoding="utf-8").splitlines(keepends=True)
    bad = [BAD.format(number=number) for number in (1, 2)]
    (folder / "examples").mkdir()
    (folder / CASELOAD).write_text("".join([header, bad[0], *cases, bad[1]]), encoding="utf-8")


def run(folder: Path, *command: str) -> set[str]:
    """Run a command to its end; give the addresses that it and its children opened or called."""
    import psutil  # noqa: PLC0415 - it comes with the extra

    # The environment's own Python first, as in one that was activated.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as out:
        process = psutil.Popen(
            command, cwd=folder, env={**os.environ, "PATH": path}, stdout=out, stderr=out
        )
        found: set[str] = set()
        end = time.monotonic() + LONGEST_S
        while process.poll() is None and time.monotonic() < end:
            found.update(addresses(process))
            time.sleep(0.05)
        if process.poll() is None:
            for each in (*process.children(recursive=True), process):
                with suppress(psutil.NoSuchProcess):
                    each.kill()
    assert 0 == process.wait(), log.read_text(encoding="utf-8")
    return found


def addresses(process: Any) -> Iterator[str]:
    """Give both ends of each connection that a process and its children have now."""
    import psutil  # noqa: PLC0415 - as above

    with suppress(psutil.Error):
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                for connection in each.net_connections(kind="inet"):
                    yield from (end.ip for end in (connection.laddr, connection.raddr) if end)


def is_loopback(text: str) -> bool:
    """Whether an address is this computer's own, in whichever of its notations."""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def in_one_process(folder: Path, rules: tuple[str, str]) -> Rows:
    """What `compute` answers, all rows at once."""
    import pyarrow.csv as pc  # noqa: PLC0415 - it comes with the extra

    from cmscalc.batch.compute import compute  # noqa: PLC0415 - it needs pyarrow

    reform = ("guaranteed-payment",) if rules is PROPOSAL else ()
    return as_texts(compute(pc.read_csv(folder / CASELOAD), on="2026-11-21", reform=reform))


def as_texts(table: Any) -> Rows:
    """The rows of a table, each value as its text: pounds have two places."""
    return [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in table.to_pylist()
    ]


def written(answers: Path) -> Rows:
    """The answers of a recipe: a CSV file, or a folder of Parquet."""
    if answers.suffix == ".csv":
        with answers.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    import pyarrow.parquet as pq  # noqa: PLC0415 - it comes with the extra

    return as_texts(pq.read_table(answers))


@pytest.mark.parametrize("rules", [LAW, PROPOSAL], ids=["law", "proposal"])
@pytest.mark.parametrize("name", RECIPES)
def test_recipe(name: str, rules: tuple[str, str], tmp_path: Path) -> None:
    """The same rows as in one process, two of them with an error; and this computer alone."""
    set_out(tmp_path, rules)
    expected = in_one_process(tmp_path, rules)

    run(tmp_path, "python", "in_parts.py")
    called = run(tmp_path, "bash", f"with_{name}.sh")

    (answers,) = tmp_path.glob("answers*")
    found = written(answers)
    if name == "spark":
        # It keeps no order, as the page says.
        expected, found = (sorted(rows, key=itemgetter("id")) for rows in (expected, found))
    assert 0 == answers.stat().st_mode & FOR_OTHERS
    assert expected == found
    assert {"B1", "B2"} == {row["id"] for row in found if row["error"]}
    assert {"proposal" in row for row in found} == {rules is PROPOSAL}
    assert (name == "shards") == (not called)
    assert [] == [each for each in called if not is_loopback(each)]


def test_the_page_has_what_is_run() -> None:
    """Each recipe is on the page, and says the law once, where a test can say a proposal."""
    shown = dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))

    assert {"in_parts.py", "with_shards.sh", "with_dask.py", "with_dask.sh"} < set(shown)
    assert {"with_spark.py", "with_spark.sh"} < set(shown)
    assert [1, 1] == [shown[f"with_{name}.py"].count(LAW[0]) for name in ("dask", "spark")]
    assert 1 == shown["with_shards.sh"].count(LAW[1])
