"""A table of no known layout: which are nearest, and the --map that would fit it."""

import re
from collections.abc import Sequence

from cmscalc.files.bank.cells import DayOrder, is_amount, is_day_in
from cmscalc.files.bank.layouts import LAYOUTS, Layout, layout_with, plain, title_of
from cmscalc.files.bank.notebook import Notebook
from cmscalc.files.bank.opened import DOWNLOAD_AGAIN
from cmscalc.files.csv_rows import Row
from cmscalc.files.problems import Problem

NEAR_ENOUGH = 2
MOST_NEAR = 2
FEW_CELLS = 2
MOST_LISTED = 20
# Words in a header that tell what its column is, the surest first.
WORDS = {
    "date": r"\bdate\b|\bposted\b|\bbooked\b|\bday\b",
    "in": r"\b(paid|money) ?in\b|\bcredits?\b|\bdeposits?\b|\breceived\b|\bin\b",
    "out": r"\b(paid|money) ?out\b|\bdebits?\b|\bwithdrawals?\b|\bspent\b|\bout\b",
    "amount": r"\bamount\b|\bvalue\b|\bsum\b|\bgbp\b|£",
    "balance": r"\bbalance\b|\brunning total\b",
    "reference": r"\bref(erence)?\b",
    "payee": r"\bpayee\b|\bdescription\b|\bname\b|\bcounter ?party\b|\bdetails?\b|\bnarrative\b|"
    r"\bmerchant\b|\bparticulars\b|\btransaction\b",
    "memo": r"\bmemo\b|\bnotes?\b",
    "id": r"\b(transaction )?id\b",
}
FOREIGN = re.compile(r"amount \((?!gbp)([a-z]{3})\)")


def foreign_header(headers: Sequence[str]) -> str:
    """The currency that a header names, where it is not pounds."""
    found = (FOREIGN.fullmatch(name) for name in headers)
    return next((match[1].upper() for match in found if match), "")


def unknown_layout(rows: Sequence[Row], book: Notebook, bank: str) -> Problem:
    """Say that a layout is not known, which known ones are near, and what would read it."""
    header = _header(rows)
    headers = [plain(cell) for cell in header.cells or ()]
    if len(headers) < FEW_CELLS:
        return book.refused("no table: nothing stands between cells", DOWNLOAD_AGAIN)
    other = layout_with(headers)
    if other is not None:
        return _other_bank(header, other, book, bank)
    near = _nearest(headers)
    wanted = "a layout that is known" + (f" (nearest: {near})" if near else "")
    below = [row for row in rows if row.line > header.line and row.cells]
    guess = guessed(header.cells or (), below)
    hint = f"--map {_quoted(guess)}" if guess else "--map date=…,amount=…,payee=…"
    found = f"not the columns of {title_of(bank)}" if bank else "columns of no layout that is known"
    return Problem(
        f"{book.name}:{header.line}:1",
        header.text,
        0,
        len(header.text),
        found,
        f"{wanted}; or --map, which says what each column is{'' if guess else _listed(header)}",
        hint,
        in_file=True,
    )


def _other_bank(header: Row, other: Layout, book: Notebook, bank: str) -> Problem:
    """A table of a known layout, and not the one that --bank says."""
    return Problem(
        f"{book.name}:{header.line}:1",
        header.text,
        0,
        len(header.text),
        f"the columns of {other.title}, not of {title_of(bank)}",
        "no --bank at all, and the layout is found; or the right one",
        f"--bank {other.name}",
        in_file=True,
    )


def _listed(header: Row) -> str:
    """The columns there are, where no map could be guessed from them."""
    names = [cell.strip() for cell in header.cells or () if cell.strip()]
    return f": {', '.join(names)}" if FEW_CELLS < len(names) <= MOST_LISTED else ""


def _header(rows: Sequence[Row]) -> Row:
    """The likeliest header: the first row with the most cells."""
    return max(
        rows, key=lambda row: (len([cell for cell in row.cells or () if cell.strip()]), -row.line)
    )


def _nearest(headers: Sequence[str]) -> str:
    """Known layouts that share columns, and what they would need besides."""
    there = set(headers)
    shared = [(len(layout.needed & there), layout) for layout in LAYOUTS]
    near = [each for each in shared if each[0] >= NEAR_ENOUGH]
    near.sort(key=lambda each: (len(each[1].needed) - each[0], -each[0]))
    return "; ".join(_lacking(layout, there) for _, layout in near[:MOST_NEAR])


def _lacking(layout: Layout, there: set[str]) -> str:
    lacking = ", ".join(sorted(layout.needed - there))
    return f"{layout.title}, which also has {lacking}"


def guessed(headers: Sequence[str], below: Sequence[Row]) -> str:
    """Guess a map from the names of columns, or from what the cells under them look like."""
    by_name: dict[str, str] = {}
    for role, pattern in WORDS.items():
        free = (each.strip() for each in headers if each.strip() not in by_name.values())
        name = next((name for name in free if re.search(pattern, plain(name))), "")
        if name:
            by_name[role] = name
    if "amount" in by_name:
        by_name = {role: name for role, name in by_name.items() if role not in ("in", "out")}
    if "date" in by_name and {"amount", "in", "out"} & by_name.keys():
        return ",".join(f"{role}={name}" for role, name in by_name.items())
    return _by_content(below)


def _by_content(rows: Sequence[Row]) -> str:
    """Columns by number, where a column holds days and another amounts."""
    cells = next((row.cells for row in rows if row.cells and len(row.cells) > FEW_CELLS), None)
    if cells is None:
        return ""
    days = [at for at, cell in enumerate(cells, 1) if is_day_in(cell, DayOrder.DMY)]
    amounts = [at for at, cell in enumerate(cells, 1) if at not in days and is_amount(cell)]
    texts = [at for at, cell in enumerate(cells, 1) if cell.strip() and at not in (*days, *amounts)]
    if not (days and amounts):
        return ""
    # A number without pence may well be a number of something else.
    amount = next((at for at in amounts if "." in cells[at - 1]), amounts[0])
    payee = f",payee={texts[0]}" if texts else ""
    return f"date={days[0]},amount={amount}{payee}"


def _quoted(text: str) -> str:
    from shlex import quote  # noqa: PLC0415 - only this message pays for it

    return quote(text)
