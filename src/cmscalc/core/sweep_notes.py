"""Notes on a range of answers: what holds along it, and why a line is flat."""

from collections.abc import Iterator, Sequence

from cmscalc.core.assess import Assessment
from cmscalc.core.facts import CareWord, Facts, Nights, Rounding
from cmscalc.core.fees import DUE_ANYWAY
from cmscalc.core.guarantee import FROM_THE_STATE
from cmscalc.core.liability import OVER_THE_CAP
from cmscalc.core.rate import Rate, counting_benefits
from cmscalc.core.step import Note, assumed
from cmscalc.core.varying import Over, Range
from cmscalc.law import Law

# Notes whose words say where they hold, or that are of the family and not of a place.
SAYS_WHERE = (
    "outside",
    OVER_THE_CAP.id,
    DUE_ANYWAY.id,
    "assumed-compliance",
    "assumed-state-cost",
    FROM_THE_STATE.id,
)
EXACT_EDGES = assumed(
    "exact-edges",
    "Edges, and what the next £1 adds, are of amounts before rounding. Rounding every step can "
    "move an edge by half a penny of weekly income, and makes the amount rise by whole pence.",
)
ROUGH_EDGES = assumed(
    "rough-edges",
    "An edge here was found by halving, and is known to a hundredth of a penny only.",
)
NIGHTS_DIFFER = Note(
    "nights-differ",
    "The children's nights are not the same now. Along this range they are, so no place on it is "
    "where the family is now.",
)
NIGHTS_ASSUMED = Note(
    "nights-assumed",
    "Shared care is assumed now: its nights are not known. Along this range they are, so no place "
    "on it is where the family is now.",
)
NIGHTS_OF_A_PERIOD = Note(
    "nights-of-a-period",
    "The nights now are counted over another period than a year. Along this range they are nights "
    "a year, so no place on it is where the family is now.",
)


def notes_along(
    answers: Sequence[Assessment | Note], facts: Facts, over: Range
) -> tuple[Note, ...]:
    """Gather the notes that hold anywhere, without one answer's amounts.

    A note that does not hold all along says so. A fact that changes nothing on a part only is left
    to the edges, which say where the rate is one that does not look at it.
    """
    found = [[answer] if isinstance(answer, Note) else answer.notes for answer in answers]
    everywhere = set.intersection(*({note.id for note in notes} for notes in found))
    kept = {
        _along(note, is_partly=note.id not in everywhere): None
        for notes in found
        for note in notes
        if note.id in everywhere or not note.id.endswith("-unused")
    }
    more = [*_nights_now(facts, over)] if over.over is Over.NIGHTS else []
    if over.over is Over.INCOME and facts.rounding is Rounding.EACH_STEP:
        more.append(EXACT_EDGES)
    return (*more, *kept)


def _along(note: Note, *, is_partly: bool) -> Note:
    text = note.general or note.text
    says_where = note.id in SAYS_WHERE or note.id.startswith("reading-")
    return Note(
        note.id, f"Along part of this range: {text}" if is_partly and not says_where else text
    )


def _nights_now(facts: Facts, over: Range) -> Iterator[Note]:
    """Say why the family's own nights are no place on the range, where they are none."""
    children = facts.receiving_parents[over.parent].children
    cares = {child.care for child in children if child.care is not CareWord.EQUAL}
    if len(cares) > 1:
        yield NIGHTS_DIFFER
    elif CareWord.ASSUMED in cares:
        yield NIGHTS_ASSUMED
    elif any(isinstance(care, Nights) and care.days is not None for care in cares):
        yield NIGHTS_OF_A_PERIOD


def why_flat(rate: Rate, facts: Facts, over: Range, law: Law) -> Note:
    """Say why the amount is the same all along a range."""
    return Note(
        "flat-line", f"The amount is the same all along this range: {_why(rate, facts, over, law)}."
    )


def _why(rate: Rate, facts: Facts, over: Range, law: Law) -> str:
    if rate is Rate.NONE:
        return "with equal day-to-day care of the children nothing is payable (reg 50)"
    if rate is Rate.DEFAULT:
        return "a default maintenance decision goes by the number of children alone (reg 49)"
    if facts.nil_status is not None:
        return "a nil status makes the rate nil, whatever the rest"
    if counting_benefits(facts, law) and over.over is not Over.NIGHTS:
        return "a listed benefit makes the rate flat, whatever the rest"
    return "nothing in the working that moves it changes here"
