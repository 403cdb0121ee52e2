"""The answer as text: what a caller needs first, then the working."""

from textwrap import wrap

from cmscalc.core.assess import Assessment
from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.core.fees import Fees
from cmscalc.core.printable import long_date
from cmscalc.core.rate import Rate
from cmscalc.core.step import Note, Step
from cmscalc.law import CHECKED
from cmscalc.law.reform import holding
from cmscalc.render import proposals
from cmscalc.render.lines import BLANK, Line, Piece
from cmscalc.render.steps_text import step_lines
from cmscalc.render.words import KEY, gets
from cmscalc.version import __version__

RATES = {
    Rate.NIL: "Nil rate",
    Rate.FLAT: "Flat rate",
    Rate.REDUCED: "Reduced rate",
    Rate.BASIC: "Basic rate",
    Rate.DEFAULT: "Default maintenance decision",
    Rate.NONE: "No liability",
}
ESTIMATE = "An estimate, until the Child Maintenance Service decides."
NO_DECISION = "A proposal, not law: the Child Maintenance Service does not decide by it."
ROUNDING = {
    Rounding.FINAL: "Rounded once, at the end (final).",
    Rounding.EACH_STEP: "Rounded at every step (each-step).",
}
LABEL_WIDTH = 24


def lines(answer: Assessment, width: int, *, explain: bool) -> list[Line]:
    """Lay an assessment out in lines of at most `width` characters where words allow."""
    out = [*proposals.lines(answer.proposals, width, answer.on), *_headline(answer, width), BLANK]
    out += [*_parents(answer), *_fees(answer), *_guarantee(answer)]
    if explain:
        out += [BLANK, _heading("How it is worked out"), *_key(width)]
        out += _steps(answer.steps, width)
    return [*out, *note_lines(answer.notes, width, explain=explain), BLANK, *_footer(answer, width)]


def _heading(text: str) -> Line:
    return (Piece(text, "heading"),)


# --- what a caller needs ------------------------------------------------------------------------


def _headline(answer: Assessment, width: int) -> list[Line]:
    title = "Child maintenance estimate"
    law = law_used(answer)
    gap = " " * max(2, width - len(title) - len(law))
    amounts = (
        Piece("  "),
        Piece(answer.weekly.written, "amount"),
        Piece(" a week     "),
        Piece(answer.per_month.written, "amount"),
        Piece(" a month     "),
        Piece(answer.per_year.written, "amount"),
        Piece(" a year"),
    )
    return [
        (Piece(title, "heading"), Piece(gap), Piece(law, "faint")),
        BLANK,
        amounts,
        (Piece(f"  {basis(answer)}"),),
    ]


def law_used(answer: Assessment) -> str:
    """Say which law an answer rests on."""
    changed = ", before the proposal begins" if answer.proposals else ""
    if holding(answer.proposals, answer.on):
        changed = ", changed as proposed"
    return f"law of {long_date(answer.on)}{changed}"


def limit(answer: Assessment) -> str:
    """Say what an answer is not."""
    return NO_DECISION if answer.proposals else ESTIMATE


def basis(answer: Assessment) -> str:
    """Say the rate and the income it rests on, in one line."""
    rate = RATES[answer.rate]
    if answer.gross_weekly_income is None:
        return f"{rate}."
    apart = any(step.id.startswith("additional-") for step in answer.steps)
    more = ", additional income apart" if apart else ""
    return f"{rate}. Gross weekly income {answer.gross_weekly_income.written}{more}."


def _parents(answer: Assessment) -> list[Line]:
    name_width = max(16, *(len(parent.name) for parent in answer.receiving_parents))
    head = f"  {'To':{name_width}} {'children':>9}{'a week':>13}{'a month':>13}{'a year':>14}"
    rows = [
        (
            Piece(f"  {parent.name:{name_width}} {parent.children:>9}"),
            Piece(f"{parent.weekly.written:>13}", "amount"),
            Piece(f"{parent.per_month.written:>13}{parent.per_year.written:>14}"),
        )
        for parent in answer.receiving_parents
    ]
    return [(Piece(head, "faint"),), *rows]


