"""SI 2014/612 reg 7: collection fees under Collect and Pay, beside maintenance, never in it.

Which rate applies may hang on more under a reform: see `_rate_on_top` and `_rate_off`.
"""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import Facts, FeeRounding, ReceivingParent
from cmscalc.core.income import DAYS_IN_WEEK
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.core.money import Money, to_penny, total
from cmscalc.core.step import (
    Note,
    Step,
    assumed,
    decision,
    number,
    percent,
    pounds,
    readings_of,
    working,
)
from cmscalc.law import Law
from cmscalc.law.rows import Row
from cmscalc.law.sources import fees_reg


class Collected(NamedTuple):
    """One receiving parent's side of Collect and Pay, a week."""

    parent: ReceivingParent
    weekly: Money
    paying_parent_fee: Money
    fee: Money

    @property
    def paying_parent_pays(self) -> Money:
        """Maintenance and fee for this receiving parent."""
        return self.weekly + self.paying_parent_fee

    @property
    def gets(self) -> Money:
        """What is passed on when the instalment is paid."""
        return self.weekly - self.fee


class Fees(NamedTuple):
    """Collection fees a week, if every instalment is paid."""

    weekly: Money
    weeks: int
    receiving_parents: tuple[Collected, ...]
    steps: tuple[Step, ...]

    @property
    def charged(self) -> bool:
        """Whether any fee is charged at all."""
        return bool(self.paying_parent_fee.pence or self.receiving_parent_fees.pence)

    @property
    def paying_parent_fee(self) -> Money:
        """The sum of the fee on each receiving parent's amount."""
        return total([each.paying_parent_fee for each in self.receiving_parents])

    @property
    def paying_parent_pays(self) -> Money:
        """Maintenance and fee together."""
        return self.weekly + self.paying_parent_fee

    @property
    def receiving_parent_fees(self) -> Money:
        """What all receiving parents pay together."""
        return total([each.fee for each in self.receiving_parents])

    @property
    def receiving_parents_get(self) -> Money:
        """What is passed on to all receiving parents together."""
        return total(each.gets for each in self.receiving_parents)

    @property
    def paying_parent_fee_per_year(self) -> Money:
        """The paying parent's fees over the plan year of 52 weeks."""
        return self.paying_parent_fee * self.weeks

    @property
    def receiving_parent_fees_per_year(self) -> Money:
        """The receiving parents' fees over the same year, if everything is passed on."""
        return self.receiving_parent_fees * self.weeks


def are_collected(facts: Facts, law: Law) -> bool:
    """Whether money goes through Collect and Pay, or the one service of a reform."""
    return facts.collect_and_pay or (law.managed_only is not None and law.managed_only.value)


def collection_fees(facts: Facts, parts: tuple[Money, ...], law: Law) -> Fees:
    """Reg 7: 20 % on top and 4 % off, on each receiving parent's weekly amount.

    Raises OutsideTheLawBook where a reform asks who is a survivor of abuse and nobody has said.
    """
    parents = facts.receiving_parents
    weekly = total(parts)
    weeks = law.reference_weeks.value
    nothing = Money(0)
    on_top, usual = law.paying_parent_fee, law.receiving_parent_fee
    if on_top is None or usual is None:
        each = tuple(
            Collected(parent, part, nothing, nothing)
            for parent, part in zip(parents, parts, strict=True)
        )
        return Fees(weekly, weeks, each, (NO_FEES_YET,))
    on_top, other = _rates_on_top(on_top, facts, law)
    found: list[Collected] = []
    steps: list[Step] = []
    for place, (parent, part) in enumerate(zip(parents, parts, strict=True), 1):
        added = _on_top(place, parent, part, facts.fee_rounding, on_top)
        taken = _off(place, parent, part, _rate_off(place, usual, facts, law))
        if other is not None and weekly.pence:
            added = added._replace(notes=(*added.notes, _otherwise(parts, facts, other)))
        steps += [added, taken]
        on_it, off_it = to_penny(added.amount), to_penny(taken.amount)
        found.append(Collected(parent, part, on_it, off_it))
    return Fees(weekly, weeks, tuple(found), (*steps, *_together(weekly, weeks, found, law)))


def _rates_on_top(
    usual: Row[Fraction], facts: Facts, law: Law
) -> tuple[Row[Fraction], Row[Fraction] | None]:
    """The paying parent's rate; and the other one, where a reform has one for each conduct."""
    late = law.paying_parent_fee_not_compliant
    if late is None:
        return usual, None
    return (usual, late) if facts.compliant else (late, usual)


def _rate_off(place: int, usual: Row[Fraction], facts: Facts, law: Law) -> Row[Fraction]:
    """The receiving parent's rate: under a reform it may be another for a survivor of abuse."""
    if law.receiving_parent_fee_if_abuse is None:
        return usual
    if facts.abuse is None:
        raise OutsideTheLawBook(
            "The proposal asks whether the receiving parent is a survivor of domestic abuse, "
            "and that is never guessed: say --abuse yes or --abuse no."
        )
    return law.receiving_parent_fee_if_abuse if facts.abuse[place - 1] else usual


