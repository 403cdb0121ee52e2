"""cmscalc: child maintenance under the UK's 2012 scheme, to the penny, with its working.

    from datetime import date
    from cmscalc import estimate

    answer = estimate(income="27000/year", children=2, nights=115, on=date(2026, 11, 21))
    answer.weekly            # Money(5918)

`estimate` reads the words of the command line; `assess(facts, law_on(day))` takes typed facts.
`compute(table, on=day)` answers a table of Arrow's, with the extra `batch`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cmscalc.version import __version__

if TYPE_CHECKING:
    from cmscalc.api import estimate
    from cmscalc.batch.compute import compute
    from cmscalc.core.assess import Assessment, Payment, assess
    from cmscalc.core.deduction import Deduction, deduction_from_earnings
    from cmscalc.core.facts import Facts
    from cmscalc.core.limits import OutsideTheLawBook
    from cmscalc.core.money import Money
    from cmscalc.files.problems import Problems
    from cmscalc.law import BeforeTheScheme, law_on


# Loaded when first asked for: a command that needs one of these does not pay for the others.
_HOMES = {
    "estimate": "cmscalc.api",
    "compute": "cmscalc.batch.compute",
    "Assessment": "cmscalc.core.assess",
    "Payment": "cmscalc.core.assess",
    "assess": "cmscalc.core.assess",
    "Deduction": "cmscalc.core.deduction",
    "deduction_from_earnings": "cmscalc.core.deduction",
    "Facts": "cmscalc.core.facts",
    "OutsideTheLawBook": "cmscalc.core.limits",
    "Money": "cmscalc.core.money",
    "Problems": "cmscalc.files.problems",
    "BeforeTheScheme": "cmscalc.law",
    "law_on": "cmscalc.law",
}

__all__ = [
    "Assessment",
    "BeforeTheScheme",
    "Deduction",
    "Facts",
    "Money",
    "OutsideTheLawBook",
    "Payment",
    "Problems",
    "__version__",
    "assess",
    "compute",
    "deduction_from_earnings",
    "estimate",
    "law_on",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
