"""How numbers, money, dates and formulas are written for people."""

import re
from fractions import Fraction

from cmscalc.core.money import to_penny
from cmscalc.core.step import Step, Term, Unit

SHOWN_PLACES = 6
KEY = "penny( ) rounds to the nearest penny, half a penny up; … stands for further figures."


def gets(called: str, *, guaranteed: bool) -> str:
    """Say whose an amount is after the fee; where the state pays, it is only what is passed on."""
    return f"passed on to {called}" if guaranteed else f"{called} gets"


def exact(value: Fraction) -> str:
    """Write a number so that `Fraction(text)` gives it back: `63.2`, `37800/73`."""
    places = _places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return _decimal(value, places)


def money_exact(value: Fraction) -> str:
    """Write pounds exactly, with at least two places where a decimal is exact: `63.20`."""
    places = _places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return _decimal(value, max(2, places))


def countable(value: Fraction) -> str:
    """Write a number that a spreadsheet can count with, to six places where more would follow."""
    places = _places(value.denominator)
    return _decimal(value, SHOWN_PLACES if places is None else min(places, SHOWN_PLACES))


def _places(denominator: int) -> int | None:
    """How many decimal places write 1/denominator exactly; None if no number does."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def _decimal(value: Fraction, places: int) -> str:
    scaled = abs(value.numerator) * 10**places // value.denominator
    sign = "-" if value < 0 else ""
    whole, rest = divmod(scaled, 10**places)
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"


def shown(value: Fraction, unit: Unit) -> str:
    """Write a number in a sum for people: `£1,000.50`, `16 %`, `2/7`, `517.808219…`."""
    if unit is Unit.PERCENT:
        return f"{exact(value * 100)} %"
    if unit is Unit.NUMBER:
        return str(value)
    places = _places(value.denominator)
    if places is not None and places <= SHOWN_PLACES:
        text = _decimal(value, max(2, places))
        whole, point, rest = text.partition(".")
        return f"£{int(whole):,}{point}{rest}"
    return f"£{_grouped(_decimal(value, SHOWN_PLACES))}…"


def _grouped(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"


def figures(step: Step) -> str:
    """Write a step's formula with its terms' figures in place of their names."""
    if not step.terms:
        return ""
    by_name = {term.name: _figure(term) for term in step.terms}
    names = sorted(by_name, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    return pattern.sub(lambda found: by_name[found[0]], step.formula)


def _figure(term: Term) -> str:
    text = shown(term.value, term.unit)
    return f"({text})" if text.startswith("-") else text


def readings_of(step: Step) -> tuple[str, ...]:
    """The numbers of the readings of the law that a step rests on."""
    start = "reading-"
    return tuple(note.id.removeprefix(start) for note in step.notes if note.id.startswith(start))


def in_figures(step: Step) -> str:
    """Write a step's sum in figures and what it comes to, or its test; nothing if it has none."""
    inside = figures(step)
    if not inside:
        return ""
    if step.exact is None:
        return f"that is {inside}"
    came_to = result(step)
    return f"= {inside}" if inside == came_to else f"= {inside} = {came_to}"


def result(step: Step) -> str:
    """Write what a step came to: its outcome, or its exact value and the pence it shows."""
    if step.exact is None:
        return step.outcome
    return shown(step.exact, step.unit)


def shown_value(step: Step) -> str:
    """Write a sum's value as it is shown beside its title: to the penny, or a fraction."""
    if step.exact is None:
        return step.outcome
    return to_penny(step.exact).written if step.unit is Unit.POUNDS else str(step.exact)


def value(step: Step) -> str:
    """Write a step's value as JSON carries it: money to the penny, a fraction, or an outcome."""
    if step.exact is None:
        return step.outcome
    if step.unit is Unit.POUNDS:
        return str(to_penny(step.exact))
    return str(step.exact)
