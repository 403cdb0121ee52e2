"""Files: private, whole or not at all, never over another; and streams that go away."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cmscalc.files.output import write_private
from cmscalc.files.problems import NotWritten
from conftest import Ran

FAMILY = ("estimate", "--income", "27000/year", "--children", "2", "--on", "2026-11-21")
INSTALLED = [sys.executable, "-m", "cmscalc"]


def mode(path: Path) -> int:
    """The permission bits of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_private(cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """-o makes a file only its owner can read, with what would have been printed."""
    path = tmp_path / "answer.json"
    printed = cmscalc(*FAMILY, "--json").out

    assert ("", "", 0) == cmscalc(*FAMILY, "--json", "-o", str(path))
    assert (printed, 0o600) == (path.read_text(encoding="utf-8"), mode(path))
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("shape", ["text", "json", "csv", "html"])
def test_every_format_can_be_written(
    shape: str, cmscalc: Callable[..., Ran], tmp_path: Path
) -> None:
    """The file holds the same text as standard output."""
    path = tmp_path / "answer"
    printed = cmscalc(*FAMILY, "--format", shape).out
    cmscalc(*FAMILY, "--format", shape, "--output", str(path))

    assert printed == path.read_text(encoding="utf-8")


def test_a_file_is_not_replaced_without_force(cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """What was there stays, and the message says how to replace it."""
    path = tmp_path / "answer.txt"
    path.write_text("mine")
    refused = cmscalc(*FAMILY, "-o", str(path))

    assert (3, "mine") == (refused.code, path.read_text())
    assert (
        f"cmscalc: {path} is there already: choose another name, or add --force to replace it\n"
        == refused.err
    )
    assert 0 == cmscalc(*FAMILY, "-o", str(path), "--force").code
    assert (True, 0o600) == (path.read_text().startswith("Child maintenance"), mode(path))
    assert [path] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """A sentence, and nothing made."""
    path = tmp_path / "no" / "answer.txt"
    ran = cmscalc(*FAMILY, "-o", str(path))

    message = f"{path} cannot be written: there is no folder {path.parent}; make it first"
    assert (3, f"cmscalc: {message}\n") == (ran.code, ran.err)
    assert [] == list(tmp_path.iterdir())


def test_a_folder_is_not_a_file(cmscalc: Callable[..., Ran], tmp_path: Path) -> None:
    """A folder is refused, with --force too."""
    ran = cmscalc(*FAMILY, "-o", str(tmp_path), "--force")

    assert (3, f"cmscalc: {tmp_path} is a folder: give a file name in it\n") == (ran.code, ran.err)


def test_where_links_are_not_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a memory stick that knows no links the name is looked at, then taken."""

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "answer.txt"
    write_private(path, "one")
    with pytest.raises(NotWritten, match="is there already"):
        write_private(path, "two")

    assert ("one", [path]) == (path.read_text(), list(tmp_path.iterdir()))


def test_a_full_disk_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fault in writing is a sentence, and the unfinished file is taken away."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="cannot be written: no space left on device"):
        write_private(tmp_path / "answer.txt", "text")

    assert [] == list(tmp_path.iterdir())


WRITER = """
import sys
from pathlib import Path
from cmscalc.files.output import write_private
print("ready", flush=True)
at = 0
while True:
    at += 1
    write_private(Path(sys.argv[1]), f"{at % 10}" * 200_000, force=True)
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    """Kill -9, twenty times, at twenty moments: the old file or the new one, never a part."""
    path = tmp_path / "answer.txt"
    write_private(path, "0" * 200_000)
    for turn in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(turn * 0.0037)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        text = path.read_text()

        assert (200_000, 1) == (len(text), len(set(text)))
        assert 0o600 == mode(path)


def test_a_reader_that_goes_away_is_no_fault() -> None:
    """`cmscalc … | head -1`: no message, no traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*INSTALLED, *FAMILY, "--explain"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)

    assert (b"", 141) == (ran.stderr, ran.returncode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_standard_output_is_said() -> None:
    """Nothing is lost in silence: exit 3 and a sentence."""
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*INSTALLED, *FAMILY], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert ("cmscalc: cannot write the answer: no space left on device\n", 3) == (
        ran.stderr,
        ran.returncode,
    )


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """An estimate writes nothing anywhere: no history, no cache, no settings."""
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    subprocess.run(
        [*INSTALLED, *FAMILY], env=environment, cwd=tmp_path, check=True, capture_output=True
    )

    assert [] == list(tmp_path.iterdir())
