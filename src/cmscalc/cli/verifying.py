"""Checking a statement: making it again from what it carries, and comparing all it says."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import path_of
from cmscalc.cli.leave import Exit
from cmscalc.cli.ledger_options import Given, files_in
from cmscalc.cli.statement_making import carried_of, document_of
from cmscalc.cli.statement_options import asked_again
from cmscalc.cli.writing import put
from cmscalc.files.carried import WANTED as CARRIED_BY
from cmscalc.files.carried import Carried, Found, read_carried
from cmscalc.files.inputs import read_inputs, with_diary
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.said import Said, said_in_page, said_in_values
from cmscalc.files.sources import Source, names_of, read_source, refused
from cmscalc.render.document import as_html, as_json
from cmscalc.render.verified import Held, Unlike, Verified
from cmscalc.version import __version__

MOST_MEGABYTES = 60
MOST_COMPARED = 1_500
WITHOUT_DATA = (".pdf", ".txt", ".csv")
DAMAGED = "a statement whose data no longer make an account"
WANTED = "one as cmscalc wrote it: make it again from the case and its payments"


class Options(NamedTuple):
    """What was asked for: a statement, the files to hold it against, and where to write it."""

    statement: str
    given: Given | None
    path: str
    force: bool


def read(typed: Typed) -> Options:
    """Read the flags. Raises Problems, those of the words first."""
    reader = typed.reader()
    path = path_of(reader)
    statement, *files = typed.words or ("",)
    if not statement:
        wanted, hint = "the file of a statement", "cmscalc verify statement.html"
        reader.problems.append(Problem("cmscalc verify", "", 0, 0, "no statement", wanted, hint))
    cases = files_in(files, reader, "verify", several=False) if files else ()
    if reader.problems:
        raise Problems(reader.problems)
    return Options(statement, cases[0] if cases else None, path, typed.switches["force"])


def put_again(text: str, options: Options) -> Exit:
    """Write the statement as it follows, where it was asked for."""
    if not options.path:
        return Exit.DONE
    return put(text, options.path, force=options.force, read=[options.statement])


def verify(path: str, given: Given | None) -> tuple[Verified, str]:
    """Check a statement, and give it as it is made again. Raises Problems if it is none."""
    name = names_of([path])[0]
    ending = Path(path).suffix.lower()
    if ending in WITHOUT_DATA:
        raise refused(name, f"the {ending} form of a statement carries no data", CARRIED_BY)
    source = read_source(path, name, MOST_MEGABYTES)
    found = read_carried(source)
    again = _again(found, source)
    said, made = _said(found.text, is_page=found.is_page), _said(again, is_page=found.is_page)
    unlike = tuple(_unlike(said, made))
    same = _same_page if found.is_page else _same_values
    altered = not unlike and not same(source.text, again)
    carried = found.carried
    verified = Verified(
        name,
        found.version,
        sum(any(each.isdigit() for each in one.text) for one in made),
        unlike,
        altered if found.version == __version__ else None,
        carried.redacted,
        _held_against(carried, given) if given else (),
    )
    return verified, again


def _again(found: Found, source: Source) -> str:
    try:
        document = document_of(found.carried)
    except Problems as wrong:
        first = wrong.problems[0]
        why = f"{DAMAGED} ({first.where}: {first.found})"
        raise refused(source.name, why, WANTED) from None
    return as_html.render(document) if found.is_page else as_json.render(document)


def _said(text: str, *, is_page: bool) -> list[Said]:
    return said_in_page(text) if is_page else list(said_in_values(json.loads(text)))


def _same_page(text: str, again: str) -> bool:
    """Whether two pages are the same, but for line ends, which a mail may change."""
    return text.replace("\r\n", "\n").strip() == again.strip()


def _same_values(text: str, again: str) -> bool:
    """Whether two JSON texts have the same values under the same keys."""
    same: bool = json.loads(text) == json.loads(again)
    return same


def _unlike(said: Sequence[Said], made: Sequence[Said]) -> list[Unlike]:
    """Everything that is not the same in both, in order. Its place is where it belongs."""
    texts, others = [each.text for each in said], [each.text for each in made]
    found: list[Unlike] = []
    for first, last, start, end in _differing(texts, others):
        for one, other in zip_longest(said[first:last], made[start:end]):
            if one is None or other is None or one.text != other.text:
                place = (other or one).place
                found.append(Unlike(place, one.text if one else "", other.text if other else ""))
    return found


def _differing(texts: list[str], others: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; very long ones are compared text by text, which takes no time."""
    start, many = 0, min(len(texts), len(others))
    while start < many and texts[start] == others[start]:
        start += 1
    last, end = len(texts), len(others)
    while last > start and end > start and texts[last - 1] == others[end - 1]:
        last, end = last - 1, end - 1
    if last - start > MOST_COMPARED or end - start > MOST_COMPARED:
        yield start, last, start, end
        return
    matcher = SequenceMatcher(None, texts[start:last], others[start:end], autojunk=False)
    for what, *places in matcher.get_opcodes():
        if what != "equal":
            one, two, three, four = (start + each for each in places)
            yield one, two, three, four


def _held_against(carried: Carried, given: Given) -> tuple[Held, ...]:
    """Whether a statement was made from files: their copies are then the same."""
    asked = asked_again(carried.flags)
    today = asked.as_at - timedelta(days=1) if carried.to_come else asked.as_at
    inputs = with_diary(read_inputs(*given, asked.as_at, and_later=True))
    again = carried_of(
        inputs, asked._replace(today=today), short=carried.short, redact=carried.redacted
    ).copy
    theirs = {(part.text, part.lines): part for part in carried.copy.parts}
    found: list[Held] = []
    for source, part in zip(inputs.sources, again.parts, strict=False):
        own = theirs.pop((part.text, part.lines), None)
        hashes = ("", source.sha256)
        found.append(Held(source.name, own is not None, own is None or own.sha256 in hashes))
    # What the statement has beside them was held against nothing.
    told = {each.file for each in found}
    rest = (part.name for part in theirs.values() if part.name not in told)
    return (*found, *(Held(name, same=False, unchanged=True) for name in rest))
