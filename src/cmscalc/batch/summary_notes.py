"""What a reader of a summary should not miss: what its figures are of, and what they are not."""

from datetime import date

from cmscalc.batch.groups import VARIATION, Settings
from cmscalc.batch.header import Header
from cmscalc.core.notes import after_checked, later_proposals
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note
from cmscalc.law import law_on
from cmscalc.law.reform import Reform, reformed
from cmscalc.render.batch_summary.model import Summed

ONE_WEEK = Note(
    "one-week",
    "Amounts are what is due for one week, from all cases at once; a year is so many times that. "
    "Over a year cases begin, end and change, and not all that is due is paid.",
)
THESE_CASES = Note(
    "these-cases",
    "All this is of the cases in the table. It tells of other cases only as far as the table is "
    "like them.",
)
FEES = Note(
    "fees-if-paid",
    "Fees are on each week's whole amount. The paying parent's fee is due even when a payment is "
    "missed; the receiving parent's only when money is passed on.",
)
PER_CASE = Note(
    "who-is-counted",
    "Paying parents pay less or more in maintenance and fee together. Receiving parents get less "
    "or more after the fee, if all is paid: those of one case together, counted once.",
)
AS_THEY_ARE = Note(
    "families-as-they-are",
    "Nobody is taken to pay better or worse, or to end a case, because of a proposal.",
)
GUARANTEED = Note(
    "guaranteed",
    "Under a guarantee the state pays what is due. What receiving parents get is shown here as it "
    "is passed on of what is collected, less the fee, and so as without the guarantee. What the "
    "state pays beyond what is collected is its cost, of the cases that say what is collected.",
)
MANAGED = Note(
    "managed-only",
    "Under the proposal every case is managed. What happens to open Direct Pay cases is not "
    "settled.",
)
COMPLIANCE = Note(
    "compliance",
    "Who complies is not settled: here it is who the table says.",
)
SERVICE = Note(
    "no-service",
    "No column collect_and_pay says who is in Collect and Pay, so nobody is taken to be, and there "
    "are no fees but where a proposal has every case managed.",
)
UNEARNED = Note(
    "unearned-automatic",
    "Today unearned income counts only where a variation is asked for and allowed: here every one "
    "in the table is. Without the column additional_income the figures of today are those of "
    "nobody asking.",
)
VARIATIONS = Note(
    "variations",
    "A variation in the table counts as if the Child Maintenance Service agreed to it.",
)
ALL_COMPLY = Note(
    "all-comply",
    "No column not_compliant says who does not pay in full and on time, so every paying parent is "
    "taken to comply.",
)


def notes_on(
    everyone: Summed, part: str, header: Header, settings: Settings, day: date
) -> tuple[Note, ...]:
    """Gather the notes on a whole table."""
    law = law_on(day)
    reforms = settings.reforms
    if reforms:
        law = reformed(law, reforms)
    compared = everyone.paying is not None
    by_conduct = law.paying_parent_fee_not_compliant is not None
    varied = any(name in header.places for name in VARIATION)
    chosen = (
        (_part(part), bool(part)),
        (_unanswered(everyone), bool(everyone.unanswered)),
        (ONE_WEEK, True),
        (FEES, bool(everyone.fees) or compared),
        (PER_CASE, compared),
        (AS_THEY_ARE, compared),
        (GUARANTEED, everyone.state is not None),
        (SERVICE, "collect_and_pay" not in header.places),
        (MANAGED, law.managed_only is not None and law.managed_only.value),
        (COMPLIANCE, by_conduct and "not_compliant" in header.places),
        (ALL_COMPLY, by_conduct and "not_compliant" not in header.places),
        (UNEARNED, law.unearned_in_gross_income is not None),
        (VARIATIONS, varied),
        (THESE_CASES, True),
    )
    told = tuple(note for note, is_so in chosen if is_so)
    later = _begin(settings.reforms) if "on" in header.places else later_proposals(law)
    return (*told, *later, *after_checked(law))


def _begin(reforms: tuple[Reform, ...]) -> tuple[Note, ...]:
    """Rows have days of their own, before a proposal begins and after."""
    return tuple(
        Note(
            f"proposal-from-{reform.name}",
            f"The proposal {reform.title} would begin on {long_date(reform.since)}: nothing of it "
            "is in the answers for earlier days.",
        )
        for reform in reforms
        if reform.since
    )


def _part(part: str) -> Note:
    return Note("part", f"Only part {part} of the table is added up.")


def _unanswered(everyone: Summed) -> Note:
    under = ", under today's law or under the proposal" if everyone.paying else ""
    many = f"{everyone.unanswered:,} of {everyone.cases:,} cases"
    return Note("unanswered", f"Without an answer{under}: {many}, left out of all other figures.")
