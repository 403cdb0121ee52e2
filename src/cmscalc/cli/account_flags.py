"""The flags of every command that makes an account."""

from cmscalc.cli.flags import A_DAY, MANY, Flag, Words, under

DAYS = "Days"
HOW = "How it is worked out"
FILES = Words(
    "CASE.toml [PAYMENTS.csv]...",
    "A case file, and payments files; without any, those the case names or that are beside it.",
    MANY,
)
AS_AT = Flag("--as-at", "DATE", "The end of that day. Default today.", A_DAY)
FROM = Flag("--from", "DATE", "Show from that day; before it is brought forward.", A_DAY)
LIABILITY = Flag(
    "--liability",
    "WHOSE",
    "decision (of CMS) or calculation (ours). Default: decision where there is one.",
    "decision or calculation",
)
GRACE = Flag(
    "--grace",
    "DAYS",
    "Days after which a payment is missed. Default 0.",
    "a number of days, such as 7",
)
ACCOUNT = (
    *under(
        DAYS,
        AS_AT,
        FROM,
        Flag("--to", "DATE", "Show up to that day, not including it.", A_DAY),
        Flag(
            "--by",
            "PERIOD",
            "week, month (default), quarter, year or none.",
            "week, month, quarter, year or none",
        ),
    ),
    *under(
        HOW,
        Flag(
            "--basis",
            "BASIS",
            "accrual (by the day) or plan (instalments). Default: plan if the case has one.",
            "accrual or plan",
        ),
        LIABILITY,
        Flag(
            "--allocate",
            "ORDER",
            "oldest-first, current-first or as-marked. Default: as-marked if a payment is marked.",
            "oldest-first, current-first or as-marked",
        ),
        GRACE,
        Flag(
            "--fee-split",
            "SPLIT",
            "proportional (default) or maintenance-first.",
            "proportional or maintenance-first",
        ),
        Flag("--rounding", "MODE", "final (default) or each-step.", "final or each-step"),
        Flag("--fee-rounding", "MODE", "instalment (default) or daily.", "instalment or daily"),
    ),
)
