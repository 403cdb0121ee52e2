"""Rows of a table in text, apart from what is in them."""

from cmscalc.files.csv_rows import MOST_LINES, rows_of


def test_a_cell_has_only_so_many_lines() -> None:
    """Over that a quote was lost: the first line is in doubt alone, and each other a row."""
    further = ["x"] * (MOST_LINES - 1)
    (row,) = rows_of(['1,"a', *further, 'end"'])
    assert row.cells == ["1", "\n".join(["a", *further, "end"])]

    rows = list(rows_of(['1,"a', *further, "x", 'end"']))
    assert list(range(1, MOST_LINES + 3)) == [row.line for row in rows]
    assert [None, ["x"]] == [row.cells for row in rows[:2]]


def test_rows_are_numbered_from_the_first_line_on() -> None:
    """A cell of two lines counts as two."""
    rows = rows_of(["a", '"b', 'c"', "d"], first=10)

    assert [10, 11, 13] == [row.line for row in rows]
