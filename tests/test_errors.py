"""Every mistake in tests/errors gets exactly the message, and the exit code, that it shows."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import TESTS, Ran

FILES = sorted((TESTS / "errors").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    """Read one mistake."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_error(
    path: Path, cmscalc: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message to the letter, on standard error alone."""
    monkeypatch.chdir(tmp_path)
    mistake = read(path)
    ran = cmscalc(*mistake["command"])

    assert mistake["stderr"].removeprefix("\n") == ran.err
    assert (mistake["exit"], "") == (ran.code, ran.out)
    assert [] == list(tmp_path.iterdir())


def test_what_is_suggested_works() -> None:
    """A suggestion typed as it stands no longer has the problem it was made for."""
    # Checked by hand for each file; here, that suggestions name flags that exist.
    from cmscalc.cli.arguments import FLAGS  # noqa: PLC0415

    for path in FILES:
        for line in read(path)["stderr"].splitlines():
            if line.startswith("  try:    --"):
                flag = line.split()[1].partition("=")[0]
                assert flag in FLAGS, (path.name, line)
