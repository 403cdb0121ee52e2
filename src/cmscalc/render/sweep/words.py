"""The words of a sweep: places on its range, what the next £1 adds, and what is held as it is."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cmscalc.core.care import children
from cmscalc.core.facts import (
    UNNAMED,
    AdditionalKind,
    Amount,
    CareWord,
    Child,
    Facts,
    Period,
    ReceivingParent,
)
from cmscalc.core.money import PENCE, Money, to_penny
from cmscalc.core.step import Unit
from cmscalc.core.sweep import Point, Stretch, Sweep
from cmscalc.core.varying import Over, Range, a_pound_more
from cmscalc.law import Law
from cmscalc.law.reform import Reform
from cmscalc.render.as_text import ESTIMATE, NO_DECISION
from cmscalc.render.words import shown

A_PERIOD = {
    Period.YEAR: "a year",
    Period.MONTH: "a month",
    Period.FOUR_WEEKS: "every four weeks",
    Period.FORTNIGHT: "a fortnight",
    Period.WEEK: "a week",
}
# How much more of a longer period's income is worth saying beside £1 a week.
MORE = {Period.YEAR: 1000, Period.MONTH: 100, Period.FOUR_WEEKS: 100, Period.FORTNIGHT: 100}
CARE = {CareWord.ASSUMED: "assumed shared care", CareWord.EQUAL: "equal care"}
SHORT = {
    Over.NIGHTS: "Nights a year",
    Over.CHILDREN: "Children",
    Over.OTHER_CHILDREN: "Other children",
}
NEXT_POUND = "the next £1 a week adds"


def axis(found: Sweep) -> str:
    """Say what is swept over: `Gross income a week`."""
    over = found.over
    if over.over is Over.INCOME:
        current = "current " if found.facts.current_income else ""
        return f"Gross {current}income {A_PERIOD[over.period]}"
    if over.over is Over.OTHER_CHILDREN:
        return "Other children"
    whose = _whose(found.facts, over)
    return f"Nights a year{whose}" if over.over is Over.NIGHTS else f"Children{whose}"


def axis_inside(found: Sweep) -> str:
    """Say what is swept over, inside a sentence."""
    said = axis(found)
    return said[:1].lower() + said[1:]


def axis_in_short(over: Range) -> str:
    """Say what is swept over, over a column."""
    if over.over is Over.INCOME:
        return f"Income {A_PERIOD[over.period]}"
    return SHORT[over.over]


def _whose(facts: Facts, over: Range) -> str:
    parents = facts.receiving_parents
    if len(parents) == 1:
        return ""
    kind = " with the children of" if over.over is Over.NIGHTS else " of"
    return f"{kind} {parents[over.parent].called}"


def proposals_of(found: Sweep) -> tuple[Reform, ...]:
    """Give every proposal that a line of it is drawn by."""
    return tuple(reform for curve in found.curves for reform in curve.rule.law.proposals)


def day_of(found: Sweep) -> date:
    """Give the day whose law it is worked out under."""
    return found.curves[0].rule.law.day


def limit_of(found: Sweep) -> str:
    """Say what the amounts are not: CMS's decision, or law."""
    return NO_DECISION if proposals_of(found) else ESTIMATE


def place(over: Range, at: Fraction) -> str:
    """Write a place: `£500` or `£898.87…` of income, `104` nights."""
    if over.over is not Over.INCOME:
        return str(at)
    pence, rest = divmod(at * PENCE, 1)
    text = Money(pence).written
    return f"{text}…" if rest else text.removesuffix(".00")


def in_words(over: Range, at: Fraction) -> str:
    """Write a place with what it counts: `£500 a week`, `104 nights`, `2 children`."""
    if over.over is Over.INCOME:
        return f"{place(over, at)} {A_PERIOD[over.period]}"
    if over.over is Over.NIGHTS:
        return "1 night" if at == 1 else f"{at} nights"
    if over.over is Over.OTHER_CHILDREN:
        return _count(at.numerator, "other child", "other children")
    return children(at.numerator)


def span(over: Range, stretch: Stretch) -> str:
    """Write a stretch: `£7 to £100 a week`, `52 to 103 nights`."""
    if stretch.first == stretch.last:
        return in_words(over, stretch.last)
    return f"{place(over, stretch.first)} to {in_words(over, stretch.last)}"


def due(point: Point) -> str:
    """Write what is due a week at a place."""
    return "not known" if point.weekly is None else point.weekly.written


def adds(pounds: Fraction) -> str:
    """Write what the next £1 a week adds: `9p`, `10.68p`, `about 10.29p`, `nothing`."""
    if not pounds:
        return "nothing"
    pence = pounds * PENCE
    near = to_penny(pence)
    text = str(near).removesuffix(".00")
    return f"{text}p" if near.pounds == pence else f"about {text}p"


