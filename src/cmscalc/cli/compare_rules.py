"""`cmscalc compare-rules`: today's law and proposals side by side."""

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


def compare_rules(
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
    json: Json = False,
    form: Annotated[
        Texts, option("--format", "FORMAT", "text, json or csv. Default text.", ANSWER)
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Put today's law and proposals side by side: a week and a year, for each parent.

    cmscalc compare-rules --income 27000/year --children 2 --nights 115 --reform proposal-2025
    """
    from cmscalc.cli.comparing import run  # noqa: PLC0415 - not for --help
    from cmscalc.core.limits import OutsideTheLawBook  # noqa: PLC0415

    try:
        code = run(context.params, list(context.obj or []), date.today())  # noqa: DTZ011 - theirs
    except Problems as wrong:
        code = problems_with("compare-rules", wrong.problems)
    except OutsideTheLawBook as wrong:
        outside = Problem("outside the law book", "", 0, 0, str(wrong), "", outside=True)
        code = problems_with("compare-rules", [outside])
    raise typer.Exit(code)
