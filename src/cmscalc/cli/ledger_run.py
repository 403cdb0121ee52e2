"""Running `cmscalc ledger`: read, make the account, render, exit code."""

from collections.abc import Sequence
from datetime import date

from cmscalc.cli.leave import Exit
from cmscalc.cli.ledger_options import Asked, Options
from cmscalc.cli.ledger_reforms import tried_on
from cmscalc.cli.writing import put
from cmscalc.core.step import Note
from cmscalc.files.case_file import CaseFile
from cmscalc.files.inputs import Inputs, read_inputs
from cmscalc.files.problems import Problem, Problems
from cmscalc.ledger.account import Account, Basis, make_account
from cmscalc.ledger.answer import Answer, make_answer
from cmscalc.ledger.assertions import Asserted
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.liability import NoLiability, Ruler
from cmscalc.ledger.periods import By, Window, whole
from cmscalc.render.ledger_json import Input

NO_PLAN = Problem(
    "--basis",
    "--basis plan",
    len("--basis "),
    len("plan"),
    "instalments asked for, and the case has no [[plan]]",
    "a [[plan]] row in the case file, or --basis accrual",
)


def run(options: Options) -> Exit:
    """Answer for one case. Raises Problems."""
    inputs = read_inputs(*options.cases[0], options.asked.as_at)
    answer = answer_of(inputs, options.asked)
    if options.shape == "text" and not options.path:
        code = _show(answer, inputs, options)
    else:
        text = _rendered(answer, inputs, options)
        code = put(text, options.path, force=options.force, read=inputs.paths)
    return code or _verdict(answer, options)


def answer_of(inputs: Inputs, asked: Asked) -> Answer:
    """Answer everything about a case. Raises Problems where it cannot be as asked."""
    start = inputs.case_file.case.effective_date
    if asked.end and asked.end <= start:
        raise Problems([_before_the_case(asked.end, start)])
    if asked.choices.basis is Basis.PLAN and not inputs.case_file.case.plans:
        raise Problems([NO_PLAN])
    account = account_of(inputs, asked)
    answer = make_answer(account, asked.by or By.MONTH, _window(account, asked), asked.today)
    return answer._replace(notes=(*_left_out(inputs, account), *answer.notes))


def account_of(inputs: Inputs, asked: Asked) -> Account:
    """Make the account. Raises Problems for a day whose amount is not known."""
    case_file = inputs.case_file
    case = tried_on(case_file.case, asked)
    as_at = min(asked.as_at, asked.end - ONE_DAY) if asked.end else asked.as_at
    payments = [payment for payment in inputs.payments if payment.on <= as_at]
    try:
        return make_account(case, payments, as_at, asked.choices)
    except NoLiability as unknown:
        raise no_liability(case_file, unknown) from None


def _before_the_case(end: date, start: date) -> Problem:
    text = f"--to {end.isoformat()}"
    found = f"an end that is not after the effective date, {start.isoformat()}"
    return Problem("--to", text, len("--to "), len(text), found, "a later day")


def _left_out(inputs: Inputs, account: Account) -> tuple[Note, ...]:
    """Say that there are no payments at all, or that some are after the days shown."""
    later = [payment for payment in inputs.payments if payment.on > account.as_at]
    if not inputs.payments_files:
        return (Note("no-payments", "No payments file was given or found, so nothing is paid."),)
    if not later:
        return ()
    many = "1 payment is" if len(later) == 1 else f"{len(later)} payments are"
    return (Note("after-the-window", f"{many} dated after the days shown, so not counted here."),)


def no_liability(case_file: CaseFile, unknown: NoLiability) -> Problems:
    """Turn a day without an amount into a problem of the case file."""
    rows = "an [[income]] row"
    if unknown.ruler is Ruler.DECISION or not case_file.case.decisions:
        rows += ", or a [[decision]],"
    wanted = f"{rows} for each day from the effective date on"
    if unknown.no_child:
        wanted = "a [[child]] row with lives_with, or a [[decision]]"
    problem = Problem(
        case_file.source.name,
        "",
        0,
        0,
        str(unknown),
        "" if unknown.outside else wanted,
        outside=unknown.outside,
        in_file=True,
    )
    return Problems([problem])


def _window(account: Account, asked: Asked) -> Window:
    start, end = whole(account)
    return Window(max(start, asked.start or start), min(end, asked.end or end))


def _verdict(answer: Answer, options: Options) -> Exit:
    return verdict(answer.assertions, answer.arrears, options.fail_over)


def verdict(found: Sequence[Asserted], arrears: int, fail_over: int | None) -> Exit:
    """Give exit code 1 where a letter disagrees, or more is owed than was allowed."""
    failed = any(not each.ok for each in found)
    over = fail_over is not None and arrears > fail_over
    return Exit.CHECK_FAILED if failed or over else Exit.DONE


def _rendered(answer: Answer, inputs: Inputs, options: Options) -> str:
    sources = sources_of(inputs)
    if options.shape == "json":
        from cmscalc.render import ledger_json  # noqa: PLC0415 - each form loads its own

        return ledger_json.render(answer, sources)
    if options.shape == "csv":
        from cmscalc.render import ledger_csv  # noqa: PLC0415

        return ledger_csv.render(answer)
    if options.shape == "hledger":
        from cmscalc.render import ledger_hledger  # noqa: PLC0415

        return ledger_hledger.render(answer)
    from cmscalc.render import ledger_text, lines, terminal  # noqa: PLC0415

    width = terminal.PAGE_WIDTH
    return lines.plain(ledger_text.lines(answer, sources, width, entries=options.entries))


def _show(answer: Answer, inputs: Inputs, options: Options) -> Exit:
    """Print text to standard output, in colour to a terminal that wants it."""
    from cmscalc.render import ledger_text, terminal  # noqa: PLC0415

    found = ledger_text.lines(answer, sources_of(inputs), terminal.width(), entries=options.entries)
    terminal.show(found)
    return Exit.DONE


def sources_of(inputs: Inputs) -> list[Input]:
    """What was read, as the answer names it."""
    return [Input(source.name, source.sha256) for source in inputs.sources]
