"""The ledger as a journal that hledger reads, with the balance asserted after every line."""

from collections.abc import Iterator

from cmscalc.core.printable import visible
from cmscalc.ledger.answer import Answer, Side
from cmscalc.ledger.entries import Entry, Kind
from cmscalc.render.ledger_json import money
from cmscalc.render.proposals import sentence
from cmscalc.version import __version__

CURRENCY = "GBP"
ACROSS = {
    Kind.CHARGE: "charged",
    Kind.PAYMENT: "paid",
    Kind.ADJUSTMENT: "adjusted",
}


def render(answer: Answer) -> str:
    """Write a ledger as a journal. Each line's balance is an assertion that hledger checks."""
    account = answer.account
    said = "".join(f"; {visible(sentence(each))}\n" for each in account.case.reforms)
    head = said + (
        f"; Maintenance account at the end of {account.as_at.isoformat()}: cmscalc {__version__}\n"
        f"; owed:NAME is what is owed to a receiving parent; a credit is below zero.\n"
        f"commodity 1000.00 {CURRENCY}\n"
    )
    return head + "".join(each for side in answer.sides for each in _side(answer, side))


def _side(answer: Answer, side: Side) -> Iterator[str]:
    name = _plain(side.name).replace(":", " ")
    if side.brought_forward:
        brought = Entry(
            answer.window.start,
            Kind.ADJUSTMENT,
            "Brought forward",
            side.brought_forward,
            side.brought_forward,
            "",
        )
        yield _moves(brought, name, "brought forward")
    for entry in side.entries:
        if entry.fee is not None:
            yield _fee(entry, name)
        else:
            yield _moves(entry, name, ACROSS[entry.kind])


def _moves(entry: Entry, name: str, across: str) -> str:
    """A line that moves what is owed."""
    owed = f"{money(entry.amount)} {CURRENCY} = {money(entry.balance)} {CURRENCY}"
    return (
        f"\n{_header(entry)}\n"
        f"    owed:{name}  {owed}\n"
        f"    {across}:{name}  {money(-entry.amount)} {CURRENCY}\n"
    )


def _fee(entry: Entry, name: str) -> str:
    """A fee stands apart from what is owed."""
    assert entry.fee is not None
    return (
        f"\n{_header(entry)}\n"
        f"    {entry.fee.value}:{name}  {money(entry.amount)} {CURRENCY}\n"
        f"    fees across:{name}  {money(-entry.amount)} {CURRENCY}\n"
    )


def _header(entry: Entry) -> str:
    source = f"  ; {_plain(entry.source)}" if entry.source else ""
    return f"{entry.date.isoformat()} * {_plain(entry.what)}{source}"


def _plain(text: str) -> str:
    """Leave out what has a meaning to hledger: comments, two spaces, new lines, brackets."""
    kept = "".join(
        " " if each in ";|()[]{}=@*!\"'%" or not each.isprintable() else each for each in text
    )
    return " ".join(kept.split()) or "unnamed"
