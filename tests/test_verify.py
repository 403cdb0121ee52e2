"""Checking a statement: what was altered is found, and what was not is never doubted."""

import json
import random
import re
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from conftest import ROOT, Ran, run_command
from statement_cases import long_case

AS_AT = ("--as-at", "2026-06-30")
KINDS: dict[str, tuple[str, ...]] = {
    "full": (),
    "short": ("--short",),
    "redacted": ("--redact",),
    "short and redacted": ("--short", "--redact"),
    "a window": ("--from", "2025-01-01", "--to", "2026-01-01", "--by", "quarter"),
    "to come": ("--as-at", "2030-01-01", "--grace", "31", "--allocate", "current-first"),
    "our calculation": (
        *("--liability", "calculation", "--rounding", "each-step", "--fee-rounding", "daily"),
        *("--fee-split", "maintenance-first", "--basis", "accrual"),
    ),
}
EXAMPLES = ("direct-pay", "two-families")
FIGURE = re.compile(r"(?<=>)[^<>]*[0-9][^<>]*(?=<)")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, to work in."""
    copytree(ROOT / "examples", tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def made(name: str, form: str, *flags: str) -> str:
    """The text of a statement of an example; of two as-at dates the later counts."""
    as_at = () if "--as-at" in flags else AS_AT
    ran = run_command("statement", f"{name}.toml", *as_at, *flags, "--format", form)
    assert (0, "") == (ran.code, ran.err)
    return ran.out


def verified(folder: Path, text: str, *files: str) -> tuple[int, dict[str, Any]]:
    """What checking a text says, as JSON, and the exit code."""
    path = folder / "statement.page"
    path.write_text(text, encoding="utf-8")
    ran = run_command("verify", "statement.page", *files, "--json")
    assert not ran.err, ran.err
    return ran.code, json.loads(ran.out)


@pytest.mark.parametrize("form", ["html", "json"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_not_altered_follows(name: str, kind: str, form: str, folder: Path) -> None:
    """Every kind of statement, and by the files it was made from too."""
    text = made(name, form, *KINDS[kind])
    code, found = verified(folder, text, f"{name}.toml")

    assert (0, True, [], False) == (
        code,
        found["follows"],
        found["differences"],
        found["altered"],
    )
    assert found["figures"] > 50
    assert all(each["same"] for each in found["files"])
    assert len(found["files"]) == 2


@pytest.mark.parametrize("seed", range(40))
def test_any_figure_of_the_page_that_is_altered_is_found(seed: int, folder: Path) -> None:
    """One digit of one sentence or figure: that one is named, with what follows."""
    chosen = random.Random(seed)
    page = made(chosen.choice(EXAMPLES), "html", *chosen.choice([*KINDS.values()]))
    body, data = page[: page.index("<script")], page[page.index("<script") :]
    start = body.index("<main")
    where = chosen.choice([each for each in FIGURE.finditer(body) if each.start() > start])
    at = chosen.choice([at for at in range(*where.span()) if body[at].isdigit()])
    other = chosen.choice([each for each in "0123456789" if each != body[at]])
    code, found = verified(folder, f"{body[:at]}{other}{body[at + 1 :]}{data}")

    assert (1, False) == (code, found["follows"])
    said = " ".join(
        unescape(f"{body[where.start() : at]}{other}{body[at + 1 : where.end()]}").split()
    )
    assert any(said in each["said"] for each in found["differences"])
    assert len(found["differences"]) == 1


@pytest.mark.parametrize("seed", range(40))
def test_any_value_of_the_json_that_is_altered_is_found(seed: int, folder: Path) -> None:
    """One value anywhere, but in the data that all of it follows from."""
    chosen = random.Random(seed)
    document = json.loads(made(chosen.choice(EXAMPLES), "json", *chosen.choice([*KINDS.values()])))
    holder, key = chosen.choice([*values_in(document)])
    holder[key] = f"{holder[key]}0"
    code, found = verified(folder, json.dumps(document))

    assert (1, False, 1) == (code, found["follows"], len(found["differences"]))


def values_in(value: Any) -> list[tuple[Any, Any]]:
    """Where each text of a document is held, but for its data, its schema and its version."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[Any, Any]] = []
    for key, each in pairs:
        if key in ("data", "schema", "version"):
            continue
        if isinstance(each, (dict, list)):
            found += values_in(each)
        elif isinstance(each, str):
            found.append((value, key))
    return found


