"""A run of `cmscalc compare-rules`: the rules asked for, the facts under each, the answer."""

from collections.abc import Sequence
from typing import NamedTuple

from cmscalc.cli.case_answers import asked_of_case, facts_of_case
from cmscalc.cli.flags import Typed
from cmscalc.cli.forms import path_of, shape_of
from cmscalc.cli.leave import Exit
from cmscalc.cli.writing import put
from cmscalc.core.comparison import Rule, Side, compare
from cmscalc.core.facts import Facts
from cmscalc.files.abuse import check_abuse
from cmscalc.files.answers import read_answers
from cmscalc.files.problems import Problems
from cmscalc.files.reader import Reader
from cmscalc.files.reforms import apart, law_with, read_reforms
from cmscalc.law import Law
from cmscalc.law.reform import Reform, disorders, holding, reformed
from cmscalc.render import lines, rules_csv, rules_json, rules_text, terminal

FORMATS = ("text", "json", "csv")
TODAY, TOGETHER = "law", "together"


def run(typed: Typed) -> Exit:
    """Compare, and put the answer where it was asked for. Raises Problems, OutsideTheLawBook."""
    reader = typed.reader()
    path = path_of(reader)
    shape = shape_of(reader, FORMATS, path, wants_json=typed.switches["json"])
    asked_for = _asked(typed, reader)
    sides = compare(asked_for.rules)
    if shape == "text" and not path:
        terminal.show(rules_text.lines(sides, asked_for.apart, terminal.width()))
        return Exit.DONE
    text = _rendered(sides, asked_for.apart, shape)
    return put(text, path, force=typed.switches["force"], read=typed.words)


def _rendered(sides: Sequence[Side], why_apart: str, shape: str) -> str:
    if shape == "json":
        return rules_json.render(sides, why_apart)
    if shape == "csv":
        return rules_csv.render(sides)
    return lines.plain(rules_text.lines(sides, why_apart, terminal.PAGE_WIDTH))


class _Asked(NamedTuple):
    """The rules with the facts under each, and why not all reforms stand together, if so."""

    rules: list[tuple[Rule, Facts]]
    apart: str


def _asked(typed: Typed, reader: Reader) -> _Asked:
    reforms = read_reforms(reader)
    if not reader.given("reform"):
        reader.missing(
            "reform",
            "no proposal to compare the law with",
            "a proposal; `cmscalc law reforms` lists those known",
            "--reform proposal-2025",
        )
    family = typed._replace(texts={**typed.texts, "reform": []}, problems=tuple(reader.problems))
    judge = Reader(typed.answers)
    if typed.word:
        asked = asked_of_case(family, "compare-rules")
        rules = _rules(judge, asked.law, reforms)
        with_facts = [(rule, facts_of_case(asked, rule.law)) for rule in rules]
        return _Asked(with_facts, _why_apart(asked.law, reforms))
    told = read_answers(family.answers, family.today, family.problems)
    rules = _rules(judge, told.law, reforms)
    for rule in rules:
        check_abuse(judge, told.facts, rule.law)
    if judge.problems:
        raise Problems(judge.problems)
    return _Asked([(rule, told.facts) for rule in rules], _why_apart(told.law, reforms))


def _rules(judge: Reader, law: Law, reforms: tuple[Reform, ...]) -> list[Rule]:
    """Today's law, each reform by itself, and all together where they go together."""
    each = [Rule(reform.name, law_with(judge, law, (reform,))) for reform in reforms]
    if judge.problems:
        raise Problems(judge.problems)
    rules = [Rule(TODAY, law), *each]
    if len(reforms) > 1 and not _why_apart(law, reforms):
        rules.append(Rule(TOGETHER, reformed(law, reforms)))
    return rules


def _why_apart(law: Law, reforms: tuple[Reform, ...]) -> str:
    """Say why reforms are not shown all together; nothing where they can be."""
    said = [
        f"{first.name} and {second.name} set {fields} differently"
        for first, second, fields in apart(holding(reforms, law.day))
    ]
    if not said and disorders(reformed(law, reforms)):
        said = ["together they put limits of income out of order"]
    return f"Not shown together: {'; '.join(said)}." if said else ""
