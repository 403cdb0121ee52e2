"""An import from end to end: banks' files in, payments found and recognised out. Writes nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from cmscalc.files.bank.finding import Asked
from cmscalc.files.bank.opening import Reading
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import names_of
from cmscalc.ledger.bank.continuity import Chains
from cmscalc.ledger.bank.evidence import evidence_of, read_evidence
from cmscalc.ledger.bank.found import InFile, payment_of
from cmscalc.ledger.bank.regular import Look
from cmscalc.ledger.bank.repeats import Candidate, Known, Recognised, recognise
from cmscalc.ledger.bank.selection import Wanted, sift
from cmscalc.ledger.payments import Payment


class Kept(NamedTuple):
    """What is written beside each payment."""

    receiving_parent: str = ""
    method: str = ""
    allow_duplicates: bool = False


class Imported(NamedTuple):
    """What was found in every file, and the rows that could not be read."""

    files: tuple[InFile, ...]
    problems: tuple[Problem, ...]


def import_files(
    paths: Sequence[str], asked: Asked, wanted: Wanted, kept: Kept, there: Sequence[Payment]
) -> Imported:
    """Find the payments in each file that are not there yet. Raises Problems for a whole file."""
    known = [_known(payment) for payment in there]
    files: list[InFile] = []
    problems: list[Problem] = []
    refused: list[Problem] = []
    for path, name in zip(paths, names_of(paths), strict=True):
        try:
            reading = Reading(path, name, asked)
            found = _in_file(reading, wanted, kept, known)
        except Problems as wrong:
            refused += wrong.problems
            continue
        files.append(found)
        problems += sorted(reading.book.problems, key=lambda problem: problem.place)
        known += [_known(payment) for payment in found.new]
    if refused:
        raise Problems([*refused, *problems])
    return Imported(tuple(files), tuple(problems))


def _known(payment: Payment) -> Known:
    return Known(payment.source, payment.on, payment.pence, read_evidence(payment.evidence))


def _in_file(reading: Reading, wanted: Wanted, kept: Kept, known: Sequence[Known]) -> InFile:
    chains, look = Chains(), Look(wanted.party)
    rows = chains.through(reading.rows())
    sifted = sift(rows if wanted.says_which else look.through(rows), wanted)
    file = reading.file
    candidates = [Candidate(row, evidence_of(file, row)) for row in sifted.payments]
    recognised = (
        Recognised(tuple(candidates), ()) if kept.allow_duplicates else recognise(candidates, known)
    )
    return InFile(
        file=file,
        sifted=sifted,
        continuity=chains.result(),
        payers=look.payers(),
        new=tuple(_payment(each, file.name, kept) for each in recognised.new),
        repeats=recognised.repeats,
        near=recognised.near,
        bad=len(reading.book.rows),
        mixed=reading.opened.mixed,
    )


def _payment(candidate: Candidate, name: str, kept: Kept) -> Payment:
    source = f"{name}:{candidate.row.line}"
    return payment_of(candidate, source, kept.receiving_parent, kept.method)
