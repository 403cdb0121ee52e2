"""Rules side by side as CSV: a row a rule and a figure. Safe to open in a spreadsheet."""

from collections.abc import Sequence

from cmscalc.core.comparison import Side
from cmscalc.core.money import Money
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.spreadsheet import table
from cmscalc.version import __version__

COLUMNS = (
    "proposal",
    "rule",
    "on",
    "rounding",
    "fee_rounding",
    "rate",
    "what",
    "who",
    "per_week",
    "per_year",
    "difference_per_week",
    "difference_per_year",
    "law_checked",
    "version",
)


def render(sides: Sequence[Side]) -> str:
    """Write a comparison as CSV text with a header row."""
    return table(COLUMNS, (row for side in sides for row in _rows(side)))


def _rows(side: Side) -> list[tuple[str, ...]]:
    answer = side.answer
    modes = (answer.rounding.value, answer.fee_rounding.value, answer.rate.value)
    same = (
        proposals.cell(answer.proposals, answer.on),
        side.rule.name,
        answer.on.isoformat(),
        *modes,
    )
    return [
        (
            *same,
            figure.what,
            figure.who,
            *(_cell(each) for each in (figure.week, figure.year, less.week, less.year)),
            CHECKED.isoformat(),
            __version__,
        )
        for figure, less in zip(side.figures, side.differences, strict=True)
    ]


def _cell(money: Money | None) -> str:
    return "" if money is None else str(money)
