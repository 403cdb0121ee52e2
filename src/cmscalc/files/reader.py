"""Reading answers one by one, and keeping every problem instead of stopping at the first."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from cmscalc.files.problems import Problem
from cmscalc.files.words import Unreadable, one_of, part_of

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Answers = Mapping[str, Sequence[str] | bool]
# The end of a suggestion that leaves a choice, so is not to be put in quotes as it stands.
CHOICE = "whichever it is"
# No family has so many of anything.
MOST_ITEMS = 100
SHELL = set(" '\"$&;|<>()`*?!#~\\")


def flag(name: str) -> str:
    """Write an answer's name as the flag of the command line."""
    return "--" + name.replace("_", "-")


def typed(name: str, text: str) -> str:
    """Write an answer as it is typed, in quotes where a shell would take it apart."""
    quoted = text if not SHELL & set(text) else "'" + text.replace("'", "'\\''") + "'"
    return f"{flag(name)} {quoted}"


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

    def meant(self, name: str) -> bool:
        """Say whether a problem shows that an answer was meant, though it cannot be read."""
        start = f"{flag(name)} "
        return any(
            f"{each.where} " == start or f"{each.hint} ".startswith(start) for each in self.problems
        )

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

    def items(
        self, name: str, text: str, read: Callable[[str], T], before: str = ""
    ) -> tuple[T, ...] | None:
        """Read a list with commas, every item; None if one is wrong. `before` is text before it."""
        pieces = text.split(",")
        if len(pieces) > MOST_ITEMS:
            # Each is shown within the others, which would take for ever.
            many = Unreadable(f"a list of {len(pieces):,}", f"at most {MOST_ITEMS} in a list")
            self.wrong(name, f"{before}{text}", many)
            return None
        found: list[T | None] = []
        for at, piece in enumerate(pieces):
            left = "".join(f"{each}," for each in pieces[:at])
            right = "".join(f",{each}" for each in pieces[at + 1 :])
            found.append(self.read(name, piece, read, before + left, right))
        whole = tuple(each for each in found if each is not None)
        return whole if len(whole) == len(found) else None

    def read(
        self, name: str, text: str, read: Callable[[str], T], before: str = "", after: str = ""
    ) -> T | None:
        """Read one text, which stands between others, or keep the problem and give None."""
        try:
            return part_of(read, text, before, after)
        except Unreadable as wrong:
            self.wrong(name, f"{before}{text}{after}", wrong)
            return None

    def wrong(self, name: str, text: str, problem: Unreadable) -> None:
        """Keep a problem in the text of an answer, with a caret at its span."""
        start, length = problem.span or (0, len(text))
        hint = problem.hint
        if hint:
            hint = f"{flag(name)} {hint}" if hint.endswith(CHOICE) else typed(name, hint)
        line = f"{flag(name)} {text}"
        self.problems.append(
            Problem(
                flag(name),
                line,
                len(flag(name)) + 1 + start,
                length,
                problem.found,
                problem.wanted,
                hint,
                problem.outside,
            )
        )

    def missing(self, name: str, found: str, wanted: str, hint: str) -> None:
        """Keep a problem that an answer is not there, unless it was meant."""
        if not self.meant(name):
            self.problems.append(Problem(flag(name), "", 0, 0, found, wanted, hint))

    def contradicts(self, name: str, found: str, wanted: str, text: str = "") -> None:
        """Keep a problem of an answer that does not go with another."""
        shown = text or next(iter(self.texts(name)), "")
        line = f"{flag(name)} {shown}".rstrip()
        self.problems.append(Problem(flag(name), line, 0, len(line), found, wanted))
