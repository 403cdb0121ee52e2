"""Money that can be paid is whole pence. Everything before that is an exact fraction of pounds."""

from collections.abc import Iterable
from fractions import Fraction

PENCE = 100


class Money:
    """Whole pence. Written by hand, not a dataclass: start-up pays for each dataclass made."""

    __slots__ = ("_pence",)

    def __init__(self, pence: int) -> None:
        self._pence = pence

    @property
    def pence(self) -> int:
        """The amount in pence."""
        return self._pence

    @property
    def pounds(self) -> Fraction:
        """The same amount as an exact fraction of pounds."""
        return Fraction(self._pence, PENCE)

    def __add__(self, other: "Money") -> "Money":
        return Money(self._pence + other._pence)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self._pence - other._pence)

    def __mul__(self, times: int) -> "Money":
        return Money(self._pence * times)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self._pence == other._pence

    def __hash__(self) -> int:
        return hash(("Money", self._pence))

    def __repr__(self) -> str:
        return f"Money({self._pence})"

    def __str__(self) -> str:
        """Pounds and pence with a point, as JSON and CSV carry it: `63.20`."""
        sign = "-" if self._pence < 0 else ""
        pounds, pence = divmod(abs(self._pence), PENCE)
        return f"{sign}{pounds}.{pence:02}"

    @property
    def written(self) -> str:
        """As people write it: `£1,234.56`, `-£5.00`."""
        sign = "-" if self._pence < 0 else ""
        pounds, pence = divmod(abs(self._pence), PENCE)
        return f"{sign}£{pounds:,}.{pence:02}"


def to_penny(pounds: Fraction) -> Money:
    """Round an exact amount in pounds to the penny, half a penny up: the only way to round."""
    return Money((2 * PENCE * pounds.numerator + pounds.denominator) // (2 * pounds.denominator))


def total(amounts: Iterable[Money]) -> Money:
    """Add whole pence."""
    return Money(sum(amount.pence for amount in amounts))
