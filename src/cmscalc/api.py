"""The calculation as a Python function: the words of `cmscalc estimate`, the result as objects."""

from collections.abc import Mapping, Sequence
from datetime import date

from cmscalc.core.assess import Assessment, assess
from cmscalc.core.edges import near_edges
from cmscalc.files.answers import NAMES, REPEATED, SWITCHES, Asked, read_answers
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import closest

Answer = str | int | date | Sequence[str] | bool | None


def estimate(*, on: date | str, **answers: Answer) -> Assessment:
    """Work out child maintenance for a family under the law of the day `on`.

    The other keywords are the flags of `cmscalc estimate` with underscores for hyphens, and read
    the same words: `income="27000/year"`, `children=2`, `nights="115,60"`,
    `family=["Nicola=115", "Sue=0"]`, `collect_and_pay=True`. Money in the result is whole pence
    (`Money`), and `steps` holds the working, each step with its citation.

    Raises Problems with everything wrong with the words at once, and OutsideTheLawBook where the
    law was not read. It reads no file and no clock: `on` is always given.
    """
    day = on.isoformat() if isinstance(on, date) else on
    given = {"on": [day], **_as_flags(answers)}
    # `on` is given, so the day that stands in for a missing one is never used.
    return answer(read_answers(given, date.max, _unknown(answers)))


def answer(asked: Asked) -> Assessment:
    """Assess the facts, and add where a small change would move the answer."""
    found = assess(asked.facts, asked.law)
    return found._replace(notes=found.notes + near_edges(asked.facts, asked.law, found))


def _as_flags(answers: Mapping[str, Answer]) -> dict[str, list[str] | bool]:
    flags: dict[str, list[str] | bool] = {}
    for name, value in answers.items():
        if value is None or value is False:
            continue
        if name in SWITCHES:
            flags[name] = bool(value)
        elif name in REPEATED and not isinstance(value, str) and isinstance(value, Sequence):
            flags[name] = [str(each) for each in value]
        else:
            flags[name] = [str(value)]
    return flags


def _unknown(answers: Mapping[str, Answer]) -> list[Problem]:
    return [
        Problem(
            name,
            f"{name}=…",
            0,
            len(name),
            f"an unknown keyword, {name!r}",
            "one of " + ", ".join(NAMES),
            closest(name, NAMES),
        )
        for name in answers
        if name not in NAMES
    ]


__all__ = ["Assessment", "Problems", "answer", "estimate"]
