"""Running `cmscalc ledger`: read, make the account, render, exit code."""

from cmscalc.cli.leave import Exit
from cmscalc.cli.ledger_options import Options
from cmscalc.cli.writing import put
from cmscalc.files.inputs import Inputs, read_inputs
from cmscalc.files.problems import Problem, Problems
from cmscalc.ledger.account import Account, make_account
from cmscalc.ledger.answer import Answer, make_answer
from cmscalc.ledger.liability import NoLiability
from cmscalc.ledger.periods import Window, whole
from cmscalc.render.ledger_json import Input


def run(options: Options) -> Exit:
    """Answer for one case, or a line for each of several. Raises Problems."""
    inputs = read_inputs(options.cases[0], options.payments, options.as_at)
    account = account_of(inputs, options)
    answer = make_answer(account, options.by, _window(account, options), options.today)
    if options.shape == "text" and not options.path:
        code = _show(answer, inputs, options)
    else:
        code = put(_rendered(answer, inputs, options), options.path, force=options.force)
    return code or _verdict(answer, options)


def account_of(inputs: Inputs, options: Options) -> Account:
    """Make the account. Raises Problems for a day whose amount is not known."""
    case_file = inputs.case_file
    try:
        return make_account(case_file.case, inputs.payments, options.as_at, options.choices)
    except NoLiability as unknown:
        raise Problems(
            [
                Problem(
                    case_file.source.name,
                    "",
                    0,
                    0,
                    str(unknown),
                    "an [[income]] row, or a [[decision]], from the effective date on",
                    outside=unknown.outside,
                    in_file=True,
                )
            ]
        ) from None


def _window(account: Account, options: Options) -> Window:
    start, end = whole(account)
    return Window(max(start, options.start or start), min(end, options.end or end))


def _verdict(answer: Answer, options: Options) -> Exit:
    failed = any(not each.ok for each in answer.assertions)
    over = options.fail_over is not None and answer.arrears > options.fail_over
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
    from cmscalc.render import as_text, ledger_text, terminal  # noqa: PLC0415

    width = terminal.PAGE_WIDTH
    return as_text.plain(ledger_text.lines(answer, sources, width, entries=options.entries))


def _show(answer: Answer, inputs: Inputs, options: Options) -> Exit:
    """Print text to standard output, in colour to a terminal that wants it."""
    from cmscalc.render import ledger_text, terminal  # noqa: PLC0415

    found = ledger_text.lines(answer, sources_of(inputs), terminal.width(), entries=options.entries)
    terminal.show(found)
    return Exit.DONE


def sources_of(inputs: Inputs) -> list[Input]:
    """What was read, as the answer names it."""
    return [Input(source.name, source.sha256) for source in inputs.sources]
