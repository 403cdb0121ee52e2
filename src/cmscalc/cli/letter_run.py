"""Running `cmscalc letter`: the account, the letter, and what is still to fill in."""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cmscalc.cli.documents import show
from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import path_of
from cmscalc.cli.leave import Exit
from cmscalc.cli.ledger_options import Asked, Given, files_in, read_asked
from cmscalc.cli.ledger_run import answer_of
from cmscalc.cli.statement_options import form_of
from cmscalc.core.printable import long_date, visible
from cmscalc.files import words
from cmscalc.files.inputs import Inputs, read_inputs, with_diary
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import closest
from cmscalc.law import SCHEME_OPENS, law_on
from cmscalc.ledger.answer import Answer, only
from cmscalc.ledger.case import Decision
from cmscalc.ledger.statement import Statement, make_statement
from cmscalc.render.document.model import Document, Text, Tone
from cmscalc.render.ledger_words import written
from cmscalc.render.letters import breakdown, complaint, missed, reconsideration
from cmscalc.render.letters.common import Letter, document_of

RECONSIDERATION = "reconsideration"
LETTERS = {
    "breakdown": breakdown.letter,
    "missed-payments": missed.letter,
    "complaint": complaint.letter,
}
KINDS = ("breakdown", "missed-payments", RECONSIDERATION, "complaint")
FORMATS = ("text", "html")
# After so many days without a payment somebody may have forgotten to enter one.
MOST_DAYS = 35


class Options(NamedTuple):
    """What was asked for."""

    kind: str
    given: Given
    asked: Asked
    receiving_parent: str
    decision: date | None
    shape: str
    path: str


def run(typed: Typed) -> Exit:
    """Write one letter. Raises Problems."""
    options = _read(typed)
    inputs = with_diary(read_inputs(*options.given, options.asked.as_at))
    statement = make_statement(_theirs(answer_of(inputs, options.asked), options, inputs))
    letter, messages = _letter(statement, options, inputs)
    document = document_of(letter)
    code = show(
        document, options.shape, options.path, force=typed.switches["force"], read=inputs.every_path
    )
    if code is Exit.DONE:
        _say_what_is_left(document, (*messages, _stale(statement), _others(statement)))
    return code


def _read(typed: Typed) -> Options:
    reader = typed.reader()
    kind, *files = typed.words or ("",)
    if kind not in KINDS:
        reader.problems.append(_no_kind(kind, files))
    asked = read_asked(reader, typed.today)
    decision = reader.once("decision", words.day)
    if decision and kind in LETTERS:
        reader.contradicts(
            "decision", f"a decision for a {kind} letter", f"no --decision; or {RECONSIDERATION}"
        )
    path = path_of(reader)
    shape = form_of(reader, path, wants_json=False, forms=FORMATS)
    name = reader.once("receiving_parent", lambda text: text.strip()) or ""
    named = f"letter {kind}" if kind in KINDS else "letter KIND"
    cases = files_in(files, reader, named, several=False) if kind in KINDS else ()
    if reader.problems:
        raise Problems(reader.problems)
    return Options(kind, cases[0], asked, name, decision, shape, path)


def _no_kind(kind: str, files: Sequence[str]) -> Problem:
    line = " ".join(["cmscalc letter", kind, *files]).rstrip()
    near = closest(kind, KINDS) if kind else ""
    swapped = next((each for each in files if each in KINDS), "")
    if kind.endswith(".toml") or not kind:
        others = [each for each in files if each != swapped]
        near, files = swapped or KINDS[0], [kind or "case.toml", *others]
    elif kind:
        near = near or next((each for each in KINDS if each.startswith(kind)), "")
    hint = " ".join(["cmscalc letter", near, *files]) if near else ""
    found = f"{kind!r}, which is no kind of letter" if kind else "no kind of letter"
    start = len("cmscalc letter ") if kind else 0
    wanted = f"{', '.join(KINDS[:-1])} or {KINDS[-1]} first, then the case"
    return Problem("cmscalc letter", line if kind else "", start, len(kind), found, wanted, hint)


def _theirs(answer: Answer, options: Options, inputs: Inputs) -> Answer:
    """The account of the receiving parent asked for; of all, for a letter of the paying parent."""
    names = inputs.case_file.case.receiving_parents
    same = {name.casefold(): name for name in names}
    name = options.receiving_parent
    if not name:
        return answer
    if name.casefold() not in same:
        near = closest(name, names)
        text = f"--receiving-parent {name}"
        place = (text, len("--receiving-parent "), len(name))
        found, wanted = f"an unknown receiving parent, {name!r}", f"one of {', '.join(names)}"
        hint = f"--receiving-parent {near}" if near else ""
        raise Problems([Problem("--receiving-parent", *place, found, wanted, hint)])
    return only(answer, same[name.casefold()])


