"""Take the pictures of docs/pictures again: a statement on a laptop and a phone, and a PDF.

It needs Chromium and the extras `browser` and `pdf`: `make pictures`.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal, NamedTuple

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT / "tests"))

from cmscalc.render.document import as_pdf  # noqa: E402 - as below
from conftest import run_command  # noqa: E402 - it is found on the path just set

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
FULL = ("statement", "direct-pay.toml", "--as-at", "2026-03-31")
SHORT = ("statement", "two-families.toml", "--as-at", "2026-06-30", "--short")
PIXELS_AN_INCH = 80


class Shot(NamedTuple):
    """A picture of a page: its name, the window, and light or dark."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


SHOTS = (
    Shot("statement-laptop", 1040, 1720, "light"),
    Shot("statement-phone", 390, 800, "dark"),
)


def take(page: Path) -> None:
    """Take the pictures of a page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it comes with an extra

    with sync_playwright() as driver:
        chromium = shutil.which("chromium") or "chromium"
        browser = driver.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        for shot in SHOTS:
            size: Any = {"width": shot.width, "height": shot.height}
            context = browser.new_context(viewport=size, color_scheme=shot.scheme)
            window = context.new_page()
            window.goto(page.as_uri())
            window.screenshot(path=PICTURES / f"{shot.name}.png")
            context.close()
        browser.close()


def set_record(statement: str) -> None:
    """Set a record of payment as a picture, as the PDF has it."""
    import typst  # noqa: PLC0415 - an extra

    from cmscalc.cli.statement_making import document_of  # noqa: PLC0415
    from cmscalc.files.carried import read_carried  # noqa: PLC0415
    from cmscalc.files.sources import Source  # noqa: PLC0415

    document = document_of(read_carried(Source("statement.json", statement, "")).carried)
    picture = typst.compile(
        as_pdf.TEMPLATE.read_bytes(),
        format="png",
        ppi=PIXELS_AN_INCH,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(as_pdf.values(document))},
    )
    (PICTURES / "record-of-payment.png").write_bytes(picture)


if __name__ == "__main__":
    os.chdir(ROOT / "examples")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statement.html"
        path.write_text(run_command(*FULL, "--format", "html").out, encoding="utf-8")
        take(path)
    set_record(run_command(*SHORT, "--json").out)
