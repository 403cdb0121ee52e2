"""The pages in a real browser: they ask for nothing, read well at any size, and print well."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from browser_pages import EXAMPLES, FEES, LETTERS, LONG, MARKUP, PAGES, TEXTS, make
from browser_print import UNSHRUNK, Print, read
from cmscalc.core.printable import visible

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# `make browser` sets this, so that they cannot be left out unseen there.
REQUIRED = "CMSCALC_BROWSER_REQUIRED"
CHROMIUM = shutil.which("chromium")
EXTRA = ("axe_playwright_python", "playwright", "pypdf")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and all(find_spec(name) for name in EXTRA)) and not os.environ.get(REQUIRED),
    reason="Chromium or the extra 'browser' is not installed on this system",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# A4 without the margins that the style sheet sets, in pixels of CSS; a little less than its height.
SHEET = {"width": 680, "height": 960}
# Of that width, as a part of the size of what is printed: less than this is Chromium's rounding.
TENTH_OF_A_PIXEL = 0.1 / 680
A4 = (595, 842)
LARGEST = 3_000_000
EACH_PAGE = pytest.mark.parametrize("name", PAGES)

Make = Callable[[str], Path]
Prints = Callable[[str], Print]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One browser for all tests, with an empty profile of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it comes with the extra

    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM or "chromium", headless=True, args=FLAGS
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Make a page once, and give its file."""
    return cache(lambda name: make(name, tmp_path_factory.mktemp("page")))


@pytest.fixture(scope="session")
def printed(browser: "Browser", page_file: Make) -> Prints:
    """Print a page once, and read the print."""
    return cache(lambda name: print_page(browser, page_file(name)))


@contextmanager
def opened(browser: "Browser", path: Path, **how: Any) -> Iterator["Page"]:
    """Open a file in a window of its own."""
    with browser.new_context(**{"viewport": LAPTOP, **how}) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        yield page


def print_page(browser: "Browser", path: Path, **how: Any) -> Print:
    """Print a file beside it, as a person would, and read the print."""
    paper = path.with_suffix(".pdf")
    with opened(browser, path, **how) as page:
        page.pdf(path=paper, prefer_css_page_size=True, print_background=True, tagged=True)
    return read(paper)


# --- what a page does -----------------------------------------------------------------------------


class Heard(NamedTuple):
    """What a page asked for, said and did while it was opened."""

    requests: list[str]
    said: list[str]
    errors: list[str]
    dialogs: list[str]


def hear(browser: "Browser", path: Path, **how: Any) -> Heard:
    """Open a file, and listen until nothing has happened for a while."""
    heard = Heard([], [], [], [])
    with browser.new_context(**how) as context:
        page = context.new_page()
        page.on("request", lambda request: heard.requests.append(request.url))
        page.on("console", lambda message: heard.said.append(message.text))
        page.on("pageerror", lambda error: heard.errors.append(str(error)))
        page.on("dialog", lambda dialog: heard.dialogs.append(dialog.message))
        page.goto(path.as_uri(), wait_until="networkidle")
    return heard


@EACH_PAGE
@pytest.mark.parametrize("offline", [False, True], ids=["online", "offline"])
def test_a_page_asks_for_nothing(
    name: str, browser: "Browser", page_file: Make, *, offline: bool
) -> None:
    """The file is all that is loaded; the browser finds no fault, and nothing runs."""
    path = page_file(name)
    heard = hear(browser, path, offline=offline)

    assert Heard([path.as_uri()], [], [], []) == heard


MAKE_UP = """() => ({
  titles: [document.title, ...[...document.querySelectorAll('head > title')].map(e => e.text)],
  scripts: [...document.querySelectorAll('script')].map(e => e.type),
  data: JSON.parse(document.getElementById('made-from')?.textContent ?? 'null'),
  listening: [...document.querySelectorAll('*')]
    .filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).map(e => e.outerHTML),
  loading: [...document.querySelectorAll(
    'audio, base, embed, form, iframe, img, link, object, style ~ style, video, [src], [style]'
  )].map(e => e.outerHTML),
  leading: [...document.querySelectorAll('[href]')].map(e => e.getAttribute('href')).filter(to =>
    !(to.startsWith('https://www.legislation.gov.uk/') || document.getElementById(to.slice(1)))),
})"""


