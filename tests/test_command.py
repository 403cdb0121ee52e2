"""The command as people meet it: terminals, shells, switches, and what it declares."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer

from cmscalc.cli.commands import COMMANDS, command_named
from cmscalc.cli.shown import application
from cmscalc.files.answers import NAMES as ANSWERS
from cmscalc.files.answers import ONCE, REPEATED
from cmscalc.files.answers import SWITCHES as ANSWER_SWITCHES
from cmscalc.law.benefits import BENEFITS
from conftest import Ran

FAMILY = ("estimate", "--income", "27000/year", "--children", "2", "--on", "2026-11-21")
INSTALLED = [sys.executable, "-m", "cmscalc"]
ESCAPE = "\x1b["


def on_a_terminal(*arguments: str, **settings: str) -> str:
    """Run the command on a pseudo-terminal, and give all it printed."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **settings}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in settings else None
    master, slave = pty.openpty()
    # Our own end stays open until the command has ended: closing the last one may throw away
    # what has not been read yet.
    process = subprocess.Popen(
        [*INSTALLED, *arguments], stdout=slave, stderr=slave, stdin=slave, env=environment
    )
    printed, ended = b"", False
    while not ended:
        ended = process.poll() is not None
        while select.select([master], [], [], 0.02)[0]:
            printed += os.read(master, 65536)
    os.close(slave)
    os.close(master)
    return printed.decode("utf-8").replace("\r\n", "\n")


