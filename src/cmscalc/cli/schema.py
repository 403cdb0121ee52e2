"""`cmscalc schema`: the JSON Schema of a file format."""

import json
import sys
from typing import Any

from cmscalc.cli.flags import Command, Typed, Words
from cmscalc.cli.leave import Exit
from cmscalc.files.problems import Problem, Problems

TITLES = {
    "case": "the case file",
    "reform": "the file of a proposal, for --reform",
    "estimate": "the answer of cmscalc estimate --json",
    "compare-rules": "the answer of cmscalc compare-rules --json",
    "batch-summary": "the answer of cmscalc batch --summary --json",
    "sweep": "the answer of cmscalc sweep --json",
    "ledger": "the answer of cmscalc ledger --json",
    "import": "the answer of cmscalc import --json",
    "statement": "the answer of cmscalc statement --json",
    "verify": "the answer of cmscalc verify --json",
    "diary": "the answer of cmscalc diary --json",
    "law": "the answer of cmscalc law --json",
    "reforms": "the answer of cmscalc law reforms --json",
}


def _names(incomplete: str) -> list[tuple[str, str]]:
    return [(name, title) for name, title in TITLES.items() if name.startswith(incomplete)]


def run(typed: Typed) -> int:
    """Print a schema."""
    from cmscalc.files.words import Unreadable, one_of  # noqa: PLC0415 - not for --help

    name, problems = typed.word, list(typed.problems)
    wanted = ""
    try:
        wanted = one_of(name, TITLES, "a format")
    except Unreadable as wrong:
        where = name or "cmscalc schema"
        hint = f"cmscalc schema {wrong.hint or 'case'}"
        problems.append(Problem(where, name, 0, len(name), wrong.found, wrong.wanted, hint))
    if problems:
        raise Problems(problems)
    sys.stdout.write(json.dumps(_schema(wanted), ensure_ascii=False, indent=2) + "\n")
    return Exit.DONE


def _schema(name: str) -> dict[str, Any]:
    if name == "case":
        from cmscalc.files.case_file import case_schema  # noqa: PLC0415 - each loads its own

        return case_schema()
    if name == "reform":
        from cmscalc.files.reform_schema import reform_schema  # noqa: PLC0415 - as above

        return reform_schema()
    from cmscalc.render.schemas import SCHEMAS  # noqa: PLC0415

    return SCHEMAS[name]


COMMAND = Command(
    "schema",
    """Print the JSON Schema of a format: of the case file, or of an answer's JSON.

    cmscalc schema case
    """,
    Words(
        "NAME",
        "case, reform, estimate, compare-rules, batch-summary, sweep, ledger, import, statement, "
        "verify, diary, law or reforms.",
        complete=_names,
    ),
    (),
    run,
)
