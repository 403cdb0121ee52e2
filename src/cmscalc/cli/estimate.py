"""`cmscalc estimate`: the figure to the penny, and why."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cmscalc.cli.leave import Exit, problems_with
from cmscalc.cli.writing import put
from cmscalc.files.problems import Problem, Problems

if TYPE_CHECKING:
    from cmscalc.core.assess import Assessment

FORMATS = ("text", "json", "csv", "html")
INCOME = "Income"
CHILDREN = "Children and nights"
CIRCUMSTANCES = "Circumstances"
VARIATIONS = "Variations, if they were allowed"
ANSWER = "The answer"

Texts = list[str] | None


def _benefit_names(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.law.benefits import BENEFITS  # noqa: PLC0415 - only a completing shell asks

    # Each with its title, which zsh and fish show beside it.
    found = (each for each in BENEFITS.values() if each.name.startswith(incomplete))
    return [(each.name, each.title) for each in found]


def _nil_statuses(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.law.benefits import NIL_STATUSES  # noqa: PLC0415 - as above

    statuses = NIL_STATUSES.values()
    return [(each.name, each.title) for each in statuses if each.name.startswith(incomplete)]


def _option(
    flag: str,
    metavar: str,
    panel: str,
    text: str,
    complete: Callable[[str], list[tuple[str, str]]] | None = None,
    short: str | None = None,
) -> Any:  # noqa: ANN401 - typer's own type for it is private
    names = [flag, short] if short else [flag]
    return typer.Option(
        *names,
        metavar=metavar,
        help=text,
        rich_help_panel=panel,
        show_default=False,
        autocompletion=complete,
    )


def _switch(flag: str, panel: str, text: str) -> Any:  # noqa: ANN401 - as above
    return typer.Option(flag, help=text, rich_help_panel=panel, show_default=False)


def estimate(
    context: typer.Context,
    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE.toml]",
            help="A case file, in place of flags: the facts of the day --on.",
            show_default=False,
        ),
    ] = "",
    income: Annotated[
        Texts,
        _option(
            "--income",
            "AMOUNT/PERIOD",
            INCOME,
            "Gross income: 27000/year, 500/week (year, month, four-weeks, fortnight, week). "
            "The historic figure, where --current-income is given too.",
        ),
    ] = None,
    current_income: Annotated[
        Texts,
        _option(
            "--current-income",
            "AMOUNT/PERIOD",
            INCOME,
            "Income now: used if it differs by 25 % or more.",
        ),
    ] = None,
    pension: Annotated[
        Texts,
        _option(
            "--pension",
            "AMOUNT/PERIOD",
            INCOME,
            "Pension contributions with relief at source, to take off.",
        ),
    ] = None,
    children: Annotated[
        Texts,
        _option("--children", "N", CHILDREN, "How many children, all of one receiving parent."),
    ] = None,
    nights: Annotated[
        Texts,
        _option(
            "--nights",
            "N,N,...",
            CHILDREN,
            "Nights a year with the paying parent: one number for all, or one a child. Also "
            "N/DAYS of a shorter period, assumed (one a week), or equal (day-to-day care).",
        ),
    ] = None,
    family: Annotated[
        Texts,
        _option(
            "--family",
            "NAME=N,N,...",
            CHILDREN,
            "A receiving parent and the nights of each of their children. Repeat it.",
        ),
    ] = None,
    other_children: Annotated[
        Texts,
        _option(
            "--other-children",
            "N",
            CHILDREN,
            "Children whose child benefit goes to the paying parent or partner.",
        ),
    ] = None,
    arrangement_children: Annotated[
        Texts,
        _option(
            "--arrangement-children",
            "N",
            CHILDREN,
            "Children maintained under an order or agreement outside CMS.",
        ),
    ] = None,
    local_authority_nights: Annotated[
        Texts,
        _option(
            "--local-authority-nights",
            "N,N,...",
            CHILDREN,
            "Nights a year in local authority care, a number a child.",
        ),
    ] = None,
    equal_care: Annotated[
        bool,
        _switch("--equal-care", CHILDREN, "Both parents give equal day-to-day care of all."),
    ] = False,
    benefit: Annotated[
        Texts,
        _option(
            "--benefit",
            "NAME",
            CIRCUMSTANCES,
            "A benefit the paying parent gets; `cmscalc law benefits` lists them. Repeat it.",
            _benefit_names,
        ),
    ] = None,
    partner_benefit: Annotated[
        Texts,
        _option(
            "--partner-benefit",
            "NAME",
            CIRCUMSTANCES,
            "A benefit the paying parent's partner gets. Repeat it.",
            _benefit_names,
        ),
    ] = None,
    partner_also_pays: Annotated[
        bool,
        _switch("--partner-also-pays", CIRCUMSTANCES, "The partner is a paying parent too."),
    ] = False,
    nil_status: Annotated[
        Texts,
        _option(
            "--nil-status",
            "NAME",
            CIRCUMSTANCES,
            "prisoner, child, care-home ...: `cmscalc law nil-statuses` lists them.",
            _nil_statuses,
        ),
    ] = None,
    default_decision: Annotated[
        bool,
        _switch("--default-decision", CIRCUMSTANCES, "Nothing is known of income (reg 49)."),
    ] = False,
    special_expense: Annotated[
        Texts,
        _option(
            "--special-expense",
            "KIND=AMOUNT/PERIOD",
            VARIATIONS,
            "contact, illness-or-disability, prior-debt, boarding-school, boarding-school-fees, "
            "former-home. Repeat it.",
        ),
    ] = None,
    additional_income: Annotated[
        Texts,
        _option(
            "--additional-income",
            "KIND=AMOUNT/PERIOD",
            VARIATIONS,
            "unearned, earned-on-flat-or-nil, diversion; assets=VALUE has no period. Repeat it.",
        ),
    ] = None,
    unearned_pension: Annotated[
        Texts,
        _option(
            "--unearned-pension",
            "AMOUNT/PERIOD",
            VARIATIONS,
            "Pension contributions to take off unearned income (reg 69(8)).",
        ),
    ] = None,
    collect_and_pay: Annotated[
        bool, _switch("--collect-and-pay", ANSWER, "Add collection fees.")
    ] = False,
    rounding: Annotated[
        Texts,
        _option(
            "--rounding",
            "MODE",
            ANSWER,
            "final (once, at the end: the default) or each-step.",
        ),
    ] = None,
    fee_rounding: Annotated[
        Texts,
        _option(
            "--fee-rounding",
            "MODE",
            ANSWER,
            "instalment (the default) or daily.",
        ),
    ] = None,
    on: Annotated[
        Texts,
        _option("--on", "DATE", ANSWER, "The law of that day, such as 2026-11-21. Default today."),
    ] = None,
    explain: Annotated[
        bool, _switch("--explain", ANSWER, "Show the working, step by step, with the law.")
    ] = False,
    json: Annotated[bool, _switch("--json", ANSWER, "The same as --format json.")] = False,
    form: Annotated[
        Texts,
        _option(
            "--format",
            "FORMAT",
            ANSWER,
            "text, json, csv or html. Default text.",
        ),
    ] = None,
    output: Annotated[
        Texts,
        _option(
            "--output",
            "FILE",
            ANSWER,
            "Write to a new file that only you can read; - is standard output.",
            short="-o",
        ),
    ] = None,
    force: Annotated[
        bool, _switch("--force", ANSWER, "Let --output replace a file that is there.")
    ] = False,
) -> None:
    """Work out child maintenance to the penny.

    cmscalc estimate --income 27000/year --children 2 --nights 115 --other-children 1

    cmscalc estimate --income 30000/year --family Ann=115 --family Bea=0 --collect-and-pay --explain

    cmscalc estimate case.toml --on 2026-11-21
    """
    given = context.params
    answers = {name: given[name] or [] for name in _answer_names() if name in given}
    problems: list[Problem] = list(context.obj or [])
    shape = _format(form or [], problems, wants_json=json)
    path = _path(output or [], problems)
    raise typer.Exit(_answer(case, answers, problems, shape, path, explain=explain, force=force))


def _answer_names() -> tuple[str, ...]:
    from cmscalc.files.answers import NAMES  # noqa: PLC0415 - not for --help

    return NAMES


def _format(given: list[str], problems: list[Problem], *, wants_json: bool) -> str:
    from cmscalc.files.reader import Reader  # noqa: PLC0415
    from cmscalc.files.words import one_of  # noqa: PLC0415

    reader = Reader({"format": given})
    shape = reader.once("format", lambda text: one_of(text, FORMATS, "one of"))
    if wants_json and shape not in (None, "json"):
        reader.contradicts("format", "a format beside --json, which is one", "one or the other")
    problems += reader.problems
    return "json" if wants_json else shape or "text"


def _path(given: list[str], problems: list[Problem]) -> str:
    from cmscalc.files.reader import Reader  # noqa: PLC0415

    reader = Reader({"output": given})
    path = reader.once("output", _file_name)
    problems += reader.problems
    return "" if path in (None, "-") else str(path)


def _file_name(text: str) -> str:
    from cmscalc.files.words import Unreadable  # noqa: PLC0415

    if not text.strip():
        raise Unreadable("no file name", "a file name, or - for standard output")
    return text


def _answer(
    case: str,
    answers: dict[str, Any],
    problems: list[Problem],
    shape: str,
    path: str,
    *,
    explain: bool,
    force: bool,
) -> Exit:
    from cmscalc.core.limits import OutsideTheLawBook  # noqa: PLC0415

    try:
        found = _found(case, answers, problems)
    except Problems as wrong:
        return problems_with("estimate", wrong.problems)
    except OutsideTheLawBook as wrong:
        outside = Problem("outside the law book", "", 0, 0, str(wrong), "", outside=True)
        return problems_with("estimate", [outside])
    if path:
        text = _rendered(found, shape, explain=explain)
        return put(text, path, force=force, read=[case] if case else ())
    if shape == "text":
        _show(found, explain=explain)
    else:
        sys.stdout.write(_rendered(found, shape, explain=explain))
    return Exit.DONE


def _found(case: str, answers: dict[str, Any], problems: list[Problem]) -> "Assessment":
    """The estimate of the flags, or of a case file."""
    today = date.today()  # noqa: DTZ011 - the day where the user is
    if case:
        from cmscalc.cli.case_answers import estimate_of  # noqa: PLC0415 - flags need no files

        return estimate_of(case, answers, problems, today)
    from cmscalc.api import answer  # noqa: PLC0415
    from cmscalc.files.answers import read_answers  # noqa: PLC0415

    return answer(read_answers(answers, today, problems))


def _show(found: "Assessment", *, explain: bool) -> None:
    from cmscalc.render import as_text, terminal  # noqa: PLC0415

    terminal.show(as_text.lines(found, terminal.width(), explain=explain))


def _rendered(found: "Assessment", shape: str, *, explain: bool) -> str:
    if shape == "json":
        from cmscalc.render import as_json  # noqa: PLC0415

        return as_json.render(found)
    if shape == "csv":
        from cmscalc.render import as_csv  # noqa: PLC0415

        return as_csv.render(found)
    if shape == "html":
        from cmscalc.render import as_html  # noqa: PLC0415

        return as_html.render(found)
    from cmscalc.render import as_text, terminal  # noqa: PLC0415

    return as_text.plain(as_text.lines(found, terminal.PAGE_WIDTH, explain=explain))
