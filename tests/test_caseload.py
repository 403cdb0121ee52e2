"""The shipped caseload is made again to the byte, and is spread as its table says."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice

import pytest
from caseload import COLUMNS, SEED, Dice, Row, cases, write
from marginals import ASSUMED, COLLECT, DIRECT, MARGINALS, Marginal, Share, table

from conftest import ROOT

SHIPPED = ROOT / "examples" / "caseload.csv"
PAGE = ROOT / "docs" / "explain" / "caseload.md"
ROWS = 8000
WEEKS_A_YEAR = {"year": Fraction(365, 7), "month": Fraction(365, 84), "week": Fraction(1)}


def made(rows: int, seed: int = SEED, *, collected: bool = False) -> str:
    file = io.StringIO()
    write(file, rows, seed, collected=collected)
    return file.getvalue()


def test_it_is_made_again_to_the_byte() -> None:
    """Nobody edited the file, and the generator is what made it."""
    assert SHIPPED.read_bytes().decode() == made(ROWS, collected=True)


def test_its_size() -> None:
    """It is small enough to ship, and a reader finds every column in every row."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert 600_000 > SHIPPED.stat().st_size
    assert ROWS + 1 == len(rows)
    assert [list(COLUMNS)] == rows[:1]
    assert {len(COLUMNS)} == {len(row) for row in rows}


def test_ids_are_clearly_invented() -> None:
    """S and a number, in order."""
    assert ["S000001", "S000002", "S000003"] == [row["id"] for row in cases(3)]


def test_the_first_rows_do_not_depend_on_how_many_follow() -> None:
    """So a smaller file is the head of a larger one."""
    assert list(cases(50)) == list(islice(cases(500), 50))


def test_another_seed_makes_other_cases() -> None:
    """The seed is used."""
    assert made(50, seed=1) != made(50, seed=2)


def test_the_dice() -> None:
    """The first numbers of splitmix64 from 0, as its author's program prints them."""
    dice = Dice(0)

    assert [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F] == [
        dice.below(1 << 64) for _ in range(3)
    ]


# --- what the rows say, held against the table ---------------------------------------------------


def nights(row: Row) -> list[list[int]]:
    """Nights of each child, by receiving parent."""
    if row["family"]:
        told = [each.split("=")[1] for each in row["family"].split(";")]
        return [[int(number) for number in each.split(",")] for each in told]
    each = [int(number) for number in row["nights"].split(",")]
    return [each * int(row["children"]) if len(each) == 1 else each]


def weekly(row: Row) -> Fraction:
    """Gross weekly income in pounds."""
    amount, period = row["income"].split("/")
    return Fraction(amount) / WEEKS_A_YEAR[period]


def band(shares: tuple[Share, ...], value: Fraction | int) -> str:
    """Name the band a number is in."""
    return next(share.name for share in shares if share.low <= value < share.below)


def earns(row: Row) -> bool:
    return not row["benefit"] and not row["nil_status"]


def service(row: Row) -> str:
    return {"yes": COLLECT, "no": DIRECT}[row["collect_and_pay"]]


def means(row: Row) -> str:
    if earns(row):
        return "earnings"
    return "benefit" if row["benefit"] else "prison"


def paid(row: Row) -> str:
    """Name how much was paid, of rows whose amounts are still shares."""
    share = int(row["collected"])
    if share == 100:
        return "all, on time" if row["not_compliant"] == "no" else "all, some late"
    assert row["not_compliant"] == "yes"
    return "nothing" if share == 0 else "1 to 90 %" if share <= 90 else "91 to 99 %"


def children(row: Row) -> Iterator[str]:
    """Say of each child after the first whether it has another receiving parent."""
    families = nights(row)
    yield from ["another"] * (len(families) - 1)
    yield from ["the same as the child before"] * (sum(map(len, families)) - len(families))


def unearned(row: Row) -> str:
    if not row["additional_income"]:
        return "none"
    pounds = row["additional_income"].removeprefix("unearned=").removesuffix("/year")
    return band(MARGINALS["unearned"].shares[1:], int(pounds))


READ: dict[str, Callable[[Row], list[str]]] = {
    "region": lambda row: [row["region"]],
    "service": lambda row: [service(row)],
    "children": lambda row: [str(sum(map(len, nights(row))))],
    "receiving_parent": lambda row: list(children(row)),
    "nights": lambda row: [band(MARGINALS["nights"].shares, each[0]) for each in nights(row)],
    "other_children": lambda row: [row["other_children"]],
    "benefit": lambda row: [row["benefit"]] if row["benefit"] else [],
    "period": lambda row: [row["income"].split("/")[1]] if earns(row) else [],
    "pension": lambda row: (
        [("3 to 8 % of earnings" if row["pension"] else "none")] if earns(row) else []
    ),
    "unearned": lambda row: [unearned(row)] if earns(row) else [],
    "abuse": lambda row: [row["abuse"]],
}