@pytest.mark.parametrize("form", ["html", "json"])
def test_data_that_were_altered_move_the_figures(form: str, folder: Path) -> None:
    """Whoever alters a payment in the data has to alter every figure that rests on it."""
    text = made("direct-pay", form).replace(",323.70,B,", ",423.70,B,", 1)
    code, found = verified(folder, text)
    places = {each["place"] for each in found["differences"]}

    assert (1, False) == (code, found["follows"])
    assert len(places) > 5


def test_a_page_made_again_with_other_data_is_found_by_its_files(folder: Path) -> None:
    """A whole page that follows from data of its own does not match the files it names."""
    Path("direct-pay.csv").write_text(
        Path("direct-pay.csv").read_text(encoding="utf-8").replace("323.70", "423.70", 1),
        encoding="utf-8",
    )
    other = made("direct-pay", "html")
    copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    code, found = verified(folder, other, "direct-pay.toml", "direct-pay.csv")

    assert code == 1
    assert found["files"] == [
        {"file": "direct-pay.toml", "same": True, "unchanged": True},
        {"file": "direct-pay.csv", "same": False, "unchanged": True},
    ]


def test_a_file_with_another_comment_says_the_same(folder: Path) -> None:
    """What it says is what counts; that its SHA-256 is another is told."""
    page = made("direct-pay", "html")
    with Path("direct-pay.toml").open("a", encoding="utf-8") as case:
        case.write("# a note\n")
    code, found = verified(folder, page, "direct-pay.toml")

    assert code == 0
    assert found["files"][0] == {"file": "direct-pay.toml", "same": True, "unchanged": False}


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ('"as_at": "2026-06-30"', '"as_at": "2026-06-30", "note": "approved"'),
        ('"as_at": "2026-06-30"', '"grace": "0"'),
        ('"sha256": "', '"sha256": "approved '),
        ('"lines": [', '"lines": [7, '),
        ('"version": "', '"version": "approved '),
        ('"as_at": "2026-06-30"', '"as_at": "yesterday"'),
        ('"as_at": "2026-06-30"', '"as_at": "9999-12-31"'),
        ('"name": "direct-pay.csv"', '"name": "direct-pay.toml"'),
    ],
)
def test_data_that_were_never_written_so_are_refused(what: str, other: str, folder: Path) -> None:
    """Nothing comes into a statement that follows by way of flags, hashes or lines."""
    page = made("direct-pay", "html")
    assert what in page
    (folder / "statement.html").write_text(page.replace(what, other), encoding="utf-8")
    ran = run_command("verify", "statement.html")

    assert ran.code == 3
    assert "a statement whose data" in ran.err


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("svg .owed { stroke", "svg .owed { display: none; stroke"),
        ('<path class="owed" d="M', '<path class="owed" d="M0 0'),
        ("</main>", "<!-- --></main>"),
        ("</style>", "td { color: transparent }</style>"),
    ],
)
def test_a_page_altered_otherwise_is_found(what: str, other: str, folder: Path) -> None:
    """Its style, its drawing, what is hidden in it: the words follow, and the page may mislead."""
    code, found = verified(folder, made("direct-pay", "html").replace(what, other, 1))

    assert (1, True, False, []) == (
        code,
        found["altered"],
        found["follows"],
        found["differences"],
    )


def test_line_ends_of_a_mail_do_not_matter(folder: Path) -> None:
    """A page that came by mail may have others."""
    code, found = verified(folder, made("direct-pay", "html").replace("\n", "\r\n"))

    assert (0, True) == (code, found["follows"])


def test_another_version_made_it(folder: Path) -> None:
    """Then only its words and figures are compared, and that is not enough to say it follows."""
    page = made("direct-pay", "html").replace('"version": "0.1', '"version": "0.9', 1)
    code, found = verified(folder, page.replace("</style>", "td { color: red }</style>"))
    ran = run_command("verify", "statement.page")

    assert (1, False, None) == (code, found["follows"], found["altered"])
    assert [] == found["differences"]
    assert "But it says that cmscalc 0.9.0 made it" in ran.out


@pytest.mark.parametrize("text", ["B agreed that £0.00 is owed.", "<b>B agreed</b>"])
@pytest.mark.parametrize("where", ["</main>", "</body>", "</html>"])
def test_words_at_the_end_of_a_page_are_found(where: str, text: str, folder: Path) -> None:
    """Outside every paragraph too."""
    _, found = verified(folder, made("direct-pay", "html").replace(where, where + text))

    assert any("B agreed" in each["said"] for each in found["differences"])


