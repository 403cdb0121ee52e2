"""The ledger as CSV: a row a line of the account. Safe to open in a spreadsheet."""

from collections.abc import Iterator

from cmscalc.ledger.answer import Answer, Side
from cmscalc.render.ledger_json import money
from cmscalc.render.spreadsheet import table
from cmscalc.version import __version__

COLUMNS = (
    "receiving_parent",
    "date",
    "kind",
    "what",
    "amount",
    "balance",
    "source",
    "strength",
    "as_at",
    "version",
)


def render(answer: Answer) -> str:
    """Write a ledger as CSV text: every entry, each receiving parent after the other."""
    made = (answer.account.as_at.isoformat(), __version__)
    return table(COLUMNS, (row + made for side in answer.sides for row in _rows(answer, side)))


def _rows(answer: Answer, side: Side) -> Iterator[tuple[str, ...]]:
    if side.brought_forward:
        start = answer.window.start.isoformat()
        brought = money(side.brought_forward)
        yield (side.name, start, "brought-forward", "Brought forward", brought, brought, "", "")
    for entry in side.entries:
        yield (
            side.name,
            entry.date.isoformat(),
            entry.kind.value,
            entry.what,
            money(entry.amount),
            money(entry.balance),
            entry.source,
            entry.strength.value if entry.strength else "",
        )
