"""Making a new case file: questions with plain words, answers read as a case file reads them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.core.money import to_penny
from cmscalc.files import values, words
from cmscalc.files.case_file import case_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader
from cmscalc.files.sources import Source
from cmscalc.files.words import Unreadable, part_of
from cmscalc.law import SCHEME_OPENS
from cmscalc.ledger.case import Service


class Question(NamedTuple):
    """One question: the flag that answers it, what is asked, and what no answer stands for."""

    name: str
    asks: str
    default: str = ""


class NewChild(NamedTuple):
    """A child: label, date of birth, and the receiving parent's label if there are several."""

    name: str
    born: date
    lives_with: str


class Decided(NamedTuple):
    """CMS's weekly amount in pounds, and the receiving parent's label if there are several."""

    receiving_parent: str
    weekly: str


QUESTIONS = (
    Question("effective_date", "First day of the case, from CMS's letter, such as 2024-03-11"),
    Question("service", "Service: direct-pay or collect-and-pay", "direct-pay"),
    Question("paying_parent", "A label for the paying parent; an initial will do", "A"),
    Question("receiving_parent", "Labels for receiving parents, with commas", "B"),
    Question("child", "Children, NAME=BORN with commas, such as C1=2015-03-02"),
    Question("decision", "CMS's weekly amount, such as 63.20; nothing if it is not known"),
    Question("income", "Paying parent's income, such as 27000/year; nothing if not known"),
    Question("nights", "Nights a year with the paying parent", "0"),
    Question("other_children", "Other children in the paying parent's home", "0"),
)
# A comma between answers; not the one in 1,234.50.
SEPARATOR = re.compile(r",(?![0-9]{3}(?![0-9]))")
SEVERAL = ("receiving_parent", "child", "decision")


def read_new(answers: Mapping[str, Sequence[str]], before: Sequence[Problem] = ()) -> str:
    """Make the text of a case file from answers. Raises Problems with everything wrong."""
    reader = Reader(answers, before)
    _check_twice(reader, "receiving_parent", "one label for each receiving parent")
    start = reader.once("effective_date", _start)
    service = reader.choice("service", Service, Service.DIRECT_PAY)
    paying = reader.once("paying_parent", values.label) or "A"
    parents = reader.each("receiving_parent", values.label) or ("B",)
    children = reader.each("child", lambda text: _child(text, parents))
    decided = reader.each("decision", lambda text: _decided(text, parents))
    income = reader.once("income", words.amount)
    nights = reader.once("nights", words.nights)
    others = reader.once("other_children", lambda text: words.whole(text, 0, 20, "children"))
    if start is None:
        hint = "--effective-date 2024-03-11"
        reader.missing("effective_date", "no first day", "the day in CMS's letter", hint)
    if not children:
        wanted, hint = "each child's label and date of birth", "--child C1=2015-03-02"
        reader.missing("child", "no children", wanted, hint)
    if not decided and income is None:
        wanted = "CMS's weekly amount, or the paying parent's income"
        reader.missing("decision", "no amount and no income", wanted, "--decision 63.20")
    parents_decided = [each.receiving_parent for each in decided]
    if len(set(parents_decided)) < len(parents_decided):
        reader.contradicts("decision", "two amounts from one day", "one for each receiving parent")
    if reader.problems:
        raise Problems(reader.problems)
    assert start is not None
    day = start.isoformat()
    parts = [
        HEAD.format(day=day, service=_quoted(service.value), paying=_quoted(paying)),
        *(PARENT.format(name=_quoted(name)) for name in parents),
        *(_child_text(child) for child in children),
        *(_decision_text(each, day) for each in decided),
    ]
    if income is not None:
        pounds = to_penny(income.pounds)
        parts.append(INCOME.format(day=day, amount=pounds, per=income.period.value))
    if nights is not None and nights.nights:
        value = nights.nights if nights.days is None else f'"{nights.nights}/{nights.days}"'
        parts.append(NIGHTS.format(day=day, nights=value))
    if others:
        parts.append(OTHERS.format(day=day, count=others))
    text = "\n".join([*parts, TAIL])
    case_of(Source("the new case file", text, ""))  # what is written can be read
    return text


def _check_twice(reader: Reader, name: str, wanted: str) -> None:
    seen: set[str] = set()
    for text in reader.texts(name):
        if text.casefold() in seen:
            reader.contradicts(name, f"{text!r} a second time", wanted, text)
        seen.add(text.casefold())


