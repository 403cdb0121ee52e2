"""Adding rows to a payments file: its own rows, their order and their line ends stay."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_IWUSR
from types import MappingProxyType
from typing import NamedTuple

from cmscalc.core.money import Money
from cmscalc.core.printable import safe_cell
from cmscalc.files.csv_rows import lines_of, quoted, rows_of, span_of
from cmscalc.files.output import write_private
from cmscalc.files.payments_file import (
    COLUMNS,
    MOST_MEGABYTES,
    NOT_KNOWN,
    columns_of,
    read_payments,
)
from cmscalc.files.problems import NotWritten
from cmscalc.files.sources import MEGABYTE, Source, names_of, read_source, refused
from cmscalc.ledger.payments import Payment

MARK = "\ufeff"
EVIDENCE = "evidence"
NO_PROOFS: Mapping[int, str] = MappingProxyType({})


class Target(NamedTuple):
    """The payments file to add to. `source` is None for one that is to be made."""

    path: Path
    name: str
    source: Source | None
    payments: tuple[Payment, ...]


def open_target(path: str) -> Target:
    """Read the payments file to add to, if it is there. Raises Problems."""
    name = names_of([path])[0]
    if not Path(path).exists():
        return Target(Path(path), name, None, ())
    if not Path(path).is_file():
        raise refused(name, "not an ordinary file", "the name of a payments file")
    if not Path(path).stat().st_mode & S_IWUSR:
        wanted = f"another name; or first: chmod u+w {name}"
        raise refused(name, "a file that is to be read only", wanted)
    found = read_payments(path, name, NOT_KNOWN)
    return Target(Path(path), name, found.source, found.payments)


def text_with(
    source: Source | None, payments: Sequence[Payment], proofs: Mapping[int, str] = NO_PROOFS
) -> str:
    """Give the text of a payments file with rows added at its end.

    `proofs` are evidence for rows that have none, by the lines on which they begin.
    """
    if source is None:
        return "".join(f"{line}\n" for line in (",".join(COLUMNS), *_lines(payments, COLUMNS)))
    end = "\r\n" if "\r\n" in source.text else "\n"
    columns = columns_of(source.line(1))
    used = {EVIDENCE} if proofs else set[str]()
    lacking = [
        each
        for each in COLUMNS
        if each not in columns and (each in used or _is_used(each, payments))
    ]
    text = _widened(source.text, len(columns), lacking) if lacking else source.text
    columns = (*columns, *lacking)
    text = _proved(text, columns.index(EVIDENCE), proofs) if proofs else text
    if payments and not text.endswith("\n"):
        text += end
    return text + "".join(f"{line}{end}" for line in _lines(payments, columns))


def add_to(
    target: Target, payments: Sequence[Payment], proofs: Mapping[int, str] = NO_PROOFS
) -> None:
    """Write the payments file with rows added, whole or not at all. Raises NotWritten."""
    text = text_with(target.source, payments, proofs)
    meanwhile = f"{target.name} was changed by something else a moment ago: run it again"
    if len(text.encode()) > MOST_MEGABYTES * MEGABYTE:
        most = f"{MOST_MEGABYTES} MB, the most that a payments file may have"
        raise NotWritten(f"{target.name} would grow over {most}: nothing was added")
    if target.source is None:
        if target.path.exists():
            raise NotWritten(meanwhile)
        write_private(target.path, text)
        return
    if read_source(str(target.path), target.name, MOST_MEGABYTES).sha256 != target.source.sha256:
        raise NotWritten(meanwhile)
    mark = MARK if target.path.read_bytes().startswith(MARK.encode()) else ""
    write_private(target.path, mark + text, force=True)


def _is_used(column: str, payments: Sequence[Payment]) -> bool:
    return any(_cell(column, payment) for payment in payments)


def _widened(text: str, many: int, more: Sequence[str]) -> str:
    """Give a text's header more columns, and every row empty cells for them."""
    rows = [row for row in rows_of(lines_of(text)) if row.text.strip()]
    starts = [row.line for row in rows]
    lines = text.split("\n")
    # A row ends on the line before the next one begins; empty lines between them stay empty.
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    for row, last in zip(rows, ends, strict=True):
        at = next(at for at in range(last - 1, row.line - 2, -1) if lines[at].strip())
        line = lines[at].rstrip("\r")
        empty = many + len(more) - len(row.cells or ())
        lines[at] = line + _more(row.line, more, empty) + lines[at][len(line) :]
    return "\n".join(lines)


def _proved(text: str, column: int, proofs: Mapping[int, str]) -> str:
    """Put evidence into the empty cells of rows."""
    lines = text.split("\n")
    for row in [row for row in rows_of(lines_of(text)) if row.line in proofs]:
        written = quoted(safe_cell(proofs[row.line]))
        many = 1 + sum(cell.count("\n") for cell in row.cells or ())
        if many == 1:
            start, length = span_of(row.text, column)
            line = lines[row.line - 1]
            lines[row.line - 1] = line[:start] + written + line[start + length :]
            continue
        # A row of several lines is written anew: its last line tells not which cell begins it.
        cells = [quoted(cell) for cell in row.cells or ()]
        cells[column] = written
        last = row.line - 2 + many
        end = "\r" if lines[last].endswith("\r") else ""
        again = ",".join(cells).split("\n")
        lines[row.line - 1 : last + 1] = [f"{line}{end}" for line in again]
    return "\n".join(lines)


def _more(line: int, names: Sequence[str], empty: int) -> str:
    return "".join(f",{name}" for name in names) if line == 1 else "," * empty


def _lines(payments: Sequence[Payment], columns: Sequence[str]) -> Iterator[str]:
    for payment in payments:
        yield ",".join(quoted(safe_cell(_cell(column, payment))) for column in columns)


def _cell(column: str, payment: Payment) -> str:
    if column == "date":
        return payment.on.isoformat()
    if column == "amount":
        return str(Money(payment.pence))
    text = {
        "receiving_parent": payment.receiving_parent,
        "method": payment.method,
        "reference": payment.reference,
        "evidence": payment.evidence,
    }
    return text.get(column, "")
