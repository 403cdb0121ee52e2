"""Keep the docs true: run what they show, and write the reference pages from the program.

    python tools/docs.py          says what has drifted (exit 1)
    python tools/docs.py --write  writes outputs and reference pages again

A console block holds commands after `$ ` and their output. A line of three dots stands for lines
left out. Every `python` block is run.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cmscalc.cli.app import app  # noqa: E402
from conftest import run_command  # noqa: E402 - it is found on the path just set

PAGES = ["README.md", "CONTRIBUTING.md", "docs/**/*.md"]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DOTS = "..."


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
    """Run a page's console and Python blocks; give the page with true outputs."""
    where = str(path.relative_to(ROOT))
    text = path.read_text(encoding="utf-8")
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            text = CONSOLE.sub(
                lambda found: f"```console\n{checked(found[1], problems, where)}\n```", text
            )
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


def reference() -> dict[str, str]:
    """Give each generated page by its path under docs/reference."""
    return {"cli.md": _cli(), "law.md": _law(), "errors.md": _errors(), "json.md": _json()}


def _help(*words: str) -> str:
    os.environ["COLUMNS"] = "80"
    text = run_command(*words, "--help").out
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def _cli() -> str:
    parts = [
        "# Command line\n\nWritten from the program by `make docs`.\n",
        *(
            f"## `{' '.join(['cmscalc', *words])}`\n\n```text\n{_help(*words)}\n```\n"
            for words in ((), *((str(command.name),) for command in app.registered_commands))
        ),
        EXIT_CODES,
    ]
    return "\n".join(parts)


EXIT_CODES = """\
## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | a check failed |
| 2 | the command line is wrong |
| 3 | a file, or the output, cannot be written |
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
        f"```console\n$ {shlex.join(['cmscalc', *command])}\n{text}\n```\n"
    )


def main() -> int:
    """Check, or with --write mend."""
    write = "--write" in sys.argv
    problems: list[str] = []
    folder = ROOT / "docs" / "reference"
    folder.mkdir(exist_ok=True)
    for name, text in reference().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            problems.append(f"docs/reference/{name} has drifted")
            if write:
                path.write_text(text, encoding="utf-8")
    for path in pages():
        text = check_page(path, problems)
        if write:
            path.write_text(text, encoding="utf-8")
    print("\n".join(problems) or "docs are true")
    return 1 if problems and not write else 0


if __name__ == "__main__":
    sys.exit(main())
