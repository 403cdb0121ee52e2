"""The names of a table's columns: what a row may say of a case, and what it is answered with."""

from cmscalc.files.answers import NAMES

# An amount may stand beside its period, in a column of its own.
PER = {"income_per": "income", "current_income_per": "current_income", "pension_per": "pension"}
KNOWN = (*NAMES, *PER)

MONEY_GIVEN = ("income", "current_income", "pension")
MONEY = (
    "gross_weekly_income",
    "weekly",
    "paying_parent_fee",
    "paying_parent_pays",
    "receiving_parent_fee",
    "receiving_parents_get",
)
WORKING = "working"
ERROR = "error"
ANSWERS = (
    "law_of",
    "rate",
    "gross_weekly_income",
    "weekly",
    "weekly_each",
    "paying_parent_fee",
    "paying_parent_pays",
    "receiving_parent_fee",
    "receiving_parents_get",
    WORKING,
    ERROR,
)
