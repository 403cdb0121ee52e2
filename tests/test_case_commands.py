"""Commands that read case files: what they do with files, streams, several cases, and questions."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Ran, run_command

EXAMPLES = ROOT / "examples"
INSTALLED = [sys.executable, "-m", "cmscalc"]
ON = ("--as-at", "2026-03-31")
FLAGS = (
    *("--effective-date", "2024-03-11"),
    *("--receiving-parent", "B", "--child", "C1=2015-03-02", "--decision", "63.20"),
)
ANSWERS = "2024-03-11\ncollect-and-pay\nA\nB\nC1=2015-03-02\n1,234.50\n\n\n\n"


@pytest.fixture(autouse=True)
def _in_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)


def made(folder: Path, *flags: str) -> Path:
    """A new case file."""
    path = folder / "case.toml"
    assert run_command("new", str(path), "--from-flags", *FLAGS, *flags).code == 0
    return path


# --- new ------------------------------------------------------------------------------------------


def test_a_new_case_is_private_and_sound(tmp_path: Path) -> None:
    """0600, silent in a check, and the ledger answers from it."""
    path = made(tmp_path)

    assert 0o600 == path.stat().st_mode & 0o777
    assert ("", "", 0) == run_command("check", str(path), *ON)
    answer = json.loads(run_command("ledger", str(path), "--as-at", "2024-03-24", "--json").out)
    assert "126.40" == answer["totals"]["arrears"]  # two weeks of 63.20


def test_a_new_case_with_everything(tmp_path: Path) -> None:
    """Two parents, an income, nights of a shorter period, and other children."""
    path = tmp_path / "case.toml"
    ran = run_command(
        *("new", str(path), "--from-flags", "--effective-date", "2024-03-11"),
        *("--service", "collect-and-pay", "--paying-parent", 'A "x"'),
        *("--receiving-parent", "B", "--receiving-parent", "D"),
        *("--child", "C1=2015-03-02=B", "--child", "C2=2016-03-02=D"),
        *("--decision", "B=63.20", "--decision", "D=20", "--income", "27000/year"),
        *("--nights", "13/91", "--other-children", "1"),
    )
    estimate = json.loads(run_command("estimate", str(path), "--on", "2024-03-11", "--json").out)

    assert 0 == ran.code
    assert ["B", "D"] == [parent["name"] for parent in estimate["receiving_parents"]]
    # 27,000 ÷ 365 × 7 = 517.81; less 11 % = 460.85; 16 % = 73.74; 52 nights: 6/7 = 63.20
    assert "63.20" == estimate["weekly"]


def test_a_new_case_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Not even before anything is asked; with --force it does."""
    path = made(tmp_path)
    before = path.read_text(encoding="utf-8")
    refused = run_command("new", str(path), "--from-flags", *FLAGS)

    assert (3, before) == (refused.code, path.read_text(encoding="utf-8"))
    assert "is there already" in refused.err
    assert 0 == run_command("new", str(path), "--from-flags", *FLAGS, "--force").code


def test_answers_may_come_through_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line each, no prompt; a comma within an amount is no second amount."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(ANSWERS))
    path = tmp_path / "case.toml"
    ran = run_command("new", str(path))
    text = path.read_text(encoding="utf-8")

    assert ("", f"Written: {path}. Next: cmscalc check {path}\n", 0) == ran
    assert 1 == text.count("[[decision]]")
    assert 'weekly = "1234.50"' in text
    assert "[[nights]]" not in text


