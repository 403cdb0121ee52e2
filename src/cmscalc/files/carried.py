"""What a statement carries: the copy it was made from, and how it was asked for."""

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from cmscalc.files.case_file import no_plugins
from cmscalc.files.copies import Copy, Part
from cmscalc.files.sources import Source, refused

if TYPE_CHECKING:
    from cmscalc.files.carried_model import PartTable

# The element of a page that holds it; `as_html` writes it so.
DATA_ID = "made-from"
SCHEMA = "cmscalc.statement/1"
WANTED = "the web page or the JSON form of a statement, as cmscalc wrote it"
AS_AT = "as_at"
VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}")
NOT_WHOLE = "a statement whose data are damaged"


class Carried(NamedTuple):
    """A copy of a case and its payments, the flags of the account, and the kind of statement.

    `to_come` says that the as-at date was to come when it was made.
    """

    copy: Copy
    flags: dict[str, str]
    short: bool
    redacted: bool
    to_come: bool


def values_of(carried: Carried) -> dict[str, Any]:
    """Give what is carried as plain values."""
    copy = carried.copy
    return {
        "case": _part(copy.case),
        "payments": [_part(part) for part in copy.payments],
        "diary": _part(copy.diary) if copy.diary else None,
        "flags": carried.flags,
        "short": carried.short,
        "redacted": carried.redacted,
        "to_come": carried.to_come,
    }


def _part(part: Part) -> dict[str, Any]:
    lines = {"lines": list(part.lines)} if part.lines else {}
    return {"name": part.name, "sha256": part.sha256, "text": part.text, **lines}


class Found(NamedTuple):
    """A statement that was read: a page or JSON, by which version, and what it carries."""

    is_page: bool
    text: str
    version: str
    carried: Carried


def read_carried(source: Source) -> Found:
    """Read what a statement carries. Raises Problems where it is none."""
    is_page = source.text.lstrip()[:1] == "<"
    try:
        text = _data_of(source.text) if is_page else source.text
    except (AssertionError, ValueError):  # what Python's own parser makes of broken markup
        raise refused(source.name, "a page that cannot be read", WANTED) from None
    if not text.strip():
        raise refused(source.name, "no statement that can be checked", WANTED)
    try:
        values = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        raise refused(source.name, NOT_WHOLE if is_page else "no statement", WANTED) from None
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise refused(source.name, "no statement of this kind", WANTED)
    version = str(values.get("version", ""))
    if not VERSION.fullmatch(version):
        raise refused(source.name, NOT_WHOLE, WANTED)
    return Found(is_page, source.text, version, _carried(values, source))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a key given twice one reader takes the first, and another the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _carried(values: dict[str, Any], source: Source) -> Carried:
    no_plugins()
    from pydantic import ValidationError  # noqa: PLC0415 - after the switch above

    from cmscalc.files.carried_model import CarriedTable  # noqa: PLC0415

    try:
        table = CarriedTable.model_validate(values.get("data"), strict=True)
    except ValidationError:
        raise refused(source.name, NOT_WHOLE, WANTED) from None
    copy = Copy(
        _read(table.case),
        tuple(_read(each) for each in table.payments),
        _read(table.diary) if table.diary else None,
    )
    flags = {str(name): value for name, value in table.flags.items()}
    is_whole = len(copy.case.lines) == copy.case.text.count("\n") + 1
    names, texts = [part.name for part in copy.parts], [part.text for part in copy.payments]
    is_whole = is_whole and len(set(names)) == len(names) and len(set(texts)) == len(texts)
    if not is_whole or AS_AT not in flags:
        raise refused(source.name, NOT_WHOLE, WANTED)
    return Carried(copy, flags, table.short, table.redacted, table.to_come)


def _read(table: "PartTable") -> Part:
    return Part(table.name, table.sha256, table.text, tuple(table.lines))


def _data_of(page: str) -> str:
    finder = _Finder()
    finder.feed(page)
    finder.close()
    return "".join(finder.texts)


class _Finder(HTMLParser):
    """Finds the element of a page that holds what it was made from."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("id", DATA_ID) in attrs

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts.append(data)
