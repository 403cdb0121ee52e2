"""Part 4 of SI 2012/2677: weekly income and the 25 % rule."""

from cmscalc.law.rows import Dated, Row, percent
from cmscalc.law.sources import ALL_NEW_CASES, CHECKED, READ, SCHEME_OPENS, collection_reg, reg

DAYS_IN_YEAR = Dated(
    "days_in_year",
    "Days a yearly amount is divided by, before it is multiplied by 7",
    "days",
    Row(SCHEME_OPENS, 365, reg("35(1)"), CHECKED, READ),
)
INCOME_TOLERANCE = Dated(
    "income_tolerance",
    "Current income is used when it differs from historic income by this much",
    "percent",
    Row(SCHEME_OPENS, percent("25")[0], reg("34(2)"), CHECKED, READ),
)
NIL_HISTORIC_COUNTS = Dated(
    "nil_historic_counts",
    "Historic income of nil and any current income counts as a 25 % difference",
    "rule",
    Row(ALL_NEW_CASES, True, reg("34(2A)"), CHECKED, READ),
)
REFERENCE_WEEKS = Dated(
    "reference_weeks",
    "Weeks in the reference period of a payment plan",
    "weeks",
    Row(SCHEME_OPENS, 52, collection_reg("4"), CHECKED, READ),
)
