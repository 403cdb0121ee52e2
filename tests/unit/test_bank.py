"""Rows of a bank: what is kept, whether balances run, who pays, and what is there already."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from cmscalc.ledger.bank.continuity import MOST_GAPS, Chains, Continuity, Gap
from cmscalc.ledger.bank.evidence import (
    Evidence,
    Mark,
    evidence_of,
    kept_reference,
    mark_of,
    read_evidence,
)
from cmscalc.ledger.bank.found import Found, InFile, payment_of
from cmscalc.ledger.bank.notes import notes_on
from cmscalc.ledger.bank.private import plain_name, without_accounts
from cmscalc.ledger.bank.regular import Look, Payer, Rhythm, name_in, rhythm_of, suggested
from cmscalc.ledger.bank.repeats import (
    Candidate,
    Known,
    Why,
    candidate_of,
    known_of,
    may_be_one,
    recognise,
    shown_by,
    way_turned,
)
from cmscalc.ledger.bank.rows import BankFile, BankRow, Party
from cmscalc.ledger.bank.selection import Range, Wanted, sift
from cmscalc.ledger.payments import Payment, Placed
from cmscalc.ledger.strength import Proof, Strength, proof_of, strength_of

DAY = date(2026, 3, 2)
FILE = BankFile("bank.csv", "ab" * 32, "starling", "Starling")
OTHER = BankFile("other.csv", "cd" * 32, "starling", "Starling")


def row(line: int = 2, days: int = 0, pence: int = 32370, **more: object) -> BankRow:
    """A row, of R DALE where nothing else is said."""
    given: dict[str, object] = {"payee": "R DALE", "reference": "MAINT", **more}
    return BankRow(line, DAY + timedelta(days=days), pence, **given)  # type: ignore[arg-type]


def words(*texts: str) -> tuple["re.Pattern[str]", ...]:
    """Patterns, as --match makes them."""
    return tuple(re.compile(text, re.IGNORECASE | re.MULTILINE) for text in texts)


# --- evidence -------------------------------------------------------------------------------------


def test_evidence_is_written_and_read() -> None:
    """What an import writes says the file, the line, the start of its hash, and the row's mark."""
    found = evidence_of(FILE, row(14))

    assert ("bank.csv", "14", "ab" * 6) == (found.file, found.place, found.sha256)
    assert found == read_evidence(found.written)
    assert re.fullmatch(r"bank\.csv:14 sha256:(ab){6} starling:[0-9a-f]{6}", found.written)
    edge = evidence_of(FILE._replace(first=DAY), row(14, balance=7))
    assert edge == read_evidence(edge.written)
    assert re.fullmatch(r".* starling:[0-9a-f]{6}\.[0-9a-f]{2}", edge.written)


@pytest.mark.parametrize(
    "text",
    [
        "bank statement",
        "bank.csv:14",
        "bank.csv:14 sha256:xyz",
        "bank.csv:0 sha256:abababababab",
        "bank.csv:14 sha256:abababababab starling:xyz",
        "bank.csv:14 sha256:abababababab and more",
        "",
    ],
)
def test_words_of_a_persons_own_are_no_evidence_of_a_bank(text: str) -> None:
    """Only the whole form is."""
    assert read_evidence(text) is None


def test_a_file_name_with_colons_is_read() -> None:
    """The line is what stands last."""
    found = read_evidence("a:1 sha256:b.csv:7 sha256:abababababab")

    assert found == Evidence("a:1 sha256:b.csv", "7", "abababababab")


def mark(given: BankRow, file: BankFile = FILE) -> Mark:
    """A row's mark, where it has one."""
    found = mark_of(file, given)

    assert found is not None
    return found


def test_a_mark_is_of_the_bank_id_or_else_of_the_reference() -> None:
    """The surest thing that there is."""
    assert ("starling-id", "starling") == (mark(row(id="x")).kind, mark(row()).kind)
    assert 6 == len(mark(row(id="x")).hash) == len(mark(row()).hash)
    assert mark(row(id="x")) != mark(row(id="y"))
    assert mark(row(id="x", reference="A")) == mark(row(id="x", reference="B"))
    assert mark(row(payee="R DALE")) != mark(row(payee="S HOLT"))


def test_a_mark_is_of_the_row_as_the_bank_wrote_it() -> None:
    """Its day, its amount and which way it went are in it, with an id and without."""
    for given in (row(), row(id="x")):
        others = (given._replace(on=DAY + timedelta(days=1)), given._replace(pence=-given.pence))

        assert mark(given) not in [mark(each) for each in others]


def test_one_id_in_two_accounts_is_two_marks() -> None:
    """Some banks count their ids anew in each account."""
    marks = {mark(row(id="x", account=account)).hash for account in ("1", "2", "3", "4")}

    assert 1 < len(marks)


def test_a_balance_is_in_a_mark_only_where_a_file_begins_or_ends() -> None:
    """There a download may cut between two equal payments of a day."""
    file = FILE._replace(first=DAY, last=DAY + timedelta(days=9))

    assert mark(row(balance=1), file).edge
    assert mark(row(days=9, balance=1), file).edge
    assert not mark(row(days=5, balance=1), file).edge
    assert not mark(row(), file).edge
    assert not mark(row(balance=1, id="x"), file).edge


def test_a_balance_cannot_be_read_out_of_marks() -> None:
    """Of 50,000 balances two hundred have the same; linked payments tell no more of it."""
    file = FILE._replace(first=DAY)
    amounts = (32370, 32370, 5000)

    def edges(start: int) -> list[str]:
        balances = [start + sum(amounts[:many]) for many in range(1, len(amounts) + 1)]
        return [mark(row(balance=each), file).edge for each in balances]

    alike = [start for start in range(50_000) if edges(start)[0] == edges(38_057)[0]]
    assert 199 == len(alike)
    assert alike == [start for start in alike if edges(start) == edges(38_057)]


