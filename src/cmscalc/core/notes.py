"""Sentences a reader should not miss: what was assumed, what had no effect, what is uncertain."""

from cmscalc.core.care import yearly_nights
from cmscalc.core.facts import CareWord, Facts, Nights
from cmscalc.core.fees import are_collected
from cmscalc.core.printable import long_date
from cmscalc.core.proposed import OFF, ON_TOP
from cmscalc.core.rate import Rate, counting_benefits
from cmscalc.core.step import Note, Step, assumed
from cmscalc.law import CHECKED, Law
from cmscalc.law.benefits import COUPLE
from cmscalc.law.reform import holding

NO_EARNINGS = "universal-credit-no-earnings"
CARE_STEPS = ("care-", "local-authority-", "shared-care-", "flat-rate-care-")
# Steps that only a variation with an effect makes.
VARIED = ("varied-income", "flat-and-additional", "additional-nil-test")


def notes_on(facts: Facts, rate: Rate, steps: tuple[Step, ...], law: Law) -> tuple[Note, ...]:
    """Gather the notes of the steps, each once, and those on the facts as a whole."""
    general = (
        _proposals(facts, law)
        + after_checked(law)
        + _partner(facts, law)
        + _half_flat(facts, steps)
        + _scheme_opening(facts, law)
        + _universal_credit(facts)
        + _income_unused(facts, rate, law)
        + _no_effect(facts, rate, steps, law)
        + _variation(facts, steps)
        + _care(facts, law)
    )
    on_steps = (note for step in steps for note in step.notes)
    once = {note.id: note for note in (*general, *on_steps)}.values()
    return tuple(sorted(once, key=_in_order))


def _in_order(note: Note) -> int:
    """Readings last, by their numbers; the rest as they come."""
    kind, _, number = note.id.partition("-")
    return int(number) if kind == "reading" else 0


def after_checked(law: Law) -> tuple[Note, ...]:
    """Say that the law of a day after the last check may not be known."""
    if law.day <= CHECKED:
        return ()
    text = (
        f"The law here was last checked on {long_date(CHECKED)}. A change after that "
        "day, before the day asked for, would not be known."
    )
    return (Note("law-checked", text),)


def _proposals(facts: Facts, law: Law) -> tuple[Note, ...]:
    """What to know of the reforms asked for, and the facts that only other reforms look at."""
    fees = are_collected(facts, law)
    by_conduct = fees and law.paying_parent_fee_not_compliant is not None
    by_abuse = fees and law.receiving_parent_fee_if_abuse is not None
    unused = (
        ("compliance", "How instalments are paid", not facts.compliant and not by_conduct),
        ("abuse", "Whether there was domestic abuse", facts.abuse is not None and not by_abuse),
        ("collected", "What is collected", facts.collected and not law.guaranteed_payment),
    )
    managed = MANAGED if law.managed_only and law.managed_only.value else ()
    proposed = {name for reform in holding(law.proposals, law.day) for name, _ in reform.values}
    return (
        *later_proposals(law),
        *managed,
        *(NO_FEES if not fees and proposed & COLLECTION else ()),
        *(
            Note(f"{name}-unused", f"{what} changes nothing in this answer: only {ONLY[name]}.")
            for name, what, is_so in unused
            if is_so
        ),
    )


def later_proposals(law: Law) -> tuple[Note, ...]:
    """Say which proposals would begin after the day, and so change nothing."""
    return tuple(
        Note(
            f"proposal-later-{reform.name}",
            f"The proposal {reform.title} would begin on {long_date(reform.since)}, after the day "
            "asked for: nothing of it is in this answer.",
        )
        for reform in law.proposals
        if reform.since is not None and not reform.holds_on(law.day)
    )


ONLY = {
    "compliance": "a proposal with a fee for each conduct asks for it, where there are fees",
    "abuse": "a proposal with a fee for survivors asks for it, where there are fees",
    "collected": "a proposal that guarantees payment asks for it",
}
UNUSED = tuple(f"{name}-unused" for name in ONLY)
COLLECTION = {*ON_TOP, *OFF}
NO_FEES = (
    Note(
        "no-fees-here",
        "The proposal changes collection fees, and this answer has none: they are worked out for "
        "Collect and Pay.",
    ),
)
MANAGED = (
    assumed(
        "managed-only",
        "Under the proposal every case is managed, so fees are worked out. What happens to open "
        "Direct Pay cases is not settled.",
    ),
)


def _scheme_opening(facts: Facts, law: Law) -> tuple[Note, ...]:
    """SI 2012/3042, SI 2013/1860: as it opened, the scheme took larger families first."""
    least = law.least_children.value
    if all(len(parent.children) >= least for parent in facts.receiving_parents):
        return ()
    text = (
        f"On this day the 2012 scheme took new applications only for {least} or more children of "
        f"the same parents ({law.least_children.citation.text}). A smaller family's case began "
        "later, or under an older scheme."
    )
    return (Note("scheme-opening", text),)


