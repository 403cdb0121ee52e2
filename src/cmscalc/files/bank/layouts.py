"""The layouts of banks' exports that are known without asking. Data: reading is elsewhere.

A column is named by every header it has had, in small letters with single spaces. Where several
columns are named for one thing, the first that is not empty in a row is taken.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cmscalc.files.bank.cells import DayOrder

Names = tuple[str, ...]


class Layout(NamedTuple):
    """How one bank writes its rows: which columns say what.

    `exact` is for names so common that a table with any other column is somebody else's. `pence` is
    for amounts at the end of a row that always have pence, so that one without is cut short.
    """

    name: str
    title: str
    needed: frozenset[str]
    date: Names
    amount: Names = ()
    money_in: Names = ()
    money_out: Names = ()
    payee: Names = ()
    reference: Names = ()
    memo: Names = ()
    balance: Names = ()
    id: Names = ()
    account: Names = ()
    currency: Names = ()
    status: Names = ()
    settled: Names = ()
    order: DayOrder = DayOrder.DMY
    separator: str = ","
    censored: bool = False
    confirmed: bool = True
    in_parts: bool = False
    fee: Names = ()
    footer: str = ""
    exact: bool = False
    pence: bool = False


def _needed(*names: str) -> frozenset[str]:
    return frozenset(names)


MONZO = Layout(
    name="monzo",
    title="Monzo",
    needed=_needed("date", "amount", "currency", "notes and #tags"),
    date=("date",),
    amount=("amount",),
    payee=("name",),
    reference=("description", "notes and #tags"),
    memo=("notes and #tags",),
    balance=("balance",),
    id=("transaction id",),
    currency=("currency",),
)
MONZO_2018 = Layout(
    name="monzo",
    title="Monzo (2018)",
    needed=_needed("id", "created", "amount", "currency", "description", "notes", "receipt"),
    date=("created",),
    amount=("amount",),
    reference=("description", "notes"),
    memo=("notes",),
    id=("id",),
    currency=("currency",),
    order=DayOrder.YMD,
)
STARLING = Layout(
    name="starling",
    title="Starling",
    needed=_needed("date", "counter party", "reference", "type", "amount (gbp)"),
    date=("date",),
    amount=("amount (gbp)",),
    payee=("counter party",),
    reference=("reference",),
    memo=("notes",),
    balance=("balance (gbp)",),
)
BARCLAYS = Layout(
    name="barclays",
    title="Barclays",
    needed=_needed("number", "date", "account", "amount", "subcategory", "memo"),
    date=("date",),
    amount=("amount",),
    payee=("memo",),
    memo=("subcategory",),
    account=("account",),
)
LLOYDS = Layout(
    name="lloyds",
    title="Lloyds, Halifax, Bank of Scotland",
    needed=_needed(
        "transaction date", "transaction description", "debit amount", "credit amount", "balance"
    ),
    date=("transaction date",),
    money_in=("credit amount",),
    money_out=("debit amount",),
    payee=("transaction description",),
    memo=("transaction type",),
    balance=("balance",),
    account=("sort code", "account number"),
)
NATWEST = Layout(
    name="natwest",
    title="NatWest, RBS",
    needed=_needed("date", "type", "description", "value", "balance", "account number"),
    date=("date",),
    amount=("value",),
    payee=("description",),
    memo=("type",),
    balance=("balance",),
    account=("account number",),
    in_parts=True,
)
HSBC_WITH_NAMES = Layout(
    name="hsbc",
    title="HSBC",
    needed=_needed("date", "desc", "amount"),
    date=("date",),
    amount=("amount",),
    payee=("desc",),
    exact=True,
)
# HSBC's own download has no header; its columns are these, in this order.
HSBC = HSBC_WITH_NAMES._replace(needed=frozenset(), pence=True)
FIRST_DIRECT = Layout(
    name="first-direct",
    title="first direct",
    needed=_needed("date", "description", "amount", "balance"),
    date=("date",),
    amount=("amount",),
    payee=("description",),
    balance=("balance",),
    exact=True,
)
NATIONWIDE = Layout(
    name="nationwide",
    title="Nationwide",
    needed=_needed("date", "transaction type", "description", "paid out", "paid in", "balance"),
    date=("date",),
    money_in=("paid in",),
    money_out=("paid out",),
    # The type names the payer: "Bank credit R DALE".
    payee=("transaction type",),
    reference=("description",),
    balance=("balance",),
)
MIDATA = Layout(
    name="midata",
    title="midata",
    needed=_needed("date", "type", "merchant/description", "debit/credit", "balance"),
    date=("date",),
    amount=("debit/credit",),
    payee=("merchant/description",),
    memo=("type",),
    balance=("balance",),
    censored=True,
    footer="arranged overdraft limit",
)
REVOLUT = Layout(
    name="revolut",
    title="Revolut",
    needed=_needed("type", "completed date", "description", "amount", "fee", "currency", "state"),
    date=("completed date", "started date"),
    amount=("amount",),
    payee=("description",),
    memo=("type",),
    balance=("balance",),
    account=("product", "currency"),
    currency=("currency",),
    status=("state",),
    settled=("completed",),
    order=DayOrder.YMD,
    fee=("fee",),
)
CO_OPERATIVE = Layout(
    name="co-operative",
    title="The Co-operative Bank",
    needed=_needed("date", "description", "type", "money in", "money out", "balance"),
    date=("date",),
    money_in=("money in",),
    money_out=("money out",),
    payee=("description",),
    memo=("type",),
    balance=("balance",),
    confirmed=False,
)

# The most telling first: a layout of few names must not hide one that needs more.
LAYOUTS = (
    MONZO,
    MONZO_2018,
    REVOLUT,
    LLOYDS,
    STARLING,
    BARCLAYS,
    NATWEST,
    NATIONWIDE,
    MIDATA,
    CO_OPERATIVE,
    FIRST_DIRECT,
    HSBC_WITH_NAMES,
)
# Files that are no tables, read by modules of their own.
OTHERS = {
    "santander": "Santander",
    "ofx": "OFX",
    "qif": "QIF",
}
NAMES = (*dict.fromkeys(layout.name for layout in LAYOUTS), *OTHERS)


def plain(header: str) -> str:
    """A header as layouts name it: small letters, single spaces, no quotes or marks around it."""
    return " ".join(header.replace("\ufeff", "").strip().strip("'\"").casefold().split())


def layout_with(headers: Sequence[str], name: str = "") -> Layout | None:
    """The layout whose columns are all among these headers."""
    there = frozenset(headers)
    fitting = (
        layout
        for layout in LAYOUTS
        if layout.needed <= there and not (layout.exact and there - layout.needed)
    )
    return next((layout for layout in fitting if name in ("", layout.name)), None)


def title_of(name: str) -> str:
    """What a layout is called for people."""
    return OTHERS.get(name) or next(layout.title for layout in LAYOUTS if layout.name == name)
