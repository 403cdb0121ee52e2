"""The flags of every command that makes an account."""

from typing import Annotated

import typer

from cmscalc.cli.flags import Texts, option

DAYS = "Days"
HOW = "How it is worked out"
Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CASE.toml [PAYMENTS.csv]...",
        help="A case file, and payments files; without any, those the case names or that are "
        "beside it.",
        show_default=False,
    ),
]
AsAt = Annotated[Texts, option("--as-at", "DATE", "The end of that day. Default today.", DAYS)]
From = Annotated[
    Texts, option("--from", "DATE", "Show from that day; before it is brought forward.", DAYS)
]
To = Annotated[Texts, option("--to", "DATE", "Show up to that day, not including it.", DAYS)]
By = Annotated[
    Texts, option("--by", "PERIOD", "week, month (default), quarter, year or none.", DAYS)
]
Basis = Annotated[
    Texts,
    option(
        "--basis",
        "BASIS",
        "accrual (by the day) or plan (instalments). Default: plan if the case has one.",
        HOW,
    ),
]
Liability = Annotated[
    Texts,
    option(
        "--liability",
        "WHOSE",
        "decision (of CMS) or calculation (ours). Default: decision where there is one.",
        HOW,
    ),
]
Allocate = Annotated[
    Texts,
    option(
        "--allocate",
        "ORDER",
        "oldest-first, current-first or as-marked. Default: as-marked if a payment is marked.",
        HOW,
    ),
]
Grace = Annotated[
    Texts, option("--grace", "DAYS", "Days after which a payment is missed. Default 0.", HOW)
]
FeeSplit = Annotated[
    Texts, option("--fee-split", "SPLIT", "proportional (default) or maintenance-first.", HOW)
]
Rounding = Annotated[Texts, option("--rounding", "MODE", "final (default) or each-step.", HOW)]
FeeRounding = Annotated[
    Texts, option("--fee-rounding", "MODE", "instalment (default) or daily.", HOW)
]
