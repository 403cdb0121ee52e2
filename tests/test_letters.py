"""Letters: their figures are the account's, what is left to fill in is marked, when it is due."""

import json
import re
from pathlib import Path

import pytest

from conftest import ROOT, Ran, run_command

AS_AT = ("--as-at", "2026-06-30")
KINDS = ("breakdown", "missed-payments", "reconsideration", "complaint")
AMOUNT = re.compile(r"£[0-9,]+\.[0-9]{2}")
DIFFERS = """
schema = "cmscalc.case/1"
effective_date = 2026-01-05
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[child]]
name = "C"
born = 2018-02-11

[[income]]
from = 2026-01-05
amount = "26000.00"
per = "year"

[[decision]]
from = 2026-01-05
weekly = "50.00"
letter_dated = 2026-01-20
reference = "first calculation"
"""


@pytest.fixture(autouse=True)
def in_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from where the examples are."""
    monkeypatch.chdir(ROOT / "examples")


def letter(kind: str, case: str, *flags: str) -> Ran:
    """A letter that can be written."""
    ran = run_command("letter", kind, case, *flags)
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.parametrize("kind", KINDS)
def test_every_amount_is_one_of_the_account(kind: str) -> None:
    """Each is in the full statement too, but for the sums at the end of a table."""
    text = letter(kind, "direct-pay.toml", *AS_AT, "--grace", "1").out
    statement = run_command("statement", "direct-pay.toml", *AS_AT, "--grace", "1").out
    lines = [line for line in text.splitlines() if not line.startswith("  Together")]

    assert set(AMOUNT.findall("\n".join(lines))) <= set(AMOUNT.findall(statement))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_is_marked_and_counted(kind: str) -> None:
    """Each place stands in brackets, on the page in a frame, and how many there are is said."""
    ran = letter(kind, "direct-pay.toml", *AS_AT)
    page = letter(kind, "direct-pay.toml", *AS_AT, "--format", "html").out
    places = re.findall(r"^\[[A-Z]", ran.out, flags=re.MULTILINE)

    assert ran.err.startswith(f"cmscalc letter: {len(places)} places in [brackets] are yours")
    framed = re.findall(r'<p class="to-fill-in">(.*?)</p>', page, flags=re.DOTALL)
    assert len(places) == sum(each.count("[") for each in framed)
    assert "[" not in re.sub(
        r'<p class="to-fill-in">.*?</p>|<style>.*?</style>', "", page, flags=re.DOTALL
    )


def test_a_letter_of_one_receiving_parent_has_nothing_of_another() -> None:
    """Neither label nor amount."""
    text = "".join(
        letter(kind, "two-families.toml", *AS_AT, "--receiving-parent", "D").out for kind in KINDS
    )
    theirs = json.loads(run_command("ledger", "two-families.toml", *AS_AT, "--json").out)
    other = theirs["receiving_parents"][0]

    # The diary is one for all: it is the one place that speaks of B.
    said = [line for line in text.splitlines() if re.search(r"\bB\b", line)]
    assert all("B asked about July" in line for line in said)
    assert f"£{other['arrears']}" not in text


def test_whose_accounts_are_shown_is_said() -> None:
    """Where there are several, and one is not chosen."""
    said = "It shows the accounts of B and D. --receiving-parent B leaves the others out."

    assert said in letter("breakdown", "two-families.toml", *AS_AT).err
    chosen = letter("breakdown", "two-families.toml", *AS_AT, "--receiving-parent", "B").err
    assert "It shows" not in chosen


def test_the_reconsideration_shows_our_working(tmp_path: Path) -> None:
    """Where our figure differs: £26,000 a year is £498.63 a week, and 12 % of it £59.84."""
    case = tmp_path / "case.toml"
    case.write_text(DIFFERS, encoding="utf-8")
    ran = letter("reconsideration", str(case), *AS_AT)
    page = letter("reconsideration", str(case), *AS_AT, "--format", "html").out
    text = " ".join(re.sub(r"<[^>]*>", " ", page).split())

    assert "I make it £59.84 a week. The decision is £9.84 a week less." in text
    assert "I have it as &quot;first calculation&quot;." in text
    assert "£26,000.00 ÷ 365 × 7 → £498.63" in text
    assert "£498.630136… × 12 % → £59.84" in text
    assert "[Anything else that is wrong" in ran.out


def test_the_reconsideration_asks_for_a_reason_where_we_agree() -> None:
    """No reason is made up."""
    text = letter("reconsideration", "direct-pay.toml", *AS_AT).out

    assert "[Why you think the decision is wrong" in text
    assert "I make it" not in text


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ((), "by 2 April 2026"),
        (("--decision", "2025-03-11"), "by 3 April 2025"),
        (("--decision", "2024-03-11"), "by 18 May 2024"),
    ],
)
def test_by_when_it_has_to_be_there(flags: tuple[str, ...], says: str) -> None:
    """Thirty days from the date of the letter: 3 March 2026, 4 March 2025, 18 April 2024."""
    assert says in letter("reconsideration", "direct-pay.toml", *AS_AT, *flags).err


def test_without_the_date_of_the_letter_no_day_is_named(tmp_path: Path) -> None:
    """It would be a guess; that there is a limit is said."""
    case = tmp_path / "case.toml"
    case.write_text(DIFFERS.replace("letter_dated = 2026-01-20\n", ""), encoding="utf-8")
    said = letter("reconsideration", str(case), *AS_AT).err

    assert "within 30 days of telling you (SI 2012/2677 reg 14). The case has no date" in said
    assert "Our figure is £9.84 a week higher than CMS's." in said


def test_a_letter_is_private_and_not_written_over(tmp_path: Path) -> None:
    """As every file is."""
    path = tmp_path / "letter.txt"
    first = letter("breakdown", "direct-pay.toml", *AS_AT, "-o", str(path))
    again = run_command("letter", "breakdown", "direct-pay.toml", *AS_AT, "-o", str(path))

    assert first.out == ""
    assert path.read_text(encoding="utf-8") == letter("breakdown", "direct-pay.toml", *AS_AT).out
    assert again.code == 3
