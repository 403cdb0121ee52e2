"""The names of a table's columns: what a row may say of a case, and what it is answered with."""

from cmscalc.files.answers import NAMES

# An amount may stand beside its period, in a column of its own.
PER = {
    "income_per": "income",
    "current_income_per": "current_income",
    "pension_per": "pension",
    "collected_per": "collected",
}
# A reform is asked for on the command line, for all rows alike.
REFORM = "reform"
KNOWN = (*(name for name in NAMES if name != REFORM), *PER)

MONEY_GIVEN = ("income", "current_income", "pension")
COLLECTED = "collected"
MONEY = (
    "gross_weekly_income",
    "weekly",
    "paying_parent_fee",
    "paying_parent_pays",
    "receiving_parent_fee",
    "receiving_parents_get",
    "state_pays",
    "state_collects",
    "state_cost",
)
# The day whose law answered.
LAW_OF = "law_of"
# How amounts and fees were rounded: told where a flag asks for it.
ROUNDED = "rounded"
# What only a reform is answered with.
STATE = ("state_pays", "state_collects", "state_cost")
PROPOSAL = "proposal"
WORKING = "working"
ERROR = "error"
ANSWERS = (
    LAW_OF,
    ROUNDED,
    "rate",
    "gross_weekly_income",
    "weekly",
    "weekly_each",
    "paying_parent_fee",
    "paying_parent_pays",
    "receiving_parent_fee",
    "receiving_parents_get",
    "state_pays",
    "state_collects",
    "state_cost",
    PROPOSAL,
    WORKING,
    ERROR,
)
