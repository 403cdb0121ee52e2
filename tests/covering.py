"""Rows over several dimensions, so few that they can all be run, in which every pair is met."""

from collections.abc import Sequence
from itertools import product

Row = tuple[int, ...]


def pairwise_rows(sizes: Sequence[int]) -> list[Row]:
    """Give rows of places in dimensions of these sizes: each two values of any two in some row.

    One dimension after another is added, the largest first: each row takes the value that meets
    most pairs not met yet, and pairs left over get rows of their own. Always the same rows.
    """
    order = sorted(range(len(sizes)), key=lambda at: -sizes[at])
    ordered = [sizes[at] for at in order]
    rows = [list(pair) for pair in product(range(ordered[0]), range(ordered[1]))]
    for size in ordered[2:]:
        _add_dimension(rows, size)
    places = [order.index(at) for at in range(len(sizes))]
    return [tuple(row[place] for place in places) for row in rows]


def _add_dimension(rows: list[list[int]], size: int) -> None:
    before = len(rows[0])
    unmet = [
        {(each, value) for each in {row[at] for row in rows} for value in range(size)}
        for at in range(before)
    ]
    for number, row in enumerate(rows):
        # Another first choice from row to row spreads what no pair decides.
        values = [(number + shift) % size for shift in range(size)]
        met = [
            sum((each, value) in pairs for each, pairs in zip(row, unmet, strict=True))
            for value in values
        ]
        row.append(values[met.index(max(met))])
        for at in range(before):
            unmet[at].discard((row[at], row[-1]))
    for at in range(before):
        for each, value in sorted(unmet[at]):
            row = [*rows[0][:before], value]
            row[at] = each
            rows.append(row)
            for other in range(before):
                unmet[other].discard((row[other], value))
