"""The words of a command line, sorted by what the command declares.

Nothing stops at the first mistake: an unknown flag, a flag with no value, a switch with one and a
word that belongs nowhere are problems like any other, and the rest is read.
"""

from collections.abc import Sequence
from datetime import date

from cmscalc.cli.commands import COMMANDS, command_named
from cmscalc.cli.flags import Command, Flag, Typed, switch
from cmscalc.files.problems import Problem
from cmscalc.files.words import beginning, closest

# What a word processor makes of two hyphens.
LONG_DASHES = ("—", "–")
HELP = switch("--help", "Show this message and exit.")._replace(short="-h")
# The flags of cmscalc itself, before any command.
OWN_FLAGS = ("--version", "--install-completion", "--show-completion", *HELP.typed)
# Words people type as a command, and what does it.
INSTEAD = {
    "help": "cmscalc --help",
    "version": "cmscalc --version",
    "benefits": "cmscalc law benefits",
    "readings": "cmscalc law readings",
}
# `-x`: too short to guess from.
SHORT = 2
NO = ("no", "false", "0", "off")


def sort_out(command: Command, words: Sequence[str], today: date) -> Typed:
    """Sort the words after a command by its flags."""
    return _Sorter(command, words).sort(today)


def before_a_command(given: Sequence[str]) -> list[Problem]:
    """Flags of a command, or of none, typed with no command or before it."""
    flag = given[0].partition("=")[0] if given else ""
    if not flag or flag in OWN_FLAGS:
        return []
    line = " ".join(["cmscalc", *given])
    at = len("cmscalc ")
    known = _typed_in(command_named("estimate").flags)
    if flag in known:
        command = next((word for word in given if word in COMMANDS), "estimate")
        rest = [word for word in given if word != command]
        found = f"{flag} before any command"
        wanted = "a command first: `cmscalc --help` lists them"
        hint = _command_line(["cmscalc", command, *rest])
        return [Problem("cmscalc", line, at, len(given[0]), found, wanted, hint)]
    near = closest(f"--{flag.lstrip('-')}", [*OWN_FLAGS, *known]) if len(flag) > SHORT else ""
    words = ["cmscalc", near] if near in OWN_FLAGS else ["cmscalc", "estimate", near]
    hint = _command_line([*words, *given[1:]]) if near else ""
    found, wanted = f"an unknown flag, {flag!r}", "a flag that `cmscalc --help` lists"
    return [Problem("cmscalc", line, at, len(flag), found, wanted, hint)]


def no_command(given: Sequence[str]) -> Problem:
    """A word that is no command, where one should be."""
    near = closest(given[0], COMMANDS)
    meant = _command_line(["cmscalc", near, *given[1:]]) if near else ""
    hint = INSTEAD.get(given[0].lower(), meant)
    line = " ".join(["cmscalc", *given])
    *others, last = COMMANDS
    wanted = f"a command: {', '.join(others)} or {last}; `cmscalc --help` says what they do"
    found = f"an unknown command, {given[0]!r}"
    return Problem("cmscalc", line, len("cmscalc "), len(given[0]), found, wanted, hint)


def _command_line(words: Sequence[str]) -> str:
    """Write a command as it is typed, in quotes where a shell would take a word apart."""
    from shlex import join  # noqa: PLC0415 - only a mistake pays for it

    return join(words)


def _typed_in(flags: Sequence[Flag]) -> list[str]:
    """Give every way to type some flags, those that take a value first."""
    values = [name for flag in flags if not flag.is_switch for name in flag.typed]
    return values + [name for flag in flags if flag.is_switch for name in flag.typed]