@EACH_PAGE
def test_a_page_is_text_and_links(name: str, browser: "Browser", page_file: Make) -> None:
    """Its name is neutral, no element listens or loads, links lead to the law or into the page."""
    kinds = {
        "estimate": "Estimate",
        "letter": "Letter",
        "sweep": "What if",
        "fees": "Collection fees",
    }
    title = next((each for kind, each in kinds.items() if kind in name), "Statement")
    with opened(browser, page_file(name)) as page:
        found = page.evaluate(MAKE_UP)

    assert [title, title] == found["titles"]
    assert [] == found["listening"] + found["loading"] + found["leading"]
    data = ["application/json"] if title == "Statement" else []
    assert data == found["scripts"]
    assert bool(data) == bool(found["data"])


@EACH_PAGE
def test_a_page_needs_no_scripts(name: str, browser: "Browser", page_file: Make) -> None:
    """With scripts off the same words are seen."""
    path = page_file(name)
    with opened(browser, path) as page:
        words = page.inner_text("body")
    with opened(browser, path, java_script_enabled=False) as page:
        without = page.inner_text("body")

    assert words == without
    assert len(words) > 500


# --- who reads it ---------------------------------------------------------------------------------

TABLES = """() => [...document.querySelectorAll('table')].flatMap(table => {
  const name = table.caption?.textContent.trim();
  const heads = [...table.querySelectorAll('thead th[scope=col]')].length;
  const rows = [...table.querySelectorAll('tbody tr, tfoot tr')];
  const faults = name ? [] : ['no caption: ' + table.textContent.slice(0, 60)];
  if (table.querySelectorAll('thead tr > *').length !== heads) faults.push('head: ' + name);
  return faults.concat(rows
    .filter(row => !row.cells[0].matches('th[scope=row]') || row.cells.length !== heads)
    .map(row => 'row: ' + name + ': ' + row.textContent));
})"""


@EACH_PAGE
def test_tables_are_named_and_headed(name: str, browser: "Browser", page_file: Make) -> None:
    """Each table has a caption, each column and each row its head."""
    with opened(browser, page_file(name)) as page:
        assert [] == page.evaluate(TABLES)


