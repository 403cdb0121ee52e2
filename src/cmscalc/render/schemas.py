"""JSON Schemas of the answers: what scripts may rely on. More keys may come; these stay."""

from cmscalc.render.batch_summary.schema import SUMMARY
from cmscalc.render.document.schema import DIARY, STATEMENT, VERIFY
from cmscalc.render.schema_shapes import (
    BOOLEAN,
    COUNT,
    DAY,
    MADE,
    MONEY,
    NOTES,
    PROPOSALS,
    RATE,
    TEXT,
    WHOLE_FILE,
    a_list,
    an_object,
    maybe,
    named,
)
from cmscalc.render.sweep.schema import SWEEP

TOTALS = {"charged": MONEY, "paid": MONEY, "adjusted": MONEY, "arrears": MONEY}

GUARANTEE = an_object(state_paid=MONEY, collected=maybe(MONEY), cost_to_state=maybe(MONEY))

ESTIMATE = an_object(
    schema={"const": "cmscalc.estimate/1"},
    proposals=PROPOSALS,
    **MADE,
    on=DAY,
    rounding={"enum": ["final", "each-step"]},
    fee_rounding={"enum": ["instalment", "daily"]},
    rate=RATE,
    gross_weekly_income=maybe(MONEY),
    weekly=MONEY,
    receiving_parents=a_list(
        an_object(name=TEXT, children=COUNT, weekly=MONEY, per_year=MONEY, per_month=MONEY)
    ),
    per_year=MONEY,
    per_month=MONEY,
    fees=maybe(
        an_object(
            service={"const": "collect-and-pay"},
            paying_parent_fee=MONEY,
            paying_parent_pays=MONEY,
            paying_parent_fee_per_year=MONEY,
            receiving_parent_fees_per_year=MONEY,
            receiving_parents=a_list(
                an_object(name=TEXT, weekly=MONEY, paying_parent_fee=MONEY, fee=MONEY, gets=MONEY)
            ),
        )
    ),
    guarantee=maybe(GUARANTEE),
    steps=a_list(
        an_object(
            id=TEXT,
            title=TEXT,
            citation=TEXT,
            url=TEXT,
            formula=TEXT,
            terms={"type": "object", "additionalProperties": TEXT},
            exact=maybe(TEXT),
            value=TEXT,
            notes=a_list(TEXT),
        )
    ),
    notes=NOTES,
)

RULES = an_object(
    schema={"const": "cmscalc.compare-rules/1"},
    proposals=PROPOSALS,
    **MADE,
    on=DAY,
    rounding={"enum": ["final", "each-step"]},
    fee_rounding={"enum": ["instalment", "daily"]},
    weeks=COUNT,
    not_together=TEXT,
    rules=a_list(
        an_object(
            name=TEXT,
            not_law=BOOLEAN,
            proposals=a_list(TEXT),
            rate={"enum": ["nil", "flat", "reduced", "basic", "default", "none"]},
            gross_weekly_income=maybe(MONEY),
            figures=a_list(
                an_object(
                    what=TEXT,
                    who=maybe(TEXT),
                    per_week=maybe(MONEY),
                    per_year=maybe(MONEY),
                    difference_per_week=maybe(MONEY),
                    difference_per_year=maybe(MONEY),
                )
            ),
            notes=NOTES,
        )
    ),
)
PERIOD = an_object(
    **{"from": DAY, "to": DAY}, charged=MONEY, adjusted=MONEY, paid=MONEY, arrears=MONEY
)
ENTRY = an_object(
    date=DAY,
    kind={"enum": ["charge", "payment", "adjustment", "fee"]},
    what=TEXT,
    amount=MONEY,
    balance=MONEY,
    source=TEXT,
    strength={"enum": ["agreed", "bank-row", "disputed", "unproved", None]},
)
PROOF = an_object(
    agreed=MONEY,
    bank_row=MONEY,
    disputed=MONEY,
    unproved=MONEY,
    disputed_with_bank_row=MONEY,
    not_accepted=MONEY,
)
MISSED = an_object(
    due=DAY,
    amount=MONEY,
    short=MONEY,
    still_owed=MONEY,
    days_late=COUNT,
    covered_on=maybe(DAY),
)
AGEING = an_object(**{"under_3_months": MONEY, "3_to_12_months": MONEY, "over_12_months": MONEY})
COMPLIANCE = an_object(
    quarter={"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$"},
    due=MONEY,
    paid=MONEY,
    label={"enum": ["nothing", "up_to_90", "over_90", None]},
)
SIDE = an_object(
    name=TEXT,
    brought_forward=MONEY,
    **TOTALS,
    guarantee=maybe(an_object(state_paid=MONEY, cost_to_state=MONEY, state_recovers=MONEY)),
    proof=PROOF,
    weekly=MONEY,
    weeks_owed=maybe(TEXT),
    last_payment=maybe(an_object(date=DAY, amount=MONEY, source=TEXT)),
    periods=a_list(PERIOD),
    entries=a_list(ENTRY),
    allocations=a_list(an_object(payment=TEXT, to=DAY, amount=MONEY)),
    missed=a_list(MISSED),
    ageing=AGEING,
    compliance=a_list(COMPLIANCE),
)
LEDGER = an_object(
    schema={"const": "cmscalc.ledger/1"},
    proposals=PROPOSALS,
    **MADE,
    title=TEXT,
    as_at=DAY,
    **{"from": DAY, "to": DAY},
    basis={"enum": ["accrual", "plan"]},
    liability={"enum": ["decision", "calculation"]},
    allocation={"enum": ["oldest-first", "current-first", "as-marked"]},
    by={"enum": ["week", "month", "quarter", "year", "none"]},
    grace_days=COUNT,
    rounding={"enum": ["final", "each-step"]},
    fee_rounding={"enum": ["instalment", "daily"]},
    fee_split={"enum": ["proportional", "maintenance-first"]},
    receiving_parents=a_list(SIDE),
    fees=an_object(
        paying_parent=an_object(charged=MONEY, paid=MONEY, owed=MONEY),
        receiving_parents=a_list(an_object(name=TEXT, charged=MONEY)),
        enforcement=MONEY,
        enforcement_paid=MONEY,
    ),
    totals=an_object(brought_forward=MONEY, **TOTALS),
    proof=PROOF,
    assertions=a_list(
        an_object(
            on=DAY,
            receiving_parent=TEXT,
            asserted=MONEY,
            calculated=MONEY,
            difference=MONEY,
            fee_owed=MONEY,
            ok=BOOLEAN,
            said_by=TEXT,
            last_agreed=maybe(DAY),
            source=TEXT,
        )
    ),
    differences=a_list(
        an_object(
            receiving_parent=TEXT,
            **{"from": DAY, "to": DAY},
            decided=MONEY,
            calculated=MONEY,
            difference=MONEY,
            source=TEXT,
        )
    ),
    notes=NOTES,
    inputs=a_list(an_object(file=TEXT, sha256=WHOLE_FILE)),
)

