"""A second way to work out a formula: from its text and its terms alone.

Grammar: comparisons of sums of products of numbers, names, brackets and the functions abs, max,
min and penny (half a penny up). It shares no code with the rules it checks.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor

COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "abs": abs,
    "max": max,
    "min": min,
    "penny": lambda pounds: Fraction(floor(pounds * 100 + Fraction(1, 2)), 100),
}


class Unworkable(ValueError):  # noqa: N818 - it names the text
    """The text is not a formula of its terms."""


def work_out(formula: str, terms: Mapping[str, Fraction]) -> Fraction | bool:
    """Give the value of a formula, or whether its comparisons all hold."""
    tokens = _tokens(formula, terms)
    return _Reader(tokens, terms).comparison()


def _tokens(formula: str, terms: Mapping[str, Fraction]) -> list[str]:
    names = "|".join(re.escape(name) for name in sorted(terms, key=len, reverse=True)) or r"(?!)"
    name, number = rf"(?<!\w)(?:{names})(?!\w)", r"\d+(?:\.\d+)?"
    function, sign = rf"(?:{'|'.join(FUNCTIONS)})\b", r"[-+−×÷(),<≤>≥=]"
    pattern = rf"\s*(?:({name})|({number})|({function})|({sign}))"
    found: list[str] = []
    at = 0
    while at < len(formula.rstrip()):
        match = re.compile(pattern).match(formula, at)
        if match is None:
            raise Unworkable(f"{formula!r}: cannot read from {formula[at:]!r}")
        found.append(next(group for group in match.groups() if group))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[str], terms: Mapping[str, Fraction]) -> None:
        self.tokens = tokens
        self.terms = terms
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.peek()
        if not token or (wanted and token not in wanted):
            raise Unworkable(f"found {token!r}, wanted {wanted} in {self.tokens}")
        self.at += 1
        return token

    def comparison(self) -> Fraction | bool:
        left = self.total()
        if not self.peek():
            return left
        holds = True
        while self.peek() in COMPARISONS:
            compare = COMPARISONS[self.take()]
            right = self.total()
            holds = holds and compare(left, right)
            left = right
        if self.peek():
            raise Unworkable(f"left over: {self.tokens[self.at :]}")
        return holds

    def total(self) -> Fraction:
        value = self.product()
        while self.peek() in ("+", "−"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> Fraction:
        value = self.single()
        while self.peek() in ("×", "÷"):
            value = value * self.single() if self.take() == "×" else value / self.single()
        return value

    def single(self) -> Fraction:
        token = self.take()
        if token in self.terms:
            return self.terms[token]
        if token == "-":
            return -self.single()
        if token in FUNCTIONS:
            self.take("(")
            arguments = [self.total()]
            while self.peek() == ",":
                self.take(",")
                arguments.append(self.total())
            self.take(")")
            return Fraction(FUNCTIONS[token](*arguments))
        if token == "(":
            value = self.total()
            self.take(")")
            return value
        return Fraction(token)
