"""The analyst's page of examples/fees.py: every figure again, from the amounts of each row."""

import csv
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT, run_command

SCRIPT, CASELOAD = ROOT / "examples" / "fees.py", ROOT / "examples" / "caseload.csv"
KINDS = (
    "Direct Pay, on time",
    "Direct Pay, not on time",
    "Collect and Pay, on time",
    "Collect and Pay, not on time",
)
RULES = ("today", "proposal", "none")


class Read(HTMLParser):
    """Reads the tables of a page by their captions, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.source = page
        self.tables: dict[str, list[list[str]]] = {}
        self.text = ""
        self.open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Begin a row or a cell."""
        self.open = tag
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, _tag: str) -> None:
        """What follows is in no cell."""
        self.open = ""

    def handle_data(self, data: str) -> None:
        """Keep what a cell says, and the rows under their caption."""
        self.text += data
        if self.open == "caption":
            self.rows = self.tables.setdefault(data, [])
        elif self.open in ("th", "td"):
            self.rows[-1][-1] += data


class Case(NamedTuple):
    """A row: its kind, and pence due, on top and off under each rule."""

    kind: str
    due: int
    on_top: dict[str, int]
    off: dict[str, int]

    def pays(self, rule: str) -> int:
        """Maintenance and fee."""
        return self.due + self.on_top[rule]

    def gets(self, rule: str) -> int:
        """Maintenance less the fee."""
        return self.due - self.off[rule]


