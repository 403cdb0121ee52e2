"""What the synthetic caseload is drawn from: each fact, how it is spread, and who says so.

Nothing is cited that was not read. Where no published figure was found it says so, and the shares
are ours. `tools/caseload.py` draws from this, and the table in docs/explain/caseload.md is this.
"""

from collections.abc import Mapping
from typing import NamedTuple

# How sure a marginal is. Of one that is published in part, the shares marked * are published.
PUBLISHED = "published"
PART = "published in part"
QUOTED = "published in part, as another quotes it"
ASSUMED = "assumption"

DIRECT, COLLECT = "Direct Pay", "Collect and Pay"
STATISTICS = "https://www.gov.uk/government/statistics/child-maintenance-service-statistics-data-to"


class Share(NamedTuple):
    """One outcome: its name, how many in a thousand, and the numbers it stands for, if a band.

    A band runs from `low` to below `below`: nights a year, pounds, or hundredths of what was due.
    """

    name: str
    in_1000: int
    low: int = 0
    below: int = 0


class Marginal(NamedTuple):
    """How one fact is spread, among whom, by whose figures, and how sure that is."""

    title: str
    among: str
    shares: tuple[Share, ...]
    sure: str
    source: str
    link: str = ""


def _counts(*in_1000: int, first: int) -> tuple[Share, ...]:
    """Shares of whole numbers from the first on."""
    numbers = range(first, first + len(in_1000))
    return tuple(Share(str(at), share) for at, share in zip(numbers, in_1000, strict=True))


def _bands(edges: tuple[int, ...], in_1000: tuple[int, ...]) -> tuple[Share, ...]:
    """Shares of a week's income between edges in pounds."""
    pairs = zip(edges, edges[1:], in_1000, strict=False)
    return tuple(Share(f"£{low:,} to £{high:,}", n, low, high) for low, high, n in pairs)


EDGES = (0, 7, 100, 200, 400, 600, 800, 1000, 1500, 3000, 6000)
EARNINGS_SOURCE = (
    "No figure for paying parents was found. For orientation: full-time employees' median was "
    "£766.60 a week in April 2025 (ONS, ASHE, as quoted in the trade press); paying parents in "
    "Collect and Pay are on lower incomes on average (Commons written answer 82228, October 2025); "
    "62 % of those with debts earned too little for income tax (NAO, March 2022, as quoted)"
)