@pytest.mark.parametrize("name", [name for name in PAGES if name != LONG])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_axe_finds_nothing_serious(
    name: str, scheme: str, window: dict[str, int], browser: "Browser", page_file: Make
) -> None:
    """People who use a screen reader, a keyboard or strong contrast are not kept out."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - as the browser

    with opened(browser, page_file(name), color_scheme=scheme, viewport=window) as page:
        found = Axe().run(page).response["violations"]
    report = [
        (each["impact"], each["id"], each["help"], each["nodes"][0]["target"], len(each["nodes"]))
        for each in found
    ]

    assert not {"serious", "critical"} & {each["impact"] for each in found}, json.dumps(report)


# --- at any size ----------------------------------------------------------------------------------

# What is wider than its box. A wide table may be moved inside its frame; what only screen readers
# read has no room on purpose.
LAID_OUT = """() => ({
  aside: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  over: [...document.querySelectorAll('body, body *:not(svg, svg *, .wide)')]
    .filter(e => e.clientWidth && !getComputedStyle(e).display.startsWith('inline'))
    .filter(e => !e.closest('.unseen, .cards thead') && e.scrollWidth > e.clientWidth + 1)
    .map(e => [e.tagName, e.scrollWidth, e.clientWidth, e.textContent.trim().slice(0, 60)]),
})"""
IN_PLACE: dict[str, Any] = {"aside": 0, "over": []}


@EACH_PAGE
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_a_page_fits_any_window(name: str, width: int, browser: "Browser", page_file: Make) -> None:
    """Nobody has to move a page sideways, and no word leaves its place."""
    with opened(browser, page_file(name), viewport={"width": width, "height": 740}) as page:
        assert IN_PLACE == page.evaluate(LAID_OUT)


@EACH_PAGE
def test_text_can_be_twice_as_large(name: str, browser: "Browser", page_file: Make) -> None:
    """At 200 % the page fits, no word leaves its place, and the same words are there."""
    path = page_file(name)
    half = {"width": LAPTOP["width"] // 2, "height": LAPTOP["height"] // 2}
    with opened(browser, path) as page:
        words = page.inner_text("body").split()
        page.add_style_tag(content=":root { font-size: 200% }")
        enlarged = page.evaluate(LAID_OUT), page.inner_text("body").split()
    with opened(browser, path, viewport=half, device_scale_factor=2) as page:
        zoomed = page.evaluate(LAID_OUT)

    assert (IN_PLACE, words) == enlarged
    assert IN_PLACE == zoomed


# Words of tables and headings that stand on more than one line. A longer word may have to.
BROKEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const broken = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest('th, td, caption, h1, h2, h3, h4, dt')) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}£.,]{1,12}(?=[\\s:-]|$)/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("name", [*EXAMPLES, "families, estimate", FEES])
@pytest.mark.parametrize("window", [PHONE, LAPTOP, SHEET], ids=["phone", "laptop", "sheet"])
def test_short_words_stay_whole(
    name: str, window: dict[str, int], browser: "Browser", page_file: Make
) -> None:
    """No month, name or amount is broken within the word, on a screen or on paper."""
    with opened(browser, page_file(name), viewport=window) as page:
        page.emulate_media(media="print" if window is SHEET else "screen")
        broken = page.evaluate(BROKEN)

    assert [] == broken


# --- on paper -------------------------------------------------------------------------------------

ROWS = """() => [...document.querySelectorAll('table')].map(
  table => [...table.rows].slice(1).map(row => row.getBoundingClientRect().height))"""


@EACH_PAGE
def test_no_row_is_cut_by_the_edge_of_a_sheet(
    name: str, browser: "Browser", page_file: Make, printed: Prints
) -> None:
    """A row stands whole on one sheet, in each table that has no row higher than a sheet."""
    with opened(browser, page_file(name), viewport=SHEET) as page:
        page.emulate_media(media="print")
        heights = page.evaluate(ROWS)
    tables = [table.rows for table in printed(name).tables]
    sheets = [
        len(row)
        for rows, measured in zip(tables, heights, strict=True)
        for row in rows
        if max(measured) < SHEET["height"]
    ]

    assert [len(rows) for rows in tables] == [len(measured) for measured in heights]
    assert {1} >= set(sheets)
    assert sheets or "letter" in name


@EACH_PAGE
def test_the_head_of_a_table_stands_on_each_of_its_sheets(name: str, printed: Prints) -> None:
    """And never alone: a first row is under it, and no last row or sum is left over alone."""
    for head, (first, *others) in printed(name).tables:
        on = first.union(*others)
        before = [first, *others][-2:][0]

        assert on == head
        assert min(first) == min(head)
        assert not others or max(before) == min(others[-1])


@EACH_PAGE
def test_headings_stand_with_what_they_head(name: str, printed: Prints) -> None:
    """No heading is the last thing on a sheet."""
    stranded = printed(name).stranded

    assert 0 == stranded


@EACH_PAGE
def test_paper_is_wide_enough(
    name: str, browser: "Browser", page_file: Make, printed: Prints
) -> None:
    """A page is printed on A4 in its own size: nothing is so wide that all had to be shrunk."""
    with opened(browser, page_file(name), viewport=SHEET) as page:
        title = page.inner_text("h1")
        page.emulate_media(media="print")
        found = page.evaluate(LAID_OUT)
    paper, scale = printed(name).paper, printed(name).scales[title]

    assert IN_PLACE == found
    assert A4 == paper
    assert UNSHRUNK == pytest.approx(scale, abs=TENTH_OF_A_PIXEL)


@EACH_PAGE
def test_a_dark_screen_prints_as_a_light_one(
    name: str, browser: "Browser", page_file: Make, printed: Prints
) -> None:
    """Not a stroke differs."""
    light = printed(name).drawn
    dark = print_page(browser, page_file(name), color_scheme="dark").drawn
    same = light == dark

    assert same


@pytest.mark.parametrize("name", [*(name for name in EXAMPLES if "short" in name), FEES])
def test_what_is_meant_for_one_sheet_takes_one(name: str, printed: Prints) -> None:
    """A record of payment, for both examples, and the analyst's page."""
    sheets = len(printed(name).drawn)

    assert 1 == sheets


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_under_two_pages(name: str, printed: Prints) -> None:
    """With two receiving parents, with words that do not end, and of eighteen years too."""
    assert len(printed(name).drawn) <= 2


# --- words meant to do harm, and many years -------------------------------------------------------


def test_hostile_words_stay_words(browser: "Browser", page_file: Make) -> None:
    """Each is read as it was typed, but for signs that would hide or turn what follows them."""
    with opened(browser, page_file("hostile, full")) as page:
        words = page.evaluate("() => document.body.textContent")

    assert [] == [text for text in TEXTS if visible(text) not in words]


def test_a_redacted_page_has_none_of_them(page_file: Make) -> None:
    """Nothing that was typed as a label, a note or a reference is in a copy to share."""
    whole = page_file("hostile, redacted").read_text(encoding="utf-8")

    assert [] == [text for text in (*MARKUP, "onerror", "WWW", "\\u202e") if text in whole]


def test_many_years_make_a_page_of_moderate_size(page_file: Make) -> None:
    """Eighteen years of weekly payments are less than 3 MB."""
    assert page_file(LONG).stat().st_size < LARGEST
