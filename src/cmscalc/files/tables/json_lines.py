"""Lines of JSON, a case each: an object a line, whose text is carried as it stands."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.csv_table import NOT_UTF_8, UNREAD, in_utf_8, is_utf_8, text_of

AN_OBJECT = 'an object on each line, such as {"income": "27000/year", "children": 2}'


HALF = r"half a character, such as \ud83d alone (wanted: both halves, or the character itself)"


class Line(NamedTuple):
    """A line of a file: its number, its text, and the object there, or what is wrong with it."""

    line: int
    text: str
    values: dict[str, Any]
    fault: str = ""
    column: int = 0


class Number(str):
    """A number as it was typed: read and written again, it could become another."""

    __slots__ = ()


class _Refused(ValueError):  # noqa: N818 - it says what is wrong with a line
    """What JSON allows and a table does not. The message is a sentence."""


def lines_in(block: Block) -> Iterator[Line]:
    """Give the lines of a block; blank ones are none."""
    for number, line in enumerate(text_of(block.data).split("\n"), block.line):
        stripped = line.strip().lstrip("\ufeff")
        if stripped:
            yield _line(number, stripped)


def _line(number: int, text: str) -> Line:
    if not is_utf_8(text):
        readable = in_utf_8(text)
        return Line(number, readable, {}, NOT_UTF_8, readable.index(UNREAD))
    try:
        return Line(number, text, _object(text))
    except json.JSONDecodeError as wrong:
        fault = f"not JSON: {wrong.msg[0].lower()}{wrong.msg[1:]} (wanted: {AN_OBJECT})"
        return Line(number, text, {}, fault, wrong.pos)
    except _Refused as wrong:
        return Line(number, text, {}, str(wrong))
    except RecursionError:
        return Line(number, text, {}, "too many brackets within one another (wanted: fewer)")


def _object(text: str) -> dict[str, Any]:
    found = json.loads(
        text,
        object_pairs_hook=_once_each,
        parse_constant=_no_number,
        parse_float=Number,
        parse_int=Number,
    )
    if not isinstance(found, dict):
        raise _Refused(f"no object (wanted: {AN_OBJECT})")
    if "\\u" in text and not is_utf_8(plain_json(found)):
        raise _Refused(HALF)
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"the key {twice!r} a second time (wanted: each once)")
    return found


def _no_number(text: str) -> None:
    raise _Refused(f"{text}, which is no number of JSON (wanted: a number, or null for none)")


def plain_json(value: object) -> str:
    """Write a value of a line again, its numbers as they were typed."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(plain_json, value))}]"
    if isinstance(value, dict):
        pairs = (f"{plain_json(key)}: {plain_json(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    return json.dumps(value, ensure_ascii=False)


def with_answers(line: Line, answers: dict[str, Any]) -> str:
    """Write a line again with answers added to it; what was there stands as it did."""
    added = json.dumps(answers, ensure_ascii=False)
    if line.fault:
        return json.dumps({"line": line.text, **answers}, ensure_ascii=False)
    if not line.values:
        return added
    return f"{line.text[:-1].rstrip()}, {added[1:]}"
