"""The ledger as text: what a caller needs first, then the account, 80 columns wide."""

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

from cmscalc.core.facts import FeeRounding
from cmscalc.core.printable import long_date
from cmscalc.law import CHECKED
from cmscalc.ledger.account import Basis
from cmscalc.ledger.answer import Answer, Side
from cmscalc.ledger.case import Service
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.guaranteed import total_of
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.measures import Band, Missed
from cmscalc.ledger.payments import FeeSplit
from cmscalc.ledger.periods import Period
from cmscalc.ledger.reform_notes import changes_fees
from cmscalc.render import proposals
from cmscalc.render.ledger_json import Input
from cmscalc.render.ledger_words import balance, days_of, sparkline, weeks, written
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.version import __version__

FEW_PERIODS = 2
MOST_MISSED = 8
AMOUNT = 12
LEAST_WHAT = 16
READING = "reading-"
MOST_QUARTERS = 8
SHOWN_HASH = 12
BASES = {
    Basis.ACCRUAL: "weekly ÷ 7 a day",
    Basis.PLAN: "the instalments of the payment plan (SI 1992/1989 reg 4)",
}
RULERS = {
    Ruler.DECISION: "CMS's decisions",
    Ruler.CALCULATION: "our calculation",
}
BANDS = {
    Band.NOTHING: "nothing paid",
    Band.UP_TO_90: "up to 90 %",
    Band.OVER_90: "over 90 %",
    None: "nothing due",
}


def lines(answer: Answer, inputs: Sequence[Input], width: int, *, entries: bool) -> list[Line]:
    """Lay a ledger out in lines of at most `width` characters where words allow."""
    account = answer.account
    said = proposals.lines(account.case.reforms, width, account.as_at)
    out = [*said, *_title(answer, width)]
    for side in answer.sides:
        out += [BLANK, *_side(answer, side, width, entries=entries)]
    if len(answer.sides) > 1:
        out += [BLANK, *_together(answer)]
    differences = _differences(answer, inputs, width)
    for part in (_fees(answer, width), _letters(answer, width), differences):
        out += [BLANK, *part] if part else []
    out += _notes(answer, width)
    return [*out, BLANK, *_footer(answer, inputs, width)]


def _heading(text: str) -> Line:
    return (Piece(text, "heading"),)


def _wrapped(text: str, width: int, style: str = "plain", indent: str = "  ") -> list[Line]:
    found = wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    return [(Piece(each, style),) for each in found]


def _title(answer: Answer, width: int) -> list[Line]:
    title = "Maintenance account"
    if answer.account.case.title:
        title = f"{title}: {answer.account.case.title}"
    last = answer.window.end - ONE_DAY
    on = f"end of {long_date(last)}"
    gap = " " * max(2, width - len(title) - len(on))
    return [(Piece(title, "heading"), Piece(gap), Piece(on, "faint"))]


# --- one receiving parent -------------------------------------------------------------------------


def _side(answer: Answer, side: Side, width: int, *, entries: bool) -> list[Line]:
    out = [*_headline(side), *_proof(side, width)]
    out += [BLANK, *_periods(side)]
    if entries:
        out += [BLANK, *_entries(side, width)]
    out += [BLANK, *_missed(answer, side.missed)]
    out += _age(side, width)
    return [*out, *_bands(answer, side, width)]


def _headline(side: Side) -> list[Line]:
    total = side.total
    over = "overpaid to" if total.paid or side.brought_forward else "in credit with"
    where = "owed to" if total.arrears >= 0 else over
    out: list[Line] = [
        (Piece(f"  {written(abs(total.arrears))}", "amount"), Piece(f" {where} {side.name}")),
    ]
    brought = f"{written(side.brought_forward)} brought forward, " if side.brought_forward else ""
    way = "added" if total.adjusted > 0 else "taken off"
    adjusted = f", {written(abs(total.adjusted))} {way}" if total.adjusted else ""
    text = f"  {brought}{written(total.charged)} due, {written(total.paid)} paid{adjusted}"
    out.append((Piece(text),))
    if side.weeks_owed is not None and side.weeks_owed >= 1:
        text = f"  {weeks(side.weeks_owed)} weeks at {written(side.weekly)} a week"
        out.append((Piece(text),))
    if side.last_payment:
        payment = side.last_payment.payment
        text = f"  Last payment: {written(payment.pence)} on {long_date(payment.on)}"
        out.append((Piece(text),))
    return [*out, *_state(side)]


def _state(side: Side) -> list[Line]:
    """What the state paid, where a proposal guarantees payment."""
    if side.state is None:
        return []
    paid, cost, recovers = (written(pence) for pence in total_of(side.state))
    return [
        (Piece("  The state paid "), Piece(paid, "amount"), Piece(" on due dates")),
        (Piece(f"  Cost to the state {cost}; still to be recovered {recovers}"),),
    ]


