"""However a bank's rows are downloaded and imported, each payment is there once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bank_files import Made, account, written
from cmscalc.files.bank.finding import Asked
from cmscalc.files.bank.importing import Kept, import_files
from cmscalc.files.payments_adding import add_to, open_target
from cmscalc.ledger.bank.evidence import mark_of
from cmscalc.ledger.bank.rows import BankFile, BankRow
from cmscalc.ledger.bank.selection import Range, Wanted

START = date(2026, 3, 1)
EVERYTHING = Wanted(amounts=(Range(1, 10**9),))
# Few days, few amounts and few payers, so that rows of one day are often the same.
ROWS = st.lists(
    st.tuples(
        st.integers(0, 6).map(lambda days: START + timedelta(days=days)),
        st.sampled_from([32370, 32370, 5000, -1250]),
        st.sampled_from(["R DALE", "S HOLT"]),
    ),
    min_size=1,
    max_size=14,
)
# Parts of the account, as from one row to another, some of them newest first.
PARTS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14), st.booleans()), max_size=5)


def imported(parts: Sequence[str], ending: str) -> list[tuple[date, int]]:
    """Import files one after the other into one payments file; give what it holds."""
    with TemporaryDirectory() as folder:
        into = str(Path(folder) / "payments.csv")
        for number, text in enumerate(parts):
            path = Path(folder) / f"part-{number}.{ending}"
            path.write_text(text, encoding="utf-8")
            target = open_target(into)
            found = import_files([str(path)], Asked(), EVERYTHING, Kept(), target.payments)
            new = [payment for file in found.files for payment in file.new]
            if new:
                add_to(target, new)
        return sorted((payment.on, payment.pence) for payment in open_target(into).payments)


def cut(rows: Sequence[Made], parts: Sequence[tuple[int, int, bool]]) -> list[list[Made]]:
    """Cut an account into parts, which overlap or not; the whole of it comes last."""
    found = [list(rows[min(start, end) : max(start, end)]) for start, end, _ in parts]
    turned = [
        part[::-1] if newest_first else part
        for part, (_, _, newest_first) in zip(found, parts, strict=True)
    ]
    return [*(part for part in turned if part), list(rows)]


def edge(row: Made) -> str:
    """The balance as it is in the mark of a row where a file begins."""
    file = BankFile("", "", "starling", "", first=row.on)
    mark = mark_of(file, BankRow(1, row.on, row.pence, balance=row.balance))

    assert mark is not None
    return mark.edge


def payments(rows: Sequence[Made]) -> list[tuple[date, int]]:
    """The payments of an account: money in."""
    return sorted((row.on, row.pence) for row in rows if row.pence > 0)


@given(ROWS, PARTS)
@settings(max_examples=150, deadline=None)
def test_with_a_bank_id(
    rows: list[tuple[date, int, str]], parts: list[tuple[int, int, bool]]
) -> None:
    """Parts that overlap, are split anywhere or turned round add each payment once: by its id."""
    made = account(rows)
    files = [written("ofx", part) for part in cut(made, parts)]

    assert payments(made) == imported(files, "ofx")


@given(ROWS, PARTS)
@settings(max_examples=150, deadline=None)
def test_with_a_balance(
    rows: list[tuple[date, int, str]], parts: list[tuple[int, int, bool]]
) -> None:
    """The same by the balance after the row, even where a file ends between two equal payments."""
    made = account(rows)
    # A mark is short, so as not to give the balance away; two of them may be the same by chance.
    edges = Counter((row.on, row.pence, edge(row)) for row in made)
    assume(max(edges.values()) == 1)
    files = [written("starling", part) for part in cut(made, parts)]

    assert payments(made) == imported(files, "csv")


@given(ROWS, PARTS)
@settings(max_examples=150, deadline=None)
def test_with_neither(
    rows: list[tuple[date, int, str]], parts: list[tuple[int, int, bool]]
) -> None:
    """The same by counting: the file with most of the same rows says how many there are."""
    made = account(rows)
    files = [written("barclays", part) for part in cut(made, parts)]

    assert payments(made) == imported(files, "csv")


@given(ROWS, st.permutations(["ofx", "starling", "barclays"]))
@settings(max_examples=100, deadline=None)
def test_the_same_account_in_other_formats(
    rows: list[tuple[date, int, str]], banks: list[str]
) -> None:
    """An account downloaded as CSV and as OFX adds each payment once, whichever comes first."""
    made = account(rows)

    assert payments(made) == imported([written(bank, made) for bank in banks], "txt")


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_equal_payments_of_one_file_are_never_merged(rows: list[tuple[date, int, str]]) -> None:
    """Two equal payments on one day are two payments."""
    made = account([*rows, *rows])

    for bank in ("ofx", "starling", "barclays"):
        assert payments(made) == imported([written(bank, made)], "txt")
