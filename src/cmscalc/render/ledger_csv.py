"""The ledger as CSV: a row a line of the account. Safe to open in a spreadsheet."""

from collections.abc import Iterator

from cmscalc.ledger.answer import Answer, Side
from cmscalc.ledger.entries import Kind
from cmscalc.ledger.guaranteed import StatePaid
from cmscalc.render import proposals
from cmscalc.render.ledger_json import money
from cmscalc.render.spreadsheet import table
from cmscalc.version import __version__

COLUMNS = (
    "proposal",
    "receiving_parent",
    "date",
    "kind",
    "what",
    "amount",
    "balance",
    "source",
    "strength",
    "state_paid",
    "cost_to_state",
    "state_recovers",
    "as_at",
    "version",
)


def render(answer: Answer) -> str:
    """Write a ledger as CSV text: every entry, each receiving parent after the other."""
    first = (proposals.cell(answer.account.case.reforms, answer.account.as_at),)
    made = (answer.account.as_at.isoformat(), __version__)
    rows = (row for side in answer.sides for row in _rows(answer, side))
    return table(COLUMNS, (first + row + made for row in rows))


def _rows(answer: Answer, side: Side) -> Iterator[tuple[str, ...]]:
    if side.brought_forward:
        start = answer.window.start.isoformat()
        brought = money(side.brought_forward)
        line = (side.name, start, "brought-forward", "Brought forward", brought, brought, "", "")
        yield (*line, *NO_STATE)
    state = {each.due: each for each in side.state or ()}
    for entry in side.entries:
        # What the state paid on a day stands beside the first charge of that day.
        paid = state.pop(entry.date, None) if entry.kind is Kind.CHARGE else None
        yield (
            side.name,
            entry.date.isoformat(),
            entry.kind.value,
            entry.what,
            money(entry.amount),
            money(entry.balance),
            entry.source,
            entry.strength.value if entry.strength else "",
            *(NO_STATE if paid is None else _state(paid)),
        )


NO_STATE = ("", "", "")


def _state(paid: StatePaid) -> tuple[str, ...]:
    return money(paid.paid), money(paid.cost), money(paid.recovers)
