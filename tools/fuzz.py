"""Feed the readers of banks' files with broken ones: no traceback, and no row lost in silence.

    python tools/fuzz.py               20,000 inputs
    python tools/fuzz.py 1000000 7     so many, from a seed

Half are files of tests/banks with bytes changed, cut out, doubled, moved or joined to another
file; the rest are random bytes, random cells, and random pieces of each format. Whatever comes of
it must be rows, problems with their places, or a refusal in a sentence.
"""

import argparse
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
from cmscalc.files.problems import Problems, show_all  # noqa: E402
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


def one_of_random_bytes(_: Sequence[bytes], rng: random.Random) -> bytes:
    """Bytes without sense."""
    return rng.randbytes(rng.randrange(400))


def one_of_pieces(_: Sequence[bytes], rng: random.Random) -> bytes:
    """Pieces of every format, without order."""
    return b"".join(rng.choice(PIECES) for _ in range(rng.randrange(60)))


def one_changed(seeds: Sequence[bytes], rng: random.Random) -> bytes:
    """A good file, changed in one place or in many."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8, 40))):
        rng.choice(CHANGES)(data, rng.randrange(len(data) + 1), seeds, rng)
    return bytes(data)


# A changed file is the likeliest to get far.
MAKERS = (one_of_random_bytes, one_of_pieces, *[one_changed] * 8)
Change = Callable[[bytearray, int, Sequence[bytes], random.Random], None]


def another_byte(data: bytearray, at: int, _: Sequence[bytes], rng: random.Random) -> None:
    """One byte becomes another."""
    data[at : at + 1] = bytes([rng.randrange(256)])


def a_piece_more(data: bytearray, at: int, _: Sequence[bytes], rng: random.Random) -> None:
    """Something that means something to a reader."""
    data[at:at] = rng.choice(PIECES)


def a_piece_less(data: bytearray, at: int, _: Sequence[bytes], rng: random.Random) -> None:
    """A hole."""
    del data[at : at + rng.choice((1, 1, 2, 5, 50))]


def a_piece_twice(data: bytearray, at: int, _: Sequence[bytes], rng: random.Random) -> None:
    """The same again."""
    data[at:at] = data[at : at + rng.choice((1, 10, 80))]


def cut_short(data: bytearray, at: int, _: Sequence[bytes], rng: random.Random) -> None:
    """A download that broke off."""
    del data[max(at, rng.randrange(len(data) + 1)) :]


def shuffled(data: bytearray, _: int, __: Sequence[bytes], rng: random.Random) -> None:
    """Lines in another order."""
    lines = bytes(data).split(b"\n")
    rng.shuffle(lines)
    data[:] = b"\n".join(lines)


def with_another(data: bytearray, at: int, seeds: Sequence[bytes], rng: random.Random) -> None:
    """A part of another bank's file."""
    other = rng.choice(seeds)
    data[at:at] = other[rng.randrange(len(other) + 1) :][:200]


CHANGES: tuple[Change, ...] = (
    *(another_byte, a_piece_more, a_piece_less, a_piece_twice),
    *(cut_short, shuffled, with_another),
)


def read(path: Path) -> tuple[Reading, list[BankRow]] | None:
    """Read a file as an import does; None where it is refused whole."""
    try:
        reading = Reading(str(path), Asked())
        look = Look(Party.RECEIVING)
        chains = Chains()
        rows = list(look.through(chains.through(reading.rows())))
        chains.result()
        look.payers()
    except Problems as wrong:
        show_all(wrong.problems)
        return None
    show_all(reading.book.problems)
    for row in rows[:3]:
        evidence = evidence_of(reading.file(row.on, None), row)
        assert "\n" in evidence.file or read_evidence(evidence.written) == evidence
    return reading, rows


# --- no row is lost in silence: counted again, another way ---------------------------------------


def lost(reading: Reading, rows: Sequence[BankRow]) -> str:
    """Say which row of the file is neither a row nor a problem; nothing if none is."""
    lines = list(reading.opened.lines())
    if reading.table is not None:
        return lost_of_a_table(reading, lines, rows)
    count = COUNTS[reading.kind](lines)
    # The end of a file is no row, though it may be a problem.
    bad = sum(part >= 0 for _, part in reading.book.rows)
    return f"{count} rows, {len(rows)} read, {bad} bad" if count > len(rows) + bad else ""


def lost_of_a_table(reading: Reading, lines: Sequence[str], rows: Sequence[BankRow]) -> str:
    """Each line that holds anything begins a row or a problem, or stands inside a quoted cell."""
    assert reading.table is not None
    begins = {row.line for row in rows} | {line for line, _ in reading.book.rows}
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
    """How many days a QIF file has: each is of a row, whatever became of its other lines."""
    count, of_money = 0, True
    for line in lines:
        if re.match(r"!(type|account|option|clear)", line, re.IGNORECASE):
            of_money = bool(re.match(r"!type:(bank|cash|ccard|oth [al])", line, re.IGNORECASE))
        count += of_money and line.startswith("D")
    return count


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
    rng = random.Random(seed)  # noqa: S311 - broken files need no secrets
    seeds = [path.read_bytes() for path in sorted(BANKS.glob("*")) if path.suffix != ".toml"]
    path = folder / "bank.csv"
    kinds: dict[str, int] = {}
    for number in range(many):
        data = rng.choice(MAKERS)(seeds, rng)
        path.write_bytes(data)
        try:
            found = read(path)
            wrong = lost(*found) if found else ""
        except Exception as fault:
            raise AssertionError(f"input {number} of seed {seed}: {data!r}") from fault
        assert not wrong, (number, seed, wrong, data)
        kind = found[0].file(None, None).bank if found else "refused"
        kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def main() -> None:
    """Read as many as asked for."""
    asked = argparse.ArgumentParser(description="Feed the readers of banks' files broken ones.")
    asked.add_argument("inputs", type=int, nargs="?", default=20_000)
    asked.add_argument("seed", type=int, nargs="?", default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kinds = fuzz(given.inputs, given.seed, Path(folder))
    print(f"{given.inputs:,} inputs, seed {given.seed}: no traceback, no row lost")
    print(", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items())))


if __name__ == "__main__":
    main()