class _Sorter:
    """Goes through the words of one command, left to right."""

    def __init__(self, command: Command, words: Sequence[str]) -> None:
        self.takes_words = command.words
        flags = (*command.flags, HELP)
        self.flags = {name: flag for flag in flags for name in flag.typed}
        self.left = list(words)
        self.words: list[str] = []
        self.texts: dict[str, list[str]] = {flag.key: [] for flag in flags if not flag.is_switch}
        self.switches = {flag.key: False for flag in flags if flag.is_switch}
        self.problems: list[Problem] = []

    def sort(self, today: date) -> Typed:
        while self.left:
            self.one(self.left.pop(0))
        return Typed(tuple(self.words), self.texts, self.switches, tuple(self.problems), today)

    def one(self, word: str) -> None:
        name, equals, value = word.partition("=")
        flag = self.flags.get(name)
        if word[:1] in LONG_DASHES:
            self.unknown(word)
        elif not word.startswith("-") or word == "-":
            self.plain(word)
        elif flag and flag.is_switch:
            self.switch(flag, name, value, has_value=bool(equals))
        elif flag and equals and name == flag.name:
            self.texts[flag.key].append(value)
        elif flag and not equals:
            self.valued(flag, word)
        else:
            self.unknown(word)

    def plain(self, word: str) -> None:
        if self.takes(word):
            self.words.append(word)
            return
        wanted = "flags, each starting with --, and their values: `--help` lists them"
        self.problem(word, word, "a word that belongs to no flag", wanted)

    def takes(self, word: str) -> bool:
        """Whether a word can stand beside the flags."""
        known = not self.takes_words.endings or word.endswith(self.takes_words.endings)
        return known and len(self.words) < self.takes_words.most

    def switch(self, flag: Flag, name: str, value: str, *, has_value: bool) -> None:
        if has_value:
            found = f"{name} with a value, {value!r}"
            off = value.lower() in NO
            wanted = "nothing: leave the flag out" if off else "the flag alone"
            self.problem(name, f"{name}={value}", found, wanted, "" if off else name)
        self.switches[flag.key] = True

    def valued(self, flag: Flag, word: str) -> None:
        following = self.left[:1]
        if following and not _is_flag(following[0]):
            self.texts[flag.key].append(self.left.pop(0))
            return
        found = f"no value before {following[0]}" if following else "no value after it"
        line = " ".join([word, *following])
        self.problems.append(Problem(word, line, 0, len(word), found, flag.wanted))

    def unknown(self, word: str) -> None:
        name, equals, value = word.partition("=")
        if not equals and self.left and not _is_flag(self.left[0]) and self.is_stray(name):
            # What follows an unknown flag is taken as its value, not as one more problem.
            equals, value = " ", self.left.pop(0)
        near = self.near(name)
        takes_value = near in self.flags and not self.flags[near].is_switch
        hint = _command_line([near, value]) if value and takes_value else near
        found = f"an unknown flag, {name!r}"
        line = f"{name}{equals}{value}" if equals else name
        self.problem(name, line, found, "a flag that `--help` lists", hint, len(name))

    def is_stray(self, name: str) -> bool:
        """Whether the word after an unknown flag is no word of the command's own."""
        if not self.takes(self.left[0]):
            return True
        known = command_named("estimate").flags
        return any(name in flag.typed and not flag.is_switch for flag in known)

    def near(self, name: str) -> str:
        if name in self.flags:
            return name  # -o=FILE: the flag is right, the = is not
        if name in OWN_FLAGS:
            return f"cmscalc {name}"
        word = name.lstrip("-—–").lower().replace("_", "-")
        if word.startswith("no-") or len(name) <= SHORT:
            return ""
        exact = f"--{word}"
        known = _typed_in(tuple(dict.fromkeys(self.flags.values())))
        switches = [each for each in known if self.flags[each].is_switch]
        return exact if exact in known else beginning(exact, switches) or closest(exact, known)

    def problem(
        self, where: str, line: str, found: str, wanted: str, hint: str = "", length: int = 0
    ) -> None:
        self.problems.append(Problem(where, line, 0, length or len(line), found, wanted, hint))


def _is_flag(word: str) -> bool:
    """Say whether a word is a flag and no value: -5 and - are values, --x and -x are flags."""
    return word.startswith("-") and word != "-" and not word[1:2].isdigit() and word[1:2] != "."
