"""Act s.55, reg 76 and child benefit law: the ages and days that end a qualifying child."""

from cmscalc.law.rows import Citation, Dated, Row
from cmscalc.law.sources import CHECKED, LEGISLATION, READ, SCHEME_OPENS, SECONDARY, instrument, reg

GOV_UK_LEAVERS = Citation(
    "GOV.UK, Child Benefit when your child turns 16",
    "https://www.gov.uk/child-benefit-16-19",
)

CHILD_UNDER = Dated(
    "child_under",
    "Age under which a child is counted whatever they do",
    "years",
    Row(
        SCHEME_OPENS,
        16,
        Citation("CSA 1991 s.55(1)", f"{LEGISLATION}/ukpga/1991/48/section/55"),
        CHECKED,
        READ,
    ),
)
YOUNG_PERSON_UNDER = Dated(
    "young_person_under",
    "Age from which nobody is counted as a child",
    "years",
    Row(SCHEME_OPENS, 20, reg("76"), CHECKED, READ),
)
TERMINAL_MONTHS = Dated(
    "terminal_months",
    "Months whose last day can be a terminal date, after education ends",
    "month",
    Row(
        SCHEME_OPENS,
        (2, 5, 8, 11),
        instrument("2006/223", "reg 7(2)"),
        CHECKED,
        READ,
        reading=31,
    ),
)
LEAVERS_MONTH = Dated(
    "leavers_month",
    "Month whose end is the earliest terminal date of a leaver at 16",
    "month",
    Row(SCHEME_OPENS, 8, GOV_UK_LEAVERS, CHECKED, SECONDARY),
)
