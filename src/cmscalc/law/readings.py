"""Readings: where the law was not read in full, or sources disagree. Numbers are permanent."""

from typing import NamedTuple


class Reading(NamedTuple):
    """A doubt that could move money: the question, what we chose and why, and its effect."""

    number: int
    question: str
    chosen: str
    effect: str


READINGS = {
    reading.number: reading
    for reading in (
        Reading(
            1,
            "flat rate with additional income (reg 73(2))",
            "the flat rate plus the Schedule 1 amount on the additional income alone",
            "up to the flat rate a week, or more if a lesser-of test was kept from the 2003 scheme",
        ),
        Reading(
            2,
            "nil rate by status with earnings under reg 70",
            "the ordinary rates on those earnings",
            "£7 or more a week",
        ),
        Reading(
            3,
            "a child in local authority care for 263 nights or more",
            "the whole of that child's share is taken off and the child is still counted; nothing "
            "is due if every child is",
            "one child of two on £500: £40.00 counted, £60.00 not counted",
        ),
        Reading(
            4,
            "local authority care and shared care of one child",
            "the fractions are added, to at most the whole share",
            "one seventh or more of the child's share",
        ),
        Reading(
            5,
            "a child in equal day-to-day care among others",
            "not counted: no calculation falls to be made for that child (if its child benefit "
            "goes to the paying parent or partner it may be an other child: --other-children)",
            "the percentage and the division of the rest",
        ),
        Reading(
            6,
            "whether the rate is chosen before or after the cut for other children",
            "before, because the cut is only for the basic rate's own paragraphs",
            "only from £200 to about £238 a week with relevant other children",
        ),
        Reading(
            7,
            "the £10 test on special expenses",
            "each kind alone, and the whole amount counts",
            "up to £10 of income a kind: £1.20 to £1.90 a week",
        ),
        Reading(
            8,
            "boarding school: 35 % of whole fees, and 50 % of income",
            "both limits applied",
            "large on high fees",
        ),
        Reading(
            9,
            "whether assets are added together, and the 8 % taken on the whole",
            "added together, 8 % of the whole net value",
            "8 % on small holdings",
        ),
        Reading(
            10,
            "assets of exactly £31,250",
            "do not count: the regulation says exceeds",
            "£47.95 of weekly income at that figure",
        ),
        Reading(
            11,
            "unearned income: the whole, or what is over £2,500",
            "the whole",
            "£47.95 of weekly income",
        ),
        Reading(
            12,
            "several variations near the £3,000 limit",
            "additional income less special expenses, then the limit",
            "£18 to £30 a week for incomes near £3,000",
        ),
        Reading(
            13,
            "the default rate for one child",
            "£39, £51 and £64, as reg 49 was made and the leaflet says; GOV.UK's page How child "
            "maintenance is worked out says £38 for one child",
            "£1 a week (£3 for three children in an older page)",
        ),
        Reading(
            15,
            "children under another arrangement (para 5A)",
            "the rate for all the children, divided by all of them, times the qualifying children, "
            "with the flat rate of the day as its minimum",
            "the minimum rarely matters",
        ),
        Reading(
            16,
            "paras 6, 7(5) to (7) and 8 of Schedule 1, seen in guides only",
            "as every guide says (divide by the number of children; average the fractions of one "
            "receiving parent's children; flat rate by benefit is nil to a receiving parent with "
            "52 nights or more of one child, and is not shared again)",
            "none expected",
        ),
        Reading(
            17,
            "whom the minimum after shared care protects",
            "the total of all receiving parents, shared by number of children",
            "up to the flat rate a receiving parent",
        ),
        Reading(
            18,
            "a receiving parent's part that would be less than nothing",
            "counts as nothing before the total is tested",
            "pounds, rarely",
        ),
        Reading(
            20,
            "when amounts are rounded",
            "once, at the end (rounding mode final); the mode each-step rounds every step",
            "a penny or so",
        ),
        Reading(
            21,
            "which receiving parent has the odd penny",
            "a penny is taken where rounding up gave most and given where rounding down took most; "
            "in a tie the later-listed one has the larger part; CMS may vary it",
            "1p",
        ),
        Reading(
            23,
            "newer benefits on list 44(1)",
            "State Pension and Carer Support Payment are on it; bereavement support is not",
            "the flat rate or the full rate",
        ),
        Reading(
            24,
            "monthly or yearly current pay to a week",
            "a month × 12 ÷ 365 × 7 and a year ÷ 365 × 7, as reg 35 does",
            "on £24,000 a year: £460.27 a week, where ÷ 52 gives £461.54",
        ),
        Reading(
            26,
            "yearly unearned income, assets and expenses to a week",
            "÷ 365 × 7",
            "£50,000 of assets: £76.71 a week of income, where ÷ 52 gives £76.92",
        ),
        Reading(
            27,
            "the 25 % test before or after pension contributions",
            "after",
            "large, but only near the edge of 25 %",
        ),
        Reading(
            28,
            "whether a current income moved by 25 % between reviews",
            "against the current income in use (reg 23(2)); then it applies even if it is near the "
            "historic one",
            "which of two incomes is used until the next review",
        ),
        Reading(
            31,
            "a child's last day: the terminal date, or the end of that week",
            "the terminal date",
            "up to 6 days of a child's part",
        ),
        Reading(
            32,
            "the nil limit and the minimums in 2012-13",
            "£5; the extra for a child in the one-half band £7 always",
            "£2 a week in old periods",
        ),
        Reading(
            33,
            "the 20 % fee on each instalment or day by day",
            "on each instalment; fee rounding daily works it out by the day",
            "2p a week on £100",
        ),
        Reading(
            34,
            "the 4 % fee on arrears that built up under Direct Pay and are collected later",
            "charged",
            "4 % of them",
        ),
        Reading(
            35,
            "a part-paid Collect and Pay instalment",
            "5/6 to maintenance and 1/6 to the fee; or maintenance first, if asked for",
            "moves money between columns, not the total",
        ),
        Reading(
            36,
            "the pennies of equal instalments that do not sum to the plan year",
            "the last instalment absorbs them",
            "less than 26p between instalments",
        ),
        Reading(
            37,
            "where a payment goes, which CMS may choose",
            "the oldest arrears first; two other ways on request",
            "which arrears are old, not how much is owed",
        ),
        Reading(
            39,
            "which payments to third parties can be set off",
            "those the case file gives",
            "whole payments",
        ),
        Reading(
            42,
            "earnings of exactly £100 a week on a flat or nil rate (reg 70)",
            "do not count from 25 November 2013",
            "£7 a week at exactly £100",
        ),
        Reading(
            43,
            "pension contributions already taken off gross weekly income",
            "each contribution is taken off once only: those given for unearned income must not be "
            "among the pension contributions too",
            "the rate on the contribution",
        ),
    )
}
