"""A problem is a value: where it is, what was found, what is wanted and what to type instead."""

from collections.abc import Sequence
from typing import NamedTuple

from cmscalc.core.printable import cells, visible

WIDTH = 80
LONGEST_LINE = 100
MOST_SHOWN = 20


class Problem(NamedTuple):
    """One thing wrong with what was given.

    `where` names the place, `line` is the text there, and `start`, `length` mark the part of it
    that a caret points at. `outside` is for a thing said properly that the law book does not
    cover (exit code 4), `in_file` for one in a file (exit code 3).
    """

    where: str
    line: str
    start: int
    length: int
    found: str
    wanted: str
    hint: str = ""
    outside: bool = False
    in_file: bool = False

    @property
    def file(self) -> str:
        """The name of the file, of a problem in one: `where` is `case.toml:14:9`."""
        return self.where.rsplit(":", 2)[0]

    @property
    def place(self) -> tuple[int, int]:
        """The line and column in its file."""
        _, line, column = self.where.rsplit(":", 2)
        return int(line), int(column)


class NotWritten(Exception):  # noqa: N818 - it says what happened to the user's file
    """The file was not written. The message is one sentence, with what to do."""


class Problems(Exception):  # noqa: N818 - it carries values to show; it is not a fault of ours
    """Everything wrong with what was given, at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return show_all(self.problems)

    @property
    def outside(self) -> bool:
        """Whether every problem is only that the law book does not cover it."""
        return all(problem.outside for problem in self.problems)


def show_all(problems: Sequence[Problem]) -> str:
    """Write every problem, or the first of very many and how many more there are."""
    shown = [show(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        shown.append(f"… and {len(problems) - MOST_SHOWN} more.")
    return "\n\n".join(shown)


def show(problem: Problem) -> str:
    """Write a problem: its place, the line, a caret, then found, wanted and what to try."""
    where = visible(problem.where).strip() or "an empty word"
    lines = _wrapped("", f"{where}: {visible(problem.found)}", "  ")
    if problem.line:
        lines += _pointed(problem)
    if problem.wanted:
        lines += _wrapped("  wanted: ", visible(problem.wanted), " " * 10)
    if problem.hint:
        lines.append(f"  try:    {visible(problem.hint)}")
    return "\n".join(lines)


def _pointed(problem: Problem) -> list[str]:
    """Write the line with a caret under the part meant, cut where it is very long."""
    before = problem.line[: problem.start]
    part = problem.line[problem.start : problem.start + problem.length]
    after = problem.line[problem.start + problem.length :]
    if len(problem.line) > LONGEST_LINE:
        third = LONGEST_LINE // 3
        before = f"…{before[-third:]}" if len(before) > third else before
        part = f"{part[:third]}…" if len(part) > third else part
        after = f"{after[:third]}…" if len(after) > third else after
    before, part, after = visible(before), visible(part), visible(after)
    caret = " " * cells(before) + "^" * max(1, cells(part))
    return [f"  | {before}{part}{after}".rstrip(), f"  | {caret}"]


def _wrapped(first: str, text: str, rest: str) -> list[str]:
    from textwrap import wrap  # noqa: PLC0415 - only a problem pays for it

    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
