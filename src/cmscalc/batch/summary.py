"""From a tally of rows to what is said of them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cmscalc.batch.groups import Settings
from cmscalc.batch.header import Header
from cmscalc.batch.names import STATE
from cmscalc.batch.summary_notes import notes_on
from cmscalc.batch.tally import LESS, MORE, SAME, Group, Tally
from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.core.money import Money, to_penny
from cmscalc.files.words import plain_name
from cmscalc.law import law_on
from cmscalc.render.batch_summary.model import QUANTILES, Change, State, Summary, Summed

NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")


class Source(NamedTuple):
    """What was added up: a table or one of its parts, by a column or none, and under what.

    `day` is for rows without one of their own.
    """

    table: str
    part: str
    header: Header
    by: str
    day: date
    settings: Settings


def summary_of(tally: Tally, source: Source) -> Summary:
    """Say what there is to say of all rows, and of those with each value of the column."""
    everyone = _summed(None, tally.everyone(), tally, source)
    places = source.header.places
    names = in_order(tally.groups) if source.by else []
    return Summary(
        table=source.table,
        by=source.by,
        day=None if "on" in places else source.day,
        rounding=None if "rounding" in places else Rounding(_said(source, "rounding", "final")),
        fee_rounding=None
        if "fee_rounding" in places
        else FeeRounding(_said(source, "fee_rounding", "instalment")),
        weeks=law_on(source.day).reference_weeks.value,
        reforms=source.settings.reforms,
        groups=tuple(_summed(name, tally.groups[name], tally, source) for name in names),
        everyone=everyone,
        notes=notes_on(everyone, source.part, source.header, source.settings, source.day),
    )


def _said(source: Source, name: str, usual: str) -> str:
    return plain_name(dict(source.settings.defaults).get(name, usual))


def in_order(values: Iterable[str]) -> list[str]:
    """Put the values of a column in order: numbers by their size, then words, blank last."""
    return sorted(values, key=lambda value: (not value, not NUMBER.fullmatch(value), *_size(value)))


def _size(value: str) -> tuple[Fraction, str]:
    return Fraction(value if NUMBER.fullmatch(value) else 0), value


def _summed(name: str | None, group: Group, tally: Tally, source: Source) -> Summed:
    total, answered = group.total, group.answered
    pays = total + group.on_top - group.weekly_now - group.on_top_now
    gets = total - group.off - group.weekly_now + group.off_now
    guaranteed = set(STATE) <= set(source.settings.answers())
    return Summed(
        name=name,
        cases=group.rows,
        unanswered=group.unanswered,
        total=total,
        mean=to_penny(Money(total).pounds / answered) if answered else None,
        quantiles=group.quantiles(*QUANTILES),
        on_top=group.on_top,
        off=group.off,
        paying=_change(group.paying, pays) if tally.compared else None,
        receiving=_change(group.receiving, gets) if tally.compared else None,
        state=State(group.state_told, group.state_cost) if guaranteed else None,
    )


def _change(signs: Mapping[int, int], pence: int) -> Change:
    return Change(signs.get(LESS, 0), signs.get(SAME, 0), signs.get(MORE, 0), pence)
