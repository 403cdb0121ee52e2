"""What tells of a family, in every command that works an amount out."""

from cmscalc.cli.flags import (
    A_DAY,
    A_NUMBER,
    A_REFORM,
    AN_AMOUNT,
    ANSWER,
    Flag,
    Words,
    switch,
    under,
)

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


CASE = Words(
    "[CASE.toml]",
    "A case file, in place of flags: the facts of the day --on.",
    endings=(".toml", "-"),
)
REFORM = Flag(
    "--reform",
    "NAME|FILE.toml",
    "The answer under a proposal; `cmscalc law reforms` lists those known. Repeat it.",
    A_REFORM,
    complete=_reforms,
)
ABUSE = Flag(
    "--abuse",
    "yes|no",
    "Is the receiving parent a survivor of domestic abuse? One for all, or yes,no,...",
    "yes or no",
)
FAMILY = (
    *under(
        "Income",
        Flag(
            "--income",
            "AMOUNT/PERIOD",
            "Gross income: 27000/year, 500/week (year, month, four-weeks, fortnight, week). The "
            "historic figure, where --current-income is given too.",
            AN_AMOUNT,
        ),
        Flag(
            "--current-income",
            "AMOUNT/PERIOD",
            "Income now: used if it differs by 25 % or more.",
            AN_AMOUNT,
        ),
        Flag(
            "--pension",
            "AMOUNT/PERIOD",
            "Pension contributions with relief at source, to take off.",
            AN_AMOUNT,
        ),
    ),
    *under(
        "Children and nights",
        Flag("--children", "N", "How many children, all of one receiving parent.", A_NUMBER),
        Flag(
            "--nights",
            "N,N,...",
            "Nights a year with the paying parent: one number for all, or one a child. Also "
            "N/DAYS of a shorter period, assumed (one a week), or equal (day-to-day care).",
            "nights a year, such as 115 or 115,60",
        ),
        Flag(
            "--family",
            "NAME=N,N,...",
            "A receiving parent and the nights of each of their children. Repeat it.",
            "NAME=N,N,…, such as Ann=115,60",
        ),
        Flag(
            "--other-children",
            "N",
            "Children whose child benefit goes to the paying parent or partner.",
            A_NUMBER,
        ),
        Flag(
            "--arrangement-children",
            "N",
            "Children maintained under an order or agreement outside CMS.",
            A_NUMBER,
        ),
        Flag(
            "--local-authority-nights",
            "N,N,...",
            "Nights a year in local authority care, a number a child.",
            "nights a year of each child, such as 0,110",
        ),
        switch("--equal-care", "Both parents give equal day-to-day care of all."),
    ),
    *under(
        "Circumstances",
        Flag(
            "--benefit",
            "NAME",
            "A benefit the paying parent gets; `cmscalc law benefits` lists them. Repeat it.",
            "a benefit, such as pension-credit",
            complete=_benefit_names,
        ),
        Flag(
            "--partner-benefit",
            "NAME",
            "A benefit the paying parent's partner gets. Repeat it.",
            "a benefit, such as pension-credit",
            complete=_benefit_names,
        ),
        switch("--partner-also-pays", "The partner is a paying parent too."),
        Flag(
            "--nil-status",
            "NAME",
            "prisoner, child, care-home ...: `cmscalc law nil-statuses` lists them.",
            "a nil status, such as prisoner",
            complete=_nil_statuses,
        ),
        switch("--default-decision", "Nothing is known of income (reg 49)."),
    ),
    *under(
        "Variations, if they were allowed",
        Flag(
            "--special-expense",
            "KIND=AMOUNT/PERIOD",
            "contact, illness-or-disability, prior-debt, boarding-school, boarding-school-fees, "
            "former-home. Repeat it.",
            "KIND=AMOUNT/PERIOD, such as contact=25/week",
        ),
        Flag(
            "--additional-income",
            "KIND=AMOUNT/PERIOD",
            "unearned, earned-on-flat-or-nil, diversion; assets=VALUE has no period. Repeat it.",
            "KIND=AMOUNT/PERIOD, such as unearned=5000/year, or assets=VALUE",
        ),
        Flag(
            "--unearned-pension",
            "AMOUNT/PERIOD",
            "Pension contributions to take off unearned income (reg 69(8)).",
            AN_AMOUNT,
        ),
    ),
    *under(
        PROPOSALS,
        REFORM,
        switch("--not-compliant", "Instalments are not paid in full by each due date."),
        ABUSE,
        Flag(
            "--collected",
            "AMOUNT/PERIOD",
            "Maintenance really collected, without the paying parent's fee, where a proposal "
            "guarantees payment.",
            AN_AMOUNT,
        ),
    ),
    *under(
        ANSWER,
        switch("--collect-and-pay", "Add collection fees."),
        Flag(
            "--rounding",
            "MODE",
            "final (once, at the end: the default) or each-step.",
            "final or each-step",
        ),
        Flag("--fee-rounding", "MODE", "instalment (the default) or daily.", "instalment or daily"),
        Flag("--on", "DATE", "The law of that day, such as 2026-11-21. Default today.", A_DAY),
    ),
)
