"""Reading answers one by one, and keeping every problem instead of stopping at the first."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from cmscalc.files.problems import Problem
from cmscalc.files.words import Unreadable, one_of

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Answers = Mapping[str, Sequence[str] | bool]


def flag(name: str) -> str:
    """Write an answer's name as the flag of the command line."""
    return "--" + name.replace("_", "-")


class Reader:
    """The answers given, and the problems found so far."""

    def __init__(self, answers: Answers, problems: Sequence[Problem] = ()) -> None:
        self.answers = answers
        self.problems = list(problems)

    def texts(self, name: str) -> list[str]:
        """Give every text given for a name."""
        given = self.answers.get(name, ())
        return [] if isinstance(given, bool) else list(given)

    def given(self, name: str) -> bool:
        """Say whether an answer was given at all."""
        return bool(self.answers.get(name))

    def once(self, name: str, read: Callable[[str], T]) -> T | None:
        """Read an answer that may be given once; None if it is missing or wrong."""
        texts = self.texts(name)
        if len(texts) > 1:
            line = " ".join(f"{flag(name)} {text}" for text in texts)
            last = f"{flag(name)} {texts[-1]}"
            found = f"given {len(texts)} times"
            start = len(line) - len(last)
            self.problems.append(Problem(flag(name), line, start, len(last), found, "it once"))
        return self.read(name, texts[0], read) if texts else None

    def each(self, name: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """Read an answer that may be repeated, leaving out what is wrong."""
        found = (self.read(name, text, read) for text in self.texts(name))
        return tuple(each for each in found if each is not None)

    def choice(self, name: str, kind: type[E], default: E) -> E:
        """Read one word of an enumeration."""
        names = [str(each.value) for each in kind]
        word = self.once(name, lambda text: one_of(text, names, "one of"))
        return default if word is None else kind(word)

    def read(self, name: str, text: str, read: Callable[[str], T]) -> T | None:
        """Read one text, or keep the problem and give None."""
        try:
            return read(text)
        except Unreadable as wrong:
            hint = f"{flag(name)} {wrong.hint}" if wrong.hint else ""
            self.wrong(
                name, text, wrong.found, wrong.wanted, hint, wrong.part, outside=wrong.outside
            )
            return None

    def wrong(  # noqa: PLR0913, PLR0917 - a problem has this many parts
        self,
        name: str,
        text: str,
        found: str,
        wanted: str,
        hint: str = "",
        part: str = "",
        *,
        outside: bool = False,
    ) -> None:
        """Keep a problem in the text of an answer, with a caret at `part` of it."""
        line = f"{flag(name)} {text}".rstrip()
        at = line.find(part, len(flag(name))) if part else -1
        if at < 0:
            at, part = min(len(flag(name)) + 1, len(line)), text
        self.problems.append(Problem(flag(name), line, at, len(part), found, wanted, hint, outside))

    def missing(self, name: str, found: str, wanted: str, hint: str) -> None:
        """Keep a problem that an answer is not there, unless it has one already."""
        if any(problem.where == flag(name) for problem in self.problems):
            return
        self.problems.append(Problem(flag(name), "", 0, 0, found, wanted, hint))

    def contradicts(self, name: str, found: str, wanted: str) -> None:
        """Keep a problem of an answer that does not go with another."""
        texts = self.texts(name)
        line = " ".join([flag(name), *texts[:1]])
        self.problems.append(Problem(flag(name), line, 0, len(line), found, wanted))
