"""`cmscalc estimate`: the figure to the penny, and why."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cmscalc.cli.flags import (
    ANSWER,
    Force,
    Json,
    Output,
    Texts,
    option,
    path_of,
    shape_of,
    switch,
)
from cmscalc.cli.leave import Exit, problems_with
from cmscalc.cli.writing import put
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader

if TYPE_CHECKING:
    from cmscalc.core.assess import Assessment

FORMATS = ("text", "json", "csv", "html")
INCOME = "Income"
CHILDREN = "Children and nights"
CIRCUMSTANCES = "Circumstances"
VARIATIONS = "Variations, if they were allowed"
PROPOSALS = "Proposals, which are not law"


def _benefit_names(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.law.benefits import BENEFITS  # noqa: PLC0415 - only a completing shell asks

    # Each with its title, which zsh and fish show beside it.
    found = (each for each in BENEFITS.values() if each.name.startswith(incomplete))
    return [(each.name, each.title) for each in found]


def _nil_statuses(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.law.benefits import NIL_STATUSES  # noqa: PLC0415 - as above

    statuses = NIL_STATUSES.values()
    return [(each.name, each.title) for each in statuses if each.name.startswith(incomplete)]


def _reforms(incomplete: str) -> list[tuple[str, str]]:
    from cmscalc.files.reform_file import shipped, shipped_reform  # noqa: PLC0415 - as above

    known = [name for name in shipped() if name.startswith(incomplete)]
    return [(name, shipped_reform(name).title) for name in known]


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
        option(
            "--income",
            "AMOUNT/PERIOD",
            "Gross income: 27000/year, 500/week (year, month, four-weeks, fortnight, week). "
            "The historic figure, where --current-income is given too.",
            INCOME,
        ),
    ] = None,
    current_income: Annotated[
        Texts,
        option(
            "--current-income",
            "AMOUNT/PERIOD",
            "Income now: used if it differs by 25 % or more.",
            INCOME,
        ),
    ] = None,
    pension: Annotated[
        Texts,
        option(
            "--pension",
            "AMOUNT/PERIOD",
            "Pension contributions with relief at source, to take off.",
            INCOME,
        ),
    ] = None,
    children: Annotated[
        Texts,
        option("--children", "N", "How many children, all of one receiving parent.", CHILDREN),
    ] = None,
    nights: Annotated[
        Texts,
        option(
            "--nights",
            "N,N,...",
            "Nights a year with the paying parent: one number for all, or one a child. Also "
            "N/DAYS of a shorter period, assumed (one a week), or equal (day-to-day care).",
            CHILDREN,
        ),
    ] = None,
    family: Annotated[
        Texts,
        option(
            "--family",
            "NAME=N,N,...",
            "A receiving parent and the nights of each of their children. Repeat it.",
            CHILDREN,
        ),
    ] = None,
    other_children: Annotated[
        Texts,
        option(
            "--other-children",
            "N",
            "Children whose child benefit goes to the paying parent or partner.",
            CHILDREN,
        ),
    ] = None,
    arrangement_children: Annotated[
        Texts,
        option(
            "--arrangement-children",
            "N",
            "Children maintained under an order or agreement outside CMS.",
            CHILDREN,
        ),
    ] = None,
    local_authority_nights: Annotated[
        Texts,
        option(
            "--local-authority-nights",
            "N,N,...",
            "Nights a year in local authority care, a number a child.",
            CHILDREN,
        ),
    ] = None,
    equal_care: Annotated[
        bool,
        switch("--equal-care", "Both parents give equal day-to-day care of all.", CHILDREN),
    ] = False,
    benefit: Annotated[
        Texts,
        option(
            "--benefit",
            "NAME",
            "A benefit the paying parent gets; `cmscalc law benefits` lists them. Repeat it.",
            CIRCUMSTANCES,
            complete=_benefit_names,
        ),
    ] = None,
    partner_benefit: Annotated[
        Texts,
        option(
            "--partner-benefit",
            "NAME",
            "A benefit the paying parent's partner gets. Repeat it.",
            CIRCUMSTANCES,
            complete=_benefit_names,
        ),
    ] = None,
    partner_also_pays: Annotated[
        bool,
        switch("--partner-also-pays", "The partner is a paying parent too.", CIRCUMSTANCES),
    ] = False,
    nil_status: Annotated[
        Texts,
        option(
            "--nil-status",
            "NAME",
            "prisoner, child, care-home ...: `cmscalc law nil-statuses` lists them.",
            CIRCUMSTANCES,
            complete=_nil_statuses,
        ),
    ] = None,
    default_decision: Annotated[
        bool,
        switch("--default-decision", "Nothing is known of income (reg 49).", CIRCUMSTANCES),
    ] = False,
    special_expense: Annotated[
        Texts,
        option(
            "--special-expense",
            "KIND=AMOUNT/PERIOD",
            "contact, illness-or-disability, prior-debt, boarding-school, boarding-school-fees, "
            "former-home. Repeat it.",
            VARIATIONS,
        ),
    ] = None,
    additional_income: Annotated[
        Texts,
        option(
            "--additional-income",
            "KIND=AMOUNT/PERIOD",
            "unearned, earned-on-flat-or-nil, diversion; assets=VALUE has no period. Repeat it.",
            VARIATIONS,
        ),
    ] = None,
    unearned_pension: Annotated[
        Texts,
        option(
            "--unearned-pension",
            "AMOUNT/PERIOD",
            "Pension contributions to take off unearned income (reg 69(8)).",
            VARIATIONS,
        ),
    ] = None,
    reform: Annotated[
        Texts,
        option(
            "--reform",
            "NAME|FILE.toml",
            "The answer under a proposal; `cmscalc law reforms` lists those known. Repeat it.",
            PROPOSALS,
            complete=_reforms,
        ),
    ] = None,
    not_compliant: Annotated[
        bool,
        switch("--not-compliant", "Instalments are not paid in full by each due date.", PROPOSALS),
    ] = False,
    abuse: Annotated[
        Texts,
        option(
            "--abuse",
            "yes|no",
            "Is the receiving parent a survivor of domestic abuse? One for all, or yes,no,...",
            PROPOSALS,
        ),
    ] = None,
    collected: Annotated[
        Texts,
        option(
            "--collected",
            "AMOUNT/PERIOD",
            "What is really collected, where a proposal guarantees payment.",
            PROPOSALS,
        ),
    ] = None,
    collect_and_pay: Annotated[
        bool, switch("--collect-and-pay", "Add collection fees.", ANSWER)
    ] = False,
    rounding: Annotated[
        Texts,
        option("--rounding", "MODE", "final (once, at the end: the default) or each-step.", ANSWER),
    ] = None,
    fee_rounding: Annotated[
        Texts,
        option("--fee-rounding", "MODE", "instalment (the default) or daily.", ANSWER),
    ] = None,
    on: Annotated[
        Texts,
        option("--on", "DATE", "The law of that day, such as 2026-11-21. Default today.", ANSWER),
    ] = None,
    explain: Annotated[
        bool, switch("--explain", "Show the working, step by step, with the law.", ANSWER)
    ] = False,
    json: Json = False,
    form: Annotated[
        Texts,
        option("--format", "FORMAT", "text, json, csv or html. Default text.", ANSWER),
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Work out child maintenance to the penny.

    cmscalc estimate --income 27000/year --children 2 --nights 115 --other-children 1

    cmscalc estimate --income 30000/year --family Ann=115 --family Bea=0 --collect-and-pay --explain

    cmscalc estimate case.toml --on 2026-11-21
    """
    given = context.params
    answers = {name: given[name] or [] for name in _answer_names() if name in given}
    reader = Reader({"format": form or [], "output": output or []}, list(context.obj or []))
    shape, path = shape_of(reader, FORMATS, wants_json=json), path_of(reader)
    problems = reader.problems
    raise typer.Exit(_answer(case, answers, problems, shape, path, explain=explain, force=force))


def _answer_names() -> tuple[str, ...]:
    from cmscalc.files.answers import NAMES  # noqa: PLC0415 - not for --help

    return NAMES


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
    from cmscalc.render import as_text, lines, terminal  # noqa: PLC0415

    return lines.plain(as_text.lines(found, terminal.PAGE_WIDTH, explain=explain))
