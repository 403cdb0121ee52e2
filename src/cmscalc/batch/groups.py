"""Groups of a row's words that belong together, read once for all rows that say the same.

They are read by the readers of a single estimate. What those refuse is None here: such a row goes
to them whole, for its message or its answer.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.batch.formula import Modes
from cmscalc.batch.household import Household, Rules, basis_of, household_of, remembered
from cmscalc.batch.names import ANSWERS, PROPOSAL, ROUNDED, STATE, WORKING
from cmscalc.batch.scale import DoesNotFit
from cmscalc.batch.words import given
from cmscalc.core.facts import UNNAMED, Child, Facts, FeeRounding, Nights, ReceivingParent, Rounding
from cmscalc.core.fees import are_collected
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.abuse import read_abuse
from cmscalc.files.answers import Asked, read_answers
from cmscalc.files.family import MOST_CHILDREN, Parents, receiving_parents
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Answers, Reader
from cmscalc.files.tables.rows import BETWEEN
from cmscalc.files.variations import check_variation, read_variation
from cmscalc.files.words import NIGHTS_IN_YEAR
from cmscalc.law import Law
from cmscalc.law.reform import Reform
from cmscalc.law.rows import Row

HOUSEHOLD = ("children", "nights", "family", "local_authority_nights", "equal_care")
DEFAULT = "default_decision"
STATUS = ("benefit", "partner_benefit", "partner_also_pays", "nil_status", DEFAULT)
OTHERS = ("other_children", "arrangement_children")
MODES = ("on", "rounding", "fee_rounding", "collect_and_pay")
CONDUCT = ("not_compliant", "abuse")
VARIATION = ("special_expense", "additional_income", "unearned_pension")
# What lets one group be read without the others.
SOME_INCOME = {"income": ["1/week"]}
SOME_CHILD = {"children": ["1"]}
NO_ABUSE = {"abuse": ["no"]}
# Nights in a year have this many figures at most.
FIGURES = 3
Texts = tuple[str, ...]


class Settings(NamedTuple):
    """What holds for each row that does not say otherwise; `today` for a row without a day."""

    today: date
    defaults: tuple[tuple[str, str], ...] = ()
    reforms: tuple[Reform, ...] = ()

    def answers(self, *, explain: bool = False) -> tuple[str, ...]:
        """Name the columns of answers: the same for every row and block of a run."""
        guaranteed = any("guaranteed_payment" in dict(reform.values) for reform in self.reforms)
        left_out = {
            *(() if guaranteed else STATE),
            *(() if self.reforms else (PROPOSAL,)),
            *(() if explain else (WORKING,)),
            *(() if {"rounding", "fee_rounding"} & dict(self.defaults).keys() else (ROUNDED,)),
        }
        return tuple(name for name in ANSWERS if name not in left_out)

    @property
    def proposal(self) -> str:
        """What each answer says of itself under reforms; nothing under the law."""
        titles = "; ".join(
            f"{reform.title}, from {reform.since.isoformat()}" if reform.since else reform.title
            for reform in self.reforms
        )
        return f"proposal, not law: {titles}" if titles else ""


class Under(NamedTuple):
    """What a row is worked out under: rules, the day, how to round, and whether fees are added."""

    rules: Rules
    day: str
    modes: Modes
    fees: bool
    rounded: str


def rounded_of(rounding: Rounding, fee_rounding: FeeRounding) -> str:
    """Tell how amounts and fees are rounded."""
    return f"{rounding.value}; fees: {fee_rounding.value}"


class Conduct(NamedTuple):
    """Whether a paying parent pays late, and which receiving parents are survivors of abuse."""

    late: bool
    abuse: tuple[bool, ...] | None


class Groups:
    """Reads groups of words, and remembers what it has read: `None` where that is not sure.

    Several threads may ask at once: what two of them find for the same words is the same.

    - `under(texts)` reads `MODES`: the law of the day, roundings, and the service.
    - `household(rules, texts)` reads `HOUSEHOLD`: the children, and the care of each.
    - `basis(rules, texts)` reads `STATUS`: what the rate rests on before income.
    - `others(texts)` reads `OTHERS`: relevant other children, and those under an arrangement.
    - `variation(rules, texts)` reads `VARIATION`: what it adds to income a week, in units.
    - `conduct(parents, texts)` reads `CONDUCT` of so many receiving parents: what only a reform
      asks.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.defaults = dict(settings.defaults)
        self.under = remembered(self._under)
        self.household = remembered(self._household)
        self.basis = remembered(self._basis)
        self.others = remembered(self._others)
        self.conduct = remembered(self._conduct)
        self.variation = remembered(self._variation)
        self._family = remembered(_family)
        self._rules: dict[tuple[object, ...], Rules | None] = {}

    def read(self, said: Mapping[str, str]) -> Asked:
        """Read the words of a whole row, by column. Raises Problems."""
        found = given(said, self.defaults)
        return self._read(found.answers, found.problems)

    def _read(self, answers: Answers, problems: Sequence[Problem] = ()) -> Asked:
        return read_answers(answers, self.settings.today, problems, self.settings.reforms)

    def _under(self, texts: Texts) -> Under | None:
        asked = self._asked(MODES, texts, SOME_INCOME, SOME_CHILD, NO_ABUSE)
        return None if asked is None else self._made(asked)

    def _household(self, rules: Rules, texts: Texts) -> Household | None:
        # Who the children are is read once, whatever the laws that it is worked out under.
        parents = self._family(texts)
        return None if parents is None else household_of(parents, rules)

    def _conduct(self, parents: int, texts: Texts) -> Conduct | None:
        found = given(dict(zip(CONDUCT, texts, strict=True)), {})
        reader = Reader(found.answers, found.problems)
        abuse = read_abuse(reader, parents)
        late = reader.given("not_compliant")
        return None if reader.problems else Conduct(late, abuse)

    def _others(self, texts: Texts) -> tuple[int, int] | None:
        asked = self._asked(OTHERS, texts, SOME_INCOME, SOME_CHILD, NO_ABUSE)
        facts = asked and asked.facts
        return facts and (facts.other_children, facts.arrangement_children)

    def _variation(self, rules: Rules, texts: Texts) -> int | None:
        from cmscalc.batch.variation import change_by  # noqa: PLC0415 - most tables have none

        found = given(dict(zip(VARIATION, texts, strict=True)), {})
        reader = Reader(found.answers, found.problems)
        facts = Facts((), **read_variation(reader)._asdict())
        check_variation(reader, facts)
        return None if reader.problems else change_by(facts, rules)

    def _asked(
        self, names: Sequence[str], texts: Texts, *beside: Mapping[str, list[str]]
    ) -> Asked | None:
        found = given(dict(zip(names, texts, strict=True)), self.defaults if names is MODES else {})
        answers = dict(found.answers)
        for extra in beside:
            answers |= extra
        try:
            return None if found.problems else self._read(answers)
        except (Problems, OutsideTheLawBook):
            return None

    def _basis(self, rules: Rules, texts: Texts) -> int | None:
        on = {"on": [rules.law.day.isoformat()]}
        default = given({DEFAULT: texts[STATUS.index(DEFAULT)]}, {}).answers[DEFAULT]
        income = {} if default else SOME_INCOME
        asked = self._asked(STATUS, texts, income, SOME_CHILD, NO_ABUSE, on)
        return None if asked is None else basis_of(asked.facts, asked.law)

    def _made(self, asked: Asked) -> Under | None:
        facts, law = asked
        # A reform's rows begin on the day asked for, so their values are what two days share.
        key = (*(row.value if isinstance(row, Row) else None for row in law), *law.benefits)
        rules = self._rules.get(key) or self._rules.setdefault(key, _rules_of(law))
        if rules is None:
            return None
        each_step = facts.rounding is Rounding.EACH_STEP
        modes = Modes(each_step, facts.fee_rounding is FeeRounding.DAILY)
        told = rounded_of(facts.rounding, facts.fee_rounding)
        return Under(rules, law.day.isoformat(), modes, are_collected(facts, law), told)


