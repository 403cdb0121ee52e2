"""The keys of lines of JSON: the columns of a table whose rows name their own."""

from collections.abc import Iterable
from pathlib import Path

from cmscalc.files.sources import refused
from cmscalc.files.tables.blocks import Block, begins, blocks_of
from cmscalc.files.tables.json_lines import AN_OBJECT, lines_in


def keys_in(first: Block, name: str, path: str) -> tuple[str, ...]:
    """Give every key of the objects in a file of JSON lines, whose name in messages is `name`.

    What can be read only once has no `path`: then those in its first block. Raises Problems where
    there is no object.
    """
    if path:
        with Path(path).open("rb") as file:
            keys = _keys(blocks_of(file, Block(b"", 1, 0), quoted=False))
    else:
        keys = _keys([first])
    if not keys:
        a_list = begins(first.data, (b"[",))
        found = "one list of JSON, not a line for each case" if a_list else "no line with a case"
        raise refused(name, found, AN_OBJECT)
    return keys


def _keys(given: Iterable[Block]) -> tuple[str, ...]:
    keys: dict[str, None] = {}
    for block in given:
        for line in lines_in(block):
            keys.update(dict.fromkeys(line.values))
    return tuple(keys)
