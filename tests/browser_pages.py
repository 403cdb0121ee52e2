"""The pages that are looked at in a browser: the examples, words meant to do harm, many years."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomli_w

from conftest import ROOT, run_command

STATEMENTS = {
    "direct-pay": ("--as-at=2026-03-31",),
    "two-families": ("--as-at=2026-06-30", "--grace=31"),
}
ESTIMATE = (
    "estimate",
    "--on=2026-11-21",
    "--income=30000/year",
    "--pension=3000/year",
    "--other-children=1",
    "--collect-and-pay",
    "--format=html",
)
SHAPES = {
    "full": (),
    "short": ("--short",),
    "redacted": ("--redact",),
    "short redacted": ("--short", "--redact"),
}
LONG = "eighteen years, full"
LETTERS = (
    "direct-pay, letter breakdown",
    "two-families, letter missed-payments",
    "direct-pay, letter reconsideration",
    "two-families, letter complaint",
    "hostile, letter complaint",
    "eighteen years, letter missed-payments",
)
EXAMPLES = tuple(f"{case}, {shape}" for case in STATEMENTS for shape in SHAPES)
HOSTILE = ("hostile, full", "hostile, short", "hostile, redacted", "hostile, estimate")
SWEEPS = ("families, sweep income", "families, sweep nights", "hostile, sweep children")
FEES = "caseload, fees"
PAGES = (*EXAMPLES, *LETTERS, "families, estimate", *SWEEPS, FEES, *HOSTILE, LONG)


def make(name: str, folder: Path) -> Path:
    """Make the page of that name in an empty folder."""
    path = folder / "page.html"
    if name == FEES:
        examples = ROOT / "examples"
        script = (sys.executable, examples / "fees.py", examples / "caseload.csv", path)
        subprocess.run(script, check=True)
        return path
    ran = run_command(*_command(name, folder), f"--output={path}")
    assert 0 == ran.code, ran.err
    return path


def _command(name: str, folder: Path) -> tuple[str, ...]:
    case, shape = name.split(", ")
    if shape == "estimate":
        families = FAMILIES[case]
        return (*ESTIMATE, *(f"--family={each}" for each in families))
    if shape.startswith("sweep "):
        return _sweep(case, shape.removeprefix("sweep "))
    kind = shape.removeprefix("letter ")
    does = ("statement",) if kind == shape else ("letter", kind)
    flags = SHAPES.get(shape, ())
    if case in STATEMENTS:
        path = ROOT / "examples" / f"{case}.toml"
        return (*does, str(path), *STATEMENTS[case], *flags)
    if case == "hostile":
        return (*does, *hostile_files(folder), "--as-at=2025-03-31", *flags)
    return (*does, *long_files(folder), "--as-at=2031-01-05", *flags)


def _sweep(case: str, over: str) -> tuple[str, ...]:
    """A sweep beside two proposals, so that its lines are told apart; of one parent's children."""
    families = FAMILIES[case]
    whose = families[0].rpartition("=")[0]
    of_children = over in ("nights", "children")
    return (
        "sweep",
        f"--over={over}",
        "--on=2026-11-21",
        "--income=150/week",
        "--additional-income=unearned=10000/year",
        "--reform=unearned-income-automatic",
        "--reform=proposal-2025",
        *(f"--family={each}" for each in families),
        *((f"--receiving-parent={whose}",) if of_children else ()),
        "--format=html",
    )


# --- words meant to do harm -----------------------------------------------------------------------

MARKUP = (
    "<script>document.title='x'</script>",
    "<img src=x onerror=document.title='x'>",
    "</script><script>document.title='x'</script>",
    "--></style></title><svg onload=document.title='x'>",
    "]]><![CDATA[<b>",
    "javascript:document.title='x'",
    "\"'><a href=javascript:document.title='x' onclick=x>a</a>",
    "&lt;b&gt; &amp; &#60;b&#62;",
)
TURNED = "a\u202eb\u202cc\u2066d\u2069"
UNSEEN = "a\u200bb\u200dc\ufeffd\u00ad"
RIGHT_TO_LEFT = "\u05d0\u05d1\u05d2 12"
ENDLESS = "W" * 10_000
TEXTS = (*MARKUP, TURNED, UNSEEN, RIGHT_TO_LEFT, ENDLESS)
# A label is short, and refused where it would not print.
LABELS = (*(text for text in MARKUP if len(text) <= 60), RIGHT_TO_LEFT, "W" * 60)
FAMILIES = {
    "families": ("Nicola=115", "Sue=0"),
    "hostile": (
        "<script>alert(1)</script>=115",
        "\"'><b>&amp;</b><svg/onload>=0",
        f"{RIGHT_TO_LEFT}=0",
        f"{'W' * 60}=0",
    ),
}
FILE = "<img src=x onerror=x>&'"
BEGINS = date(2024, 3, 11)


