"""What a case file says, as frozen facts: who, since when, and what was decided.

Whoever makes one has checked it: names known, dates in order, amounts in whole pence.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from cmscalc.core.facts import (
    AdditionalIncome,
    Amount,
    CareWord,
    Nights,
    SpecialExpense,
)
from cmscalc.law import Law, law_on
from cmscalc.law.reform import Reform, reformed

T = TypeVar("T")


class Held(NamedTuple, Generic[T]):
    """A fact that holds from its day until its own end, or the next fact of its kind."""

    since: date
    value: T
    source: str
    until: date | None = None


class IncomeBasis(Enum):
    """Where an income figure comes from."""

    HISTORIC = "historic"
    CURRENT = "current"
    ESTIMATED = "estimated"
    NONE = "none"  # nothing is known of it: a default maintenance decision


class Income(NamedTuple):
    """Gross income of the paying parent. The amount is None only where nothing is known."""

    basis: IncomeBasis
    amount: Amount | None
    pension: Amount | None = None
    tax_year: str = ""


class ChildsCare(NamedTuple):
    """Nights with the paying parent: of one child, or of every child where `child` is empty."""

    child: str
    care: Nights | CareWord


class ChildsNights(NamedTuple):
    """Nights in local authority care, of one child or of every child."""

    child: str
    nights: Nights


class Benefit(NamedTuple):
    """A benefit of the paying parent, or of their partner."""

    name: str
    of_partner: bool


class Unearned(NamedTuple):
    """Additional income, and pension contributions to take off it (reg 69(8))."""

    income: AdditionalIncome
    pension: Amount | None


class Child(NamedTuple):
    """A qualifying child and whom it lives with. The dates that limit it are optional.

    Of a birth that is not to be told, `month_only` says that no more than its month is true.
    """

    name: str
    born: date
    lives_with: str
    source: str
    since: date | None = None
    until: date | None = None
    left_education: date | None = None
    month_only: bool = False


class Service(Enum):
    """Who moves the money."""

    DIRECT_PAY = "direct-pay"
    COLLECT_AND_PAY = "collect-and-pay"


class Decision(NamedTuple):
    """What CMS decided for one receiving parent: the weekly amount, in pence, from a day."""

    since: date
    receiving_parent: str
    weekly: int
    source: str
    letter_dated: date | None = None
    reference: str = ""


class Every(Enum):
    """How often an instalment falls due."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    FOUR_WEEKS = "four-weeks"
    MONTH = "month"


class Plan(NamedTuple):
    """A payment plan: SI 1992/1989 reg 4. For one receiving parent, or for all if empty."""

    since: date
    every: Every
    first_due: date
    source: str
    receiving_parent: str = ""


class AdjustmentKind(Enum):
    """What moves the balance and is neither a charge nor a payment."""

    OPENING_BALANCE = "opening-balance"
    WRITE_OFF = "write-off"
    SET_OFF = "set-off"
    THIRD_PARTY_PAYMENT = "third-party-payment"
    VOLUNTARY_PAYMENT = "voluntary-payment"
    REFUND = "refund"
    ENFORCEMENT_FEE = "enforcement-fee"


RAISES = (AdjustmentKind.OPENING_BALANCE, AdjustmentKind.REFUND)


class Adjustment(NamedTuple):
    """An adjustment as given: `pence` is more than nothing, but for an opening credit."""

    on: date
    receiving_parent: str
    kind: AdjustmentKind
    pence: int
    source: str
    note: str = ""
    authority: str = ""

    @property
    def signed(self) -> int:
        """What it does to the arrears. An enforcement fee stands apart from them."""
        if self.kind is AdjustmentKind.ENFORCEMENT_FEE:
            return 0
        return self.pence if self.kind in RAISES else -self.pence


class Balance(NamedTuple):
    """An assertion: what a letter or statement says was owed at the end of a day."""

    on: date
    receiving_parent: str
    arrears: int
    source: str
    said_by: str = ""


# The kinds of entry that a diary has.
DIARY_KINDS = ("call", "letter", "message", "payment-report", "complaint", "decision", "other")


class DiaryEntry(NamedTuple):
    """What happened, told once."""

    on: date
    kind: str
    who: str
    what: str
    source: str
    promised_by: date | None = None
    kept_on: date | None = None


class Case(NamedTuple):
    """One paying parent and the receiving parents of their children, through time.

    `reforms` are proposals to try on it. `abuse` says, for some of them, who of the receiving
    parents is a survivor of domestic abuse, in their order.
    """

    effective_date: date
    receiving_parents: tuple[str, ...]
    children: tuple[Child, ...]
    services: tuple[Held[Service], ...]
    title: str = ""
    paying_parent: str = ""
    end_date: date | None = None
    incomes: tuple[Held[Income], ...] = ()
    nights: tuple[Held[ChildsCare], ...] = ()
    other_children: tuple[Held[int], ...] = ()
    arrangement_children: tuple[Held[int], ...] = ()
    local_authority: tuple[Held[ChildsNights], ...] = ()
    equal_care: tuple[Held[str], ...] = ()
    benefits: tuple[Held[Benefit], ...] = ()
    nil_statuses: tuple[Held[str], ...] = ()
    partner_also_pays: tuple[Held[bool], ...] = ()
    special_expenses: tuple[Held[SpecialExpense], ...] = ()
    additional_income: tuple[Held[Unearned], ...] = ()
    decisions: tuple[Decision, ...] = ()
    plans: tuple[Plan, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    balances: tuple[Balance, ...] = ()
    diary: tuple[DiaryEntry, ...] = ()
    reforms: tuple[Reform, ...] = ()
    abuse: tuple[bool, ...] | None = None


def in_force(
    rows: Iterable[Held[T]], day: date, kind: Callable[[T], Hashable] = lambda _: None
) -> tuple[Held[T], ...]:
    """The latest row of each kind begun by a day, without those that have ended by then."""
    latest: dict[Hashable, Held[T]] = {}
    for row in rows:
        held = latest.get(kind(row.value))
        if row.since <= day and (held is None or row.since >= held.since):
            latest[kind(row.value)] = row
    return tuple(row for row in latest.values() if row.until is None or day < row.until)


def law_of(case: Case, day: date) -> Law:
    """The law of a day, with the reforms that are tried on the case."""
    return reformed(law_on(day), case.reforms) if case.reforms else law_on(day)


def reform_days(case: Case) -> set[date]:
    """The days on which a reform begins."""
    return {reform.since for reform in case.reforms if reform.since}


def is_managed(case: Case, day: date) -> bool:
    """Whether a reform has put every case in one managed service by a day."""
    found = (reform.values for reform in case.reforms if reform.holds_on(day))
    return any(("managed_only", True) in values for values in found)


def service_on(case: Case, day: date) -> Service:
    """The service of a day: a reform's one managed service counts as Collect and Pay."""
    return Service.COLLECT_AND_PAY if is_managed(case, day) else own_service_on(case, day)


def own_service_on(case: Case, day: date) -> Service:
    """The service that the case itself says, on a day; that of the first row before it."""
    held = in_force(case.services, day)
    return held[0].value if held else case.services[0].value
