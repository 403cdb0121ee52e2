"""Copies of a case and its payments: what a statement is made from, and carries with it.

A copy has no comments and no other columns. Each of its rows is called by the line it had in the
file. It is read again by the same reader, so what is made from it can be made again.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any, NamedTuple

from cmscalc.core.money import Money
from cmscalc.files.case_file import case_of
from cmscalc.files.diary_file import COLUMNS as COLUMNS_OF_DIARY
from cmscalc.files.diary_file import DiaryFile, diary_of, row_of, written
from cmscalc.files.inputs import Inputs, joined
from cmscalc.files.payments_file import COLUMNS, Bounds, payments_of
from cmscalc.files.secrets import (
    PAYING_PARENT,
    PLAIN_METHODS,
    SECRETS,
    TAX_YEAR,
    UNSAID,
    Labels,
    Secret,
)
from cmscalc.files.sources import Source
from cmscalc.files.toml_places import places
from cmscalc.files.toml_text import toml_of
from cmscalc.files.values import WrittenFloat
from cmscalc.ledger.case import Case, Child
from cmscalc.ledger.children import counted_from, counted_until
from cmscalc.ledger.days import ONE_DAY
from cmscalc.ledger.liability import is_liable
from cmscalc.ledger.payments import PaidFor, Payment
from cmscalc.ledger.strength import LEFT_OUT, has_bank_row

# What our own calculation alone needs: where decisions rule every day, it may be left out.
CALCULATED_FROM = (
    *("income", "nights", "other_children", "arrangement", "local_authority_care"),
    *("equal_care", "benefit", "nil_status", "partner_also_pays", "special_expense"),
    "additional_income",
)


# What files are called in a copy without labels.
CASE, PAYMENTS, DIARY = "case", "payments", "diary"
LABELLED = (Secret.PARENT, Secret.CHILD, Secret.PAYING, Secret.TITLE)


class Keep(NamedTuple):
    """What of the files goes into a copy.

    Labels; free texts, and the days of births; the diary; what our calculation needs.
    """

    labels: bool = True
    texts: bool = True
    diary: bool = True
    calculation: bool = True


class Days(NamedTuple):
    """The first day of a case, the as-at date, and the end of the account."""

    first: date
    last: date
    end: date


class Part(NamedTuple):
    """The text of one file; `lines` are those that each line of it had, where they differ."""

    name: str
    sha256: str
    text: str
    lines: tuple[int, ...] = ()


class Copy(NamedTuple):
    """A case and its payments."""

    case: Part
    payments: tuple[Part, ...]
    diary: Part | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, in the order in which files are named."""
        return (self.case, *self.payments, *([self.diary] if self.diary else []))


def copy_of(inputs: Inputs, keep: Keep, days: Days) -> Copy:
    """Copy what was read, as far as it is to be kept, with what is dated up to the last day.

    A birth of which only the month is kept leaves its day where an amount hangs on it: from
    the first day to the end of the account a child is counted from and until the same days.
    """
    case_file = inputs.case_file
    raw = toml_of(case_file.source)
    labels = Labels(raw)
    kept = _case(raw, case_file.case, keep, labels, days)
    text = _toml(kept)
    lines = [1] * (text.count("\n") + 1)
    for path, spot in places(text).items():
        lines[spot.key.line - 1] = case_file.places.line_of(path)
    name, sha256 = case_file.source.name, case_file.source.sha256
    plain, alone = keep.labels, len(inputs.payments_files) == 1
    parts = [
        Part(
            each.source.name if plain else PAYMENTS if alone else f"{PAYMENTS} {at}",
            each.source.sha256 if plain else "",
            _csv([payment for payment in each.payments if payment.on <= days.last], keep, labels),
        )
        for at, each in enumerate(inputs.payments_files, start=1)
    ]
    case = Part(name if plain else CASE, sha256 if plain else "", text, tuple(lines))
    diary = _diary(inputs.diary_file, keep, labels, days.last) if keep.diary else None
    return Copy(case, tuple(parts), diary)


def inputs_of(copy: Copy, end: date) -> Inputs:
    """Read a copy. Raises Problems where it is none that was made here."""
    case = copy.case
    case_file = case_of(Source(case.name, case.text, case.sha256), case.lines)
    facts = case_file.case
    bounds = Bounds(facts.effective_date, end, facts.receiving_parents)
    sources = (Source(part.name, part.text, part.sha256) for part in copy.payments)
    inputs = Inputs(case_file, tuple(payments_of(each, bounds) for each in sources), ())
    part = copy.diary
    return joined(inputs, diary_of(Source(part.name, part.text, part.sha256))) if part else inputs


# --- the case -------------------------------------------------------------------------------------