def hostile_files(folder: Path) -> tuple[str, str]:
    """Write a case and its payments: every text is meant to do harm, and so are the names."""
    case, payments = folder / f"{FILE}.toml", folder / f"{FILE}.csv"
    case.write_text(tomli_w.dumps(hostile_case()), encoding="utf-8")
    rows = list(hostile_payments())
    with payments.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(case), str(payments)


def hostile_case() -> dict[str, Any]:
    """Give the values of that case."""
    payer, one, two, *children = LABELS
    each = [(BEGINS + timedelta(days=30 * at), text) for at, text in enumerate(TEXTS)]
    return {
        "schema": "cmscalc.case/1",
        "title": " ".join(TEXTS[:-1]),
        "effective_date": BEGINS,
        "service": "direct-pay",
        "paying_parent": payer,
        "receiving_parent": [{"name": one}, {"name": two}],
        "child": [
            {"name": name, "born": date(2019, 1, 1 + at), "lives_with": (one, two)[at % 2]}
            for at, name in enumerate(children)
        ],
        "income": [{"from": BEGINS, "amount": "30000.00", "per": "year", "basis": "current"}],
        "decision": [
            {"from": day, "receiving_parent": name, "weekly": "60.00", "reference": text}
            for name in (one, two)
            for day, text in each
        ],
        "adjustment": [
            {"on": day, "receiving_parent": one, "amount": "1.00", "note": text, "authority": text}
            | {"kind": "write-off"}
            for day, text in each
        ],
        "balance": [
            {"on": day, "receiving_parent": two, "arrears": "1.00", "source": text}
            for day, text in each
        ],
        "diary": [{"on": day, "kind": "call", "who": text, "what": text} for day, text in each],
    }


def hostile_payments() -> Iterator[dict[str, str]]:
    """Give a payment for each text, which stands in each of its columns."""
    for at, text in enumerate(TEXTS):
        day = BEGINS + timedelta(days=30 * at)
        payment = {"date": str(day), "amount": "200.00", "receiving_parent": LABELS[1 + at % 2]}
        yield payment | dict.fromkeys(("method", "reference", "evidence", "note"), text)


# --- many years -----------------------------------------------------------------------------------

YEARS = 18
FIRST = date(2013, 1, 7)


def long_files(folder: Path) -> tuple[str, str]:
    """Write a case of eighteen years, with a review each year and a payment each week."""
    case, payments = folder / "case.toml", folder / "case.csv"
    reviews = [FIRST.replace(year=FIRST.year + at) for at in range(YEARS)]
    values = {
        "schema": "cmscalc.case/1",
        "effective_date": FIRST,
        "service": "collect-and-pay",
        "receiving_parent": [{"name": "B"}],
        "child": [{"name": "C", "born": date(2012, 12, 1)}],
        "income": [
            {"from": day, "amount": f"{20_000 + 500 * at}.00", "per": "year", "basis": "current"}
            for at, day in enumerate(reviews)
        ],
        "decision": [
            {"from": day, "weekly": f"{45 + at}.00", "reference": "annual review"}
            for at, day in enumerate(reviews)
        ],
    }
    case.write_text(tomli_w.dumps(values), encoding="utf-8")
    days = (FIRST + timedelta(days=7 * at + 4) for at in range(YEARS * 52))
    rows = (f"{day},60.00,WEEK {at},bank statement\n" for at, day in enumerate(days))
    payments.write_text("date,amount,reference,evidence\n" + "".join(rows), encoding="utf-8")
    return str(case), str(payments)
