"""The JSON Schema of a sweep."""

from cmscalc.render.schema_shapes import (
    COUNT,
    DAY,
    EXACT,
    MADE,
    MONEY,
    NOTES,
    PROPOSALS,
    RATE,
    TEXT,
    a_list,
    an_object,
    maybe,
)

PLACE = {"anyOf": [EXACT, COUNT]}
POINT = an_object(
    at=PLACE,
    rate=maybe(RATE),
    gross_weekly_income=maybe(MONEY),
    weekly=maybe(MONEY),
    receiving_parents=a_list(an_object(name=TEXT, weekly=MONEY)),
    paying_parent_pays=maybe(MONEY),
)
SWEEP = an_object(
    schema={"const": "cmscalc.sweep/1"},
    **MADE,
    **{"from": PLACE},
    on=DAY,
    rounding={"enum": ["final", "each-step"]},
    over={"enum": ["income", "nights", "children", "other-children"]},
    period=maybe({"enum": ["year", "month", "four-weeks", "fortnight", "week"]}),
    receiving_parent=maybe(TEXT),
    to=PLACE,
    step=PLACE,
    rules=a_list(
        an_object(
            name=TEXT,
            proposals=PROPOSALS,
            here=maybe(POINT),
            points=a_list(POINT),
            edges=a_list(
                an_object(
                    number=COUNT,
                    at=PLACE,
                    what=TEXT,
                    citation=maybe(TEXT),
                    url=maybe(TEXT),
                    below=POINT,
                    on=POINT,
                    above=maybe(POINT),
                )
            ),
            stretches=a_list(an_object(**{"from": PLACE}, to=PLACE, next_pound_adds=maybe(EXACT))),
            notes=NOTES,
        )
    ),
)
