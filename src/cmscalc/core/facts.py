"""What a calculation is about: the facts of one paying parent's family.

They are frozen, and were checked at the edge. Names are the statute's words; see the glossary.
"""

from enum import Enum
from fractions import Fraction
from typing import NamedTuple


class Period(Enum):
    """How long an amount of money covers."""

    YEAR = "year"
    MONTH = "month"
    FOUR_WEEKS = "four-weeks"
    FORTNIGHT = "fortnight"
    WEEK = "week"


class Amount(NamedTuple):
    """Pounds, exactly, for a period."""

    pounds: Fraction
    period: Period


class Nights(NamedTuple):
    """Nights in 12 months, or in a shorter representative period of so many days (reg 46(4))."""

    nights: int
    days: int | None = None


class CareWord(Enum):
    """Care that is not a number of nights."""

    ASSUMED = "assumed"  # reg 47: agreed to be shared, the nights not agreed
    EQUAL = "equal"  # reg 50: equal day-to-day care, so nothing is payable for the child


class Child(NamedTuple):
    """A qualifying child: the paying parent's nights, and nights in local authority care."""

    care: Nights | CareWord = Nights(0)
    local_authority: Nights = Nights(0)


UNNAMED = "receiving parent"


class ReceivingParent(NamedTuple):
    """A person with care, by label, and their qualifying children in the order given."""

    name: str
    children: tuple[Child, ...]

    @property
    def called(self) -> str:
        """The label in a sentence; one who was given none is `the receiving parent`."""
        return f"the {UNNAMED}" if self.name == UNNAMED else self.name


class ExpenseKind(Enum):
    """Special expenses, regs 63 to 67."""

    CONTACT = "contact"
    ILLNESS_OR_DISABILITY = "illness-or-disability"
    PRIOR_DEBT = "prior-debt"
    BOARDING_SCHOOL = "boarding-school"
    BOARDING_SCHOOL_FEES = "boarding-school-fees"  # the whole fee, boarding part not separate
    FORMER_HOME = "former-home"


class AdditionalKind(Enum):
    """Additional income, regs 69 to 71."""

    UNEARNED = "unearned"
    ASSETS = "assets"
    EARNED_ON_FLAT_OR_NIL = "earned-on-flat-or-nil"
    DIVERSION = "diversion"


class SpecialExpense(NamedTuple):
    """A special expense asked for."""

    kind: ExpenseKind
    amount: Amount


class AdditionalIncome(NamedTuple):
    """Additional income alleged. For assets the amount is their value and the period is unused."""

    kind: AdditionalKind
    amount: Amount


class Rounding(Enum):
    """When amounts are rounded: once at the end, or at every step (reading 20)."""

    FINAL = "final"
    EACH_STEP = "each-step"


class FeeRounding(Enum):
    """How the 20 % collection fee is worked out (reading 33)."""

    INSTALMENT = "instalment"
    DAILY = "daily"


class Facts(NamedTuple):
    """Everything the calculation asks of a family. Whoever makes one has checked it.

    `income` is the historic figure where there is a `current_income` too. It may be None where
    no income is needed: a benefit, a nil status, equal care of every child, a default decision.
    The last three matter under some reforms only: whether every instalment is paid in full by its
    due date, who of the receiving parents is a survivor of domestic abuse (None: not told), and
    what is really collected.
    """

    receiving_parents: tuple[ReceivingParent, ...]
    income: Amount | None = None
    current_income: Amount | None = None
    pension: Amount | None = None
    other_children: int = 0
    arrangement_children: int = 0
    benefits: tuple[str, ...] = ()
    partner_benefits: tuple[str, ...] = ()
    partner_also_pays: bool = False
    nil_status: str | None = None
    default_decision: bool = False
    special_expenses: tuple[SpecialExpense, ...] = ()
    additional_income: tuple[AdditionalIncome, ...] = ()
    unearned_pension: Amount | None = None
    collect_and_pay: bool = False
    rounding: Rounding = Rounding.FINAL
    fee_rounding: FeeRounding = FeeRounding.INSTALMENT
    compliant: bool = True
    abuse: tuple[bool, ...] | None = None
    collected: Amount | None = None
