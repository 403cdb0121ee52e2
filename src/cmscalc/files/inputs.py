"""A case and its payments, found and read together."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cmscalc.files.case_file import CaseFile, read_case
from cmscalc.files.diary_file import DiaryFile, read_diary
from cmscalc.files.payments_file import NOT_KNOWN, Bounds, PaymentsFile, read_payments
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.sources import STANDARD_INPUT, Source, names_of
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.payments import Payment

BESIDE = ("{}.csv", "{}-payments.csv")
DIARY_BESIDE = "{}-diary.csv"


class Inputs(NamedTuple):
    """A case file and its payments files, read."""

    case_file: CaseFile
    payments_files: tuple[PaymentsFile, ...]
    paths: tuple[str, ...]
    diary_file: DiaryFile | None = None
    diary_path: str = ""

    @property
    def every_path(self) -> tuple[str, ...]:
        """The path of each file that was read."""
        return (*self.paths, *([self.diary_path] if self.diary_path else []))

    @property
    def payments(self) -> list[Payment]:
        """Every payment, in the order of the files and of their rows."""
        return [payment for file in self.payments_files for payment in file.payments]

    @property
    def sources(self) -> list[Source]:
        """What was read, the case first and the diary last."""
        diary = [self.diary_file.source] if self.diary_file else []
        return [self.case_file.source, *(file.source for file in self.payments_files), *diary]


def with_diary(inputs: Inputs) -> Inputs:
    """Add the diary file beside a case, if there is one. Raises Problems."""
    path = diary_beside(inputs.paths[0])
    if not path or not Path(path).is_file():
        return inputs
    diary = read_diary(path, names_of([*inputs.paths, path])[-1])
    return joined(inputs._replace(diary_path=path), diary)


def joined(inputs: Inputs, diary: DiaryFile) -> Inputs:
    """Put the entries of a diary file after those of the case file."""
    case = inputs.case_file.case
    case = case._replace(diary=(*case.diary, *diary.entries))
    return inputs._replace(case_file=inputs.case_file._replace(case=case), diary_file=diary)


def diary_beside(case: str) -> str:
    """Where a case's diary file is, or would be: beside it, by its name."""
    if case == STANDARD_INPUT:
        return ""
    return str(Path(case).with_name(DIARY_BESIDE.format(Path(case).stem)))


def read_inputs(
    case: str, payments: Sequence[str], as_at: date, *, and_later: bool = False
) -> Inputs:
    """Read a case and its payments. Raises Problems with everything wrong with them at once.

    Without payments files given, those the case names are read, or those beside it. Payments after
    the as-at date are a problem, but where they are to be left out later.
    """
    case_name, *names = names_of([case, *payments])
    try:
        case_file = read_case(case, case_name)
    except Problems as wrong:
        _, others = _read_payments(payments, names, NOT_KNOWN)
        raise Problems([*wrong.problems, *others]) from None
    facts = case_file.case
    if not payments:
        payments = _found(case, case_file)
        _, *names = names_of([case, *payments])
    if as_at < facts.effective_date:
        raise Problems([_before(case_file, as_at)])
    end = date.max if and_later else as_at + ONE_DAY
    bounds = Bounds(facts.effective_date, end, facts.receiving_parents)
    files, problems = _read_payments(payments, names, bounds)
    problems += _same_twice(files)
    if problems:
        raise Problems(problems)
    return Inputs(case_file, tuple(files), (case, *payments))


def _read_payments(
    paths: Sequence[str], names: Sequence[str], bounds: Bounds
) -> tuple[list[PaymentsFile], list[Problem]]:
    files: list[PaymentsFile] = []
    problems: list[Problem] = []
    for path, name in zip(paths, names, strict=True):
        try:
            files.append(read_payments(path, name, bounds))
        except Problems as wrong:
            problems += wrong.problems
    return files, problems


def _before(case_file: CaseFile, as_at: date) -> Problem:
    return case_file.places.problem(
        ("effective_date",),
        f"an effective date after the as-at date, {as_at.isoformat()}",
        "an as-at date from then on: nothing was due before it",
        f"--as-at {case_file.case.effective_date.isoformat()}",
    )


def _same_twice(files: Sequence[PaymentsFile]) -> list[Problem]:
    """The same file twice would count every payment twice."""
    seen: dict[str, str] = {}
    found: list[Problem] = []
    for file in files:
        source = file.source
        if source.sha256 in seen and file.payments:
            what = f"the same payments as in {seen[source.sha256]}"
            wanted = "each file once: every payment would be counted twice"
            found.append(Problem(source.name, "", 0, 0, what, wanted, in_file=True))
        seen[source.sha256] = source.name
    return found


def _found(case: str, case_file: CaseFile) -> list[str]:
    """The payments files that a case names, or those beside it that carry its name."""
    if case == STANDARD_INPUT:
        return []
    folder, stem = Path(case).parent, Path(case).stem
    named = case_file.payments
    if named:
        return [str(folder / name) for name in named]
    beside = (folder / pattern.format(stem) for pattern in BESIDE)
    return [str(path) for path in beside if path.is_file()]
