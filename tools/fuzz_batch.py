"""Feed `cmscalc batch` with broken tables: no traceback, no row lost, and both engines agree.

    python tools/fuzz_batch.py               20,000 tables
    python tools/fuzz_batch.py 100000 7      so many, from a seed

Tables are CSV, lines of JSON and Parquet, made of cells that mean something, changed in one place
or in many; Parquet also in columns of types that nobody would choose. CSV and JSON go through both
engines, which must print the same bytes and the same messages.
"""

import argparse
import csv
import io
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cmscalc.files.csv_rows import MOST_LINES  # noqa: E402 - found on the path just set
from cmscalc.files.tables import blocks  # noqa: E402
from conftest import Ran, run_command  # noqa: E402

ON = ("--on", "2026-11-21")
CELLS: dict[str, tuple[str, ...]] = {
    "id": ("1", "x", "=1+1", "-5", "a,b", 'say "so"', "two\nlines", "ü", "", "@x", "\ufffd"),
    "income": (
        *("27000/year", "2100.50/month", "500/week", "500", "£500/week", "27,000/year", ""),
        *("0/week", "nan", "1e5/year", "-1/week", "7.005/week", "lots", "27000/Year", " 9/w "),
    ),
    "income_per": ("", "year", "week", "lots"),
    "current_income": ("", "30000/year", "400/week"),
    "pension": ("", "90/month", "99999/year"),
    "children": ("1", "2", "3", "0", "21", "", "2.0", "two", " 2 "),
    "nights": ("", "0", "115", "115,60", "115;60", "equal", "365", "366", "a"),
    "family": ("", "Ann=115;Bea=0,60", "Ann=0", "Ann", "=5", "Ann=1;Ann=2"),
    "other_children": ("", "0", "1", "4", "x"),
    "benefit": ("", "pension-credit", "universal-credit", "none"),
    "collect_and_pay": ("", "yes", "no", "TRUE", "maybe", "0"),
    "special_expense": ("", "contact=25/week", "contact"),
    "on": ("", "2026-11-21", "2012-12-10", "2012-12-09", "2014-01-01", "21/11/2026", "2099-01-01"),
    "rounding": ("", "final", "each-step", "none"),
}
PIECES = (
    *(b",", b'"', b"\n", b"\r\n", b"\r", b"\t", b";", b"\0", b"\xff", b"\xa3", b"\xc2\xa3"),
    *(b'""', b'",\n"', b"{", b"}", b"[", b"]", b":", b"null", b"NaN", b"\\ud83d", b"1e400"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\x1c", b"=", b"9" * 30, b"   ", b"\n\n"),
)
OPEN = "unexpected end of data"
TYPES = (
    *(pa.string(), pa.large_string(), pa.string_view(), pa.int8(), pa.int64(), pa.uint64()),
    *(pa.float32(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us"), pa.timestamp("ns")),
    *(pa.timestamp("ms", "UTC"), pa.decimal128(12, 2), pa.binary(), pa.time64("us"), pa.null()),
    *(pa.list_(pa.int64()), pa.list_(pa.string()), pa.struct([("a", pa.int64())])),
    *(pa.dictionary(pa.int8(), pa.string()), pa.duration("s")),
)


def rows_of(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    """Give a header and rows of cells."""
    names = ["income", "children", *rng.sample(sorted(CELLS.keys() - {"income", "children"}), 4)]
    rng.shuffle(names)
    likely = rng.choice((0.5, 0.9, 1))
    rows = [
        [CELLS[name][0] if rng.random() < likely else rng.choice(CELLS[name]) for name in names]
        for _ in range(rng.choice((0, 1, 2, 5, 12)))
    ]
    return names, rows


def as_csv(rng: random.Random) -> bytes:
    """Write rows as CSV, in one of the ways of writing it."""
    names, rows = rows_of(rng)
    text = io.StringIO(newline="")
    ends = rng.choice(("\n", "\r\n"))
    dialect = rng.choice((csv.excel, csv.excel, csv.unix_dialect))
    csv.writer(text, dialect, lineterminator=ends).writerows([names, *rows])
    whole = text.getvalue().encode()
    return whole if rng.random() < 0.8 else whole.rstrip(b"\r\n")  # noqa: PLR2004 - most of them


def as_json(rng: random.Random) -> bytes:
    """Write rows as lines of JSON, some values as numbers, lists and the like."""
    names, rows = rows_of(rng)
    odd = (1, 2.5, True, None, [1, 2], ["Ann=1"], {"a": 1.50}, "\u2028", 10**30)
    lines = []
    for row in rows:
        case: dict[str, Any] = dict(zip(names, row, strict=True))
        for name in names:
            if rng.random() < 0.1:  # noqa: PLR2004 - a few of them
                case[name] = rng.choice(odd)
            elif rng.random() < 0.1:  # noqa: PLR2004
                del case[name]
        lines.append(json.dumps(case, ensure_ascii=rng.random() < 0.5))  # noqa: PLR2004
    return "".join(f"{line}\n" for line in lines).encode()


def changed(data: bytes, rng: random.Random) -> bytes:
    """Change a table in one place or in many, or not at all."""
    table = bytearray(data)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(table) + 1)
        match rng.randrange(5):
            case 0:
                table[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                table[at:at] = rng.choice(PIECES)
            case 2:
                del table[at : at + rng.choice((1, 1, 2, 5, 30))]
            case 3:
                table[at:at] = table[at : at + rng.choice((1, 10, 80))]
            case _:
                del table[max(at, len(table) // 2) :]
    return bytes(table)


def text_table(folder: Path, rng: random.Random) -> str:
    """Try a table of text with both engines; give what came of it."""
    kind = rng.choice(("csv", "csv", "jsonl"))
    data = changed(as_csv(rng) if kind == "csv" else as_json(rng), rng)
    (folder / f"in.{kind}").write_bytes(data)
    shape = rng.choice(("csv", "jsonl"))
    # Small blocks put their borders everywhere.
    blocks.BLOCK = rng.choice((64, 90, 300, 4_000_000))
    blocks.LONGEST = 4 * blocks.BLOCK
    ran = {engine: run(folder, f"in.{kind}", shape, engine) for engine in ("rows", "columns")}
    assert ran["columns"] == ran["rows"], f"the engines differ:\n{difference(**ran)}"
    told, written = ran["rows"]
    if written is not None:
        check_answers(written, shape)
        if len(data) < blocks.BLOCK:
            found, there = many(written, shape), count(data, kind)
            assert found == there, f"{there} rows became {found}"
    return f"{kind} to {shape}: exit {told.code}"


def difference(rows: object, columns: object) -> str:
    """Show where two results part."""
    one, other = str(rows), str(columns)
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (left, right) in pairs if left != right), 0)
    return f"{one[max(0, at - 60) : at + 90]}\n{other[max(0, at - 60) : at + 90]}"


def parquet_table(folder: Path, rng: random.Random) -> str:
    """Try a table of Parquet, broken or of odd types; give what came of it."""
    names, rows = rows_of(rng)
    columns = {}
    for at, name in enumerate(names):
        texts = [row[at] or None for row in rows]
        columns[name] = column_of(texts, rng)
    table = pa.table(columns)
    path = folder / "in.parquet"
    pq.write_table(table, path, compression=rng.choice(("NONE", "SNAPPY")))
    broken = rng.random() < 0.5  # noqa: PLR2004 - half of them
    if broken:
        path.write_bytes(changed(path.read_bytes(), rng))
    shape = rng.choice(("csv", "jsonl", "parquet"))
    told, written = run(folder, path.name, shape, "auto")
    if written is not None:
        check_answers(written, shape)
        assert broken or many(written, shape) == len(rows), "a row lost"
    return f"{'broken ' if broken else ''}parquet to {shape}: exit {told.code}"


def column_of(texts: Sequence[str | None], rng: random.Random) -> pa.Array:
    """Put texts in a column of some type, or numbers in one that takes no text."""
    kind = rng.choice(TYPES) if rng.random() < 0.4 else pa.string()  # noqa: PLR2004 - fewer
    try:
        return pa.array(texts, kind)
    except (pa.ArrowException, ValueError, TypeError, AttributeError):
        numbers = [rng.choice((None, 0, 1, 2, 115, -1, 2**40)) for _ in texts]
    try:
        return pa.array(numbers).cast(kind)
    except pa.ArrowException:
        return pa.nulls(len(texts), kind)


def run(folder: Path, name: str, shape: str, engine: str) -> tuple[Ran, bytes | None]:
    """Run the command; give what it said, and the bytes it wrote."""
    out = folder / f"out.{shape}"
    out.unlink(missing_ok=True)
    words = ("batch", str(folder / name), "-o", str(out), "--engine", engine, *ON)
    told = run_command(*words)
    assert told.code in {0, 3}, f"exit {told.code}: {told.err}"
    assert told.err or not told.code, "no message"
    assert sorted(each.name for each in folder.iterdir() if each.name.startswith(".")) == []
    written = out.read_bytes() if out.exists() else None
    assert written is not None or told.code, "no answers"
    return told, written


def answers_in(written: bytes, shape: str) -> list[dict[str, Any]]:
    """Read answers, with strictness."""
    if shape == "parquet":
        return list(pq.read_table(io.BytesIO(written), columns=["weekly", "error"]).to_pylist())
    text = written.decode()
    if shape == "jsonl":
        return [json.loads(line) for line in text.split("\n")[:-1]]
    names, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def check_answers(written: bytes, shape: str) -> None:
    """Every row has an answer or what is wrong with it, never both and never neither."""
    for row in answers_in(written, shape):
        assert bool(row["weekly"] is not None and str(row["weekly"])) != bool(row["error"]), row


def many(written: bytes, shape: str) -> int:
    """Count rows of answers."""
    return len(answers_in(written, shape))


def count(data: bytes, kind: str) -> int:
    """Count the rows of a table another way; quotes that do not match cannot be counted so."""
    text = data.decode("utf-8-sig", "replace")
    lines = text.split("\n")
    if kind == "jsonl":
        return sum(bool(line.strip().lstrip("\ufeff")) for line in lines)
    if '"' not in text:
        return sum(bool(line.strip() and line.rstrip("\r").strip(",")) for line in lines[1:])
    # Given line by line, so that only a new line ends one, as in cmscalc.
    return counted_with_quotes(lines[1:])


def counted_with_quotes(lines: Sequence[str]) -> int:
    """Count rows by their quotes; where those do not match, a line is a row by itself."""
    rows = at = 0
    while at < len(lines):
        more = range(1, min(MOST_LINES + 1, len(lines) - at) + 1)
        taken = next((each for each in more if fault("\n".join(lines[at : at + each])) != OPEN), 0)
        whole = "\n".join(lines[at : at + taken])
        matching = taken and not fault(whole)
        is_blank = matching and not any(next(csv.reader([f"{whole}\n"]), ()))
        rows += bool(lines[at].strip()) and not is_blank
        at += taken if matching else 1
    return rows


def fault(text: str) -> str:
    """Say what is wrong with a row's quotes, in the words of Python's own reader."""
    try:
        list(csv.reader([f"{text}\n"], strict=True))
    except csv.Error as wrong:
        return str(wrong)
    return ""


def fuzz(number: int, seed: int, folder: Path) -> Counter[str]:
    """Try so many tables; give how many came to what."""
    rng = random.Random(seed)  # noqa: S311 - no secrets
    kinds: Counter[str] = Counter()
    kept = blocks.BLOCK, blocks.LONGEST
    for at in range(number):
        try:
            kinds[(parquet_table if rng.random() < 0.3 else text_table)(folder, rng)] += 1  # noqa: PLR2004
        except Exception:
            print(f"table {at} of seed {seed}: look in {folder}", file=sys.stderr)
            raise
    blocks.BLOCK, blocks.LONGEST = kept
    return kinds


def main() -> None:
    """Try tables, and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=20_000)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    asked = parser.parse_args()
    os.environ["CMSCALC_DEBUG"] = "1"
    folder = Path(tempfile.mkdtemp())
    kinds = fuzz(asked.number, asked.seed, folder)
    for kind, times in sorted(kinds.items()):
        print(f"{times:>9,}  {kind}")


if __name__ == "__main__":
    main()
