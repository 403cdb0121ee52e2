"""What a variation counts a week: named amounts and the steps that found them."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Amount
from cmscalc.core.income import a_week, weekly_formula, year_terms
from cmscalc.core.step import Step, Term, pounds, reading, working
from cmscalc.law import Law
from cmscalc.law.rows import Citation

NOTHING = Fraction(0)
COUNTS_WHOLE = "the whole amount counts"


class Counted(NamedTuple):
    """Pounds a week that count, exactly and by name, and the steps that found them."""

    terms: tuple[Term, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def weekly(self) -> Fraction:
        """All that counts together."""
        return sum((term.value for term in self.terms), NOTHING)


def together(found: list[Counted]) -> Counted:
    """Put what several kinds count side by side."""
    return Counted(
        tuple(term for each in found for term in each.terms),
        tuple(step for each in found for step in each.steps),
    )


def sum_a_week(  # noqa: PLR0913, PLR0917 - a step has this many parts
    step_id: str, title: str, citation: Citation, name: str, amounts: list[Amount], law: Law
) -> Step:
    """Add amounts of one kind, each made weekly."""
    names = [name] if len(amounts) == 1 else [f"{name} {at}" for at in range(1, len(amounts) + 1)]
    pieces = [
        weekly_formula(each, amount.period) for each, amount in zip(names, amounts, strict=True)
    ]
    by_the_year = bool(year_terms(law, *amounts))
    return working(
        step_id,
        f"{title}, a week",
        citation,
        " + ".join(pieces),
        *(pounds(each, amount.pounds) for each, amount in zip(names, amounts, strict=True)),
        *year_terms(law, *amounts),
        exact=sum((a_week(amount, law) for amount in amounts), NOTHING),
        notes=(reading(26),) if by_the_year else (),
    )
