"""Blocks of a table answered row by row: CSV or lines of JSON in, either out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cmscalc.batch.faults import broken, located, problems_of, sentence, under_todays_law
from cmscalc.batch.groups import Groups, Settings
from cmscalc.batch.header import Header
from cmscalc.batch.names import ERROR, PROPOSAL, ROUNDED, WORKING
from cmscalc.batch.plain import Rows
from cmscalc.batch.result import Answered, answered, texts_of
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.tables.rows import Said

if TYPE_CHECKING:
    from cmscalc.batch.tally import Tally

# Problems shown are few; what is wrong with each row is in its answer too.
MOST_KEPT = 50


class Job(NamedTuple):
    """What is asked of every row: the file's name for messages, and how to answer."""

    name: str
    settings: Settings
    explain: bool = False
    summed: bool = False
    by: str = ""

    @property
    def compared(self) -> bool:
        """Whether a summary holds the answers against those under today's law."""
        return self.summed and bool(self.settings.reforms)

    @property
    def now(self) -> Settings:
        """The same rules without any reform."""
        return self.settings._replace(reforms=())


class Piece(NamedTuple):
    """A block's answers, ready to be written: how many rows, and how many without an answer."""

    data: Any
    rows: int
    bad: int
    problems: tuple[Problem, ...]
    tally: "Tally | None" = None


class Out(Protocol):
    """What rows and their answers are written to."""

    def write(self, said: Said, answers: dict[str, Any]) -> None:
        """Write one row."""

    def data(self) -> list[bytes]:
        """Give everything written."""


class Unwritten:
    """Rows that nobody asked to see, since they are only added up."""

    def write(self, said: Said, answers: dict[str, Any]) -> None:
        """Keep nothing."""

    def data(self) -> list[bytes]:
        """Give nothing."""
        return []


class ByRow:
    """Answers rows of one header; it remembers from block to block how their words were read."""

    def __init__(self, header: Header, job: Job) -> None:
        self.header = header
        self.job = job
        self.rows = Rows(header, Groups(job.settings))
        self.rows_now = Rows(header, Groups(job.now)) if job.compared else None
        self.by = header.names.index(job.by) if job.by else None
        self.rounded = ROUNDED in job.settings.answers()
        proposal = job.settings.proposal
        self.more = {PROPOSAL: proposal} if proposal else {}

    def piece(self, rows: Iterable[Said], out: Out) -> Piece:
        """Answer the rows of a block, each with an answer or with what is wrong with it."""
        many = bad = 0
        kept: list[Problem] = []
        tally = self._new_tally()
        for said in rows:
            found, answers, problems = self.answer(said)
            out.write(said, answers)
            if tally:
                problems += self._add(tally, said, found)
            many += 1
            if problems:
                bad += 1
                kept += problems[: MOST_KEPT - len(kept)]
        return Piece(out.data(), many, bad, tuple(kept), tally)

    def _new_tally(self) -> "Tally | None":
        if not self.job.summed:
            return None
        from cmscalc.batch.tally import Tally  # noqa: PLC0415 - only a summary loads it

        return Tally(self.job.by, compared=self.job.compared)

    def _add(self, tally: "Tally", said: Said, found: Answered | None) -> tuple[Problem, ...]:
        """Add a row to a tally; give what is wrong with it under today's law alone."""
        now: Answered | None = None
        wrong: tuple[Problem, ...] = ()
        if found and self.rows_now:
            try:
                now = self.rows_now.answer(said.cells)
            except (Problems, OutsideTheLawBook) as fault:
                found, wrong = (
                    None,
                    tuple(under_todays_law(each) for each in problems_of(fault, self.header)),
                )
        tally.group("" if self.by is None else said.cells[self.by]).add(found, now)
        return tuple(located(each, self.header, self.job.name, said) for each in wrong)

    def answer(self, said: Said) -> tuple[Answered | None, dict[str, Any], tuple[Problem, ...]]:
        """Answer one row, or say in `error` what is wrong with it."""
        if said.fault:
            return None, {**self.more, ERROR: said.fault}, (broken(said, self.job.name),)
        try:
            found, working = self._answered(said)
        except (Problems, OutsideTheLawBook) as fault:
            problems = problems_of(fault, self.header)
            place = (self.job.name, said)
            shown = tuple(located(each, self.header, *place) for each in problems)
            return None, {**self.more, ERROR: sentence(problems)}, shown
        rounded = {ROUNDED: found.rounded} if self.rounded else {}
        return found, {**texts_of(found), **rounded, **working, **self.more}, ()

    def _answered(self, said: Said) -> tuple[Answered, dict[str, Any]]:
        if not self.job.explain:
            return self.rows.answer(said.cells), {}
        from cmscalc.render.as_json import working_of  # noqa: PLC0415 - only a working loads it

        assessed = self.rows.assessed(said.cells)
        return answered(assessed), {WORKING: working_of(assessed)}