def _proof(side: Side, width: int) -> list[Line]:
    """What payments rest on, where there are any."""
    proof = side.proof
    shown = proof.disputed_with_bank_row
    disputed = f"disputed ({written(shown)} of it shown by a bank's row)" if shown else "disputed"
    parts = (
        (proof.agreed, "agreed by both parents"),
        (proof.bank_row, "shown by a bank's row"),
        (proof.disputed, disputed),
        (proof.unproved, "unproved"),
        (proof.not_accepted, "not accepted, so not counted"),
    )
    listed = ", ".join(f"{written(pence)} {what}" for pence, what in parts if pence)
    return _wrapped(f"Paid: {listed}", width) if listed else []


def _periods(side: Side) -> list[Line]:
    adjusted = any(period.adjusted for period in side.periods)
    line = sparkline([period.arrears for period in side.periods], 60)
    head = f"  {'Period':32}{'Due':>11}{'Paid':>11}"
    head += f"{'Adjusted':>11}{'Owed':>12}" if adjusted else f"{'Owed':>12}"
    out: list[Line] = [(Piece(head, "faint"),)]
    out += [_period(period, adjusted=adjusted) for period in side.periods]
    if len(side.periods) > FEW_PERIODS:
        out += [(Piece(f"  {line}", "amount"), Piece("  what was owed", "faint"))]
    return out


def _period(period: Period, *, adjusted: bool) -> Line:
    label = days_of(period.start, period.end)
    text = f"  {label:32}{written(period.charged):>11}{written(period.paid):>11}"
    if adjusted:
        text += f"{written(period.adjusted):>11}"
    return (Piece(text), Piece(f"{written(period.arrears):>12}", "amount"))


def _entries(side: Side, width: int) -> list[Line]:
    longest = max((len(entry.source) for entry in side.entries), default=0)
    what_width = max(LEAST_WHAT, width - len("  2026-11-21  ") - 2 * AMOUNT - 2 - longest)
    head = f"  {'Date':12}{'What':{what_width}}{'Amount':>{AMOUNT}}{'Balance':>{AMOUNT}}  Source"
    out: list[Line] = [(Piece(head, "faint"),)]
    for entry in side.entries:
        what = wrap(entry.what, what_width - 1) or [""]
        amounts = f"{written(entry.amount):>{AMOUNT}}{written(entry.balance):>{AMOUNT}}"
        first = f"  {entry.date.isoformat():12}{what[0]:{what_width}}{amounts}"
        out.append((Piece(first), Piece(f"  {entry.source}".rstrip(), "faint")))
        out += [(Piece(f"{'':14}{more}"),) for more in what[1:]]
    return out


def _missed(answer: Answer, missed: Sequence[Missed]) -> list[Line]:
    grace = answer.account.grace_days
    after = f", with {grace} days of grace" if grace else ""
    if not missed:
        return [(Piece(f"  Nothing was missed or late{after}."),)]
    many = "1 charge was" if len(missed) == 1 else f"{len(missed)} charges were"
    out: list[Line] = [(Piece(f"  {many} not wholly paid by the due date{after}."),)]
    shown = missed[-MOST_MISSED:]
    if len(shown) < len(missed):
        out.append((Piece(f"  The last {MOST_MISSED}; --json lists all.", "faint"),))
    head = f"  {'Due':22}{'Amount':>11}{'Short then':>12}{'Owed still':>12}{'Days late':>11}"
    out.append((Piece(head, "faint"),))
    for each in shown:
        left = written(each.left) if each.left else "-"
        text = f"  {long_date(each.due):22}{written(each.amount):>11}{written(each.short):>12}"
        out.append((Piece(text), Piece(f"{left:>12}", "caution"), Piece(f"{each.days_late:>11}")))
    return out


def _age(side: Side, width: int) -> list[Line]:
    age = side.ageing
    parts = [
        f"{written(pence)} {when}"
        for pence, when in (
            (age.under_3_months, "in the last 3 months"),
            (age.from_3_to_12_months, "3 to 12 months ago"),
            (age.over_12_months, "before that"),
        )
        if pence
    ]
    if not parts:
        return []
    return [BLANK, *_wrapped(f"What is owed fell due: {', '.join(parts)}.", width)]


def _bands(answer: Answer, side: Side, width: int) -> list[Line]:
    """DWP measures Collect and Pay alone."""
    services = {row.value for row in answer.account.case.services}
    if Service.COLLECT_AND_PAY not in services:
        return []
    shown = side.compliance[-MOST_QUARTERS:]
    listed = "; ".join(f"{each.quarter} {BANDS[each.band]}" for each in shown)
    return _wrapped(f"Paid of what was due, by quarter: {listed}.", width)


# --- the case as a whole --------------------------------------------------------------------------


