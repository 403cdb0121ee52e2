"""One page from a table of cases: collection fees today, under the 2025 proposal, and without.

    python examples/fees.py examples/caseload.csv fees.html

The table has the columns of `cmscalc batch`, collect_and_pay and not_compliant among them.
A proposal is not law, and a synthetic caseload is nobody's: the page says both.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path
from string import Template
from typing import Any

ON = "2026-11-21"
TODAY, PROPOSAL, NO_FEES = "Today", "2025 proposal", "No fees"
RULES = {TODAY: [], PROPOSAL: ["--reform", "proposal-2025"], NO_FEES: ["--reform", "no-fees"]}
# By collect_and_pay and not_compliant, as they stand in the table.
KINDS = {
    ("no", "no"): "Direct Pay, on time",
    ("no", "yes"): "Direct Pay, not on time",
    ("yes", "no"): "Collect and Pay, on time",
    ("yes", "yes"): "Collect and Pay, not on time",
}
SAID_IN = ("collect_and_pay", "not_compliant")
ALL = "All cases"
SIDES = {"paying_parents": "pay", "receiving_parents": "get"}
Group = dict[str, Any]
Figures = dict[str, dict[str, Group]]


def main(table: Path, page: Path) -> None:
    """Add the table up under each rule, and write the page."""
    cases = with_kinds(table.read_text(encoding="utf-8-sig"))
    found = {rule: summary(cases, flags) for rule, flags in RULES.items()}
    figures = {rule: by_kind(said) for rule, said in found.items()}
    page.write_text(written(figures, found[PROPOSAL], cases_of(table)), encoding="utf-8")


def cases_of(table: Path) -> str:
    """Say whose cases these are: nobody's, or those of a table of one's own."""
    if table.read_bytes() == SYNTHETIC.read_bytes():
        return "Synthetic caseload, seed 2012: invented cases."
    return f"The cases of {table.name}, and of no others."


def with_kinds(table: str) -> str:
    """Add a column to a table: the kind of each case."""
    rows = list(csv.DictReader(io.StringIO(table)))
    missing = [name for name in SAID_IN if not rows or name not in rows[0]]
    if missing:
        raise SystemExit(f"fees.py: the table has no rows with a column {' and '.join(missing)}")
    out = io.StringIO()
    writer = csv.DictWriter(out, [*rows[0], "kind"])
    writer.writeheader()
    for number, row in enumerate(rows, 2):
        said = tuple((row[name] or "no").strip().lower() for name in SAID_IN)
        if said not in KINDS:
            raise SystemExit(f"fees.py: row {number} says {' and '.join(said)}, not yes or no")
        writer.writerow({**row, "kind": KINDS[said]})
    return out.getvalue()


def summary(cases: str, flags: Sequence[str]) -> dict[str, Any]:
    """Have cases added up by kind. A row without an answer is said on the screen, and ends this."""
    command = [sys.executable, "-m", "cmscalc", "batch", "-", "--on", ON, *flags]
    command += ["--summary", "--by", "kind", "--json"]
    ran = subprocess.run(
        command, input=cases, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if ran.returncode:
        raise SystemExit(f"fees.py: {sys.executable} -m cmscalc batch ended with the above")
    said: dict[str, Any] = json.loads(ran.stdout)
    return said


def by_kind(said: dict[str, Any]) -> dict[str, Group]:
    """Put the groups of a summary in the order of `KINDS`, all cases last."""
    groups = {group["value"]: group for group in said["groups"]}
    return {kind: groups[kind] for kind in KINDS.values() if kind in groups} | {ALL: said["all"]}


# --- money, in whole pence: never a float ---------------------------------------------------------


def pence(money: str) -> int:
    """Read money as JSON has it."""
    return int(money.replace(".", ""))


def fees(group: Group) -> int:
    """What the state takes from both sides a week."""
    return sum(pence(group["fees"][side]) for side in SIDES)


def nearest(amount: int, unit: int = 100) -> int:
    """So many whole pounds, or thousands of pounds, a half up."""
    return (amount + unit // 2) // unit


def change(amount: int) -> str:
    """A change in whole pounds, with its sign."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}£{nearest(abs(amount)):,}"


# --- the page -------------------------------------------------------------------------------------


