"""What a statement says first: who, which dates, what was due and paid, and what is owed."""

from collections.abc import Iterator
from datetime import date

from cmscalc.core.facts import UNNAMED, FeeRounding
from cmscalc.core.printable import long_date
from cmscalc.ledger.account import Account, Basis
from cmscalc.ledger.answer import Answer, Side
from cmscalc.ledger.attribution import Order
from cmscalc.ledger.case import Child, Every, Plan, Service
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.liability import Ruler
from cmscalc.ledger.payments import FeeSplit
from cmscalc.ledger.statement import Statement
from cmscalc.render.document.model import Block, Fact, Facts, Headline, Kind, Part, Text, Tone
from cmscalc.render.ledger_words import balance, written

SERVICES = {Service.DIRECT_PAY: "Direct Pay", Service.COLLECT_AND_PAY: "Collect and Pay"}
MADE_BY = "This was made by a parent or an adviser, and not by the Child Maintenance Service (CMS)."
FULL = "It shows how each figure was worked out."
SHORT = "The full statement shows how each figure was worked out."
ORDERS = {
    Order.OLDEST_FIRST: "Each payment is set against what has been owed the longest",
    Order.CURRENT_FIRST: "Each payment is set against what is due then, the rest of it against the "
    "oldest",
    Order.AS_MARKED: "A payment marked for a period is set against that, any other against the "
    "oldest",
}
EVERY = {
    Every.WEEK: "every week",
    Every.FORTNIGHT: "every two weeks",
    Every.FOUR_WEEKS: "every four weeks",
    Every.MONTH: "every month",
}


def summary(statement: Statement, *, sums: bool = True) -> Part:
    """The part that a reader can stop after; the sums may stand elsewhere."""
    answer = statement.answer
    blocks: list[Block] = []
    for side in answer.sides:
        blocks.append(_headline(answer, side))
        if sums:
            blocks.append(sums_of(answer, side))
    if len(answer.sides) > 1:
        text = f"All receiving parents together: {in_words(answer.arrears)}."
        blocks.append(Text(text, Tone.LEAD))
    blocks += [Text(text) for side in answer.sides for text in disputed(answer, side)]
    limit = Text(f"{MADE_BY} {FULL if sums else SHORT}", Tone.SMALL)
    return Part("summary", "Summary", (*blocks, about_the_case(answer), limit))


def called(name: str) -> str:
    """A receiving parent in a sentence, who may have no label."""
    return f"the {UNNAMED}" if name == UNNAMED else name


def disputed(answer: Answer, side: Side) -> Iterator[str]:
    """What of the payments one parent says was not made, and what would be owed without it."""
    to = f" to {called(side.name)}" if len(answer.sides) > 1 else ""
    pence = side.proof.disputed
    if pence:
        without = balance(side.total.arrears + pence)
        yield (
            f"{written(pence)} of the payments made{to} is disputed. It is counted here. Without "
            f"it: {without}."
        )
    if side.proof.not_accepted:
        yield f"{written(side.proof.not_accepted)} paid{to} is not accepted, so it is not counted."


def in_words(pence: int) -> str:
    """What is owed, in words: a credit is overpaid, not owed below nothing."""
    if not pence:
        return "nothing is owed"
    return f"{written(pence)} is owed" if pence > 0 else f"{written(-pence)} is overpaid"


def _headline(answer: Answer, side: Side) -> Headline:
    owed = side.total.arrears
    paid = side.total.paid or side.brought_forward
    over = "overpaid to" if paid else "in credit with"
    what = "owed to" if owed >= 0 else over
    last = long_date(answer.window.end - ONE_DAY)
    return Headline(f"owed-{_at(answer, side)}", abs(owed), f"{what} {called(side.name)} on {last}")


def _at(answer: Answer, side: Side) -> int:
    """A receiving parent's number, from 1: a label may hold anything, an id may not."""
    return answer.sides.index(side) + 1


