"""OFX 1 (SGML, tags not closed) and OFX 2 (XML): the statement rows, and nothing else of it.

A value ends at the next tag or at the end of its line. Days are the first eight figures of a time,
never moved to another zone.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape

from cmscalc.files.bank.cells import DayOrder, day, pence
from cmscalc.files.bank.notebook import Cell, Notebook, plain_text
from cmscalc.files.words import Unreadable
from cmscalc.ledger.bank.rows import POUNDS, BankRow

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z0-9._]+)(?:\s[^<>]*)?/?>"
    r"(?:<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?P<value>[^<]*))"
)
UNFINISHED = re.compile(r"</?[A-Za-z0-9._]*\s*$")
SETTLED, PENDING = "STMTTRN", "STMTTRNP"
# What ends a row whose closing tag was left out.
AFTER_A_ROW = (
    "BANKTRANLIST",
    "BANKTRANLISTP",
    "STMTRS",
    "CCSTMTRS",
    "LEDGERBAL",
    "AVAILBAL",
    "OFX",
)
IN_A_CURRENCY = "CURRENCY"
CHANGED_ALREADY = "ORIGCURRENCY"
WHOLE = "the whole file: is the download cut short?"
DAY = re.compile(r"\s*([0-9]{4})([0-9]{2})([0-9]{2})")


def rows(lines: Iterable[str], book: Notebook) -> Iterator[BankRow]:
    """Give the rows of every account in the file."""
    return _Statement(book).read(lines)


def _with_whole_tags(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give lines with their numbers; one that ends inside a tag goes on with the next."""
    begun, start = "", 0
    for number, line in enumerate(lines, 1):
        text = f"{begun} {line}" if begun else line
        start = start if begun else number
        begun = text if UNFINISHED.search(text) else ""
        if not begun:
            yield start, text
    if begun:
        yield start, begun


class _Statement:
    """What has been met so far: the account, its currency, and the row that is open."""

    def __init__(self, book: Notebook) -> None:
        self.book = book
        self.currency = POUNDS
        self.account = ""
        self.row: dict[str, Cell] | None = None
        self.settled = True
        self.within = ""
        self.closed = False
        self.began = Cell(0, "", 0, "")
        self.part = 0

    def read(self, lines: Iterable[str]) -> Iterator[BankRow]:
        number, text = 1, ""
        for number, text in _with_whole_tags(lines):
            for found in TAG.finditer(text):
                part = "value" if found["cdata"] is None else "cdata"
                value = found[part] if part == "cdata" else unescape(found[part])
                here = Cell(number, text, found.start(part), value.strip())
                yield from self.tag(found["name"].upper(), bool(found["close"]), here)
        yield from self.end_of_row()
        if not self.closed:
            end = Cell(number, text, max(0, len(text) - 1), text[-1:])
            self.book.bad((number, -1), end, Unreadable("the end of a file without </OFX>", WHOLE))

    def tag(self, name: str, closes: bool, here: Cell) -> Iterator[BankRow]:  # noqa: FBT001 - as it stands
        self.closed = self.closed or (closes and name == "OFX")
        if name in (SETTLED, PENDING):
            yield from self.end_of_row()
            if not closes:
                self.part = self.part + 1 if here.line == self.began.line else 0
                self.row, self.began, self.within = {}, here, ""
                self.settled = name == SETTLED
            return
        if name in AFTER_A_ROW:
            yield from self.end_of_row()
        if name in (IN_A_CURRENCY, CHANGED_ALREADY):
            self.within = "" if closes else name
        elif closes:
            return
        elif name == "CURDEF":
            self.currency = here.value.upper()
        elif name in ("ACCTID", "BANKID") and self.row is None:
            self.book.account(here.value)
            self.account = here.value if name == "ACCTID" else self.account
        elif self.row is not None:
            self.field(name, here)

    def field(self, name: str, here: Cell) -> None:
        """Keep a value of the open row; a currency counts only if the amount is still in it."""
        assert self.row is not None
        if name == "CURSYM" and self.within == CHANGED_ALREADY:
            return
        if here.value:
            self.row.setdefault(name, here)

    def end_of_row(self) -> Iterator[BankRow]:
        row, self.row = self.row, None
        if row is None:
            return
        on = self.day(row.get("DTPOSTED") or row.get("DTTRAN"))
        amount = self.amount(row.get("TRNAMT"))
        if on is None or amount is None:
            return
        code = row["CURSYM"].value.upper() if "CURSYM" in row else self.currency
        yield BankRow(
            self.began.line,
            on,
            amount,
            plain_text(row.get("NAME")),
            plain_text(row.get("MEMO")),
            id=row["FITID"].value if "FITID" in row else "",
            account=f"{self.account} {code}",
            settled=self.settled,
            currency="" if code == POUNDS else code,
            part=self.part,
        )

    def day(self, value: Cell | None) -> date | None:
        found = DAY.match(value.value) if value else None
        wanted = "<DTPOSTED> with a day, such as 20260303"
        if value is None or found is None:
            shown = f"{value.value!r}, which is not a day" if value else "a row with no day"
            self.bad(value, Unreadable(shown, wanted))
            return None
        try:
            return day("-".join(found.groups()), DayOrder.YMD)
        except Unreadable as wrong:
            self.bad(value, Unreadable(wrong.found, wanted))
            return None

    def amount(self, value: Cell | None) -> int | None:
        if value is None:
            self.bad(None, Unreadable("a row with no amount", "<TRNAMT> with an amount"))
            return None
        try:
            return pence(value.value)
        except Unreadable as wrong:
            self.bad(value, wrong)
            return None

    def bad(self, value: Cell | None, wrong: Unreadable) -> None:
        self.book.bad((self.began.line, self.part), value or self.began, wrong)
