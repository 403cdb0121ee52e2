"""Banks' files made for tests: a few invented rows, written as three kinds of banks do."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

HEADERS = {
    "starling": "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)",
    "barclays": "Number,Date,Account,Amount,Subcategory,Memo",
}


class Made(NamedTuple):
    """One invented row of an account, with the bank's number for it and the balance after it."""

    number: int
    on: date
    pence: int
    who: str
    balance: int


def pounds(pence: int) -> str:
    """Write pence as banks do: `-12.50`."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"


def account(rows: Sequence[tuple[date, int, str]]) -> list[Made]:
    """Give rows their numbers and a running balance, in order of their days."""
    made: list[Made] = []
    balance = 100_000
    for number, (on, pence, who) in enumerate(sorted(rows, key=lambda row: row[0]), 1):
        balance += pence
        made.append(Made(number, on, pence, who, balance))
    return made


def written(bank: str, rows: Sequence[Made]) -> str:
    """Write rows, in the order given: starling has a balance, ofx an id, barclays neither."""
    if bank == "ofx":
        body = "".join(
            f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{row.on:%Y%m%d}<TRNAMT>{pounds(row.pence)}"
            f"<FITID>F{row.number}<NAME>{row.who}</STMTTRN>\n"
            for row in rows
        )
        return f"OFXHEADER:100\n\n<OFX><BANKTRANLIST>\n{body}</BANKTRANLIST></OFX>\n"
    lines = [HEADERS[bank]]
    for row in rows:
        day, amount = f"{row.on:%d/%m/%Y}", pounds(row.pence)
        if bank == "starling":
            lines.append(f"{day},{row.who},MAINT,FASTER PAYMENT,{amount},{pounds(row.balance)}")
        else:
            lines.append(f",{day},20-00-00 12345678,{amount},DIRECTDEP,{row.who} MAINT BGC")
    return "".join(f"{line}\n" for line in lines)
