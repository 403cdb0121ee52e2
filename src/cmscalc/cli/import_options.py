"""The flags of `cmscalc import`, read into what is wanted. Every problem at once."""

import re
from collections.abc import Sequence
from datetime import date
from shlex import join
from typing import NamedTuple

from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import shape_of
from cmscalc.core.money import to_penny
from cmscalc.files import words
from cmscalc.files.bank.column_map import column_map, order_of
from cmscalc.files.bank.finding import Asked
from cmscalc.files.bank.importing import Kept
from cmscalc.files.bank.layouts import NAMES
from cmscalc.files.payments_file import method_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader, flag
from cmscalc.files.sources import STANDARD_INPUT
from cmscalc.files.words import Unreadable, one_of
from cmscalc.ledger.bank.rows import Party
from cmscalc.ledger.bank.selection import Range, Wanted

FORMATS = ("text", "json", "csv")
BANK_TRANSFER = "bank-transfer"
CASE_ENDING = ".toml"
# What changes with a look at the answer.
NOT_AGAIN = ("into", "format", "prove", "json")


class Options(NamedTuple):
    """Everything the command line asks for. `again` is the command, without --into."""

    paths: tuple[str, ...]
    asked: Asked
    wanted: Wanted
    kept: Kept
    into: str
    skip_bad: bool
    shape: str
    again: str


def read(typed: Typed) -> Options:
    """Read the flags. Raises Problems."""
    reader, switches = typed.reader(), typed.switches
    paths = _paths(typed.words, reader)
    try:
        columns = reader.once("map", column_map)
    except Problems as wrong:
        reader.problems += wrong.problems
        columns = None
    bank = reader.once("bank", lambda text: one_of(text, NAMES, "one of")) or ""
    if bank and columns is not None:
        reader.contradicts("map", "given beside --bank", "the one or the other")
    options = Options(
        paths=paths,
        asked=Asked(bank, columns, reader.once("date_format", order_of)),
        wanted=Wanted(
            party=reader.choice("as", Party, Party.RECEIVING),
            patterns=reader.each("match", _pattern),
            excluded=reader.each("exclude", _pattern),
            amounts=reader.each("amount", _range),
            start=reader.once("from", words.day) or date.min,
            end=reader.once("to", words.day) or date.max,
        ),
        kept=Kept(
            reader.once("receiving_parent", _label) or "",
            reader.once("method", method_of) or BANK_TRANSFER,
            switches["allow_duplicates"],
            switches["prove"],
        ),
        into=reader.once("into", _into) or "",
        skip_bad=switches["skip_bad"],
        shape=shape_of(reader, FORMATS, wants_json=switches["json"]),
        again=_again(typed),
    )
    _check(options, reader)
    if reader.problems:
        raise Problems(reader.problems)
    return options


def _paths(given: Sequence[str], reader: Reader) -> tuple[str, ...]:
    command = "cmscalc import"
    if not given:
        hint = f"{command} bank.csv --match 'smith|maint'"
        wanted = "the file that the bank gave to download"
        reader.problems.append(Problem(command, "", 0, 0, "no bank's file", wanted, hint))
    line = " ".join(given)
    for name in dict.fromkeys(given):
        place = (line, line.rindex(name), len(name))
        if given.count(name) > 1:
            what = "standard input" if name == STANDARD_INPUT else name
            reader.problems.append(Problem(name, *place, f"{what} a second time", "it once"))
        if name.endswith(CASE_ENDING):
            found, wanted = "a case file", "banks' files alone: a case is not needed here"
            reader.problems.append(Problem(name, *place, found, wanted))
    return tuple(given)


def _check(options: Options, reader: Reader) -> None:
    """What does not go together."""
    which = "--match with a name or a reference, or --amount"
    asks = options.wanted.says_which or reader.given("match") or reader.given("amount")
    if reader.given("into") and not asks:
        reader.contradicts("into", "nothing said of which rows to add", which)
    if options.shape == "csv" and not asks:
        reader.contradicts("format", "nothing said of which rows to write", which)
    if options.kept.prove and not reader.given("into"):
        found, wanted = "evidence to be written, and no payments file named", "--into with its name"
        reader.problems.append(Problem("--prove", "--prove", 0, len("--prove"), found, wanted))
    if reader.given("exclude") and not asks:
        reader.contradicts("exclude", "rows left out of none", which)
    if options.wanted.start >= options.wanted.end:
        found = f"a start that is not before the end, {options.wanted.end.isoformat()}"
        reader.contradicts("from", found, "an earlier day")
    if options.into in options.paths:
        reader.contradicts("into", "the bank's own file", "another name, such as payments.csv")


def _pattern(text: str) -> "re.Pattern[str]":
    if not text.strip():
        raise Unreadable("no words to look for", "a name or a reference, such as 'smith|maint'")
    try:
        return re.compile(text, re.IGNORECASE | re.MULTILINE)
    except (OverflowError, RecursionError):
        raise Unreadable("a pattern too large to be read", "a name or a reference") from None
    except re.error as wrong:
        at = min(wrong.pos or 0, len(text) - 1)
        found = f"a pattern that cannot be read: {wrong.msg}"
        wanted = "a regular expression; a sign meant as itself has a backslash before it"
        plain = re.escape(text).replace("\\ ", " ")
        raise Unreadable(found, wanted, plain, (at, 1)) from None


def _range(text: str) -> Range:
    least, dash, most = text.partition("-")
    if not dash or not least.strip():
        found = _pence(text)
        return Range(found, found)
    before = f"{least}-"
    first = words.part_of(_pence, least, after=f"-{most}")
    last = words.part_of(_pence, most, before)
    if last < first:
        raise Unreadable(
            "a range that ends before it begins", "the lesser first", f"{most}-{least}"
        )
    return Range(first, last)


def _pence(text: str) -> int:
    found = to_penny(words.money(text)).pence
    if not found:
        raise Unreadable("an amount of nothing", "a penny or more")
    return found


def _label(text: str) -> str:
    if not text.strip():
        raise Unreadable("an empty label", "a name or an initial, as in the case file")
    return words.label(text)


def _into(text: str) -> str:
    if not text.strip() or text == STANDARD_INPUT:
        raise Unreadable("no file name", "a payments file; --format csv writes to standard output")
    if text.endswith(CASE_ENDING):
        raise Unreadable("a case file", "a payments file, such as payments.csv")
    if text.endswith("/"):
        raise Unreadable("a folder", "a payments file in it", f"{text}payments.csv")
    return text


def _again(typed: Typed) -> str:
    """The command as it was typed, but for what changes with a look at its answer."""
    texts = [(name, text) for name, given in typed.texts.items() for text in given]
    said = [word for name, text in texts if name not in NOT_AGAIN for word in (flag(name), text)]
    said += [
        flag(name) for name, is_on in typed.switches.items() if is_on and name not in NOT_AGAIN
    ]
    return join(["cmscalc", "import", *typed.words, *said])
