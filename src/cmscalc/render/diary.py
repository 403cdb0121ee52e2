"""The diary as a document: promises that are overdue first, then all of it."""

from datetime import date

from cmscalc.core.printable import long_date
from cmscalc.ledger.case import Case, DiaryEntry
from cmscalc.ledger.chronology import KINDS
from cmscalc.ledger.diary import Promise, promises
from cmscalc.render.document.model import Column, Document, Kind, Part, Table, Text, Value
from cmscalc.version import __version__

SCHEMA = "cmscalc.diary/1"
NAME = "Diary"


def document_of(case: Case, on: date) -> Document:
    """Lay a diary out, as it is at the end of a day."""
    found = promises(case.diary, on)
    overdue = [each for each in found if each.days > 0]
    ahead = [each for each in found if each.days <= 0]
    parts: list[Part] = []
    if overdue:
        table = _promises("overdue", "Promised, and not noted as done", overdue, "Days late")
        parts.append(Part("overdue", "Overdue", (table,)))
    if ahead:
        table = _promises("ahead", "Promised by a day to come", ahead, "")
        parts.append(Part("ahead", "Still to come", (table,)))
    parts.append(Part("diary", "Diary", (_entries(case.diary),)))
    about = {"version": __version__, "as_at": on.isoformat()}
    return Document(
        SCHEMA, NAME, _title(case), f"at the end of {long_date(on)}", tuple(parts), about, {}
    )


def _title(case: Case) -> str:
    return f"Diary: {case.title}" if case.title else "Diary"


def _promises(name: str, caption: str, found: list[Promise], days: str) -> Table:
    columns = [
        Column("promised_by", "Promised by", Kind.DAY),
        *([Column("days", days, Kind.NUMBER)] if days else []),
        Column("said_on", "Said on", Kind.DAY),
        Column("who", "Who"),
        Column("what", "What"),
        Column("source", "Row", aside=True),
    ]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            each.promised_by,
            *([each.days] if days else []),
            *(each.entry.on, each.entry.who, each.entry.what, each.entry.source),
        )
        for each in found
    )
    return Table(name, caption, tuple(columns), rows)


def _entries(diary: tuple[DiaryEntry, ...]) -> Table | Text:
    if not diary:
        return Text("There is nothing in the diary yet. `cmscalc diary add` begins it.")
    columns = (
        Column("date", "Date", Kind.DAY),
        Column("kind", "Kind"),
        Column("who", "Who"),
        Column("what", "What"),
        Column("promised_by", "Promised by", Kind.DAY),
        Column("kept_on", "Done on", Kind.DAY),
        Column("source", "Row", aside=True),
    )
    in_order = sorted(diary, key=lambda each: each.on)
    rows: list[tuple[Value, ...]] = [
        (
            *(each.on, KINDS[each.kind], each.who, each.what),
            *(each.promised_by, each.kept_on, each.source),
        )
        for each in in_order
    ]
    keep = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    return Table(
        "diary",
        "What happened, in order",
        tuple(columns[at] for at in keep),
        tuple(tuple(row[at] for at in keep) for row in rows),
    )