def written(figures: Figures, proposal: dict[str, Any], cases: str) -> str:
    """Write the page."""
    now, then = figures[TODAY][ALL], figures[PROPOSAL][ALL]
    paying, receiving = (then[side] for side in SIDES)
    tables = [of_kinds(figures, side) for side in SIDES]
    tables += [against(figures, rule, side) for rule in (PROPOSAL, NO_FEES) for side in SIDES]
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        lead=f"Fees come to £{nearest(fees(now)):,} a week today, £{nearest(fees(then)):,} under "
        f"the proposal. Of {then['cases']:,} cases the paying parent pays more in "
        f"{paying['pay_more']:,} and less in {paying['pay_less']:,}; receiving parents get less in "
        f"{receiving['get_less']:,} and more in {receiving['get_more']:,}.",
        cases=escape(cases),
        **chart(figures),
        totals=totals(figures, "£ a week", 1, 100)
        + totals(figures, "£ thousand a year of 52 weeks", proposal["weeks"], 100_000),
        tables="".join(tables),
        notes="".join(f"<li>{escape(note['text'])}</li>\n" for note in proposal["notes"]),
        source=escape(proposal["proposals"][0]["source"]),
        made=f"Law of {day(ON)}, checked {day(proposal['law_checked'])}. "
        f"cmscalc {proposal['version']}",
    )


def day(iso: str) -> str:
    """Write a day as people do."""
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"


def totals(figures: Figures, unit: str, weeks: int, size: int) -> str:
    """Tell what each side pays and gets, and what fees come to."""
    rows = {
        "Paying parents pay": lambda group: pence(group["paying_parents_pay"]),
        "Receiving parents get": lambda group: pence(group["receiving_parents_get"]),
        "The state takes in fees": fees,
    }
    return table(
        f"All cases, {unit}",
        list(RULES),
        (
            (name, *(f"{nearest(weeks * of(figures[rule][ALL]), size):,}" for rule in RULES))
            for name, of in rows.items()
        ),
    )


def of_kinds(figures: Figures, side: str) -> str:
    """Tell a side's fees by kind of case: what the chart shows."""
    rows = (
        (
            kind,
            f"{figures[TODAY][kind]['cases']:,}",
            *(
                f"£{nearest(pence(figures[rule][kind]['fees'][side])):,}"
                for rule in (TODAY, PROPOSAL)
            ),
        )
        for kind in figures[TODAY]
    )
    return table(f"Fees from {side.replace('_', ' ')}, a week", ["Cases", TODAY, PROPOSAL], rows)


def against(figures: Figures, rule: str, side: str) -> str:
    """Tell in how many cases a side is better or worse off than today."""
    verb = SIDES[side]
    heads = [f"{verb.title()} less", "The same", f"{verb.title()} more", "Change a week"]
    keys = (f"{verb}_less", "same", f"{verb}_more")
    rows = (
        (kind, *(f"{group[side][key]:,}" for key in keys), change(pence(group[side]["change"])))
        for kind, group in figures[rule].items()
    )
    return table(f"{rule}, against today: {side.replace('_', ' ')}", heads, rows)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table."""
    head = "".join(f'<th scope="col">{each}</th>' for each in ("", *heads))
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'
        for name, *cells in rows
    )
    return f"""<table><caption>{caption}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{body}</tbody></table>
"""


LEFT, LONGEST, LINE, GAP = 150, 230, 25, 10


def chart(figures: Figures) -> dict[str, object]:
    """Draw a bar for each kind of case under each rule with fees, paying parents' part first."""
    bars = [(kind, rule) for kind in figures[TODAY] if kind != ALL for rule in (TODAY, PROPOSAL)]
    most = max(fees(figures[rule][kind]) for kind, rule in bars) or 1
    drawn, y = [], 0
    for kind, rule in bars:
        if rule == TODAY:
            drawn.append(f'<text class="kind" x="0" y="{y + 18}">{kind}</text>\n')
            y += LINE
        group = figures[rule][kind]
        paying = LEFT + LONGEST * pence(group["fees"]["paying_parents"]) // most
        end = LEFT + LONGEST * fees(group) // most
        drawn.append(
            f'<text class="rule" x="{LEFT - 8}" y="{y + 18}">{rule}</text>'
            f'<path class="paying" d="M{LEFT} {y + 4}H{paying}v17H{LEFT}z"/>'
            f'<path class="receiving" d="M{paying} {y + 4}H{end}v17H{paying}z"/>'
            f'<text x="{end + 8}" y="{y + 18}">£{nearest(fees(group)):,}</text>\n'
        )
        y += LINE if rule == TODAY else LINE + GAP
    return {"bars": "".join(drawn), "bottom": y + 12, "height": y + LINE}


PAGE = Path(__file__).with_name("fees-page.html")
# Made by tools/caseload.py.
SYNTHETIC = Path(__file__).with_name("caseload.csv")

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
