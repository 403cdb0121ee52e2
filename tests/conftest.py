"""What the tests share: where data files are, and the command run in this process."""

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cmscalc.cli.app import main

TESTS = Path(__file__).parent
ROOT = TESTS.parent


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


def run_command(*arguments: str) -> Ran:
    """Run `cmscalc` with these arguments, as a pipe would see it."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline=""), io.StringIO()
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        code = main(arguments)
    finally:
        sys.stdout, sys.stderr = kept
    out.flush()
    return Ran(out.buffer.getvalue().decode("utf-8"), err.getvalue(), code)


def put_files(example: Mapping[str, Any], folder: Path) -> None:
    """Write the files of a data file: `[files]` as text, `[hex]` byte by byte."""
    for name, text in example.get("files", {}).items():
        (folder / name).write_text(text.removeprefix("\n"), encoding="utf-8", newline="")
    for name, digits in example.get("hex", {}).items():
        (folder / name).write_bytes(bytes.fromhex(digits))


@pytest.fixture
def cmscalc() -> Callable[..., Ran]:
    """Run the command."""
    return run_command
