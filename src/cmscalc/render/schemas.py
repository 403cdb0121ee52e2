"""JSON Schemas of the answers: what scripts may rely on. More keys may come; these stay."""

from typing import Any

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
MONEY: Schema = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}
DAY: Schema = {"type": "string", "format": "date"}
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer"}
BOOLEAN: Schema = {"type": "boolean"}
WHOLE_FILE: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def _object(**keys: Schema) -> Schema:
    """An object with keys that are always there."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _maybe(of: Schema) -> Schema:
    return {"anyOf": [of, {"type": "null"}]}


def _named(name: str, of: Schema) -> Schema:
    return {"$schema": DRAFT, "title": name, **of}


NOTES = _list(_object(id=TEXT, text=TEXT))
MADE = {"version": TEXT, "law_checked": DAY}
TOTALS = {"charged": MONEY, "paid": MONEY, "adjusted": MONEY, "arrears": MONEY}

ESTIMATE = _object(
    schema={"const": "cmscalc.estimate/1"},
    **MADE,
    on=DAY,
    rounding={"enum": ["final", "each-step"]},
    fee_rounding={"enum": ["instalment", "daily"]},
    rate={"enum": ["nil", "flat", "reduced", "basic", "default", "none"]},
    gross_weekly_income=_maybe(MONEY),
    weekly=MONEY,
    receiving_parents=_list(
        _object(name=TEXT, children=COUNT, weekly=MONEY, per_year=MONEY, per_month=MONEY)
    ),
    per_year=MONEY,
    per_month=MONEY,
    fees=_maybe(
        _object(
            service={"const": "collect-and-pay"},
            paying_parent_fee=MONEY,
            paying_parent_pays=MONEY,
            paying_parent_fee_per_year=MONEY,
            receiving_parent_fees_per_year=MONEY,
            receiving_parents=_list(
                _object(name=TEXT, weekly=MONEY, paying_parent_fee=MONEY, fee=MONEY, gets=MONEY)
            ),
        )
    ),
    steps=_list(
        _object(
            id=TEXT,
            title=TEXT,
            citation=TEXT,
            url=TEXT,
            formula=TEXT,
            terms={"type": "object", "additionalProperties": TEXT},
            exact=_maybe(TEXT),
            value=TEXT,
            notes=_list(TEXT),
        )
    ),
    notes=NOTES,
)

PERIOD = _object(
    **{"from": DAY, "to": DAY}, charged=MONEY, adjusted=MONEY, paid=MONEY, arrears=MONEY
)
ENTRY = _object(
    date=DAY,
    kind={"enum": ["charge", "payment", "adjustment", "fee"]},
    what=TEXT,
    amount=MONEY,
    balance=MONEY,
    source=TEXT,
    strength={"enum": ["agreed", "bank-row", "disputed", "unproved", None]},
)
PROOF = _object(
    agreed=MONEY,
    bank_row=MONEY,
    disputed=MONEY,
    unproved=MONEY,
    disputed_with_bank_row=MONEY,
    not_accepted=MONEY,
)
MISSED = _object(
    due=DAY,
    amount=MONEY,
    short=MONEY,
    still_owed=MONEY,
    days_late=COUNT,
    covered_on=_maybe(DAY),
)
AGEING = _object(**{"under_3_months": MONEY, "3_to_12_months": MONEY, "over_12_months": MONEY})
COMPLIANCE = _object(
    quarter={"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$"},
    due=MONEY,
    paid=MONEY,
    label={"enum": ["nothing", "up_to_90", "over_90", None]},
)
SIDE = _object(
    name=TEXT,
    brought_forward=MONEY,
    **TOTALS,
    proof=PROOF,
    weekly=MONEY,
    weeks_owed=_maybe(TEXT),
    last_payment=_maybe(_object(date=DAY, amount=MONEY, source=TEXT)),
    periods=_list(PERIOD),
    entries=_list(ENTRY),
    allocations=_list(_object(payment=TEXT, to=DAY, amount=MONEY)),
    missed=_list(MISSED),
    ageing=AGEING,
    compliance=_list(COMPLIANCE),
)
LEDGER = _object(
    schema={"const": "cmscalc.ledger/1"},
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
    receiving_parents=_list(SIDE),
    fees=_object(
        paying_parent=_object(charged=MONEY, paid=MONEY, owed=MONEY),
        receiving_parents=_list(_object(name=TEXT, charged=MONEY)),
        enforcement=MONEY,
        enforcement_paid=MONEY,
    ),
    totals=_object(brought_forward=MONEY, **TOTALS),
    proof=PROOF,
    assertions=_list(
        _object(
            on=DAY,
            receiving_parent=TEXT,
            asserted=MONEY,
            calculated=MONEY,
            difference=MONEY,
            fee_owed=MONEY,
            ok=BOOLEAN,
            said_by=TEXT,
            last_agreed=_maybe(DAY),
            source=TEXT,
        )
    ),
    differences=_list(
        _object(
            receiving_parent=TEXT,
            **{"from": DAY, "to": DAY},
            decided=MONEY,
            calculated=MONEY,
            difference=MONEY,
            source=TEXT,
        )
    ),
    notes=NOTES,
    inputs=_list(_object(file=TEXT, sha256=WHOLE_FILE)),
)

BANK_ROW = _object(line=COUNT, date=DAY, amount=MONEY, currency=TEXT, reference=TEXT)
BANK_FILE = _object(
    file=TEXT,
    sha256=WHOLE_FILE,
    bank=TEXT,
    layout=TEXT,
    rows=COUNT,
    first=_maybe(DAY),
    last=_maybe(DAY),
    matched=COUNT,
    other_way=_list(BANK_ROW),
    pending=_list(BANK_ROW),
    foreign=_list(BANK_ROW),
    excluded=COUNT,
    outside_days=COUNT,
    not_matched=COUNT,
    not_settled=COUNT,
    bad=COUNT,
    balance=_maybe(
        _object(
            rows=COUNT,
            runs=BOOLEAN,
            gaps=_list(_object(after=COUNT, line=COUNT, date=DAY, amount=MONEY)),
        )
    ),
    payers=_list(
        _object(
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
    suggested=_maybe(TEXT),
)
IMPORT = _object(
    schema={"const": "cmscalc.import/1"},
    version=TEXT,
    **{"as": {"enum": ["receiving", "paying"]}},
    into=_maybe(TEXT),
    written=BOOLEAN,
    proved=COUNT,
    payments=_list(
        _object(
            date=DAY,
            amount=MONEY,
            receiving_parent=TEXT,
            method=TEXT,
            reference=TEXT,
            evidence=TEXT,
            source=TEXT,
        )
    ),
    already_there=_list(
        _object(
            source=TEXT,
            date=DAY,
            amount=MONEY,
            there=TEXT,
            why={
                "enum": ["same-row", "same-id", "same-reference", "same-day-and-amount", "near-day"]
            },
        )
    ),
    files=_list(BANK_FILE),
    problems=_list(_object(**{"try": TEXT}, where=TEXT, found=TEXT, wanted=TEXT)),
    notes=NOTES,
)

SCHEMAS = {
    "estimate": _named("cmscalc.estimate/1", ESTIMATE),
    "ledger": _named("cmscalc.ledger/1", LEDGER),
    "import": _named("cmscalc.import/1", IMPORT),
}
