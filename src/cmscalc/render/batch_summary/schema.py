"""The JSON Schema of a summary of many cases."""

from cmscalc.render.batch_summary.model import QUANTILES
from cmscalc.render.schema_shapes import (
    COUNT,
    DAY,
    MADE,
    MONEY,
    NOTES,
    PROPOSALS,
    TEXT,
    Schema,
    a_list,
    an_object,
    maybe,
)


def _change(verb: str) -> Schema:
    counts = {f"{verb}_less": COUNT, "same": COUNT, f"{verb}_more": COUNT}
    return maybe(an_object(**counts, change=MONEY, change_per_year=MONEY))


GROUP = an_object(
    value=maybe(TEXT),
    cases=COUNT,
    unanswered=COUNT,
    weekly=an_object(
        total=MONEY,
        mean=maybe(MONEY),
        **{f"p{percent}": maybe(MONEY) for percent in QUANTILES},
    ),
    per_year=MONEY,
    fees=an_object(paying_parents=MONEY, receiving_parents=MONEY, per_year=MONEY),
    paying_parents_pay=MONEY,
    receiving_parents_get=MONEY,
    paying_parents=_change("pay"),
    receiving_parents=_change("get"),
    state=maybe(an_object(cases_told=COUNT, cost=MONEY, cost_per_year=MONEY)),
)
SUMMARY = an_object(
    schema={"const": "cmscalc.batch-summary/1"},
    proposals=PROPOSALS,
    **MADE,
    table=TEXT,
    on=maybe(DAY),
    rounding=maybe({"enum": ["final", "each-step"]}),
    fee_rounding=maybe({"enum": ["instalment", "daily"]}),
    weeks=COUNT,
    by=maybe(TEXT),
    groups=a_list(GROUP),
    all=GROUP,
    notes=NOTES,
)