def earnings(row: Row) -> str:
    return band(MARGINALS[f"earnings {service(row)}"].shares, weekly(row))


# Facts whose shares are the service's own.
BY_SERVICE: dict[str, Callable[[Row], list[str]]] = {
    "means": lambda row: [means(row)],
    "paid": lambda row: [paid(row)],
    "earnings": lambda row: [earnings(row)] if earns(row) else [],
}


def labels(name: str, row: Row) -> list[str]:
    """Name the outcomes of a marginal that a row shows."""
    if name in READ:
        return READ[name](row)
    fact, of = name.split(" ", maxsplit=1)
    return BY_SERVICE[fact](row) if of == service(row) else []


@pytest.mark.parametrize("name", sorted(MARGINALS.keys() - {"siblings"}))
def test_each_fact_is_spread_as_the_table_says(name: str) -> None:
    """Within four standard errors of what so many draws would give."""
    found = Counter(each for row in cases(ROWS) for each in labels(name, row))
    draws = found.total()
    shares = {share.name.removesuffix(" *"): share for share in MARGINALS[name].shares}

    assert shares.keys() >= {label.removesuffix(" *") for label in found}
    assert draws > 0
    for label, share in shares.items():
        p = Fraction(share.in_1000, 1000)
        off = found[label] + found[f"{label} *"] - draws * p
        assert off**2 <= 16 * draws * p * (1 - p), (label, float(off))


def test_few_children_of_a_receiving_parent_differ() -> None:
    """Six in a hundred draw their own nights, and half of those draw the same again."""
    later = [
        number != each[0] for row in cases(ROWS) for each in nights(row) for number in each[1:]
    ]

    assert Fraction(2, 100) < Fraction(sum(later), len(later)) < Fraction(4, 100)


def test_half_of_shared_care_is_a_whole_number_of_nights_a_week() -> None:
    """The lowest number of its band, besides those drawn evenly."""
    first = Counter(each[0] for row in cases(ROWS) for each in nights(row))
    in_band = sum(first[number] for number in range(52, 104))

    assert Fraction(45, 100) < Fraction(first[52], in_band) < Fraction(58, 100)


# --- the table itself ----------------------------------------------------------------------------


@pytest.mark.parametrize("marginal", MARGINALS.values(), ids=MARGINALS)
def test_the_shares_make_a_thousand(marginal: Marginal) -> None:
    """And what is not an assumption leads to its source."""
    assert 1000 == sum(share.in_1000 for share in marginal.shares)
    assert marginal.source
    assert marginal.sure == ASSUMED or marginal.link.startswith("https://")
    assert ("*" in "".join(share.name for share in marginal.shares)) == ("part" in marginal.sure)


def test_published_figures_are_met() -> None:
    """Each sum as a person does it from the source: see the table for who says so."""
    shares = {
        name: {share.name: share.in_1000 for share in marginal.shares}
        for name, marginal in MARGINALS.items()
    }
    # 466,500 of 466,500 + 255,300 children: 64.6 %.
    assert shares["service"][DIRECT] == 646
    # 986,000 children ÷ 658,000 paying parents = 1.498
    assert 1500 == sum(int(count) * share for count, share in shares["children"].items())
    # 23 % with any shared care, 3 % with equal care
    shared = [share for share in MARGINALS["nights"].shares if share.low >= 52]
    assert [230, 30] == [sum(share.in_1000 for share in shared), shared[-1].in_1000]
    # 45 % over 90 %, 23 % up to 90 %, 32 % nothing
    paid_by_cms = list(shares[f"paid {COLLECT}"].values())
    assert [450, 230, 320] == [sum(paid_by_cms[:3]), *paid_by_cms[3:]]
    # 60 % get all, 40 % always on time
    paid_directly = list(shares[f"paid {DIRECT}"].values())
    assert [600, 400] == [sum(paid_directly[:2]), paid_directly[0]]


def test_the_page_has_the_table_and_a_row_of_the_file() -> None:
    """Write the table again with tools/caseload.py --marginals."""
    page = PAGE.read_text(encoding="utf-8")

    assert table() in page
    assert SHIPPED.read_text(encoding="utf-8").splitlines()[2] in page.splitlines()
