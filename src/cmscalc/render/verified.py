"""What came of checking a statement: as text and as JSON (`cmscalc.verify/1`)."""

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, NamedTuple

from cmscalc.core.printable import visible
from cmscalc.version import __version__

SCHEMA = "cmscalc.verify/1"
MOST_SHOWN = 20
WIDTH = 80
ALTERED = (
    "But it was changed in other ways since it was made: its style, its drawing or what is hidden. "
    "What it shows may not be what it says. -o FILE writes it again as it was."
)


class Unlike(NamedTuple):
    """Something the statement says that does not follow; `found` is what does, if anything."""

    place: str
    said: str
    found: str


class Held(NamedTuple):
    """A file that a statement was held against: whether it was made from what that says.

    `unchanged` says whether the SHA-256 is the same, where the statement gives one.
    """

    file: str
    same: bool
    unchanged: bool


class Verified(NamedTuple):
    """A statement that was checked, and the files it was held against.

    `altered` says that something else in the page was changed, such as its style; it is not known
    of one that another version made.
    """

    name: str
    version: str
    figures: int
    unlike: tuple[Unlike, ...]
    altered: bool | None
    redacted: bool
    files: tuple[Held, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether all of it follows, and it looks as it reads."""
        return not self.unlike and self.altered is False and all(each.same for each in self.files)


def as_json(found: Verified) -> str:
    """Write it as JSON text."""
    values: dict[str, Any] = {
        "schema": SCHEMA,
        "version": __version__,
        "statement": found.name,
        "made_by": found.version,
        "follows": found.follows,
        "figures": found.figures,
        "differences": [each._asdict() for each in found.unlike],
        "altered": found.altered,
        "redacted": found.redacted,
        "files": [each._asdict() for each in found.files],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def as_text(found: Verified) -> str:
    """Write it as text."""
    return "".join(f"{visible(line)}\n" for line in _lines(found))


def _lines(found: Verified) -> list[str]:
    out = [_verdict(found)]
    for unlike in found.unlike[:MOST_SHOWN]:
        out += ["", *_wrapped(unlike.place or "before the first part")]
        out += _wrapped(unlike.said or "nothing", "    it says:  ")
        out += _wrapped(unlike.found or "nothing", "    follows:  ")
    if len(found.unlike) > MOST_SHOWN:
        out += ["", *_wrapped(f"and {len(found.unlike) - MOST_SHOWN} more: --json lists all")]
    for text in _besides(found):
        out += ["", *_wrapped(text)]
    if found.files:
        out.append("")
    for each in found.files:
        text = f"{each.file}: the statement was made from what this file says"
        if not each.same:
            text = f"{each.file}: what the statement was made from is NOT what the files given say"
        if each.same and not each.unchanged:
            text += ", which has another SHA-256: it was changed in what does not count"
        out += _wrapped(text)
    if found.follows and not found.files:
        out.append(f"    cmscalc verify {found.name} case.toml payments.csv")
    return out


def _wrapped(text: str, start: str = "  ") -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
    )


def _verdict(found: Verified) -> str:
    figures = f"{found.figures:,} figures"
    if not found.unlike:
        return f"{found.name}: all {figures} follow from the data in it."
    many = len(found.unlike)
    what = "1 thing in it does" if many == 1 else f"{many} things in it do"
    return f"{found.name}: {what} not follow from the data in it."


def _besides(found: Verified) -> Iterator[str]:
    """What else a reader of the verdict has to know."""
    if found.version != __version__:
        yield (
            f"But it says that cmscalc {found.version} made it, and this is {__version__}: only "
            "its words and figures were compared. It can be made to look otherwise than it reads: "
            "-o FILE writes it again."
        )
    if found.altered:
        yield ALTERED
    if found.follows and not found.files:
        yield (
            "This says that the figures follow, and not that the data are true. Whoever has the "
            "files can hold it against them:"
        )
