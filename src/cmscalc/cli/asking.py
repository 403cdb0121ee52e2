"""Asking questions on a terminal, or reading their answers, a line each, from a pipe."""

import sys
from collections.abc import Mapping, Sequence

from cmscalc.files.new_case import QUESTIONS, Question, check_answer, split
from cmscalc.files.problems import Problem, Problems


def ask(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Ask what the flags have not said. Nothing is printed unless a person is there to read it."""
    if sys.stdin is None:
        found, wanted = "no standard input to read answers from", "--from-flags"
        raise Problems([Problem("cmscalc new", "", 0, 0, found, wanted)])
    talking = sys.stdin.isatty()
    answers = {name: list(texts) for name, texts in given.items()}
    for question in QUESTIONS:
        if answers[question.name]:
            continue
        text = _until_right(question) if talking else _line()
        text = text or question.default
        answers[question.name] = split(question.name, text) if text else []
    left = "" if talking else sys.stdin.read().strip()
    if left:
        raise Problems([_too_many(left.splitlines()[0])])
    return answers


def _too_many(line: str) -> Problem:
    found, wanted = "more lines than questions", "a line for each, empty where there is no answer"
    return Problem("standard input", line, 0, len(line), found, wanted)


def _line() -> str:
    return sys.stdin.readline().strip()


def _until_right(question: Question) -> str:
    default = f" [{question.default}]" if question.default else ""
    while True:
        print(f"{question.asks}{default}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        text = line.strip()
        wrong = check_answer(question.name, text) if text else None
        if wrong is None or not line:
            return text
        print(f"  {wrong.found}. Wanted: {wrong.wanted}.", file=sys.stderr)
