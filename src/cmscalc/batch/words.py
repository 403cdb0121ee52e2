"""A row's cells as the words of `estimate`: lists in a cell, yes and no, periods beside amounts."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from cmscalc.batch.names import PER
from cmscalc.files.answers import REPEATED, SWITCHES
from cmscalc.files.problems import Problem
from cmscalc.files.reader import MOST_ITEMS, Answers, flag
from cmscalc.files.tables.rows import BETWEEN

YES = ("yes", "y", "true", "1")
NO = ("", "no", "n", "false", "0")
TOGETHER = re.compile(r"[,:]|[0-9]\s|\s[0-9]")
LISTS = ("nights", "local_authority_nights", "abuse")
# Whole numbers that a data tool has written as others: 2.0 children.
COUNTS = ("children", "nights", "other_children", "arrangement_children")
WHOLE = re.compile(r"([0-9]+)\.0+")


class Given(NamedTuple):
    """A row's answers, and what is wrong with its cells before they are read as answers."""

    answers: Answers
    problems: tuple[Problem, ...]


def given(cells: Mapping[str, str], defaults: Mapping[str, str]) -> Given:
    """Give the answers that a row's cells hold. A blank cell says nothing."""
    answers: dict[str, list[str] | bool] = {
        name: [text] for name, text in defaults.items() if not cells.get(name, "").strip()
    }
    problems: list[Problem] = []
    for name, cell in cells.items():
        text = cell.strip()
        if name in PER:
            problems += _period_of(name, text, cells.get(PER[name], "").strip())
        elif name in SWITCHES:
            answers[name] = text.lower() in YES
            problems += _neither(name, text)
        elif text and name in REPEATED:
            words = [each.strip() for each in text.split(BETWEEN) if each.strip()]
            if len(words) > MOST_ITEMS:
                problems.append(_too_many(name, text, len(words)))
                continue
            answers[name] = words
            problems += _run_together(name, text) if name == "family" else ()
        elif text:
            answers[name] = [_one(name, text, cells)]
    return Given(answers, tuple(problems))


def _one(name: str, text: str, cells: Mapping[str, str]) -> str:
    whole = WHOLE.fullmatch(text) if name in COUNTS else None
    if whole:
        return whole[1]
    if name in LISTS:
        return text.replace(BETWEEN, ",")
    period = cells.get(f"{name}_per", "").strip()
    return f"{text}/{period}" if period and "/" not in text else text


def _period_of(name: str, text: str, amount: str) -> list[Problem]:
    """A period beside no amount, or beside one that has a period: which is meant is not guessed."""
    if not text or (amount and "/" not in amount):
        return []
    found, wanted = "a period, and no amount beside it", f"an amount in the column {PER[name]}"
    if amount:
        found, wanted = f"a period, beside {amount} which has one", "one period, in either place"
    return [Problem(flag(name), "", 0, 0, found, wanted)]


def _run_together(name: str, text: str) -> list[Problem]:
    """Two families not set apart would be one parent by a strange name, with one child."""
    names = [each.partition("=")[0] for each in text.split(BETWEEN) if "=" in each]
    if not any(TOGETHER.search(each) for each in names):
        return []
    line, start = f"{flag(name)} {text}", len(flag(name)) + 1
    found = "a name with a comma, a colon or a number apart in it"
    wanted = "a ; between receiving parents, and = before the nights of each"
    return [Problem(flag(name), line, start, len(text), found, f"{wanted}, as in Ann=115;Bea=60,0")]


def _too_many(name: str, text: str, many: int) -> Problem:
    line, start = f"{flag(name)} {text}", len(flag(name)) + 1
    found, wanted = f"a list of {many:,}", f"at most {MOST_ITEMS} in a list"
    return Problem(flag(name), line, start, len(text), found, wanted)


def _neither(name: str, text: str) -> list[Problem]:
    if text.lower() in YES or text.lower() in NO:
        return []
    line = f"{flag(name)} {text}"
    start = len(flag(name)) + 1
    return [
        Problem(
            flag(name),
            line,
            start,
            len(text),
            f"{text!r}, which is neither yes nor no",
            "yes, no or nothing",
        )
    ]
