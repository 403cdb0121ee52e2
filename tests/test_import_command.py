"""`cmscalc import` as it is used: real processes, files that are there already, what is kept."""

import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bank_files import account, written
from cmscalc.files.bank.finding import Asked
from cmscalc.files.bank.opening import Reading
from conftest import Ran, run_command
from test_banks import GOOD, bank_file, read

ROWS = account(
    [
        (date(2026, 3, 3), 32370, "R DALE"),
        (date(2026, 3, 9), -1250, "CORNER SHOP"),
        (date(2026, 4, 2), 32370, "R DALE"),
        (date(2026, 4, 2), 160000, "ORCHARD LTD"),
    ]
)
COMMAND = [sys.executable, "-m", "cmscalc", "import"]
NEW_HEADER = "date,amount,receiving_parent,method,reference,paid_for,evidence,agreed,note\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bank's file in it, to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.csv").write_text(written("starling", ROWS), encoding="utf-8")
    return tmp_path


def into(path: str, *more: str) -> Ran:
    """Add the payments of the bank's file."""
    ran = run_command("import", "bank.csv", "--match", "dale", "--into", path, *more)

    assert ("", 0) == (ran.err, ran.code)
    return ran


# --- what a payments file is after ----------------------------------------------------------------


def test_a_look_writes_nothing(folder: Path) -> None:
    """Without --into nothing is made; the command to type next is printed."""
    ran = run_command("import", "bank.csv", "--match", "dale")

    assert ["bank.csv"] == [each.name for each in folder.iterdir()]
    assert ran.out.endswith("    cmscalc import bank.csv --match dale --into payments.csv\n")


@pytest.mark.usefixtures("folder")
def test_words_that_find_nothing_lead_on() -> None:
    """The next thing to try is said; not where the rows are there already."""
    ran = run_command("import", "bank.csv", "--match", "d ale")
    into("p.csv")

    assert "Nothing to add. Without --match it shows who pays again and again.\n" in ran.out
    assert into("p.csv").out.endswith("  Nothing to add.\n")


def test_rows_of_several_files_are_told_with_their_files(folder: Path) -> None:
    """A line alone would not say of which."""
    (folder / "first.csv").write_text(written("starling", ROWS[:2]), encoding="utf-8")
    ran = run_command("import", "first.csv", "bank.csv", "--match", "dale")

    assert "known by day, amount, payee and reference: bank.csv:2 is first.csv:2" in ran.out


def test_a_new_payments_file_is_private(folder: Path) -> None:
    """Every column of the format, and only its owner may read it."""
    into("p.csv")
    text = (folder / "p.csv").read_text(encoding="utf-8")

    assert text.startswith(
        f"{NEW_HEADER}2026-03-03,323.70,,bank-transfer,MAINT,,bank.csv:2 sha256:"
    )
    assert 3 == text.count("\n")
    assert 0o600 == (folder / "p.csv").stat().st_mode & 0o777


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_rows_that_are_there_stay_as_they_are(folder: Path, end: str, mark: str) -> None:
    """Their order, spaces, quotes, line ends and byte order mark; columns they lack are added."""
    own = [
        "note,date,amount",
        '"two lines, ""quoted"" ',
        'of one note",2026-02-02,"1,000.00"',
        "",
        " b ,2026-01-05,£5",
        "c,2026-01-06,7,,",
    ]
    (folder / "p.csv").write_text(mark + end.join(own), encoding="utf-8", newline="")
    into("p.csv", "--receiving-parent", "B")
    text = (folder / "p.csv").read_bytes().decode()
    lines = text.split(end)

    assert text.startswith(
        f"{mark}note,date,amount,receiving_parent,method,reference,evidence{end}"
    )
    assert [own[1], f"{own[2]},,,,", "", f"{own[4]},,,,", "c,2026-01-06,7,,,,"] == lines[1:6]
    assert lines[6].startswith(",2026-03-03,323.70,B,bank-transfer,MAINT,bank.csv:2 sha256:")
    assert "" == lines[8]
    assert into("p.csv").out.endswith("Nothing to add.\n")


def test_a_column_that_nothing_needs_is_not_added(folder: Path) -> None:
    """A file with columns enough keeps its header."""
    (folder / "p.csv").write_text("date,amount,method,reference,evidence\n", encoding="utf-8")
    into("p.csv")

    assert (
        (folder / "p.csv")
        .read_text(encoding="utf-8")
        .startswith(
            "date,amount,method,reference,evidence\n2026-03-03,323.70,bank-transfer,MAINT,bank.csv:2"
        )
    )


