"""Rows one at a time, in Python's own whole numbers: no library, and the same pennies."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cmscalc.batch.formula import (
    BY_INCOME,
    DEFAULT,
    NO_CHILDREN,
    PLAIN,
    Case,
    Due,
    current_counts,
    due,
    varied,
)
from cmscalc.batch.groups import (
    CONDUCT,
    HOUSEHOLD,
    MODES,
    OTHERS,
    STATUS,
    VARIATION,
    Conduct,
    Groups,
    Texts,
    Under,
)
from cmscalc.batch.header import Header
from cmscalc.batch.household import Household
from cmscalc.batch.names import COLLECTED, MONEY_GIVEN
from cmscalc.batch.result import Answered, answered, answered_in
from cmscalc.batch.scale import Scale
from cmscalc.core.money import PENCE
from cmscalc.files.words import MOST_DIGITS, PERIODS

if TYPE_CHECKING:
    from cmscalc.core.assess import Assessment

PENCE_FIGURES = 2
Cells = Sequence[str]


class Words(NamedTuple):
    """What a row says but for money."""

    household: Household
    basis: int
    others: int
    arranged: int
    conduct: Conduct


class Rows:
    """Answers rows of one table."""

    def __init__(self, header: Header, groups: Groups) -> None:
        self.header = header
        self.groups = groups
        self.household = picker(header, HOUSEHOLD)
        self.status = picker(header, STATUS)
        self.others = picker(header, OTHERS)
        self.modes = picker(header, MODES)
        self.conduct = picker(header, CONDUCT)
        self.variation = picker(header, VARIATION)
        self.collected = amount_picker(header, COLLECTED)
        self.money = tuple(amount_picker(header, name) for name in MONEY_GIVEN)

    def answer(self, cells: Cells) -> Answered:
        """Answer one row. Raises Problems, and OutsideTheLawBook."""
        return self.quickly(cells) or answered(self.assessed(cells))

    def assessed(self, cells: Cells) -> "Assessment":
        """Work out one row by the rules of a single estimate, which show their working."""
        said = {name: cells[place].strip() for name, place in self.header.places.items()}
        from cmscalc.core.assess import assess  # noqa: PLC0415 - most tables need it for no row

        asked = self.groups.read(said)
        return assess(asked.facts, asked.law)

    def quickly(self, cells: Cells) -> Answered | None:
        """Answer a row by the formula; None where that is not surely right."""
        under = self.groups.under(self.modes(cells))
        if under is None:
            return None
        words = self.words(cells, under)
        if words is None:
            return None
        household, conduct = words.household, words.conduct
        income = self.income(cells, under, words.basis)
        collected = self.collected(cells, under.rules.scale)
        basis = words.basis if household.children else NO_CHILDREN
        if income is None or collected is None or (income < 0 and basis == BY_INCOME):
            return None
        case = Case(
            income=max(income, 0),
            basis=basis,
            others=words.others,
            children=household.children or 1,
            arranged=words.arranged,
            all_local=household.all_local,
            parts=household.parts,
            late=conduct.late,
            abuse=conduct.abuse or (False,) * len(household.parts),
        )
        found = self.found(cells, under, case)
        if found is None:
            return None
        known = income >= 0 and basis not in (DEFAULT, NO_CHILDREN)
        return answered_in(found, under, household.names, income_known=known, collected=collected)

    def found(self, cells: Cells, under: Under, case: Case) -> Due | None:
        """Work a case out, with its variation if it has one; None where that is not sure."""
        said = self.variation(cells)
        if not any(said):
            return due(PLAIN, under.rules.scale, case, under.modes)
        change = self.groups.variation(under.rules, said)
        if change is None:
            return None
        found, sure = varied(PLAIN, under.rules.scale, case, change, under.modes)
        return found if sure else None

    def words(self, cells: Cells, under: Under) -> Words | None:
        """Read everything but money; None where not all of it is surely read."""
        household = self.groups.household(under.rules, self.household(cells))
        basis = self.groups.basis(under.rules, self.status(cells))
        others = self.groups.others(self.others(cells))
        if household is None or basis is None or others is None:
            return None
        conduct = self.groups.conduct(len(household.parts), self.conduct(cells))
        if conduct is None:
            return None
        if under.rules.scale.asks_abuse and under.fees and conduct.abuse is None:
            return None
        return Words(household, basis, *others, conduct)

    def income(self, cells: Cells, under: Under, basis: int) -> int | None:
        """Regs 34 to 40: income a week in units, after pension; -1 for none, None if not sure."""
        scale = under.rules.scale
        earlier, later, pension = [amount(cells, scale) for amount in self.money]
        if earlier is None or later is None or pension is None:
            return None
        if basis == DEFAULT:
            return -1 if max(earlier, later, pension) < 0 else None
        if pension > 0:
            if 0 < earlier < pension or 0 < later < pension:
                return None
            earlier, later = _less(earlier, pension), _less(later, pension)
        if later < 0 or earlier < 0:
            return max(earlier, later)
        return later if current_counts(PLAIN, scale, earlier, later) else earlier


def _less(units: int, pension: int) -> int:
    """Reg 35(3): income less pension contributions, at least nothing; none stays none."""
    return units if units < 0 else max(0, units - pension)


def amount_picker(header: Header, name: str) -> Callable[[Cells, Scale], int | None]:
    """Give what reads an amount in units a week from its column, and its period from its own."""
    place, per = header.places.get(name), header.places.get(f"{name}_per")
    if place is None and per is None:
        return lambda cells, scale: -1  # noqa: ARG005 - no row says one
    if place is not None and per is None:
        return lambda cells, scale: quick_amount(cells[place], "", scale)
    both = picker(header, (name, f"{name}_per"))

    def of_both(cells: Cells, scale: Scale) -> int | None:
        text, period = both(cells)
        return quick_amount(text, period, scale)

    return of_both


def picker(header: Header, names: Sequence[str]) -> Callable[[Cells], Texts]:
    """Give what takes the cells of some columns out of a row, blank for those not there."""
    places = [header.places.get(name) for name in names]
    if all(place is None for place in places):
        blank = ("",) * len(names)
        return lambda _: blank
    return lambda cells: tuple(["" if place is None else cells[place] for place in places])


def quick_amount(text: str, per: str, scale: Scale) -> int | None:
    """Read `27000.50/year` into units a week; -1 for a blank, None for what is not so plain."""
    if not text:
        return None if per else -1
    pounds, slash, period = text.partition("/")
    if slash and per:
        return None
    known = PERIODS.get(per or period)
    whole, point, pence = pounds.partition(".")
    plain = whole.isascii() and whole.isdigit() and len(whole) <= MOST_DIGITS
    if known is None or not plain:
        return None
    if point and not (pence.isascii() and pence.isdigit() and len(pence) <= PENCE_FIGURES):
        return None
    return (int(whole) * PENCE + int(f"{pence}00"[:PENCE_FIGURES])) * scale.a_week[known]
