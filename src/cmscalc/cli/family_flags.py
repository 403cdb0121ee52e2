"""The flags that tell of a family, of every command that works an amount out."""

from typing import Annotated

from cmscalc.cli.flags import ANSWER, Texts, option, switch

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


Income = Annotated[
    Texts,
    option(
        "--income",
        "AMOUNT/PERIOD",
        "Gross income: 27000/year, 500/week (year, month, four-weeks, fortnight, week). "
        "The historic figure, where --current-income is given too.",
        INCOME,
    ),
]
CurrentIncome = Annotated[
    Texts,
    option(
        "--current-income",
        "AMOUNT/PERIOD",
        "Income now: used if it differs by 25 % or more.",
        INCOME,
    ),
]
Pension = Annotated[
    Texts,
    option(
        "--pension",
        "AMOUNT/PERIOD",
        "Pension contributions with relief at source, to take off.",
        INCOME,
    ),
]
Children = Annotated[
    Texts,
    option("--children", "N", "How many children, all of one receiving parent.", CHILDREN),
]
Nights = Annotated[
    Texts,
    option(
        "--nights",
        "N,N,...",
        "Nights a year with the paying parent: one number for all, or one a child. Also "
        "N/DAYS of a shorter period, assumed (one a week), or equal (day-to-day care).",
        CHILDREN,
    ),
]
Family = Annotated[
    Texts,
    option(
        "--family",
        "NAME=N,N,...",
        "A receiving parent and the nights of each of their children. Repeat it.",
        CHILDREN,
    ),
]
OtherChildren = Annotated[
    Texts,
    option(
        "--other-children",
        "N",
        "Children whose child benefit goes to the paying parent or partner.",
        CHILDREN,
    ),
]
ArrangementChildren = Annotated[
    Texts,
    option(
        "--arrangement-children",
        "N",
        "Children maintained under an order or agreement outside CMS.",
        CHILDREN,
    ),
]
LocalAuthorityNights = Annotated[
    Texts,
    option(
        "--local-authority-nights",
        "N,N,...",
        "Nights a year in local authority care, a number a child.",
        CHILDREN,
    ),
]
EqualCare = Annotated[
    bool,
    switch("--equal-care", "Both parents give equal day-to-day care of all.", CHILDREN),
]
Benefit = Annotated[
    Texts,
    option(
        "--benefit",
        "NAME",
        "A benefit the paying parent gets; `cmscalc law benefits` lists them. Repeat it.",
        CIRCUMSTANCES,
        complete=_benefit_names,
    ),
]
PartnerBenefit = Annotated[
    Texts,
    option(
        "--partner-benefit",
        "NAME",
        "A benefit the paying parent's partner gets. Repeat it.",
        CIRCUMSTANCES,
        complete=_benefit_names,
    ),
]
PartnerAlsoPays = Annotated[
    bool,
    switch("--partner-also-pays", "The partner is a paying parent too.", CIRCUMSTANCES),
]
NilStatus = Annotated[
    Texts,
    option(
        "--nil-status",
        "NAME",
        "prisoner, child, care-home ...: `cmscalc law nil-statuses` lists them.",
        CIRCUMSTANCES,
        complete=_nil_statuses,
    ),
]
DefaultDecision = Annotated[
    bool,
    switch("--default-decision", "Nothing is known of income (reg 49).", CIRCUMSTANCES),
]
SpecialExpense = Annotated[
    Texts,
    option(
        "--special-expense",
        "KIND=AMOUNT/PERIOD",
        "contact, illness-or-disability, prior-debt, boarding-school, boarding-school-fees, "
        "former-home. Repeat it.",
        VARIATIONS,
    ),
]
AdditionalIncome = Annotated[
    Texts,
    option(
        "--additional-income",
        "KIND=AMOUNT/PERIOD",
        "unearned, earned-on-flat-or-nil, diversion; assets=VALUE has no period. Repeat it.",
        VARIATIONS,
    ),
]
UnearnedPension = Annotated[
    Texts,
    option(
        "--unearned-pension",
        "AMOUNT/PERIOD",
        "Pension contributions to take off unearned income (reg 69(8)).",
        VARIATIONS,
    ),
]
Reform = Annotated[
    Texts,
    option(
        "--reform",
        "NAME|FILE.toml",
        "The answer under a proposal; `cmscalc law reforms` lists those known. Repeat it.",
        PROPOSALS,
        complete=_reforms,
    ),
]
NotCompliant = Annotated[
    bool,
    switch("--not-compliant", "Instalments are not paid in full by each due date.", PROPOSALS),
]
Abuse = Annotated[
    Texts,
    option(
        "--abuse",
        "yes|no",
        "Is the receiving parent a survivor of domestic abuse? One for all, or yes,no,...",
        PROPOSALS,
    ),
]
Collected = Annotated[
    Texts,
    option(
        "--collected",
        "AMOUNT/PERIOD",
        "Maintenance really collected, without the paying parent's fee, where a proposal "
        "guarantees payment.",
        PROPOSALS,
    ),
]
CollectAndPay = Annotated[bool, switch("--collect-and-pay", "Add collection fees.", ANSWER)]
Rounding = Annotated[
    Texts,
    option("--rounding", "MODE", "final (once, at the end: the default) or each-step.", ANSWER),
]
FeeRounding = Annotated[
    Texts,
    option("--fee-rounding", "MODE", "instalment (the default) or daily.", ANSWER),
]
On = Annotated[
    Texts,
    option("--on", "DATE", "The law of that day, such as 2026-11-21. Default today.", ANSWER),
]