def test_a_file_that_was_open_to_others_is_closed(folder: Path) -> None:
    """Bank's rows go into a file for its owner's eyes."""
    (folder / "p.csv").write_text("date,amount,evidence\n", encoding="utf-8")
    (folder / "p.csv").chmod(0o644)
    into("p.csv")

    assert 0o600 == (folder / "p.csv").stat().st_mode & 0o777


def test_duplicates_only_if_asked_for(folder: Path) -> None:
    """The same rows again, where somebody knows better."""
    into("p.csv")
    again = into("p.csv", "--allow-duplicates")

    assert 5 == (folder / "p.csv").read_text(encoding="utf-8").count("\n")
    assert "Added 2 rows" in again.out


def test_bad_rows_hold_the_good_ones_back_unless_skipped(folder: Path) -> None:
    """Nothing is written without --skip-bad; with it the others are, and the bad ones are told."""
    with (folder / "bank.csv").open("a", encoding="utf-8") as file:
        file.write("31/04/2026,R DALE,MAINT,FASTER PAYMENT,323.70,9\n")
    held = run_command("import", "bank.csv", "--match", "dale", "--into", "p.csv")
    held_back = not (folder / "p.csv").exists()
    skipped = run_command("import", "bank.csv", "--match", "dale", "--into", "p.csv", "--skip-bad")

    assert (3, True, 0) == (held.code, held_back, skipped.code)
    assert "Nothing is written" in held.out
    assert "there is no day 31: April 2026 has 30 days" in held.err
    assert held.err == skipped.err
    assert 3 == (folder / "p.csv").read_text(encoding="utf-8").count("\n")


# --- ways in --------------------------------------------------------------------------------------


def test_from_standard_input_to_standard_output(folder: Path) -> None:
    """A script's way: a file through a pipe, CSV or JSON out of it."""
    ran = subprocess.run(
        [*COMMAND, "-", "--match", "dale", "--format", "csv"],
        input=(folder / "bank.csv").read_bytes(),
        capture_output=True,
        check=True,
    )

    assert ran.stdout.decode().startswith(f"{NEW_HEADER}2026-03-03,323.70,,bank-transfer,MAINT,,")
    assert b"standard input:2 sha256:" in ran.stdout


def test_several_files_at_once(folder: Path) -> None:
    """Each payment once, though the files overlap and one is of another kind."""
    (folder / "first.csv").write_text(written("starling", ROWS[:2]), encoding="utf-8")
    (folder / "all.ofx").write_text(written("ofx", ROWS), encoding="utf-8")
    ran = run_command("import", "first.csv", "bank.csv", "all.ofx", "--match", "dale", "--json")
    answer = json.loads(ran.out)

    assert ["first.csv:2", "bank.csv:4"] == [each["source"] for each in answer["payments"]]
    assert ["same-reference", "same-day-and-amount", "same-day-and-amount"] == [
        each["why"] for each in answer["already_there"]
    ]


def test_a_spreadsheet(folder: Path) -> None:
    """With the extra `xlsx`: numbers and days of a spreadsheet, by the row they stand in."""
    pytest.importorskip("python_calamine")
    (folder / "bank.xlsx").write_bytes(spreadsheet())
    ran = run_command("import", "bank.xlsx", "--match", "dale", "--json")
    answer = json.loads(ran.out)

    assert [("bank.xlsx:3", "2026-03-03", "323.70", "MAINT, MAR")] == [
        (each["source"], each["date"], each["amount"], each["reference"])
        for each in answer["payments"]
    ]
    assert answer["files"][0]["balance"]["runs"]


def test_a_spreadsheet_without_what_reads_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, cmscalc: Callable[..., Ran]
) -> None:
    """The message says what to do, and what to install."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (folder / "bank.xlsx").write_bytes(spreadsheet())
    ran = cmscalc("import", "bank.xlsx", "--match", "dale")

    assert (
        "cmscalc import: 1 problem\n\n"
        "bank.xlsx: a spreadsheet, which this installation cannot read\n"
        "  wanted: it saved as CSV; or the extra installed\n"
        '  try:    pip install "cmscalc[xlsx]"\n'
    ) == ran.err


def spreadsheet() -> bytes:
    """A small spreadsheet: a title, a header, and two rows with numbers and a day of its own."""
    header = ("Date", "Counter Party", "Reference", "Type", "Amount (GBP)", "Balance (GBP)")

    def text(cell: str) -> str:
        return f'<c t="inlineStr"><is><t>{cell}</t></is></c>'

    def number(value: str, style: int = 0) -> str:
        return f'<c s="{style}"><v>{value}</v></c>'

    rows = [
        text("My account"),
        "".join(text(name) for name in header),
        # 46084 is 3 March 2026, in the days of a spreadsheet.
        number("46084", 1)
        + "".join(text(each) for each in ("R DALE", "MAINT, MAR", "FPI"))
        + number("323.7")
        + number("423.69999999999999"),
        text("04/03/2026")
        + "".join(text(each) for each in ("SHOP", "", "CARD"))
        + number("-20")
        + number("403.7"),
    ]
    cells = "".join(f"<row>{row}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet '
        'name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
        "</worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def test_from_a_pipe_that_is_named(folder: Path) -> None:
    """A shell's `<(…)` and a named pipe can be read only once."""
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(
        [*COMMAND, "pipe", "--match", "dale", "--format", "csv"], stdout=-1
    ) as ran:
        (folder / "pipe").write_bytes((folder / "bank.csv").read_bytes())
        out, _ = ran.communicate(timeout=60)

    assert (0, 3) == (ran.returncode, out.count(b"\n"))


