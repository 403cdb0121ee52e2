"""What is doubtful in evidence: a bank's file that has changed, or a row that says otherwise.

Only where the bank's file is at hand. A payment with a note of its own is taken to be explained.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from cmscalc.core.money import Money
from cmscalc.files.doubts_of_payments import at_payment
from cmscalc.files.inputs import Inputs
from cmscalc.files.payments_file import PaymentsFile
from cmscalc.files.problems import Problem, Problems
from cmscalc.ledger.bank.evidence import Evidence, read_evidence
from cmscalc.ledger.bank.rows import BankRow
from cmscalc.ledger.payments import Payment

STARS = re.compile(r"\\\*")


class Proved(NamedTuple):
    """A payment, and the row of a bank's file that its evidence names."""

    file: PaymentsFile
    payment: Payment
    evidence: Evidence


def find(inputs: Inputs, folder: str) -> Iterator[Problem]:
    """Hold payments against the bank's rows, of files in a folder or beside the payments file."""
    proved: dict[tuple[Path, str], list[Proved]] = {}
    for file, path in zip(inputs.payments_files, inputs.paths[1:], strict=True):
        beside = Path(folder) if folder else Path(path).parent
        for payment in file.payments:
            evidence = read_evidence(payment.evidence) if payment.evidence else None
            if evidence is not None:
                group = proved.setdefault((beside, evidence.file), [])
                group.append(Proved(file, payment, evidence))
    for (beside, name), group in proved.items():
        bank_file = _at_hand(beside, name)
        if bank_file is not None:
            yield from _against(bank_file, group)


def _at_hand(folder: Path, name: str) -> Path | None:
    """The bank's file of that name; stars stand for the figures of an account number."""
    plain = folder / Path(name).name
    if plain.is_file():
        return plain
    if "*" not in name:
        return None
    pattern = re.compile(STARS.sub("[0-9]", re.escape(name)))
    there = (each for each in sorted(folder.iterdir()) if pattern.fullmatch(each.name))
    return next((each for each in there if each.is_file()), None)


def _against(bank_file: Path, group: list[Proved]) -> Iterator[Problem]:
    # Only a bank's file that is at hand pays for what reads it.
    from cmscalc.files.bank.finding import Asked  # noqa: PLC0415
    from cmscalc.files.bank.opening import Reading  # noqa: PLC0415

    try:
        reading = Reading(str(bank_file), bank_file.name, Asked())
        lines = {each.evidence.line for each in group}
        rows = {row.line: row for row in reading.rows() if row.line in lines}
    except Problems:
        # A layout that needs --map can be held against its hash alone, which the import wrote.
        return
    whole = reading.opened.sha256
    changed = [each for each in group if not whole.startswith(each.evidence.sha256)]
    if changed:
        first = changed[0]
        many = "1 payment" if len(changed) == 1 else f"{len(changed)} payments"
        found = f"{first.evidence.file} is not the file that was imported ({many} rest on it)"
        wanted = "the file as it was; or these rows taken out, and imported from the new one"
        yield at_payment(first.file, first.payment, "evidence", found, wanted)
        return
    in_order = sorted(group, key=lambda each: each.evidence.line)
    for line, same in groupby(in_order, key=lambda each: each.evidence.line):
        yield from _row(rows.get(line), list(same))


def _row(row: BankRow | None, payments: list[Proved]) -> Iterator[Problem]:
    """Hold the payments of one row against it; a row may be shared out between several."""
    file, payment, evidence = payments[0]
    if any(each.payment.note for each in payments):
        return
    place = f"{evidence.file}:{evidence.line}"
    if row is None:
        found = f"no row of the bank's begins at {place}"
        yield at_payment(file, payment, "evidence", found, "the row that proves the payment")
        return
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