@pytest.mark.parametrize("pence", [700, 3200, 10000, 32370, 8000])
def test_two_equal_payments_have_other_ends(pence: int) -> None:
    """One on top of the other, whatever the balance was."""
    file = FILE._replace(first=DAY)

    for start in range(-1000, 1000, 7):
        one, other = (
            mark(row(pence=pence, balance=start + times * pence), file) for times in (1, 2)
        )
        assert one.edge != other.edge


def test_a_mark_hears_no_case_or_spaces() -> None:
    """Banks pad the same reference now one way, now another."""
    assert mark(row(reference="Maint  Mar")) == mark(row(reference="MAINT MAR "))
    assert mark(row(reference="MAINT MAR")) != mark(row(reference="MAINT APR"))


def test_an_account_number_is_in_no_mark() -> None:
    """So the number cannot be tried out against it: not in an id, nor in a reference."""
    file = FILE._replace(accounts=frozenset({"12345678"}))

    assert mark(row(id="12345678-F1"), file) == mark(row(id="-F1"), file)
    assert mark(row(id="12345678-F1"), file) != mark(row(id="12345678-F2"), file)
    both = FILE._replace(accounts=frozenset({"12345678", "20000012345678", "200000"}))
    assert mark(row(id="20000012345678-F1"), both) == mark(row(id="-F1"), both)
    assert mark(row(reference="A 12345678")) == mark(row(reference="A 87654321"))


def test_a_row_whose_description_is_starred_out_has_no_mark() -> None:
    """Its text tells nothing; a bank's id would."""
    censored = FILE._replace(censored=True)

    assert evidence_of(censored, row(balance=1)).mark is None
    assert evidence_of(censored, row(id="x")).mark is not None


@pytest.mark.parametrize(
    ("one", "other", "is_of"),
    [
        (Mark("a", "1"), Mark("a", "1"), True),
        (Mark("a", "1", "x"), Mark("a", "1"), True),
        (Mark("a", "1", "x"), Mark("a", "1", "x"), True),
        (Mark("a", "1", "x"), Mark("a", "1", "y"), False),
        (Mark("a", "1"), Mark("b", "1"), False),
        (Mark("a", "1"), Mark("a", "2"), False),
    ],
)
def test_whether_two_marks_may_be_of_one_row(one: Mark, other: Mark, *, is_of: bool) -> None:
    """The ends of two files tell rows apart only if both say so."""
    assert is_of == one.is_of(other) == other.is_of(one)


def test_a_reference_is_kept_in_a_likely_length() -> None:
    """Who pays writes it, as long as they like."""
    assert "MAINT MAR" == kept_reference(row(reference="MAINT  MAR "))
    assert "R DALE" == kept_reference(row(reference=""))
    long = kept_reference(row(reference="x" * 500))
    assert (200, "…") == (len(long), long[-1])
    assert "x" * 200 == kept_reference(row(reference="x" * 200))


# --- what is never kept ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("MAINT 20-00-00 12345678 A", "MAINT **-**-** ******** A"),
        ("20 44 11", "** ** **"),
        ("20/44/11", "**/**/**"),
        ("20.44.11", "**.**.**"),
        ("20–44–11", "**–**–**"),
        ("20−44−11", "**−**−**"),
        ("20 - 44 - 11", "** - ** - **"),
        ("20:44:11", "**:**:**"),
        ("20*44*11", "********"),
        ("３１９２６８１９", "********"),
        ("acc no. 3192.6819", "acc no. ****.****"),
        ("20~44~11", "**~**~**"),
        ("20-44--11 20--44--11", "20-44--11 **--**--**"),
        ("20\u00a044\u00a011", "**\u00a0**\u00a0**"),
        ("+447700900123", "+************"),
        ("'30-98-41,41902276,maint", "'**-**-**,********,maint"),
        ("20_44_11", "**_**_**"),
        ("20-4411", "**-****"),
        ("319-268-19", "***-***-**"),
        ("31926 819", "***** ***"),
        ("3 1 9 2 6 8 1 9", "* * * * * * * *"),
        ("AC31926819", "AC********"),
        ("SC204411", "SC******"),
        ("07700 900123", "***** ******"),
        ("01/05/2026", "01/05/2026"),
        ("323.70 1323.70", "323.70 1323.70"),
        ("MAINT202603", "MAINT202603"),
        ("FP 25/08/26 1012", "FP 25/08/26 1012"),
        ("204711 20 31MAR26 23:58", "****** 20 31MAR26 23:58"),
        ("3192 6819", "**** ****"),
        ("MAINT 1234567", "MAINT *******"),
        ("20000012345678", "*" * 14),
        ("4659 1234 5678 9012", "**** **** **** ****"),
        ("GB29 NWBK 6016 1331 9268 19", "GB** NWBK **** **** **** **"),
        ("gb29nwbk60161331926819", "gb**nwbk**************"),
        ("07700900123", "***********"),
        ("QQ123456C", "QQ******C"),
        ("QQ 12 34 56 C", "QQ ** ** ** C"),
        ("CMS 121012345678", "CMS 121012345678"),
        ("CMS120047", "CMS120047"),
        ("paid 2026-03-01", "paid 2026-03-01"),
        ("600000001672481177", "600000001672481177"),
        ("MAINT 12345", "MAINT 12345"),
    ],
)
def test_accounts_are_starred_out_of_a_text(text: str, kept: str) -> None:
    """In every form that people write; CMS's own numbers are longer, and stay."""
    assert kept == without_accounts(text)
    assert len(kept) == len(text)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("20260301_12345678.csv", "20260301_********.csv"),
        ("statement-2026-03-01.csv", "statement-2026-03-01.csv"),
        ("20-00-00_12345678_20260301.csv", "**-**-**_********_20260301.csv"),
        ("12345678_20261121_1234.csv", "********_20261121_1234.csv"),
        ("123456.csv", "******.csv"),
        ("20191499.csv", "********.csv"),
        ("20190132.csv", "********.csv"),
        ("monzo.csv", "monzo.csv"),
    ],
)
def test_accounts_are_starred_out_of_a_files_name(name: str, kept: str) -> None:
    """A day in the name stays."""
    assert kept == plain_name(name)


