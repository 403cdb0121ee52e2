"""What is doubtful in evidence: a bank's file that has changed, or a row that says otherwise.

Payments are held against the bank's file where it is at hand; how many could not be is counted. A
payment with a note of its own is taken to be explained.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import file_digest
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cmscalc.core.money import Money
from cmscalc.files.doubts_of_payments import at_payment
from cmscalc.files.inputs import Inputs
from cmscalc.files.payments_file import PaymentsFile
from cmscalc.files.problems import Problem, Problems
from cmscalc.ledger.bank.continuity import Chains, Continuity
from cmscalc.ledger.bank.evidence import SHORT_HASH, Evidence, mark_of, read_evidence
from cmscalc.ledger.bank.repeats import known_of, may_be_near
from cmscalc.ledger.bank.rows import BankFile, BankRow
from cmscalc.ledger.payments import Payment

if TYPE_CHECKING:
    from cmscalc.files.bank.opening import Reading

STARS = re.compile(r"\\\*")
FEW_GAPS = 3


class Proved(NamedTuple):
    """A payment, and the row of a bank's file that its evidence names."""

    file: PaymentsFile
    payment: Payment
    evidence: Evidence


class Held(NamedTuple):
    """What was found in holding payments against banks' files, and how many could not be held."""

    doubts: tuple[Problem, ...]
    not_held: int


def hold(inputs: Inputs, folder: str) -> Held:
    """Hold payments against the bank's rows, of files in a folder or beside the payments file."""
    groups: dict[tuple[Path, str, str], list[Proved]] = {}
    for file, path in zip(inputs.payments_files, inputs.paths[1:], strict=True):
        beside = Path(folder) if folder else Path(path).parent
        for payment in file.payments:
            evidence = read_evidence(payment.evidence) if payment.evidence else None
            if evidence is not None:
                key = (beside, evidence.file, evidence.sha256)
                groups.setdefault(key, []).append(Proved(file, payment, evidence))
    doubts = list(_twice(inputs))
    not_held = 0
    for (beside, name, short), group in groups.items():
        bank_file, is_it = _at_hand(beside, name, short)
        if bank_file is None:
            not_held += len(group)
        elif is_it:
            doubts += _against(bank_file, group)
        else:
            doubts.append(_changed(group))
    return Held(tuple(doubts), not_held)


# --- which file -----------------------------------------------------------------------------------


def _at_hand(folder: Path, name: str, short: str) -> tuple[Path | None, bool]:
    """The file of that hash, whatever its name; else one of that name, which is not it.

    Stars stand for the figures of an account number.
    """
    pattern = re.compile(STARS.sub("[0-9]", re.escape(Path(name).name)))
    files = sorted(each for each in folder.iterdir() if each.is_file())
    named = [each for each in files if pattern.fullmatch(each.name)]
    alike = [each for each in files if each.suffix == Path(name).suffix and each not in named]
    for each in (*named, *alike):
        if _short_hash(each) == short:
            return each, True
    return (named[0] if named else None), False


def _short_hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()[:SHORT_HASH]
    except OSError:
        return ""


def _changed(group: Sequence[Proved]) -> Problem:
    first = group[0]
    many = "1 payment rests" if len(group) == 1 else f"{len(group)} payments rest"
    found = f"{first.evidence.file} here is not the file that was imported; {many} on that"
    wanted = "the file as it was, beside the payments or in --bank-files"
    return at_payment(first.file, first.payment, "evidence", found, wanted)


# --- its rows -------------------------------------------------------------------------------------


def _against(bank_file: Path, group: Sequence[Proved]) -> Iterator[Problem]:
    # Only a bank's file that is at hand pays for what reads it.
    from cmscalc.files.bank.finding import Asked  # noqa: PLC0415
    from cmscalc.files.bank.opening import Reading  # noqa: PLC0415

    try:
        reading = Reading(str(bank_file), bank_file.name, Asked())
        yield from _rows(reading, group)
    except Problems:
        # A layout that needs --map: it is the file that was imported, and that has to do.
        return


