"""`cmscalc estimate`: the figure to the penny, and why."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cmscalc.cli.family_flags import (
    Abuse,
    AdditionalIncome,
    ArrangementChildren,
    Benefit,
    Children,
    CollectAndPay,
    Collected,
    CurrentIncome,
    DefaultDecision,
    EqualCare,
    Family,
    FeeRounding,
    Income,
    LocalAuthorityNights,
    Nights,
    NilStatus,
    NotCompliant,
    On,
    OtherChildren,
    PartnerAlsoPays,
    PartnerBenefit,
    Pension,
    Reform,
    Rounding,
    SpecialExpense,
    UnearnedPension,
)
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
    income: Income = None,
    current_income: CurrentIncome = None,
    pension: Pension = None,
    children: Children = None,
    nights: Nights = None,
    family: Family = None,
    other_children: OtherChildren = None,
    arrangement_children: ArrangementChildren = None,
    local_authority_nights: LocalAuthorityNights = None,
    equal_care: EqualCare = False,
    benefit: Benefit = None,
    partner_benefit: PartnerBenefit = None,
    partner_also_pays: PartnerAlsoPays = False,
    nil_status: NilStatus = None,
    default_decision: DefaultDecision = False,
    special_expense: SpecialExpense = None,
    additional_income: AdditionalIncome = None,
    unearned_pension: UnearnedPension = None,
    reform: Reform = None,
    not_compliant: NotCompliant = False,
    abuse: Abuse = None,
    collected: Collected = None,
    collect_and_pay: CollectAndPay = False,
    rounding: Rounding = None,
    fee_rounding: FeeRounding = None,
    on: On = None,
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
    path = path_of(reader)
    shape = shape_of(reader, FORMATS, path, wants_json=json)
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