def test_an_account_that_looks_like_a_day_is_known_from_the_file() -> None:
    """A file that names its account gives it away."""
    assert "********.csv" == plain_name("20190412.csv", frozenset({"20190412"}))


# --- balances -------------------------------------------------------------------------------------


def checked(rows: Sequence[BankRow]) -> Continuity | None:
    """What the balances of rows say."""
    chains = Chains()

    assert list(rows) == list(chains.through(rows))
    return chains.result()


def run(*amounts: int, start: int = 1000) -> list[BankRow]:
    """Rows of a day each, from line 2, with a balance that runs."""
    rows: list[BankRow] = []
    for number, pence in enumerate(amounts):
        start += pence
        rows.append(row(number + 2, number, pence, balance=start))
    return rows


def numbered(rows: Sequence[BankRow]) -> list[BankRow]:
    """Rows with the lines of their new places."""
    return [each._replace(line=line) for line, each in enumerate(rows, 2)]


def test_a_balance_that_runs() -> None:
    """Oldest first or newest first, with pending rows and rows without one between."""
    rows = run(500, -20, 300, -5)

    assert Continuity(4, 0, ()) == checked(rows)
    assert Continuity(4, 0, ()) == checked(numbered(rows[::-1]))
    pending = row(9, 1, 777, balance=5, settled=False)
    without = row(10, 1, 777)
    assert Continuity(4, 0, ()) == checked([*rows[:2], pending, without, *rows[2:]])
    assert checked([without]) is None


def test_a_row_that_is_missing_or_changed() -> None:
    """The gap says between which lines, and by how much."""
    rows = run(500, -20, 300, -5)
    cut = numbered([*rows[:1], *rows[2:]])
    changed = [*rows[:2], rows[2]._replace(pence=250), rows[3]]

    assert Continuity(3, 1, (Gap(2, 3, DAY + timedelta(days=2), -20),)) == checked(cut)
    assert Continuity(4, 1, (Gap(3, 4, DAY + timedelta(days=2), 50),)) == checked(changed)


def test_a_gap_in_a_file_with_the_newest_first() -> None:
    """The amount has the same sign whichever way round the file is."""
    rows = run(500, -20, 300, -5)
    cut = numbered([rows[3], rows[2], rows[0]])

    assert Continuity(3, 1, (Gap(3, 4, DAY, -20),)) == checked(cut)


def test_rows_of_one_day_may_stand_in_any_order() -> None:
    """As long as the day adds up as a whole; also on the first day of the file."""
    rows = [each._replace(on=DAY) for each in run(500, -20, 300)]
    shuffled = numbered([rows[1], rows[0], rows[2]])
    later = [each._replace(on=DAY + timedelta(days=1)) for each in run(10, 20, start=1780)]

    assert Continuity(3, 0, ()) == checked(shuffled)
    assert Continuity(5, 0, ()) == checked(numbered([*rows, later[1], later[0]]))
    after = [each._replace(on=DAY + timedelta(days=2)) for each in run(5, -7, start=1810)]
    whole = numbered([*rows, later[1], later[0], *after])
    assert Continuity(7, 0, ()) == checked(whole)
    assert Continuity(7, 0, ()) == checked(numbered(whole[::-1]))
    gone = checked(numbered([*rows, later[1], later[0], after[1]]))
    assert gone is not None
    assert [(DAY + timedelta(days=2), 5)] == [(gap.on, gap.pence) for gap in gone.gaps]


def test_accounts_of_one_file_run_each_on_its_own() -> None:
    """A row of another account is no gap."""
    one = [each._replace(account="A") for each in run(500, -20, 300)]
    two = [each._replace(account="B") for each in run(7, 8, 9, start=0)]
    mixed = [each for pair in zip(one, two, strict=True) for each in pair]

    assert Continuity(6, 0, ()) == checked(numbered(mixed))
    broken = [*one[:1], *one[2:], *two[:1], *two[2:]]
    apart = sorted(numbered(broken), key=lambda each: -each.line)
    found = checked([each._replace(line=line) for line, each in enumerate(apart, 2)])
    assert found is not None
    assert sorted(gap.line for gap in found.gaps) == [gap.line for gap in found.gaps]


def test_a_fee_beside_the_amount_moves_the_balance_too() -> None:
    """Revolut's fee stands in a column of its own."""
    rows = [row(2, balance=1000), row(3, 1, -500, balance=490, fee=10)]

    assert Continuity(2, 0, ()) == checked(rows)


def test_very_many_gaps_are_counted_and_the_first_kept() -> None:
    """A file of chosen rows has one at nearly every row."""
    rows = [row(line, line, 100, balance=line * line) for line in range(2, 102)]
    found = checked(rows)

    assert found is not None
    assert (100, MOST_GAPS) == (found.rows, len(found.gaps))
    assert 90 < found.breaks


# --- which rows -----------------------------------------------------------------------------------


def test_words_are_looked_for_in_payee_reference_and_memo_apart() -> None:
    """A pattern with ^ or $ means the start or end of any of them."""
    rows = [row(2, payee="R DALE"), row(3, reference="FOR R"), row(4, memo="DALE", payee="X")]

    found = sift(rows, Wanted(patterns=words("^dale$")))

    assert [4] == [each.line for each in found.payments]
    assert (3, 2) == (found.rows, found.not_matched)
    assert [2, 3, 4] == [each.line for each in sift(rows, Wanted(patterns=words("dale"))).payments]


