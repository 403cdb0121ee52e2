"""The Child Support (Collection and Enforcement) Regulations 1992: deductions from earnings."""

from cmscalc.law.rows import Dated, Row, percent
from cmscalc.law.sources import CHECKED, READ, SCHEME_OPENS, collection_reg

PROTECTED_EARNINGS = Dated(
    "protected_earnings",
    "Net earnings that a deduction from earnings order may not touch",
    "percent",
    Row(SCHEME_OPENS, percent("60")[0], collection_reg("11(2)"), CHECKED, READ),
)
