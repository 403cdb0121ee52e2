"""SI 2014/612 reg 7: collection fees under Collect and Pay, beside maintenance, never in it."""

from fractions import Fraction
from typing import NamedTuple

from cmscalc.core.facts import FeeRounding, ReceivingParent
from cmscalc.core.income import DAYS_IN_WEEK
from cmscalc.core.money import Money, to_penny, total
from cmscalc.core.step import Step, assumed, decision, number, percent, pounds, reading, working
from cmscalc.law import Law
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
        return self.weekly - self.receiving_parent_fees

    @property
    def paying_parent_fee_per_year(self) -> Money:
        """The paying parent's fees over the plan year of 52 weeks."""
        return self.paying_parent_fee * self.weeks

    @property
    def receiving_parent_fees_per_year(self) -> Money:
        """The receiving parents' fees over the same year, if everything is passed on."""
        return self.receiving_parent_fees * self.weeks


def collection_fees(
    parents: tuple[ReceivingParent, ...],
    parts: tuple[Money, ...],
    rounding: FeeRounding,
    law: Law,
) -> Fees:
    """Reg 7: 20 % on top and 4 % off, on each receiving parent's weekly amount."""
    weekly = total(parts)
    weeks = law.reference_weeks.value
    nothing = Money(0)
    if law.paying_parent_fee is None or law.receiving_parent_fee is None:
        each = tuple(
            Collected(parent, part, nothing, nothing)
            for parent, part in zip(parents, parts, strict=True)
        )
        return Fees(weekly, weeks, each, (NO_FEES_YET,))
    found: list[Collected] = []
    steps: list[Step] = []
    for place, (parent, part) in enumerate(zip(parents, parts, strict=True), 1):
        on_top = _on_top(place, parent, part, rounding, law)
        off = _off(place, parent, part, law)
        steps += [on_top, off]
        found.append(Collected(parent, part, to_penny(on_top.amount), to_penny(off.amount)))
    return Fees(weekly, weeks, tuple(found), (*steps, *_together(weekly, weeks, found, law)))


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
    gets = (
        working(
            f"receiving-parent-gets-{place}",
            f"What is passed on to {each.parent.called}",
            citation,
            "weekly − fee",
            pounds("weekly", each.weekly.pounds),
            pounds("fee", each.fee.pounds),
            exact=each.gets.pounds,
        )
        for place, each in zip(places, found, strict=True)
    )
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
    place: int, parent: ReceivingParent, part: Money, rounding: FeeRounding, law: Law
) -> Step:
    row = law.paying_parent_fee
    assert row is not None
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
        notes=(DAILY if daily else reading(33), DUE_ANYWAY) if fee else (),
    )


def _off(place: int, parent: ReceivingParent, part: Money, law: Law) -> Step:
    row = law.receiving_parent_fee
    assert row is not None
    return working(
        f"receiving-parent-fee-{place}",
        f"Fee off what is passed on to {parent.called}",
        row.citation,
        "penny(fee rate × weekly)",
        percent("fee rate", row.value),
        pounds("weekly", part.pounds),
        exact=to_penny(row.value * part.pounds).pounds,
    )
