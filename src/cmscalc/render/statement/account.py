"""The account itself: the chart, the periods, each payment, late payments and fees."""

from collections.abc import Iterator

from cmscalc.core.printable import long_date
from cmscalc.ledger.account import Basis
from cmscalc.ledger.answer import Answer
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.payments import PASSED_ON, Placed
from cmscalc.ledger.statement import Part as Side
from cmscalc.ledger.statement import Statement
from cmscalc.ledger.strength import Strength, strength_of
from cmscalc.render.document.model import (
    Block,
    Chart,
    Column,
    Days,
    Fact,
    Facts,
    Kind,
    Mark,
    Part,
    Table,
    Text,
    Value,
)
from cmscalc.render.ledger_words import written
from cmscalc.render.statement.summary import called, in_words

STANDING = {
    Strength.AGREED: "Agreed",
    Strength.BANK_ROW: "Bank record",
    Strength.DISPUTED: "Disputed",
    Strength.UNPROVED: "Unproved",
}
DUE_NOTES = {
    Basis.PLAN: "The instalments of the payment plan that fell due in the period. The day or two "
    "of a year outside the plan's 52 weeks are in the first of the next plan.",
    Basis.ACCRUAL: "A seventh of the weekly amount for each day of the period.",
}
STANDING_NOTE = (
    "Agreed: both parents say so. Bank record: a row of a bank's file shows it. Disputed: one "
    "parent says it was not made, or not for this. Evidence named: it was not checked here. "
    "Unproved: no evidence is named."
)
OPENING = "What was owed before the first day of the period."
ADJUSTED = "What was added to or taken off what is owed, such as a write-off."
MADE = "Maintenance paid in the period, by the day it was paid. Fees are not in it."
CLOSING = "Opening balance, and payments due, less payments made. Below nothing is overpaid."
CLOSING_ADJUSTED = (
    "Opening balance, and payments due, with adjustments, less payments made. Below nothing is "
    "overpaid."
)


def chart(statement: Statement) -> Part:
    """What was owed over time, with decisions and payments marked."""
    return Part("chart", "What was owed over time", tuple(_charts(statement)))


def _charts(statement: Statement) -> Iterator[Block]:
    window = statement.answer.window
    for at, part in enumerate(statement.parts, start=1):
        most = max(part.curve, key=lambda point: point.owed)
        last = part.curve[-1].owed
        caption = f"Owed to {called(part.side.name)}."
        if most.owed > 0:
            caption += f" The most was {written(most.owed)}, on {long_date(most.on)}."
        caption += f" At the end {in_words(last)}."
        marks = tuple(
            Mark(each.start, f"{long_date(each.start)}: {written(each.weekly)} a week")
            for each in part.amounts
            if each.start > window.start
            or window.start == statement.answer.account.case.effective_date
        )
        paid = tuple(each.payment.on for each in part.payments if each.accepted)
        yield Chart(f"owed-over-time-{at}", caption, part.curve, window.end, marks, paid)


def periods(statement: Statement) -> Part:
    """Each period: from the opening balance to the closing one."""
    answer = statement.answer
    tables = tuple(period_table(answer, at) for at in range(len(answer.sides)))
    return Part("periods", "Account by period", tables)