def more_adds(over: Range, law: Law, pounds: Fraction) -> str:
    """Write what a larger sum of a longer period adds a week: `£1,000 a year more adds £2.30`."""
    more = MORE.get(over.period)
    if not (more and pounds):
        return ""
    adds_a_week = to_penny(pounds * more * a_pound_more(over, law)).written
    return f"£{more:,} {A_PERIOD[over.period]} more adds {adds_a_week} a week"


# --- what is held as it is ------------------------------------------------------------------------


def held(found: Sweep, law: Law) -> list[str]:
    """Say what stays as it is all along, a phrase each."""
    facts, over = found.facts, found.over
    phrases = [*_family(facts, over)]
    if over.over is not Over.INCOME:
        phrases += _named("gross income", facts.income) + _named(
            "current gross income", facts.current_income
        )
    elif facts.current_income:
        phrases += _named("historic gross income", facts.income)
    phrases += _named("pension contributions", facts.pension)
    if facts.other_children and over.over is not Over.OTHER_CHILDREN:
        phrases.append(_count(facts.other_children, "other child", "other children"))
    if facts.arrangement_children:
        many = children(facts.arrangement_children)
        phrases.append(f"{many} under another arrangement")
    return [*phrases, *_circumstances(facts, law), *_variations(facts)]


def _named(what: str, amount: Amount | None) -> list[str]:
    return [f"{what} {_written(amount)}"] if amount else []


def _written(amount: Amount) -> str:
    return f"{shown(amount.pounds, Unit.POUNDS).removesuffix('.00')} {A_PERIOD[amount.period]}"


def _count(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


def _family(facts: Facts, over: Range) -> Iterator[str]:
    for place_, parent in enumerate(facts.receiving_parents):
        is_swept = place_ == over.parent
        yield _parent(parent, over.over if is_swept else None)


def _parent(parent: ReceivingParent, over: Over | None) -> str:
    many = "" if over is Over.CHILDREN else children(len(parent.children))
    nights = _equal(parent.children) if over is Over.NIGHTS else _nights(parent.children)
    local = [_local_authority(child) for child in parent.children]
    in_care = ""
    if any(each != "0" for each in local):
        in_care = f"{_listed(dict.fromkeys(local))} nights in local authority care"
    told = ", ".join(each for each in (many, nights, in_care) if each)
    if over is Over.CHILDREN:
        told = f"each child with {told}"
    return told if parent.name == UNNAMED else f"{parent.name}: {told}"


def _equal(of: tuple[Child, ...]) -> str:
    """Say which children's care no nights change."""
    count = sum(child.care is CareWord.EQUAL for child in of)
    if not count:
        return ""
    care = CARE[CareWord.EQUAL]
    return f"in {care}" if count == len(of) else f"{count} of them in {care}"


def _nights(of: tuple[Child, ...]) -> str:
    return _listed(dict.fromkeys(_care(child) for child in of))


def _care(child: Child) -> str:
    if isinstance(child.care, CareWord):
        return CARE[child.care]
    count, days = child.care
    nights = "no nights" if not count else "1 night" if count == 1 else f"{count} nights"
    return f"{nights} a year" if days is None else f"{nights} of {days}"


def _local_authority(child: Child) -> str:
    count, days = child.local_authority
    return str(count) if days is None else f"{count} of {days}"


def _listed(texts: dict[str, None]) -> str:
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last


def _circumstances(facts: Facts, law: Law) -> Iterator[str]:
    for who, names in (("", facts.benefits), ("partner's ", facts.partner_benefits)):
        for name in names:
            yield f"{who}benefit: {law.benefits[name].title}"
    if facts.partner_also_pays:
        yield "the partner also pays"
    if facts.nil_status:
        yield f"the paying parent is {law.nil_statuses[facts.nil_status].title}"
    if facts.default_decision:
        yield "a default maintenance decision"
    if facts.collect_and_pay:
        yield "Collect and Pay, whose fees come on top"


def _variations(facts: Facts) -> Iterator[str]:
    for expense in facts.special_expenses:
        yield f"special expense {expense.kind.value} {_written(expense.amount)}"
    for income in facts.additional_income:
        worth = _written(income.amount)
        if income.kind is AdditionalKind.ASSETS:
            worth = shown(income.amount.pounds, Unit.POUNDS).removesuffix(".00")
        yield f"additional income {income.kind.value} {worth}"
    yield from _named("pension contributions off unearned income", facts.unearned_pension)
