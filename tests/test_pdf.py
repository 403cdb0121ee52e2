"""The PDF: it says what the text says, and nothing that people typed can move or break it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from cmscalc.cli import statement_run
from cmscalc.cli.leave import Exit
from cmscalc.core.printable import visible
from cmscalc.render import lines as lines_of
from cmscalc.render.document import as_pdf, as_text
from cmscalc.render.document.model import (
    Block,
    Chart,
    Column,
    Document,
    Fact,
    Facts,
    Headline,
    Kind,
    Listed,
    Mark,
    Part,
    Table,
    Text,
    Tone,
    Value,
)
from conftest import ROOT, TESTS, run_command
from pdf_pages import GOLDEN_PDFS, text_of

# CI sets this, so that the extra cannot be left out unseen there.
REQUIRED = "CMSCALC_PDF_REQUIRED"
needs_typst = pytest.mark.skipif(
    find_spec("typst") is None and not os.environ.get(REQUIRED),
    reason="the extra pdf is not installed",
)
DIRECT_PAY = (str(ROOT / "examples" / "direct-pay.toml"), "--as-at", "2026-03-31")
TWO_FAMILIES = (str(ROOT / "examples" / "two-families.toml"), "--as-at", "2026-06-30")
FULL = [DIRECT_PAY, TWO_FAMILIES]
SHORT = [(*DIRECT_PAY, "--short"), (*TWO_FAMILIES, "--short"), (*DIRECT_PAY, "--short", "--redact")]
# So wide that nothing of the text form is wrapped, and its figures stand in their order.
WIDE = 100_000
LONG = "x" * 10_000
# The longest line of small letters that the page has room for.
MOST_ON_A_LINE = 120
NAME_LENGTH = 60


@pytest.fixture
def document_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Document]:
    """Make the document of a statement, without writing it in any form."""

    def make(*arguments: str) -> Document:
        found: list[Document] = []

        def keep(document: Document, *_: object, **__: object) -> Exit:
            found.append(document)
            return Exit.DONE

        monkeypatch.setattr(statement_run, "show", keep)
        run_command("statement", *arguments)
        return found[0]

    return make


def read(data: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(BytesIO(data))


def text_in(pdf: PdfReader) -> str:
    """All text of a PDF, page after page, without the line at the foot."""
    return "\n".join(page.extract_text().rpartition("\n")[0] for page in pdf.pages)


def figures_in(text: str) -> list[str]:
    """Every figure of a text: `8,692.47`, `2026`, `4`."""
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def squeezed(text: str) -> str:
    """A text without its spaces and ends of lines."""
    return "".join(text.split())


# --- as it was last approved ----------------------------------------------------------------------


@needs_typst
@pytest.mark.parametrize("name", GOLDEN_PDFS)
def test_golden(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says is as approved, page by page. `make golden` writes it again."""
    monkeypatch.chdir(ROOT / "examples")

    assert (TESTS / "golden_pdf" / f"{name}.txt").read_text(encoding="utf-8") == text_of(
        *GOLDEN_PDFS[name]
    )


# --- what it says ---------------------------------------------------------------------------------


@needs_typst
@pytest.mark.parametrize("arguments", FULL, ids=lambda each: Path(each[0]).stem)
def test_every_figure_in_order(
    arguments: tuple[str, ...], document_of: Callable[..., Document]
) -> None:
    """The figures of the text form come in the same order, among those of charts and heads."""
    document = document_of(*arguments)
    # The heads of the text form take a few lines, so the marks of their notes are out of order.
    expected = figures_in(re.sub(r"\[\d+\]", "", lines_of.plain(as_text.lines(document, WIDE))))
    found = iter(figures_in(text_in(read(as_pdf.render(document)))))
    missing = [each for each in expected if each not in found]

    assert len(expected) > 500
    assert [] == missing


@needs_typst
@pytest.mark.parametrize("arguments", SHORT, ids=lambda each: Path(each[0]).stem)
def test_a_record_of_payment_is_one_page_with_no_other_figure(
    arguments: tuple[str, ...], document_of: Callable[..., Document]
) -> None:
    """One page, and on it the figures of the text form, each as often as there."""
    document = document_of(*arguments)
    expected = figures_in(lines_of.plain(as_text.lines(document, WIDE)))
    pdf = read(as_pdf.render(document))
    foot = pdf.pages[0].extract_text().rpartition("\n")[2]

    assert 1 == len(pdf.pages)
    assert f"{document.title}, {document.subtitle} Page 1 of 1" == foot
    assert sorted(expected) == sorted(figures_in(text_in(pdf)))


