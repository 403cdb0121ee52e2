"""The reforms asked for, by name or file, and whether they go together on a day."""

from collections.abc import Sequence

from cmscalc.core.printable import long_date
from cmscalc.files.problems import Problems
from cmscalc.files.reader import Reader
from cmscalc.files.reform_file import ENDING, read_reform, said, shipped, shipped_reform
from cmscalc.files.sources import STANDARD_INPUT
from cmscalc.files.words import Unreadable, closest, plain_name
from cmscalc.law import Law
from cmscalc.law.reform import Reform, clashes, disorders, not_in_force, reformed


def read_reforms(reader: Reader) -> tuple[Reform, ...]:
    """Read every reform asked for, in order. What is wrong with one is kept by the reader."""
    found: list[Reform] = []
    for text in reader.texts("reform"):
        try:
            reform = reader.read("reform", text, _reform)
        except Problems as wrong:
            reader.problems += wrong.problems
            continue
        if reform in found:
            reader.contradicts("reform", "the same reform twice", "each once", text)
        elif reform is not None:
            found.append(reform)
    for clash in clashes(found):
        reader.contradicts(
            "reform",
            f"{clash.first.name} and {clash.second.name} set {named(clash.field)} differently",
            "reforms that go together; `cmscalc compare-rules` shows each by itself",
            clash.second.name,
        )
    return tuple(found)


def _reform(text: str) -> Reform:
    if text.endswith(ENDING) or "/" in text or text == STANDARD_INPUT:
        return read_reform(text)
    name, known = plain_name(text), shipped()
    if name in known:
        return shipped_reform(name)
    wanted = f"one of {', '.join(known)}; or a file, such as reform{ENDING}"
    found = f"an unknown reform, {text!r}" if name else "no reform"
    raise Unreadable(found, wanted, closest(name, known))


def named(field: str) -> str:
    """Name a value in words: its name in the law, or what a reform alone sets."""
    return field.replace("_", " ")


def law_with(reader: Reader, law: Law, reforms: Sequence[Reform]) -> Law:
    """Give the law of a day with reforms. What does not fit that day is kept by the reader."""
    if clashes(reforms):
        return law
    for reform in reforms:
        for field in not_in_force(law, reform):
            reader.contradicts(
                "reform",
                f"{reform.name} sets {named(field)}, which the law does not have yet on "
                f"{long_date(law.day)}",
                "a later day",
                reform.name,
            )
    changed = reformed(law, tuple(reforms))
    for wrong in disorders(changed):
        found, wanted = said(wrong, changed)
        reader.contradicts("reform", found, wanted)
    return changed
