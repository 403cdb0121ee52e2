"""The shapes that JSON Schemas are made of."""

from typing import Any

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
MONEY: Schema = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}
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
