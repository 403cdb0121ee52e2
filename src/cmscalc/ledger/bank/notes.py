"""What a reader of an import has to know besides the payments found."""

import re
from collections.abc import Iterator, Sequence

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note
from cmscalc.ledger.bank.continuity import Gap
from cmscalc.ledger.bank.found import Found, InFile
from cmscalc.ledger.bank.rows import BankRow, Party
from cmscalc.ledger.payments import PASSED_ON

FEW = 3
BY_CMS = re.compile(r"\s*(cms\b|child maintenance|dwp cms)", re.IGNORECASE)


def notes_on(found: Found) -> tuple[Note, ...]:
    """Everything to be said, file by file."""
    notes = [note for each in found.files for note in _of_a_file(each, found.party)]
    return (*notes, *_by_cms(found))


def _of_a_file(each: InFile, party: Party) -> Iterator[Note]:
    name = each.file.shown
    if not each.file.confirmed:
        yield Note(
            "hearsay-layout",
            f"{name}: this layout of {each.file.title} is known from hearsay. Hold a few rows "
            "against the file.",
        )
    if each.file.censored:
        yield Note(
            "censored",
            f"{name} is a midata file: the bank has starred out who paid, so it proves little. "
            "Download an ordinary CSV if the bank still has those months.",
        )
    if each.mixed:
        yield Note(
            "mixed-encodings",
            f"{name} has lines in two encodings, as if two files were joined. Each line was read "
            "as what it is.",
        )
    if each.continuity and each.sifted.rows == len(each.sifted.payments):
        yield Note(
            "short-file",
            f"{name} holds nothing but these payments. Who knows them could work its balances out "
            "from the file's hash in the evidence: a download of a longer time tells nothing.",
        )
    yield from _set_aside(each, party)
    yield from _balances(each)
    for repeat in each.near:
        one, other = repeat.candidate.payment, repeat.known
        yield Note(
            "near",
            f"New, and perhaps there already: {one.source}, {long_date(one.on)}, "
            f"{Money(one.pence).written}, {one.reference}. {other.source} has the same amount on "
            f"{long_date(other.on)}{_quoted(other.reference)}. If they are one payment, take one "
            "out.",
        )


def _set_aside(each: InFile, party: Party) -> Iterator[Note]:
    """Rows that matched, and are no payments."""
    sifted = each.sifted
    name = each.file.shown
    if sifted.other_way:
        way = "out" if party is Party.RECEIVING else "in"
        yield Note(
            "other-way",
            f"{name}: not added, since it is money {way}: {_listed(sifted.other_way)}. If it sends "
            "a payment back, the case file wants an [[adjustment]] of kind refund with its day and "
            "amount.",
        )
    if sifted.pending:
        text = f"{name}: not added, since it is pending or was reverted: {_listed(sifted.pending)}."
        yield Note("pending", text)
    if sifted.foreign:
        codes = ", ".join(sorted({row.currency for row in sifted.foreign}))
        text = f"{name}: not added, since it is in {codes}, not pounds: {_listed(sifted.foreign)}."
        yield Note("foreign", text)


def _listed(rows: Sequence[BankRow]) -> str:
    """The first few rows, and how many there are."""
    shown = "; ".join(f"line {row.line}, {long_date(row.on)}, {_amount(row)}" for row in rows[:FEW])
    return f"{shown}; and {len(rows) - FEW} more" if len(rows) > FEW else shown


def _amount(row: BankRow) -> str:
    size = Money(abs(row.pence))
    return f"{size} {row.currency}" if row.currency else size.written


def _balances(each: InFile) -> Iterator[Note]:
    found = each.continuity
    if found is None or not found.breaks:
        return
    name = each.file.shown
    if found.looks_chosen:
        yield Note(
            "balance-does-not-run",
            f"{name}: the running balance does not follow from row to row, as in a download of "
            "chosen rows. Rows may be missing.",
        )
        return
    places = "; ".join(_gap(gap) for gap in found.gaps[:FEW])
    rest = "; …" if found.breaks > FEW else ""
    many = "at 1 place" if found.breaks == 1 else f"at {found.breaks} places"
    yield Note(
        "balance-gaps",
        f"{name}: the running balance does not follow {many} ({places}{rest}). A row is missing "
        "there, or was changed.",
    )


def _gap(gap: Gap) -> str:
    way = "in" if gap.pence > 0 else "out"
    amount = Money(abs(gap.pence)).written
    return f"lines {gap.after} to {gap.line}: {amount} {way} is not accounted for"


def _by_cms(found: Found) -> Iterator[Note]:
    """Money from CMS itself has its fee off already."""
    if found.party is not Party.RECEIVING:
        return
    rows = [row for each in found.files for row in each.sifted.payments]
    by_cms = any(BY_CMS.match(row.payee or row.text) for row in rows)
    methods = {payment.method for payment in found.new}
    if by_cms and methods and PASSED_ON not in methods:
        yield Note(
            "from-cms",
            "Money that CMS itself paid out under Collect and Pay needs --method passed-on: its "
            "fee is off already (SI 2014/612 reg 7).",
        )


def _quoted(reference: str) -> str:
    return f" ({reference})" if reference else ""
