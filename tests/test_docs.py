"""The docs are true: what they show is run, and the reference is what the program says."""

import subprocess
import sys
from pathlib import Path

import pytest
from docs import MADE, REFERENCE, Shown, agrees, check_page, pages, shown

from cmscalc.cli.commands import COMMANDS
from conftest import ROOT


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_page(path: Path) -> None:
    """Every console and Python block gives what the page says."""
    problems: list[str] = []
    check_page(path, problems)

    assert [] == problems


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_reference(name: str) -> None:
    """The reference is what `make docs` would write now."""
    assert REFERENCE[name]() == (MADE / name).read_text(encoding="utf-8")


def test_every_page_of_the_reference_is_made() -> None:
    """None is written by hand beside those from the program."""
    assert sorted(REFERENCE) == sorted(path.name for path in MADE.iterdir())


def test_every_command_is_in_the_reference() -> None:
    """A command nobody can find does not exist."""
    text = (MADE / "cli.md").read_text(encoding="utf-8")

    for command in COMMANDS:
        assert f"## `cmscalc {command}`" in text


def test_links_between_pages_lead_somewhere() -> None:
    """No page links to a file that is not there."""
    import re  # noqa: PLC0415 - only here

    for path in pages():
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), (path.name, target)


def test_the_checker_finds_a_wrong_page() -> None:
    """Dots stand for any lines, and for nothing else."""
    found = ["one", "two", "three"]

    assert agrees(["one", "...", "three"], found)
    assert agrees(["..."], found)
    assert not agrees(["one", "three"], found)
    assert not agrees(["one", "...", "four"], found)
    assert [Shown("cmscalc x", ["y"]), Shown("cmscalc z", [])] == list(
        shown("$ cmscalc x\ny\n$ cmscalc z\n")
    )


def test_the_checker_says_so(tmp_path: Path) -> None:
    """With 0 where a page is true; with 1 and the command where it is not, and `--write` mends."""
    page = tmp_path / "page.md"
    wrong = "```console\n$ cmscalc law flat-rate\nLaw of the 2012 scheme, ...\n...\n```\n"
    page.write_text(wrong, encoding="utf-8")
    checker = [sys.executable, str(ROOT / "tools" / "docs.py"), str(page)]

    def ran(*more: str) -> tuple[int, str]:
        run = subprocess.run([*checker, *more], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout

    code, said = ran()
    assert (1, "page.md: $ cmscalc law flat-rate\n") == (code, said.rpartition("/")[2])
    assert 0 == ran("--write")[0]
    assert (0, "docs are true\n") == ran()
