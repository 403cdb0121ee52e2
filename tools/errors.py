"""Write the messages of tests/errors again, to be read by a person before they are kept.

python tools/errors.py          says which messages have changed
python tools/errors.py --write  writes them; look at `git diff tests/errors` then
"""

import os
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import run_command  # noqa: E402 - it is found on the path just set


def written(mistake: dict[str, object], stderr: str, code: int) -> str:
    """Write one mistake's file."""
    command = ", ".join(_quoted(str(word)) for word in mistake["command"])  # type: ignore[attr-defined]
    return (
        f"why = {_quoted(str(mistake['why']))}\n"
        f"command = [{command}]\n"
        f"exit = {code}\n"
        f"stderr = '''\n{stderr}'''\n"
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04X}" for each in escaped)
    return f'"{shown}"'


def main() -> None:
    """Go through every mistake."""
    write = "--write" in sys.argv
    os.chdir(tempfile.mkdtemp())
    for path in sorted((ROOT / "tests" / "errors").glob("*.toml")):
        mistake = tomllib.loads(path.read_text(encoding="utf-8"))
        ran = run_command(*mistake["command"])
        if (ran.err, ran.code) == (mistake["stderr"].removeprefix("\n"), mistake["exit"]):
            continue
        print(f"{path.name}: {mistake['why']}\n{ran.err}")
        if write:
            path.write_text(written(mistake, ran.err, ran.code), encoding="utf-8")


if __name__ == "__main__":
    main()
