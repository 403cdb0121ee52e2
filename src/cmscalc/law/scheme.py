"""Whom the 2012 scheme took, as it opened in steps."""

from datetime import date

from cmscalc.law.rows import Dated, Row
from cmscalc.law.sources import ALL_NEW_CASES, CHECKED, READ, SCHEME_OPENS, instrument

TWO_OR_MORE = date(2013, 7, 29)

LEAST_CHILDREN = Dated(
    "least_children",
    "Children of the same parents for a new application",
    "children",
    Row(SCHEME_OPENS, 4, instrument("2012/3042"), CHECKED, READ),
    Row(TWO_OR_MORE, 2, instrument("2013/1860"), CHECKED, READ),
    Row(ALL_NEW_CASES, 1, instrument("2013/2947"), CHECKED, READ),
)
