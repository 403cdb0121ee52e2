"""Rules side by side as text: a column a rule, and under each figure what it is more or less."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from cmscalc.core.comparison import Figure, Side
from cmscalc.core.facts import UNNAMED
from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.core.step import Note
from cmscalc.law import CHECKED
from cmscalc.render import proposals
from cmscalc.render.as_text import NO_DECISION, RATES, ROUNDING, note_lines
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.render.rules_json import reforms_of
from cmscalc.version import __version__

WHAT = {
    "maintenance": "Maintenance due",
    "receiving_parent_fee": "Fee off what is passed on",
    "receiving_parent_gets": "Passed on when it is paid",
    "paying_parent_fee": "Paying parent's fee",
    "paying_parent_pays": "Paying parent pays in all",
    "state_paid": "The state pays",
    "cost_to_state": "Cost to the state",
}
LABEL, COLUMN, MOST_COLUMNS, HEAD = 30, 12, 4, 10
TODAY = "law"
WORKING = "`cmscalc estimate --explain`"


def lines(sides: Sequence[Side], why_apart: str, width: int) -> list[Line]:
    """Lay rules out side by side, today's law in the first column of every table."""
    out = [
        *proposals.lines(reforms_of(sides), width, sides[0].answer.on),
        *_headline(sides, width),
        BLANK,
    ]
    heads = _heads(sides)
    out += [*_key(sides, heads, width), *_wrapped(why_apart, width, "  ")]
    shown = list(zip(heads, sides, strict=True))
    for start in range(1, len(shown), MOST_COLUMNS - 1):
        table = [shown[0], *shown[start : start + MOST_COLUMNS - 1]]
        out += [BLANK, *_table("A week", table, "week"), BLANK]
        weeks = sides[0].rule.law.reference_weeks.value
        out += _table(f"A year of {weeks} weeks", table, "year")
    return [*out, *_notes(sides, heads, width), BLANK, *_footer(sides, width)]


def _headline(sides: Sequence[Side], width: int) -> list[Line]:
    title, law = "Today's law and proposals", f"law of {long_date(sides[0].answer.on)}"
    gap = " " * max(2, width - len(title) - len(law))
    return [(Piece(title, "heading"), Piece(gap), Piece(law, "faint"))]


def _heads(sides: Sequence[Side]) -> list[str]:
    """What stands over each column: the law, a number for each proposal, and all together.

    No letters: parents of a case are often called A and B.
    """
    numbers = range(1, len(reforms_of(sides)) + 1)
    proposed = [f"proposal {number}" for number in numbers]
    return [TODAY, *proposed, "together"][: len(sides)]


def _key(sides: Sequence[Side], heads: Sequence[str], width: int) -> list[Line]:
    out: list[Line] = []
    for head, side in zip(heads, sides, strict=True):
        income = side.answer.gross_weekly_income
        earned = f", gross weekly income {income.written}" if income else ""
        basis = f"{RATES[side.answer.rate].lower()}{earned}"
        out += _wrapped(f"{head:{HEAD}} {_named(side)}: {basis}", width, "  ", " " * (HEAD + 3))
    return out


def _named(side: Side) -> str:
    several = side.answer.proposals
    if not several:
        return "today's law"
    if len(several) == 1:
        return side.rule.name
    *others, last = range(1, len(several) + 1)
    return f"proposals {', '.join(map(str, others))} and {last}"


def _table(title: str, table: Sequence[tuple[str, Side]], period: str) -> Iterator[Line]:
    yield (
        Piece(f"{title:{LABEL}}", "heading"),
        Piece("".join(f"{head:>{COLUMN}}" for head, _ in table), "faint"),
    )
    for row in range(len(table[0][1].figures)):
        figures = [side.figures[row] for _, side in table]
        amounts = [_of(figure, period) for figure in figures]
        if not any(amount is None or amount.pence for amount in amounts):
            continue
        what, who = figures[0].what, figures[0].who
        is_named = who not in ("", UNNAMED)
        if is_named and what == "maintenance":
            yield (Piece(f"  {who}"),)
        label = f"{'    ' if is_named else '  '}{WHAT[what]}"
        yield (
            Piece(f"{label:{LABEL}}"),
            Piece("".join(f"{_written(amount):>{COLUMN}}" for amount in amounts), "amount"),
        )
        less = [_of(side.differences[row], period) for _, side in table[1:]]
        if any(each is None or each.pence for each in less):
            shown = "".join(f"{_signed(each):>{COLUMN}}" for each in less)
            yield (Piece(" " * (LABEL + COLUMN)), Piece(shown, "faint"))


def _of(figure: Figure, period: str) -> Money | None:
    return figure.week if period == "week" else figure.year


def _written(amount: Money | None) -> str:
    return "not told" if amount is None else amount.written


def _signed(amount: Money | None) -> str:
    if amount is None:
        return ""
    return "same" if not amount.pence else f"{'+' if amount.pence > 0 else ''}{amount.written}"


def _notes(sides: Sequence[Side], heads: Sequence[str], width: int) -> list[Line]:
    """The notes of today's answer, then those that only a proposal's has, by its number."""
    seen: set[str] = set()
    found: list[Note] = []
    for head, side in zip(heads, sides, strict=True):
        for note in side.answer.notes:
            whose = "" if head == TODAY or note.id.startswith("reading-") else f"{head}: "
            if note.text not in seen:
                found.append(note._replace(text=f"{whose}{note.text}"))
            seen.add(note.text)
    return note_lines(tuple(found), width, explain=False, working=WORKING)


def _wrapped(text: str, width: int, first: str, rest: str = "  ") -> list[Line]:
    found = wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return [(Piece(each),) for each in found]


def _footer(sides: Sequence[Side], width: int) -> list[Line]:
    rounding = ROUNDING[sides[0].answer.rounding]
    text = f"{NO_DECISION} {rounding} Law checked {long_date(CHECKED)}. cmscalc {__version__}"
    return [(Piece(each, "faint"),) for each in wrap(text, width)]
