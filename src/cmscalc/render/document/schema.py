"""JSON Schemas of documents: of a statement, of what checking one came to, of the diary."""

from cmscalc.render.document.model import Kind, Tone
from cmscalc.render.schema_shapes import (
    BOOLEAN,
    COUNT,
    DAY,
    MONEY,
    TEXT,
    Schema,
    a_list,
    an_object,
    maybe,
)

KIND: Schema = {"enum": [kind.value for kind in Kind]}
FILE_HASH: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
ROW: Schema = {"type": "object"}
VALUE: Schema = {}
BLOCKS: list[Schema] = [
    an_object(kind={"const": "text"}, tone={"enum": [tone.value for tone in Tone]}, text=TEXT),
    an_object(kind={"const": "list"}, texts=a_list(TEXT), ids=a_list(TEXT)),
    an_object(kind={"const": "headline"}, id=TEXT, amount=MONEY, text=TEXT),
    an_object(
        kind={"const": "facts"},
        id=TEXT,
        title=TEXT,
        sums=BOOLEAN,
        facts=a_list(an_object(id=TEXT, title=TEXT, type=KIND, value=VALUE)),
    ),
    an_object(
        kind={"const": "table"},
        id=TEXT,
        caption=TEXT,
        columns=a_list(an_object(id=TEXT, title=TEXT, type=KIND, note=maybe(TEXT))),
        rows=a_list(ROW),
        total=maybe(ROW),
    ),
    an_object(
        kind={"const": "chart"},
        id=TEXT,
        caption=TEXT,
        points=a_list(an_object(on=DAY, owed=MONEY)),
        to=DAY,
        marks=a_list(an_object(on=DAY, text=TEXT)),
        payments=a_list(DAY),
    ),
    an_object(
        kind={"const": "working"},
        id=TEXT,
        title=TEXT,
        steps=a_list(
            an_object(
                id=TEXT,
                title=TEXT,
                citation=TEXT,
                url=TEXT,
                formula=TEXT,
                figures=TEXT,
                value=TEXT,
                shown=TEXT,
                notes=a_list(TEXT),
            )
        ),
    ),
]
PARTS = a_list(an_object(id=TEXT, title=TEXT, blocks=a_list({"oneOf": BLOCKS})))
READ = {"title": TEXT, "subtitle": TEXT, "parts": PARTS}
FILE = an_object(name=TEXT, sha256=FILE_HASH, text=TEXT)

STATEMENT = an_object(
    schema={"const": "cmscalc.statement/1"},
    version=TEXT,
    law_checked=DAY,
    length={"enum": ["full", "short"]},
    redacted=BOOLEAN,
    as_at=DAY,
    **{"from": DAY, "to": DAY},
    command=TEXT,
    inputs=a_list(an_object(file=TEXT, sha256=FILE_HASH)),
    **READ,
    data=an_object(
        case=FILE,
        payments=a_list(FILE),
        diary=maybe(FILE),
        flags={"type": "object", "additionalProperties": TEXT},
        short=BOOLEAN,
        redacted=BOOLEAN,
        to_come=BOOLEAN,
    ),
)
DIARY = an_object(schema={"const": "cmscalc.diary/1"}, version=TEXT, as_at=DAY, **READ)
VERIFY = an_object(
    schema={"const": "cmscalc.verify/1"},
    version=TEXT,
    statement=TEXT,
    made_by=TEXT,
    follows=BOOLEAN,
    figures=COUNT,
    differences=a_list(an_object(place=TEXT, said=TEXT, found=TEXT)),
    altered=maybe(BOOLEAN),
    redacted=BOOLEAN,
    files=a_list(an_object(file=TEXT, same=BOOLEAN, unchanged=BOOLEAN)),
)
