"""The diary: rows beside the case, what is overdue first, and the case file as it was."""

import csv
import io
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran, run_command

CASE = """\
schema = "cmscalc.case/1"
effective_date = 2026-01-05
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[decision]]
from = 2026-01-05
weekly = "63.20"

[[diary]]
on = 2026-02-01
kind = "call"
who = "CMS"
what = "Asked where January is"
promised_by = 2026-02-15

[[diary]]
on = 2026-02-03
what = "Nothing came"
promised_by = 2026-02-10
kept_on = 2026-02-20
"""
HOSTILE = (
    '=HYPERLINK("x")',
    "-1 day",
    "+44",
    "@home",
    'quotes " and , commas',
    "two\nlines",
    "tab\there",
    "\u202eright to left",
    "é, ü, 漢字, 🙂",
    "'single' # no comment [[diary]]",
)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with a diary of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return path


def add(*flags: str) -> Ran:
    """Add a row that can be added."""
    ran = run_command("diary", "add", "case.toml", "--on", "2026-03-01", *flags)
    assert ran.code == 0, ran.err
    return ran


def shown(*flags: str) -> dict[str, Any]:
    """The diary as JSON."""
    found: dict[str, Any] = json.loads(run_command("diary", "case.toml", *flags, "--json").out)
    return found


def rows(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows of a table; none if it is not there."""
    tables = (
        block for part in document["parts"] for block in part["blocks"] if block["kind"] == "table"
    )
    return next((table["rows"] for table in tables if table["id"] == name), [])


def test_what_is_overdue_comes_first_the_longest_first(case: Path) -> None:
    """A promise is overdue from the day after; one that was kept by then is not."""
    on = {
        day: [
            (each["promised_by"], each["days"]) for each in rows(shown("--as-at", day), "overdue")
        ]
        for day in ("2026-02-10", "2026-02-11", "2026-02-19", "2026-02-20")
    }

    assert on == {
        "2026-02-10": [],
        "2026-02-11": [("2026-02-10", 1)],
        "2026-02-19": [("2026-02-10", 9), ("2026-02-15", 4)],
        "2026-02-20": [("2026-02-15", 5)],
    }
    ahead = rows(shown("--as-at", "2026-02-10"), "ahead")
    assert [each["promised_by"] for each in ahead] == ["2026-02-10", "2026-02-15"]
    assert rows(shown("--as-at", "2026-01-31"), "ahead") == []
    assert case.read_text(encoding="utf-8") == CASE


def test_a_row_is_shown_and_not_saved(case: Path) -> None:
    """As a case file has it, to be pasted there: with it the case reads as it should."""
    ran = add(
        "--kind", "letter", "--who", "CMS", "--what", 'Said "no"', "--promised-by", "2026-04-01"
    )
    case.write_text(f"{CASE}\n{ran.out}", encoding="utf-8")
    last = rows(shown("--as-at", "2026-05-01"), "diary")[-1]

    assert not Path("case-diary.csv").exists()
    assert "Not saved. --save adds it to case-diary.csv" in ran.err
    assert (last["date"], last["kind"], last["who"], last["what"], last["promised_by"]) == (
        "2026-03-01",
        "Letter",
        "CMS",
        'Said "no"',
        "2026-04-01",
    )


def test_rows_are_saved_beside_the_case(case: Path) -> None:
    """In a private file, which is read with the case from then on; the case is as it was."""
    add("--what", "One", "--save")
    add("--what", "Two", "--kind", "call", "--save")
    diary = Path("case-diary.csv")

    assert diary.read_text(encoding="utf-8") == (
        "date,kind,who,what,promised_by,kept_on\n2026-03-01,other,,One,,\n2026-03-01,call,,Two,,\n"
    )
    assert [each["what"] for each in rows(shown(), "diary")][-2:] == ["One", "Two"]
    assert case.read_text(encoding="utf-8") == CASE
    if os.name == "posix":
        assert stat.S_IMODE(diary.stat().st_mode) == 0o600
    text = run_command("statement", "case.toml", "--as-at", "2026-03-02").out
    assert "Call: Two." in text


def test_a_row_of_ones_own_making_stays(case: Path) -> None:
    """Columns in another order, line ends of Windows, no last line end: all stay as they are."""
    diary = Path("case-diary.csv")
    diary.write_bytes(b"what,date,kind,who\r\nWrote,2026-02-01,letter,CMS")
    add("--what", "Called", "--save")

    assert diary.read_bytes() == (
        b"what,date,kind,who\r\nWrote,2026-02-01,letter,CMS\nCalled,2026-03-01,other,\n"
    )
    assert case.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_out_as_it_went_in(text: str, case: Path) -> None:
    """And a spreadsheet has nothing to run."""
    add(f"--what={text}", f"--who={text.splitlines()[0]}", "--save")
    cells = list(csv.reader(io.StringIO(Path("case-diary.csv").read_text(encoding="utf-8"))))[1]

    assert rows(shown(), "diary")[-1]["what"] == text
    assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert case.exists()


def test_the_text_may_come_from_standard_input(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is not in the shell's history."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Told on the phone\n"))
    add("--what", "-", "--save")

    assert rows(shown(), "diary")[-1]["what"] == "Told on the phone"
    assert case.exists()


class Terminal(io.StringIO):
    """A person at a keyboard."""

    def isatty(self) -> bool:
        """There is one."""
        return True


def test_a_person_is_asked(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was said of what happened, and somebody is there."""
    monkeypatch.setattr("sys.stdin", Terminal("They will call back\n"))
    ran = add("--save")

    assert ran.err.startswith("What was said or done: ")
    assert rows(shown(), "diary")[-1]["what"] == "They will call back"
    assert case.exists()


def test_an_empty_diary_says_how_to_begin(case: Path) -> None:
    """And is no mistake."""
    case.write_text(CASE[: CASE.index("[[diary]]")], encoding="utf-8")
    ran = run_command("diary", "case.toml")

    assert ran.code == 0
    assert "`cmscalc diary add` begins it" in ran.out


def test_check_reads_the_diary_file_too(case: Path) -> None:
    """With payments and their evidence beside it."""
    add("--what", "One", "--save")
    Path("case.csv").write_text(
        "date,amount,evidence\n2026-01-11,63.20,a.csv:7 sha256:ef1cc18629e3\n", encoding="utf-8"
    )

    assert run_command("check", "case.toml", "--as-at", "2026-03-01").code == 1
    Path("case-diary.csv").write_text("date,what\nsoon,One\n", encoding="utf-8")
    assert run_command("check", "case.toml", "--as-at", "2026-03-01").code == 3
    assert case.exists()


def test_what_was_said_before_the_case_is_in_the_chronology(case: Path) -> None:
    """An application comes before the effective date."""
    Path("case-diary.csv").write_text(
        "date,what,promised_by\n2025-12-02,Applied,2026-01-02\n", encoding="utf-8"
    )
    text = run_command("statement", "case.toml", "--as-at", "2026-03-02").out
    window = run_command("statement", "case.toml", "--as-at", "2026-03-02", "--from", "2026-02-02")

    assert "Note: Applied." in text
    assert "It is not noted" in text
    assert "Applied" not in window.out
    assert case.exists()