def test_too_many_answers_are_not_lost_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line after the last question is a problem, and nothing is written."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(ANSWERS + "one more\n"))
    ran = run_command("new", str(tmp_path / "case.toml"))

    assert 2 == ran.code
    assert "more lines than questions" in ran.err
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_asked_beside_a_flag_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever typed it hears so at once, and not after ten questions."""
    monkeypatch.setattr("sys.stdin", io.StringIO("2024-03-11\n"))
    ran = run_command("new", str(tmp_path / "case.toml"), "--incom", "500/week")

    assert 2 == ran.code
    assert "--effective-date: no first day" in ran.err
    assert "try:    --income 500/week" in ran.err


def test_questions_on_a_terminal_are_asked_again_until_right(tmp_path: Path) -> None:
    """A wrong answer is told at once, with what is wanted."""
    path = tmp_path / "case.toml"
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*INSTALLED, "new", str(path)], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, b"11/03/2024\n2024-03-11\n\n\n\nC1\nC1=2015-03-02\n63.20\n\n\n\n")
    shown = b""
    while b"Written" not in shown:
        shown += os.read(ours, 4096)
    process.wait(timeout=30)
    os.close(ours)

    assert b"which is not the form wanted" in shown
    assert b"a child with no date of birth" in shown
    assert 'weekly = "63.20"' in path.read_text(encoding="utf-8")


def test_no_standard_input_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A closed one is neither a fault nor an empty answer."""
    monkeypatch.setattr(sys, "stdin", None)

    assert 2 == run_command("new", str(tmp_path / "case.toml")).code
    assert 3 == run_command("ledger", "-", *ON).code


def test_an_estimate_of_a_case_says_what_was_decided(tmp_path: Path) -> None:
    """So that nobody reads our figure out as what is due."""
    path = made(tmp_path, "--income", "27000/year")
    answer = json.loads(run_command("estimate", str(path), "--on", "2024-05-01", "--json").out)
    notes = {note["id"]: note["text"] for note in answer["notes"]}

    # 27,000 ÷ 365 × 7 × 12 % is 62.14.
    assert "62.14" == answer["weekly"]
    assert notes["decision-differs-B"].startswith("CMS decided £63.20 a week for B from 11 March")
    same = path.read_text(encoding="utf-8").replace('"63.20"', '"62.14"')
    path.write_text(same, encoding="utf-8")
    assert "decision-differs" not in run_command("estimate", str(path), "--on", "2024-05-01").out


# --- files ----------------------------------------------------------------------------------------


def test_a_decision_that_differs_leads_to_our_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger names the command that shows our figure step by step; and it does."""
    made(tmp_path, "--income", "500/week", "--nights", "0")
    monkeypatch.chdir(tmp_path)
    page = run_command("ledger", "case.toml", "--as-at", "2024-03-24").out.splitlines()
    at = page.index("CMS's decisions beside our calculation")
    command = page[at + 4].split()
    working = run_command(*command[1:]).out

    # 12 % of 500.00 is 60.00: 3.20 a week less than was decided, for two weeks.
    assert [
        "  B, 11 to 24 March 2024: decided £63.20 a week, we calculate £60.00. Over those",
        "  days £6.40 more was decided (case.toml:17).",
        "  Our working, with its law:",
        "    cmscalc estimate case.toml --on 2024-03-11 --explain",
    ] == page[at + 1 : at + 5]
    assert "= £500.00 × 12 % = £60.00" in working
    assert "CSA 1991 Sch 1 para 2(1)" in working


def test_a_case_may_come_through_a_pipe() -> None:
    """- is standard input, for the case or for the payments."""
    for name, files in (("direct-pay.toml", ["-", "direct-pay.csv"]), ("direct-pay.csv", None)):
        words = files or ["direct-pay.toml", "-"]
        ran = subprocess.run(
            [*INSTALLED, "ledger", *words, *ON, "--json"],
            input=(EXAMPLES / name).read_bytes(),
            capture_output=True,
            check=False,
        )

        assert (b"", 1) == (ran.stderr, ran.returncode)
        assert "33.36" == json.loads(ran.stdout)["totals"]["arrears"]


def test_an_answer_never_takes_the_place_of_what_was_read(tmp_path: Path) -> None:
    """Not even with --force, nor under another name of the same file."""
    path = made(tmp_path, "--income", "27000/year")
    other = tmp_path / "other.toml"
    other.hardlink_to(path)
    before = path.read_text(encoding="utf-8")
    commands = (
        ["ledger", str(path), *ON, "-o", str(path)],
        ["ledger", str(path), *ON, "-o", str(other)],
        ["ledger", str(path), *ON, "--summary", "-o", str(path)],
        ["estimate", str(path), "--on", "2024-03-11", "-o", str(path)],
    )
    for command in commands:
        ran = run_command(*command, "--force")
        assert 3 == ran.code
        assert "is one of the files read" in ran.err
        assert before == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", ["text", "json", "csv", "hledger"])
def test_every_form_can_be_written(shape: str, tmp_path: Path) -> None:
    """The file holds what standard output does, and is private; the exit code is the answer's."""
    path = tmp_path / "answer"
    command = ("ledger", "direct-pay.toml", *ON, "--format", shape)
    printed = run_command(*command)
    written = run_command(*command, "-o", str(path))

    assert (1, 1) == (printed.code, written.code)
    assert printed.out == path.read_text(encoding="utf-8")
    assert 0o600 == path.stat().st_mode & 0o777