def _case(
    raw: Mapping[str, Any], case: Case, keep: Keep, labels: Labels, days: Days
) -> dict[str, Any]:
    """Copy a case file's values, key by key."""
    left_out = {*(() if keep.diary else ("diary",))}
    left_out |= {*(() if keep.calculation else CALCULATED_FROM)}
    kept: dict[str, Any] = {}
    for name, value in raw.items():
        if name in SECRETS[""]:
            kept |= _pair(SECRETS[""][name], name, value, keep, labels)
        elif not isinstance(value, list):  # one service for the whole case
            kept[name] = value
        elif name not in left_out:
            kept[name] = [_row(name, row, keep, labels) for row in value]
    if not keep.texts:
        for row, child in zip(kept.get("child", ()), case.children, strict=True):
            _pin(row, case, child, keep, days)
    return kept


def _row(table: str, row: Mapping[str, Any], keep: Keep, labels: Labels) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in row.items():
        kept |= _pair(SECRETS[table][key], key, value, keep, labels)
    if table == "diary" and not keep.texts:
        kept["what"] = UNSAID
    return kept


def _pair(secret: Secret, key: str, value: Any, keep: Keep, labels: Labels) -> dict[str, Any]:  # noqa: ANN401 - any value of TOML
    """A key with what is kept of its value; nothing, if nothing is."""
    kept = _kept(secret, value, keep, labels)
    return {} if kept is None else {key: kept}


def _kept(secret: Secret, value: Any, keep: Keep, labels: Labels) -> Any:  # noqa: ANN401 - as above
    """What of a value is kept: all of it, what stands for it, or nothing."""
    whole = keep.labels if secret in LABELLED else keep.texts
    if secret is Secret.FIGURE or (whole and secret is not Secret.FILES):
        return value
    instead: dict[Secret, Callable[[Any], Any]] = {
        Secret.PARENT: labels.parent,
        Secret.CHILD: labels.child,
        Secret.PAYING: lambda _: PAYING_PARENT,
        Secret.WHO: labels.who,
        Secret.BIRTH: lambda born: str(born)[: len("2015-03")],
        Secret.YEAR: lambda year: year if TAX_YEAR.fullmatch(year) else None,
    }
    return instead[secret](value) if secret in instead else None


def _pin(row: dict[str, Any], case: Case, child: Child, keep: Keep, days: Days) -> None:
    """Give the days a child is counted from and until, where an amount hangs on them."""
    first, last = counted_from(child, case), counted_until(child).on
    if days.first < first < days.end and _matters(case, child, keep, first):
        row["from"] = first
    if days.first <= last < days.end and _matters(case, child, keep, last):
        row["until"] = last


def _matters(case: Case, child: Child, keep: Keep, day: date) -> bool:
    """Whether an amount hangs on the day: our calculation does, a decision if nothing is left."""
    before = is_liable(case, child.lives_with, day - ONE_DAY)
    return keep.calculation or before != is_liable(case, child.lives_with, day)


def _toml(values: dict[str, Any]) -> str:
    import tomli_w  # noqa: PLC0415 - only a copy writes TOML

    return tomli_w.dumps(_plain(values))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of TOML
    """Floats as the text they were written as."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, WrittenFloat) else value


def _diary(file: DiaryFile | None, keep: Keep, labels: Labels, last: date) -> Part | None:
    """What the diary file says up to a day; nothing of it is no diary."""
    entries = tuple(each for each in file.entries if each.on <= last) if file else ()
    if file is None or not entries:
        return None
    if not keep.texts:
        entries = tuple(each._replace(who=labels.who(each.who), what=UNSAID) for each in entries)
    text = written([COLUMNS_OF_DIARY, *map(row_of, entries)])
    if keep.labels:
        return Part(file.source.name, file.source.sha256, text)
    return Part(DIARY, "", text)


# --- payments -------------------------------------------------------------------------------------


def _csv(payments: Sequence[Payment], keep: Keep, labels: Labels) -> str:
    """Write payments as CSV, each row on the line on which it was."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    line = 2
    for payment in payments:
        number = int(payment.source.rpartition(":")[2])
        out.write("\n" * (number - line))
        cells = _cells(payment, keep, labels)
        writer.writerow(cells)
        line = number + 1 + sum(cell.count("\n") for cell in cells)
    return out.getvalue()


def _cells(payment: Payment, keep: Keep, labels: Labels) -> tuple[str, ...]:
    texts = keep.texts
    method = payment.method
    return (
        payment.on.isoformat(),
        str(Money(payment.pence)),
        payment.receiving_parent if keep.labels else labels.parent(payment.receiving_parent),
        method if texts or method in PLAIN_METHODS else "",
        payment.reference if texts else "",
        _paid_for(payment.paid_for),
        payment.evidence if texts else LEFT_OUT if has_bank_row(payment) else "",
        payment.agreed,
        payment.note if texts else "",
    )


def _paid_for(marked: PaidFor | None) -> str:
    if marked is None:
        return ""
    month = f"{marked.year:04}-{marked.month:02}"
    return f"{month}-{marked.day:02}" if marked.day else month
