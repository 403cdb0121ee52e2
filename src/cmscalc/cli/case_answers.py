"""What commands ask of one case file, apart from its account."""

from collections.abc import Iterator
from typing import NamedTuple

from cmscalc.cli.flags import Typed
from cmscalc.cli.ledger_options import maybe
from cmscalc.cli.ledger_run import no_liability
from cmscalc.core.assess import Assessment
from cmscalc.core.facts import Facts, FeeRounding, Rounding
from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note
from cmscalc.files import words
from cmscalc.files.abuse import check_abuse, read_abuse
from cmscalc.files.answers import NAMES, Asked, read_day
from cmscalc.files.case_file import CaseFile, read_case
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader
from cmscalc.files.reforms import law_with, read_reforms
from cmscalc.files.sources import names_of
from cmscalc.law import Law, law_on
from cmscalc.ledger.case import Case
from cmscalc.ledger.family import NotKnown, Rounded, facts_on
from cmscalc.ledger.liability import NoLiability, Ruler, decision_on
from cmscalc.ledger.timeline import Timeline, make_timeline

# What a case file does not say.
BESIDE_A_CASE = (
    "on",
    "rounding",
    "fee_rounding",
    "reform",
    "not_compliant",
    "abuse",
    "collected",
)


def open_case(path: str, reader: Reader, command: str) -> CaseFile:
    """Read a case file. Raises Problems, those of the command line with them."""
    if not path:
        hint = f"cmscalc {command} case.toml"
        missing = Problem(f"cmscalc {command}", "", 0, 0, "no case file", "a case file", hint)
        raise Problems([*reader.problems, missing])
    try:
        found = read_case(path, names_of([path])[0])
    except Problems as wrong:
        raise Problems([*reader.problems, *wrong.problems]) from None
    if reader.problems:
        raise Problems(reader.problems)
    return found


def timeline_of(typed: Typed) -> Timeline:
    """Lay out a case's timeline. Raises Problems."""
    reader = typed.reader()
    on = reader.once("on", words.day) or typed.today
    ruler = maybe(reader, "liability", Ruler)
    rounded = Rounded(reader.choice("rounding", Rounding, Rounding.FINAL))
    case_file = open_case(typed.word, reader, "timeline")
    try:
        return make_timeline(case_file.case, on, ruler, rounded)
    except NoLiability as unknown:
        raise no_liability(case_file, unknown) from None


class AskedOfCase(NamedTuple):
    """A case file, the law of the day asked for, how to round, and what else was answered."""

    file: CaseFile
    law: Law
    rounded: Rounded
    reader: Reader


def asked_of_case(typed: Typed, command: str) -> AskedOfCase:
    """Read a case file and the answers that may stand beside one. Raises Problems."""
    reader = typed.reader()
    for name in NAMES:
        if reader.given(name) and name not in BESIDE_A_CASE:
            wanted = "the case file alone, changed there; or flags alone, with no case file"
            reader.contradicts(name, "given beside a case file, which says it", wanted)
    day = reader.once("on", read_day) or typed.today
    rounded = Rounded(
        reader.choice("rounding", Rounding, Rounding.FINAL),
        reader.choice("fee_rounding", FeeRounding, FeeRounding.INSTALMENT),
    )
    law = law_on(day)
    if reader.given("reform"):
        law = law_with(reader, law, read_reforms(reader))
    return AskedOfCase(open_case(typed.word, reader, command), law, rounded, reader)


def facts_of_case(asked: AskedOfCase, law: Law) -> Facts:
    """Give the facts of a case's day under a law. Raises Problems."""
    case_file, day = asked.file, law.day
    try:
        facts = facts_on(case_file.case, day, law, asked.rounded)
    except NotKnown as unknown:
        raise Problems([_no_figure(case_file, str(unknown), "an [[income]] row")]) from None
    start, end = case_file.case.effective_date, case_file.case.end_date
    if end and end <= day:
        found = f"a day on which nothing is due: the case ended on {end.isoformat()}"
        raise Problems([_no_figure(case_file, found, "an earlier --on")])
    if day < start:
        found = f"a day before the effective date, {start.isoformat()}"
        raise Problems([_no_figure(case_file, found, f"--on {start.isoformat()} or later")])
    if facts is None:
        found = f"no child is counted on {day.isoformat()}, so nothing is due"
        wanted = "a day on which a child is counted (`cmscalc timeline` shows them)"
        raise Problems([_no_figure(case_file, found, wanted)])
    return _as_asked(facts, law, asked.reader)


def estimate_of(typed: Typed) -> Assessment:
    """Estimate for a day of a case. Raises Problems, and OutsideTheLawBook."""
    from cmscalc.api import answer  # noqa: PLC0415 - the timeline does not need it

    asked = asked_of_case(typed, "estimate")
    estimated = answer(Asked(facts_of_case(asked, asked.law), asked.law))
    decided = _decided_otherwise(asked.file.case, estimated)
    return estimated._replace(notes=(*decided, *estimated.notes))


def _as_asked(facts: Facts, law: Law, reader: Reader) -> Facts:
    """Add to a case's facts what only a reform asks for. Raises Problems."""
    asked = facts._replace(
        compliant=not reader.given("not_compliant"),
        abuse=read_abuse(reader, len(facts.receiving_parents)),
        collected=reader.once("collected", words.amount),
    )
    check_abuse(reader, asked, law)
    if reader.problems:
        raise Problems(reader.problems)
    return asked


def _decided_otherwise(case: Case, found: Assessment) -> Iterator[Note]:
    """Say where a decision of CMS in force that day is another amount."""
    for payment in found.receiving_parents:
        decided = decision_on(case, payment.name, found.on)
        if decided and decided.weekly != payment.weekly.pence:
            since = decided.since
            ours = "what the proposal would make it" if found.proposals else "our calculation"
            yield Note(
                f"decision-differs-{payment.name}",
                f"CMS decided {Money(decided.weekly).written} a week for {payment.name} from "
                f"{long_date(since)}, which is what is due. This is {ours}.",
            )


def _no_figure(case_file: CaseFile, found: str, wanted: str) -> Problem:
    return Problem(case_file.source.name, "", 0, 0, found, wanted, in_file=True)
