"""The reforms asked for, by name or file, and whether they go together on a day."""

from collections.abc import Sequence
from pathlib import Path

from cmscalc.core.printable import long_date
from cmscalc.files.problems import Problems
from cmscalc.files.reader import Reader
from cmscalc.files.reform_file import ENDING, WORDS, read_reform, said, shipped, shipped_reform
from cmscalc.files.sources import STANDARD_INPUT
from cmscalc.files.words import Unreadable, closest, plain_name
from cmscalc.law import Law
from cmscalc.law.reform import Reform, clashes, disorders, holding, not_in_force, reformed


def read_reforms(reader: Reader) -> tuple[Reform, ...]:
    """Read every reform asked for, in order. What is wrong with one is kept by the reader."""
    found: list[Reform] = []
    for text in reader.texts("reform"):
        try:
            reform = reader.read("reform", text, _reform)
        except Problems as wrong:
            reader.problems += wrong.problems
            continue
        if reform is None:
            continue
        if reform in [each._replace(typed="") for each in found]:
            reader.contradicts("reform", "the same reform twice", "each once", text)
            continue
        # Files of two folders may have one name: what was typed tells them apart.
        name = text if reform.name in [each.name for each in found] else reform.name
        found.append(reform._replace(name=name, typed=text))
    return tuple(found)


def _check_together(reader: Reader, reforms: Sequence[Reform]) -> None:
    """Keep a problem for every two reforms that set a value differently."""
    for first, second, fields in apart(reforms):
        reader.contradicts(
            "reform",
            f"{first.name} and {second.name} set {fields} differently",
            "reforms that go together; `cmscalc compare-rules` shows each by itself",
            second.typed or second.name,
        )


def apart(reforms: Sequence[Reform]) -> list[tuple[Reform, Reform, str]]:
    """Give every two reforms that do not go together, and the values in words."""
    pairs: dict[tuple[Reform, Reform], list[str]] = {}
    for field, first, second in clashes(reforms):
        pairs.setdefault((first, second), []).append(named(field))
    return [(*pair, " and ".join(fields)) for pair, fields in pairs.items()]


def _reform(text: str) -> Reform:
    if text.lower().endswith(ENDING) or "/" in text or text == STANDARD_INPUT:
        return read_reform(text)
    name, known = plain_name(text), shipped()
    if name in known:
        return shipped_reform(name)
    wanted = f"one of {', '.join(known)}; or a file, such as reform{ENDING}"
    if text and Path(text).is_file():
        found = f"a file by a name that does not end in {ENDING}"
        raise Unreadable(found, wanted, f"./{text}")
    found = f"an unknown reform, {text!r}" if name else "no reform"
    raise Unreadable(found, wanted, closest(name, known))


def named(field: str) -> str:
    """Name a value as the key of a reform file that sets it."""
    return next((key for key, word in WORDS.items() if word.field == field), field)


def law_with(reader: Reader, law: Law, reforms: Sequence[Reform]) -> Law:
    """Give the law of a day with reforms. What does not go together is kept by the reader."""
    held = holding(reforms, law.day)
    _check_together(reader, held)
    if clashes(held):
        return law
    for reform in reforms:
        lacking = [named(field) for field in not_in_force(law, reform)]
        if lacking:
            found = f"{reform.name} sets {' and '.join(lacking)}: not yet in force on "
            reader.contradicts(
                "reform", f"{found}{long_date(law.day)}", "a later day", reform.typed or reform.name
            )
    changed = reformed(law, tuple(reforms))
    for wrong in disorders(changed):
        found, wanted = said(wrong, changed)
        reader.contradicts("reform", found, wanted)
    return changed