def test_two_files_of_one_name(folder: Path) -> None:
    """They are told apart without their folders; evidence has the name alone."""
    for name in ("a", "b"):
        (folder / name).mkdir()
        rows = ROWS[:2] if name == "a" else ROWS[2:]
        (folder / name / "s.csv").write_text(written("starling", rows), encoding="utf-8")
    ran = run_command(
        "import", "a/s.csv", "b/s.csv", "--match", "dale", "--into", "p.csv", "--json"
    )

    assert ["s.csv:2", "s.csv (2):2"] == [
        each["source"] for each in json.loads(ran.out)["payments"]
    ]
    text = (folder / "p.csv").read_text(encoding="utf-8")
    assert 2 == text.count(",s.csv:2 sha256:")


def test_two_encodings_in_one_file(folder: Path) -> None:
    """Each line is read as what it is, and the mix is told."""
    lines = [
        STARLING.strip().encode(),
        "13/03/2026,R DALE,CAFÉ £5,FPI,£10.00,1.00".encode(),
        "14/03/2026,R DALE,CAFÉ £5,FPI,£20.00,1.00".encode("cp1252"),
    ]
    (folder / "bank.csv").write_bytes(b"\r\n".join(lines))
    answer = json.loads(run_command("import", "bank.csv", "--match", "café", "--json").out)

    assert [("10.00", "CAFÉ £5"), ("20.00", "CAFÉ £5")] == [
        (each["amount"], each["reference"]) for each in answer["payments"]
    ]
    assert "mixed-encodings" in [note["id"] for note in answer["notes"]]


# --- what could go wrong with money ---------------------------------------------------------------

STARLING = "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)\n"


def test_many_imports_at_once_lose_nothing(folder: Path) -> None:
    """Each waits for the one before it: what was said to be added is there."""
    (folder / "p.csv").write_text("date,amount,reference,evidence\n", encoding="utf-8")
    for number in range(6):
        line = f"0{number + 1}/03/2026,R DALE,MAINT,FPI,{number + 1}.00,1.00\n"
        (folder / f"{number}.csv").write_text(STARLING + line, encoding="utf-8")
    started = [
        subprocess.Popen(
            [*COMMAND, f"{number}.csv", "--match", "dale", "--into", "p.csv"],
            stdout=subprocess.DEVNULL,
        )
        for number in range(6)
    ]

    assert [0] * 6 == [each.wait() for each in started]
    assert 7 == (folder / "p.csv").read_text(encoding="utf-8").count("\n")


def test_a_quote_that_is_opened_in_one_row_and_closed_in_another(folder: Path) -> None:
    """The rows between are rows: only those whose quotes do not match are in doubt."""
    rows = [
        '13/03/2026,R DALE,"maint,FPI,10.00,110.00',
        "14/03/2026,R DALE,MAINT,FPI,20.00,130.00",
        '15/03/2026,R DALE,maint",FPI,30.00,160.00',
        "16/03/2026,R DALE,maint,FPI,40.00,200.00",
    ]
    (folder / "bank.csv").write_text(STARLING + "\n".join(rows) + "\n", encoding="utf-8")
    ran = run_command("import", "bank.csv", "--match", "dale", "--json")
    answer = json.loads(ran.out)

    assert (3, ["20.00", "30.00", "40.00"]) == (
        ran.code,
        [each["amount"] for each in answer["payments"]],
    )
    assert ["bank.csv:2:19"] == [each["where"] for each in answer["problems"]]


def test_the_same_file_the_other_way_round_is_refused(folder: Path) -> None:
    """A payment that was sent back is no payment of the other parent."""
    paid = "01/03/2026,B HOLT,MAINT,FPO,-100.00,0.00\n"
    back = "02/03/2026,B HOLT,MAINT RETURNED,FPI,100.00,100.00\n"
    (folder / "bank.csv").write_text(STARLING + paid + back, encoding="utf-8")
    run_command("import", "bank.csv", "--match", "holt", "--as", "paying", "--into", "p.csv")
    ran = run_command("import", "bank.csv", "--match", "holt", "--into", "p.csv")

    assert (3, "") == (ran.code, ran.out)
    assert "rows that are there as money the other way (p.csv:2)" in ran.err


