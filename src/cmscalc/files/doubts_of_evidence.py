"""What is doubtful in evidence: a bank's file that has changed, or a row that says otherwise.

Payments are held against the bank's file where it is at hand; how many could not be is counted. A
payment with a note of its own is taken to be explained.
"""

from collections.abc import Iterator, Sequence
from datetime import date
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
from cmscalc.ledger.bank.repeats import FEW_DAYS, Known, known_of, may_be_near
from cmscalc.ledger.bank.rows import BankFile, BankRow
from cmscalc.ledger.payments import Payment

if TYPE_CHECKING:
    from cmscalc.files.bank.cells import DayOrder

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
    folders = {beside: _Folder(beside) for beside, _, _ in groups}
    read: list[tuple[_Read, list[Proved]]] = []
    for (beside, name, short), group in groups.items():
        bank_file = folders[beside].with_hash(short, Path(name).suffix)
        found = _read(bank_file, group) if bank_file else None
        if found is not None:
            read.append((found, group))
        elif not bank_file and folders[beside].has(name):
            doubts.append(_changed(group))
        else:
            not_held += len(group)
    money_in = {found.file.bank for found, _ in read if found.has(money_in=True)}
    for found, group in read:
        doubts += _against(found, group, one_way=found.file.bank not in money_in)
    return Held(tuple(doubts), not_held)


# --- which file -----------------------------------------------------------------------------------


class _Folder:
    """The files of a folder, each hashed once, and only if it has to be."""

    def __init__(self, folder: Path) -> None:
        try:
            self.files = sorted(each for each in folder.iterdir() if each.is_file())
        except OSError:
            self.files = []
        self.hashes: dict[Path, str] = {}

    def with_hash(self, short: str, suffix: str) -> Path | None:
        """The file of that kind with that hash, whatever it is called now."""
        alike = (each for each in self.files if each.suffix.lower() == suffix.lower())
        return next((each for each in alike if self.hash(each) == short), None)

    def has(self, name: str) -> bool:
        """Whether a file of that name is there."""
        return any(each.name == name for each in self.files)

    def hash(self, path: Path) -> str:
        """The start of a file's SHA-256; nothing for one that cannot be read."""
        if path not in self.hashes:
            try:
                with path.open("rb") as file:
                    self.hashes[path] = file_digest(file, "sha256").hexdigest()[:SHORT_HASH]
            except OSError:
                self.hashes[path] = ""
        return self.hashes[path]


def _changed(group: Sequence[Proved]) -> Problem:
    first = group[0]
    many = "1 payment rests" if len(group) == 1 else f"{len(group)} payments rest"
    found = f"{first.evidence.file} here is not the file that was imported; {many} on that"
    wanted = "the file as it was, beside the payments or in --bank-files"
    return at_payment(first.file, first.payment, "evidence", found, wanted)


# --- its rows -------------------------------------------------------------------------------------


class _Read(NamedTuple):
    """A bank's file read again: the rows that evidence names, and what its balance says."""

    file: BankFile
    rows: dict[str, BankRow]
    continuity: Continuity | None

    def has(self, *, money_in: bool) -> bool:
        """Whether evidence names rows of money in, or of money out."""
        return any((row.pence > 0) == money_in for row in self.rows.values())

    def fits(self, group: Sequence[Proved]) -> int:
        """How many rows are what their evidence says: most are if days are read as they were."""
        return sum(
            each.evidence.place in self.rows
            and _is_of(self.rows[each.evidence.place], each.evidence, self.file)
            for each in group
        )


def _read(bank_file: Path, group: Sequence[Proved]) -> _Read | None:
    """Read a file again; None for one that cannot be read as it was then."""
    from cmscalc.files.bank.cells import DayOrder  # noqa: PLC0415 - only a file at hand pays

    orders = (None, DayOrder.MDY, DayOrder.DMY)
    found = [read for order in orders if (read := _read_again(bank_file, group, order))]
    return max(found, key=lambda each: each.fits(group), default=None)


