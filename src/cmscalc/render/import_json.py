"""What an import found, as JSON: `cmscalc.import/1`. Rows that did not match are not in it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from cmscalc.core.money import Money
from cmscalc.ledger.bank.continuity import Continuity
from cmscalc.ledger.bank.found import Found, InFile
from cmscalc.ledger.bank.notes import notes_on
from cmscalc.ledger.bank.private import without_accounts
from cmscalc.ledger.bank.regular import Payer, suggested
from cmscalc.ledger.bank.repeats import Repeat
from cmscalc.ledger.bank.rows import POUNDS, BankRow
from cmscalc.ledger.payments import Payment
from cmscalc.render.found_json import Found as Problem
from cmscalc.version import __version__

SCHEMA = "cmscalc.import/1"


def render(found: Found, problems: Sequence[Problem]) -> str:
    """Write what was found as JSON text, with the rows that could not be read."""
    return json.dumps(document(found, problems), ensure_ascii=False, indent=2) + "\n"


def document(found: Found, problems: Sequence[Problem]) -> dict[str, Any]:
    """Give what was found as plain values."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "as": found.party.value,
        "into": found.into or None,
        "written": found.written,
        "proved": found.proved,
        "payments": [_payment(each) for each in found.new],
        "already_there": [_repeat(each) for each in found.repeats],
        "files": [_file(each) for each in found.files],
        "problems": [_problem(each) for each in problems],
        "notes": [{"id": note.id, "text": note.text} for note in notes_on(found)],
    }


def _problem(problem: Problem) -> dict[str, str]:
    """A problem without the line it is in, which may be anybody's row."""
    return {
        "where": problem.where,
        "found": problem.found,
        "wanted": problem.wanted,
        "try": problem.hint,
    }


def _payment(payment: Payment) -> dict[str, Any]:
    return {
        "date": payment.on.isoformat(),
        "amount": str(Money(payment.pence)),
        "receiving_parent": payment.receiving_parent,
        "method": payment.method,
        "reference": payment.reference,
        "evidence": payment.evidence,
        "source": payment.source,
    }


def _repeat(repeat: Repeat) -> dict[str, Any]:
    row = repeat.candidate.row
    return {
        "source": repeat.candidate.payment.source,
        "date": row.on.isoformat(),
        "amount": str(Money(abs(row.pence))),
        "there": repeat.known.source,
        "why": repeat.why.value,
    }


def _file(each: InFile) -> dict[str, Any]:
    sifted = each.sifted
    return {
        "file": each.file.shown,
        "sha256": each.file.sha256,
        "bank": each.file.bank,
        "layout": each.file.title,
        "rows": sifted.rows,
        "first": sifted.first.isoformat() if sifted.first else None,
        "last": sifted.last.isoformat() if sifted.last else None,
        "matched": len(sifted.payments),
        "other_way": _rows(sifted.other_way),
        "pending": _rows(sifted.pending),
        "foreign": _rows(sifted.foreign),
        "excluded": sifted.excluded,
        "outside_days": sifted.outside_days,
        "not_matched": sifted.not_matched,
        "not_settled": sifted.not_settled,
        "bad": each.bad,
        "balance": _balance(each.continuity),
        "payers": [_payer(payer) for payer in each.payers],
        "suggested": _suggested(each),
    }


def _suggested(each: InFile) -> str | None:
    payer = suggested(each.payers)
    return payer.pattern if payer else None


def _rows(rows: Iterable[BankRow]) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line,
            "date": row.on.isoformat(),
            "amount": str(Money(row.pence)),
            "currency": row.currency or POUNDS,
            "reference": without_accounts(row.text),
        }
        for row in rows
    ]


def _balance(found: Continuity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "rows": found.rows,
        "runs": not found.breaks,
        "gaps": [
            {
                "after": gap.after,
                "line": gap.line,
                "date": gap.on.isoformat(),
                "amount": str(Money(gap.pence)),
            }
            for gap in found.gaps
        ],
    }


def _payer(payer: Payer) -> dict[str, Any]:
    return {
        "name": payer.name,
        "times": payer.times,
        "total": str(Money(payer.total)),
        "usual": str(Money(payer.usual)),
        "first": payer.first.isoformat(),
        "last": payer.last.isoformat(),
        "rhythm": payer.rhythm.value,
        "match": payer.pattern,
    }
