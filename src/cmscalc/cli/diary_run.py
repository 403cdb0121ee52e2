"""Running `cmscalc diary`: show it, or add a row to the file beside the case."""

import sys
from datetime import date
from pathlib import Path

from cmscalc.cli.case_answers import open_case
from cmscalc.cli.documents import show
from cmscalc.cli.flags import Typed
from cmscalc.cli.leave import Exit, leave
from cmscalc.files import words
from cmscalc.files.diary_file import OTHER, add_entry, row_of
from cmscalc.files.inputs import Inputs, diary_beside, with_diary
from cmscalc.files.problems import Problem
from cmscalc.files.reader import Reader
from cmscalc.files.sources import STANDARD_INPUT
from cmscalc.files.words import Unreadable, one_of
from cmscalc.ledger.case import DIARY_KINDS, DiaryEntry
from cmscalc.render.diary import document_of

ADD = "add"
SHOWING = ("as_at",)
ADDING = ("on", "kind", "who", "what", "promised_by")
MOST_TEXT = 10_000


def run(typed: Typed) -> Exit:
    """Show the diary of a case, or add to it. Raises Problems and NotWritten."""
    names = list(typed.words)
    adds = names[:1] == [ADD]
    if adds:
        del names[0]
    reader = typed.reader()
    _check_flags(reader, adds=adds)
    if len(names) > 1:
        line = " ".join(["cmscalc diary", *typed.words])
        place = (line, len(line) - len(names[1]), len(names[1]))
        wanted = "one case file; `add` before it to add a row"
        reader.problems.append(
            Problem("cmscalc diary", *place, f"a second name, {names[1]!r}", wanted)
        )
    case = names[0] if names else ""
    if adds:
        return _add(case, reader, typed.today, save=typed.switches["save"])
    on = reader.once("as_at", words.day) or typed.today
    case_file = open_case(case, reader, "diary")
    inputs = with_diary(Inputs(case_file, (), (case,)))
    document = document_of(inputs.case_file.case, on)
    return show(document, "json" if typed.switches["json"] else "text", "", force=False)


def _check_flags(reader: Reader, *, adds: bool) -> None:
    """What adds a row has no effect in showing the diary, and the other way round."""
    for name in ("json", *SHOWING) if adds else ("save", *ADDING):
        if reader.given(name):
            wanted = "it without `add`" if adds else "`cmscalc diary add CASE.toml` with it"
            reader.contradicts(name, "given beside add" if adds else "given without add", wanted)


def _add(case: str, reader: Reader, today: date, *, save: bool) -> Exit:
    entry = _entry(reader, today)
    open_case(case, reader, "diary add")
    assert entry is not None
    beside = diary_beside(case)
    if not save:
        sys.stdout.write(_as_toml(entry))
        if beside:
            where = Path(beside).name
            print(
                f"Not saved. --save adds it to {where}; or paste it into the case.", file=sys.stderr
            )
        return Exit.DONE
    if not beside:
        return leave(Exit.COMMAND_LINE, "--save needs the name of a case file, not standard input")
    add_entry(Path(beside), entry)
    print(f"Added to {Path(beside).name}: {', '.join(each for each in row_of(entry) if each)}")
    return Exit.DONE


def _entry(reader: Reader, today: date) -> DiaryEntry | None:
    on = reader.once("on", words.day) or today
    kind = reader.once("kind", lambda text: one_of(text, DIARY_KINDS, "one of")) or OTHER
    who = reader.once("who", lambda text: text.strip()) or ""
    promised_by = reader.once("promised_by", words.day)
    what = _what(reader)
    if on > today:
        reader.contradicts("on", "a day to come", "a day on which something has happened")
    if promised_by and promised_by < on:
        found = f"a day before it happened, {on.isoformat()}"
        reader.contradicts("promised_by", found, "that day or a later one")
    if reader.problems:
        return None
    return DiaryEntry(on, kind, who, what, "", promised_by)


def _what(reader: Reader) -> str:
    given = reader.once("what", _text)
    if given == STANDARD_INPUT and sys.stdin is not None:
        given = reader.read("what", sys.stdin.read(MOST_TEXT + 1), _text)
    elif given is None and not reader.texts("what") and _is_asked():
        print("What was said or done: ", end="", file=sys.stderr, flush=True)
        given = sys.stdin.readline().strip() or None
    if given is None and not reader.meant("what"):
        reader.missing("what", "nothing to add", "what was said or done, in quotes", "--what '…'")
    return given or ""


def _is_asked() -> bool:
    """Whether a person is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _text(text: str) -> str:
    if not text.strip():
        raise Unreadable("no text", "what was said or done, in quotes")
    if len(text) > MOST_TEXT:
        raise Unreadable(f"a text of more than {MOST_TEXT} characters", "a shorter one")
    return text.strip()


def _as_toml(entry: DiaryEntry) -> str:
    """The row as a case file has it."""
    import tomli_w  # noqa: PLC0415 - only a row to paste writes TOML

    values: dict[str, object] = {"on": entry.on, "kind": entry.kind}
    values |= {"who": entry.who} if entry.who else {}
    values["what"] = entry.what
    values |= {"promised_by": entry.promised_by} if entry.promised_by else {}
    return f"[[diary]]\n{tomli_w.dumps(values)}"