def _otherwise(parts: tuple[Money, ...], facts: Facts, other: Row[Fraction]) -> Note:
    """Say what the fees would be for the other conduct, and what is taken for granted."""
    fees = total(to_penny(other.value * part.pounds) for part in parts).written
    now, otherwise = "in full by its due date", "late or short"
    if not facts.compliant:
        now, otherwise = otherwise, now
    first = f"Every instalment is taken to be paid {now}. If it is paid {otherwise}, the paying"
    last = "No test of compliance was published: this is the one used here."
    return assumed(
        "compliance",
        f"{first} parent's fee is {fees} a week. {last}",
        "--not-compliant gives that answer." if facts.compliant else "",
        f"{first} parent's fee is another. {last}",
    )


def _together(weekly: Money, weeks: int, found: list[Collected], law: Law) -> tuple[Step, ...]:
    """Show what is paid and passed on a week, and what the fees come to over the plan year."""
    places = range(1, len(found) + 1)
    on_top = [
        pounds(f"fee {place}", each.paying_parent_fee.pounds)
        for place, each in zip(places, found, strict=True)
    ]
    off = [
        pounds(f"fee {place}", each.fee.pounds) for place, each in zip(places, found, strict=True)
    ]
    names = " + ".join(term.name for term in on_top)
    citation = fees_reg("7")
    pays = working(
        "paying-parent-pays",
        "What the paying parent pays a week, fees with it",
        citation,
        f"weekly total + {names}",
        pounds("weekly total", weekly.pounds),
        *on_top,
        exact=weekly.pounds + total(each.paying_parent_fee for each in found).pounds,
    )
    gets = (_gets(place, each) for place, each in zip(places, found, strict=True))
    over_the_year = (
        working(
            step_id,
            f"{whose} fees over {weeks} weeks",
            law.reference_weeks.citation,
            f"({names}) × weeks",
            *terms,
            number("weeks", weeks),
            exact=sum((term.value for term in terms), Fraction(0)) * weeks,
        )
        for step_id, whose, terms in (
            ("paying-parent-fees-per-year", "The paying parent's", on_top),
            ("receiving-parent-fees-per-year", "Receiving parents'", off),
        )
    )
    return (pays, *gets, *over_the_year)


def _gets(place: int, each: Collected) -> Step:
    """What is passed on to a receiving parent, less the fee."""
    return working(
        f"receiving-parent-gets-{place}",
        f"What is passed on to {each.parent.called}",
        fees_reg("7"),
        "weekly − fee",
        pounds("weekly", each.weekly.pounds),
        pounds("fee", each.fee.pounds),
        exact=each.gets.pounds,
    )


NO_FEES_YET = decision(
    "fees-none",
    "No collection fees yet",
    fees_reg("7"),
    "collection fees are charged from 11 August 2014",
    outcome="no fees",
    notes=(
        assumed(
            "no-fees-yet",
            "Collection fees are charged only on maintenance from 11 August 2014 on.",
        ),
    ),
)
DAILY = assumed(
    "fee-daily",
    "Fee rounding daily: the fee is built from each day's, as reg 7 is worded. Published figures "
    "take it on each instalment (reading 33).",
)
DUE_ANYWAY = assumed(
    "fee-due-anyway",
    "The paying parent's fee is due even when a payment is missed; the receiving parent's only "
    "when money is passed on.",
)


def _on_top(
    place: int, parent: ReceivingParent, part: Money, rounding: FeeRounding, row: Row[Fraction]
) -> Step:
    daily = rounding is FeeRounding.DAILY
    fee = to_penny(row.value * part.pounds).pounds
    if daily:
        fee = DAYS_IN_WEEK * to_penny(row.value * part.pounds / DAYS_IN_WEEK).pounds
    return working(
        f"paying-parent-fee-{place}",
        f"Paying parent's fee on the amount to {parent.called}",
        row.citation,
        "7 × penny(fee rate × weekly ÷ 7)" if daily else "penny(fee rate × weekly)",
        percent("fee rate", row.value),
        pounds("weekly", part.pounds),
        exact=Fraction(fee),
        notes=(*((DAILY,) if daily else readings_of(row)), DUE_ANYWAY) if fee else (),
    )


def _off(place: int, parent: ReceivingParent, part: Money, row: Row[Fraction]) -> Step:
    return working(
        f"receiving-parent-fee-{place}",
        f"Fee off what is passed on to {parent.called}",
        row.citation,
        "penny(fee rate × weekly)",
        percent("fee rate", row.value),
        pounds("weekly", part.pounds),
        exact=to_penny(row.value * part.pounds).pounds,
    )
