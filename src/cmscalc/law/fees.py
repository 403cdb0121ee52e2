"""The Child Support Fees Regulations 2014: collection fees under Collect and Pay."""

from cmscalc.law.rows import Dated, Row, percent
from cmscalc.law.sources import CHECKED, COLLECTION_FEES, MIRROR, fees_reg

PAYING_PARENT_FEE = Dated(
    "paying_parent_fee",
    "Collection fee on top, from the paying parent",
    "percent",
    Row(COLLECTION_FEES, percent("20")[0], fees_reg("7"), CHECKED, MIRROR, reading=33),
)
RECEIVING_PARENT_FEE = Dated(
    "receiving_parent_fee",
    "Collection fee off what is passed on to the receiving parent",
    "percent",
    Row(COLLECTION_FEES, percent("4")[0], fees_reg("7"), CHECKED, MIRROR),
)
