"""Schedule 1 to the 1991 Act, paras 2 to 6 and 10: rates, limits and percentages."""

from cmscalc.law.rows import Dated, Row, percent, pounds
from cmscalc.law.sources import (
    ALL_NEW_CASES,
    AS_MADE,
    CHECKED,
    MIRROR,
    READ,
    READING,
    SCHEME_OPENS,
    reg,
    schedule_1,
)

FLAT_RATE = Dated(
    "flat_rate",
    "Flat rate a week",
    "pounds",
    Row(SCHEME_OPENS, pounds("5"), schedule_1("4(1)"), CHECKED, READ),
    Row(ALL_NEW_CASES, pounds("7"), schedule_1("4(1)"), CHECKED, READ),
)
HALF_FLAT_SHARE = Dated(
    "half_flat_share",
    "Share of the flat rate where the partner also pays",
    "fraction",
    Row(SCHEME_OPENS, percent("50")[0], reg("44(3)"), CHECKED, MIRROR),
)
NIL_BELOW = Dated(
    "nil_below",
    "Nil rate below this weekly income",
    "pounds",
    Row(SCHEME_OPENS, pounds("5"), schedule_1("5(b)"), CHECKED, READING, reading=32),
    Row(ALL_NEW_CASES, pounds("7"), schedule_1("5(b)"), CHECKED, READ),
)
FLAT_UP_TO = Dated(
    "flat_up_to",
    "Flat rate up to and including this weekly income",
    "pounds",
    Row(SCHEME_OPENS, pounds("100"), schedule_1("4(1)(a)"), CHECKED, READ),
)
BASIC_FROM = Dated(
    "basic_from",
    "Basic rate from this weekly income",
    "pounds",
    Row(SCHEME_OPENS, pounds("200"), schedule_1("3(1)"), CHECKED, READ),
)
FIRST_SLICE = Dated(
    "first_slice",
    "End of the first slice of weekly income at the basic rate",
    "pounds",
    Row(SCHEME_OPENS, pounds("800"), schedule_1("2(2)"), CHECKED, READ),
)
INCOME_CAP = Dated(
    "income_cap",
    "Most weekly income that counts",
    "pounds",
    Row(SCHEME_OPENS, pounds("3000"), schedule_1("10(3)"), CHECKED, READ),
)
FIRST_SLICE_RATES = Dated(
    "first_slice_rates",
    "Basic rate on the first slice, for 1, 2 and 3 or more qualifying children",
    "percent",
    Row(SCHEME_OPENS, percent("12", "16", "19"), schedule_1("2(1)"), CHECKED, READ),
)
SECOND_SLICE_RATES = Dated(
    "second_slice_rates",
    "Basic rate above the first slice, for 1, 2 and 3 or more qualifying children",
    "percent",
    Row(SCHEME_OPENS, percent("9", "12", "15"), schedule_1("2(2)"), CHECKED, READ),
)
OTHER_CHILD_REDUCTIONS = Dated(
    "other_child_reductions",
    "Off weekly income at the basic rate, for 1, 2 and 3 or more relevant other children",
    "percent",
    Row(SCHEME_OPENS, percent("11", "14", "16"), schedule_1("2(3)"), CHECKED, READ),
)
REDUCED_RATES = Dated(
    "reduced_rates",
    "T: reduced rate for 1, 2, 3 or more qualifying children (down) "
    "and 0, 1, 2, 3 or more relevant other children (across)",
    "percent table",
    Row(
        SCHEME_OPENS,
        (
            percent("19", "16.4", "15.6", "15.2"),
            percent("27", "23.5", "22.5", "21.9"),
            percent("33", "28.8", "27.7", "26.9"),
        ),
        reg("43"),
        CHECKED,
        MIRROR,
    ),
    Row(
        ALL_NEW_CASES,
        (
            percent("17", "14.1", "13.2", "12.4"),
            percent("25", "21.2", "19.9", "18.9"),
            percent("31", "26.4", "24.9", "23.8"),
        ),
        reg("43"),
        CHECKED,
        READ,
    ),
)
ARRANGEMENT_MINIMUM = Dated(
    "arrangement_minimum",
    "Least weekly amount after children under another arrangement are counted",
    "pounds",
    Row(SCHEME_OPENS, pounds("5"), schedule_1("5A(2)"), CHECKED, READING, reading=15),
    Row(ALL_NEW_CASES, pounds("7"), schedule_1("5A(2)"), CHECKED, READING, reading=15),
)
DEFAULT_RATES = Dated(
    "default_rates",
    "Default maintenance decision a week, for 1, 2 and 3 or more qualifying children",
    "pounds",
    Row(
        SCHEME_OPENS,
        (pounds("39"), pounds("51"), pounds("64")),
        reg("49(2)"),
        CHECKED,
        AS_MADE,
        reading=13,
    ),
)
