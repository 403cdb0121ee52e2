"""Making a statement's document, from files or again from what a statement carries."""

from shlex import join

from cmscalc.cli.ledger_options import Asked
from cmscalc.cli.ledger_run import account_of, answer_of
from cmscalc.cli.statement_options import asked_again, flags_for
from cmscalc.files.carried import Carried, values_of
from cmscalc.files.copies import Copy, Days, Keep, copy_of, inputs_of
from cmscalc.files.inputs import Inputs
from cmscalc.files.sources import STANDARD_INPUT, short_name
from cmscalc.ledger.account import Account
from cmscalc.ledger.days import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, ONE_DAY
from cmscalc.ledger.liability import Ruler, is_liable
from cmscalc.ledger.periods import By, Window, whole
from cmscalc.ledger.statement import make_statement
from cmscalc.render.document.model import Document
from cmscalc.render.ledger_json import Input
from cmscalc.render.statement import lengths
from cmscalc.render.statement.ending import Made

# A record of payment has one page: so many periods at most, of all receiving parents together.
MOST_PERIODS = 16


def carried_of(inputs: Inputs, asked: Asked, *, short: bool, redact: bool) -> Carried:
    """Copy what a statement is to be made from. Raises Problems."""
    account = account_of(inputs, asked)
    keep = Keep(
        labels=not redact,
        texts=not (redact or short),
        diary=not short,
        calculation=not short or _needs_calculation(account),
    )
    days = Days(account.case.effective_date, asked.as_at, account.end)
    copy = copy_of(inputs, keep, days)
    if asked.by is None:
        asked = asked._replace(by=_by(account, asked) if short else By.MONTH)
    return Carried(copy, flags_for(asked), short, redact, asked.as_at > asked.today)


def document_of(carried: Carried) -> Document:
    """Make the document of a statement from what it carries. Raises Problems."""
    asked = asked_again(carried.flags)
    # The day on which it is made says no more than whether the as-at date was to come.
    today = asked.as_at - ONE_DAY if carried.to_come else asked.as_at
    asked = asked._replace(today=today)
    copy = carried.copy
    inputs = inputs_of(copy, asked.as_at + ONE_DAY)
    statement = make_statement(answer_of(inputs, asked))
    read = tuple(Input(part.name, part.sha256) for part in copy.parts)
    made = Made(command_of(carried), read, carried.redacted, values_of(carried))
    return (lengths.short if carried.short else lengths.full)(statement, made)


def command_of(carried: Carried) -> str:
    """The command that makes a statement again, names of files without folders."""
    flags = [
        word
        for name, value in carried.flags.items()
        for word in (f"--{name.replace('_', '-')}", value)
    ]
    kind = [*(["--short"] if carried.short else []), *(["--redact"] if carried.redacted else [])]
    return join(["cmscalc", "statement", *names_in(carried.copy), *flags, *kind])


def names_in(copy: Copy) -> list[str]:
    """The files of a copy as they are typed."""
    names = (part.name for part in (copy.case, *copy.payments))
    return [STANDARD_INPUT if name == short_name(STANDARD_INPUT) else name for name in names]


def _needs_calculation(account: Account) -> bool:
    """Whether some day's amount is our own."""
    if account.ruler is Ruler.CALCULATION:
        return True
    return any(
        due.decided is None and is_liable(account.case, due.name, span.start)
        for span in account.spans
        for due in span.due
    )


def _by(account: Account, asked: Asked) -> By:
    """The shortest periods of which one page has room."""
    start, end = whole(account)
    window = Window(max(start, asked.start or start), min(end, asked.end or end))
    years = window.end.year - window.start.year
    months = years * MONTHS_IN_YEAR + window.end.month - window.start.month + 1
    room = MOST_PERIODS // len(account.standings)
    if months <= room:
        return By.MONTH
    return By.QUARTER if months <= room * MONTHS_IN_QUARTER else By.YEAR