@needs_typst
def test_what_it_says_of_itself(document_of: Callable[..., Document]) -> None:
    """A neutral title, the language, tags and bookmarks; nobody's name, no date, no script."""
    document = document_of(*TWO_FAMILIES)
    data = as_pdf.render(document)
    pdf = read(data)
    root: Any = pdf.trailer["/Root"]
    titles = [part.title for part in document.parts]
    bookmarks: Any = pdf.outline

    assert pdf.metadata is not None
    assert {"/Title", "/Creator"} == set(pdf.metadata)
    assert "Statement" == pdf.metadata.title
    assert "en-GB" == root["/Lang"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert document.title == bookmarks[0].title
    assert titles == [each.title for each in bookmarks[1] if not isinstance(each, list)]
    for word in (b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"CreationDate", b"ModDate"):
        assert word not in data


@needs_typst
def test_tables_charts_and_lists_are_tagged(document_of: Callable[..., Document]) -> None:
    """A screen reader is told of headings, tables with heads, lists and pictures in words."""
    pdf = read(as_pdf.render(document_of(*TWO_FAMILIES)))
    tags = _tags(pdf)
    names = {each["/S"] for each in tags}
    pictures = [each["/Alt"] for each in tags if each["/S"] == "/Figure"]

    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/Caption", "/TH", "/TD", "/L", "/TOC"} <= names
    assert ["Owed to B.", "Owed to D."] == [each[:10] for each in pictures]


def _tags(pdf: PdfReader) -> list[Any]:
    """The tags of a PDF in the order in which they are read."""
    root: Any = pdf.trailer["/Root"]
    found: list[Any] = []
    waiting = [root["/StructTreeRoot"]["/K"]]
    while waiting:
        each = waiting.pop()
        inside = each.get_object() if isinstance(each, IndirectObject) else each
        if isinstance(inside, list):
            waiting.extend(reversed(inside))
        elif isinstance(inside, dict) and "/S" in inside:
            found.append(inside)
            waiting.append(inside.get("/K", []))
    return found


@needs_typst
def test_the_same_bytes_from_two_processes(tmp_path: Path) -> None:
    """In another folder, time zone and year, with other fonts: the same file."""
    files: list[bytes] = []
    for name, extra in (("a", {"TZ": "UTC"}), ("b", {"TZ": "Asia/Tokyo", "XDG_DATA_HOME": "/"})):
        folder = tmp_path / name
        folder.mkdir()
        command = [sys.executable, "-m", "cmscalc", "statement", *TWO_FAMILIES, "-o", "x.pdf"]
        varied = {"SOURCE_DATE_EPOCH": str(len(files)), "PYTHONHASHSEED": str(len(files))}
        subprocess.run(command, check=True, cwd=folder, env=os.environ | varied | extra)
        files.append((folder / "x.pdf").read_bytes())

    assert files[0].startswith(b"%PDF-1.7")
    assert files[0] == files[1]


# --- what people typed ----------------------------------------------------------------------------

HOSTILE = [
    "#panic()",
    '#eval("1+1")',
    "*bold* _under_ `raw` <label> @ref",
    "$ x^2 $ and $",
    "<script>alert(1)</script>",
    '"}]} #{ } [',
    "/* a */ // b",
    "= head",
    "- item",
    "\\u{41} \\",
    "left \u202e right \u200f left",
    "\x1b[31m\x00",
    "two\nlines",
    "-" * 300,
    "W" * 300,
    "e\u0301" * 200,
    "Дима αβγ שלום",
    "你好 مرحبا हिन्दी",
    LONG,
    "",
]


def document_with(typed: str) -> Document:
    """A document with a text in every place where there may be one that people typed."""
    name = typed[:NAME_LENGTH]
    columns = (
        Column("a", "Date"),
        Column("b", "Amount", Kind.MONEY, "A note."),
        *(Column(each, f"Column {each}") for each in "cdefg"),
    )
    rows: tuple[tuple[Value, ...], ...] = (
        ("1 May 2024", 6320, typed, typed, name, typed, name),
        (name, 1, *["–"] * 5),
    )
    first, second, end = date(2024, 1, 1), date(2024, 1, 2), date(2024, 3, 1)
    blocks: tuple[Block, ...] = (
        Headline("a", 123456, f"owed to {name}"),
        Facts("b", (Fact("c", "Closing balance", 123456, Kind.MONEY),), f"To {name}", sums=True),
        Headline("d", 654321, f"owed to {name}"),
        *(Text(typed, tone) for tone in Tone),
        Listed((typed, "last")),
        Facts("e", (Fact("f", name, typed), Fact("g", "Paid", 5, Kind.MONEY)), name),
        Table("h", f"Account with {name}", columns, rows, (name, 6321, *([None] * 5))),
        Chart("i", f"Owed to {name}.", ((first, 0), (second, 5)), end, (Mark(second, name),), ()),
    )
    parts = (Part("first", "First part", blocks), Part("last", "Last part", (Text("The end."),)))
    return Document("test/1", "Statement", f"Statement of {name}", "2024", parts, {}, {})


@needs_typst
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(typed: str) -> None:
    """It is set as it was typed, and what stands beside it stays where it is."""
    pdf = read(as_pdf.render(document_with(typed)))
    text = text_in(pdf)

    assert "£1,234.56" in text
    assert "£6,543.21" in text
    assert squeezed("The end.") in squeezed(text)
    if typed.isascii():
        for line in typed.split("\n"):
            assert squeezed(visible(line)) in squeezed(text)
    assert max(map(len, re.findall("x+", text)), default=0) < MOST_ON_A_LINE


@needs_typst
def test_a_long_document_has_its_contents_and_a_short_one_does_not(
    document_of: Callable[..., Document],
) -> None:
    """The list of parts with their pages comes after the first part."""
    full = read(as_pdf.render(document_of(*DIRECT_PAY)))
    short = read(as_pdf.render(document_of(*DIRECT_PAY, "--short")))

    assert "Contents" in full.pages[0].extract_text()
    assert "Contents" not in text_in(short)


def test_the_template_reads_nothing_but_its_document() -> None:
    """No package, no file and no text that is run: typst is asked only to lay out."""
    template = as_pdf.TEMPLATE.read_text(encoding="utf-8")
    outside = r"\b(?:import|include|plugin|read|eval|csv|toml|yaml|xml|cbor)\b\s*[(\"]|@preview"

    assert [] == re.findall(outside, template)
    assert 1 == template.count("sys.inputs")


# --- large, and without typst ---------------------------------------------------------------------

CASE = """
schema = "cmscalc.case/1"
effective_date = 2013-01-07
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[child]]
name = "C1"
born = 2012-12-01
"""
START = date(2013, 1, 7)
YEARS, WEEKS = 18, 52


def eighteen_years(folder: Path) -> tuple[str, str]:
    """Write a case with a decision each year and a payment each week."""
    case, payments = folder / "case.toml", folder / "payments.csv"
    decisions = (
        f"[[decision]]\nfrom = {START + timedelta(days=364 * year)}\nweekly = '{60 + year}.20'\n\n"
        for year in range(YEARS)
    )
    case.write_text(f"{CASE}\n{''.join(decisions)}", encoding="utf-8")
    rows = (
        f"{START + timedelta(weeks=week)},{60 + week // WEEKS}.20,R{week}\n"
        for week in range(YEARS * WEEKS)
    )
    payments.write_text("date,amount,reference\n" + "".join(rows), encoding="utf-8")
    return str(case), str(payments)


@needs_typst
def test_eighteen_years_of_weeks(tmp_path: Path, document_of: Callable[..., Document]) -> None:
    """936 payments are some forty pages, set in seconds."""
    document = document_of(*eighteen_years(tmp_path), "--as-at", "2030-12-29")
    began = time.monotonic()
    pdf = read(as_pdf.render(document))
    took = time.monotonic() - began

    assert 20 < len(pdf.pages) < 80
    assert took < 30


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One sentence says what to type, and what else there is; no file is written."""
    monkeypatch.setitem(sys.modules, "typst", None)
    path = tmp_path / "x.pdf"
    ran = run_command("statement", *DIRECT_PAY, "-o", str(path))

    assert (
        "",
        "cmscalc: this installation cannot make a PDF: type pip install 'cmscalc[pdf]', or print "
        "the HTML page to PDF from any browser\n",
        2,
    ) == ran
    assert not path.exists()
