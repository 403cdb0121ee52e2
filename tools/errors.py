"""Write the messages of tests/errors again, to be read by a person before they are kept.

python tools/errors.py          says which messages have changed
python tools/errors.py --write  writes them; look at `git diff tests/errors` then
"""

import os
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import Ran, put_files, run_command  # noqa: E402 - found on the path just set

NEW_LINE = "\n"


def written(mistake: dict[str, Any], ran: Ran) -> str:
    """Write one mistake's file."""
    command = ", ".join(_quoted(word) for word in mistake["command"])
    stdout = f"stdout = '''\n{ran.out}'''\n" if ran.out else ""
    files = "".join(
        f"{_quoted(name)} = '''\n{text.removeprefix(NEW_LINE)}'''\n"
        for name, text in mistake.get("files", {}).items()
    )
    hexes = "".join(
        f"{_quoted(name)} = {_quoted(text)}\n" for name, text in mistake.get("hex", {}).items()
    )
    return (
        f"why = {_quoted(mistake['why'])}\n"
        f"command = [{command}]\n"
        f"exit = {ran.code}\n"
        f"stderr = '''\n{ran.err}'''\n{stdout}"
        + (f"\n[files]\n{files}" if files else "")
        + (f"\n[hex]\n{hexes}" if hexes else "")
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04X}" for each in escaped)
    return f'"{shown}"'


def main() -> None:
    """Go through every mistake."""
    write = "--write" in sys.argv
    for path in sorted((ROOT / "tests" / "errors").glob("*.toml")):
        mistake = tomllib.loads(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            put_files(mistake, Path(folder))
            os.chdir(folder)
            ran = run_command(*mistake["command"])
            os.chdir(ROOT)
        kept = [mistake[key].removeprefix("\n") for key in ("stderr", "stdout") if key in mistake]
        if (ran.code, [each for each in (ran.err, ran.out) if each]) == (
            mistake["exit"],
            [each for each in kept if each],
        ):
            continue
        print(f"{path.name}: {mistake['why']}\n{ran.err}{ran.out}")
        if write:
            path.write_text(written(mistake, ran), encoding="utf-8")


if __name__ == "__main__":
    main()
