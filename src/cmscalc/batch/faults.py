"""What is wrong with a row, in the names of its columns: one sentence for a cell of the answer."""

import re
from collections.abc import Callable, Iterable

from cmscalc.batch.header import Header
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.csv_rows import span_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import flag
from cmscalc.files.tables.rows import BETWEEN, Said

# How a sentence goes on to say what is wanted.
WANTED = " (wanted: "
FLAG = re.compile(r"--([a-z]+(?:-[a-z]+)*)")


def column_of(problem: Problem) -> str:
    """The column that a problem is in."""
    return _as_column(problem.where)


def as_columns(problem: Problem) -> Problem:
    """Put a problem's sentences in the names of columns, and what to type without its flag."""
    name = column_of(problem)
    # Of an answer that is not there nothing is suggested: it would be an answer made up.
    hint = _as_column(problem.hint).removeprefix(f"{name} ") if problem.line else ""
    found, wanted = _as_column(problem.found), _as_column(problem.wanted)
    return problem._replace(where=name, found=found, wanted=wanted, hint=_unquoted(hint))


def located(problem: Problem, header: Header, name: str, said: Said) -> Problem:
    """Put a problem of a row at its cell in the file, with what is to be typed there."""
    told = as_columns(problem)
    column = told.where
    start, length = 0, 0
    if column in header.places:
        start, length, item_at = _cell_of(said, header.places[column], header)
        before = len(flag(column)) + 1
        inside = problem.start - before
        if problem.line and inside >= 0 and problem.length < length:
            inside += item_at(said.text[start : start + length], problem.line[before:])
            start, length = start + inside, problem.length
    where = f"{name}:{said.line}:{start + 1}"
    found = f"{column}: {told.found}"
    return told._replace(
        where=where, line=said.text, start=start, length=length, found=found, in_file=True
    )


def _cell_of(said: Said, place: int, header: Header) -> tuple[int, int, Callable[[str, str], int]]:
    """Where a cell stands in the text of a row, and what finds one of several items in it."""
    if said.json is None:
        return *span_of(said.text, place), _item_in
    from cmscalc.files.tables.json_places import item_in, value_span  # noqa: PLC0415 - only JSON

    return *value_span(said.text, header.names[place]), item_in


def _item_in(cell: str, item: str) -> int:
    """Where an item stands in the text of a cell that may have several, and be in quotes."""
    quoted = cell.startswith('"')
    at = int(quoted)
    for each in cell.strip('"').split(BETWEEN):
        if each.strip() == item:
            return at + each.index(item)
        at += len(each) + len(BETWEEN)
    return int(quoted)


def under_todays_law(problem: Problem) -> Problem:
    """Say of a problem that it is one under today's law, and not under a reform."""
    return problem._replace(found=f"under today's law: {problem.found}")


def broken(said: Said, name: str) -> Problem:
    """What is wrong with a row as such, at its place in the file."""
    found, mark, wanted = said.fault.rpartition(WANTED)
    if not mark:
        found, wanted = said.fault, ""
    return Problem(
        where=f"{name}:{said.line}:{said.column + 1}",
        line=said.text,
        start=said.column,
        length=1,
        found=found.removesuffix(f": {said.text}"),
        wanted=wanted.removesuffix(")"),
        in_file=True,
    )


def _as_column(text: str) -> str:
    return FLAG.sub(lambda flag: flag[1].replace("-", "_"), text)


def _unquoted(hint: str) -> str:
    quoted = hint.startswith("'") and hint.endswith("'")
    return hint[1:-1].replace("'\\''", "'") if quoted else hint


def sentence(problems: Iterable[Problem]) -> str:
    """Say everything wrong with a row on one line."""
    return " | ".join(_said(as_columns(problem)) for problem in problems)


def _said(problem: Problem) -> str:
    wanted = f"{WANTED}{problem.wanted})" if problem.wanted else ""
    hint = f"; try {problem.hint}" if problem.hint else ""
    return f"{problem.where}: {problem.found}{wanted}{hint}"


def problems_of(fault: Problems | OutsideTheLawBook, header: Header) -> tuple[Problem, ...]:
    """The problems of a row that was not answered, whichever way, in the order of its cells."""
    if isinstance(fault, Problems):
        last = len(header.names)
        in_order = sorted(fault.problems, key=lambda each: header.places.get(column_of(each), last))
        return tuple(in_order)
    return (Problem("outside the law book", "", 0, 0, str(fault), "", outside=True),)
