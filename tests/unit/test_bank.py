"""Rows of a bank: what is kept, whether balances run, who pays, and what is there already."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from cmscalc.ledger.bank.continuity import MOST_GAPS, Chains, Continuity, Gap
from cmscalc.ledger.bank.evidence import (
    Evidence,
    Kind,
    Mark,
    evidence_of,
    mark_of,
    read_evidence,
)
from cmscalc.ledger.bank.found import Found, InFile, payment_of
from cmscalc.ledger.bank.notes import notes_on
from cmscalc.ledger.bank.private import plain_name, without_accounts
from cmscalc.ledger.bank.regular import Look, Payer, Rhythm, name_in, rhythm_of, suggested
from cmscalc.ledger.bank.repeats import Candidate, Known, Why, recognise
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
    found = evidence_of(FILE, row(14, balance=100))

    assert Evidence("bank.csv", 14, "ab" * 6, Mark(Kind.BALANCE, "3f5")) == found._replace(
        mark=Mark(Kind.BALANCE, "3f5")
    )
    assert found == read_evidence(found.written)
    assert re.fullmatch(r"bank\.csv:14 sha256:(ab){6} row:[0-9a-f]{3}", found.written)


@pytest.mark.parametrize(
    "text",
    [
        "bank statement",
        "bank.csv:14",
        "bank.csv:14 sha256:xyz",
        "bank.csv:0 sha256:abababababab",
        "bank.csv:14 sha256:abababababab row:xyz",
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

    assert found == Evidence("a:1 sha256:b.csv", 7, "abababababab")


def test_a_mark_is_of_the_bank_id_first_then_the_balance_then_the_text() -> None:
    """The surest thing that there is."""
    assert Kind.ID is mark_of(row(id="x", balance=1), ()).kind
    assert Kind.BALANCE is mark_of(row(balance=0), ()).kind
    assert Kind.TEXT is mark_of(row(), ()).kind
    assert 6 == len(mark_of(row(id="x"), ()).hash) == len(mark_of(row(), ()).hash)


def test_a_balance_cannot_be_read_out_of_its_mark() -> None:
    """Of 60,000 likely balances, ten or more have the same mark."""
    mark = mark_of(row(balance=123_456), ())
    same = [each for each in range(100_000, 160_000) if mark == mark_of(row(balance=each), ())]

    assert 10 <= len(same)


def test_a_mark_hears_no_case_or_spaces() -> None:
    """Banks pad the same reference now one way, now another."""
    assert mark_of(row(reference="Maint  Mar"), ()) == mark_of(row(reference="MAINT MAR "), ())
    assert mark_of(row(reference="MAINT MAR"), ()) != mark_of(row(reference="MAINT APR"), ())


def test_an_account_number_in_a_bank_id_is_left_out_of_its_mark() -> None:
    """So the number cannot be tried out against the mark."""
    assert mark_of(row(id="12345678-F1"), {"12345678"}) == mark_of(row(id="-F1"), ())


def test_a_row_whose_description_is_starred_out_has_no_mark() -> None:
    """Its text tells nothing; a bank's id would."""
    censored = FILE._replace(censored=True)

    assert evidence_of(censored, row(balance=1)).mark is None
    assert evidence_of(censored, row(id="x")).mark is not None


# --- what is never kept ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("MAINT 20-00-00 12345678 A", "MAINT **-**-** ******** A"),
        ("20000012345678", "*" * 14),
        ("CMS 121012345678", "CMS 121012345678"),
        ("paid 2026-03-01", "paid 2026-03-01"),
        ("600000001672481177", "600000001672481177"),
        ("MAINT 1234567", "MAINT 1234567"),
    ],
)
def test_accounts_are_starred_out_of_a_text(text: str, kept: str) -> None:
    """Sort codes and account numbers alone: CMS's own numbers are longer."""
    assert kept == without_accounts(text)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("20260301_12345678.csv", "20260301_********.csv"),
        ("statement-2026-03-01.csv", "statement-2026-03-01.csv"),
        ("20-00-00_12345678_20260301.csv", "**-**-**_********_20260301.csv"),
        ("12345678_20261121_1234.csv", "********_20261121_1234.csv"),
        ("123456.csv", "******.csv"),
        ("20191499.csv", "********.csv"),
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


def test_accounts_of_one_file_run_each_on_its_own() -> None:
    """A row of another account is no gap."""
    one = [each._replace(account="A") for each in run(500, -20, 300)]
    two = [each._replace(account="B") for each in run(7, 8, 9, start=0)]
    mixed = [each for pair in zip(one, two, strict=True) for each in pair]

    assert Continuity(6, 0, ()) == checked(numbered(mixed))


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

    assert [[2], [3], [4], [5]] == lines
    assert (8, 1, 1, 2, 2) == (
        found.rows,
        found.excluded,
        found.outside_days,
        found.not_matched,
        found.not_settled,
    )
    assert (DAY, DAY + timedelta(days=40)) == (found.first, found.last)


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


def candidate(file: BankFile, given: BankRow) -> Candidate:
    """A row that matched."""
    return Candidate(given, evidence_of(file, given))


