"""`cmscalc sweep`: the amount along a range of incomes, nights or children, and where it turns."""

from datetime import date
from typing import Annotated

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
from cmscalc.cli.flags import ANSWER, Force, Json, Output, Texts, option
from cmscalc.cli.leave import problems_with
from cmscalc.files.problems import Problem, Problems

RANGE = "What is swept over"


def sweep(
    context: typer.Context,
    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE.toml]",
            help="A case file, in place of flags: the facts of the day --on.",
            show_default=False,
        ),
    ] = "",
    over: Annotated[
        Texts,
        option("--over", "WHAT", "income, nights, children or other-children.", RANGE),
    ] = None,
    start: Annotated[
        Texts,
        option("--from", "FROM", "The first income, such as 0/week, or number.", RANGE),
    ] = None,
    end: Annotated[
        Texts,
        option("--to", "TO", "The last. Default: where nothing more is to be seen.", RANGE),
    ] = None,
    step: Annotated[
        Texts, option("--step", "STEP", "From one to the next, such as 50/week.", RANGE)
    ] = None,
    receiving_parent: Annotated[
        Texts,
        option(
            "--receiving-parent",
            "NAME",
            "Whose children's nights, or whose children, where there are several.",
            RANGE,
        ),
    ] = None,
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
    json: Json = False,
    form: Annotated[
        Texts,
        option("--format", "FORMAT", "text, json, csv, svg or html. Default text.", ANSWER),
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Show what the amount would be along a range, where it turns, and what the next £1 adds.

    cmscalc sweep --over income --children 2 --income 27000/year

    cmscalc sweep --over nights --income 27000/year --children 2 --nights 60

    cmscalc sweep case.toml --over other-children --on 2026-11-21 --format html -o what-if.html
    """
    from cmscalc.cli.sweep_run import run  # noqa: PLC0415 - not for --help

    problems: list[Problem] = list(context.obj or [])
    try:
        raise typer.Exit(run(context.params, problems, date.today()))  # noqa: DTZ011 - theirs
    except Problems as wrong:
        raise typer.Exit(problems_with("sweep", wrong.problems)) from None