BANK_ROW = an_object(line=COUNT, date=DAY, amount=MONEY, currency=TEXT, reference=TEXT)
BANK_FILE = an_object(
    file=TEXT,
    sha256=WHOLE_FILE,
    bank=TEXT,
    layout=TEXT,
    rows=COUNT,
    first=maybe(DAY),
    last=maybe(DAY),
    matched=COUNT,
    other_way=a_list(BANK_ROW),
    pending=a_list(BANK_ROW),
    foreign=a_list(BANK_ROW),
    excluded=COUNT,
    outside_days=COUNT,
    not_matched=COUNT,
    not_settled=COUNT,
    bad=COUNT,
    balance=maybe(
        an_object(
            rows=COUNT,
            runs=BOOLEAN,
            gaps=a_list(an_object(after=COUNT, line=COUNT, date=DAY, amount=MONEY)),
        )
    ),
    payers=a_list(
        an_object(
            name=TEXT,
            times=COUNT,
            total=MONEY,
            usual=MONEY,
            first=DAY,
            last=DAY,
            rhythm=TEXT,
            match=TEXT,
        )
    ),
    suggested=maybe(TEXT),
)
IMPORT = an_object(
    schema={"const": "cmscalc.import/1"},
    version=TEXT,
    **{"as": {"enum": ["receiving", "paying"]}},
    into=maybe(TEXT),
    written=BOOLEAN,
    proved=COUNT,
    payments=a_list(
        an_object(
            date=DAY,
            amount=MONEY,
            receiving_parent=TEXT,
            method=TEXT,
            reference=TEXT,
            evidence=TEXT,
            source=TEXT,
        )
    ),
    already_there=a_list(
        an_object(
            source=TEXT,
            date=DAY,
            amount=MONEY,
            there=TEXT,
            why={
                "enum": ["same-row", "same-id", "same-reference", "same-day-and-amount", "near-day"]
            },
        )
    ),
    files=a_list(BANK_FILE),
    problems=a_list(an_object(**{"try": TEXT}, where=TEXT, found=TEXT, wanted=TEXT)),
    notes=NOTES,
)
SOURCED = {"citation": TEXT, "url": TEXT, "checked": DAY, "confidence": TEXT}
LAW = an_object(
    schema={"const": "cmscalc.law/1"},
    **MADE,
    on=maybe(DAY),
    values=a_list(
        an_object(
            name=TEXT,
            title=TEXT,
            unit=TEXT,
            rows=a_list(an_object(since=DAY, value={}, **SOURCED, reading=maybe(COUNT))),
        )
    ),
)
# Only where all of the law is asked for, or these by name.
LAW["properties"] |= {
    "benefits": a_list(
        an_object(name=TEXT, title=TEXT, since=DAY, **SOURCED, reading=maybe(COUNT))
    ),
    "nil_statuses": a_list(an_object(name=TEXT, title=TEXT, since=DAY, **SOURCED)),
    "readings": a_list(an_object(number=COUNT, question=TEXT, chosen=TEXT, effect=TEXT)),
}
REFORMS = an_object(schema={"const": "cmscalc.reforms/1"}, **MADE, proposals=PROPOSALS)

SCHEMAS = {
    "estimate": named("cmscalc.estimate/1", ESTIMATE),
    "compare-rules": named("cmscalc.compare-rules/1", RULES),
    "batch-summary": named("cmscalc.batch-summary/1", SUMMARY),
    "sweep": named("cmscalc.sweep/1", SWEEP),
    "ledger": named("cmscalc.ledger/1", LEDGER),
    "import": named("cmscalc.import/1", IMPORT),
    "statement": named("cmscalc.statement/1", STATEMENT),
    "verify": named("cmscalc.verify/1", VERIFY),
    "diary": named("cmscalc.diary/1", DIARY),
    "law": named("cmscalc.law/1", LAW),
    "reforms": named("cmscalc.reforms/1", REFORMS),
}