def _rules_of(law: Law) -> Rules | None:
    try:
        return Rules(law)
    except DoesNotFit:
        return None


def _family(texts: Texts) -> Parents | None:
    return _plainly(*texts) or _parents(texts)


def _parents(texts: Texts) -> Parents | None:
    found = given(dict(zip(HOUSEHOLD, texts, strict=True)), {})
    reader = Reader(found.answers, found.problems)
    parents = receiving_parents(reader)
    return None if reader.problems else parents


def _plainly(children: str, nights: str, *others: str) -> Parents | None:
    """Read so many children with nights for all or for each, as most rows have, at speed."""
    if any(others) or not _is_plain(children):
        return None
    many, each = int(children), nights.replace(BETWEEN, ",").split(",")
    if not 0 < many <= MOST_CHILDREN or len(each) not in (1, many):
        return None
    cared = [_child(text) for text in each]
    if not all(cared):
        return None
    found = tuple(child for child in cared if child)
    return (ReceivingParent(UNNAMED, found * many if len(found) == 1 else found),)


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= FIGURES


@remembered
def _child(nights: str) -> Child | None:
    """Give a child of so many nights a year; None for what is not so plain."""
    if not _is_plain(nights) or int(nights) > NIGHTS_IN_YEAR:
        return None
    return Child(Nights(int(nights)))