def test_each_row_is_counted_once() -> None:
    """What matched and is no payment is set aside by why; the rest is only counted."""
    rows = [
        row(2),
        row(3, pence=-32370),
        row(4, settled=False),
        row(5, currency="EUR"),
        row(6, reference="MAINT REFUND"),
        row(7, 40),
        row(10, reference="MAINT REFUND"),
        row(11, 41),
        row(12, 1, pence=1),
        row(13, -1, payee="TESCO", reference="", currency="EUR"),
        row(8, payee="TESCO", reference="", settled=False),
        row(9, pence=0),
    ]
    wanted = Wanted(
        patterns=words("dale"),
        excluded=words("refund"),
        start=DAY,
        end=DAY + timedelta(days=40),
    )
    found = sift(rows, wanted)
    lines = [
        [each.line for each in kind]
        for kind in (found.payments, found.other_way, found.pending, found.foreign)
    ]

    assert [[2, 12], [3], [4], [5]] == lines
    assert (12, 2, 2, 3, 2, 2) == (
        found.rows,
        found.excluded,
        found.outside_days,
        found.not_matched,
        found.not_settled,
        found.not_in_pounds,
    )
    assert (DAY - timedelta(days=1), DAY + timedelta(days=41)) == (found.first, found.last)


def test_amounts_alone_or_with_words() -> None:
    """Both must fit where both are given; days are from the first to before the last."""
    rows = [row(2), row(3, pence=5000), row(4, pence=-32370), row(5, payee="X", reference="")]
    exact, some = Range(32370, 32370), Range(4900, 5000)

    assert [2, 5] == [each.line for each in sift(rows, Wanted(amounts=(exact,))).payments]
    both = Wanted(patterns=words("dale"), amounts=(exact, some))
    assert [2, 3] == [each.line for each in sift(rows, both).payments]
    paying = Wanted(Party.PAYING, amounts=(exact,))
    assert [4] == [each.line for each in sift(rows, paying).payments]
    assert Wanted(amounts=(exact,)).says_which
    assert not Wanted(excluded=words("x")).says_which
    assert () == sift(rows, Wanted()).payments


# --- what is there already ------------------------------------------------------------------------


def candidate(file: BankFile, given: BankRow, parent: str = "") -> Candidate:
    """A row that matched."""
    return candidate_of(file, given, parent, "bank-transfer")


def known(source: str, given: BankRow, file: BankFile | None = FILE, **more: str) -> Known:
    """A payment that is there: of a bank's row, or typed by hand."""
    evidence = evidence_of(file, given) if file else None
    payment = Known(source, given.on, given.pence, given.text, "", "", evidence)
    return payment._replace(**more)  # type: ignore[arg-type]


ALL = (date.min, date.max)
MONZO = BankFile("monzo.csv", "ef" * 32, "monzo", "Monzo")


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (known("p:2", row(5, 9, 111)), Why.SAME_ROW),
        (known("p:2", row(9, id="F1"), OTHER), Why.SAME_ID),
        (known("p:2", row(9, id="F2"), OTHER), None),
        (known("p:2", row(9, id="F1", pence=5), OTHER), None),
        (known("p:2", row(9), MONZO), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, reference=""), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, reference="R DALE MAINT BGC"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, reference="MAI"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, reference="****"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, reference="SEEN BY ANN"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, reference="MAINT"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, method="Cash"), None),
        (known("p:2", row(9), MONZO, method="cash"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None, receiving_parent="C"), None),
        (known("p:2", row(), None, receiving_parent="B"), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(pence=5000), None), None),
        (known("p:2", row(9)), None),
    ],
)
def test_a_row_is_known_by_its_place_its_id_or_else_by_day_and_amount(
    there: Known, why: Why | None
) -> None:
    """Two ids, two lines of one file, two parents or two references are two payments."""
    found = recognise([candidate(FILE, row(5, id="F1"), "B")], [there])

    assert why is next((each.why for each in found.repeats), None)
    assert (why is None) == bool(found.new)


def test_references_that_differ_in_a_part_are_two_payments() -> None:
    """One parent pays for two, or two pay one: the same word, and another beside it."""
    ann = known("p:2", row(), None, reference="MAINT ANN")

    assert not may_be_one(ann, known("p:3", row(reference="Maint Ben"), MONZO))
    assert may_be_one(ann, known("p:3", row(reference="maint  ann bgc"), MONZO))
    assert may_be_one(ann, known("p:3", row(reference="MAINT ****"), MONZO))
    cut = known("p:3", row(reference="MAINT MARC"), MONZO)
    whole = known("p:2", row(), None, reference="MAINT MARCH")
    assert may_be_one(cut, whole)
    assert may_be_one(whole, cut)
    assert not may_be_one(whole, known("p:3", row(reference="MAINT MARX"), MONZO))
    one_word = known("p:2", row(), None, reference="MAINT")
    assert may_be_one(one_word, known("p:3", row(reference="FOR MAINT"), MONZO))
    assert may_be_one(known("p:3", row(reference="FOR MAINT"), MONZO), one_word)


def test_a_payment_typed_by_hand_may_be_what_a_row_is_held_against() -> None:
    """Both ways round alike."""
    by_hand = known("p:2", row(), None, method="cash")

    assert not may_be_one(by_hand, known("p:3", row(), MONZO))
    assert not may_be_one(known("p:3", row(), MONZO), by_hand)
    assert may_be_one(by_hand._replace(method=""), known("p:3", row(), MONZO))
    theirs = by_hand._replace(method="", receiving_parent="B")
    assert may_be_one(theirs, known("p:3", row(), MONZO))


def test_rows_are_counted_by_day_amount_and_reference() -> None:
    """One there and two in the file leave one new."""
    there = [known("p:2", row(8), OTHER), known("p:3", row(9), OTHER)]
    rows = [candidate(FILE, row(line)) for line in (5, 6, 7)]
    found = recognise(rows, there)

    assert [Why.SAME_REFERENCE, Why.SAME_REFERENCE] == [each.why for each in found.repeats]
    assert ["p:2", "p:3"] == [each.known.source for each in found.repeats]
    assert [7] == [each.row.line for each in found.new]
    other = recognise([candidate(FILE, row(5, reference="MAINT APR"))], there)
    assert [5] == [each.row.line for each in other.new]


