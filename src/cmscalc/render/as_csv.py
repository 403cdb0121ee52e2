"""The answer as CSV: a row a receiving parent, then the total. Safe to open in a spreadsheet."""

import csv
from io import StringIO

from cmscalc.core.assess import Assessment
from cmscalc.law import CHECKED
from cmscalc.version import __version__

COLUMNS = (
    "on",
    "rounding",
    "fee_rounding",
    "rate",
    "gross_weekly_income",
    "receiving_parent",
    "children",
    "weekly",
    "per_month",
    "per_year",
    "paying_parent_fee",
    "paying_parent_pays",
    "receiving_parent_fee",
    "receiving_parent_gets",
    "law_checked",
    "version",
)
MADE_BY = (CHECKED.isoformat(), __version__)
# A cell that starts with one of these is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(answer: Assessment) -> str:
    """Write an assessment as CSV text with a header row."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(answer):
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def rows(answer: Assessment) -> list[tuple[str, ...]]:
    """Give the rows: each receiving parent, then everyone together."""
    income = "" if answer.gross_weekly_income is None else str(answer.gross_weekly_income)
    modes = (answer.rounding.value, answer.fee_rounding.value)
    same = (answer.on.isoformat(), *modes, answer.rate.value, income)
    found = []
    for place, parent in enumerate(answer.receiving_parents):
        fees: tuple[str, ...] = ("", "", "", "")
        if answer.fees:
            each = answer.fees.receiving_parents[place]
            pays = each.weekly + each.paying_parent_fee
            fees = (str(each.paying_parent_fee), str(pays), str(each.fee), str(each.gets))
        amounts = (str(parent.weekly), str(parent.per_month), str(parent.per_year))
        found.append((*same, parent.name, str(parent.children), *amounts, *fees, *MADE_BY))
    return [*found, (*same, *_total(answer), *MADE_BY)]


def _total(answer: Assessment) -> tuple[str, ...]:
    children = str(sum(parent.children for parent in answer.receiving_parents))
    amounts = (str(answer.weekly), str(answer.per_month), str(answer.per_year))
    fees: tuple[str, ...] = ("", "", "", "")
    if answer.fees:
        fees = (
            str(answer.fees.paying_parent_fee),
            str(answer.fees.paying_parent_pays),
            str(answer.fees.receiving_parent_fees),
            str(answer.weekly - answer.fees.receiving_parent_fees),
        )
    return ("total", children, *amounts, *fees)


def safe(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