def test_a_later_download_the_other_way_round_is_refused_too(folder: Path) -> None:
    """Its rows are known again by their marks."""
    rows = [
        "01/03/2026,B HOLT,MAINT,FPO,-100.00,0.00",
        "02/03/2026,SHOP,BREAD,CARD,-1.00,-1.00",
        "03/03/2026,B HOLT,MAINT RETURNED,FPI,100.00,99.00",
        "04/03/2026,SHOP,BREAD,CARD,-1.00,98.00",
    ]
    for name, many in (("one.csv", 2), ("two.csv", 4)):
        text = STARLING + "".join(f"{line}\n" for line in rows[:many])
        (folder / name).write_text(text, encoding="utf-8")
    run_command("import", "one.csv", "--match", "holt", "--as", "paying", "--into", "p.csv")
    ran = run_command("import", "two.csv", "--match", "holt", "--into", "p.csv")

    assert (3, "") == (ran.code, ran.out)
    assert "money the other way (p.csv:2)" in ran.err


ONE_LINE = (
    "OFXHEADER:100\n<OFX><BANKID>200000<ACCTID>20000012345678<CURDEF>GBP<BANKTRANLIST>"
    + "".join(
        f"<STMTTRN><DTPOSTED>2026030{day}<TRNAMT>50.00<FITID>20000012345678-{day}"
        f"<NAME><![CDATA[R DALE]]></NAME><MEMO>MAINT</MEMO></STMTTRN>"
        for day in (2, 2, 3)
    )
    + "</BANKTRANLIST></OFX>"
)


def test_a_file_all_on_one_line(folder: Path) -> None:
    """Its rows are told apart, in any process: the account in an id is left out in one way."""
    (folder / "a.ofx").write_text(ONE_LINE, encoding="utf-8")
    (folder / "b.ofx").write_text(ONE_LINE.replace("HEADER:100", "HEADER:101"), encoding="utf-8")
    command = [*COMMAND, "--match", "dale", "--into", "p.csv"]
    for number, name in enumerate(("a.ofx", "a.ofx", "b.ofx", "b.ofx")):
        seeded = {**os.environ, "PYTHONHASHSEED": str(number)}
        subprocess.run([*command, name], env=seeded, stdout=subprocess.DEVNULL, check=True)
    lines = (folder / "p.csv").read_text(encoding="utf-8").splitlines()

    assert 4 == len(lines)
    assert ["a.ofx:2 ", "a.ofx:2.2 ", "a.ofx:2.3 "] == [
        line.split(",")[6].partition("sha")[0] for line in lines[1:]
    ]
    assert "12345678" not in "".join(lines)


def test_a_tag_over_two_lines(folder: Path) -> None:
    """XML lets a tag go on on the next line; its row is not lost."""
    rows = written("ofx", ROWS)
    (folder / "a.ofx").write_text(rows.replace("<STMTTRN>", "<STMTTRN\n>"), encoding="utf-8")
    answer = json.loads(run_command("import", "a.ofx", "--match", "dale", "--json").out)

    assert (4, 2) == (answer["files"][0]["rows"], len(answer["payments"]))


def test_files_whose_names_become_the_same(folder: Path) -> None:
    """Two account numbers are the same stars; their rows are not the same rows."""
    for name, rows in (("12345678.csv", ROWS[:1]), ("87654321.csv", ROWS[2:3])):
        (folder / name).write_text(written("starling", rows), encoding="utf-8")
    (folder / "both.ofx").write_text(written("ofx", [ROWS[0], ROWS[2]]), encoding="utf-8")
    ran = run_command(
        "import", "12345678.csv", "87654321.csv", "both.ofx", "--match", "dale", "--json"
    )
    answer = json.loads(ran.out)

    assert ["********.csv:2", "********.csv (2):2"] == [
        each["source"] for each in answer["payments"]
    ]
    assert 2 == len(answer["already_there"])


