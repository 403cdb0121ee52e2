"""The shapes that JSON Schemas are made of."""

from typing import Any

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
MONEY: Schema = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}
# A number that can be read back exactly: a decimal, or a fraction where no decimal is exact.
EXACT: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"}
DAY: Schema = {"type": "string", "format": "date"}
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer"}
BOOLEAN: Schema = {"type": "boolean"}
WHOLE_FILE: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def an_object(**keys: Schema) -> Schema:
    """An object with keys that are always there."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def a_list(of: Schema) -> Schema:
    """A list of one shape."""
    return {"type": "array", "items": of}


def maybe(of: Schema) -> Schema:
    """A shape, or null."""
    return {"anyOf": [of, {"type": "null"}]}


def named(name: str, of: Schema) -> Schema:
    """A shape as a schema of its own."""
    return {"$schema": DRAFT, "title": name, **of}


RATE: Schema = {"enum": ["nil", "flat", "reduced", "basic", "default", "none"]}
NOTES = a_list(an_object(id=TEXT, text=TEXT))
MADE = {"version": TEXT, "law_checked": DAY}
PROPOSALS = a_list(
    an_object(
        name=TEXT,
        title=TEXT,
        not_law={"const": True},
        says=TEXT,
        source=TEXT,
        url=TEXT,
        since=maybe(DAY),
        changes=a_list(an_object(name=TEXT, title=TEXT, unit=TEXT, value={})),
    )
)