def _fees(answer: Assessment) -> list[Line]:
    if answer.fees is None:
        return []
    fees = answer.fees
    pays = _service_line(
        "The paying parent pays",
        fees.paying_parent_pays.written,
        f"{fees.weekly.written} and a fee of {fees.paying_parent_fee.written}",
    )
    after = [
        _service_line(
            _capital(gets(each.parent.called, guaranteed=answer.guarantee is not None)),
            each.gets.written,
            f"{each.weekly.written} less a fee of {each.fee.written}",
        )
        for each in fees.receiving_parents
    ]
    return [
        BLANK,
        _heading("Collect and Pay, a week"),
        pays,
        *after,
        *_fees_a_year(answer, fees),
    ]


def _service_line(label: str, amount: str, how: str) -> Line:
    return (
        Piece(f"  {label:{LABEL_WIDTH}}"),
        Piece(f"{amount:>11}", "amount"),
        Piece(f"   {how}"),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _guarantee(answer: Assessment) -> list[Line]:
    found = answer.guarantee
    if found is None:
        return []
    out = [
        BLANK,
        _heading("Guaranteed payment, a week"),
        _service_line("The state pays", found.paid.written, ""),
    ]
    if found.collected is None or found.cost is None:
        return out
    less = f"{found.paid.written} less what is collected, {found.collected.written}"
    return [*out, _service_line("Cost to the state", found.cost.written, less)]


def _fees_a_year(answer: Assessment, fees: Fees) -> list[Line]:
    if not fees.charged:
        return []
    mode = "by the day" if answer.fee_rounding is FeeRounding.DAILY else "by the instalment"
    return [
        (Piece(f"  Fees over {fees.weeks} weeks, worked out {mode}, if every payment is made:"),),
        _service_line("  the paying parent", fees.paying_parent_fee_per_year.written, ""),
        _service_line("  receiving parents", fees.receiving_parent_fees_per_year.written, ""),
    ]


# --- the working --------------------------------------------------------------------------------


def _key(width: int) -> list[Line]:
    return [
        (Piece(text, "faint"),)
        for text in wrap(KEY, width, initial_indent="  ", subsequent_indent="  ")
    ]


def _steps(steps: tuple[Step, ...], width: int) -> list[Line]:
    out: list[Line] = []
    for number, step in enumerate(steps, 1):
        out += [BLANK, *step_lines(number, step, width)]
    return out


# --- notes and footer ---------------------------------------------------------------------------


def note_lines(
    notes: tuple[Note, ...], width: int, *, explain: bool, working: str = "--explain"
) -> list[Line]:
    """Lay notes out; without the working, the readings of law are one line that names it."""
    readings = [note for note in notes if note.id.startswith("reading-")]
    shown = [note for note in notes if explain or _is_for_everyone(note)]
    out: list[Line] = []
    for note in shown:
        label = f"{note.id}: " if explain else ""
        out += [
            (Piece(text, "caution" if note in readings else "plain"),)
            for text in wrap(
                f"{label}{note.text}",
                width,
                initial_indent="  ",
                subsequent_indent="    ",
                break_on_hyphens=False,
            )
        ]
    if readings and not explain:
        out += [(Piece(text, "caution"),) for text in _readings_line(readings, width, working)]
    return [BLANK, _heading("Notes"), *out] if out else []


def _is_for_everyone(note: Note) -> bool:
    return not note.id.startswith(("reading-", "near-"))


def _readings_line(readings: list[Note], width: int, working: str) -> list[str]:
    numbers = [note.id.removeprefix("reading-") for note in readings]
    several = len(numbers) > 1
    listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}" if several else numbers[0]
    text = (
        f"Rests on reading{'s' if several else ''} {listed} of the law, where its text is not "
        f"settled: {working} says what was chosen and what it could change."
    )
    return wrap(text, width, initial_indent="  ", subsequent_indent="    ")


def _footer(answer: Assessment, width: int) -> list[Line]:
    text = (
        f"{limit(answer)} {ROUNDING[answer.rounding]} Law checked {long_date(CHECKED)}. "
        f"cmscalc {__version__}"
    )
    return [(Piece(each, "faint"),) for each in wrap(text, width)]
