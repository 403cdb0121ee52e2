"""The ledger as JSON: `cmscalc.ledger/1`. Money is strings, dates are ISO 8601."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from cmscalc.core.money import Money
from cmscalc.law import CHECKED
from cmscalc.ledger.answer import Answer, FeesOwed, Side
from cmscalc.ledger.assertions import Asserted
from cmscalc.ledger.differences import Difference
from cmscalc.ledger.guaranteed import StatePaid, total_of
from cmscalc.ledger.periods import Period
from cmscalc.ledger.strength import Proof
from cmscalc.render import proposals
from cmscalc.render.ledger_words import weeks
from cmscalc.version import __version__

SCHEMA = "cmscalc.ledger/1"


class Input(NamedTuple):
    """A file that was read: what its lines are called by, and its SHA-256."""

    file: str
    sha256: str


def render(answer: Answer, inputs: Sequence[Input]) -> str:
    """Write a ledger as JSON text, ending with a new line."""
    return json.dumps(document(answer, inputs), ensure_ascii=False, indent=2) + "\n"


def document(answer: Answer, inputs: Sequence[Input]) -> dict[str, Any]:
    """Give a ledger as plain values, in the order they are shown."""
    account = answer.account
    return {
        "schema": SCHEMA,
        "proposals": proposals.document(account.case.reforms),
        "version": __version__,
        "law_checked": CHECKED.isoformat(),
        "title": account.case.title,
        "as_at": account.as_at.isoformat(),
        "from": answer.window.start.isoformat(),
        "to": answer.window.end.isoformat(),
        "basis": account.basis.value,
        "liability": account.ruler.value,
        "allocation": account.order.value,
        "by": answer.by.value,
        "grace_days": account.grace_days,
        "rounding": account.rounded.amounts.value,
        "fee_rounding": account.rounded.fees.value,
        "fee_split": account.split.value,
        "receiving_parents": [_side(side) for side in answer.sides],
        "fees": _fees(answer.fees, answer.sides),
        "totals": _totals(answer),
        "proof": _proofs([side.proof for side in answer.sides]),
        "assertions": [_asserted(each) for each in answer.assertions],
        "differences": [_difference(each) for each in answer.differences],
        "notes": [{"id": note.id, "text": note.whole} for note in answer.notes],
        "inputs": [each._asdict() for each in inputs],
    }


def money(pence: int) -> str:
    """Write pence as JSON carries money: `63.20`."""
    return str(Money(pence))


def totals(total: Period) -> dict[str, str]:
    """What was charged, paid and adjusted, and what is owed."""
    return {
        "charged": money(total.charged),
        "paid": money(total.paid),
        "adjusted": money(total.adjusted),
        "arrears": money(total.arrears),
    }


def _guarantee(found: Sequence[StatePaid] | None) -> dict[str, str] | None:
    """What the state paid, what it cost and what it recovers, where payment is guaranteed."""
    if found is None:
        return None
    paid, cost, recovers = total_of(found)
    return {
        "state_paid": money(paid),
        "cost_to_state": money(cost),
        "state_recovers": money(recovers),
    }


def _totals(answer: Answer) -> dict[str, str]:
    sides = [side.total for side in answer.sides]
    return {
        "brought_forward": money(sum(side.brought_forward for side in answer.sides)),
        "charged": money(sum(each.charged for each in sides)),
        "paid": money(sum(each.paid for each in sides)),
        "adjusted": money(sum(each.adjusted for each in sides)),
        "arrears": money(answer.arrears),
    }


def _proof(proof: Proof) -> dict[str, str]:
    """How much of what was paid is agreed, shown by a bank, disputed or unproved."""
    return {name: money(pence) for name, pence in proof._asdict().items()}


def _proofs(proofs: Sequence[Proof]) -> dict[str, str]:
    return _proof(Proof(*(sum(column) for column in zip(*proofs, strict=True))))


def _side(side: Side) -> dict[str, Any]:
    ageing = side.ageing
    last = side.last_payment
    return {
        "name": side.name,
        "brought_forward": money(side.brought_forward),
        **totals(side.total),
        "guarantee": _guarantee(side.state),
        "proof": _proof(side.proof),
        "weekly": money(side.weekly),
        "weeks_owed": None if side.weeks_owed is None else weeks(side.weeks_owed),
        "last_payment": None
        if last is None
        else {
            "date": last.payment.on.isoformat(),
            "amount": money(last.payment.pence),
            "source": last.payment.source,
        },
        "periods": [
            {
                "from": each.start.isoformat(),
                "to": each.end.isoformat(),
                "charged": money(each.charged),
                "adjusted": money(each.adjusted),
                "paid": money(each.paid),
                "arrears": money(each.arrears),
            }
            for each in side.periods
        ],
        "entries": [
            {
                "date": each.date.isoformat(),
                "kind": each.kind.value,
                "what": each.what,
                "amount": money(each.amount),
                "balance": money(each.balance),
                "source": each.source,
                "strength": each.strength.value if each.strength else None,
            }
            for each in side.entries
        ],
        "allocations": [
            {
                "payment": side.attributed.covers[made.cover].source,
                "to": side.attributed.items[made.item].on.isoformat(),
                "amount": money(made.pence),
            }
            for made in side.attributed.allocations
        ],
        "missed": [
            {
                "due": each.due.isoformat(),
                "amount": money(each.amount),
                "short": money(each.short),
                "still_owed": money(each.left),
                "days_late": each.days_late,
                "covered_on": each.covered_on.isoformat() if each.covered_on else None,
            }
            for each in side.missed
        ],
        "ageing": {
            "under_3_months": money(ageing.under_3_months),
            "3_to_12_months": money(ageing.from_3_to_12_months),
            "over_12_months": money(ageing.over_12_months),
        },
        "compliance": [
            {
                "quarter": each.quarter,
                "due": money(each.due),
                "paid": money(each.paid),
                "label": each.band.value if each.band else None,
            }
            for each in side.compliance
        ],
    }


def _fees(fees: FeesOwed, sides: Sequence[Side]) -> dict[str, Any]:
    return {
        "paying_parent": {
            "charged": money(fees.charged),
            "paid": money(fees.paid),
            "owed": money(fees.owed),
        },
        "receiving_parents": [
            {"name": side.name, "charged": money(side.receiving_parent_fees)} for side in sides
        ],
        "enforcement": money(fees.enforcement),
        "enforcement_paid": money(fees.enforcement_paid),
    }


def _asserted(each: Asserted) -> dict[str, Any]:
    return {
        "on": each.balance.on.isoformat(),
        "receiving_parent": each.balance.receiving_parent,
        "asserted": money(each.balance.arrears),
        "calculated": money(each.calculated),
        "difference": money(each.difference),
        "fee_owed": money(each.fee_owed),
        "ok": each.ok,
        "said_by": each.balance.said_by,
        "last_agreed": each.last_agreed.isoformat() if each.last_agreed else None,
        "source": each.balance.source,
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "receiving_parent": each.name,
        "from": each.start.isoformat(),
        "to": each.end.isoformat(),
        "decided": money(each.decided),
        "calculated": money(each.calculated),
        "difference": money(each.total),
        "source": each.decision,
    }