# --- answers --------------------------------------------------------------------------------------


def check_answer(name: str, text: str) -> Unreadable | None:
    """Try one answer to a question by itself; give what is wrong with it."""
    read: dict[str, Callable[[str], object]] = {
        "effective_date": _start,
        "service": lambda each: words.one_of(each, [kind.value for kind in Service], "one of"),
        "paying_parent": values.label,
        "receiving_parent": values.label,
        "child": lambda each: _child(each, ()),
        "decision": lambda each: _decided(each, ()),
        "income": words.amount,
        "nights": words.nights,
        "other_children": lambda each: words.whole(each, 0, 20, "children"),
    }
    for part in split(name, text):
        try:
            read[name](part)
        except Unreadable as wrong:
            return wrong
    return None


def split(name: str, text: str) -> list[str]:
    """Split an answer that may hold several things."""
    return [part.strip() for part in SEPARATOR.split(text)] if name in SEVERAL else [text.strip()]


def _start(text: str) -> date:
    found = words.day(text)
    if found < SCHEME_OPENS:
        raise Unreadable("a day before the 2012 scheme", "a day from 10 December 2012 on")
    return found


def _child(text: str, parents: Sequence[str]) -> NewChild:
    name, equals, rest = text.partition("=")
    born, _, parent = rest.partition("=")
    if not equals:
        raise Unreadable("a child with no date of birth", "NAME=BORN, such as C1=2015-03-02")
    day = part_of(words.day, born, f"{name}=")
    return NewChild(values.label(name), day, _parent(parent, parents, "C1=2015-03-02=B"))


def _decided(text: str, parents: Sequence[str]) -> Decided:
    before, equals, after = text.partition("=")
    parent, weekly = (before, after) if equals else ("", text)
    pounds = part_of(words.money, weekly, f"{before}=" if equals else "")
    return Decided(_parent(parent, parents, "B=63.20"), str(to_penny(pounds)))


def _parent(name: str, parents: Sequence[str], example: str) -> str:
    """Whose it is; with one receiving parent it need not be said."""
    if not parents or name.strip() in parents or (not name.strip() and len(parents) == 1):
        return name.strip() or next(iter(parents), "")
    listed = ", ".join(parents)
    if not name.strip():
        raise Unreadable("no receiving parent, and there are several", f"as in {example}: {listed}")
    raise Unreadable(f"an unknown receiving parent, {name!r}", f"one of {listed}")


# --- the file -------------------------------------------------------------------------------------

HEAD = """\
# A child maintenance case. Labels need never be names. Lines that begin with # are notes.
# `cmscalc check` says what is missing or doubtful; `cmscalc schema case` lists every key.
schema = "cmscalc.case/1"
effective_date = {day}          # the first day of the case, from CMS's letter
service = {service:25}  # direct-pay or collect-and-pay
paying_parent = {paying}
"""
PARENT = """\
[[receiving_parent]]
name = {name}
"""
CHILD = """\
[[child]]
name = {name}
born = {born}
lives_with = {parent}
# left_education = 2031-06-20            # add when school or training after 16 has ended
"""
DECISION = """\
[[decision]]                             # what CMS decided; add a row for each new decision
from = {day}
receiving_parent = {parent}
weekly = "{weekly}"
"""
INCOME = """\
[[income]]                               # add a row when the figure changes
from = {day}
amount = "{amount}"
per = "{per}"
basis = "historic"                       # historic, current, estimated or none
"""
NIGHTS = """\
[[nights]]                               # nights a year with the paying parent
from = {day}
nights = {nights}
"""
OTHERS = """\
[[other_children]]
from = {day}
count = {count}
"""
TAIL = """\
# What a letter says is owed, to be held against the ledger:
# [[balance]]
# on = 2025-03-31
# arrears = "812.40"
# source = "CMS letter of 4 April 2025"
"""


def _child_text(child: NewChild) -> str:
    return CHILD.format(
        name=_quoted(child.name), born=child.born.isoformat(), parent=_quoted(child.lives_with)
    )


def _decision_text(each: Decided, day: str) -> str:
    parent = _quoted(each.receiving_parent)
    return DECISION.format(day=day, parent=parent, weekly=each.weekly)


def _quoted(text: str) -> str:
    """Write text as a TOML string."""
    import tomli_w  # noqa: PLC0415 - only a new case writes TOML

    return tomli_w.dumps({"text": text}).removeprefix("text = ").strip()