def test_proof_is_of_the_row_that_it_is_written_beside(folder: Path) -> None:
    """With several files, and a bank's file of the payments file's own name."""
    (folder / "d").mkdir()
    (folder / "d" / "p.csv").write_text(written("starling", ROWS), encoding="utf-8")
    (folder / "c.ofx").write_text(written("ofx", [ROWS[2]]), encoding="utf-8")
    own = "date,amount,evidence\n2026-04-02,323.70,\n2026-03-03,323.70,\n2026-03-20,5.00,\n"
    (folder / "p.csv").write_text(own, encoding="utf-8")
    run_command("import", "d/p.csv", "c.ofx", "--match", "dale", "--into", "p.csv", "--prove")
    lines = (folder / "p.csv").read_text(encoding="utf-8").splitlines()

    assert ["p.csv:4", "p.csv:2", ""] == [
        line.split(",")[2].partition(" ")[0] for line in lines[1:]
    ]
    assert 4 == len(lines)


def test_one_payment_typed_by_hand_is_not_two_of_the_bank(folder: Path) -> None:
    """Two files of a year, with payments a few days apart on either side of a month's end."""
    shop = "29/03/2026,SHOP,BREAD,CARD,-1.00,9.00\n"
    for name, day in (("one.csv", "30/03/2026"), ("two.csv", "02/04/2026")):
        text = f"{STARLING}{shop}{day},R DALE,MAINT,FPI,100.00,109.00\n"
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "p.csv").write_text("date,amount\n2026-03-30,100.00\n", encoding="utf-8")
    both = ("one.csv", "two.csv", "--match", "dale", "--into", "p.csv", "--prove")
    run_command("import", *both)
    lines = (folder / "p.csv").read_text(encoding="utf-8").splitlines()

    assert ["2026-03-30", "2026-04-02"] == [line.split(",")[0] for line in lines[1:]]
    assert ["one.csv:3 ", "two.csv:3 "] == [
        line.split(",")[lines[0].split(",").index("evidence")].partition("sha")[0]
        for line in lines[1:]
    ]


def test_proof_is_not_written_where_another_parent_may_be_meant(folder: Path) -> None:
    """Two payments typed by hand for two parents: the bank's row is not put beside either."""
    own = (
        "date,amount,receiving_parent,evidence\n2026-03-03,323.70,C,\n2026-03-03,323.70,B,\n"
        "2026-04-02,323.70,B,\n"
    )
    (folder / "p.csv").write_text(own, encoding="utf-8")
    run_command(
        "import", "bank.csv", "--match", "dale", "--to", "2026-03-09", "--into", "p.csv", "--prove"
    )
    assert own == (folder / "p.csv").read_text(encoding="utf-8")
    labelled = ("--receiving-parent", "b", "--prove")
    run_command("import", "bank.csv", "--match", "dale", "--into", "p.csv", *labelled)
    lines = (folder / "p.csv").read_text(encoding="utf-8").splitlines()

    assert ["", "bank.csv:2", "bank.csv:4"] == [
        line.split(",")[3].partition(" ")[0] for line in lines[1:]
    ]