def sums_of(answer: Answer, side: Side) -> Facts:
    """The account of one receiving parent in the words of CMS's own statement."""
    total = side.total
    made = "Payments made, without fees" if answer.fees.charged else "Payments made"
    facts = [
        Fact("opening_balance", "Opening balance", side.brought_forward, Kind.MONEY),
        Fact("payments_due", "Payments due for the period", total.charged, Kind.MONEY),
        Fact("payments_made", made, -total.paid, Kind.MONEY),
        Fact("closing_balance", "Closing balance", total.arrears, Kind.MONEY),
    ]
    if total.adjusted:
        facts.insert(2, Fact("adjustments", "Adjustments", total.adjusted, Kind.MONEY))
    return Facts(f"account-{_at(answer, side)}", tuple(facts), f"To {called(side.name)}", sums=True)


def about_the_case(answer: Answer) -> Facts:
    """Who and when."""
    case, window = answer.account.case, answer.window
    dates = days_in_words(window.start, window.end)
    facts = [
        Fact("statement_dates", "Statement dates", dates),
        Fact("effective_date", "Case effective date", case.effective_date, Kind.DAY),
    ]
    if case.title:
        facts.append(Fact("case", "Case", case.title))
    parents = "Receiving parents" if len(answer.sides) > 1 else "Receiving parent"
    facts += [
        Fact("paying_parent", "Paying parent", case.paying_parent or "not named"),
        Fact("receiving_parents", parents, ", ".join(map(_named, case.receiving_parents))),
        Fact("children", "Children", "; ".join(map(_child, case.children)) or "not given"),
        Fact("service", "Service", "; ".join(_services(answer.account))),
    ]
    if answer.account.basis is Basis.PLAN:
        facts.append(Fact("plan", "Payment plan", "; ".join(map(_plan, case.plans))))
    for side in answer.sides:
        facts += _now(answer, side)
    facts.append(Fact("how", "How it is worked out", " ".join(how(answer.account))))
    return Facts("case", tuple(facts))


def _named(name: str) -> str:
    return "not named" if name == UNNAMED else name


def _plan(plan: Plan) -> str:
    who = f" for {plan.receiving_parent}" if plan.receiving_parent else ""
    since, first = long_date(plan.since), long_date(plan.first_due)
    return f"{EVERY[plan.every]}{who}, from {since}, first due {first}"


def days_in_words(start: date, end: date) -> str:
    """Days, [start, end), from the first to the last."""
    last = end - ONE_DAY
    return long_date(start) if start == last else f"{long_date(start)} to {long_date(last)}"


def _child(child: Child) -> str:
    born = f"{child.born:%B %Y}" if child.month_only else long_date(child.born)
    return f"{child.name}, born {'in ' if child.month_only else ''}{born}"


def _services(account: Account) -> Iterator[str]:
    for row in account.case.services:
        since = "" if row.since <= account.case.effective_date else f" from {long_date(row.since)}"
        yield f"{SERVICES[row.value]}{since}"


def _now(answer: Answer, side: Side) -> Iterator[Fact]:
    at, to = _at(answer, side), f" to {side.name}" if len(answer.sides) > 1 else ""
    yield Fact(f"weekly-{at}", f"Weekly amount{to}, last day", side.weekly, Kind.MONEY)
    if side.last_payment:
        payment = side.last_payment.payment
        text = f"{written(payment.pence)} on {long_date(payment.on)}"
        yield Fact(f"last_payment-{at}", f"Last payment{to}", text)


def whose(account: Account) -> str:
    """Whose weekly amounts are followed."""
    if account.ruler is Ruler.DECISION:
        return "Amounts due follow CMS's decisions."
    ours = "amounts due are our own estimate"
    if account.case.decisions:
        return f"CMS's decisions are not followed: {ours}."
    return f"The case file has no decision of CMS, so {ours}."


def how(account: Account) -> Iterator[str]:
    """How the account is made, in a few sentences."""
    yield whose(account)
    if account.basis is Basis.PLAN:
        yield "They fall due as the payment plan asks (SI 1992/1989 reg 4)."
    else:
        yield "A weekly amount is due at a seventh for each day."
    yield f"{ORDERS[account.order]}; CMS may place it otherwise (SI 2009/3151 reg 4)."
    if account.split is FeeSplit.MAINTENANCE_FIRST:
        yield "Money paid to CMS goes to maintenance before fees."
    if account.rounded.fees is FeeRounding.DAILY:
        yield "Fees are worked out day by day."