def _letter(statement: Statement, options: Options, inputs: Inputs) -> tuple[Letter, list[str]]:
    """The letter, and what its writer has to mind."""
    if options.kind == RECONSIDERATION:
        decision = _decision(statement, options, inputs)
        messages = [_deadline(decision, options.asked.today), _our_figure(statement, decision)]
        return reconsideration.letter(statement, decision), messages
    if options.kind == "missed-payments" and not missed.has_something_to_say(statement):
        found = "no payment that was missed or late"
        wanted = "another kind of letter, or fewer days of --grace"
        raise Problems(
            [Problem(inputs.case_file.source.name, "", 0, 0, found, wanted, in_file=True)]
        )
    diary = len(statement.answer.account.case.diary)
    tells = options.kind == "complaint" and diary
    words = "It has what the diary says, word for word: read whom it names." if tells else ""
    return LETTERS[options.kind](statement), [words]


def _decision(statement: Statement, options: Options, inputs: Inputs) -> Decision:
    """The decision that begins on the day asked for, or the latest."""
    account = statement.answer.account
    begun = [each for each in account.case.decisions if each.since <= account.as_at]
    days = sorted({each.since for each in begun})
    wanted_day = options.decision or (days[-1] if days else None)
    found = [each for each in begun if each.since == wanted_day]
    name = inputs.case_file.source.name
    if not begun:
        wanted = "a [[decision]] row: a letter names the decision it is about"
        raise Problems([Problem(name, "", 0, 0, "no decision of CMS", wanted, in_file=True)])
    if not found:
        listed = ", ".join(day.isoformat() for day in days)
        text = f"--decision {options.decision}"
        place = (text, len("--decision "), len(text) - len("--decision "))
        raise Problems(
            [Problem("--decision", *place, "no decision from that day", f"one of {listed}")]
        )
    if len({each.receiving_parent for each in found}) > 1:
        listed = ", ".join(each.receiving_parent for each in found)
        what = f"decisions for {listed} from {found[0].since.isoformat()}"
        wanted = "one of them: a letter is about one decision"
        hint = f"--receiving-parent {found[0].receiving_parent}"
        raise Problems([Problem("--receiving-parent", "", 0, 0, what, wanted, hint)])
    return found[-1]


def _deadline(decision: Decision, today: date) -> str:
    """Reg 14: so many days from being told. The letter's own date is the safe one to count from."""
    days = law_on(max(decision.letter_dated or decision.since, SCHEME_OPENS)).reconsideration_days
    rule = f"CMS must have it within {days.value} days of telling you ({days.citation.text})"
    if decision.letter_dated is None:
        return f"{rule}. The case has no date of the letter."
    last = decision.letter_dated + timedelta(days=days.value)
    if last < today:
        was = f"that was by {long_date(last)}, {(today - last).days} days ago"
        return f"{rule}: counted from the letter's date, {was}."
    return f"{rule}: counted from the letter's date, by {long_date(last)}."


def _our_figure(statement: Statement, decision: Decision) -> str:
    """What a writer has to weigh before asking: a new decision may go the other way."""
    found = reconsideration.ours(statement, decision)
    if found is None or found.calculated is None:
        return "There is no figure of ours to set against it."
    difference = found.calculated - decision.weekly
    if not difference:
        return "Our figure is the same as CMS's: say what is wrong in what it rests on."
    way = "higher" if difference > 0 else "lower"
    return (
        f"Our figure is {written(abs(difference))} a week {way} than CMS's. A new decision can be "
        f"{way} too."
    )


def _stale(statement: Statement) -> str:
    """Payments that nobody has entered yet would be reported as missed."""
    account = statement.answer.account
    days = [each.payment.on for side in account.standings for each in side.placed]
    last = max(days, default=None)
    if last is None or (account.as_at - last).days <= MOST_DAYS:
        return ""
    return f"The last payment in the files is of {long_date(last)}: add later ones first, if any."


def _others(statement: Statement) -> str:
    """A letter of one receiving parent has no business with the others' figures."""
    names = statement.answer.account.case.receiving_parents
    if len(names) == 1:
        return ""
    return (
        f"It shows the accounts of {' and '.join(names)}. --receiving-parent {names[0]} leaves the "
        "others out."
    )


def _say_what_is_left(document: Document, besides: Sequence[str]) -> None:
    """Tell on standard error what only the writer can fill in, and what else to mind."""
    blanks = [
        line
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Text) and block.tone is Tone.BLANK
        for line in block.text.split("\n")
        if line.startswith("[")
    ]
    print(
        f"cmscalc letter: {len(blanks)} places in [brackets] are yours to fill in", file=sys.stderr
    )
    for text in filter(None, besides):
        print(f"  {visible(text)}", file=sys.stderr)
