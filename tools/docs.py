"""Keep the docs true: run what they show, and write the reference pages from the program.

    python tools/docs.py          says what has drifted (exit 1)
    python tools/docs.py --write  writes outputs and reference pages again

With the names of pages it looks at these alone.

Each page has a temporary folder of its own, with a copy of `examples/` in it, and its blocks run
there in order. A console block holds commands after `$ ` and their output. A line of three dots
stands for lines left out. A block of `toml FILE`, `csv FILE` or `text FILE` is written to that file
first, for the blocks after it. Every `python` block is run, after all of these. One of
`python FILE` or `sh FILE` is a recipe: tests/test_recipes.py runs it.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cmscalc.batch.names import ANSWERS, KNOWN, PER  # noqa: E402 - as below
from cmscalc.cli.commands import COMMANDS, command_named  # noqa: E402
from cmscalc.cli.flags import Flag  # noqa: E402
from cmscalc.files.answers import REPEATED, SWITCHES  # noqa: E402
from cmscalc.files.bank.layouts import LAYOUTS  # noqa: E402
from cmscalc.files.payments_file import COLUMNS, NEEDED  # noqa: E402
from conftest import run_command  # noqa: E402 - it is found on the path just set

MADE = ROOT / "docs" / "reference"
PAGES = ["README.md", "CONTRIBUTING.md", "docs/**/*.md"]
BLOCK = re.compile(
    r"^```(?:console|(?:toml|csv|text) (?P<file>[\w.-]+))\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DOTS = "..."
MONTH = "^[0-9]{4}-[0-9]{2}$"


class Shown(NamedTuple):
    """A command in a console block, and the output shown under it."""

    command: str
    output: list[str]


def pages() -> list[Path]:
    """Every page with examples, in order."""
    return sorted(path for pattern in PAGES for path in ROOT.glob(pattern))


def shown(block: str) -> Iterator[Shown]:
    """Give the commands of a console block with their outputs."""
    command, output = "", list[str]()
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield Shown(command, output)
            command, output = line[2:], []
        else:
            output.append(line)
    if command:
        yield Shown(command, output)


def run(command: str) -> list[str]:
    """Run one `cmscalc` command, its output and messages as a terminal would show them."""
    words = shlex.split(command.split(" #", maxsplit=1)[0])
    if words[0] != "cmscalc":
        raise SystemExit(f"docs show a command that is not ours: {command}")
    ran = run_command(*words[1:])
    return (ran.err + ran.out).splitlines()


def agrees(expected: list[str], found: list[str]) -> bool:
    """Whether output is as shown, three dots standing for any lines."""
    pattern = "\n".join(r"(?:.*\n)*?.*" if line == DOTS else re.escape(line) for line in expected)
    return re.fullmatch(pattern, "\n".join(found)) is not None


def checked(block: str, problems: list[str], where: str) -> str:
    """Run a console block; give it with the outputs as they are."""
    lines: list[str] = []
    for each in shown(block):
        found = run(each.command)
        lines.append(f"$ {each.command}")
        if agrees(each.output, found):
            lines += each.output
            continue
        problems.append(f"{where}: $ {each.command}")
        lines += _shortened(each.output, found)
    return "\n".join(lines)


def _shortened(expected: list[str], found: list[str]) -> list[str]:
    """Keep to the parts of the output that were shown, between the same dots."""
    if DOTS not in expected:
        return found
    out: list[str] = []
    at = 0
    for line in expected:
        if line == DOTS:
            out.append(DOTS)
            continue
        if not out or out[-1] == DOTS:
            near = get_close_matches(line, found[at:], n=1, cutoff=0.4)
            at = found.index(near[0], at) if near else at
        out += found[at : at + 1]
        at += 1
    return out


def check_page(path: Path, problems: list[str]) -> str:
    """Run a page's blocks; give the page with true outputs."""
    where = os.path.relpath(path, ROOT)
    text = path.read_text(encoding="utf-8")
    home = Path.cwd()

    def in_turn(found: re.Match[str]) -> str:
        if found["file"]:
            Path(found["file"]).write_text(found["text"], encoding="utf-8")
            return found[0]
        return f"```console\n{checked(found['text'], problems, where)}\n```"

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        try:
            text = BLOCK.sub(in_turn, text)
            for code in PYTHON.findall(text):
                run_python(code, where, problems)
        finally:
            os.chdir(home)
    return text