def test_a_qif_record_that_lost_its_end(folder: Path) -> None:
    """The next day begins another; the amounts stay where they belong."""
    text = "!Type:Bank\nD03/03/2026\nT323.70\nPR DALE\nD19/03/2026\nT-12.50\nPSHOP\n^\n"
    (folder / "a.qif").write_text(text, encoding="utf-8")
    answer = json.loads(run_command("import", "a.qif", "--match", "dale", "--json").out)

    assert [("2026-03-03", "323.70")] == [
        (each["date"], each["amount"]) for each in answer["payments"]
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--map", "date=0,amount=1"),
        ("--map", "date=02,amount=99999"),
        ("--map", f"date=1,amount={'9' * 5000}"),
        ("--match", "a{99999999999999}"),
        ("--match", "(" * 3000),
        ("--map", "date=1,amount=2,date_format=dmy"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_flags_that_go_too_far(arguments: tuple[str, ...]) -> None:
    """A sentence, and exit code 2."""
    ran = run_command("import", "bank.csv", *arguments)

    assert (2, "") == (ran.code, ran.out)
    assert ran.err.startswith("cmscalc import: 1 problem\n")


def test_columns_by_number_in_any_form(folder: Path) -> None:
    """01 is 1."""
    (folder / "a.csv").write_text("x,13/03/2026,R DALE,5.00\n", encoding="utf-8")
    columns = "date=02,payee=3,amount=04"
    ran = run_command("import", "a.csv", "--match", "dale", "--map", columns, "--json")

    assert ["5.00"] == [each["amount"] for each in json.loads(ran.out)["payments"]]


def test_days_of_two_figures_each_are_asked_for(folder: Path) -> None:
    """26-08-25 may be three days."""
    (folder / "a.csv").write_text("26-08-25,R DALE,5.00\n26-08-13,R DALE,5.00\n", encoding="utf-8")
    columns = ("--map", "date=1,payee=2,amount=3", "--match", "dale", "--json")
    asked = run_command("import", "a.csv", *columns)
    read_right = run_command("import", "a.csv", *columns, "--date-format", "ymd")

    assert (3, True) == (asked.code, "--date-format" in asked.err)
    assert ["2026-08-13", "2026-08-25"] == [
        each["date"] for each in json.loads(read_right.out)["payments"]
    ]


def test_the_command_that_is_printed_can_be_typed(folder: Path) -> None:
    """Whatever is in the payer's name."""
    lines = "".join(f"0{day}/03/2026,P O'NEILL,MAINT,FPI,5.00,5.00\n" for day in (1, 4, 8))
    (folder / "bank.csv").write_text(STARLING + lines, encoding="utf-8")
    look = run_command("import", "bank.csv")
    words = shlex.split(look.out.splitlines()[-1])
    shown = run_command(*words[1:], "--skip-bad", "--format", "text")
    again = shlex.split(shown.out.splitlines()[-1])

    assert "£15.00 in 3 payments" in shown.out
    assert ["cmscalc", "import", "bank.csv", "--match", "P O'NEILL", "--skip-bad"] == again[:6]


def test_a_payments_file_that_would_grow_too_large_to_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written can be read again; else nothing is written."""
    monkeypatch.setattr("cmscalc.files.payments_adding.MEGABYTE", 1)
    (folder / "p.csv").write_text("date,amount,evidence\n", encoding="utf-8")
    for name in ("p.csv", "new.csv"):
        ran = run_command("import", "bank.csv", "--match", "dale", "--into", name)

        assert (3, True) == (ran.code, "nothing was added" in ran.err)
    assert not (folder / "new.csv").exists()


def test_long_lines_and_long_cells_are_soon_told(folder: Path) -> None:
    """No time without end is spent on what is no amount; no whole line is kept in a problem."""
    (folder / "a.csv").write_text(f"x,y\n13/03/2026,5{' ' * 5000}x\n", encoding="utf-8")
    bad = "".join(f"<STMTTRN><TRNAMT>{number}x</STMTTRN>" for number in range(400))
    (folder / "a.ofx").write_text(f"<OFX>{bad}</OFX>", encoding="utf-8")
    table = run_command("import", "a.csv", "--match", "x")
    rows = run_command("import", "a.ofx", "--match", "x")

    assert (3, 3) == (table.code, rows.code)
    assert len(rows.err) < 20_000


def test_json_shows_no_row_that_did_not_match(folder: Path) -> None:
    """Nor where it cannot be read: only what is wrong in it, and where."""
    with (folder / "bank.csv").open("a", encoding="utf-8") as file:
        file.write("31/04/2026,SECRET SHOP,THING,FPI,99.99,6543.21\n")
    ran = run_command("import", "bank.csv", "--match", "dale", "--json")

    assert "SECRET" not in ran.out
    assert ["bank.csv:6:1"] == [each["where"] for each in json.loads(ran.out)["problems"]]


def test_money_that_came_back_later_is_asked_about(folder: Path) -> None:
    """A check with both files at hand sees money out and money in."""
    shop = "12/03/2026,SHOP,BREAD,CARD,-1.00,9.00\n"
    paid = "13/03/2026,B HOLT,MAINT,FPO,-100.00,-91.00\n"
    back = "15/03/2026,B HOLT,MAINT RETURNED,FPI,100.00,109.00\n"
    (folder / "one.csv").write_text(STARLING + shop + paid, encoding="utf-8")
    (folder / "two.csv").write_text(STARLING + shop.replace("12/", "14/") + back, encoding="utf-8")
    case = (
        'schema = "cmscalc.case/1"\neffective_date = 2026-03-01\nservice = "direct-pay"\n'
        '[[receiving_parent]]\nname = "B"\n[[child]]\nname = "C"\nborn = 2018-05-01\n'
        '[[decision]]\nfrom = 2026-03-01\nweekly = "74.70"\n'
    )
    (folder / "p.toml").write_text(case, encoding="utf-8")
    run_command("import", "one.csv", "--match", "holt", "--as", "paying", "--into", "p.csv")
    fine = run_command("check", "p.toml", "p.csv", "--as-at", "2026-06-01")
    run_command("import", "two.csv", "--match", "holt", "--into", "p.csv")
    asked = run_command("check", "p.toml", "p.csv", "--as-at", "2026-06-01")

    assert (0, "", "") == (fine.code, fine.out, fine.err)
    assert 1 == asked.code
    assert "money out of the account, while others are money in (one.csv:3)" in asked.out.replace(
        "\n  ", " "
    )


def test_days_with_the_month_first_are_refused_even_if_bad_rows_are_skipped(folder: Path) -> None:
    """Where one day shows that the month is first, none can be relied on."""
    lines = "3/13/2026,R DALE,MAINT,FPI,1.00,1.00\n4/5/2026,R DALE,MAINT,FPI,1.00,2.00\n"
    (folder / "bank.csv").write_text(STARLING + lines, encoding="utf-8")
    ran = run_command("import", "bank.csv", "--match", "dale", "--into", "p.csv", "--skip-bad")

    assert (3, "", False) == (ran.code, ran.out, (folder / "p.csv").exists())
    assert "days with the month first" in ran.err
    read_right = run_command(
        "import", "bank.csv", "--match", "dale", "--date-format", "mdy", "--json"
    )
    assert ["2026-03-13", "2026-04-05"] == [
        each["date"] for each in json.loads(read_right.out)["payments"]
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ofx", written("ofx", ROWS)[:-40]),
        ("a.csv", "03/03/2026,CR R DALE MAINT,323.70\n02/04/2026,CR R DALE MAINT,32"),
    ],
)
def test_a_file_that_is_cut_short_is_told(folder: Path, name: str, text: str) -> None:
    """A download that broke off must not make a smaller payment, or none."""
    (folder / name).write_text(text, encoding="utf-8")
    ran = run_command("import", name, "--match", "dale", "--into", "p.csv")

    assert (3, False) == (ran.code, (folder / "p.csv").exists())
    assert "is the download cut short?" in ran.err


def test_payments_typed_by_hand_take_the_banks_row_as_proof(folder: Path) -> None:
    """--prove fills their empty evidence, and changes nothing else of them."""
    own = (
        'note,date,amount,evidence\n"one, ""two""",2026-03-03,£323.70,\n"a\nb",2026-04-02,323.70,\n'
    )
    (folder / "p.csv").write_text(own, encoding="utf-8")
    look = into("p.csv")
    untouched = (folder / "p.csv").read_text(encoding="utf-8")
    proved = into("p.csv", "--prove")
    text = (folder / "p.csv").read_text(encoding="utf-8")

    assert own == untouched
    assert look.out.endswith("--prove writes the bank's row beside the 2 typed by hand.\n")
    assert proved.out.endswith("  Wrote the bank's row beside 2 typed by hand in p.csv.\n")
    first, second = (f"bank.csv:{line} sha256:" for line in (2, 4))
    assert f'"one, ""two""",2026-03-03,£323.70,{first}' in text
    assert f'"a\nb",2026-04-02,323.70,{second}' in text
    assert 5 == len(text.split("\n"))
    assert into("p.csv", "--prove").out.endswith("Nothing to add.\n")


def test_evidence_of_words_is_not_written_over(folder: Path) -> None:
    """A file without the column gets it; a cell with words in it keeps them."""
    (folder / "p.csv").write_text("date,amount\r\n2026-03-03,323.70\r\n", encoding="utf-8")
    into("p.csv", "--prove", "--to", "2026-03-10")
    text = (folder / "p.csv").read_bytes().decode()
    assert text.startswith("date,amount,evidence\r\n2026-03-03,323.70,bank.csv:2 sha256:")
    words = "date,amount,evidence\n2026-03-03,323.70,bank statement\n"
    (folder / "p.csv").write_text(words, encoding="utf-8")
    into("p.csv", "--prove", "--to", "2026-03-10")

    assert words == (folder / "p.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (os.mkfifo, "not an ordinary file"),
        (lambda path: path.write_text("date,amount\n") and path.chmod(0o400), "to be read only"),
        (lambda path: path.symlink_to("/dev/null"), "not an ordinary file"),
    ],
)
def test_a_payments_file_that_is_not_to_be_written(
    folder: Path, make: Callable[[Path], object], says: str
) -> None:
    """A sentence, and nothing changed."""
    make(folder / "p.csv")
    ran = run_command("import", "bank.csv", "--match", "dale", "--into", "p.csv")

    assert (3, "", True) == (ran.code, ran.out, says in ran.err)


