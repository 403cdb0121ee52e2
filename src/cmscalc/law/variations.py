"""Part 5 of SI 2012/2677, regs 56 to 75: special expenses and additional income."""

from cmscalc.law.rows import Dated, Row, percent, pounds
from cmscalc.law.sources import (
    ALL_NEW_CASES,
    ASSETS_VARIATION,
    CHECKED,
    MIRROR,
    READ,
    READING,
    SCHEME_OPENS,
    SECONDARY,
    reg,
)

EXPENSE_THRESHOLD = Dated(
    "expense_threshold",
    "Special expenses of one kind count from this much a week",
    "pounds",
    Row(SCHEME_OPENS, pounds("10"), reg("68"), CHECKED, SECONDARY, reading=7),
)
BOARDING_SHARE = Dated(
    "boarding_share",
    "Most of a whole boarding school fee that counts when the boarding part is not separate",
    "percent",
    Row(SCHEME_OPENS, percent("35")[0], reg("66"), CHECKED, READING, reading=8),
)
BOARDING_LIMIT = Dated(
    "boarding_limit",
    "Most boarding school fees that count, of gross weekly income",
    "percent",
    Row(SCHEME_OPENS, percent("50")[0], reg("66"), CHECKED, READING, reading=8),
)
UNEARNED_FROM = Dated(
    "unearned_from",
    "Unearned income counts from this much a year",
    "pounds",
    Row(SCHEME_OPENS, pounds("2500"), reg("69"), CHECKED, MIRROR, reading=11),
)
UNEARNED_PENSION = Dated(
    "unearned_pension",
    "Pension contributions come off unearned income",
    "rule",
    Row(ALL_NEW_CASES, True, reg("69(8)"), CHECKED, READ, reading=43),
)
ASSETS_ABOVE = Dated(
    "assets_above",
    "Assets count when they are worth more than this",
    "pounds",
    Row(ASSETS_VARIATION, pounds("31250"), reg("69A"), CHECKED, READ, reading=10),
)
ASSETS_YIELD = Dated(
    "assets_yield",
    "Income taken from assets, a year",
    "percent",
    Row(ASSETS_VARIATION, percent("8")[0], reg("69A"), CHECKED, SECONDARY, reading=9),
)
EARNED_ON_FLAT_ABOVE = Dated(
    "earned_on_flat_above",
    "Earnings on a flat or nil rate count above this much a week",
    "pounds",
    Row(SCHEME_OPENS, pounds("100"), reg("70"), CHECKED, MIRROR),
)
EARNED_ON_FLAT_EQUAL = Dated(
    "earned_on_flat_equal",
    "Whether earnings of exactly that much count too",
    "rule",
    Row(SCHEME_OPENS, True, reg("70"), CHECKED, MIRROR),
    Row(ALL_NEW_CASES, False, reg("70"), CHECKED, MIRROR, reading=42),
)
VARIATION_FLOOR = Dated(
    "variation_floor",
    "A variation may not take the amount below the flat rate",
    "rule",
    Row(ALL_NEW_CASES, True, reg("74(1A)"), CHECKED, READ),
)