def _together(answer: Answer) -> list[Line]:
    return [(Piece("  Together: "), Piece(balance(answer.arrears), "amount"))]


def _fees(answer: Answer, width: int) -> list[Line]:
    fees = answer.fees
    out: list[Line] = []
    if fees.charged or fees.paid:
        text = f"{written(fees.charged)} charged, {written(fees.paid)} paid, {balance(fees.owed)}"
        out += _wrapped(f"Paying parent's collection fee: {text}", width)
    for side in answer.sides:
        if side.receiving_parent_fees:
            text = f"{side.name}: {written(side.receiving_parent_fees)}"
            out += _wrapped(f"Fee off what is passed on to {text}", width)
    if fees.enforcement:
        text = f"{written(fees.enforcement)} charged, {written(fees.enforcement_paid)} paid"
        out += _wrapped(f"Enforcement fees: {text}", width)
    law = "SI 2014/612 regs 7 and 10"
    if changes_fees(answer.account):
        law += ", changed as proposed"
    return [_heading(f"Fees, apart from maintenance ({law})"), *out] if out else []


def _letters(answer: Answer, width: int) -> list[Line]:
    if not answer.assertions:
        return []
    out: list[Line] = [_heading("What letters say")]
    for each in answer.assertions:
        said = each.balance
        who = f" to {said.receiving_parent}" if len(answer.sides) > 1 else ""
        start = f"{long_date(said.on)}: {balance(said.arrears)}{who}"
        source = f" ({said.said_by})" if said.said_by else ""
        if each.ok:
            out += _wrapped(f"{start}{source}: agrees.", width)
            continue
        more = "more" if each.difference > 0 else "less"
        fee = " That is the collection fee owed that day." if each.counts_the_fee else ""
        last = (
            f" They last agreed on {long_date(each.last_agreed)}."
            if each.last_agreed
            else " No earlier letter agrees."
        )
        out += _wrapped(
            f"{start}{source}. We make it {balance(each.calculated)}: "
            f"{written(abs(each.difference))} {more}.{fee}{last}",
            width,
            "caution",
        )
    return out


def _differences(answer: Answer, inputs: Sequence[Input], width: int) -> list[Line]:
    if not answer.differences:
        return []
    out: list[Line] = [_heading("CMS's decisions beside our calculation")]
    for each in answer.differences:
        more = "more" if each.total > 0 else "less"
        out += _wrapped(
            f"{each.name}, {days_of(each.start, each.end)}: decided {written(each.decided)} a "
            f"week, we calculate {written(each.calculated)}. Over those days "
            f"{written(abs(each.total))} {more} was decided ({each.decision}).",
            width,
        )
    last = max(each.start for each in answer.differences).isoformat()
    working = f"    cmscalc estimate {inputs[0].file} --on {last} --explain"
    return [*out, (Piece("  Our working, with its law:"),), (Piece(working),)]


def _notes(answer: Answer, width: int) -> list[Line]:
    """Each note; the readings by number, in one line."""
    if not answer.notes:
        return []
    out: list[Line] = [BLANK, _heading("Notes")]
    plain = [note.whole for note in answer.notes if not note.id.startswith(READING)]
    for text in plain:
        out += _hanging(text, width, "plain")
    readings = [
        note.id.removeprefix(READING) for note in answer.notes if note.id.startswith(READING)
    ]
    if readings:
        *others, last = readings
        listed = f"s {', '.join(others)} and {last}" if others else f" {last}"
        text = f"Rests on reading{listed} of the law, where its text is not settled: "
        out += _hanging(f"{text}`cmscalc law readings` says what was chosen.", width, "caution")
    return out


def _hanging(text: str, width: int, style: str) -> list[Line]:
    found = wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    return [(Piece(each, style),) for each in found]


def _footer(answer: Answer, inputs: Sequence[Input], width: int) -> list[Line]:
    account = answer.account
    daily = account.rounded.fees is FeeRounding.DAILY
    split = account.split is FeeSplit.MAINTENANCE_FIRST
    due = BASES[account.basis]
    if account.basis is Basis.PLAN and any(
        each.accrues_until == date.max for each in account.standings
    ):
        due += f", or {BASES[Basis.ACCRUAL]} for those without one"
    how = (
        f"Due: {due}, by {RULERS[account.ruler]}. "
        f"Payments placed {account.order.value} (SI 2009/3151 reg 4)"
        f"{', maintenance before fees' if split else ''}{', fees by the day' if daily else ''}. "
        f"Amounts rounded {account.rounded.amounts.value}. "
        f"Law checked {long_date(CHECKED)}. cmscalc {__version__}"
    )
    texts = [
        how,
        *(f"{each.file}  SHA-256 {each.sha256[:SHOWN_HASH]}…" for each in inputs),
    ]
    return [line for text in texts for line in _wrapped(text, width, "faint", "")]
