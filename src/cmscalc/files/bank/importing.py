"""An import from end to end: banks' files in, payments found and recognised out. Writes nothing."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.files.bank.finding import Asked
from cmscalc.files.bank.opening import Reading
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import short_name
from cmscalc.ledger.bank.continuity import Chains
from cmscalc.ledger.bank.found import InFile, payment_of
from cmscalc.ledger.bank.private import plain_name
from cmscalc.ledger.bank.regular import Look
from cmscalc.ledger.bank.repeats import (
    Known,
    Recognised,
    Repeat,
    candidate_of,
    known_of,
    recognise,
    shown_by,
    way_turned,
)
from cmscalc.ledger.bank.rows import BankFile
from cmscalc.ledger.bank.selection import Sifted, Wanted, sift
from cmscalc.ledger.payments import Payment

MONTH_FIRST = "days with the month first in a layout that has the day first"


class Kept(NamedTuple):
    """What is written beside each payment."""

    receiving_parent: str = ""
    method: str = ""
    allow_duplicates: bool = False
    prove: bool = False


class Imported(NamedTuple):
    """What was found in every file, and the rows that could not be read."""

    files: tuple[InFile, ...]
    problems: tuple[Problem, ...]


def import_files(
    paths: Sequence[str], asked: Asked, wanted: Wanted, kept: Kept, there: Sequence[Payment]
) -> Imported:
    """Find the payments in each file that are not there yet. Raises Problems for a whole file."""
    known = [known_of(payment, row_of(payment)) for payment in there]
    names = [plain_name(short_name(path)) for path in paths]
    files: list[InFile] = []
    problems: list[Problem] = []
    refused: list[Problem] = []
    for at, path in enumerate(paths):
        try:
            reading = Reading(path, asked, names[: at + 1].count(names[at]))
            found = _in_file(reading, wanted, kept, known)
        except Problems as wrong:
            refused += wrong.problems
            continue
        files.append(found)
        problems += sorted(reading.book.problems, key=lambda problem: problem.place)
        known = [*shown_by(found.repeats, known), *(known_of(payment) for payment in found.new)]
    if refused:
        raise Problems([*refused, *problems])
    return Imported(tuple(files), tuple(problems))


def _in_file(reading: Reading, wanted: Wanted, kept: Kept, known: Sequence[Known]) -> InFile:
    chains, look = Chains(), Look(wanted.party)
    rows = chains.through(reading.rows())
    sifted = sift(rows if wanted.says_which else look.through(rows), wanted)
    file = reading.file(sifted.first, sifted.last)
    _check_whole(reading, sifted)
    _check_way(reading, sifted, known, file)
    candidates = [
        candidate_of(file, row, kept.receiving_parent, kept.method) for row in sifted.payments
    ]
    recognised = Recognised(tuple(candidates), ())
    if not kept.allow_duplicates:
        days = (sifted.first, sifted.last) if sifted.first and sifted.last else None
        recognised = recognise(candidates, known, days if kept.prove else None)
    return InFile(
        file=file,
        sifted=sifted,
        continuity=chains.result(),
        payers=look.payers(),
        new=tuple(payment_of(each) for each in recognised.new),
        repeats=recognised.repeats,
        near=recognised.near,
        bad=len(reading.book.rows),
        mixed=reading.opened.mixed,
    )


def proofs_for(there: Sequence[Payment], repeats: Sequence[Repeat]) -> dict[int, str]:
    """Evidence for the rows there that have none, where a bank's row was recognised in them.

    By their lines. The first file that has it gives it. None where another receiving parent may as
    well be meant.
    """
    by_hand = {row_of(each) for each in there if not each.evidence.strip()}
    parents: dict[tuple[date, int], set[str]] = {}
    for each in there:
        parents.setdefault((each.on, each.pence), set()).add(each.receiving_parent)
    proofs: dict[int, str] = {}
    for repeat in repeats:
        known, payment = repeat.known, repeat.candidate.payment
        is_clear = payment.receiving_parent or len(parents.get((known.on, known.pence), ())) == 1
        if known.row in by_hand and payment.evidence and is_clear:
            proofs.setdefault(known.row, payment.evidence.written)
    return proofs


def row_of(payment: Payment) -> int:
    """The line of a payment in its payments file."""
    return int(payment.source.rpartition(":")[2])


def _check_whole(reading: Reading, sifted: Sifted) -> None:
    """Refuse what would go wrong in every row. Raises Problems."""
    book = reading.book
    if book.month_first:
        wanted = "the same file with --date-format mdy; or one with its days in one form"
        raise Problems([book.refused(MONTH_FIRST, wanted), *book.problems])
    if sifted.rows and sifted.not_in_pounds == sifted.rows:
        found = "amounts that are not in pounds, in every row"
        raise Problems([book.refused(found, "the account in pounds: maintenance is due in pounds")])


def _check_way(reading: Reading, sifted: Sifted, known: Sequence[Known], file: BankFile) -> None:
    """Refuse rows that count the other way already: what was sent back. Raises Problems."""
    turned = way_turned(file, sifted.other_way, known)
    if turned:
        found = f"rows that are there as money the other way ({turned})"
        wanted = "--as as it was then: receiving for money in, paying for money out"
        raise Problems([reading.book.refused(found, wanted)])