def _universal_credit(facts: Facts) -> tuple[Note, ...]:
    """Reg 44(2)(e): universal credit counts only when worked out on no earned income."""
    incomes = (facts.income, facts.current_income)
    earns = any(amount is not None and amount.pounds > 0 for amount in incomes)
    if NO_EARNINGS not in facts.benefits or not earns:
        return ()
    text = (
        "Universal credit gives the flat rate only when it is worked out on no earned income of "
        "the paying parent, and an income was given too. If they earn now, leave the benefit out."
    )
    return (Note("universal-credit-and-income", text),)


def _income_unused(facts: Facts, rate: Rate, law: Law) -> tuple[Note, ...]:
    given = facts.income is not None or facts.current_income is not None
    decided = facts.nil_status is not None or bool(counting_benefits(facts, law))
    if not given or not (decided or rate is Rate.NONE):
        return ()
    text = "Income does not change this amount: a benefit, a status or equal care does."
    return (Note("income-unused", text),)


def _partner(facts: Facts, law: Law) -> tuple[Note, ...]:
    unused = [
        law.benefits[name].title
        for name in facts.partner_benefits
        if law.benefits[name].citation != COUPLE
    ]
    if not unused:
        return ()
    text = (
        f"The partner's {', '.join(unused)} changes nothing: a partner's benefit counts only if it "
        "is on list 44(2)."
    )
    return (Note("partner-benefit-unused", text),)


def _half_flat(facts: Facts, steps: tuple[Step, ...]) -> tuple[Note, ...]:
    if not facts.partner_also_pays or any(step.id == "flat-rate" for step in steps):
        return ()
    text = "That the partner also pays changes nothing: it matters at the flat rate only."
    return (Note("partner-also-pays-unused", text),)


def _no_effect(facts: Facts, rate: Rate, steps: tuple[Step, ...], law: Law) -> tuple[Note, ...]:
    """Say which facts given did not come into the working."""
    if rate is Rate.NONE:
        return ()
    ids = [step.id.removeprefix("before-").removeprefix("additional-") for step in steps]
    rated = any(each in ("reduced-rate", "basic-rate") for each in ids)
    cared = any(each.startswith(CARE_STEPS) for each in ids)
    words = f"at the {rate.value} rate"
    unused = (
        ("other-children-unused", "Other children", facts.other_children and not rated),
        (
            "arrangement-unused",
            "Children under another arrangement",
            facts.arrangement_children and not rated,
        ),
        ("care-unused", _nights_unused(facts, law), not rated and not cared),
    )
    return tuple(
        Note(name, f"{what} change nothing {words}.")
        for name, what, is_so in unused
        if is_so and what
    )


def _nights_unused(facts: Facts, law: Law) -> str:
    """Name the nights given that the working did not use.

    At a flat rate by benefit shared nights count from 52 (para 8), so they are not named there.
    """
    children = [child for parent in facts.receiving_parents for child in parent.children]
    shared = any(
        child.care is CareWord.ASSUMED or (isinstance(child.care, Nights) and child.care.nights)
        for child in children
    )
    if shared and not counting_benefits(facts, law):
        return "Nights"
    local = any(child.local_authority.nights for child in children)
    return "Local authority nights" if local else ""


def _variation(facts: Facts, steps: tuple[Step, ...]) -> tuple[Note, ...]:
    if not (facts.special_expenses or facts.additional_income):
        return ()
    ids = {step.id for step in steps}
    if "variation-same" in ids or not ids & set(VARIED):
        text = "The variation asked for changes nothing here: the working (--explain) says why."
        general = "The variation asked for changes nothing there."
        return (Note("variation-no-effect", text, general=general),)
    text = (
        "The effect of a variation if it were allowed. CMS must also find it just and equitable "
        "(CSA 1991 s.28F)."
    )
    return (Note("variation", text),)


def _care(facts: Facts, law: Law) -> tuple[Note, ...]:
    """Reg 50: day-to-day care, not nights, says whether anything is payable."""
    half, _ = law.care_bands.value[-1]
    often = any(
        isinstance(child.care, Nights) and yearly_nights(child.care, law) >= half
        for parent in facts.receiving_parents
        for child in parent.children
    )
    if not often:
        return ()
    text = (
        f"{half} nights or more are with the paying parent. Nights alone do not make a parent pay: "
        "one who gives as much day-to-day care as the other, or more, pays nothing for the child "
        "(reg 50). If that may be so here, look at the answer with --equal-care, or with the word "
        f"{CareWord.EQUAL.value} for the child."
    )
    return (Note("day-to-day-care", text),)
