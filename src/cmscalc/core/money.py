"""Money that can be paid is whole pence. Everything before that is an exact fraction of pounds."""

from dataclasses import dataclass
from fractions import Fraction

PENCE = 100


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """Whole pence."""

    pence: int

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.pence - other.pence)

    def __mul__(self, times: int) -> "Money":
        return Money(self.pence * times)

    def __str__(self) -> str:
        """Pounds and pence with a point, as JSON and CSV carry it: `63.20`."""
        sign = "-" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), PENCE)
        return f"{sign}{pounds}.{pence:02}"

    @property
    def pounds(self) -> Fraction:
        """The same amount as an exact fraction of pounds."""
        return Fraction(self.pence, PENCE)


NOTHING = Money(0)


def to_penny(pounds: Fraction) -> Money:
    """Round an exact amount in pounds to the penny, half a penny up: the only way to round."""
    return Money((2 * PENCE * pounds.numerator + pounds.denominator) // (2 * pounds.denominator))


def total(amounts: "tuple[Money, ...] | list[Money]") -> Money:
    """Add whole pence."""
    return Money(sum(amount.pence for amount in amounts))
