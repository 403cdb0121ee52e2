"""A run of `cmscalc sweep`: what is asked, the family it is asked of, and the answer's form."""

from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import path_of, shape_of
from cmscalc.cli.leave import Exit
from cmscalc.cli.writing import put
from cmscalc.core.comparison import Rule
from cmscalc.core.printable import long_date
from cmscalc.core.sweep import Sweep, sweep
from cmscalc.files.abuse import check_abuse
from cmscalc.files.answers import Asked, read_answers
from cmscalc.files.reader import Reader
from cmscalc.files.sweep_asked import SAYS_WHERE, Wanted, read_wanted, with_what_is_swept
from cmscalc.files.sweep_range import range_of
from cmscalc.law.reform import Reform
from cmscalc.render.proposals import NOT_LAW

FORMATS = ("text", "json", "csv", "svg", "html")


def run(typed: Typed) -> Exit:
    """Sweep, and put the answer where it was asked for. Raises Problems."""
    reader = typed.reader()
    path = path_of(reader)
    shape = shape_of(reader, FORMATS, path, wants_json=typed.switches["json"])
    wanted = read_wanted(reader)
    reforms = _reforms(reader)
    asked = _asked(typed, wanted, reader)
    assert wanted is not None
    is_said = bool(typed.words) or any(reader.given(name) for name in SAYS_WHERE[wanted.over])
    rules = _rules(reader, asked, reforms)
    laws = [rule.law for rule in rules]
    over = range_of(reader, wanted, asked.facts, laws, is_said=is_said)
    found = sweep(asked.facts, over, rules)
    if shape == "text" and not path:
        _show(found)
        return Exit.DONE
    return put(_rendered(found, shape), path, force=typed.switches["force"], read=typed.words)


def _asked(typed: Typed, wanted: Wanted | None, reader: Reader) -> Asked:
    """The family of the flags, or of a day of a case file, and today's law. Raises Problems."""
    family = typed._replace(texts={**typed.texts, "reform": []}, problems=tuple(reader.problems))
    if typed.word:
        from cmscalc.cli.case_answers import (  # noqa: PLC0415 - flags need no files
            asked_of_case,
            facts_of_case,
        )

        found = asked_of_case(family, "sweep")
        return Asked(facts_of_case(found, found.law), found.law)
    answers = with_what_is_swept(family.answers, wanted)
    return read_answers(answers, typed.today, family.problems)


def _reforms(reader: Reader) -> tuple[Reform, ...]:
    if not reader.given("reform"):
        return ()
    from cmscalc.files.reforms import read_reforms  # noqa: PLC0415 - the law alone needs no files

    return read_reforms(reader)


def _rules(reader: Reader, asked: Asked, reforms: tuple[Reform, ...]) -> list[Rule]:
    """Today's law, and each proposal by itself."""
    rules = [Rule(f"law of {long_date(asked.law.day)}", asked.law)]
    if not reforms:
        return rules
    from cmscalc.files.reforms import law_with  # noqa: PLC0415 - as above

    for reform in reforms:
        law = law_with(reader, asked.law, [reform])
        check_abuse(reader, asked.facts, law)
        rules.append(Rule(f"{reform.name} ({NOT_LAW})", law))
    return rules


def _show(found: Sweep) -> None:
    from cmscalc.render import terminal  # noqa: PLC0415 - each form loads its own
    from cmscalc.render.sweep import as_text  # noqa: PLC0415

    has_chart = not terminal.is_narrow()
    terminal.show(as_text.lines(found, terminal.width(), has_chart=has_chart))


def _rendered(found: Sweep, shape: str) -> str:
    if shape == "json":
        from cmscalc.render.sweep import as_json  # noqa: PLC0415

        return as_json.render(found)
    if shape == "csv":
        from cmscalc.render.sweep import as_csv  # noqa: PLC0415

        return as_csv.render(found)
    if shape == "svg":
        from cmscalc.render.sweep import as_svg  # noqa: PLC0415

        return as_svg.render(found)
    if shape == "html":
        from cmscalc.render.sweep import as_html  # noqa: PLC0415

        return as_html.render(found)
    from cmscalc.render import lines, terminal  # noqa: PLC0415
    from cmscalc.render.sweep import as_text  # noqa: PLC0415

    return lines.plain(as_text.lines(found, terminal.PAGE_WIDTH))
