"""Everything a ledger answers, ready to be shown: the renderers only walk it."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeVar

from cmscalc.core.step import Note
from cmscalc.ledger.account import Account, Standing, attribution_of
from cmscalc.ledger.assertions import Asserted, assertions
from cmscalc.ledger.attribution import Attributed
from cmscalc.ledger.differences import Difference, differences
from cmscalc.ledger.entries import Entry, entries
from cmscalc.ledger.guaranteed import StatePaid, state_paid
from cmscalc.ledger.measures import (
    Ageing,
    Compliance,
    Missed,
    ageing,
    compliance,
    last_payment,
    missed,
    weeks_owed,
)
from cmscalc.ledger.notes import notes_on
from cmscalc.ledger.payments import Placed
from cmscalc.ledger.periods import By, Period, Window, history, over, periods
from cmscalc.ledger.strength import Proof, proof_of


class OfOne(Protocol):
    """A row of a case that is of one receiving parent, or of all."""

    @property
    def receiving_parent(self) -> str:
        """Whose it is."""


R = TypeVar("R", bound=OfOne)


class Side(NamedTuple):
    """One receiving parent's part of the answer. Amounts in pence, for the window.

    `state` is what the state paid, where a reform guarantees payment.
    """

    name: str
    brought_forward: int
    total: Period
    weekly: int
    weeks_owed: Fraction | None
    last_payment: Placed | None
    periods: tuple[Period, ...]
    entries: tuple[Entry, ...]
    attributed: Attributed
    missed: tuple[Missed, ...]
    ageing: Ageing
    compliance: tuple[Compliance, ...]
    receiving_parent_fees: int
    proof: Proof
    state: tuple[StatePaid, ...] | None = None


class FeesOwed(NamedTuple):
    """Fees at the as-at date, in pence. They stand apart from maintenance."""

    charged: int
    paid: int
    enforcement: int
    enforcement_paid: int

    @property
    def owed(self) -> int:
        """Collection fees the paying parent has still to pay."""
        return self.charged - self.paid


class Answer(NamedTuple):
    """The answer of `cmscalc ledger` for one case."""

    account: Account
    by: By
    window: Window
    sides: tuple[Side, ...]
    fees: FeesOwed
    assertions: tuple[Asserted, ...]
    differences: tuple[Difference, ...]
    notes: tuple[Note, ...]

    @property
    def arrears(self) -> int:
        """What is owed to every receiving parent together, at the end of the window."""
        return sum(side.total.arrears for side in self.sides)


def make_answer(account: Account, by: By, window: Window, today: date) -> Answer:
    """Answer everything about an account, for a window of its days."""
    return Answer(
        account=account,
        by=by,
        window=window,
        sides=tuple(_side(account, standing, by, window) for standing in account.standings),
        fees=fees_owed(account),
        assertions=assertions(account),
        # CMS decides by the law: beside a proposal's figure it would seem to have erred.
        differences=() if account.case.reforms else differences(account.spans),
        notes=notes_on(account, today),
    )


def only(answer: Answer, name: str) -> Answer:
    """The part of an answer that is about one receiving parent; fees of the whole are left out."""
    account = answer.account
    case = account.case

    def theirs(rows: Iterable[R]) -> tuple[R, ...]:
        return tuple(row for row in rows if row.receiving_parent in ("", name))

    own = case._replace(
        receiving_parents=(name,),
        children=tuple(child for child in case.children if child.lives_with == name),
        decisions=theirs(case.decisions),
        plans=theirs(case.plans),
        adjustments=theirs(case.adjustments),
        balances=theirs(case.balances),
    )
    standings = tuple(each for each in account.standings if each.name == name)
    return answer._replace(
        account=account._replace(case=own, standings=standings),
        sides=tuple(side for side in answer.sides if side.name == name),
        assertions=tuple(
            each for each in answer.assertions if each.balance.receiving_parent == name
        ),
        differences=tuple(each for each in answer.differences if each.name == name),
    )


def _side(account: Account, standing: Standing, by: By, window: Window) -> Side:
    attributed = attribution_of(account, standing)
    state = state_paid(account, attributed)
    return Side(
        name=standing.name,
        brought_forward=history(standing).arrears_before(window.start),
        total=over(standing, window),
        weekly=standing.accrual.weekly_on(account.as_at),
        weeks_owed=weeks_owed(account, standing),
        last_payment=last_payment(standing),
        periods=periods(account, standing, by, window),
        entries=entries(account, standing, window),
        attributed=attributed,
        missed=tuple(
            each for each in missed(account, standing.name, attributed) if each.due >= window.start
        ),
        ageing=ageing(account, attributed),
        compliance=compliance(account, standing, window.start),
        receiving_parent_fees=sum(each.receiving_parent_fee for each in standing.placed),
        proof=proof_of(
            each for each in standing.placed if window.start <= each.payment.on < window.end
        ),
        state=state and tuple(each for each in state if window.start <= each.due < window.end),
    )


def fees_owed(account: Account) -> FeesOwed:
    """Add up the fees of every receiving parent's side."""
    placed = [each for standing in account.standings for each in standing.placed]
    adjustments = [each for standing in account.standings for each in standing.adjustments]
    return FeesOwed(
        charged=sum(each.fee for standing in account.standings for each in standing.charges),
        paid=sum(each.fee for each in placed),
        enforcement=sum(each.pence for each in adjustments if not each.signed),
        enforcement_paid=sum(each.enforcement for each in placed),
    )