def plain(text: str) -> str:
    """Text without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


# --- what is declared -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_what_typer_shows_is_what_is_declared(name: str) -> None:
    """Help and completion have each flag of a command, with its heading, and no others."""
    command = command_named(name)
    made = typer.main.get_command(application()).commands[name]  # type: ignore[attr-defined]
    shown = {
        tuple(each.opts): (each.is_flag, each.metavar, each.help, each.rich_help_panel)
        for each in made.params
        if each.param_type_name == "option"
    }
    declared = {
        flag.typed: (flag.is_switch, flag.metavar or None, flag.help, flag.panel or None)
        for flag in command.flags
    }

    assert name == command.name
    assert declared == shown
    assert len(declared) == len(command.flags)


def test_every_answer_is_a_flag_and_every_flag_an_answer() -> None:
    """One list of words serves the command line, Python, and rows of many cases."""
    beside = {"--explain", "--json", "--format", "--output", "-o", "--force"}
    declared = {name for flag in command_named("estimate").flags for name in flag.typed}

    assert {f"--{name.replace('_', '-')}" for name in ANSWERS} == declared - beside
    assert set(ANSWERS) == {*ONCE, *REPEATED, *ANSWER_SWITCHES}


# --- terminals ------------------------------------------------------------------------------------


def test_colour_is_for_terminals_that_want_it() -> None:
    """The same words with colour, without, and to a pipe."""
    piped = subprocess.run([*INSTALLED, *FAMILY], capture_output=True, text=True, check=True)
    coloured = on_a_terminal(*FAMILY)

    assert ESCAPE in coloured
    assert ESCAPE not in on_a_terminal(*FAMILY, NO_COLOR="1")
    assert ESCAPE not in on_a_terminal(*FAMILY, TERM="dumb")
    assert piped.stdout == plain(coloured)
    assert piped.stdout == on_a_terminal(*FAMILY, NO_COLOR="1")


@pytest.mark.parametrize(("columns", "width"), [("40", 72), ("80", 80), ("300", 100)])
def test_text_fits_the_terminal(columns: str, width: int) -> None:
    """From 72 columns to 100; links are never cut."""
    printed = on_a_terminal(*FAMILY, "--explain", NO_COLOR="1", COLUMNS=columns)
    lines = [line for line in printed.splitlines() if "https://" not in line]

    assert width >= max(len(line) for line in lines)


def test_a_terminal_of_no_width_still_shows_the_answer() -> None:
    """Some terminals say they have no columns."""
    assert "a week" in plain(on_a_terminal(*FAMILY, COLUMNS="0"))


# --- help, version, shells ------------------------------------------------------------------------


def test_help_on_an_empty_command_line(cmscalc: Callable[..., Ran]) -> None:
    """Nothing typed: the help, nothing else, and exit 2."""
    ran = cmscalc()

    assert (2, "") == (ran.code, ran.err)
    assert "estimate" in ran.out


def test_version_says_when_the_law_was_checked(cmscalc: Callable[..., Ran]) -> None:
    """The version and the day of the law go together."""
    ran = cmscalc("--version")

    assert re.fullmatch(r"cmscalc \d+\.\d+\.\d+ \(law checked 2026-11-21\)\n", ran.out)
    assert (0, "") == (ran.code, ran.err)


def completed(shell: str, words: str) -> str:
    """What a shell is told to complete."""
    environment = {
        **os.environ,
        "_CMSCALC_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    # The program's own name is what the variable above is made from.
    script = "import sys; sys.argv[0] = 'cmscalc'; from cmscalc.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert "" == ran.stderr
    return ran.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_flags_and_benefits(shell: str) -> None:
    """Tab gives flags, and names from the law."""
    assert "--collect-and-pay" in completed(shell, "cmscalc estimate --coll")
    found = completed(shell, "cmscalc estimate --benefit pens")
    assert "pension-credit" in found
    assert "carers-allowance" not in found
    assert "prisoner" in completed(shell, "cmscalc estimate --nil-status pri")
    assert "flat-rate" in completed(shell, "cmscalc law flat-r")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_sound(shell: str, tmp_path: Path) -> None:
    """The script a shell would load is one it can read, where that shell is here."""
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ran = subprocess.run(
        [*INSTALLED, "--show-completion", shell],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_CMSCALC_COMPLETE" in ran.stdout or "COMPLETE" in ran.stdout
    if shutil.which(shell) is None:
        return
    script = tmp_path / "script"
    script.write_text(ran.stdout)
    subprocess.run([shell, "-n", str(script)], check=True, capture_output=True)


# --- the page -------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Reads a page and keeps its open elements, addresses and ids."""

    VOID = ("meta", "link", "img", "br", "hr", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element would load, and that it is open."""
        given = dict(attrs)
        self.loads += [str(value) for name, value in attrs if name in ("src", "srcset", "data")]
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if tag == "a" else []
        assert tag not in ("script", "link", "iframe", "object", "embed", "img")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Elements close in the order they opened."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.text += data


def page(cmscalc: Callable[..., Ran], *arguments: str) -> Page:
    """Read the page of a command."""
    read = Page()
    ran = cmscalc(*arguments, "--format", "html")
    assert (0, "") == (ran.code, ran.err)
    read.feed(ran.out)
    assert [] == read.open
    return read


def test_the_page_is_whole_and_loads_nothing(cmscalc: Callable[..., Ran]) -> None:
    """Elements close, ids are unique, links lead to the law or to a note that is there."""
    read = page(cmscalc, *FAMILY, "--nights", "101", "--collect-and-pay", "--other-children", "1")

    assert [] == read.loads
    assert len(read.ids) == len(set(read.ids))
    for link in read.links:
        assert link.startswith("https://www.legislation.gov.uk/") or link[1:] in read.ids
    assert "£" in read.text


def test_names_cannot_become_page_or_formula(cmscalc: Callable[..., Ran]) -> None:
    """A label with signs in it stays a label, on the page and in a spreadsheet."""
    family = ("estimate", "--income", "500/week", "--on", "2026-11-21")
    names = ("--family", "<b>A</b>&=0", "--family", "@SUM(1)=0")
    read = page(cmscalc, *family, *names)
    rows = cmscalc(*family, *names, "--format", "csv").out

    assert "<b>A</b>&" in read.text
    assert ",'@SUM(1)," in rows


def test_the_title_is_neutral(cmscalc: Callable[..., Ran]) -> None:
    """On a shared computer the title of a page is seen by others."""
    assert "<title>Estimate</title>" in cmscalc(*FAMILY, "--format", "html").out


# --- nothing leaves this computer -----------------------------------------------------------------

NO_NETWORK = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("the network was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from cmscalc.cli.app import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("shape", ["text", "json", "csv", "html"])
def test_it_works_with_the_network_refused(shape: str) -> None:
    """No socket is made, whatever the answer's form."""
    subprocess.run(
        [sys.executable, "-c", NO_NETWORK, *FAMILY, "--format", shape],
        check=True,
        capture_output=True,
    )


def test_every_benefit_can_be_typed(cmscalc: Callable[..., Ran]) -> None:
    """Each name on the reg 44 lists gives the flat rate."""
    for name in BENEFITS:
        ran = cmscalc("estimate", "--children", "1", "--benefit", name, "--on", "2026-11-21")

        assert (0, True) == (ran.code, "£7.00 a week" in ran.out), name


def test_an_old_clock_is_said() -> None:
    """A computer that thinks it is 1970 is told, instead of being given another day's law."""
    from datetime import date  # noqa: PLC0415

    from cmscalc.files.answers import read_answers  # noqa: PLC0415
    from cmscalc.files.problems import Problems  # noqa: PLC0415

    with pytest.raises(Problems, match="this computer's clock says today is 1970-01-01"):
        read_answers({"income": ["5/week"], "children": ["1"]}, date(1970, 1, 1))


def test_a_fault_of_ours_is_a_sentence(
    cmscalc: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a traceback, unless it is asked for."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cmscalc.api.answer", broken)
    monkeypatch.delenv("CMSCALC_DEBUG", raising=False)
    ran = cmscalc(*FAMILY)

    assert (70, "") == (ran.code, ran.out)
    assert ran.err.startswith("cmscalc: a fault in cmscalc itself (ZeroDivisionError).")
    monkeypatch.setenv("CMSCALC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cmscalc(*FAMILY)