# --- what is kept, and what is not ----------------------------------------------------------------


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_only_matched_rows_are_kept(path: Path, tmp_path: Path) -> None:
    """No other payee, no balance and no account is in the payments file or in JSON."""
    arguments = read(path)["import"]["arguments"]
    bank = bank_file(path)
    kept = tmp_path / "p.csv"
    ran = run_command("import", str(bank), *arguments, "--into", str(kept), "--json")
    answer = json.loads(ran.out)
    reading = Reading(str(bank), Asked())
    if "dmy" in arguments:
        return
    rows = list(reading.rows())
    lines = {int(each["source"].split(":")[1]) for each in answer["payments"]}
    matched = {row.line for row in rows if row.line in lines}
    said = {
        row.line
        for each in answer["files"]
        for kind in ("other_way", "pending", "foreign")
        for row in rows
        if row.line in {found["line"] for found in each[kind]}
    }
    shown = " ".join(
        f"{row.payee} {row.reference} {row.memo}" for row in rows if row.line in matched | said
    )
    text = kept.read_text(encoding="utf-8")

    for row in rows:
        for words in (row.payee, row.reference):
            if words and words not in shown:
                assert words not in text
                assert words not in ran.out
    amounts = {str(abs(row.pence)) for row in rows}
    for row in rows:
        if row.balance is not None and str(abs(row.balance)) not in amounts:
            pounds = f"{abs(row.balance) // 100}.{abs(row.balance) % 100:02}"
            assert pounds not in text.replace(",", "\n").split("\n")
            assert f'"{pounds}"' not in ran.out
    for number in reading.book.accounts:
        assert number not in text
        assert number not in ran.out


