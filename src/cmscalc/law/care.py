"""Schedule 1 paras 7 and 8, regs 46, 47 and 53: nights, bands and what they take off."""

from fractions import Fraction

from cmscalc.law.rows import Dated, Row, pounds
from cmscalc.law.sources import (
    ALL_NEW_CASES,
    CHECKED,
    READ,
    READING,
    SCHEME_OPENS,
    SECONDARY,
    reg,
    schedule_1,
)

# Para 7(6) takes more off for a child at this fraction, and no other.
ONE_HALF = Fraction(1, 2)

CARE_BANDS = Dated(
    "care_bands",
    "Shared care: from this many nights a year, this fraction off",
    "bands",
    Row(
        SCHEME_OPENS,
        (
            (52, Fraction(1, 7)),
            (104, Fraction(2, 7)),
            (156, Fraction(3, 7)),
            (175, ONE_HALF),
        ),
        schedule_1("7(4)"),
        CHECKED,
        READ,
    ),
)
HALF_CARE_EXTRA = Dated(
    "half_care_extra",
    "Extra taken off for each child in the one-half band",
    "pounds",
    Row(SCHEME_OPENS, pounds("7"), schedule_1("7(6)"), CHECKED, READING, reading=32),
    Row(ALL_NEW_CASES, pounds("7"), schedule_1("7(6)"), CHECKED, SECONDARY),
)
SHARED_CARE_MINIMUM = Dated(
    "shared_care_minimum",
    "Least weekly total after shared care",
    "pounds",
    Row(SCHEME_OPENS, pounds("5"), schedule_1("7(7)"), CHECKED, READING, reading=32),
    Row(ALL_NEW_CASES, pounds("7"), schedule_1("7(7)"), CHECKED, READING, reading=17),
)
FLAT_CARE_FROM = Dated(
    "flat_care_from",
    "Flat rate by benefit becomes nil from this many nights a year of one child",
    "nights",
    Row(SCHEME_OPENS, 52, schedule_1("8"), CHECKED, SECONDARY, reading=16),
)
ASSUMED_CARE = Dated(
    "assumed_care",
    "Assumed shared care: one night a week",
    "fraction",
    Row(SCHEME_OPENS, Fraction(1, 7), reg("47"), CHECKED, SECONDARY),
)
LOCAL_AUTHORITY_BANDS = Dated(
    "local_authority_bands",
    "Local authority care: from this many nights a year, this fraction off",
    "bands",
    Row(
        SCHEME_OPENS,
        (
            (52, Fraction(1, 7)),
            (104, Fraction(2, 7)),
            (156, Fraction(3, 7)),
            (208, Fraction(4, 7)),
            (260, Fraction(5, 7)),
            (263, Fraction(1)),
        ),
        reg("53"),
        CHECKED,
        SECONDARY,
        reading=3,
    ),
)
