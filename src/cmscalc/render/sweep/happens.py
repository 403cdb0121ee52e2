"""What happens at an edge, in a sentence, from the step of the working that changes there."""

from collections.abc import Callable

from cmscalc.core.money import to_penny
from cmscalc.core.step import Step, Unit
from cmscalc.core.sweep import Edge
from cmscalc.law import Law
from cmscalc.law.care import ONE_HALF
from cmscalc.law.rows import Citation
from cmscalc.render.words import shown

Said = Callable[[Step | None, Step | None, Law], str]
PREFIXES = ("additional-", "floor-")
FRACTIONS = {
    "1/7 off": ("a seventh", "comes"),
    "2/7 off": ("two sevenths", "come"),
    "3/7 off": ("three sevenths", "come"),
    "1/2 off": ("a half", "comes"),
}


def told(edge: Edge, law: Law) -> str:
    """Say what happens at an edge, with its law."""
    step = edge.after or edge.before
    what = happens(edge, law)
    return f"{what.removesuffix('.')} ({step.citation.text})." if step else what


def happens(edge: Edge, law: Law) -> str:
    """Say what happens at an edge."""
    step = edge.after or edge.before
    if step is None:
        return _outside(edge)
    name = step.id
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    say = next((say for start, say in SAID.items() if name.startswith(start)), _titles)
    return say(edge.before, edge.after, law)


def citation(edge: Edge) -> Citation | None:
    """Give the provision of the step that changes."""
    step = edge.after or edge.before
    return step.citation if step else None


def _outside(edge: Edge) -> str:
    last = edge.above or edge.on
    if last.weekly is None:
        return "From here on it is outside the law book: see the notes."
    if edge.below.weekly is None:
        return "Up to here it is outside the law book: see the notes."
    return "The working changes here."


def _whole(pounds: str) -> str:
    return pounds.removesuffix(".00")


def _amount(step: Step, name: str) -> str:
    found = next(term.value for term in step.terms if term.name == name)
    return _whole(to_penny(found).written)


def _percents(step: Step | None) -> str:
    terms = step.terms if step else ()
    return " and ".join(shown(term.value, term.unit) for term in terms if term.unit is Unit.PERCENT)


def _titles(before: Step | None, after: Step | None, _: Law) -> str:
    """For a step that has no sentence of its own: its title, and what it decides."""
    step = after or before
    assert step is not None
    outcome = f" ({step.outcome})" if step.outcome else ""
    title = f"{step.title.removesuffix('?')}{outcome}"
    return f"{title}." if after else f"No longer: {title}."


# --- which rate -----------------------------------------------------------------------------------


def _nil(before: Step | None, after: Step | None, law: Law) -> str:
    limit = _whole(to_penny(law.nil_below.value).written)
    if before and after and before.outcome == "nil rate":
        return f"The nil rate, for income under {limit} a week, ends."
    return _titles(before, after, law)


def _rate(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after:
        return f"The {after.outcome} begins, in place of the {before.outcome}."
    return _titles(before, after, law)


def _income_choice(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after:
        return f"The 25 % rule: before, {before.outcome}; after, {after.outcome}."
    return _titles(before, after, law)


# --- percentages ----------------------------------------------------------------------------------


def _basic(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after and before.formula != after.formula:
        first, second = _percents(after).split(" and ")
        limit = _amount(after, "first slice")
        return (
            f"Weekly income over {limit}, after any cut for other children, is at {second}, in "
            f"place of {first}."
        )
    return _percentages(before, after, law)


def _percentages(before: Step | None, after: Step | None, law: Law) -> str:
    was, now = _percents(before), _percents(after)
    if was and now and was != now:
        return f"The percentage is {now}, in place of {was}."
    return _titles(before, after, law)


def _other_children(before: Step | None, after: Step | None, law: Law) -> str:
    was, now = _percents(before), _percents(after)
    if not (now and was != now):
        return _titles(before, after, law)
    instead = f", in place of {was}" if was else ""
    return f"{now} of income comes off for other children{instead}."


def _cap(before: Step | None, after: Step | None, law: Law) -> str:
    if after:
        limit = _whole(to_penny(law.income_cap.value).written)
        return f"Weekly income over {limit} does not count."
    return _titles(before, after, law)


# --- care and least amounts -----------------------------------------------------------------------


def _care(before: Step | None, after: Step | None, law: Law) -> str:
    if after is None:
        return _titles(before, after, law)
    extra = _whole(to_penny(law.half_care_extra.value).written)
    fraction, comes = _fraction(after)
    more = f", and {extra} for each such child" if after.outcome == f"{ONE_HALF} off" else ""
    instead = f", in place of {_fraction(before)[0]}" if before else ""
    return f"Shared care: {fraction} {comes} off{more}{instead}."


def _fraction(step: Step) -> tuple[str, str]:
    return FRACTIONS.get(step.outcome, (step.outcome.removesuffix(" off"), "comes"))


def _something_left(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after and "max(" in before.formula and "max(" not in after.formula:
        return f"{after.title}, something is left."
    return _titles(before, after, law)


def _least(before: Step | None, after: Step | None, _: Law) -> str:
    step = after or before
    assert step is not None
    least = _amount(step, "least total")
    applies = "applies" if after else "no longer applies"
    return f"The least total after care, {least} a week, {applies}."


def _arrangement(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after:
        least = _amount(after, "least amount")
        return f"The least amount beside another arrangement, {least} a week, no longer applies."
    return _titles(before, after, law)


def _apportionment(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after:
        was, now = (
            next(term.value for term in step.terms if term.name == "all children")
            for step in (before, after)
        )
        return f"The amount is divided between {now} children, in place of {was}."
    return _titles(before, after, law)


# --- variations -----------------------------------------------------------------------------------


def _floor(_: Step | None, after: Step | None, law: Law) -> str:
    flat = _whole(to_penny(law.flat_rate.value).written)
    applies = "begins to hold" if after else "no longer holds it up"
    return f"A variation may not take the amount below {flat}: that floor {applies}."


def _varied(before: Step | None, after: Step | None, law: Law) -> str:
    if after and not before:
        return "From here the variation changes weekly income itself."
    return _titles(before, after, law)


def _alone(before: Step | None, after: Step | None, law: Law) -> str:
    if after and not before:
        return (
            "Without the variation the amount is the flat rate, so an amount on the additional "
            "income alone is added to it."
        )
    return _titles(before, after, law)


def _expense(before: Step | None, after: Step | None, law: Law) -> str:
    if after and not before:
        return "From here special expenses count: without them the rate is no longer nil."
    return _titles(before, after, law)


def _boarding(before: Step | None, after: Step | None, law: Law) -> str:
    if before and after:
        share = shown(law.boarding_limit.value, Unit.PERCENT)
        return f"Boarding school is no longer limited to {share} of income."
    return _titles(before, after, law)


# By what a step's id begins with, the longer before the shorter.
SAID: dict[str, Said] = {
    "nil-test": _nil,
    "rate": _rate,
    "income-choice": _income_choice,
    "basic-rate": _basic,
    "reduced-rate": _percentages,
    "other-children": _other_children,
    "income-cap": _cap,
    "care-together": _titles,
    "care-": _care,
    "shared-care-": _something_left,
    "minimum": _least,
    "arrangement-children": _arrangement,
    "apportionment": _apportionment,
    "variation-floor": _floor,
    "varied-income": _varied,
    "without-variation": _alone,
    "expense-boarding-limit": _boarding,
    "expense-": _expense,
}