def run_python(code: str, where: str, problems: list[str]) -> None:
    """Run a Python block; an exception is a problem of the page."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(code, where, "exec"), {"__name__": "docs"})  # noqa: S102 - our own pages
    except Exception as fault:  # noqa: BLE001 - whatever it is, the page is wrong
        problems.append(f"{where}: python block: {type(fault).__name__}: {fault}")


# --- the reference, written from the program ------------------------------------------------------


def _help(*words: str) -> str:
    os.environ["COLUMNS"] = "80"
    text = run_command(*words, "--help").out
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def _cli() -> str:
    parts = [
        "# Command line\n\nWritten from the program by `make docs`.\n",
        *(
            f"## `{' '.join(['cmscalc', *words])}`\n\n```text\n{_help(*words)}\n```\n"
            for words in (
                (),
                *((name,) for name in COMMANDS),
            )
        ),
        EXIT_CODES,
    ]
    return "\n".join(parts)


EXIT_CODES = """\
## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | a check failed: a letter disagrees, more is owed than `--fail-over`, or there is a doubt |
| 2 | the command line is wrong |
| 3 | a file that was given has problems, or the output cannot be written |
| 4 | outside what the law book covers |

Data goes to standard output, messages to standard error.
Colour is for terminals only, and never where `NO_COLOR` is set.
"""


def _law() -> str:
    text = run_command("law").out.rstrip("\n")
    return (
        "# The dated values of law\n\n"
        "Written from the program by `make docs`: what `cmscalc law` prints. "
        "`cmscalc law --json` gives the same as data (`cmscalc.law/1`).\n\n"
        f"```text\n{text}\n```\n"
    )


def _errors() -> str:
    import tomllib  # noqa: PLC0415 - only the reference needs it

    parts = [
        "# Messages\n\nWritten by `make docs` from `tests/errors`, where each is a test. "
        "Every problem is reported at once, with its place, what was found, what is wanted and "
        "what to type.\n"
    ]
    for path in sorted((ROOT / "tests" / "errors").glob("*.toml")):
        mistake = tomllib.loads(path.read_text(encoding="utf-8"))
        command = shlex.join(["cmscalc", *mistake["command"]])
        if not command.isprintable():
            continue
        message = (mistake["stderr"] + mistake.get("stdout", "")).strip("\n")
        if not message.replace("\n", "").isprintable():
            continue
        parts.append(
            f"## {path.stem.replace('-', ' ').capitalize()}\n\n{mistake['why']}\n\n"
            f"```text\n$ {command}\n{message}\n```\n\nExit code {mistake['exit']}.\n"
        )
    return "\n".join(parts)


def _json() -> str:
    family = ["--income", "30000/year", "--pension", "3000/year", "--other-children", "1"]
    parents = ["--family", "Nicola=115", "--family", "Sue=0", "--collect-and-pay"]
    command = ["estimate", *family, *parents, "--on", "2026-11-21", "--json"]
    text = run_command(*command).out.rstrip("\n")
    return (
        "# JSON: `cmscalc.estimate/1`\n\n"
        "Written by `make docs`. Money is strings with two places; days are ISO 8601. "
        "`exact` and the `terms` are exact: Python's `Fraction(text)` reads them.\n"
        "`fees` is null under Direct Pay; `gross_weekly_income` is null where income was not "
        "used.\n\n"
        f"```console\n$ {shlex.join(['cmscalc', *command])}\n{text}\n```\n\n"
        + _json_of_a_sweep()
        + _json_of_a_summary()
    )


def _json_of_a_sweep() -> str:
    family = ["--income", "500/week", "--children", "1", "--nights", "52"]
    command = ["sweep", "--over", "nights", "--from", "51", "--to", "52", *family]
    command += ["--on", "2026-11-21", "--json"]
    text = run_command(*command).out.rstrip("\n")
    return (
        "## `cmscalc.sweep/1`\n\n"
        "A place (`at`, `from`, `to`, `step`) is a whole number; of income it is text, exact: a "
        "decimal, or a fraction where no decimal is. `next_pound_adds` is exact too, in pounds; it "
        "is null where no income is swept. `weekly` is null outside the law book.\n\n"
        f"```console\n$ {shlex.join(['cmscalc', *command])}\n{text}\n```\n\n"
    )


def _json_of_a_summary() -> str:
    command = ["batch", "examples/caseload.csv", "--summary", "--reform", "guaranteed-payment"]
    command += ["--on", "2026-11-21", "--json"]
    with contextlib.chdir(ROOT):
        text = run_command(*command).out.rstrip("\n")
    return (
        "## `cmscalc.batch-summary/1`\n\n"
        "`groups` has one like `all` for each `value` of the column `by`: numbers by their size, "
        'words, and the blank, which is `""`. `unanswered` cases are in no other figure; `mean` '
        "and `p10` to `p90` are null where nobody is answered. `paying_parents` and "
        "`receiving_parents`, against today's law, are null without a reform, and `state` is null "
        "without one that guarantees payment. `on`, `rounding` and `fee_rounding` are null where "
        "the table has a column of that name.\n\n"
        f"```console\n$ {shlex.join(['cmscalc', *command])}\n{text}\n```\n"
    )


# --- files that people write ----------------------------------------------------------------------

CASE_FILE = """\
# The case file, and the payments file

