"""Cases for the tests of statements: one of eighteen years, and one that is hostile."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

START = date(2013, 12, 2)
YEARS = 18
HOSTILE = (
    "<script>document.title='x'</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><!-- ]]> --> {{7*7}} #panic() *bold* $x$ `code`",
    "javascript:alert(1) &amp; &#60;b&#62; \u202egnirts\u202c zero\u200bwidth",
    "=HYPERLINK(1) 'single' \"double\" \\ back % {} \x1b[31m red",
)

LABEL = "<i>B</i> \"'& <!-- {} -->"


def long_case(folder: Path) -> Path:
    """Write eighteen years of weekly payments, with a review, a decision and a diary each year."""
    rows = [
        'schema = "cmscalc.case/1"',
        "effective_date = 2013-12-02",
        'service = "collect-and-pay"',
        "[[receiving_parent]]",
        'name = "B"',
        *("[[child]]", 'name = "C1"', "born = 2013-09-20"),
        *("[[child]]", 'name = "C2"', "born = 2015-09-20"),
    ]
    for year in range(YEARS):
        day = START.replace(year=START.year + year)
        weekly, amount = f"{55 + year}.{year:02}", 24_000 + 700 * year
        rows += ["[[income]]", f"from = {day}", f'amount = "{amount}.00"', 'per = "year"']
        rows += ["[[nights]]", f"from = {day}", f"nights = {40 + year * 5}"]
        rows += ["[[decision]]", f"from = {day}", f'weekly = "{weekly}"', f"letter_dated = {day}"]
        for month in range(4):
            said = day + timedelta(days=60 * month + 9)
            rows += ["[[diary]]", f"on = {said}", 'who = "CMS"', 'what = "Asked again"']
            rows += [f"promised_by = {said + timedelta(days=21)}"]
    case = folder / "long.toml"
    case.write_text("\n".join(rows) + "\n", encoding="utf-8")
    paid = (
        f"{START + timedelta(days=7 * week + 6)},{60 + week % 17}.{week % 100:02},MAINT {week}\n"
        for week in range(YEARS * 52)
        if week % 11 != 5
    )
    (folder / "long.csv").write_text(f"date,amount,reference\n{''.join(paid)}", encoding="utf-8")
    return case


def hostile_case(folder: Path) -> Path:
    """Write a case whose every text would do harm if it were more than text."""
    one, two, three, four, five = HOSTILE
    long = "unbroken" * 1_200
    case = folder / "hostile.toml"
    texts = {
        "title": one,
        "paying_parent": two,
        "reference": three,
        "note": four,
        "authority": long,
        "source": five,
        "who": one,
        "what": "\n".join([*HOSTILE, long]),
    }
    quoted = {name: json.dumps(text) for name, text in texts.items()}
    case.write_text(
        f"""
schema = "cmscalc.case/1"
title = {quoted["title"]}
effective_date = 2025-01-06
service = "collect-and-pay"
paying_parent = {quoted["paying_parent"]}

[[receiving_parent]]
name = {json.dumps(LABEL)}

[[child]]
name = "<b>C</b> & 'D'"
born = 2016-05-04

[[income]]
from = 2025-01-06
amount = "26000.00"
per = "year"
tax_year = {quoted["title"]}

[[decision]]
from = 2025-01-06
weekly = "61.00"
letter_dated = 2025-01-20
reference = {quoted["reference"]}

[[adjustment]]
on = 2025-02-01
kind = "write-off"
amount = "1.00"
note = {quoted["note"]}
authority = {quoted["authority"]}

[[balance]]
on = 2025-02-28
arrears = "12.00"
source = {quoted["source"]}

[[diary]]
on = 2025-03-01
who = {quoted["who"]}
what = {quoted["what"]}
promised_by = 2025-03-09
""",
        encoding="utf-8",
    )
    with (folder / "hostile.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "amount", "method", "reference", "evidence", "agreed", "note"])
        for at, text in enumerate([*HOSTILE, long]):
            rows.writerow([f"2025-02-{at + 1:02}", "10.00", text[:50], text, text, "", text])
    return case
