"""What a statement says, in the order it is read: each sentence and figure with its place."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from cmscalc.files.carried import DATA_ID

# The elements of a page that each hold one sentence or one figure.
LEAVES = (
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "li",
    "dt",
    "dd",
    "caption",
    "figcaption",
    "th",
    "td",
    "text",
)
HEADINGS = ("h1", "h2")
LESSER = ("h3", "caption")


class Said(NamedTuple):
    """A sentence or a figure, and where it stands."""

    place: str
    text: str


def said_in_page(page: str) -> list[Said]:
    """Everything that a page says, without its style and its data."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    reader.say()
    return reader.found


def said_in_values(values: Any, place: str = "") -> Iterator[Said]:  # noqa: ANN401 - values of JSON
    """Everything that the JSON form says, without the data it was made from."""
    if isinstance(values, dict):
        own = str(values.get("id") or "")
        inside = f"{place} {own}".strip()
        for key, each in values.items():
            if place or key != "data":
                yield from said_in_values(each, f"{inside} {key}".strip())
    elif isinstance(values, list):
        for at, each in enumerate(values, start=1):
            yield from said_in_values(each, f"{place} {at}")
    elif values is not None:
        yield Said(place, str(values))


class _Page(HTMLParser):
    """Goes through a page and keeps what its elements say, the innermost that say something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Said] = []
        self.texts: list[str] = []
        self.part = self.under = self.row = self.head = ""
        self.skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("style", "script"):
            self.skipped = "" if tag == "script" and given.get("id") != DATA_ID else tag
        if tag == "tr":
            self.row = ""
        if tag in LEAVES:
            self.say()
            self.head = given.get("data-head") or ""
        if given.get("aria-label"):
            self.found.append(Said(self.place(), given["aria-label"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipped:
            self.skipped = ""
            return
        if tag not in LEAVES:
            return
        text = "".join(self.texts).strip()
        self.say()
        if tag in HEADINGS:
            self.part, self.under, self.row = text, "", ""
        elif tag in LESSER:
            self.under, self.row = text, ""
        elif tag in ("th", "dt", "h4"):
            self.row = text

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.texts.append(data)

    def say(self) -> None:
        """Keep what has been read since the last element began or ended."""
        text = " ".join("".join(self.texts).split())
        self.texts = []
        if text:
            self.found.append(Said(self.place(), text))

    def place(self) -> str:
        return ", ".join(each for each in (self.part, self.under, self.row, self.head) if each)
