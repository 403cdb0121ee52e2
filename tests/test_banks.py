"""Every bank's file in tests/banks gives exactly the payments that are written beside it."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import TESTS, Ran

BANKS = TESTS / "banks"
FILES = sorted(BANKS.glob("*.toml"))


def bank_file(path: Path) -> Path:
    """The bank's file that a data file is about."""
    return next(each for each in BANKS.glob(f"{path.stem}.*") if each != path)


def read(path: Path) -> dict[str, Any]:
    """Read a data file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def imported(cmscalc: Callable[..., Ran], path: Path, *more: str) -> dict[str, Any]:
    """What an import of its file says."""
    arguments = read(path)["import"]["arguments"]
    ran = cmscalc("import", str(bank_file(path)), *arguments, *more, "--json")

    assert ("", 0) == (ran.err, ran.code)
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


GOOD = [path for path in FILES if "refused" not in read(path)["expect"]]
REFUSED = [path for path in FILES if path not in GOOD]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_banks_file(path: Path, cmscalc: Callable[..., Ran]) -> None:
    """The layout is found without asking; each payment is there, every other row is counted."""
    expect = read(path)["expect"]
    answer = imported(cmscalc, path)
    (file,) = answer["files"]
    payments = sorted(
        (each["line"], each["date"].isoformat(), each["amount"], each["reference"])
        for each in expect.get("payment", [])
    )
    balance = file["balance"]
    runs = "none" if balance is None else "runs" if balance["runs"] else "broken"

    assert read(path)["import"]["bank"] == file["bank"]
    assert payments == sorted(
        (int(each["source"].split(":")[1]), each["date"], each["amount"], each["reference"])
        for each in answer["payments"]
    )
    assert (expect["rows"], expect["payments"], expect["other_way"]) == (
        file["rows"],
        file["matched"],
        len(file["other_way"]),
    )
    assert (expect["pending"], expect["foreign"]) == (file["not_settled"], len(file["foreign"]))
    assert expect["balance"] == runs
    assert 0 == file["bad"]


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_a_file_that_is_refused(path: Path, cmscalc: Callable[..., Ran]) -> None:
    """What cannot be read without guessing is refused in a sentence."""
    mistake = read(path)
    ran = cmscalc("import", str(bank_file(path)), *mistake["import"]["arguments"])

    assert ("", 3) == (ran.out, ran.code)
    assert mistake["expect"]["refused"] in ran.err


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_row_is_accounted_for(path: Path, cmscalc: Callable[..., Ran]) -> None:
    """Each row is a payment, or one of the kinds of rows not taken; none is in two of them."""
    (file,) = imported(cmscalc, path)["files"]
    kinds = ("other_way", "pending", "foreign")
    taken = file["matched"] + sum(len(file[kind]) for kind in kinds)

    assert file["rows"] == taken + file["excluded"] + file["outside_days"] + file["not_matched"]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_importing_again_adds_nothing(
    path: Path, cmscalc: Callable[..., Ran], tmp_path: Path
) -> None:
    """A file's payments are added once, whatever its bank."""
    into = tmp_path / "payments.csv"
    first = imported(cmscalc, path, "--into", str(into))
    written = into.read_bytes()
    again = imported(cmscalc, path, "--into", str(into))

    assert first["payments"]
    assert first["written"]
    assert not again["written"]
    assert len(first["payments"]) == len(again["already_there"])
    assert written == into.read_bytes()
    assert 0o600 == into.stat().st_mode & 0o777