def period_table(answer: Answer, at: int) -> Table:
    """The periods of one receiving parent."""
    side = answer.sides[at]
    adjusted = any(period.adjusted for period in side.periods)
    columns = [
        Column("period", "Period", Kind.DAYS),
        Column("opening_balance", "Opening balance", Kind.MONEY, OPENING),
        Column("payments_due", "Payments due", Kind.MONEY, DUE_NOTES[answer.account.basis]),
        Column("payments_made", "Payments made", Kind.MONEY, MADE),
        Column(
            "closing_balance",
            "Closing balance",
            Kind.MONEY,
            CLOSING_ADJUSTED if adjusted else CLOSING,
        ),
    ]
    if adjusted:
        columns.insert(3, Column("adjustments", "Adjustments", Kind.MONEY, ADJUSTED))
    rows = (
        (
            Days(each.start, each.end),
            *(each.opening, each.charged, each.adjusted, each.paid, each.arrears),
        )
        for each in side.periods
    )
    total = side.total
    last: tuple[Value, ...] = (
        *("Whole statement", total.opening, total.charged, total.adjusted),
        *(total.paid, total.arrears),
    )
    keep = [place for place in range(len(last)) if adjusted or place != len(columns) - 2]
    return Table(
        f"periods-{at + 1}",
        f"Account with {called(side.name)}",
        tuple(columns),
        tuple(tuple(row[place] for place in keep) for row in rows),
        tuple(last[place] for place in keep),
    )


# --- payments -------------------------------------------------------------------------------------


def payments(statement: Statement) -> Part:
    """Every payment, and what it rests on."""
    blocks: list[Block] = []
    for at, side in enumerate(statement.parts, start=1):
        if side.payments:
            blocks += [_payment_table(side, at), _proof(side, at)]
        else:
            blocks.append(Text(f"No payment to {called(side.side.name)} in these dates."))
    return Part("payments", "Payments made", tuple(blocks))


def _payment_table(side: Side, at: int) -> Table:
    """A column is there where some payment has something to say in it."""
    fees = any(each.fee or each.enforcement for each in side.payments)
    off = any(each.receiving_parent_fee for each in side.payments)
    counted = fees or any(each.maintenance != each.payment.pence for each in side.payments)
    columns: list[tuple[Column, list[Value]]] = [
        (Column("date", "Date", Kind.DAY), [each.payment.on for each in side.payments]),
        (
            Column("amount", "Amount paid", Kind.MONEY),
            [each.payment.pence for each in side.payments],
        ),
    ]
    if counted:
        note = "The part of the payment that is maintenance. The rest is fees, or not accepted."
        column = Column("maintenance", "Maintenance", Kind.MONEY, note)
        columns.append((column, [each.maintenance for each in side.payments]))
    if fees:
        note = "The part that pays the paying parent's fees (SI 2014/612 regs 7 and 10)."
        column = Column("fees", "Fees", Kind.MONEY, note)
        columns.append((column, [each.fee + each.enforcement for each in side.payments]))
    if off:
        note = "The receiving parent's fee, off what is passed on (SI 2014/612 reg 7)."
        column = Column("fee_off", "Fee off it", Kind.MONEY, note)
        columns.append((column, [each.receiving_parent_fee for each in side.payments]))
    texts: list[tuple[Column, list[Value]]] = [
        (Column("reference", "Reference"), [each.payment.reference for each in side.payments]),
        (Column("standing", "Standing", note=STANDING_NOTE), [_standing(e) for e in side.payments]),
        (Column("how", "How", aside=True), [_how(each) for each in side.payments]),
        (
            Column("evidence", "Evidence", aside=True),
            [each.payment.evidence for each in side.payments],
        ),
        (Column("note", "Note", aside=True), [each.payment.note for each in side.payments]),
        (Column("source", "Row", aside=True), [each.payment.source for each in side.payments]),
    ]
    sums: list[Value] = [sum(v for v in values if type(v) is int) for _, values in columns[1:]]
    used = [each for each in texts if any(each[1])]
    total: list[Value] = ["Together", *sums, *([None] * len(used))]
    columns += used
    rows = tuple(zip(*(values for _, values in columns), strict=True))
    caption = f"Payments to {called(side.side.name)}"
    heads = tuple(column for column, _ in columns)
    return Table(f"payments-{at}", caption, heads, rows, tuple(total))


def _standing(each: Placed) -> str:
    strength = strength_of(each.payment)
    is_named = strength is Strength.UNPROVED and bool(each.payment.evidence)
    standing = "Evidence named" if is_named else STANDING[strength]
    return standing if each.accepted else f"{standing}, not counted"


