"""The flags of `cmscalc ledger`, read into choices. Every problem with them is reported at once."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeVar

from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import path_of, shape_of
from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.core.money import to_penny
from cmscalc.files import words
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader
from cmscalc.files.words import one_of
from cmscalc.law import SCHEME_OPENS, law_on
from cmscalc.law.reform import Reform
from cmscalc.ledger.account import Basis, Choices
from cmscalc.ledger.attribution import Order
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.family import Rounded
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.payments import FeeSplit
from cmscalc.ledger.periods import By

E = TypeVar("E", bound=Enum)
FORMATS = ("text", "json", "csv", "hledger")
CASE_ENDING = ".toml"
PAYMENTS_ENDING = ".csv"
MOST_GRACE = 365


class Given(NamedTuple):
    """A case file, and the payments files typed after it."""

    case: str
    payments: tuple[str, ...]


class Asked(NamedTuple):
    """How an account was asked for: its days, its periods, and how it is made."""

    choices: Choices
    today: date
    as_at: date
    start: date | None
    end: date | None
    by: By | None
    reforms: tuple[Reform, ...] = ()
    abuse: tuple[bool, ...] | None = None


class Options(NamedTuple):
    """What was asked for."""

    cases: tuple[Given, ...]
    asked: Asked
    fail_over: int | None
    shape: str
    path: str
    force: bool
    entries: bool
    summary: bool


def read(typed: Typed) -> Options:
    """Read the flags. Raises Problems, those of the words first."""
    reader, switches = typed.reader(), typed.switches
    asked = _with_reforms(read_asked(reader, typed.today), reader)
    path = path_of(reader)
    shape = shape_of(reader, FORMATS, path, wants_json=switches["json"])
    if switches["summary"]:
        _check_summary(reader, shape, entries=switches["entries"])
    cases = files_in(typed.words, reader, "ledger", several=switches["summary"])
    options = Options(
        cases=cases,
        asked=asked,
        fail_over=reader.once("fail_over", _pence),
        shape=shape,
        path=path,
        force=switches["force"],
        entries=switches["entries"],
        summary=switches["summary"],
    )
    if reader.problems:
        raise Problems(reader.problems)
    return options


def _with_reforms(asked: Asked, reader: Reader) -> Asked:
    if not (reader.given("reform") or reader.given("abuse")):
        return asked
    from cmscalc.files.abuse import read_abuse  # noqa: PLC0415 - only a proposal pays
    from cmscalc.files.reforms import law_with, read_reforms  # noqa: PLC0415

    reforms = read_reforms(reader)
    last = min(asked.as_at, asked.end - ONE_DAY) if asked.end else asked.as_at
    law_with(reader, law_on(max(last, SCHEME_OPENS)), reforms)
    if reader.given("abuse") and not reader.given("reform"):
        found = "an answer that only a proposal asks for"
        reader.contradicts("abuse", found, "--reform no-fees-for-abuse-survivors beside it")
    return asked._replace(reforms=reforms, abuse=read_abuse(reader, 0))


def read_asked(reader: Reader, today: date) -> Asked:
    """Read how the account is asked for, keeping every problem."""
    asked = Asked(
        choices=Choices(
            basis=maybe(reader, "basis", Basis),
            ruler=maybe(reader, "liability", Ruler),
            order=maybe(reader, "allocate", Order),
            split=reader.choice("fee_split", FeeSplit, FeeSplit.PROPORTIONAL),
            rounded=Rounded(
                reader.choice("rounding", Rounding, Rounding.FINAL),
                reader.choice("fee_rounding", FeeRounding, FeeRounding.INSTALMENT),
            ),
            grace_days=reader.once("grace", _grace) or 0,
        ),
        today=today,
        as_at=reader.once("as_at", words.day) or today,
        start=reader.once("from", words.day),
        end=reader.once("to", words.day),
        by=maybe(reader, "by", By),
    )
    _check_days(asked, reader)
    return asked


def maybe(reader: Reader, name: str, kind: type[E]) -> E | None:
    """Read one word of an enumeration, or None where the case itself is to decide."""
    names = [str(each.value) for each in kind]
    word = reader.once(name, lambda text: one_of(text, names, "one of"))
    return None if word is None else kind(word)


def _grace(text: str) -> int:
    return words.whole(text, 0, MOST_GRACE, "days")


def _pence(text: str) -> int:
    return to_penny(words.money(text)).pence


def files_in(
    given: Sequence[str], reader: Reader, command: str, *, several: bool
) -> tuple[Given, ...]:
    """The first file is a case, and so is any other that ends in .toml; payments follow theirs."""
    starts = [at for at, name in enumerate(given) if not at or name.endswith(CASE_ENDING)]
    line = " ".join(given)
    if not starts:
        wanted = "a case file, and payments files if any"
        hint = f"cmscalc {command} case.toml payments.csv"
        found = "no case file"
        reader.problems.append(Problem(f"cmscalc {command}", "", 0, 0, found, wanted, hint))
        return ()
    if len(starts) == 1 and given[0].lower().endswith(PAYMENTS_ENDING):
        place = (line, 0, len(given[0]))
        found, wanted = (
            "payments where the case should be",
            "the case file first, then its payments",
        )
        hint = f"cmscalc {command} case.toml {line}"
        reader.problems.append(Problem(given[0], *place, found, wanted, hint))
        return ()
    if len(starts) > 1 and not several and not given[0].endswith(CASE_ENDING):
        ordered = [given[starts[1]], *(name for name in given if name != given[starts[1]])]
        hint = f"cmscalc {command} {' '.join(ordered)}"
        place = (line, 0, len(given[0]))
        found, wanted = "a file before the case", "the case file first, then its payments"
        reader.problems.append(Problem(given[0], *place, found, wanted, hint))
    elif len(starts) > 1 and not several:
        name = given[starts[1]]
        several_by = "; --summary takes several" if command == "ledger" else ""
        wanted = f"one case{several_by}"
        place = (line, line.rindex(name), len(name))
        reader.problems.append(Problem(name, *place, "a second case file", wanted))
    for name in dict.fromkeys(given):
        if given.count(name) > 1:
            place = (line, line.rindex(name), len(name))
            what = "standard input" if name == "-" else name
            found, wanted = f"{what} a second time", "it once"
            reader.problems.append(Problem(name, *place, found, wanted))
    ends = [*starts[1:], len(given)]
    return tuple(
        Given(given[start], tuple(given[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    )


def _check_summary(reader: Reader, shape: str, *, entries: bool) -> None:
    """A summary is a line a case: what asks for more would be left out in silence."""
    wanted = "the one or the other: a summary is a line a case"
    if shape == "hledger":
        reader.contradicts("format", "a journal beside --summary", "text, json or csv")
    for name in ("from", "to", "by"):
        if reader.given(name):
            reader.contradicts(name, "given beside --summary", wanted)
    if entries:
        reader.contradicts("entries", "given beside --summary", wanted)


def _check_days(asked: Asked, reader: Reader) -> None:
    after = asked.as_at + ONE_DAY
    if asked.end and asked.end > after:
        found = f"an end after the as-at date, {asked.as_at.isoformat()}"
        reader.contradicts("to", found, f"a day up to {after.isoformat()}")
    end = asked.end or after
    if asked.start and asked.start >= end:
        found = f"a start that is not before the end, {end.isoformat()}"
        reader.contradicts("from", found, "an earlier day")