def _rows(reading: "Reading", group: Sequence[Proved]) -> Iterator[Problem]:
    lines = {each.evidence.line for each in group}
    chains = Chains()
    rows: dict[int, BankRow] = {}
    for row in chains.through(reading.rows()):
        if row.line in lines:
            rows[row.line] = row
    file = reading.file(None, None)
    yield from _gaps(chains.result(), group)
    in_order = sorted(group, key=lambda each: each.evidence.line)
    ways = {row.pence > 0 for row in rows.values()}
    for line, same in groupby(in_order, key=lambda each: each.evidence.line):
        yield from _row(rows.get(line), list(same), file, one_way=len(ways) == 1)


def _gaps(found: Continuity | None, group: Sequence[Proved]) -> Iterator[Problem]:
    """A running balance that breaks off; not that of a download of chosen rows."""
    if found is None or not found.breaks or found.looks_chosen:
        return
    first = group[0]
    if first.payment.note:
        return
    places = "; ".join(f"lines {gap.after} to {gap.line}" for gap in found.gaps[:FEW_GAPS])
    more = "; …" if found.breaks > FEW_GAPS else ""
    text = f"rows missing or changed in {first.evidence.file}: its balance breaks ({places}{more})"
    wanted = "the whole file, downloaded again; or a note on this row"
    yield at_payment(first.file, first.payment, "evidence", text, wanted)


def _row(
    row: BankRow | None, payments: Sequence[Proved], bank: BankFile, *, one_way: bool
) -> Iterator[Problem]:
    """Hold the payments of one row against it; a row may be shared out between several."""
    file, payment, evidence = payments[0]
    if any(each.payment.note for each in payments):
        return
    place = f"{evidence.file}:{evidence.line}"
    if row is None or not _is_of(row, evidence, bank):
        found = f"evidence that does not fit the bank's row at {place}"
        wanted = "the row that proves it: import it, and the evidence is written"
        yield at_payment(file, payment, "evidence", found, wanted)
        return
    if not one_way and row.pence < 0:
        found = f"money out of the account, while others are money in ({place})"
        yield at_payment(file, payment, "evidence", found, "payments one way; or a note on it")
    if row.on != payment.on:
        found = f"another day than the bank's row, {row.on.isoformat()} ({place})"
        yield at_payment(file, payment, "date", found, "the bank's day; or a note that says why")
    counted = sum(each.payment.pence for each in payments)
    if abs(row.pence) != counted:
        shown = Money(abs(row.pence)).written
        said = f"; {Money(counted).written} is counted of it" if len(payments) > 1 else ""
        found = f"another amount than the bank's row, {shown} ({place}){said}"
        wanted = "the bank's amount; or a note that says why"
        yield at_payment(file, payment, "amount", found, wanted)


def _is_of(row: BankRow, evidence: Evidence, bank: BankFile) -> bool:
    """Whether a row's mark is the one that was kept; the ends of a file do not matter here."""
    mark, kept = mark_of(bank, row), evidence.mark
    if mark is None or kept is None:
        return mark is kept
    return mark.hash == kept.hash


# --- one payment, or two --------------------------------------------------------------------------


def _twice(inputs: Inputs) -> Iterator[Problem]:
    """Payments of one amount about one day, from files of different kinds or typed by hand."""
    last: dict[tuple[str, int], tuple[PaymentsFile, Payment]] = {}
    every = ((file, payment) for file in inputs.payments_files for payment in file.payments)
    for file, payment in sorted(every, key=lambda each: each[1].on):
        key = (payment.receiving_parent, payment.pence)
        before = last.get(key)
        last[key] = (file, payment)
        if before is None or payment.note or before[1].note:
            continue
        one, other = known_of(before[1]), known_of(payment)
        if (one.evidence or other.evidence) and may_be_near(one, other):
            found = f"the same amount as {one.source}, and from elsewhere: one payment, or two?"
            wanted = "it once; or, if there were two, a note that tells them apart"
            yield at_payment(file, payment, "date", found, wanted)