def test_where_a_file_ends_the_balance_tells_equal_payments_apart() -> None:
    """The first half of the day is in one file, the second in another."""
    first = OTHER._replace(last=DAY)
    second = FILE._replace(first=DAY)
    there = [known("p:2", row(9, balance=50), first)]
    rows = [candidate(second, row(5, balance=82)), candidate(second, row(6, balance=50))]
    found = recognise(rows, there)

    assert [6] == [each.candidate.row.line for each in found.repeats]
    assert [5] == [each.row.line for each in found.new]
    inside = recognise([candidate(FILE, row(5, balance=82))], there)
    assert [Why.SAME_REFERENCE] == [each.why for each in inside.repeats]


def test_the_same_end_of_a_file_goes_before_any_other() -> None:
    """So that a payment in the middle of a file does not use up the one at its end."""
    first = OTHER._replace(last=DAY)
    there = [known("p:2", row(8), MONZO._replace(bank="starling"))]
    there.append(known("p:3", row(9, balance=50), first))
    found = recognise([candidate(FILE._replace(first=DAY), row(5, balance=50))], there)

    assert ["p:3"] == [each.known.source for each in found.repeats]


def test_the_surest_sign_goes_first() -> None:
    """A row known by its id does not use up the payment typed by hand."""
    there = [known("p:2", row(), None), known("p:3", row(9, id="F1"), OTHER)]
    found = recognise([candidate(FILE, row(5)), candidate(FILE, row(6, id="F1"))], there)

    assert [("p:2", 5), ("p:3", 6)] == [
        (each.known.source, each.candidate.row.line) for each in found.repeats
    ]


def test_a_censored_row_is_known_by_day_and_amount() -> None:
    """Nothing could tell it apart from one of another file; lines of one file can."""
    censored = OTHER._replace(censored=True)
    stars = row(5, payee="****", reference="")

    found = recognise([candidate(censored, stars)], [known("p:2", row(9, id="F1"))])
    assert [Why.SAME_DAY_AND_AMOUNT] == [each.why for each in found.repeats]
    again = recognise([candidate(censored, stars)], [known("p:2", row(9), censored)])
    assert () == again.repeats


def test_a_payment_that_may_be_there_all_the_same_is_told() -> None:
    """Of another kind and a few days off, or of the same day and another reference or id."""

    def near(there: Known, *rows: BankRow) -> list[int]:
        found = recognise([candidate(FILE, each) for each in rows], [there])
        return [each.candidate.row.line for each in found.near]

    by_hand = known("p:2", row(), None)
    assert [5] == near(by_hand, row(5, 3), row(6, 9))
    assert [5] == near(by_hand, row(5, 4), row(6, 5))
    assert [5] == near(by_hand, row(5, -4), row(6, -5))
    assert [5] == near(by_hand, row(5, -3))
    assert [] == near(by_hand, row(5, 3), row(7))
    assert [] == near(by_hand._replace(receiving_parent="C"), row(5, 9))
    assert [5] == near(known("p:2", row(9), MONZO), row(5, 1))
    assert [5] == near(known("p:2", row(9, id="F2"), OTHER), row(5, id="F1"))
    assert [5] == near(known("p:2", row(9, id="F2"), OTHER), row(5, 1, id="F1"))
    other = row(5, 1, id="F1", reference="MAINT 2")
    assert [] == near(known("p:2", row(9, id="F2"), OTHER), other)
    assert [] == near(known("p:2", row(9)), row(5))
    theirs = recognise([candidate(FILE, row(5, 1), "B")], [by_hand])
    assert [Why.NEAR_DAY] == [each.why for each in theirs.near]
    assert [5] == near(by_hand._replace(receiving_parent="C"), row(5, 3))
    two = candidate(FILE, row(5, 1), "B")
    assert () == recognise([two], [by_hand._replace(receiving_parent="C")]).near


def test_proving_takes_the_nearest_payment_typed_by_hand() -> None:
    """A few days off is near enough then; cash, and a bank's own row, are not."""
    there = [
        known("p:2", row(), None),
        known("p:3", row(days=3), None),
        known("p:4", row(9, 2), MONZO),
        known("p:5", row(days=2), None, method="cash"),
    ]
    rows = [candidate(FILE, row(5, 2)), candidate(FILE, row(6, 20))]
    found = recognise(rows, there, proving=ALL)

    assert [("p:4", Why.SAME_DAY_AND_AMOUNT)] == [
        (each.known.source, each.why) for each in found.repeats
    ]
    by_hand = recognise(rows, there[:2] + there[3:], proving=ALL)
    assert [("p:3", Why.NEAR_DAY)] == [(each.known.source, each.why) for each in by_hand.repeats]
    assert () == recognise(rows, there[:2], proving=None).repeats


def test_proving_takes_no_payment_of_a_day_that_the_file_does_not_cover() -> None:
    """The row of that day may be in another file."""
    there = [known("p:2", row(), None)]
    rows = [candidate(FILE, row(5, 2))]

    assert recognise(rows, there, (DAY, DAY)).repeats
    for first, last in ((1, 9), (-9, -1)):
        covers = (DAY + timedelta(days=first), DAY + timedelta(days=last))
        assert () == recognise(rows, there, covers).repeats


def test_one_id_with_two_references_is_two_payments() -> None:
    """Of two accounts; a reference that was edited to other words is the same still."""
    there = known("p:2", row(9, id="1", reference="MAINT ANN"), OTHER)
    ben = candidate(FILE, row(5, id="1", reference="MAINT BEN"))
    ann = candidate(FILE, row(5, id="1", reference="MAINT ANN"))

    assert (ben,) == recognise([ben], [there]).new
    assert () == recognise([ann], [there]).new
    assert () == recognise([ann], [there._replace(reference="for March")]).new


def test_proving_takes_no_payment_of_other_words() -> None:
    """A few days off and another text is another payment."""
    birthday = [known("p:2", row(), None, reference="BIRTHDAY")]
    maint = [known("p:2", row(), None, reference="maint feb")]

    assert () == recognise([candidate(FILE, row(5, 2))], birthday, proving=ALL).repeats
    assert recognise([candidate(FILE, row(5, 2))], maint, proving=ALL).repeats


