"""Where the rows of a table begin, and what its columns are."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cmscalc.files.bank import cells
from cmscalc.files.bank.cells import DayOrder
from cmscalc.files.bank.column_map import ColumnMap
from cmscalc.files.bank.day_order import order_in
from cmscalc.files.bank.layouts import HSBC, Layout, layout_with, plain
from cmscalc.files.bank.notebook import Notebook
from cmscalc.files.bank.opened import DOWNLOAD_AGAIN, Opened
from cmscalc.files.bank.table import Columns, TableReader, columns_of
from cmscalc.files.bank.unknown import foreign_header, unknown_layout
from cmscalc.files.csv_rows import Row, Shape, rows_of
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import closest
from cmscalc.ledger.bank.rows import BankRow

SEPARATORS = (",", ";", "\t", "|")
# A header may stand under a preamble: the account's name, its balance, blank lines.
MOST_PREAMBLE = 20
HSBC_HEADERS = ("date", "desc", "amount")


class Asked(NamedTuple):
    """What the person says of the file; nothing is needed for a layout that is known."""

    bank: str = ""
    columns: ColumnMap | None = None
    order: DayOrder | None = None


class Table(NamedTuple):
    """A table in a file: its layout, and the line under which its rows stand."""

    layout: Layout
    columns: Columns
    header: int
    order: DayOrder

    def rows(self, opened: Opened, book: Notebook) -> Iterator[BankRow]:
        """Give the rows that can be read."""
        reader = TableReader(self.layout, self.columns, self.order, book)
        return reader.read(_below(opened, self.layout, self.columns, self.header))


def find_table(opened: Opened, book: Notebook, asked: Asked) -> Table:
    """Find the table in a file. Raises Problems where its layout is not known."""
    tops = {each: _top(opened, each) for each in _separators(opened, asked)}
    if not any(tops.values()):
        raise Problems([book.refused("nothing but empty lines", DOWNLOAD_AGAIN)])
    for separator, top in tops.items():
        found = _mapped(top, asked.columns) if asked.columns else _known(top, asked.bank)
        if found is not None:
            layout, headers, line = found
            layout = layout._replace(separator=separator)
            columns = columns_of(layout, headers)
            return Table(layout, columns, line, _order(opened, book, asked, layout, columns, line))
    # The separator that makes most cells is the file's own.
    separator = max(tops, key=lambda each: _most_cells(tops[each]))
    raise Problems([_not_found(tops[separator], book, asked)])


def _separators(opened: Opened, asked: Asked) -> Sequence[str]:
    if opened.is_spreadsheet:
        return (",",)
    return (asked.columns.separator,) if asked.columns and asked.columns.separator else SEPARATORS


def _all_rows(opened: Opened, separator: str, shape: Shape | None = None) -> Iterator[Row]:
    if opened.is_spreadsheet:
        from cmscalc.files.bank import sheet  # noqa: PLC0415 - only a spreadsheet pays

        return sheet.rows_of(opened)
    return rows_of(opened.lines(), separator, shape)


def _top(opened: Opened, separator: str) -> list[Row]:
    """The first rows that hold anything."""
    rows = (row for row in _all_rows(opened, separator) if _holds_anything(row))
    return list(islice(rows, MOST_PREAMBLE))


def _holds_anything(row: Row) -> bool:
    return row.cells is None or any(cell.strip() for cell in row.cells)


def _most_cells(top: Sequence[Row]) -> int:
    return max((len(row.cells or ()) for row in top), default=0)


def _below(opened: Opened, layout: Layout, columns: Columns, header: int) -> Iterator[Row]:
    shape = Shape(columns.many, lambda text: _is_row(text, layout.separator, columns))
    return (row for row in _all_rows(opened, layout.separator, shape) if row.line > header)


def _is_row(text: str, separator: str, columns: Columns) -> bool:
    """Whether a line could be a row by itself: cells enough, and a day where days stand."""
    parts = text.split(separator)
    return len(parts) >= columns.many and cells.is_day(parts[columns.date[0]].strip('"'))


Match = tuple[Layout, list[str], int]


def _headers(row: Row) -> list[str]:
    """The names in a row; empty ones at its end are no columns."""
    names = [plain(cell) for cell in row.cells or ()]
    while names and not names[-1]:
        names.pop()
    return names


def _known(top: Sequence[Row], bank: str) -> Match | None:
    for row in top:
        headers = _headers(row)
        layout = layout_with(headers, bank)
        if layout is not None and not foreign_header(headers):
            return layout, headers, row.line
    if bank in ("", HSBC.name) and top and _is_hsbc(top[0]):
        return HSBC, list(HSBC_HEADERS), 0
    return None


def _is_hsbc(row: Row) -> bool:
    """HSBC writes no header: a day, a text, an amount."""
    if row.cells is None or len(row.cells) != len(HSBC_HEADERS):
        return False
    on, _, amount = row.cells
    return cells.is_day_in(on, DayOrder.DMY) and cells.is_amount(amount)


def _mapped(top: Sequence[Row], columns: ColumnMap) -> Match | None:
    """Find the header that has every mapped column; columns by number need none."""
    layout = columns.layout
    if not columns.by_number:
        for row in top:
            headers = _headers(row)
            if layout.needed <= set(headers):
                return layout, headers, row.line
        return None
    most = max(int(number) for number in columns.columns.values())
    at = int(columns.columns["date"]) - 1
    for row in top:
        if len(row.cells or ()) >= most and row.cells and cells.is_day(row.cells[at]):
            return layout, [str(number) for number in range(1, len(row.cells) + 1)], row.line - 1
    return None


def _order(  # noqa: PLR0913, PLR0917 - what the order can be told from
    opened: Opened, book: Notebook, asked: Asked, layout: Layout, columns: Columns, line: int
) -> DayOrder:
    """The order of days: what was asked, what the preset says, or what the days themselves show."""
    if asked.order:
        return asked.order
    if asked.columns is None:
        return layout.order
    if asked.columns.order:
        return asked.columns.order
    at = columns.date[0]
    rows = _below(opened, layout, columns, line)
    return order_in((row.cells[at] for row in rows if row.cells and len(row.cells) > at), book)


def _not_found(top: Sequence[Row], book: Notebook, asked: Asked) -> Problem:
    """Say why no table was found."""
    for row in top:
        currency = foreign_header(_headers(row))
        if currency:
            found = f"amounts in {currency}, which is not pounds"
            return book.refused(found, "the account in pounds: maintenance is due in pounds")
    if asked.columns is not None:
        return _not_mapped(top, book, asked.columns)
    return unknown_layout(top, book, asked.bank)


def _not_mapped(top: Sequence[Row], book: Notebook, columns: ColumnMap) -> Problem:
    """Say which mapped column is not in the file, beside the header that has most of them."""
    if columns.by_number:
        most = max(int(number) for number in columns.columns.values())
        wanted = "numbers of columns, the first being 1; the date's column has days in it"
        there = _most_cells(top)
        found = f"no row with a day in column {columns.columns['date']}"
        if most > there:
            found = f"{there} columns, and a map that counts to {most}"
        return book.refused(found, wanted)
    needed = columns.layout.needed
    nearest = max(top, key=lambda row: len(needed & set(_headers(row))))
    headers = _headers(nearest)
    lacking = sorted(needed - set(headers))
    near = closest(lacking[0], headers)
    found = f"no column {', '.join(lacking)}"
    wanted = f"one of {', '.join(name for name in headers if name)}"
    return Problem(
        f"{book.name}:{nearest.line}:1",
        nearest.text,
        0,
        len(nearest.text),
        found,
        wanted,
        near,
        in_file=True,
    )