def _against(read: _Read, group: Sequence[Proved], *, one_way: bool) -> Iterator[Problem]:
    """Hold payments against a file's rows. `one_way` is for a bank whose rows are all money out."""
    in_order = sorted(group, key=lambda each: each.evidence.place)
    yield from _gaps(read.continuity, group)
    for place, same in groupby(in_order, key=lambda each: each.evidence.place):
        yield from _row(read.rows.get(place), list(same), read.file, one_way=one_way)


def _read_again(bank_file: Path, group: Sequence[Proved], order: "DayOrder | None") -> _Read | None:
    from cmscalc.files.bank.finding import Asked  # noqa: PLC0415 - as above
    from cmscalc.files.bank.opening import Reading  # noqa: PLC0415

    places = {each.evidence.place for each in group}
    chains = Chains()
    days: set[date] = set()
    rows: dict[str, BankRow] = {}
    try:
        reading = Reading(str(bank_file), Asked(order=order))
        for row in chains.through(reading.rows()):
            days.add(row.on)
            if row.place in places:
                rows[row.place] = row
    except Problems:
        return None
    if reading.book.month_first:
        return None
    file = reading.file(min(days, default=None), max(days, default=None))
    return _Read(file, rows, chains.result())


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
    place = f"{evidence.file}:{evidence.place}"
    if row is None or not _is_of(row, evidence, bank):
        found = f"evidence that does not fit the bank's row at {place}"
        wanted = "the row that proves it: import it, and the evidence is written"
        yield at_payment(file, payment, "evidence", found, wanted)
        return
    if not one_way and row.pence < 0:
        found = f"money out of the account, while others are money in ({place})"
        yield at_payment(file, payment, "evidence", found, "payments one way; or a note on it")
    for each in payments:
        if row.on != each.payment.on:
            found = f"another day than the bank's row, {row.on.isoformat()} ({place})"
            wanted = "the bank's day; or a note that says why"
            yield at_payment(each.file, each.payment, "date", found, wanted)
    counted = sum(each.payment.pence for each in payments)
    if abs(row.pence) != counted:
        shown = Money(abs(row.pence)).written
        said = f"; {Money(counted).written} is counted of it" if len(payments) > 1 else ""
        found = f"another amount than the bank's row, {shown} ({place}){said}"
        wanted = "the bank's amount; or a note that says why"
        yield at_payment(file, payment, "amount", found, wanted)


def _is_of(row: BankRow, evidence: Evidence, bank: BankFile) -> bool:
    """Whether a row's mark is the one that was kept."""
    mark, kept = mark_of(bank, row), evidence.mark
    if mark is None or kept is None:
        return mark is kept
    return mark.is_of(kept)


# --- one payment, or two --------------------------------------------------------------------------


def _twice(inputs: Inputs) -> Iterator[Problem]:
    """Payments of one amount about one day, from files of different kinds or typed by hand."""
    recent: dict[int, list[Known]] = {}
    every = ((file, payment) for file in inputs.payments_files for payment in file.payments)
    for file, payment in sorted(every, key=lambda each: each[1].on):
        one = known_of(payment)
        near = [
            other for other in recent.get(payment.pence, ()) if (one.on - other.on).days <= FEW_DAYS
        ]
        if payment.note:
            continue
        recent[payment.pence] = [*near, one]
        twin = next((other for other in near if _may_be_twice(one, other)), None)
        if twin is not None:
            found = f"the same amount as {twin.source}, and from elsewhere: one payment, or two?"
            wanted = "it once; or, if there were two, a note that tells them apart"
            yield at_payment(file, payment, "date", found, wanted)


def _may_be_twice(one: Known, other: Known) -> bool:
    by_hand = one.evidence is None and other.evidence is None
    return not by_hand and may_be_near(one, other)
