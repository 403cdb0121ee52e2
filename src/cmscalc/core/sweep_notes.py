"""Notes on a range of answers: what holds all along it, and why a line is flat."""

from collections.abc import Sequence

from cmscalc.core.assess import Assessment
from cmscalc.core.facts import CareWord, Facts, Rounding
from cmscalc.core.liability import OVER_THE_CAP
from cmscalc.core.rate import Rate, counting_benefits
from cmscalc.core.step import Note, assumed
from cmscalc.core.varying import Over, Range
from cmscalc.law import Law

# Notes that matter wherever on the range they hold.
ANYWHERE = ("outside", "day-to-day-care", OVER_THE_CAP.id)
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


def notes_along(
    answers: Sequence[Assessment | Note], facts: Facts, over: Range
) -> tuple[Note, ...]:
    """Gather the notes that hold all along, the readings that any answer rests on, and limits."""
    found = [[answer] if isinstance(answer, Note) else answer.notes for answer in answers]
    once = {note.id: note for notes in found for note in notes}
    everywhere = set.intersection(*({note.id for note in notes} for notes in found))
    kept = (
        note
        for name, note in once.items()
        if name in everywhere or name in ANYWHERE or name.startswith("reading-")
    )
    more = []
    if over.over is Over.NIGHTS and _nights_differ(facts, over):
        more.append(NIGHTS_DIFFER)
    if over.over is Over.INCOME and facts.rounding is Rounding.EACH_STEP:
        more.append(EXACT_EDGES)
    return (*more, *kept)


def _nights_differ(facts: Facts, over: Range) -> bool:
    children = facts.receiving_parents[over.parent].children
    return len({child.care for child in children if child.care is not CareWord.EQUAL}) > 1


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