def test_a_reference_is_no_formula(folder: Path) -> None:
    """Who pays writes the reference; a spreadsheet must not run it, nor a terminal obey it."""
    hostile = [
        (date(2026, 3, 3), 100, '=HYPERLINK(""http://x"")'),
        (date(2026, 3, 4), 200, "@SUM(1)"),
        (date(2026, 3, 5), 300, "a\x1b[2Jb\u202ec"),
        (date(2026, 3, 6), 400, "x" * 9000),
    ]
    lines = [
        "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)",
        *(
            f'{on:%d/%m/%Y},R DALE,"{text}",FPI,{pence // 100}.00,1.00'
            for on, pence, text in hostile
        ),
    ]
    (folder / "bank.csv").write_text("\n".join(lines), encoding="utf-8")
    shown = run_command("import", "bank.csv", "--match", "dale")
    into("p.csv")
    cells = (folder / "p.csv").read_text(encoding="utf-8").split("\n")

    assert "\x1b" not in shown.out
    assert "\u202e" not in shown.out
    assert max(len(line) for line in shown.out.splitlines()) < 100
    assert '''"'=HYPERLINK(""http://x"")"''' in cells[1]
    assert ",'@SUM(1)," in cells[2]
    assert "a\\x1b[2Jb\\u202ec" in cells[3]
    assert into("p.csv").out.endswith("Nothing to add.\n")


def test_no_folder_is_named(folder: Path) -> None:
    """A folder's name can tell where somebody lives, or who they are."""
    (folder / "secret-place").mkdir()
    (folder / "secret-place" / "b.csv").write_text(written("starling", ROWS), encoding="utf-8")
    path = "secret-place/b.csv"
    ran = run_command("import", path, "--match", "dale", "--into", "p.csv", "--json")

    assert "secret-place" not in ran.out
    assert "secret-place" not in (folder / "p.csv").read_text(encoding="utf-8")


# --- a power cut ----------------------------------------------------------------------------------


def test_killed_at_any_moment_the_payments_file_is_whole(folder: Path) -> None:
    """The old file or the new one, never a part; an import after that adds what is missing."""
    own = "date,amount,evidence\n2026-01-05,5.00,\n"
    (folder / "p.csv").write_text(own, encoding="utf-8")
    whole = ""
    for number in range(24):
        (folder / "p.csv").write_text(own, encoding="utf-8")
        process = subprocess.Popen(
            [*COMMAND, "bank.csv", "--match", "dale", "--into", "p.csv"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.02 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        text = (folder / "p.csv").read_text(encoding="utf-8")
        if text != own:
            whole = whole or text
            assert whole == text
    into("p.csv")

    assert whole in ("", (folder / "p.csv").read_text(encoding="utf-8"))
    for each in folder.glob(".*.part"):
        assert 0o600 == each.stat().st_mode & 0o777


KILLED = """
import os, signal, sys
from cmscalc.cli.app import main
from cmscalc.files import output

take, when = output.take_name, sys.argv[1]

def killed(*arguments, **more):
    if when == "after":
        take(*arguments, **more)
    os.kill(os.getpid(), signal.SIGKILL)

output.take_name = killed
main(["import", "bank.csv", "--match", "dale", "--into", "p.csv"])
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_as_the_new_file_takes_its_name(folder: Path, when: str) -> None:
    """Just before, the old file is there; just after, the new one; each whole."""
    own = "date,amount,evidence\n2026-01-05,5.00,\n"
    (folder / "p.csv").write_text(own, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", KILLED, when], check=False)
    left = (folder / "p.csv").read_text(encoding="utf-8")
    added = "" if when == "before" else "Nothing to add."

    assert -signal.SIGKILL == ran.returncode
    assert (left == own) == (when == "before")
    assert added in into("p.csv").out
    assert 4 == (folder / "p.csv").read_text(encoding="utf-8").count("\n")
