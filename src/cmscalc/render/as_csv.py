"""The answer as CSV: a row a receiving parent, then the total. Safe to open in a spreadsheet."""

from cmscalc.core.assess import Assessment
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.spreadsheet import table
from cmscalc.version import __version__

COLUMNS = (
    "proposal",
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
    "state_paid",
    "cost_to_state",
    "readings",
    "law_checked",
    "version",
)


def render(answer: Assessment) -> str:
    """Write an assessment as CSV text with a header row."""
    return table(COLUMNS, rows(answer))


def rows(answer: Assessment) -> list[tuple[str, ...]]:
    """Give the rows: each receiving parent, then everyone together."""
    income = "" if answer.gross_weekly_income is None else str(answer.gross_weekly_income)
    made = (_readings(answer), CHECKED.isoformat(), __version__)
    modes = (answer.rounding.value, answer.fee_rounding.value)
    same = (
        proposals.cell(answer.proposals, answer.on),
        answer.on.isoformat(),
        *modes,
        answer.rate.value,
        income,
    )
    found = []
    for place, parent in enumerate(answer.receiving_parents):
        fees: tuple[str, ...] = ("", "", "", "")
        if answer.fees:
            each = answer.fees.receiving_parents[place]
            pays = str(each.paying_parent_pays)
            fees = (str(each.paying_parent_fee), pays, str(each.fee), str(each.gets))
        amounts = (str(parent.weekly), str(parent.per_month), str(parent.per_year))
        state = (str(parent.weekly) if answer.guarantee else "", "")
        row = (*same, parent.name, str(parent.children), *amounts, *fees, *state, *made)
        found.append(row)
    return [*found, (*same, *_total(answer), *made)]


def _readings(answer: Assessment) -> str:
    """The numbers of the readings of law that the answer rests on."""
    numbers = (note.id.removeprefix("reading-") for note in answer.notes if "reading-" in note.id)
    return " ".join(numbers)


def _total(answer: Assessment) -> tuple[str, ...]:
    children = str(sum(parent.children for parent in answer.receiving_parents))
    amounts = (str(answer.weekly), str(answer.per_month), str(answer.per_year))
    fees: tuple[str, ...] = ("", "", "", "")
    if answer.fees:
        fees = (
            str(answer.fees.paying_parent_fee),
            str(answer.fees.paying_parent_pays),
            str(answer.fees.receiving_parent_fees),
            str(answer.fees.receiving_parents_get),
        )
    return ("total", children, *amounts, *fees, *_state(answer))


def _state(answer: Assessment) -> tuple[str, str]:
    found = answer.guarantee
    if found is None:
        return "", ""
    return str(found.paid), "" if found.cost is None else str(found.cost)
