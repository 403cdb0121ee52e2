"""Rows of lines of JSON, as they come and as they are written with their answers."""

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from cmscalc.files.tables.blocks import Block
from cmscalc.files.tables.json_lines import lines_in, plain_json, with_answers
from cmscalc.files.tables.rows import BETWEEN, Said


def json_rows(block: Block, names: Sequence[str], said: Container[str]) -> Iterator[Said]:
    """Give the rows of a block of JSON lines, a cell for each of `names`.

    A list in one of those that are `said` is several words; in any other it stays JSON.
    """
    known = set(names)
    for line in lines_in(block):
        fault = line.fault
        if not known.issuperset(line.values):
            extra = next(key for key in line.values if key not in known)
            fault = f"the key {extra!r}, which the first rows do not have, so it has no column"
        cells = [
            words_of(line.values.get(name)) if name in said else cell_of(line.values.get(name))
            for name in names
        ]
        yield Said(line.line, line.text, cells, fault, line.column, line)


def cell_of(value: object) -> str:
    """Write a value of JSON as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else plain_json(value)


def words_of(value: object) -> str:
    """Write a value of JSON as a cell of words: a list has one after another."""
    return BETWEEN.join(map(cell_of, value)) if isinstance(value, list) else cell_of(value)


class AsJson:
    """Rows as lines of JSON. A line that was JSON stands as it did, with the answers added."""

    def __init__(self, answers: Sequence[str], names: Sequence[str]) -> None:
        self.answers = answers
        self.names = names
        self.lines: list[str] = []

    def write(self, said: Said, answers: Mapping[str, Any]) -> None:
        """Write one row."""
        told = {name: answers.get(name) or None for name in self.answers}
        if said.json:
            self.lines.append(with_answers(said.json, told))
            return
        row = {name: cell or None for name, cell in zip(self.names, said.cells, strict=True)}
        self.lines.append(json.dumps({**row, **told}, ensure_ascii=False))

    def data(self) -> list[bytes]:
        """Give everything written."""
        return ["".join(f"{line}\n" for line in self.lines).encode()]