def _how(each: Placed) -> str:
    method = each.payment.method
    return "passed on by CMS" if method == PASSED_ON else method.replace("-", " ")


def _proof(side: Side, at: int) -> Facts:
    proof = side.side.proof
    parts = (
        ("agreed", "Agreed by both parents", proof.agreed),
        ("bank_record", "Shown by a bank's record", proof.bank_row),
        ("disputed", "Disputed", proof.disputed),
        ("unproved", "Not checked, or no evidence named", proof.unproved),
    )
    facts = tuple(Fact(key, title, pence, Kind.MONEY) for key, title, pence in parts if pence)
    total = Fact("payments_made", "Payments made", side.side.total.paid, Kind.MONEY)
    title = f"What the payments to {called(side.side.name)} rest on"
    return Facts(f"proof-{at}", (*facts, total), title, sums=True)


# --- missed and late ------------------------------------------------------------------------------


def late(statement: Statement) -> Part:
    """Payments due that were not wholly made in time."""
    grace = statement.answer.account.grace_days
    after = f" and {grace} days after it" if grace else ""
    blocks: list[Block] = []
    for at, part in enumerate(statement.parts, start=1):
        if not part.side.missed:
            text = f"Every payment due to {called(part.side.name)} was made by the due date{after}."
            blocks.append(Text(text))
            continue
        columns: tuple[Column, ...] = (
            Column("due", "Due date", Kind.DAY),
            Column("amount", "Payment due", Kind.MONEY),
            Column(
                "short",
                "Not paid by then",
                Kind.MONEY,
                f"What payments made by the due date{after} did not cover.",
            ),
            Column("covered", "Covered on", Kind.DAY, "The day payments had covered all of it."),
            Column("days_late", "Days late", Kind.NUMBER, "To that day, or to the last day here."),
            Column("still_owed", "Still owed", Kind.MONEY),
            Column("told_on", "CMS's letter, dated after that day", Kind.DAY, aside=True),
        )
        rows: tuple[tuple[Value, ...], ...] = tuple(
            (
                *(each.due, each.amount, each.short, each.covered_on, each.days_late, each.left),
                each.told_on,
            )
            for each in part.side.missed
        )
        if not any(each.told_on for each in part.side.missed):
            columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
        caption = f"Payments to {called(part.side.name)} that were missed or late"
        blocks.append(Table(f"late-{at}", caption, columns, rows))
    return Part("late", "Missed and late payments", tuple(blocks))


# --- fees -----------------------------------------------------------------------------------------


def fees(statement: Statement) -> Part:
    """Fees stand apart from maintenance."""
    answer = statement.answer
    owed = answer.fees
    rows: list[tuple[Value, ...]] = []
    if owed.charged or owed.paid:
        rows.append(("Paying parent's collection fee", owed.charged, owed.paid, owed.owed))
    if owed.enforcement:
        left = owed.enforcement - owed.enforcement_paid
        rows.append(("Enforcement fees", owed.enforcement, owed.enforcement_paid, left))
    for side in answer.sides:
        taken = side.receiving_parent_fees
        if taken:
            rows.append((f"Fee off what is passed on to {called(side.name)}", taken, taken, 0))
    if not rows:
        text = "There are no fees in these dates. Direct Pay has none."
        return Part("fees", "Fees", (Text(text),))
    last = long_date(answer.window.end - ONE_DAY)
    columns = (
        Column("fee", "Fee"),
        Column("charged", "Charged", Kind.MONEY),
        Column("paid", "Paid", Kind.MONEY),
        Column("owed", "Owed", Kind.MONEY),
    )
    caption = f"Fees from the start of the case to {last} (SI 2014/612 regs 7 and 10)"
    text = (
        "Fees are not maintenance. No figure of maintenance in this statement has a fee in it. The "
        "paying parent's fee is worked out on each charge."
    )
    return Part("fees", "Fees", (Text(text), Table("fees", caption, columns, tuple(rows))))