def test_what_was_typed_by_hand_is_the_row_that_was_recognised_in_it() -> None:
    """So it is no other payment of the next file; the same in another form is known."""
    there = [
        known("p:2", row(), None)._replace(row=2),
        known("p:3", row(9, 9), MONZO)._replace(row=3),
    ]
    first = recognise([candidate(FILE, row(5, 1))], there, proving=ALL)
    now = shown_by(first.repeats, there)

    assert [evidence_of(FILE, row(5, 1)), there[1].evidence] == [each.evidence for each in now]
    assert [DAY + timedelta(days=1), there[1].on] == [each.on for each in now]
    assert ["p:2", "p:3"] == [each.source for each in now]
    other = recognise([candidate(OTHER, row(5, 3))], now, proving=ALL)
    assert () == other.repeats
    again = recognise([candidate(MONZO, row(5, 1, id="x"))], now, proving=ALL)
    assert ["p:2"] == [each.known.source for each in again.repeats]
    assert there == shown_by((), there)


def test_the_likest_reference_is_taken_whatever_the_order() -> None:
    """A blank one, or one of other words, is for what is left."""
    there = [
        known("p:2", row(), None, reference=""),
        known("p:3", row(), None, reference="BIRTHDAY"),
        known("p:4", row(), None, reference="MAINT ANN"),
    ]
    rows = [
        candidate(FILE, row(5, reference="AUNT SUE")),
        candidate(FILE, row(6, reference="MAINT ANN")),
        candidate(FILE, row(7, reference="HAPPY BIRTHDAY")),
    ]
    found = recognise(rows, there)

    assert {5: "p:2", 6: "p:4", 7: "p:3"} == {
        each.candidate.row.line: each.known.source for each in found.repeats
    }
    equal = [
        known("p:2", row(), None, reference="MAINT MARCH"),
        known("p:3", row(), None, reference="maint"),
    ]
    assert ["p:3"] == [
        each.known.source for each in recognise([candidate(FILE, row(5))], equal).repeats
    ]
    other = [known("p:2", row(), None, reference=""), known("p:3", row(), None, reference="SEEN")]
    assert ["p:3"] == [
        each.known.source for each in recognise([candidate(FILE, row(5))], other).repeats
    ]
    labels = [known("p:2", row(), None, receiving_parent=""), known("p:3", row(), None)]
    labels[1] = labels[1]._replace(receiving_parent="b")
    assert ["p:3"] == [
        each.known.source for each in recognise([candidate(FILE, row(5), "B")], labels).repeats
    ]


def test_a_row_that_was_shared_out_is_one_payment() -> None:
    """Between two receiving parents; also where the same account comes in another form."""
    whole = known("p:2", row(9), MONZO)
    parts = [
        whole._replace(source="p:2", pence=20000, receiving_parent="B"),
        whole._replace(source="p:3", pence=12370, receiving_parent="C"),
    ]
    for file in (FILE, MONZO._replace(sha256="99" * 32), MONZO):
        found = recognise([candidate(file, row(9), "B")], parts)

        assert ["p:2"] == [each.known.source for each in found.repeats]
        assert () == found.new
    other = recognise([candidate(FILE, row(9), "C")], parts)
    assert ["p:2"] == [each.known.source for each in other.repeats]
    theirs = recognise([candidate(FILE, row(9), "C")], [whole._replace(receiving_parent="B")])
    assert () == theirs.repeats
    two = [candidate(MONZO._replace(sha256="99" * 32), row(line)) for line in (5, 6)]
    assert [6] == [each.row.line for each in recognise(two, parts).new]


def test_a_payment_that_was_edited_is_known_by_its_mark() -> None:
    """Its day, amount and reference may be put right by hand."""
    edited = known("p:2", row(9), OTHER)._replace(on=DAY - timedelta(days=9), pence=5, reference="")

    assert ["p:2"] == [
        each.known.source for each in recognise([candidate(FILE, row(5))], [edited]).repeats
    ]


def test_maps_of_a_persons_own_are_not_held_against_each_other() -> None:
    """Another map of the same file may read other columns."""
    one, other = (BankFile(name, name * 32, "map", "own") for name in ("aa", "bb"))
    there = [known("p:2", row(9, reference="X"), one)]

    found = recognise([candidate(other, row(5, reference=""))], there)
    assert [Why.SAME_DAY_AND_AMOUNT] == [each.why for each in found.repeats]


def test_rows_that_begin_on_one_line_have_places_of_their_own() -> None:
    """OFX may be all on one line."""
    first, second = row(1), row(1, part=1)
    there = [known("p:2", first), known("p:3", second)]
    found = recognise([candidate(FILE, second), candidate(FILE, first)], there)

    assert ("1", "1.2") == (first.place, second.place)
    assert {"p:2", "p:3"} == {each.known.source for each in found.repeats}
    assert [("p:3", Why.SAME_ROW), ("p:2", Why.SAME_ROW)] == [
        (each.known.source, each.why) for each in found.repeats
    ]
    evidence = evidence_of(FILE, second)
    assert evidence == read_evidence(evidence.written)


def test_money_the_other_way_that_is_there() -> None:
    """By its place in the same file, or by its mark in another."""
    back = row(5, pence=-32370)
    there = [known("p:2", back)]

    assert "p:2" == way_turned(FILE, [row(4), back], there)
    assert "p:2" == way_turned(OTHER, [back._replace(line=9)], there)
    assert "" == way_turned(OTHER, [row(5)], there)
    censored = OTHER._replace(censored=True)
    assert "" == way_turned(censored, [back], there)
    assert "p:2" == way_turned(censored, [back], [known("p:2", back, censored)])
    assert "" == way_turned(censored, [back], [known("p:2", back._replace(line=9), censored)])
    assert "" == way_turned(FILE, [], there)


def test_a_payment_of_a_payments_file_is_known_by_all_that_it_says() -> None:
    """Its row, its words, and the bank's row if its evidence is one."""
    proved = evidence_of(FILE, row())
    payment = Payment(DAY, 100, "B", "p:2", "cash", "MAINT", evidence=proved.written)

    assert Known("p:2", DAY, 100, "MAINT", "B", "cash", proved) == known_of(payment)
    assert known_of(payment._replace(evidence="seen")).evidence is None
    assert known_of(payment._replace(evidence="")).mark is None


