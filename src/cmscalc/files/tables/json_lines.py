"""Lines of JSON, a case each: an object a line, whose text is carried as it stands."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from cmscalc.files.tables.blocks import Block

AN_OBJECT = 'an object on each line, such as {"income": "27000/year", "children": 2}'


class Line(NamedTuple):
    """A line of a file: its number, its text, and the object there, or what is wrong with it."""

    line: int
    text: str
    values: dict[str, Any]
    fault: str = ""
    column: int = 0


class _Refused(ValueError):  # noqa: N818 - it says what is wrong with a line
    """What JSON allows and a table does not. The message is a sentence."""


def lines_in(block: Block) -> Iterator[Line]:
    """Give the lines of a block; blank ones are none."""
    text = block.data.decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), block.line):
        stripped = line.strip().lstrip("\ufeff")
        if stripped:
            yield _line(number, stripped)


def _line(number: int, text: str) -> Line:
    try:
        # Numbers with a point stay as they were typed: a float would not be what was said.
        found = json.loads(
            text, object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=str
        )
    except json.JSONDecodeError as wrong:
        fault = f"not JSON: {wrong.msg[0].lower()}{wrong.msg[1:]} (wanted: {AN_OBJECT})"
        return Line(number, text, {}, fault, wrong.pos)
    except (ValueError, RecursionError) as wrong:
        return Line(number, text, {}, str(wrong))
    if not isinstance(found, dict):
        return Line(number, text, {}, f"no object (wanted: {AN_OBJECT})")
    return Line(number, text, found)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"the key {twice!r} a second time (wanted: each once)")
    return found


def _no_number(text: str) -> None:
    raise _Refused(f"{text}, which is no number of JSON (wanted: a number, or null for none)")


def with_answers(line: Line, answers: dict[str, Any]) -> str:
    """Write a line again with answers added to it; what was there stands as it did."""
    added = json.dumps(answers, ensure_ascii=False)
    if line.fault:
        return json.dumps({"line": line.text, **answers}, ensure_ascii=False)
    if not line.values:
        return added
    return f"{line.text[:-1].rstrip()}, {added[1:]}"
