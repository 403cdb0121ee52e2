"""The flags of `cmscalc statement`, read into choices, and written again as the command."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import ENDINGS, path_of, refuse_ending, shape_of
from cmscalc.cli.ledger_options import Asked, Given, files_in, read_asked
from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.files.problems import Problems
from cmscalc.files.reader import Reader
from cmscalc.ledger.payments import FeeSplit

FORMATS = ("text", "html", "pdf", "csv", "json")
# Stands for the day on which a statement is made, where its as-at date is always given.
NEVER_USED = date(2000, 1, 1)


class Options(NamedTuple):
    """What was asked for."""

    given: Given
    asked: Asked
    short: bool
    redact: bool
    shape: str
    path: str
    force: bool


def read(typed: Typed) -> Options:
    """Read the flags. Raises Problems, those of the words first."""
    reader, switches = typed.reader(), typed.switches
    asked = read_asked(reader, typed.today)
    path = path_of(reader)
    shape = form_of(reader, path, wants_json=switches["json"], forms=FORMATS)
    cases = files_in(typed.words, reader, "statement", several=False)
    if reader.problems:
        raise Problems(reader.problems)
    return Options(
        cases[0], asked, switches["short"], switches["redact"], shape, path, switches["force"]
    )


def form_of(reader: Reader, path: str, *, wants_json: bool, forms: Sequence[str]) -> str:
    """Which form is wanted. A document's name must say it, unless a flag does."""
    shape = shape_of(reader, forms, path, wants_json=wants_json)
    is_said = wants_json or reader.given("format") or Path(path).suffix.lower() in ENDINGS
    if path and not is_said:
        refuse_ending(reader, forms, path)
    return shape


def flags_for(asked: Asked) -> dict[str, str]:
    """The flags that make the same account again, whatever day it is made on."""
    choices = asked.choices
    given = {
        "as_at": asked.as_at.isoformat(),
        "from": asked.start.isoformat() if asked.start else "",
        "to": asked.end.isoformat() if asked.end else "",
        "by": asked.by.value if asked.by else "",
        "basis": choices.basis.value if choices.basis else "",
        "liability": choices.ruler.value if choices.ruler else "",
        "allocate": choices.order.value if choices.order else "",
        "grace": str(choices.grace_days) if choices.grace_days else "",
        "fee_split": "" if choices.split is FeeSplit.PROPORTIONAL else choices.split.value,
        "rounding": ""
        if choices.rounded.amounts is Rounding.FINAL
        else choices.rounded.amounts.value,
        "fee_rounding": ""
        if choices.rounded.fees is FeeRounding.INSTALMENT
        else choices.rounded.fees.value,
    }
    return {name: value for name, value in given.items() if value}


def asked_again(flags: Mapping[str, Any]) -> Asked:
    """Read flags that a statement carries, the as-at date among them. Raises Problems."""
    reader = Reader({name: [str(value)] for name, value in flags.items()}, ())
    asked = read_asked(reader, NEVER_USED)
    if reader.problems:
        raise Problems(reader.problems)
    return asked
