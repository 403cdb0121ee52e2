"""Under a reform every step that rests on a changed value cites the proposal, beside the law.

A step cites the row of its main value itself. Here is what it uses besides: a term of its formula,
or what must hold for there to be such a step at all.
"""

from collections.abc import Iterator

from cmscalc.core.facts import Facts
from cmscalc.core.step import Step
from cmscalc.law import Law
from cmscalc.law.reform import PROPOSAL
from cmscalc.law.rows import Citation

# The names of terms that are a value of law itself, in whichever step they stand.
TERMS = {
    "T": "reduced_rates",
    "boarding share": "boarding_share",
    "basic rate start": "basic_from",
    "extra": "half_care_extra",
    "first rate": "first_slice_rates",
    "first slice": "first_slice",
    "flat rate": "flat_rate",
    "flat rate limit": "flat_up_to",
    "half": "half_flat_share",
    "least amount": "arrangement_minimum",
    "nil limit": "nil_below",
    "reduction": "other_child_reductions",
    "second rate": "second_slice_rates",
}
BAND_START = "band start"
# How the ids of steps of fees begin: each rests on its rates, and on whether there are fees at all.
ON_TOP = ("paying_parent_fee", "paying_parent_fee_not_compliant")
OFF = ("receiving_parent_fee", "receiving_parent_fee_if_abuse")
FEES = {
    "paying-parent-fee-": ON_TOP,
    "paying-parent-pays": ON_TOP,
    "receiving-parent-fee-": OFF,
    "receiving-parent-gets-": OFF,
}


def cited(steps: tuple[Step, ...], facts: Facts, law: Law) -> tuple[Step, ...]:
    """Add to each step's citation the proposals whose values it uses."""
    if not law.proposals:
        return steps
    return tuple(step._replace(citation=_with_proposals(step, facts, law)) for step in steps)


def _with_proposals(step: Step, facts: Facts, law: Law) -> Citation:
    rows = (getattr(law, field) for field in _fields(step, facts))
    said = [row.citation.text for row in rows if row is not None and row.confidence == PROPOSAL]
    more = [text for text in dict.fromkeys(said) if text not in step.citation.text]
    if not more:
        return step.citation
    return step.citation._replace(text=f"{step.citation.text}, as changed by {' and '.join(more)}")


def _fields(step: Step, facts: Facts) -> Iterator[str]:
    """Name the values of law that a step uses, besides its main one."""
    names = [term.name for term in step.terms]
    yield from (TERMS[name] for name in names if name in TERMS)
    if BAND_START in names:
        yield "local_authority_bands" if "local-authority-" in step.id else "care_bands"
    for start, fields in FEES.items():
        if step.id.startswith(start):
            yield from fields
            if not facts.collect_and_pay:
                yield "managed_only"
