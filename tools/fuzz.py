"""Feed the readers of banks' files with broken ones: no traceback, and no row lost in silence.

    python tools/fuzz.py               20,000 inputs
    python tools/fuzz.py 1000000 7     so many, from a seed

Half are files of tests/banks with bytes changed, cut out, doubled, moved or joined to another
file; the rest are random bytes, random cells, and random pieces of each format. Whatever comes of
it must be rows, problems with their places, or a refusal in a sentence.
"""

import csv
import random
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cmscalc.files.bank.finding import Asked  # noqa: E402 - found on the path just set
from cmscalc.files.bank.layouts import plain  # noqa: E402
from cmscalc.files.bank.opening import Reading  # noqa: E402
from cmscalc.files.problems import Problem, Problems, show_all  # noqa: E402
from cmscalc.ledger.bank.continuity import Chains  # noqa: E402
from cmscalc.ledger.bank.evidence import evidence_of, read_evidence  # noqa: E402
from cmscalc.ledger.bank.regular import Look  # noqa: E402
from cmscalc.ledger.bank.rows import BankRow, Party  # noqa: E402

BANKS = ROOT / "tests" / "banks"
PIECES = (
    *(b",", b'"', b"\n", b"\r\n", b"\t", b";", b"|", b"'", b"\xa3", b"\xc2\xa3", b"\xa0", b"\0"),
    *(b"-", b"+", b".", b"\xef\xbb\xbf", b"\xff", b"\x81", b"<", b">", b"^", b"!Type:Bank\n"),
    *(b"01/02/2026", b"2026-02-29", b"31 Feb 2026", b"99/99/9999", b"323.70", b"-1,234.56"),
    *(b"9" * 30, b"(5.00)", b"5.00 DR", b"1e9", b"NaN", b"Infinity", b"\xe2\x82\xac5", b"=1+1"),
    *(b"<STMTTRN>", b"</STMTTRN>", b"<DTPOSTED>20260301", b"<TRNAMT>1.00", b"<OFX>", b"&#0;"),
    *(
        b"D01/02'26\n",
        b"T5.00\n",
        b"^\n",
        b"Date:\xa001/02/2026\n",
        b"Amount:\xa05.00\n",
        b"From: x\n",
    ),
)


def inputs(seeds: Sequence[bytes], rng: random.Random) -> bytes:
    """Make one input."""
    kind = rng.randrange(10)
    if kind == 0:
        return rng.randbytes(rng.randrange(400))
    if kind == 1:
        return b"".join(rng.choice(PIECES) for _ in range(rng.randrange(60)))
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8, 40))):
        change(data, seeds, rng)
    return bytes(data)


def change(data: bytearray, seeds: Sequence[bytes], rng: random.Random) -> None:
    """Change a file in one place."""
    at = rng.randrange(len(data) + 1)
    kind = rng.randrange(7)
    if kind == 0 and data:
        data[at % len(data)] = rng.randrange(256)
    elif kind == 1:
        data[at:at] = rng.choice(PIECES)
    elif kind == 2:
        del data[at : at + rng.choice((1, 1, 2, 5, 50))]
    elif kind == 3:
        data[at:at] = data[at : at + rng.choice((1, 10, 80))]
    elif kind == 4:
        del data[at:]
    elif kind == 5:
        lines = bytes(data).split(b"\n")
        rng.shuffle(lines)
        data[:] = b"\n".join(lines)
    else:
        other = rng.choice(seeds)
        data[at:at] = other[rng.randrange(len(other) + 1) :][:200]


def read(path: Path) -> tuple[Reading, list[BankRow], list[Problem]] | None:
    """Read a file as an import does; None where it is refused whole."""
    try:
        reading = Reading(str(path), path.name, Asked())
        look = Look(Party.RECEIVING)
        chains = Chains()
        rows = list(look.through(chains.through(reading.rows())))
        chains.result()
        look.payers()
    except Problems as wrong:
        assert show_all(wrong.problems)
        return None
    show_all(reading.book.problems)
    for row in rows[:3]:
        evidence = evidence_of(reading.file, row)
        assert "\n" in evidence.file or read_evidence(evidence.written) == evidence
    return reading, rows, list(reading.book.problems)


