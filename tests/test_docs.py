"""The docs are true: what they show is run, and the reference is what the program says."""

import subprocess
import sys
from pathlib import Path

import pytest
from docs import Shown, agrees, check_page, pages, reference, shown

from cmscalc.cli.app import application
from conftest import ROOT


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_page(path: Path) -> None:
    """Every console and Python block gives what the page says."""
    problems: list[str] = []
    check_page(path, problems)

    assert [] == problems


@pytest.mark.parametrize("name", sorted(reference()))
def test_reference(name: str) -> None:
    """The reference is what `make docs` would write now."""
    path = ROOT / "docs" / "reference" / name

    assert reference()[name] == path.read_text(encoding="utf-8")


def test_every_command_is_in_the_reference() -> None:
    """A command nobody can find does not exist."""
    text = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    for command in application().registered_commands:
        assert f"## `cmscalc {command.name}`" in text


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
    """The command that checks the docs ends with 0 on these, as CI wants."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "docs.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "docs are true\n") == (ran.returncode, ran.stdout)