# --- who pays -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "rhythm"),
    [
        (7, Rhythm.WEEK),
        (14, Rhythm.FORTNIGHT),
        (28, Rhythm.FOUR_WEEKS),
        (30, Rhythm.MONTH),
        (3, Rhythm.IRREGULAR),
        (60, Rhythm.IRREGULAR),
        (4, Rhythm.IRREGULAR),
        (5, Rhythm.WEEK),
        (9, Rhythm.WEEK),
        (10, Rhythm.IRREGULAR),
        (12, Rhythm.FORTNIGHT),
        (16, Rhythm.FORTNIGHT),
        (17, Rhythm.IRREGULAR),
        (25, Rhythm.FOUR_WEEKS),
        (29, Rhythm.MONTH),
        (36, Rhythm.MONTH),
        (37, Rhythm.IRREGULAR),
    ],
)
def test_how_often(step: int, rhythm: Rhythm) -> None:
    """By what most of the gaps between payments say."""
    days = [DAY + timedelta(days=step * number) for number in range(6)]

    assert rhythm is rhythm_of(days)
    assert rhythm is rhythm_of([*days, days[-1] + timedelta(days=100)])


def test_half_the_gaps_are_not_most() -> None:
    """A rhythm that comes as often as not is none."""
    days = [DAY + timedelta(days=days) for days in (0, 7, 14, 114, 214)]

    assert Rhythm.IRREGULAR is rhythm_of(days)
    assert Rhythm.WEEK is rhythm_of(days[:4])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("R DALE MAINT MAR ON 02 AUG BGC", "R DALE"),
        ("Bank credit R DALE", "R DALE"),
        ("CR R DALE                CHILD MAINT 12345", "R DALE"),
        ("FASTER PAYMENTS RECEIPT REF.MAINT FROM R DALE", "R DALE"),
        ("O'NEILL & SON", "O'NEILL &"),
        ("***********", ""),
    ],
)
def test_the_name_in_a_banks_text(text: str, name: str) -> None:
    """Without the dates, codes and numbers that differ from payment to payment."""
    assert name == name_in(text)


def look(*rows: BankRow, party: Party = Party.RECEIVING) -> tuple[Payer, ...]:
    """Who pays regularly in some rows."""
    looked = Look(party)

    assert list(rows) == list(looked.through(rows))
    return looked.payers()


def monthly(payee: str, reference: str, pence: int) -> list[BankRow]:
    """Four months of a payment."""
    return [
        row(number, 30 * number, pence, payee=payee, reference=reference) for number in range(4)
    ]


def test_maintenance_comes_before_wages() -> None:
    """By the words, the rhythm and the steady amount; only money the right way is looked at."""
    wages = monthly("ORCHARD LTD", "SALARY", 160000)
    dale = monthly("R DALE", "MAINT", 32370)
    shop = monthly("SHOP", "", -500)
    unsettled = [each._replace(settled=False, payee="Z") for each in dale]
    found = look(*wages, *dale, *shop, *unsettled)

    assert ["R DALE", "ORCHARD LTD"] == [each.name for each in found]
    first = found[0]
    assert (4, 129480, 32370, Rhythm.MONTH) == (
        first.times,
        first.total,
        first.usual,
        first.rhythm,
    )
    assert (DAY, DAY + timedelta(days=90)) == (first.first, first.last)
    assert "R DALE" == first.pattern
    assert first is suggested(found)
    assert suggested(look(*wages)) is None
    assert ["SHOP"] == [each.name for each in look(*shop, *wages, party=Party.PAYING)]
    assert () == look(*dale[:1])
    assert ["R DALE"] == [each.name for each in look(*dale[:2])]


def test_of_payers_alike_the_one_who_paid_oftener_comes_first() -> None:
    """A penny counts too; an irregular payer of steady amounts may be the one."""
    often = monthly("ZOE AN", "", 1)
    seldom = monthly("ANN AB", "", 1)[:3]
    now_and_then = [row(days=days, payee="BEN CD", reference="") for days in (0, 3, 100)]

    assert ["ZOE AN", "ANN AB"] == [each.name for each in look(*seldom, *often)]
    found = look(*now_and_then)
    assert 1 == found[0].score
    assert found[0] is suggested(found)


def test_a_name_with_signs_of_its_own_is_a_pattern_of_itself() -> None:
    """What --match is given finds the payer, whatever is in the name."""
    found = look(*monthly("A.B (SON)", "MAINT", 100))

    assert re.search(found[0].pattern, "A.B (SON)")
    assert r"A\.B.*SON" == found[0].pattern


# --- what payments rest on ------------------------------------------------------------------------


def paid(pence: int, agreed: str = "", evidence: str = "", *, accepted: bool = True) -> Placed:
    """A payment that was placed."""
    payment = Payment(DAY, pence, "B", "p:2", agreed=agreed, evidence=evidence)
    return Placed(payment, pence if accepted else 0, accepted=accepted)


def test_what_a_payment_rests_on() -> None:
    """What the parents say comes first; then a bank's row; free words prove nothing here."""
    proved = evidence_of(FILE, row()).written

    assert Strength.AGREED is strength_of(paid(1, "yes").payment)
    assert Strength.DISPUTED is strength_of(paid(1, "no", proved).payment)
    assert Strength.BANK_ROW is strength_of(paid(1, "", proved).payment)
    assert Strength.UNPROVED is strength_of(paid(1, "", "bank statement").payment)
    assert Strength.UNPROVED is strength_of(paid(1).payment)


def test_what_was_paid_is_split_by_what_it_rests_on() -> None:
    """The first four make what was paid; what was not accepted stands beside."""
    proved = evidence_of(FILE, row()).written
    placed = [
        paid(100, "yes"),
        paid(20, "no"),
        paid(3, "no", proved),
        paid(4000, "", proved),
        paid(50000),
        paid(7, "no", accepted=False),
    ]
    found = proof_of(placed)

    assert Proof(100, 4000, 23, 50000, 3, 7) == found
    assert sum(each.maintenance for each in placed) == sum(found[:4])


