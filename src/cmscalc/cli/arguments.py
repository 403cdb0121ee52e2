"""Arguments the parser does not know what to do with, turned into problems."""

from collections.abc import Sequence

from cmscalc.files.problems import Problem
from cmscalc.files.words import closest

# The flags of every command that want a value. A test holds them against the commands.
VALUE_FLAGS = frozenset(
    {
        "--income",
        "--current-income",
        "--pension",
        "--children",
        "--nights",
        "--family",
        "--other-children",
        "--arrangement-children",
        "--local-authority-nights",
        "--benefit",
        "--partner-benefit",
        "--nil-status",
        "--special-expense",
        "--additional-income",
        "--unearned-pension",
        "--rounding",
        "--fee-rounding",
        "--on",
        "--format",
        "--output",
        "-o",
    }
)
SWITCH_FLAGS = frozenset(
    {
        "--partner-also-pays",
        "--equal-care",
        "--default-decision",
        "--collect-and-pay",
        "--explain",
        "--json",
        "--force",
        "--help",
        "-h",
    }
)
FLAGS = VALUE_FLAGS | SWITCH_FLAGS


def without_empty_flags(given: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Take out each flag that wants a value and has none; give the rest, and the problems."""
    kept: list[str] = []
    problems: list[Problem] = []
    for at, word in enumerate(given):
        following = given[at + 1 : at + 2]
        if word in VALUE_FLAGS and (not following or following[0] in FLAGS):
            problems.append(_empty(word, following))
        else:
            kept.append(word)
    return kept, problems


def _empty(word: str, following: Sequence[str]) -> Problem:
    line = " ".join([word, *following])
    found = f"no value before {following[0]}" if following else "no value"
    return Problem(word, line, 0, len(word), found, "a value after it: `--help` says which")


def unknown(extra: Sequence[str]) -> list[Problem]:
    """Say what is wrong with arguments that no command declares."""
    problems: list[Problem] = []
    words = iter(enumerate(extra))
    for at, word in words:
        following = extra[at + 1 : at + 2]
        if not word.startswith("-") or word == "-":
            problems.append(_unexpected(word))
            continue
        if "=" not in word and following and not following[0].startswith("-"):
            # What follows an unknown flag is taken as its value, not as one more problem.
            next(words)
        problems.append(_unknown_flag(word, following))
    return problems


def _unexpected(word: str) -> Problem:
    wanted = "flags only, each starting with --: `--help` lists them"
    return Problem(word, word, 0, len(word), "an argument that is not expected", wanted)


def _unknown_flag(word: str, following: Sequence[str]) -> Problem:
    name, equals, value = word.partition("=")
    near = closest(name, FLAGS)
    if near in VALUE_FLAGS:
        rest = value if equals else " ".join(following)
        near = f"{near} {rest}".rstrip()
    line = " ".join([word, *(following if not equals else ())])
    wanted = "a flag that `--help` lists"
    return Problem(name, line, 0, len(name), f"an unknown flag, {name!r}", wanted, near)
