"""What a PDF says, page by page, for the tests and for `make golden`."""

import tempfile
from pathlib import Path

from pypdf import PdfReader

from conftest import run_command

GOLDEN_PDFS = {
    "direct-pay": ("statement", "direct-pay.toml", "--as-at", "2026-03-31"),
    "two-families-short": ("statement", "two-families.toml", "--as-at", "2026-06-30", "--short"),
}
LINE = 96


def text_of(*command: str) -> str:
    """What the PDF of a command says, in even lines: spaces are guesses of whoever reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statement.pdf"
        ran = run_command(*command, "-o", str(path))
        assert ran.code == 0, ran.err
        pages = [page.extract_text() for page in PdfReader(path).pages]
    return "".join(f"{_even(page)}\n" for page in pages)


def _even(page: str) -> str:
    text = "".join(page.split())
    return "".join(f"{text[at : at + LINE]}\n" for at in range(0, len(text), LINE))