Written by `make docs` from the JSON Schema that `cmscalc schema case` prints.

A case file is [TOML](https://toml.io), and can be written in any text editor.
`cmscalc new` makes a first one.

- A day is `2024-03-11`, without quotes. Money is in quotes: `"63.20"`.
- What is under `[[name]]` is one row. The same heading again is another row.
- A row with `from` holds until the next row of its kind, or until its own `until`.
  Of one kind are rows of the same table; and where they name one, of the same benefit and person,
  the same `kind` of expense or income, the same child.
- After `until` it is as if there were no row: no nights, no other children, no benefit; an income
  must be given again.
- Of nights for one child and for every child, the later row counts; of one day, the row that names
  the child. When its own row ends, those for every child hold again.
- A historic and a current income may share a day: the 25 % rule chooses.
- An unknown key is a problem, never left out in silence.

Two whole files are in [`examples/`](../../examples).
"""
PAYMENTS_FILE = """\
## The payments file

CSV with a header row, such as a spreadsheet saves.
Without a file on the command line, the case's `payments` are read,
or the file beside the case with the same name: `case.csv` or `case-payments.csv`.

Under Collect and Pay an amount is what the paying parent paid to CMS, fee included,
unless `method` says otherwise.

"""
DIARY_FILE = """\
## The diary file

CSV with a header row, beside the case and named after it: `case-diary.csv`.
`cmscalc diary add … --save` makes it and adds to it. Its rows come after those of `[[diary]]`.

| column | needed | holds |
|---|---|---|
| `date` | yes | the day it happened |
| `kind` |  | `call`, `letter`, `message`, `payment-report`, `complaint`, `decision` or `other` |
| `who` |  | with whom |
| `what` | yes | what was said or done |
| `promised_by` |  | the day something was promised by |
| `kept_on` |  | the day what was promised was done |
"""
PAYMENT_COLUMNS = {
    "date": "the day it was paid: `2024-05-15`",
    "amount": "pounds, more than nothing: `250.00`",
    "receiving_parent": "the label; may be left out where there is one",
    "method": "any words. Two count: `passed-on`, what CMS passed on to the receiving parent; and "
    "`direct`, money paid straight to that parent under Collect and Pay",
    "reference": "the payment's reference",
    "paid_for": "a day or a month it was paid for, `2024-05-15` or `2024-05`: it goes there first",
    "evidence": "where it can be seen; `cmscalc import` names the row of the bank's file",
    "agreed": "whether both parents agree that it was paid: `yes`, `no` or nothing",
    "note": "anything else",
}


REFORM_FILE = """\
# The file of a reform

Written by `make docs` from the JSON Schema that `cmscalc schema reform` prints.

[TOML](https://toml.io), as the case file is. Only what is named changes; the rest stays the law of
the day.
A file may also hold one table, `[name]`, with the keys inside; it needs no `schema` then.

- A share is in quotes: `"2%"` or `"0.02"`. A fraction is `"1/7"`, or `"1"`, the whole. Money
  is `"63.20"`, or whole pounds.
- A list is as long as the law's: for 1, 2, 3 or more children.
- Bands rise, take off more and more, and the last has no end; `to`, if given, meets the next.
  `half_care_extra` goes with a band of `"1/2"`, and with no other.
- Limits of income keep their order: `nil_below`, `flat_up_to`, `basic_from`, `first_slice`,
  `income_cap`.
- `paying_fee` is the same as `paying_fee_compliant`: each sets the fee in all cases, but where
  `paying_fee_not_compliant` gives another.

"""


def _reform_file() -> str:
    schema = json.loads(run_command("schema", "reform").out)
    rows = "".join(
        f"| `{name}` | {_kind_of(value)} | {value['description']} |\n"
        for name, value in schema["properties"].items()
    )
    return f"{REFORM_FILE}| key | holds | meaning |\n|---|---|---|\n{rows}"


def _kind_of(value: dict[str, Any]) -> str:
    """Say in words what a key of a reform holds."""
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if value.get("type") == "array" and "maxItems" in value:
        return f"a list of {value['minItems']}: {_kind_of(value['items'])}"
    pattern = value.get("pattern", "")
    kinds = (
        ("bands", value.get("type") == "array"),
        ("`true` or `false`", value.get("type") == "boolean"),
        ("nights", value.get("type") == "integer"),
        ("a day", value.get("format") == "date"),
        ("pounds", "anyOf" in value),
        ("a fraction", "/" in pattern),
        ("a share", "%" in pattern),
    )
    return next((name for name, is_so in kinds if is_so), "text")


def _case_file() -> str:
    schema = json.loads(run_command("schema", "case").out)
    tables = {
        name: _table_of(schema, value)
        for name, value in schema["properties"].items()
        if _table_of(schema, value)
    }
    plain = {name: value for name, value in schema["properties"].items() if name not in tables}
    parts = [CASE_FILE, f"## At the top\n\n{_keys(schema, plain, schema['required'])}"]
    services = {"service": schema["$defs"]["ServiceTable"]}
    for name, table in {**tables, **services}.items():
        keys = _keys(schema, table["properties"], table.get("required", []))
        parts.append(f"## `[[{name}]]`\n\n{table['description']}\n\n{keys}")
    assert set(PAYMENT_COLUMNS) == set(COLUMNS)
    rows = "".join(
        f"| `{name}` | {'yes' if name in NEEDED else ''} | {PAYMENT_COLUMNS[name]} |\n"
        for name in COLUMNS
    )
    parts.append(f"{PAYMENTS_FILE}| column | needed | holds |\n|---|---|---|\n{rows}")
    parts.append(DIARY_FILE)
    return "\n".join(parts)


def _table_of(schema: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Give the table whose rows a key holds; nothing for a plain key."""
    name = value.get("items", {}).get("$ref", "").removeprefix("#/$defs/")
    return dict(schema["$defs"][name]) if name else {}


def _keys(schema: dict[str, Any], keys: dict[str, Any], needed: list[str]) -> str:
    rows = [
        f"| `{name}` | {'yes' if name in needed else ''} | {_type(schema, value)} "
        f"| {value.get('description', '')} |\n"
        for name, value in keys.items()
    ]
    return f"| key | needed | type | meaning |\n|---|---|---|---|\n{''.join(rows)}"


def _type(schema: dict[str, Any], value: dict[str, Any]) -> str:
    """Say in words what JSON Schema says of a value."""
    if "anyOf" in value:
        kinds = [each for each in value["anyOf"] if each.get("type") != "null"]
        return " or ".join(_type(schema, each) for each in kinds)
    if "$ref" in value:
        inner = schema["$defs"][value["$ref"].removeprefix("#/$defs/")]["properties"]
        return f"`{{ {', '.join(f'{name} = …' for name in inner)} }}`"
    names = value.get("enum") or [value[key] for key in ("const",) if key in value]
    return ", ".join(f"`{name}`" for name in names) or _kind(value)


def _kind(value: dict[str, Any]) -> str:
    """Say what kind of value it is, where any will do."""
    if value["type"] == "integer":
        return f"whole number, {value['minimum']} to {value['maximum']}"
    if value["type"] == "array":
        return "rows" if "$ref" in value["items"] else "list of text"
    if value.get("pattern") == MONTH:
        return "month, `2015-03`"
    if "pattern" in value:
        return "money" if "£" in value["pattern"] else "text such as `13/91`"
    return "day" if value.get("format") == "date" else "text"


# --- tables of many cases -------------------------------------------------------------------------

BATCH = """\
# Tables of many cases

Written by `make docs` from the program. [How to work out many cases](../howto/many-cases.md) goes
through it step by step.

A row is a case, in CSV, in lines of JSON (an object a line) or in Parquet. The columns below are
read, whatever their order. A blank cell says nothing: it is as if the flag were not given.
Any other column is carried along. One that is nearly one of these, or has one of these in its name
while that one is missing, is a problem: it would be left unread.

- Several words in one cell have `;` between them: `Ann=115;Bea=0,60`. In JSON and Parquet they may
  be a list. There may be 100 of them.
- Whole numbers may end in `.0`, as data tools write them where other rows have none.
- A cell in quotes may have any number of lines. Of more than 40, some of which look like rows,
  nobody can tell whether a quote was lost: none of them is answered, and each has its error.
- Yes is `yes`, `y`, `true` or `1`, in any case; no is `no`, `n`, `false`, `0` or nothing.
- A number in Parquet or JSON is read as it would be typed, so one with part of a penny is refused.
- What is carried along stays as it came: the text of a line of JSON to the byte, the types of
  Parquet. Only in CSV a cell that a spreadsheet would run as a formula gets an apostrophe before
  it. From Parquet to CSV or JSON, bytes become hexadecimal; in a cell of CSV a list is JSON.

## Columns that are read

| column | holds | meaning |
|---|---|---|
"""
ANSWERED = """
## Columns of answers

They come after all others, in this order. Amounts are pounds with two places: text in CSV and JSON,
a decimal in Parquet. A row that could not be answered has nothing but `error`, and `proposal`.

| column | holds |
|---|---|
"""
ANSWER_COLUMNS = {
    "law_of": "the day whose law was used",
    "rounded": "how amounts and fees were rounded, where `--rounding` or `--fee-rounding` "
    "asked for it",
    "rate": "`nil`, `flat`, `reduced`, `basic`, `default` or `none`",
    "gross_weekly_income": "income a week after pension, before the limit; blank where it was not "
    "used",
    "weekly": "what is due a week to all receiving parents together",
    "weekly_each": "the same for each, where there are several: `Ann=26.33;Bea=36.87`",
    "paying_parent_fee": "the collection fee on top, where `collect_and_pay` is yes",
    "paying_parent_pays": "what is due and that fee",
    "receiving_parent_fee": "the fee taken off, of all receiving parents together",
    "receiving_parents_get": "what is due less that fee",
    "state_pays": "with a `--reform` that guarantees payment: what the state pays out",
    "state_collects": "with the same: what is collected, where `collected` says it",
    "state_cost": "with the same: what is left with the state, never below nothing",
    "proposal": "with any `--reform`: that this is a proposal and not law, and which",
    "working": "with `--explain`: the steps of `estimate --json`, as JSON",
    "error": "what is wrong with the row, in the order of its cells, with | between",
}


def _batch() -> str:
    assert set(ANSWER_COLUMNS) == set(ANSWERS)
    said = "".join(f"| `{name}` | {_cell(name)} | {_meaning(name)} |\n" for name in KNOWN)
    told = "".join(
        f"| `{name}` | {ANSWER_COLUMNS[name].replace('|', chr(92) + '|')} |\n" for name in ANSWERS
    )
    return f"{BATCH}{said}{ANSWERED}{told}"


def _flags() -> dict[str, Flag]:
    """The flags of `estimate` by what they are called among answers."""
    return {flag.key: flag for flag in command_named("estimate").flags}


def _cell(name: str) -> str:
    """Say what a cell of a column holds, as the flag's own placeholder."""
    if name in SWITCHES:
        return "yes or no"
    if name in PER:
        return "`year`, `month`, `four-weeks`, `fortnight` or `week`"
    holds = f"`{_flags()[name].metavar}`".replace("|", r"\|")
    return f"{holds}; several with `;`" if name in REPEATED else holds


def _meaning(name: str) -> str:
    """Give the help of a column's flag."""
    if name in PER:
        return f"The period of the amount in `{PER[name]}`, where the cell there has none."
    text = _flags()[name].help.replace(" Repeat it.", "")
    return re.sub(r"--([a-z-]+)", lambda flag: f"`{flag[1].replace('-', '_')}`", text)


# --- banks' files ---------------------------------------------------------------------------------

BANKS = """\
# Banks' layouts

Written by `make docs` from the layouts in the program. A file's layout is found by the names of its
columns, wherever in the first rows they stand, in any case and any order; columns beside these may
be there or not, but for first direct and HSBC, whose names are too common.
`--bank NAME` asks for one, `--map` is for any other table.

| bank | `--bank` | columns that it is known by | rows are known again by | balance |
|---|---|---|---|---|
"""
NO_TABLES = """
| other files | `--bank` | known by | rows are known again by |
|---|---|---|---|
| Santander's text file | `santander` | lines of `From:` and `Date:` | reference |
| OFX 1 and 2, any bank | `ofx` | `OFXHEADER` or `<OFX>` | the bank's id, or else the reference |
| QIF, any bank | `qif` | `!Type:` | reference |

Days are day first, and rows of any order; a year first or a month in letters is read everywhere.
Text is UTF-8 or Windows-1252, line by line.
Amounts may have `£`, commas, `+`, brackets, `CR` or `DR`.
Files are read to 500 MB.
Each layout and variant has a file in `tests/banks`, with what is to come of it beside it.
"""


def _banks() -> str:
    rows = []
    for layout in LAYOUTS:
        columns = ", ".join(sorted(layout.needed))
        again = "the bank's id" if layout.id else "reference"
        again = "day and amount alone" if layout.censored else again
        runs = "yes" if layout.balance else ""
        notes = "" if layout.confirmed else " (from hearsay)"
        notes += " (descriptions are stars: poor proof)" if layout.censored else ""
        rows.append(f"| {layout.title}{notes} | `{layout.name}` | {columns} | {again} | {runs} |\n")
    hsbc = "| HSBC | `hsbc` | none: a day, a text and an amount, without a header | reference | |\n"
    return BANKS + "".join(rows) + hsbc + NO_TABLES


# --- JSON of the ledger ---------------------------------------------------------------------------

JSON_LEDGER = """\
# JSON: the ledger, imports, statements, the timeline and check

Written by `make docs`. Money is strings with two places; days are ISO 8601.
`from` is the first day of a period, and `to` the first day after it.
A line of three dots stands for lines left out: longer lists are cut after two here.
`cmscalc schema ledger` prints the JSON Schema; so do `import`, `statement`, `verify` and `diary`.
Keys may be added under the same `schema`. None is renamed or removed without a new one.
"""
LEDGER_JSON = (
    (
        "`cmscalc.ledger/1`",
        "`arrears` = `brought_forward` + `charged` + `adjusted` − `paid`; below nothing is a "
        "credit. Entries of kind `fee` do not move the balance. `label` is `nothing`, `up_to_90`, "
        "`over_90`, or null where nothing was due. `difference` of an assertion is calculated less "
        "asserted. The first four of `proof` add up to `paid`.",
        "ledger examples/direct-pay.toml --as-at 2026-03-31 --by year --json",
    ),
    (
        "`cmscalc.ledger-summary/1`",
        "With `--summary`: a row for each case. A case that cannot be worked out has its `error`, "
        "and the others are answered.",
        "ledger examples/two-families.toml --as-at 2026-06-30 --summary --json",
    ),
    (
        "`cmscalc.import/1`",
        "`payments` are new, `already_there` are not; `written` says whether --into has them now. "
        "Of a balance only gaps are shown. Without --match, `payers` and `suggested` are a first "
        "look.",
        "import examples/bank-starling.csv --match 'A REED' --json",
    ),
    (
        "`cmscalc.statement/1`",
        "Parts in the order they are read, each with its blocks: `text`, `list`, `headline`, "
        "`facts`, `table`, `chart` and `working`. A part, and a block with figures, has an `id` "
        "that stays. Values have the `type` of their column or fact. `data` is what it was made "
        "from.",
        "statement examples/direct-pay.toml --as-at 2026-03-31 --short --json",
    ),
    (
        "`cmscalc.timeline/1`",
        "`to` is null for the last span. `rules` are the steps of the calculation that moved.",
        "timeline examples/direct-pay.toml --on 2026-03-31 --json",
    ),
    (
        "`cmscalc.check/1`",
        "`ok` says whether nothing was found. Problems (exit code 3) come in the same form.",
        "check examples/direct-pay.toml --as-at 2026-03-31 --json",
    ),
)
LONGEST_LIST = 2


def _json_ledger() -> str:
    parts = [JSON_LEDGER]
    for title, text, command in LEDGER_JSON:
        with contextlib.chdir(ROOT):
            whole = json.loads(run_command(*shlex.split(command)).out)
        shown_json = json.dumps(_cut(whole), indent=2, ensure_ascii=False)
        shown_json = re.sub(r'^ *("data": )?"\.\.\."$', DOTS, shown_json, flags=re.MULTILINE)
        parts.append(
            f"## {title}\n\n{text}\n\n```console\n$ cmscalc {command}\n{shown_json}\n```\n"
        )
    return "\n".join(parts)


def _cut(value: Any) -> Any:  # noqa: ANN401 - JSON is of any type
    """Cut the long lists of an answer, leaving three dots."""
    if isinstance(value, dict):
        return {key: DOTS if key == "data" else _cut(each) for key, each in value.items()}
    if isinstance(value, list):
        kept = [_cut(each) for each in value[:LONGEST_LIST]]
        return kept if len(value) <= LONGEST_LIST else [*kept, DOTS]
    return value


# Each generated page by its name under docs/reference.
REFERENCE: dict[str, Callable[[], str]] = {
    "cli.md": _cli,
    "law.md": _law,
    "errors.md": _errors,
    "json.md": _json,
    "case-file.md": _case_file,
    "reform-file.md": _reform_file,
    "json-ledger.md": _json_ledger,
    "banks.md": _banks,
    "batch.md": _batch,
}


def _check_made(path: Path, problems: list[str], *, write: bool) -> None:
    """Hold a generated page against what would be written now."""
    text = REFERENCE[path.name]()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    problems.append(f"docs/reference/{path.name} has drifted")
    if write:
        path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Check, or with --write mend."""
    write = "--write" in arguments
    chosen = [Path(each).resolve() for each in arguments if each != "--write"]
    problems: list[str] = []
    for path in chosen or sorted({*pages(), *(MADE / name for name in REFERENCE)}):
        if path.parent == MADE:
            _check_made(path, problems, write=write)
        text = check_page(path, problems)
        if write:
            path.write_text(text, encoding="utf-8")
    print("\n".join(problems) or "docs are true")
    return 1 if problems and not write else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