def test_what_no_file_given_says_is_told(folder: Path) -> None:
    """A payments file, or a diary, that the statement has and that nobody showed."""
    Path("more.csv").write_text("date,amount,receiving_parent\n2026-06-01,50,B\n", encoding="utf-8")
    Path("direct-pay-diary.csv").write_text("date,what\n2026-05-01,Said so\n", encoding="utf-8")
    files = ("direct-pay.toml", "direct-pay.csv", "more.csv")
    page = run_command("statement", *files, *AS_AT, "--format", "html").out
    code, found = verified(folder, page, *files)
    assert (0, 4) == (code, len(found["files"]))

    Path("direct-pay-diary.csv").unlink()
    code, found = verified(folder, page, *files[:2])
    assert code == 1
    assert [("direct-pay.toml", True), ("direct-pay.csv", True)] == [
        (each["file"], each["same"]) for each in found["files"][:2]
    ]
    assert {"more.csv", "direct-pay-diary.csv"} == {
        each["file"] for each in found["files"] if not each["same"]
    }


def test_later_payments_and_entries_do_not_matter(folder: Path) -> None:
    """Files grow; a statement is as at a day."""
    page = made("direct-pay", "html", "--as-at", "2026-03-31")
    with Path("direct-pay.csv").open("a", encoding="utf-8") as payments:
        payments.write("2026-04-01,343.07,B,bank-transfer,A APR,,,,\n")
    Path("direct-pay-diary.csv").write_text("date,what\n2026-05-01,Said so\n", encoding="utf-8")
    code, found = verified(folder, page, "direct-pay.toml")

    assert code == 0
    assert [("direct-pay.toml", True, True), ("direct-pay.csv", True, False)] == [
        (each["file"], each["same"], each["unchanged"]) for each in found["files"]
    ]


def test_a_page_that_differs_everywhere_takes_no_time(folder: Path) -> None:
    """Ten thousand figures that differ are compared one by one."""
    case = long_case(folder)
    page = run_command("statement", str(case), "--as-at", "2031-11-30", "--format", "html").out
    code, found = verified(folder, re.sub(r">£([0-9])", r">£1\1", page))

    assert code == 1
    assert len(found["differences"]) > 3_000


@pytest.mark.usefixtures("folder")
def test_it_is_written_again_as_it_follows() -> None:
    """What was altered is put right in a new file."""
    page = made("direct-pay", "html")
    altered = page.replace("£123.70", "£12.70", 1)
    Path("statement.html").write_text(altered, encoding="utf-8")
    ran = run_command("verify", "statement.html", "-o", "again.html")
    over = run_command("verify", "statement.html", "-o", "statement.html", "--force")

    assert ran.code == 1
    assert page == Path("again.html").read_text(encoding="utf-8")
    assert over.code == 3
    assert Path("statement.html").read_text(encoding="utf-8") == altered


def test_a_key_given_twice_is_refused(folder: Path) -> None:
    """One reader takes the first, and another the last."""
    text = made("direct-pay", "json").replace('"amount": "', '"amount": "999.99", "amount": "', 1)
    (folder / "statement.json").write_text(text, encoding="utf-8")

    assert run_command("verify", "statement.json").code == 3


@pytest.mark.parametrize("broken", ["<![foo bar", "&#" + "9" * 5_000 + ";"])
def test_broken_markup_is_no_fault_of_ours(broken: str, folder: Path) -> None:
    """It is refused, or it is found."""
    page = made("direct-pay", "html").replace("<main", f"{broken}<main", 1)
    (folder / "statement.html").write_text(page, encoding="utf-8")

    assert run_command("verify", "statement.html").code in (1, 3)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_statements_are_a_sentence(seed: int, folder: Path) -> None:
    """Cut, mixed or altered anywhere, in its data too: a sentence or an answer, no traceback."""
    chosen = random.Random(900 + seed)
    text = made(chosen.choice(EXAMPLES), chosen.choice(["html", "json"]), "--short")
    for _ in range(chosen.choice([1, 3, 30])):
        text = damaged(text, chosen)
    (folder / "statement.html").write_text(text, encoding="utf-8")
    ran: Ran = run_command("verify", "statement.html")

    assert ran.code in (0, 1, 3), ran
    assert "Traceback" not in ran.err


def damaged(text: str, chosen: random.Random) -> str:
    """One damage, mostly in the data, which stand at the end."""
    at = max(
        0, chosen.choice([chosen.randrange(len(text) + 1), len(text) - chosen.randrange(6000)])
    )
    match chosen.randrange(5):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + chosen.choice(['"', "{", "null", "\\n", "-1", "9" * 30]) + text[at:]
        case 2:
            return text[:at] + text[at + chosen.randrange(1, 40) :]
        case 3:
            return text[:at] + chr(chosen.randrange(32, 0x2100)) + text[at + 1 :]
    return re.sub(r"20[0-9][0-9]-", f"{chosen.randrange(1, 9999):04}-", text, count=3)