def test_payments_are_found_beside_the_case_or_named_in_it(tmp_path: Path) -> None:
    """STEM.csv, STEM-payments.csv, or the files that the case names."""
    path = made(tmp_path)
    row = "date,amount\n2024-03-20,60.00\n"
    for name in ("case.csv", "case-payments.csv"):
        beside = tmp_path / name
        beside.write_text(row, encoding="utf-8")
        answer = json.loads(run_command("ledger", str(path), *ON, "--json").out)
        assert "60.00" == answer["totals"]["paid"]
        assert name == answer["inputs"][1]["file"]
        beside.unlink()
    (tmp_path / "bank.csv").write_text(row, encoding="utf-8")
    path.write_text(f'payments = "bank.csv"\n{path.read_text()}', encoding="utf-8")

    assert (
        "60.00" == json.loads(run_command("ledger", str(path), *ON, "--json").out)["totals"]["paid"]
    )


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Two payments.csv in two folders: their lines are called by their paths."""
    path = made(tmp_path)
    banks = []
    for folder, day in (("one", "20"), ("two", "21")):
        (tmp_path / folder).mkdir()
        bank = tmp_path / folder / "payments.csv"
        bank.write_text(f"date,amount\n2024-03-{day},60.00\n", encoding="utf-8")
        banks.append(str(bank))
    answer = json.loads(run_command("ledger", str(path), *banks, *ON, "--json").out)

    assert [f"{bank}:2" for bank in banks] == [
        each["source"]
        for each in answer["receiving_parents"][0]["entries"]
        if each["kind"] == "payment"
    ]


def test_killed_at_any_moment_the_answer_and_the_case_are_whole(tmp_path: Path) -> None:
    """Kill -9 of the real command while it writes over an old answer, or makes a case again."""
    answer, case = tmp_path / "answer.json", tmp_path / "case.toml"
    ledger = ["ledger", "two-families.toml", "--as-at", "2026-06-30", "--json", "-o", str(answer)]
    new = ["new", str(case), "--from-flags", *FLAGS]
    assert 0 == run_command(*ledger).code
    assert 0 == run_command(*new).code
    kept = answer.read_text(encoding="utf-8"), case.read_text(encoding="utf-8")
    for turn in range(24):
        command = (ledger, new)[turn % 2]
        process = subprocess.Popen(
            [*INSTALLED, *command, "--force"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        time.sleep(0.05 + turn * 0.012)
        process.send_signal(signal.SIGKILL)
        process.wait()

        found = answer.read_text(encoding="utf-8"), case.read_text(encoding="utf-8")
        assert kept == found
        assert {0o600} == {path.stat().st_mode & 0o777 for path in (answer, case)}


# --- many cases -----------------------------------------------------------------------------------


def test_a_bad_case_among_good_ones_is_reported_and_the_rest_done(tmp_path: Path) -> None:
    """One line each; the bad one's problem on standard error, exit 3."""
    bad = tmp_path / "bad.toml"
    bad.write_text("schema = 1\n", encoding="utf-8")
    ran = run_command(
        *("ledger", "direct-pay.toml", str(bad), "two-families.toml"),
        *("--summary", "--as-at", "2026-06-30", "--json"),
    )
    cases = json.loads(ran.out)["cases"]

    assert 3 == ran.code
    assert ["direct-pay.toml", "bad.toml", "two-families.toml"] == [each["case"] for each in cases]
    assert [None, True, None] == [each["error"] and True for each in cases]
    assert "bad.toml:1:1: no effective_date in this file" in ran.err


