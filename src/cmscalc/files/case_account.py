"""The account in a case file: decisions, plans, adjustments, letters and the diary."""

from cmscalc.files.case_reader import CaseReader
from cmscalc.ledger import case as facts
from cmscalc.ledger.days import years_after


def decisions(reader: CaseReader) -> tuple[facts.Decision, ...]:
    """CMS's decisions, in order of their days; of one day, in order of the file."""
    found: list[facts.Decision] = []
    for at, row in enumerate(reader.table.decision):
        path = ("decision", at)
        reader.not_before_the_start((*path, "from"), row.since, "a decision")
        found.append(
            facts.Decision(
                since=row.since,
                receiving_parent=reader.parent((*path, "receiving_parent"), row.receiving_parent),
                weekly=row.weekly,
                source=reader.known.where(path),
                letter_dated=row.letter_dated,
                reference=row.reference,
            )
        )
    return tuple(sorted(found, key=lambda each: each.since))


def plans(reader: CaseReader) -> tuple[facts.Plan, ...]:
    """Payment plans, each begun within the case and asking within its year (SI 1992/1989 reg 4)."""
    found: list[facts.Plan] = []
    for at, row in enumerate(reader.table.plan):
        path = ("plan", at)
        reader.not_before_the_start((*path, "from"), row.since, "a plan")
        if not row.since <= row.first_due < years_after(row.since, 1):
            reader.wrong(
                (*path, "first_due"),
                "a first instalment outside the plan's first year",
                f"a day in the year from {row.since.isoformat()}",
            )
        name = row.receiving_parent and reader.parent(
            (*path, "receiving_parent"), row.receiving_parent
        )
        where = reader.known.where(path)
        found.append(facts.Plan(row.since, row.every, row.first_due, where, name))
    _check_plans(reader, found)
    return tuple(sorted(found, key=lambda each: each.since))


def _check_plans(reader: CaseReader, found: list[facts.Plan]) -> None:
    """Two plans of one receiving parent from one day would both ask for the same money."""
    for at, plan in enumerate(found):
        clash = any(
            other.since == plan.since
            and (
                other.receiving_parent == plan.receiving_parent
                or "" in (other.receiving_parent, plan.receiving_parent)
            )
            for other in found[:at]
        )
        if clash:
            path = ("plan", at, "from")
            wanted = "one plan a day for each receiving parent"
            reader.wrong(path, "a second plan from the same day", wanted)


def adjustments(reader: CaseReader) -> tuple[facts.Adjustment, ...]:
    """What else moves the balance, in order of the file. Only an opening one may be a credit."""
    found: list[facts.Adjustment] = []
    for at, row in enumerate(reader.table.adjustment):
        path = ("adjustment", at)
        reader.not_before_the_start((*path, "on"), row.on, "an adjustment")
        may_be_credit = row.kind is facts.AdjustmentKind.OPENING_BALANCE
        if row.amount == 0 or (row.amount < 0 and not may_be_credit):
            found_here = "an amount of nothing" if not row.amount else "an amount below nothing"
            wanted = "an amount of a penny or more: the kind says which way it counts"
            reader.wrong((*path, "amount"), found_here, wanted)
        found.append(
            facts.Adjustment(
                on=row.on,
                receiving_parent=reader.parent((*path, "receiving_parent"), row.receiving_parent),
                kind=row.kind,
                pence=row.amount,
                source=reader.known.where(path),
                note=row.note,
                authority=row.authority,
            )
        )
    return tuple(found)


def balances(reader: CaseReader) -> tuple[facts.Balance, ...]:
    """What letters say was owed, in order of the file."""
    found: list[facts.Balance] = []
    for at, row in enumerate(reader.table.balance):
        path = ("balance", at)
        reader.not_before_the_start((*path, "on"), row.on, "a balance")
        name = reader.parent((*path, "receiving_parent"), row.receiving_parent)
        where = reader.known.where(path)
        found.append(facts.Balance(row.on, name, row.arrears, where, row.source))
    return tuple(found)


def diary(reader: CaseReader) -> tuple[facts.DiaryEntry, ...]:
    """The story, in order of the file."""
    rows = enumerate(reader.table.diary)
    return tuple(
        facts.DiaryEntry(
            row.on,
            row.kind,
            row.who,
            row.what,
            reader.known.where(("diary", at)),
            row.promised_by,
            row.kept_on,
        )
        for at, row in rows
    )
