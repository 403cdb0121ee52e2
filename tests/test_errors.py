"""Every mistake in tests/errors gets exactly the message, and the exit code, that it shows."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import TESTS, Ran, put_files

FILES = sorted((TESTS / "errors").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    """Read one mistake."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_error(
    path: Path, cmscalc: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message to the letter, on standard error alone; doubts of a check on standard output."""
    monkeypatch.chdir(tmp_path)
    mistake = read(path)
    put_files(mistake, tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = cmscalc(*mistake["command"])

    assert mistake["stderr"].removeprefix("\n") == ran.err
    assert (mistake["exit"], mistake.get("stdout", "").removeprefix("\n")) == (ran.code, ran.out)
    assert before == sorted(tmp_path.iterdir())
