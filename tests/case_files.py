"""Reading a worked example: one TOML file with its source, its case and what is expected."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

CASES = Path(__file__).parent / "cases"
MODES = ("final", "each-step")


class Case(NamedTuple):
    """One worked example in one rounding mode."""

    name: str
    source: dict[str, str]
    words: dict[str, Any]
    expect: dict[str, Any]


def read(path: Path) -> list[Case]:
    """Give the modes of one file that it expects something of."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    expect = data["expect"]
    common = {key: value for key, value in expect.items() if key not in MODES}
    named = [mode for mode in MODES if mode in expect] or list(MODES)
    name = path.relative_to(CASES).with_suffix("").as_posix()
    return [
        Case(
            f"{name} ({mode})",
            data["source"],
            {**data["case"], "rounding": mode},
            {**common, **expect.get(mode, {})},
        )
        for mode in named
    ]


def all_cases() -> list[Case]:
    """Give every case, in the order of their file names."""
    return [case for path in sorted(CASES.rglob("*.toml")) for case in read(path)]


def command(words: dict[str, Any]) -> list[str]:
    """Write a case as the arguments of `cmscalc`."""
    arguments = ["estimate"]
    for name, value in words.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            arguments.append(flag)
        elif isinstance(value, list):
            arguments += [piece for each in value for piece in (flag, str(each))]
        else:
            arguments += [flag, str(value)]
    return arguments
