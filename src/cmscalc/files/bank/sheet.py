"""Rows of a spreadsheet's own file, as text cells. Needs the extra `xlsx`."""

from collections.abc import Iterator
from datetime import date, datetime
from numbers import Real
from typing import Any

from cmscalc.files.bank.opened import Opened
from cmscalc.files.csv_rows import Row, quoted
from cmscalc.files.problems import Problems
from cmscalc.files.sources import refused

INSTALL = 'pip install "cmscalc[xlsx]"'
# A spreadsheet keeps 63.2 as the nearest number there is; so many figures give it back.
FIGURES = ".15g"
WHOLE = ".0f"


def rows_of(opened: Opened) -> Iterator[Row]:
    """Give each row of the first sheet that has any. Raises Problems."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        found = "a spreadsheet, which this installation cannot read"
        raise refused(
            opened.name, found, "it saved as CSV; or the extra installed", INSTALL
        ) from None
    try:
        with opened.open() as file:
            workbook = CalamineWorkbook.from_filelike(file)
            sheets = (workbook.get_sheet_by_index(at) for at in range(len(workbook.sheet_names)))
            for sheet in sheets:
                rows = sheet.to_python(skip_empty_area=False)
                if rows:
                    return _texts(rows)
    except (CalamineError, OSError, ValueError) as fault:
        raise _unreadable(opened, fault) from None
    raise refused(opened.name, "an empty spreadsheet", "one with the account's transactions")


def _texts(rows: list[list[Any]]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        cells = [_text(value) for value in row]
        yield Row(number, ",".join(quoted(cell) for cell in cells), cells)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Real):
        return str(value)
    return format(value, WHOLE if value == value // 1 else FIGURES)


def _unreadable(opened: Opened, fault: Exception) -> Problems:
    why = str(fault)
    found = f"a spreadsheet that cannot be read: {why[:1].lower()}{why[1:]}"
    return refused(opened.name, found, "it saved as CSV")
