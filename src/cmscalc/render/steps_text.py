"""The steps of a working as text, the same wherever they are shown."""

from textwrap import wrap

from cmscalc.core.step import Step
from cmscalc.render import words
from cmscalc.render.lines import Line, Piece

LONGEST_BESIDE = 30


def step_lines(number: int, step: Step, width: int, *, links: bool = True) -> list[Line]:
    """Lay a step out: its title and value, its formula, its figures, its law and its notes.

    Without links the notes stand elsewhere, the readings of the law by their numbers.
    """
    shown = _shown(step)
    outcome: list[Line] = []
    if len(shown) > LONGEST_BESIDE:
        outcome = [(Piece(f"     {shown}", "amount"),)]
        shown = ""
    title = wrap(step.title, width - 6 - len(shown) - 2) or [""]
    first = (
        Piece(f"{number:>3}  "),
        Piece(f"{title[0]:{width - 6 - len(shown)}} ", "heading"),
        Piece(shown, "amount"),
    )
    rest: list[Line] = [(Piece(f"     {text}", "heading"),) for text in title[1:]]
    sums = [each for each in (step.formula, words.in_figures(step)) if each]
    body: list[Line] = [
        (Piece(text),)
        for each in sums
        for text in _indented(each, width, hanging=each != step.formula)
    ]
    told = [f"See the note {note.id}." for note in step.notes]
    if not links:
        told = [f"Rests on reading {number} of the law." for number in words.readings_of(step)]
    readings: list[Line] = [(Piece(f"     {text}", "caution"),) for text in told]
    link = Piece(step.citation.url if links else "", "faint")
    cited: list[Line] = [
        (Piece(text, "faint"),) for text in _indented(step.citation.text, width, hanging=True)
    ]
    source = cited
    if link.text and len(cited) == 1 and len(cited[0][0].text) + 2 + len(link.text) <= width:
        source = [(*cited[0], Piece("  "), link)]
    elif link.text:
        source = [*cited, (Piece("     "), link)]
    return [first, *rest, *body, *outcome, *source, *readings]


def _shown(step: Step) -> str:
    if step.exact is None:
        return f"→ {step.outcome}" if step.outcome else ""
    return words.shown_value(step)


def _indented(text: str, width: int, *, hanging: bool) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent="     ",
        subsequent_indent="       " if hanging else "     ",
        break_long_words=False,
        break_on_hyphens=False,
    )
