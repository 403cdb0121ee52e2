"""Challenging a decision: how long there is to ask CMS to look at it again."""

from cmscalc.law.rows import Dated, Row
from cmscalc.law.sources import CHECKED, SCHEME_OPENS, SECONDARY, reg

RECONSIDERATION_DAYS = Dated(
    "reconsideration_days",
    "Days from being told of a decision to ask for it to be reconsidered",
    "days",
    Row(SCHEME_OPENS, 30, reg("14"), CHECKED, SECONDARY),
)
