"""What a command declares: the flags it takes, the words beside them, and what runs it.

The command line is sorted by these (`arguments`), and help and completion are made from them
(`shown`). Nothing else says which flags there are.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from cmscalc.files.problems import Problem
from cmscalc.files.reader import Answers, Reader

ANSWER = "The answer"
AN_AMOUNT = "an amount and its period, such as 27000/year"
A_NUMBER = "a number, such as 2"
A_DAY = "a day, such as 2026-11-21"
A_REFORM = "a reform, such as proposal-2025, or a file, such as reform.toml"
# How many words a command takes that takes any number.
MANY = 10_000
# What may be typed in place of a word that is begun, each with what it means.
Complete = Callable[[str], list[tuple[str, str]]]


class Flag(NamedTuple):
    """A flag: how it is typed, what stands for its value in help, and what help says of it.

    `wanted` tells whoever left the value out what it is. A switch has no value, so neither.
    """

    name: str
    metavar: str
    help: str
    wanted: str
    short: str = ""
    complete: Complete | None = None
    panel: str = ""

    @property
    def key(self) -> str:
        """What it is called among answers: `fee_rounding` for `--fee-rounding`."""
        return self.name.removeprefix("--").replace("-", "_")

    @property
    def is_switch(self) -> bool:
        """Whether it stands alone."""
        return not self.metavar

    @property
    def typed(self) -> tuple[str, ...]:
        """Every way to type it."""
        return (self.name, self.short) if self.short else (self.name,)


def switch(name: str, text: str) -> Flag:
    """Declare a flag without a value."""
    return Flag(name, "", text, "")


def under(panel: str, *flags: Flag) -> tuple[Flag, ...]:
    """Put flags under a heading in help."""
    return tuple(flag._replace(panel=panel) for flag in flags)


class Words(NamedTuple):
    """The words that a command takes beside flags, and how they end if not anyhow."""

    metavar: str
    help: str
    most: int = 1
    endings: tuple[str, ...] = ()
    complete: Complete | None = None


class Typed(NamedTuple):
    """What was typed after a command, on which day, and what is wrong with the words themselves.

    `texts` has a list for every flag that takes a value, empty where it was not typed.
    """

    words: tuple[str, ...]
    texts: dict[str, list[str]]
    switches: dict[str, bool]
    problems: tuple[Problem, ...]
    today: date

    @property
    def word(self) -> str:
        """The one word beside flags, of a command that takes one; empty if it was not typed."""
        return self.words[0] if self.words else ""

    @property
    def answers(self) -> Answers:
        """Every flag, by its key."""
        return {**self.texts, **self.switches}

    def reader(self) -> Reader:
        """Give what reads the flags, keeping every problem, those of the words first."""
        return Reader(self.answers, self.problems)


class Command(NamedTuple):
    """A command: what help says of it, what it takes, and what runs it and gives its exit code.

    `run` may raise Problems, OutsideTheLawBook and NotWritten.
    """

    name: str
    about: str
    words: Words
    flags: Sequence[Flag]
    run: Callable[[Typed], int]


JSON = switch("--json", "The same as --format json.")
OUTPUT = Flag(
    "--output",
    "FILE",
    "Write to a new file that only you can read, in the form that its ending says; - is standard "
    "output.",
    "a file name",
    short="-o",
)
FORCE = switch("--force", "Let --output replace a file that is there.")
