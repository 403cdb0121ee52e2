"""Make a synthetic caseload: invented cases, spread as far as we know as published figures are.

    python tools/caseload.py --rows 8000 --collected -o examples/caseload.csv   the one shipped
    python tools/caseload.py --rows 1000000 -o million.csv                      for measuring
    python tools/caseload.py --marginals                                        the docs' table

No row is anybody's. The same seed gives the same bytes on every Python, and the first rows do not
depend on how many follow. `collected` is left empty unless asked for: it is a share of what is due,
so it takes an estimate a row.

How a case is drawn, in order; each step looks only at what is named.

1. The region and the service.
2. Children, then the receiving parent of each child after the first, then the nights of each
   receiving parent's children.
3. Other children.
4. What the paying parent lives on, by the service; then the benefit, or a week's income evenly
   within its band, by the service. Pension and unearned income only beside earnings.
5. What was paid, by the service; abuse reported, by nothing.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from marginals import COLLECT, MARGINALS, Share, table

COLUMNS = (
    *("id", "region", "income", "pension", "children", "nights", "family", "other_children"),
    *("benefit", "nil_status", "additional_income", "collect_and_pay", "not_compliant", "abuse"),
    "collected",
)
SEED = 2012
A_NIGHT_A_WEEK = 52
# The law of this day says what is due, where --collected asks.
DAY = "2026-11-21"


class Dice:
    """Whole numbers at random: splitmix64, the same on every Python."""

    MASK = (1 << 64) - 1

    def __init__(self, seed: int) -> None:
        self.state = seed & self.MASK

    def below(self, count: int) -> int:
        """Draw a whole number from 0 to below `count`."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        mixed = ((self.state ^ (self.state >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & self.MASK
        return ((mixed ^ (mixed >> 31)) * count) >> 64

    def share(self, name: str) -> Share:
        """Draw an outcome of a marginal."""
        left = self.below(1000)
        for share in MARGINALS[name].shares:
            left -= share.in_1000
            if left < 0:
                return share
        raise AssertionError(f"the shares of {name} do not make a thousand")

    def within(self, share: Share, scale: int = 1) -> int:
        """Draw a number of a band, in parts of its unit."""
        return share.low * scale + self.below((share.below - share.low) * scale)


Row = dict[str, str]


def cases(rows: int, seed: int = SEED) -> Iterator[Row]:
    """Give so many cases, each with every column."""
    dice = Dice(seed)
    for at in range(1, rows + 1):
        yield {**dict.fromkeys(COLUMNS, ""), "id": f"S{at:06}", **_case(dice)}


def _case(dice: Dice) -> Row:
    region, service = dice.share("region").name, dice.share("service").name
    family = _family(dice)
    other = dice.share("other_children").name
    means = dice.share(f"means {service}").name
    row = {"region": region, **family, "other_children": other, "income": "0/year"}
    row["collect_and_pay"] = "yes" if service == COLLECT else "no"
    if means == "prison":
        row["nil_status"] = "prisoner"
    if means == "benefit":
        row["benefit"] = dice.share("benefit").name
    if means == "earnings":
        row |= _earnings(dice, service)
    paid = dice.share(f"paid {service}")
    row["not_compliant"] = "no" if paid.name.startswith("all, on time") else "yes"
    # A share, until `collected` makes an amount of it.
    row["collected"] = str(dice.within(paid))
    row["abuse"] = dice.share("abuse").name
    return row


def _family(dice: Dice) -> Row:
    count = int(dice.share("children").name)
    families = [1]
    for _ in range(count - 1):
        if dice.share("receiving_parent").name == "another":
            families.append(0)
        families[-1] += 1
    nights = [_nights(dice, children) for children in families]
    if len(nights) == 1:
        told = nights[0][:1] if len(set(nights[0])) == 1 else nights[0]
        return {"children": str(count), "nights": _listed(told)}
    named = zip("ABCD", nights, strict=False)
    return {"family": ";".join(f"{name}={_listed(each)}" for name, each in named)}


def _listed(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def _nights(dice: Dice, children: int) -> list[int]:
    """Draw the nights of each child of one receiving parent."""
    first = _nights_of_a_child(dice)
    each = [first]
    for _ in range(children - 1):
        own = dice.share("siblings").name == "drawn for the child"
        each.append(_nights_of_a_child(dice) if own else first)
    return each


def _nights_of_a_child(dice: Dice) -> int:
    band = dice.share("nights")
    return band.low if band.low >= A_NIGHT_A_WEEK and dice.below(2) else dice.within(band)


def _earnings(dice: Dice, service: str) -> Row:
    weekly = dice.within(dice.share(f"earnings {service}"), scale=100)
    period = dice.share("period").name
    # Up to the next penny, so that it is not below the band when it is made weekly again.
    parts, whole = {"year": (365, 7), "month": (365, 84), "week": (1, 1)}[period]
    amount = -(-weekly * parts // whole)
    row = {"income": f"{pounds(amount)}/{period}"}
    pension = dice.share("pension")
    if pension.below:
        row["pension"] = f"{pounds(amount * dice.within(pension) // 100)}/{period}"
    unearned = dice.share("unearned")
    if unearned.below:
        row["additional_income"] = f"unearned={dice.within(unearned)}/year"
    return row


def pounds(pence: int) -> str:
    """Write pence as pounds: 2712345 as 27123.45, 500 as 5."""
    whole, part = divmod(pence, 100)
    return f"{whole}.{part:02}" if part else str(whole)


def with_collected(row: Row) -> Row:
    """Make an amount a week of the share that was paid, by an estimate of what was due."""
    from cmscalc import estimate  # noqa: PLC0415 - a million rows do without

    answers = {name: row[name] for name in COLUMNS[2:11] if row[name] and name != "family"}
    family = row["family"].split(";") if row["family"] else None
    due = estimate(on=DAY, family=family, **answers).weekly.pence
    return {**row, "collected": f"{pounds(due * int(row['collected']) // 100)}/week"}


def write(file: TextIO, rows: int, seed: int, *, collected: bool) -> None:
    """Write a caseload as CSV."""
    file.write(",".join(COLUMNS) + "\n")
    for row in cases(rows, seed):
        done = with_collected(row) if collected else {**row, "collected": ""}
        file.write(",".join(f'"{cell}"' if "," in cell else cell for cell in done.values()) + "\n")


def main() -> None:
    """Read the command line, and write."""
    parser = argparse.ArgumentParser(description="Make a synthetic caseload.")
    parser.add_argument("--rows", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--collected", action="store_true", help="amounts that were paid")
    parser.add_argument("--marginals", action="store_true", help="the table of marginals")
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args()
    if asked.marginals:
        print(table())
    elif asked.output is None:
        write(sys.stdout, asked.rows, asked.seed, collected=asked.collected)
    else:
        with asked.output.open("w", encoding="utf-8", newline="") as file:
            write(file, asked.rows, asked.seed, collected=asked.collected)


if __name__ == "__main__":
    main()
