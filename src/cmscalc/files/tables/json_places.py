"""Where values stand in a line of JSON: for a mark under what is wrong."""

import json
import re

BETWEEN_VALUES = re.compile(r"[\s:,]*")


def value_span(text: str, key: str) -> tuple[int, int]:
    """Where the value of a key stands in the text of an object: its start and its length.

    Of no length at the beginning, where the object has no such key.
    """
    read = json.JSONDecoder().raw_decode
    at = _past(text, 1)
    while text[at] != "}":
        name, end = read(text, at)
        start = _past(text, end)
        _, end = read(text, start)
        if name == key:
            return start, end - start
        at = _past(text, end)
    return 0, 0


def _past(text: str, at: int) -> int:
    """Go past what stands between keys and values."""
    found = BETWEEN_VALUES.match(text, at)
    return found.end() if found else at


def item_in(value: str, item: str) -> int:
    """Where a word stands in the text of a value: alone, in quotes, or one of a list's."""
    in_quotes = value.find(f'"{item}"')
    return in_quotes + 1 if in_quotes >= 0 else max(value.find(item), 0)