# --- notes ----------------------------------------------------------------------------------------


def in_file(file: BankFile = FILE, **more: object) -> InFile:
    """What one file held: a payment of R DALE where nothing else is said."""
    shop = row(99, payee="SHOP", reference="")
    rows: list[BankRow] = list(more.pop("rows", [row(), shop]))  # type: ignore[call-overload]
    wanted = Wanted(patterns=words("dale"))
    sifted = sift(rows, wanted)
    new = tuple(payment_of(candidate(file, each, "B")) for each in sifted.payments)
    given: dict[str, object] = {"new": new, "repeats": (), "near": (), "bad": 0, **more}
    continuity = given.pop("continuity", None)
    return InFile(file, sifted, continuity, (), **given)  # type: ignore[arg-type]


def said(*files: InFile, party: Party = Party.RECEIVING) -> dict[str, str]:
    """The notes on an import, by their ids."""
    return {note.id: note.text for note in notes_on(Found(files, party, says_which=True))}


def test_a_file_of_nothing_else_gives_its_balances_away() -> None:
    """Its hash is kept, and all but the balances can be known to the payer."""
    runs = Continuity(1, 0, ())

    assert {"short-file"} == said(in_file(rows=[row()], continuity=runs)).keys()
    assert {} == said(in_file(rows=[row()]))


def test_nothing_is_said_of_an_ordinary_file() -> None:
    """Silence is for when there is nothing to say."""
    assert {} == said(in_file(continuity=Continuity(5, 0, ())))


def test_what_is_said_of_a_layout() -> None:
    """Hearsay, stars and two encodings are told."""
    notes = said(in_file(FILE._replace(confirmed=False, censored=True), mixed=True))

    assert {"hearsay-layout", "censored", "mixed-encodings"} == notes.keys()


def test_what_is_said_of_rows_set_aside() -> None:
    """Each with its line, its day and its amount; of many the first three."""
    back = [row(line, pence=-100 * line) for line in range(3, 8)]
    rows = [row(), *back, row(8, settled=False), row(9, currency="EUR")]
    notes = said(in_file(rows=rows))

    assert (
        "bank.csv: not added, since it is money out: line 3, 2 March 2026, £3.00; line 4, 2 March "
        "2026, £4.00; line 5, 2 March 2026, £5.00; and 2 more. If it sends a payment back, the "
        "case file wants an [[adjustment]] of kind refund with its day and amount."
    ) == notes["other-way"]
    assert (
        "bank.csv: not added, since it is pending or was reverted: line 8, 2 March 2026, £323.70."
    ) == notes["pending"]
    assert (
        "bank.csv: not added, since it is in EUR, not pounds: line 9, 2 March 2026, 323.70 EUR."
    ) == notes["foreign"]
    other_way = said(in_file(rows=[row()]), party=Party.PAYING)
    assert {} == other_way


def test_what_is_said_of_balances() -> None:
    """A gap or two is a missing row; a gap everywhere is a download of chosen rows."""
    gaps = tuple(Gap(line, line + 1, DAY, 100 - 200 * (line % 2)) for line in range(2, 7))
    one = said(in_file(continuity=Continuity(9, 1, gaps[:1])))
    many = said(in_file(continuity=Continuity(19, 5, gaps)))
    chosen = said(in_file(continuity=Continuity(9, 5, gaps)))

    assert (
        "bank.csv: the running balance does not follow at 1 place (lines 2 to 3: £1.00 in is not "
        "accounted for). A row is missing there, or was changed."
    ) == one["balance-gaps"]
    assert (
        "at 5 places (lines 2 to 3: £1.00 in is not accounted for; lines 3 to 4: £1.00 out"
        in (many["balance-gaps"])
    )
    assert "; …)" in many["balance-gaps"]
    assert {"balance-does-not-run"} == chosen.keys()


def test_money_from_cms_wants_its_method() -> None:
    """Its fee is off already, so another method would count a sixth of it as fee."""
    from_cms = in_file(rows=[row(payee="CMS CHILD DALE")])
    passed_on = from_cms._replace(new=(from_cms.new[0]._replace(method="passed-on"),))

    assert {"from-cms"} == said(from_cms).keys()
    assert {} == said(passed_on)
    assert {} == said(from_cms._replace(new=()))
    assert {} == said(from_cms, party=Party.PAYING)
    assert {} == said(in_file(rows=[row(payee="R DALE", reference="CMS")]))


def test_a_near_payment_is_told() -> None:
    """With both places."""
    rows = [candidate(FILE, row(5, 3))]
    near = recognise(rows, [known("p.csv:2", row(), None)]).near

    assert (
        "New, and perhaps there already: bank.csv:5, 5 March 2026, £323.70, MAINT. p.csv:2 has "
        "the same amount on 2 March 2026 (MAINT). If they are one payment, take one out."
    ) == said(in_file(near=near))["near"]
    nameless = recognise(rows, [known("p.csv:2", row(), None, reference="")]).near
    assert "on 2 March 2026. If" in said(in_file(near=nameless))["near"]


def test_the_payment_that_a_row_proves() -> None:
    """All that is kept of it."""
    made = payment_of(candidate(FILE, row(5, balance=7), "B"))
    evidence = evidence_of(FILE, row(5, balance=7)).written

    assert Payment(DAY, 32370, "B", "bank.csv:5", "bank-transfer", "MAINT", None, evidence) == made


def test_payments_are_in_order_of_their_days() -> None:
    """Whatever the order of the files and of their rows."""
    files = (in_file(rows=[row(2, 9), row(3)]), in_file(OTHER, rows=[row(2, 4)]))
    found = Found(files, Party.RECEIVING, says_which=True)

    assert [0, 4, 9] == [(each.on - DAY).days for each in found.new]
    assert () == found.repeats