def share(percent: int, parts: Sequence[int]) -> int:
    """A percentage of each part, half a penny up, in whole numbers."""
    return sum((2 * percent * part + 100) // 200 for part in parts)


def case(row: dict[str, str]) -> Case:
    """Work a row's fees out from each receiving parent's part: 20 and 4 %; 2 or 20 %, and 2 %."""
    collected, late = row["collect_and_pay"] == "yes", row["not_compliant"] == "yes"
    each = [part.split("=")[1] for part in row["weekly_each"].split(";") if part]
    parts = [int(amount.replace(".", "")) for amount in each or [row["weekly"]]]
    now = (20, 4) if collected else (0, 0)
    then = (20 if late else 2, 2)
    rates = dict(zip(RULES, (now, then, (0, 0)), strict=True))
    return Case(
        KINDS[2 * collected + late],
        sum(parts),
        {rule: share(on_top, parts) for rule, (on_top, _) in rates.items()},
        {rule: share(off, parts) for rule, (_, off) in rates.items()},
    )


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """The caseload's rows: only what is due is taken from an answer."""
    out = tmp_path_factory.mktemp("fees") / "answers.csv"
    ran = run_command("batch", str(CASELOAD), "--on", "2026-11-21", "-o", str(out))
    assert (0, "") == (ran.code, ran.err)
    with out.open(encoding="utf-8", newline="") as file:
        return [case(row) for row in csv.DictReader(file)]


def make(table: Path, page: Path) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    command = [sys.executable, str(SCRIPT), str(table), str(page)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The page, as the script makes it."""
    path = tmp_path_factory.mktemp("page") / "fees.html"
    made = make(CASELOAD, path)
    assert (0, "", "") == (made.returncode, made.stdout, made.stderr)
    return Read(path.read_text(encoding="utf-8"))


def whole(pence: int, unit: int = 100) -> str:
    """To the nearest pound or thousand, a half up."""
    return f"{(2 * pence + unit) // (2 * unit):,}"


def signed(pence: int) -> str:
    """A change in whole pounds."""
    return f"{'+' if pence > 0 else '−' if pence < 0 else ''}£{whole(abs(pence))}"


def test_totals(page: Read, cases: list[Case]) -> None:
    """What each side pays and gets, and what the state takes, a week and 52 of them."""
    sums: dict[str, Callable[[str], int]] = {
        "Paying parents pay": lambda rule: sum(each.pays(rule) for each in cases),
        "Receiving parents get": lambda rule: sum(each.gets(rule) for each in cases),
        "The state takes in fees": lambda rule: sum(
            each.on_top[rule] + each.off[rule] for each in cases
        ),
    }
    for caption, weeks, unit in (
        ("£ a week", 1, 100),
        ("£ thousand a year of 52 weeks", 52, 100_000),
    ):
        expected = [["", "Today", "2025 proposal", "No fees"]]
        expected += [
            [name, *(whole(weeks * of(rule), unit) for rule in RULES)] for name, of in sums.items()
        ]
        assert expected == page.tables[f"All cases, {caption}"]


def groups(cases: list[Case]) -> dict[str, list[Case]]:
    """Cases by kind, and all."""
    by_kind = {kind: [each for each in cases if each.kind == kind] for kind in KINDS}
    return {**by_kind, "All cases": cases}


def test_fees_by_kind(page: Read, cases: list[Case]) -> None:
    """Each side's, today and under the proposal."""
    sides: dict[str, Callable[[Case], dict[str, int]]] = {
        "paying": lambda each: each.on_top,
        "receiving": lambda each: each.off,
    }
    for side, fees in sides.items():
        expected = [["", "Cases", "Today", "2025 proposal"]]
        for kind, some in groups(cases).items():
            sums = [sum(fees(each)[rule] for each in some) for rule in RULES[:2]]
            expected.append([kind, f"{len(some):,}", *(f"£{whole(each)}" for each in sums)])
        assert expected == page.tables[f"Fees from {side} parents, a week"]


def test_who_is_better_and_worse_off(page: Read, cases: list[Case]) -> None:
    """Both sides, under the proposal and without fees."""
    names = {"proposal": "2025 proposal", "none": "No fees"}
    sides = {"paying": ("Pay", Case.pays), "receiving": ("Get", Case.gets)}
    for rule, name in names.items():
        for side, (verb, of) in sides.items():
            expected = [["", f"{verb} less", "The same", f"{verb} more", "Change a week"]]
            for kind, some in groups(cases).items():
                changes = [of(each, rule) - of(each, "today") for each in some]
                less, more = sum(each < 0 for each in changes), sum(each > 0 for each in changes)
                counts = [f"{many:,}" for many in (less, changes.count(0), more)]
                expected.append([kind, *counts, signed(sum(changes))])
            assert expected == page.tables[f"{name}, against today: {side} parents"]


def test_bars_are_as_long_as_their_fees(page: Read, cases: list[Case]) -> None:
    """To a unit of the drawing: the longest is 230 long, and each says its amount."""
    svg = page.source.split("</svg>")[0]
    bar = r'class="paying" d="M150 \d+H(\d+)v17H150z"/><path class="receiving" d="M(\d+) \d+H(\d+)v'
    drawn = [[int(place) - 150 for place in found] for found in re.findall(bar, svg)]
    both = [
        (sum(each.on_top[rule] for each in some), sum(each.off[rule] for each in some))
        for kind, some in groups(cases).items()
        for rule in RULES[:2]
        if kind != "All cases"
    ]
    most = max(map(sum, both))

    assert [
        [230 * on_top // most, 230 * on_top // most, 230 * (on_top + off) // most]
        for on_top, off in both
    ] == drawn
    assert [f">£{whole(sum(each))}<" for each in both] == re.findall(
        r">£[0-9,]+<", svg.split("</svg>")[0]
    )


def test_it_says_what_it_is_not(page: Read) -> None:
    """On the page, in the chart, and in the notes that the summary has."""
    assert "Proposals, not law. Synthetic caseload, seed 2012: invented cases." in page.text
    assert 2 == page.text.count("Proposal, not law. Synthetic caseload, seed 2012: invented cases.")
    assert "Nobody is taken to pay better or worse" in page.text
    assert "Government response of 23 June 2025" in page.text
    assert "$" not in page.text


def test_it_loads_nothing(page: Read) -> None:
    """One file, without a script or an address."""
    assert not re.search(r"<script|<link|<img|https?:|url\(", page.source)


def test_a_table_of_two_kinds_and_one_that_is_wrong(tmp_path: Path) -> None:
    """Kinds that are not there are left out; a row without an answer ends it, and is named."""
    small, wrong = tmp_path / "small.csv", tmp_path / "wrong.csv"
    small.write_text(
        "income,children,collect_and_pay,not_compliant\n500/week,1,yes,no\n500/week,1,,\n", "utf-8"
    )
    wrong.write_text("income,children,collect_and_pay,not_compliant\nlots,1,yes,no\n", "utf-8")
    made = make(small, tmp_path / "small.html")
    found = Read((tmp_path / "small.html").read_text(encoding="utf-8"))
    refused = make(wrong, tmp_path / "wrong.html")

    assert (0, "") == (made.returncode, made.stderr)
    # £60 due in each: 12.00 on top today of the one, 1.20 of each proposed.
    assert [
        ["", "Cases", "Today", "2025 proposal"],
        ["Direct Pay, on time", "1", "£0", "£1"],
        ["Collect and Pay, on time", "1", "£12", "£1"],
        ["All cases", "2", "£12", "£2"],
    ] == found.tables["Fees from paying parents, a week"]
    assert refused.returncode
    assert "'lots', which is not an amount of money" in refused.stderr
    assert not (tmp_path / "wrong.html").exists()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("income,children,collect_and_pay\n500/week,1,yes\n", "a column not_compliant"),
        ("income,children,collect_and_pay,not_compliant\n", "no rows with a column"),
        (
            "income,children,collect_and_pay,not_compliant\n1/week,1,Yes,no\n1/week,1,often,no\n",
            "row 3 says often and no, not yes or no",
        ),
    ],
)
def test_a_table_of_ones_own_that_it_cannot_use(table: str, said: str, tmp_path: Path) -> None:
    """A sentence, and no page."""
    own = tmp_path / "own.csv"
    own.write_text(table, encoding="utf-8")
    made = make(own, tmp_path / "own.html")

    assert 1 == made.returncode
    assert said in made.stderr
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "own.html").exists()


def test_a_page_of_other_cases_says_whose_they_are(tmp_path: Path) -> None:
    """Real cases are not called invented."""
    own = tmp_path / "mine & yours.csv"
    row = "\ufeffincome,children,collect_and_pay,not_compliant\n500/week,1,Yes,NO\n"
    own.write_text(row, encoding="utf-8")
    make(own, tmp_path / "own.html")
    text = (tmp_path / "own.html").read_text(encoding="utf-8")

    assert 3 == text.count("The cases of mine &amp; yours.csv, and of no others.")
    assert "ynthetic" not in text