def known(source: str, given: BankRow, file: BankFile | None = FILE) -> Known:
    """A payment that is there: of a bank's row, or typed by hand."""
    return Known(source, given.on, given.pence, evidence_of(file, given) if file else None)


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (known("p:2", row(5, 9, 111)), Why.SAME_ROW),
        (known("p:2", row(9, id="F1"), OTHER), Why.SAME_ID),
        (known("p:2", row(9, id="F2"), OTHER), None),
        (known("p:2", row(9), OTHER), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(), None), Why.SAME_DAY_AND_AMOUNT),
        (known("p:2", row(pence=5000), None), None),
        (known("p:2", row(9)), None),
    ],
)
def test_a_row_is_known_by_its_place_its_id_or_else_by_day_and_amount(
    there: Known, why: Why | None
) -> None:
    """Two ids, or two lines of one file, are two payments."""
    found = recognise([candidate(FILE, row(5, id="F1"))], [there])

    assert why is next((each.why for each in found.repeats), None)
    assert (why is None) == bool(found.new)


def test_rows_are_counted_by_day_amount_reference_and_balance() -> None:
    """One there and two in the file leave one new; another balance is another payment."""
    there = [known("p:2", row(9, balance=50), OTHER)]
    rows = [candidate(FILE, row(5, balance=50)), candidate(FILE, row(6, balance=82))]
    found = recognise(rows, there)

    assert [(5, Why.SAME_BALANCE)] == [
        (each.candidate.row.line, each.why) for each in found.repeats
    ]
    assert [6] == [each.row.line for each in found.new]
    texts = [candidate(FILE, row(5)), candidate(FILE, row(6)), candidate(FILE, row(7))]
    twice = [known("p:2", row(8), OTHER), known("p:3", row(9), OTHER)]
    counted = recognise(texts, twice)
    assert [Why.SAME_TEXT, Why.SAME_TEXT] == [each.why for each in counted.repeats]
    assert ["p:2", "p:3"] == [each.known.source for each in counted.repeats]
    assert [7] == [each.row.line for each in counted.new]


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

    found = recognise([candidate(censored, row(5))], [known("p:2", row(9, id="F1"))])
    assert [Why.SAME_DAY_AND_AMOUNT] == [each.why for each in found.repeats]
    again = recognise([candidate(censored, row(5))], [known("p:2", row(9), censored)])
    assert () == again.repeats


def test_a_payment_typed_by_hand_a_few_days_off_is_told() -> None:
    """It is added, since days may differ; the reader decides."""
    rows = [candidate(FILE, row(5, 3)), candidate(FILE, row(6, 9)), candidate(FILE, row(7))]
    found = recognise(rows, [known("p:2", row(), None)])

    assert [7] == [each.candidate.row.line for each in found.repeats]
    assert () == found.near
    near = recognise(rows[:2], [known("p:2", row(), None)])
    assert [5] == [each.candidate.row.line for each in near.near]
    assert () == recognise(rows[:1], [known("p:2", row(9, id="F"), OTHER)]).near


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
    ],
)
def test_how_often(step: int, rhythm: Rhythm) -> None:
    """By what most of the gaps between payments say."""
    days = [DAY + timedelta(days=step * number) for number in range(6)]

    assert rhythm is rhythm_of(days)
    assert rhythm is rhythm_of([*days, days[-1] + timedelta(days=100)])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("R DALE MAINT MAR ON 02 AUG BGC", "R DALE MAINT"),
        ("Bank credit R DALE", "BANK CREDIT R"),
        ("CR R DALE                CHILD MAINT 12345", "R DALE CHILD"),
        ("O'NEILL & SON", "O'NEILL & SON"),
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


def test_a_name_with_signs_of_its_own_is_a_pattern_of_itself() -> None:
    """What --match is given finds the payer, whatever is in the name."""
    found = look(*monthly("A.B & SON", "MAINT", 100))

    assert re.search(found[0].pattern, "A.B & SON")
    assert r"A\.B \& SON" == found[0].pattern


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
    rows: list[BankRow] = list(more.pop("rows", [row()]))  # type: ignore[call-overload]
    wanted = Wanted(patterns=words("dale"))
    sifted = sift(rows, wanted)
    new = tuple(payment_of(candidate(file, each), "s", "B", "") for each in sifted.payments)
    given: dict[str, object] = {"new": new, "repeats": (), "near": (), "bad": 0, **more}
    continuity = given.pop("continuity", None)
    return InFile(file, sifted, continuity, (), **given)  # type: ignore[arg-type]


def said(*files: InFile, party: Party = Party.RECEIVING) -> dict[str, str]:
    """The notes on an import, by their ids."""
    return {note.id: note.text for note in notes_on(Found(files, party, says_which=True))}


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
        "2026, £4.00; line 5, 2 March 2026, £5.00; and 2 more. If it sends a payment back, leave "
        "that payment out, or put a refund in the case file."
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
    assert {} == said(from_cms, party=Party.PAYING)
    assert {} == said(in_file(rows=[row(payee="R DALE", reference="CMS")]))


def test_a_near_payment_is_told() -> None:
    """With both places."""
    rows = [candidate(FILE, row(5, 3))]
    near = recognise(rows, [known("p.csv:2", row(), None)]).near

    assert (
        "bank.csv:5 is within a few days of p.csv:2, which was typed by hand with the same amount. "
        "If they are one payment, take one out."
    ) == said(in_file(near=near))["near"]


def test_payments_are_in_order_of_their_days() -> None:
    """Whatever the order of the files and of their rows."""
    files = (in_file(rows=[row(2, 9), row(3)]), in_file(OTHER, rows=[row(2, 4)]))
    found = Found(files, Party.RECEIVING, says_which=True)

    assert [0, 4, 9] == [(each.on - DAY).days for each in found.new]
    assert () == found.repeats