def test_payments_follow_their_case(tmp_path: Path) -> None:
    """`a.toml a.csv b.toml`: each file belongs to the case before it."""
    path = made(tmp_path)
    bank = tmp_path / "bank.csv"
    bank.write_text("date,amount\n2024-03-20,60.00\n", encoding="utf-8")
    ran = run_command(
        *("ledger", str(path), str(bank), "two-families.toml", "--summary"),
        *("--as-at", "2026-06-30", "--format", "csv"),
    )
    rows = [line.split(",") for line in ran.out.splitlines()]

    assert ["60.00", "12581.52"] == [row[4] for row in rows[1:]]  # 8,401.86 + 4,179.66


def test_fail_over_and_letters_decide_the_exit_code() -> None:
    """More than was allowed, or a letter that disagrees: 1."""
    two = ("ledger", "two-families.toml", "--as-at", "2026-06-30")

    assert 0 == run_command(*two).code
    assert 0 == run_command(*two, "--fail-over", "311.96").code
    assert 1 == run_command(*two, "--fail-over", "311.95").code
    assert 1 == run_command(*two, "--fail-over", "311.95", "--summary").code
    assert 1 == run_command("ledger", "direct-pay.toml", *ON).code
    assert 1 == run_command("ledger", "direct-pay.toml", *ON, "--summary").code


# --- check ----------------------------------------------------------------------------------------


def test_check_is_silent_when_all_is_well() -> None:
    """Nothing printed and 0; as JSON it says so."""
    command = ("check", "two-families.toml", "--as-at", "2026-06-30")

    assert ("", "", 0) == run_command(*command)
    assert json.loads(run_command(*command, "--json").out)["ok"] is True
    over = run_command(*command, "--fail-over", "300")
    assert (1, True) == (over.code, "£311.96 is owed, over £300.00" in over.out)


def test_check_gives_its_places_as_json(cmscalc: Callable[..., Ran]) -> None:
    """Doubts with exit 1, problems with exit 3, both on standard output alone."""
    doubt = cmscalc("check", "direct-pay.toml", *ON, "--json")
    problem = cmscalc("check", "not-there.toml", *ON, "--json")

    assert (1, "") == (doubt.code, doubt.err)
    assert ["direct-pay.toml:92:11"] == [each["where"] for each in json.loads(doubt.out)["found"]]
    assert (3, "") == (problem.code, problem.err)
    assert json.loads(problem.out)["ok"] is False


# --- what a hostile word could do -----------------------------------------------------------------


def test_hostile_words_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Colours, cursor moves and right-to-left marks are shown as their codes; formulas are text."""
    path = made(tmp_path)
    path.write_text(
        'title = "a\\u001b[31mred\\u202e\\nb"\n'
        + path.read_text(encoding="utf-8")
        + '[[adjustment]]\non = 2024-03-12\nkind = "refund"\namount = "5"\nnote = "\\u001b[2J"\n',
        encoding="utf-8",
    )
    bank = tmp_path / "case.csv"
    bank.write_text("date,amount,reference\n2024-03-20,60.00,=1+1\n", encoding="utf-8")
    for flags in (("--entries",), ("--format", "csv"), ("--format", "hledger"), ("--summary",)):
        out = run_command("ledger", str(path), *ON, *flags).out
        assert not {"\x1b", "\u202e"} & set(out), flags
    rows = run_command("ledger", str(path), *ON, "--format", "csv").out.splitlines()

    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.split(","))
