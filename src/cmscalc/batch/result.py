"""What a row of many cases is answered with: one shape, whoever worked it out."""

from typing import TYPE_CHECKING, NamedTuple

from cmscalc.batch.formula import Due, penny
from cmscalc.batch.groups import Under, rounded_of
from cmscalc.batch.names import LAW_OF
from cmscalc.core.money import PENCE
from cmscalc.core.rate import Rate
from cmscalc.files.tables.rows import BETWEEN

if TYPE_CHECKING:
    from cmscalc.core.assess import Assessment

# The rates in the order of the formula's numbers for them.
RATES = tuple(rate.value for rate in Rate)


class Answered(NamedTuple):
    """The answer for a row. Money is whole pence a week; None where there is no such amount."""

    day: str
    rounded: str
    rate: int
    income: int | None
    weekly: int
    names: tuple[str, ...]
    parts: tuple[int, ...]
    on_top: int | None
    off: int | None
    state: bool = False
    collected: int | None = None


def answered_in(
    found: Due, under: Under, names: tuple[str, ...], *, income_known: bool, collected: int
) -> Answered:
    """Give what the formula found for a row; `collected` is in units a week, -1 if not told."""
    scale = under.rules.scale
    told = scale.guaranteed and collected >= 0
    return Answered(
        day=under.day,
        rounded=under.rounded,
        rate=found.rate,
        income=found.income if income_known else None,
        weekly=found.weekly,
        names=names,
        parts=found.parts,
        on_top=sum(found.on_top) if under.fees else None,
        off=sum(found.off) if under.fees else None,
        state=scale.guaranteed,
        collected=penny(collected, scale.units) if told else None,
    )


def answered(found: "Assessment") -> Answered:
    """Give what the rules of a single estimate found for a row."""
    fees = found.fees
    collected = found.guarantee.collected if found.guarantee else None
    income = found.gross_weekly_income
    return Answered(
        day=found.on.isoformat(),
        rounded=rounded_of(found.rounding, found.fee_rounding),
        rate=RATES.index(found.rate.value),
        income=None if income is None else income.pence,
        weekly=found.weekly.pence,
        names=tuple(parent.name for parent in found.receiving_parents),
        parts=tuple(parent.weekly.pence for parent in found.receiving_parents),
        on_top=fees and fees.paying_parent_fee.pence,
        off=fees and fees.receiving_parent_fees.pence,
        state=found.guarantee is not None,
        collected=None if collected is None else collected.pence,
    )


def texts_of(answer: Answered) -> dict[str, str]:
    """Write an answer as the texts of its columns."""
    on_top, off = answer.on_top, answer.off
    return {
        LAW_OF: answer.day,
        "rate": RATES[answer.rate],
        "gross_weekly_income": "" if answer.income is None else written(answer.income),
        "weekly": written(answer.weekly),
        "weekly_each": each_of(answer),
        "paying_parent_fee": "" if on_top is None else written(on_top),
        "paying_parent_pays": "" if on_top is None else written(answer.weekly + on_top),
        "receiving_parent_fee": "" if off is None else written(off),
        "receiving_parents_get": "" if off is None else written(answer.weekly - off),
        **(_state(answer) if answer.state else {}),
    }


def _state(answer: Answered) -> dict[str, str]:
    """Write what the state pays, collects and is left with, where a reform guarantees payment."""
    collected = answer.collected
    return {
        "state_pays": written(answer.weekly),
        "state_collects": "" if collected is None else written(collected),
        "state_cost": "" if collected is None else written(max(0, answer.weekly - collected)),
    }


def each_of(answer: Answered) -> str:
    """Write what each of several receiving parents is due: `Nicola=26.33;Sue=36.87`."""
    if len(answer.names) == 1:
        return ""
    each = zip(answer.names, answer.parts, strict=True)
    return BETWEEN.join(f"{name}={written(part)}" for name, part in each)


def written(pence: int) -> str:
    """Pounds and pence with a point; amounts of an answer are never negative."""
    return f"{pence // PENCE}.{pence % PENCE:02}"
