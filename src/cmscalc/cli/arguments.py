"""The words of a command line, sorted before the parser sees them.

What the parser would stop at, or take for something else, becomes a problem like any other: an
unknown flag, a flag with no value, a switch with one, a word that belongs nowhere.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cmscalc.files.problems import Problem
from cmscalc.files.words import beginning, closest

AN_AMOUNT = "an amount and its period, such as 27000/year"
A_NUMBER = "a number, such as 2"
A_REFORM = "a reform, such as proposal-2025, or a file, such as reform.toml"
# Each command's flags that take a value, with what it is, and its switches. A test holds these
# against what the commands declare.
ESTIMATE_VALUES = {
    "--income": AN_AMOUNT,
    "--current-income": AN_AMOUNT,
    "--pension": AN_AMOUNT,
    "--children": A_NUMBER,
    "--nights": "nights a year, such as 115 or 115,60",
    "--family": "NAME=N,N,…, such as Ann=115,60",
    "--other-children": A_NUMBER,
    "--arrangement-children": A_NUMBER,
    "--local-authority-nights": "nights a year of each child, such as 0,110",
    "--benefit": "a benefit, such as pension-credit",
    "--partner-benefit": "a benefit, such as pension-credit",
    "--nil-status": "a nil status, such as prisoner",
    "--special-expense": "KIND=AMOUNT/PERIOD, such as contact=25/week",
    "--additional-income": "KIND=AMOUNT/PERIOD, such as unearned=5000/year, or assets=VALUE",
    "--unearned-pension": AN_AMOUNT,
    "--reform": A_REFORM,
    "--abuse": "yes or no",
    "--collected": AN_AMOUNT,
    "--rounding": "final or each-step",
    "--fee-rounding": "instalment or daily",
    "--on": "a day, such as 2026-11-21",
    "--format": "text, json, csv or html",
    "--output": "a file name",
    "-o": "a file name",
}
ESTIMATE_SWITCHES = (
    "--partner-also-pays",
    "--equal-care",
    "--default-decision",
    "--not-compliant",
    "--collect-and-pay",
    "--explain",
    "--json",
    "--force",
)
SWEEP_VALUES = {
    "--over": "income, nights, children or other-children",
    "--from": "an income, such as 0/week, or a number",
    "--to": "an income, such as 1000/week, or a number",
    "--step": "an amount, such as 50/week, or a number",
    "--receiving-parent": "a label, such as B",
    **ESTIMATE_VALUES,
    "--format": "text, json, csv, svg or html",
}
A_DAY = "a day, such as 2026-11-21"
LEDGER_VALUES = {
    "--as-at": A_DAY,
    "--from": A_DAY,
    "--to": A_DAY,
    "--by": "week, month, quarter, year or none",
    "--basis": "accrual or plan",
    "--liability": "decision or calculation",
    "--allocate": "oldest-first, current-first or as-marked",
    "--grace": "a number of days, such as 7",
    "--fee-split": "proportional or maintenance-first",
    "--rounding": ESTIMATE_VALUES["--rounding"],
    "--fee-rounding": ESTIMATE_VALUES["--fee-rounding"],
    "--reform": A_REFORM,
    "--abuse": "yes or no",
    "--fail-over": "an amount, such as 500",
    "--format": "text, json, csv or hledger",
    "--output": "a file name",
    "-o": "a file name",
}
BATCH_VALUES = {
    "--shard": "one of several parts, such as 1/4",
    "--engine": "rows, columns or auto",
    "--on": ESTIMATE_VALUES["--on"],
    "--rounding": ESTIMATE_VALUES["--rounding"],
    "--fee-rounding": ESTIMATE_VALUES["--fee-rounding"],
    "--reform": ESTIMATE_VALUES["--reform"],
    "--by": "a column, such as region",
    "--format": "csv, jsonl or parquet",
    "--output": "a file name, such as answers.csv",
    "-o": "a file name, such as answers.csv",
}
# What makes the account is the same for every command that makes one.
ACCOUNT_VALUES = {
    name: each
    for name, each in LEDGER_VALUES.items()
    if name not in ("--reform", "--abuse", "--fail-over", "--format", "--output", "-o")
}
STATEMENT_VALUES = {
    **ACCOUNT_VALUES,
    "--format": "text, html, pdf, csv or json",
    "--output": "a file name, such as statement.html",
    "-o": "a file name, such as statement.html",
}
LETTER_VALUES = {
    **{name: LEDGER_VALUES[name] for name in ("--as-at", "--from", "--grace", "--liability")},
    "--receiving-parent": "a label, such as B",
    "--decision": A_DAY,
    "--format": "text or html",
    "--output": "a file name, such as letter.html",
    "-o": "a file name, such as letter.html",
}
DIARY_VALUES = {
    "--as-at": A_DAY,
    "--on": A_DAY,
    "--kind": "call, letter, message, payment-report, complaint, decision or other",
    "--who": "a name or a label, such as CMS",
    "--what": "what was said or done, in quotes",
    "--promised-by": A_DAY,
}
IMPORT_VALUES = {
    "--match": "a name or a reference, such as 'smith|maint'",
    "--exclude": "a name or a reference, such as refund",
    "--amount": "an amount, such as 323.70, or a range, such as 300-350",
    "--from": A_DAY,
    "--to": A_DAY,
    "--as": "receiving or paying",
    "--into": "a payments file, such as payments.csv",
    "--receiving-parent": "a label, such as B",
    "--method": "a word, such as bank-transfer or passed-on",
    "--bank": "a bank, such as starling",
    "--map": "columns, such as date=Posted,amount=Value",
    "--date-format": "dmy, mdy or ymd",
    "--format": "text, json or csv",
}
NEW_VALUES = {
    "--effective-date": A_DAY,
    "--service": "direct-pay or collect-and-pay",
    "--paying-parent": "a label, such as A",
    "--receiving-parent": "a label, such as B",
    "--child": "NAME=BORN, such as C1=2015-03-02, or NAME=BORN=PARENT",
    "--decision": "an amount a week, such as 63.20, or PARENT=63.20",
    "--income": AN_AMOUNT,
    "--nights": "nights a year, such as 115",
    "--other-children": A_NUMBER,
}
# What a word processor makes of two hyphens.
LONG_DASHES = ("—", "–")
HELP = ("--help", "-h")
COMPARE_VALUES = {**ESTIMATE_VALUES, "--format": "text, json or csv"}
VALUES = {
    "estimate": ESTIMATE_VALUES,
    "compare-rules": COMPARE_VALUES,
    "sweep": SWEEP_VALUES,
    "batch": BATCH_VALUES,
    "ledger": LEDGER_VALUES,
    "statement": STATEMENT_VALUES,
    "verify": {"--output": "a file name", "-o": "a file name"},
    "letter": LETTER_VALUES,
    "diary": DIARY_VALUES,
    "import": IMPORT_VALUES,
    "timeline": {
        "--on": A_DAY,
        "--liability": "decision or calculation",
        "--rounding": ESTIMATE_VALUES["--rounding"],
    },
    "check": {
        "--as-at": A_DAY,
        "--fail-over": "an amount, such as 500",
        "--bank-files": "a folder, such as statements",
    },
    "new": NEW_VALUES,
    "schema": {},
    "law": {"--on": ESTIMATE_VALUES["--on"]},
}
SWITCHES = {
    "estimate": (*ESTIMATE_SWITCHES, *HELP),
    "compare-rules": (*(each for each in ESTIMATE_SWITCHES if each != "--explain"), *HELP),
    "sweep": (*(each for each in ESTIMATE_SWITCHES if each != "--explain"), *HELP),
    "batch": ("--template", "--summary", "--explain", "--json", "--force", *HELP),
    "ledger": ("--entries", "--summary", "--json", "--force", *HELP),
    "statement": ("--short", "--redact", "--json", "--force", *HELP),
    "letter": ("--force", *HELP),
    "diary": ("--save", "--json", *HELP),
    "verify": ("--json", "--force", *HELP),
    "import": ("--allow-duplicates", "--prove", "--skip-bad", "--json", *HELP),
    "timeline": ("--json", *HELP),
    "check": ("--json", *HELP),
    "new": ("--from-flags", "--force", *HELP),
    "schema": HELP,
    "law": ("--json", *HELP),
}
# The flags of cmscalc itself, before any command.
OWN_FLAGS = ("--version", "--install-completion", "--show-completion", *HELP)
# Words people type as a command, and what does it.
INSTEAD = {
    "help": "cmscalc --help",
    "version": "cmscalc --version",
    "benefits": "cmscalc law benefits",
    "readings": "cmscalc law readings",
}
# `-x`: too short to guess from.
SHORT = 2
NO = ("no", "false", "0", "off")
# How many words beside flags a command takes.
MANY = 10_000
CASE_ENDINGS = (".toml", "-")
OF_A_FAMILY = ("estimate", "compare-rules", "sweep")
NAMES = {
    "estimate": 1,
    "compare-rules": 1,
    "sweep": 1,
    "batch": 1,
    "ledger": MANY,
    "statement": MANY,
    "verify": MANY,
    "diary": MANY,
    "letter": MANY,
    "import": MANY,
    "timeline": 1,
    "check": MANY,
    "new": 1,
    "schema": 1,
    "law": 1,
}


class Sorted(NamedTuple):
    """What to hand to the parser, the command it is for, and the problems found."""

    kept: list[str]
    command: str
    problems: list[Problem]


def sort_out(given: Sequence[str]) -> Sorted:
    """Sort the words of a command line. Words before a command are left to the parser."""
    command = given[0] if given else ""
    if command in VALUES:
        kept, problems = _Sorter(command, given[1:]).sort()
        return Sorted([command, *kept], command, problems)
    if not command or command.startswith("-"):
        return Sorted(list(given), "", _before_a_command(given))
    return Sorted([], "", [_no_command(given)])


def _before_a_command(given: Sequence[str]) -> list[Problem]:
    """Flags of a command, or of none, typed with no command or before it."""
    flag = given[0].partition("=")[0] if given else ""
    if not flag or flag in OWN_FLAGS:
        return []
    line = " ".join(["cmscalc", *given])
    at = len("cmscalc ")
    known = [*ESTIMATE_VALUES, *ESTIMATE_SWITCHES]
    if flag in known:
        command = next((word for word in given if word in VALUES), "estimate")
        rest = [word for word in given if word != command]
        found = f"{flag} before any command"
        wanted = "a command first: `cmscalc --help` lists them"
        hint = _typed(["cmscalc", command, *rest])
        return [Problem("cmscalc", line, at, len(given[0]), found, wanted, hint)]
    near = closest(f"--{flag.lstrip('-')}", [*OWN_FLAGS, *known]) if len(flag) > SHORT else ""
    words = ["cmscalc", near] if near in OWN_FLAGS else ["cmscalc", "estimate", near]
    hint = _typed([*words, *given[1:]]) if near else ""
    found, wanted = f"an unknown flag, {flag!r}", "a flag that `cmscalc --help` lists"
    return [Problem("cmscalc", line, at, len(flag), found, wanted, hint)]


def _typed(words: Sequence[str]) -> str:
    """Write a command as it is typed, in quotes where a shell would take a word apart."""
    from shlex import join  # noqa: PLC0415 - only a mistake pays for it

    return join(words)


def _no_command(given: Sequence[str]) -> Problem:
    near = closest(given[0], VALUES)
    hint = INSTEAD.get(given[0].lower(), _typed(["cmscalc", near, *given[1:]]) if near else "")
    line = " ".join(["cmscalc", *given])
    *others, last = VALUES
    wanted = f"a command: {', '.join(others)} or {last}; `cmscalc --help` says what they do"
    found = f"an unknown command, {given[0]!r}"
    return Problem("cmscalc", line, len("cmscalc "), len(given[0]), found, wanted, hint)


class _Sorter:
    """Goes through the words of one command, left to right."""

    def __init__(self, command: str, words: Sequence[str]) -> None:
        self.command = command
        self.values = VALUES[command]
        self.switches = SWITCHES[command]
        self.names_left = NAMES[command]
        self.words = list(words)
        self.kept: list[str] = []
        self.problems: list[Problem] = []

    def sort(self) -> tuple[list[str], list[Problem]]:
        while self.words:
            self.one(self.words.pop(0))
        return self.kept, self.problems

    def one(self, word: str) -> None:
        name, equals, value = word.partition("=")
        if word[:1] in LONG_DASHES:
            self.unknown(word)
        elif not word.startswith("-") or word == "-":
            self.plain(word)
        elif name in self.switches:
            self.switch(name, value, has_value=bool(equals))
        elif name in self.values and equals and name.startswith("--"):
            self.kept += [name, value]
        elif word in self.values:
            self.valued(word)
        else:
            self.unknown(word)

    def plain(self, word: str) -> None:
        if self.takes(word):
            self.names_left -= 1
            self.kept.append(word)
            return
        wanted = "flags, each starting with --, and their values: `--help` lists them"
        self.problem(word, word, "a word that belongs to no flag", wanted)

    def takes(self, word: str) -> bool:
        """Whether a word can stand beside the flags; beside those of a family, a case file only."""
        if self.command in OF_A_FAMILY and not word.endswith(CASE_ENDINGS):
            return False
        return self.names_left > 0

    def switch(self, name: str, value: str, *, has_value: bool) -> None:
        if has_value:
            found = f"{name} with a value, {value!r}"
            off = value.lower() in NO
            wanted = "nothing: leave the flag out" if off else "the flag alone"
            self.problem(name, f"{name}={value}", found, wanted, "" if off else name)
        self.kept.append(name)

    def valued(self, word: str) -> None:
        following = self.words[:1]
        if following and not _is_flag(following[0]):
            self.kept += [word, self.words.pop(0)]
            return
        found = f"no value before {following[0]}" if following else "no value after it"
        line = " ".join([word, *following])
        self.problems.append(Problem(word, line, 0, len(word), found, self.values[word]))

    def unknown(self, word: str) -> None:
        name, equals, value = word.partition("=")
        follows = self.words and not _is_flag(self.words[0])
        stray = bool(follows) and (not self.takes(self.words[0]) or name in ESTIMATE_VALUES)
        if not equals and stray:
            # What follows an unknown flag is taken as its value, not as one more problem.
            equals, value = " ", self.words.pop(0)
        near = self.near(name)
        hint = _typed([near, value]) if value and near in self.values else near
        found = f"an unknown flag, {name!r}"
        line = f"{name}{equals}{value}" if equals else name
        self.problem(name, line, found, "a flag that `--help` lists", hint, len(name))

    def near(self, name: str) -> str:
        if name in self.values:
            return name  # -o=FILE: the flag is right, the = is not
        if name in OWN_FLAGS:
            return f"cmscalc {name}"
        word = name.lstrip("-—–").lower().replace("_", "-")
        if word.startswith("no-") or len(name) <= SHORT:
            return ""
        exact = f"--{word}"
        known = [*self.values, *self.switches]
        return exact if exact in known else beginning(exact, self.switches) or closest(exact, known)

    def problem(
        self, where: str, line: str, found: str, wanted: str, hint: str = "", length: int = 0
    ) -> None:
        self.problems.append(Problem(where, line, 0, length or len(line), found, wanted, hint))


def _is_flag(word: str) -> bool:
    """Say whether a word is a flag and no value: -5 and - are values, --x and -x are flags."""
    return word.startswith("-") and word != "-" and not word[1:2].isdigit() and word[1:2] != "."
