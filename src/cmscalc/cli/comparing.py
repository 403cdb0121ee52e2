"""A run of `cmscalc compare-rules`: the rules asked for, the facts under each, the answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cmscalc.cli.case_answers import asked_of_case, facts_of_case
from cmscalc.cli.flags import path_of, shape_of
from cmscalc.cli.leave import Exit
from cmscalc.cli.writing import put
from cmscalc.core.comparison import Rule, Side, compare
from cmscalc.core.facts import Facts
from cmscalc.files.abuse import check_abuse
from cmscalc.files.answers import NAMES, read_answers
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader
from cmscalc.files.reforms import apart, law_with, read_reforms
from cmscalc.law import Law
from cmscalc.law.reform import Reform, disorders, holding, reformed
from cmscalc.render import lines, rules_csv, rules_json, rules_text, terminal

FORMATS = ("text", "json", "csv")
TODAY, TOGETHER = "law", "together"


def run(params: Mapping[str, Any], before: Sequence[Problem], today: date) -> Exit:
    """Compare, and put the answer where it was asked for. Raises Problems, OutsideTheLawBook."""
    asked = {"format": params["form"] or [], "output": params["output"] or []}
    reader = Reader(asked, before)
    path = path_of(reader)
    shape = shape_of(reader, FORMATS, path, wants_json=params["json"])
    answers = {name: params[name] or [] for name in NAMES}
    case: str = params["case"]
    asked_for = _asked(case, answers, reader.problems, today)
    sides = compare(asked_for.rules)
    if shape == "text" and not path:
        terminal.show(rules_text.lines(sides, asked_for.apart, terminal.width()))
        return Exit.DONE
    text = _rendered(sides, asked_for.apart, shape)
    return put(text, path, force=params["force"], read=[case] if case else ())


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


def _asked(case: str, answers: Mapping[str, Any], before: Sequence[Problem], today: date) -> _Asked:
    reader = Reader({"reform": answers["reform"]}, before)
    reforms = read_reforms(reader)
    if not reader.given("reform"):
        reader.missing(
            "reform",
            "no proposal to compare the law with",
            "a proposal; `cmscalc law reforms` lists those known",
            "--reform proposal-2025",
        )
    family = {name: given for name, given in answers.items() if name != "reform"}
    if case:
        asked = asked_of_case(case, family, reader.problems, today, "compare-rules")
        rules = _rules(Reader(answers), asked.law, reforms)
        with_facts = [(rule, facts_of_case(asked, rule.law)) for rule in rules]
        return _Asked(with_facts, _why_apart(asked.law, reforms))
    told = read_answers(family, today, reader.problems)
    judge = Reader(answers)
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
