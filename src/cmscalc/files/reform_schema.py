"""The JSON Schema of a reform file: its keys, what each says, and the shape of its value."""

from typing import Any

from cmscalc.files.reform_file import ABOUT, SCHEMA, SETTABLE, THE_LAW_IS, UNEARNED, WORDS
from cmscalc.law import VALUES
from cmscalc.law.reform import ONLY_PROPOSED

Schema = dict[str, Any]
POUNDS: Schema = {
    "description": "pounds in quotes, or whole pounds",
    "anyOf": [
        {"type": "string", "pattern": r"^£?[0-9][0-9,]*(\.[0-9]{1,2})?$"},
        {"type": "integer", "minimum": 0},
    ],
}
SHARE: Schema = {
    "description": "a part of the whole in quotes: 0.02 or 2%",
    "type": "string",
    "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*%?\s*$",
}
FRACTION: Schema = {
    "description": "a fraction in quotes: 1/7",
    "type": "string",
    "pattern": r"^\s*[0-9]+(\s*/\s*[0-9]+|(\.[0-9]+)?\s*%?)\s*$",
}
NIGHTS: Schema = {"description": "nights a year", "type": "integer", "minimum": 1, "maximum": 365}
BANDS: Schema = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["nights", "off"],
        "properties": {
            "nights": {**NIGHTS, "description": "the band holds from so many nights a year"},
            "off": {**FRACTION, "description": "what it takes off"},
            "to": {**NIGHTS, "description": "the last number of nights in it, if you like"},
        },
    },
}
UNITS = {
    "pounds": POUNDS,
    "percent": SHARE,
    "percent table": SHARE,
    "fraction": FRACTION,
    "nights": NIGHTS,
}
TEXTS = {
    "title": "what it would change, in a line; every output says it",
    "source": "who proposes it, and where",
    "url": "a page to read",
}


def reform_schema() -> Schema:
    """Give the JSON Schema of a reform file whose keys stand at its top."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "additionalProperties": False,
        "required": ["schema"],
        "properties": {
            **{key: _about(key) for key in ABOUT},
            **{key: _word(key) for key in WORDS},
            **{key: _unearned(key) for key in UNEARNED},
            **{key: _value(key) for key in SETTABLE},
        },
    }


def _about(key: str) -> Schema:
    if key == "schema":
        return {"const": SCHEMA, "description": "this format"}
    if key == "law":
        return {"const": False, "description": THE_LAW_IS}
    if key == "since":
        return {
            "type": "string",
            "format": "date",
            "description": "the day it would begin; left out, it holds on every day",
        }
    return {"type": "string", "description": TEXTS[key]}


def _word(key: str) -> Schema:
    word = WORDS[key]
    said = VALUES[word.field].title if word.field in VALUES else ONLY_PROPOSED[word.field][0]
    if word.words:
        return {"const": word.words, "description": said}
    shape = {"type": "boolean"} if key == "direct_pay" else SHARE
    return {**shape, "description": "false: every case is managed" if key == "direct_pay" else said}


def _unearned(key: str) -> Schema:
    if key == "unearned_threshold":
        return {**POUNDS, "description": "unearned income a year above which the whole counts"}
    return {"type": "boolean", "description": "unearned income counts with no variation"}


def _value(name: str) -> Schema:
    dated = VALUES[name]
    if dated.unit == "bands":
        return {**BANDS, "description": dated.title}
    return {**_like(dated.rows[-1].value, UNITS[dated.unit]), "description": dated.title}


def _like(now: object, one: Schema) -> Schema:
    if not isinstance(now, tuple):
        return one
    size = len(now)
    return {"type": "array", "minItems": size, "maxItems": size, "items": _like(now[0], one)}