MARGINALS: Mapping[str, Marginal] = {
    "region": Marginal(
        "Region",
        "cases",
        (
            *(Share("North East", 41), Share("North West", 114)),
            *(Share("Yorkshire and The Humber", 84), Share("East Midlands", 75)),
            *(Share("West Midlands", 92), Share("East of England", 97), Share("London", 135)),
            *(Share("South East", 143), Share("South West", 88)),
            *(Share("Wales", 48), Share("Scotland", 83)),
        ),
        ASSUMED,
        "Cases are spread as people roughly were in the censuses of 2021 and 2022. DWP has cases "
        "by region in Stat-Xplore, which was not read",
    ),
    "service": Marginal(
        "Service",
        "cases",
        (Share(DIRECT, 646), Share(COLLECT, 354)),
        PUBLISHED,
        "DWP, CMS statistics to December 2019: 466,500 and 255,300 children. Shares of children, "
        "taken for shares of cases, and old: no later split was read",
        "https://www.gov.uk/government/statistics/"
        "child-maintenance-service-statistics-data-to-december-2019-experimental/"
        "child-maintenance-service-statistics-data-to-december-2019-great-britain",
    ),
    "children": Marginal(
        "Qualifying children",
        "cases",
        _counts(622, 278, 78, 22, first=1),
        ASSUMED,
        "The mean of 1.50 is published: about 986,000 children of about 658,000 paying parents in "
        "March 2024 (Commons Library, CBP-10082). How they are spread is ours",
        "https://commonslibrary.parliament.uk/research-briefings/cbp-10082/",
    ),
    "receiving_parent": Marginal(
        "Receiving parent",
        "children after a case's first",
        (Share("the same as the child before", 820), Share("another", 180)),
        ASSUMED,
        "That a paying parent may have several arrangements is published, how many have is not",
    ),
    "nights": Marginal(
        "Nights a year with the paying parent",
        "receiving parents",
        (
            *(Share("0", 690, 0, 1), Share("1 to 51", 80, 1, 52), Share("52 to 103", 110, 52, 104)),
            *(Share("104 to 155", 60, 104, 156), Share("156 to 174", 30, 156, 175)),
            Share("175 to 182 *", 30, 175, 183),
        ),
        QUOTED,
        "23 % with any shared care and 3 % with equal care, “according to CMS statistics”, "
        "without a date (Shared Parenting Scotland). The bands between are ours. In a band from 52 "
        "on half have its lowest number: one, two or three nights a week",
        "https://www.sharedparenting.scot/"
        "child-maintenance-service-should-support-shared-parenting/",
    ),
    "siblings": Marginal(
        "Nights of a receiving parent's further children",
        "children after a receiving parent's first",
        (Share("as the first child's", 940), Share("drawn for the child", 60)),
        ASSUMED,
        "Nothing published was found",
    ),
    "other_children": Marginal(
        "Relevant other children",
        "cases",
        _counts(700, 170, 90, 40, first=0),
        ASSUMED,
        "Nothing published was found",
    ),
    f"means {DIRECT}": Marginal(
        "What the paying parent lives on",
        DIRECT,
        (Share("earnings", 880), Share("benefit", 110), Share("prison", 10)),
        ASSUMED,
        "Nothing published was found; see incomes",
    ),
    f"means {COLLECT}": Marginal(
        "What the paying parent lives on",
        COLLECT,
        (Share("earnings", 560), Share("benefit", 400), Share("prison", 40)),
        ASSUMED,
        "Nothing published was found; see incomes",
    ),
    "benefit": Marginal(
        "Benefit",
        "those on a benefit",
        (
            Share("universal-credit-no-earnings", 780),
            Share("contributory-employment-and-support-allowance", 90),
            *(Share("carers-allowance", 70), Share("pension-credit", 40)),
            Share("state-pension", 20),
        ),
        ASSUMED,
        "Nothing published was found",
    ),
    f"earnings {DIRECT}": Marginal(
        "Gross weekly income",
        f"those on earnings, {DIRECT}",
        _bands(EDGES, (5, 25, 50, 165, 265, 225, 125, 95, 40, 5)),
        ASSUMED,
        EARNINGS_SOURCE,
        "https://www.parallelparliament.co.uk/question/82228/children-maintenance",
    ),
    f"earnings {COLLECT}": Marginal(
        "Gross weekly income",
        f"those on earnings, {COLLECT}",
        _bands(EDGES, (10, 50, 90, 265, 275, 165, 80, 50, 14, 1)),
        ASSUMED,
        "As above",
    ),
    "period": Marginal(
        "Period in which earnings are given",
        "those on earnings",
        (Share("year", 850), Share("month", 100), Share("week", 50)),
        ASSUMED,
        "Most assessments use HMRC's figure for a year",
    ),
    "pension": Marginal(
        "Pension contributions to take off",
        "those on earnings",
        (Share("none", 930), Share("3 to 8 % of earnings", 70, 3, 9)),
        ASSUMED,
        "Nothing published was found",
    ),
    "unearned": Marginal(
        "Unearned income a year",
        "those on earnings",
        (
            *(Share("none", 940), Share("£250 to £2,500", 30, 250, 2500)),
            Share("£2,500 to £10,000", 20, 2500, 10000),
            Share("£10,000 to £50,000", 10, 10000, 50000),
        ),
        ASSUMED,
        "Nothing published was found",
    ),
    f"paid {DIRECT}": Marginal(
        "Paid of what was due",
        DIRECT,
        (
            *(Share("all, on time *", 400, 100, 101), Share("all, some late *", 200, 100, 101)),
            *(Share("91 to 99 %", 60, 91, 100), Share("1 to 90 %", 220, 1, 91)),
            Share("nothing", 120, 0, 1),
        ),
        PART,
        "60 % of receiving parents said they got all, 40 % always on time (government response, "
        "June 2025). How the other 40 % were paid is ours",
        "https://www.gov.uk/government/consultations/"
        "child-maintenance-improving-the-collection-and-transfer-of-payments/outcome/"
        "government-response-child-maintenance-improving-the-collection-and-transfer-of-payments",
    ),
    f"paid {COLLECT}": Marginal(
        "Paid of what was due",
        COLLECT,
        (
            *(Share("all, on time", 330, 100, 101), Share("all, some late", 30, 100, 101)),
            *(Share("91 to 99 %", 90, 91, 100), Share("1 to 90 % *", 230, 1, 91)),
            Share("nothing *", 320, 0, 1),
        ),
        PART,
        "DWP, CMS statistics to September 2024: 45 % paid over 90 % (the first three), 23 % up to "
        "90 %, the rest nothing. How the 45 % are split is ours",
        f"{STATISTICS}-september-2024/child-maintenance-service-statistics-data-to-september-2024",
    ),
    "abuse": Marginal(
        "Abuse by the other parent reported",
        "cases",
        (Share("yes", 560), Share("no", 440)),
        PUBLISHED,
        "DWP, October to December 2023: 56 % of new applications were exempt from the fee of the "
        "time, largely because the applicant had told of domestic abuse (Commons written answer "
        "26178). A share of those who applied then and told, not of all cases; not telling is not "
        "“no”. Drawn apart from every other fact",
        "https://www.parallelparliament.co.uk/question/26178/children-maintenance",
    ),
}


def table() -> str:
    """Write the marginals as a table of Markdown."""
    lines = ["| fact | among | in a thousand | how sure | by what |", "|---|---|---|---|---|"]
    for each in MARGINALS.values():
        shares = "; ".join(f"{share.name}: {share.in_1000}" for share in each.shares)
        source = f"{each.source}. [Page]({each.link})" if each.link else f"{each.source}."
        lines.append(f"| {each.title} | {each.among} | {shares} | {each.sure} | {source} |")
    return "\n".join(lines)