# --- no row is lost in silence: counted again, another way ---------------------------------------


def lost(reading: Reading, rows: Sequence[BankRow], problems: Sequence[Problem]) -> str:
    """Say which row of the file is neither a row nor a problem; nothing if none is."""
    lines = list(reading.opened.lines())
    if reading.table is not None:
        return lost_of_a_table(reading, lines, rows, problems)
    count = COUNTS[reading.kind](lines)
    if len(rows) > count or count > len(rows) + len(problems):
        return f"{count} rows, {len(rows)} read, {len(problems)} problems"
    return ""


def lost_of_a_table(
    reading: Reading, lines: Sequence[str], rows: Sequence[BankRow], problems: Sequence[Problem]
) -> str:
    """Each line that holds anything begins a row or a problem, or stands inside a quoted cell."""
    assert reading.table is not None
    begins = {row.line for row in rows} | {problem.place[0] for problem in problems}
    footer, separator = reading.table.layout.footer, reading.table.layout.separator
    record = list(lines[reading.table.header - 1 : reading.table.header])
    for number, text in enumerate(lines[reading.table.header :], reading.table.header + 1):
        if number in begins:
            record = []
        elif not is_open(record, separator):
            cells = (cell.strip().strip('"').strip() for cell in text.split(separator))
            is_footer = bool(footer) and plain(text).startswith(footer)
            if any(cells) and not is_footer:
                return f"line {number}: {text!r}"
            record = []
        record.append(text)
    return ""


def is_open(record: Sequence[str], separator: str) -> bool:
    """Whether lines end inside a quoted cell."""
    try:
        list(csv.reader(["\n".join(record) + "\n"], delimiter=separator, strict=True))
    except csv.Error as wrong:
        return str(wrong).startswith("unexpected end")
    return False


def ofx_rows(lines: Sequence[str]) -> int:
    """How many rows an OFX file opens."""
    return len(re.findall(r"<STMTTRNP?\s*/?>", "\n".join(lines), re.IGNORECASE))


def qif_rows(lines: Sequence[str]) -> int:
    """How many records with anything in them a QIF file has."""
    count, anything, of_money = 0, False, True
    for line in (each.rstrip() for each in lines):
        if re.match(r"!(type|account|option|clear)", line, re.IGNORECASE):
            of_money = bool(re.match(r"!type:(bank|cash|ccard|oth [al])", line, re.IGNORECASE))
        elif line == "^":
            count += anything
            anything = False
        elif line and of_money:
            anything = True
    return count + anything


def santander_rows(lines: Sequence[str]) -> int:
    """How many blocks a Santander file begins."""
    return sum(line.startswith("Date:") for line in lines)


COUNTS: dict[str, Callable[[Sequence[str]], int]] = {
    "ofx": ofx_rows,
    "qif": qif_rows,
    "santander": santander_rows,
}


def fuzz(many: int, seed: int, folder: Path) -> dict[str, int]:
    """Read so many inputs; give how many of each kind were read. Raises AssertionError."""
    rng = random.Random(seed)
    seeds = [path.read_bytes() for path in sorted(BANKS.glob("*")) if path.suffix != ".toml"]
    path = folder / "bank.csv"
    kinds: dict[str, int] = {}
    for number in range(many):
        data = inputs(seeds, rng)
        path.write_bytes(data)
        try:
            found = read(path)
            wrong = lost(*found) if found else ""
        except Exception as fault:
            raise AssertionError(f"input {number} of seed {seed}: {data!r}") from fault
        assert not wrong, (number, seed, wrong, data)
        kind = found[0].file.bank if found else "refused"
        kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def main() -> None:
    """Read as many as asked for."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        kinds = fuzz(many, seed, Path(folder))
    print(f"{many:,} inputs, seed {seed}: no traceback, no row lost")
    print(", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items())))


if __name__ == "__main__":
    main()
