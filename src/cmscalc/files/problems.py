"""A problem is a value: where it is, what was found, what is wanted and what to type instead."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

WIDTH = 80


class Problem(NamedTuple):
    """One thing wrong with what was given.

    `where` names the place, `line` is the text there, and `start`, `length` mark the part of it
    that a caret points at. `outside` is for a thing said properly that the law book does not
    cover (exit code 4).
    """

    where: str
    line: str
    start: int
    length: int
    found: str
    wanted: str
    hint: str = ""
    outside: bool = False


class Problems(Exception):  # noqa: N818 - it carries values to show; it is not a fault of ours
    """Everything wrong with what was given, at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n\n".join(show(problem) for problem in self.problems)

    @property
    def outside(self) -> bool:
        """Whether every problem is that the law book does not cover it."""
        return all(problem.outside for problem in self.problems)


def show(problem: Problem) -> str:
    """Write a problem: its place, the line, a caret, then found, wanted and what to try."""
    lines = _wrapped("", f"{problem.where}: {problem.found}", "  ")
    if problem.line:
        caret = " " * problem.start + "^" * max(1, problem.length)
        lines += [f"  | {problem.line}", f"  | {caret}"]
    if problem.wanted:
        lines += _wrapped("  wanted: ", problem.wanted, " " * 10)
    if problem.hint:
        lines.append(f"  try:    {problem.hint}")
    return "\n".join(lines)


def _wrapped(first: str, text: str, rest: str) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
