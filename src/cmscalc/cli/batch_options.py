"""What `cmscalc batch` was asked."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from cmscalc.batch.groups import Settings
from cmscalc.cli.flags import Typed
from cmscalc.core.facts import FeeRounding, Rounding
from cmscalc.files.answers import read_day
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.reader import Reader, flag
from cmscalc.files.sources import STANDARD_INPUT
from cmscalc.files.tables.opening import CSV, JSON, PARQUET, WHOLE, Shard, kind_of
from cmscalc.files.words import Unreadable, one_of, whole
from cmscalc.law import law_on
from cmscalc.law.reform import Reform

FORMATS = (CSV, JSON, PARQUET)
AUTO, ROWS, COLUMNS = "auto", "rows", "columns"
ENGINES = (AUTO, ROWS, COLUMNS)
MOST_SHARDS = 100_000
OTHER_FORMS = (".xlsx", ".xls", ".ods", ".gz", ".zip", ".zst", ".feather", ".arrow")
EXTRA = ("numpy", "pyarrow")


class Options(NamedTuple):
    """Everything asked. An empty `output` is standard output; `shape` empty is by the input."""

    table: str
    output: str
    shape: str
    day: date
    settings: Settings
    engine: str
    shard: Shard
    by: str
    template: bool
    summary: bool
    explain: bool
    json: bool
    force: bool

    @property
    def in_parts(self) -> bool:
        """Whether the answers go into a folder, part by part."""
        return self.output.endswith("/") or (bool(self.output) and Path(self.output).is_dir())


def read_options(typed: Typed) -> Options:
    """Read what was asked. Raises Problems with everything wrong with it."""
    reader, switches, today = typed.reader(), typed.switches, typed.today
    output = reader.once("output", _file_name) or ""
    day = reader.once("on", read_day)
    shape = reader.once("format", lambda text: one_of(text, FORMATS, "one of")) or ""
    options = Options(
        table=typed.word,
        output="" if output == STANDARD_INPUT else output,
        shape=shape or kind_of(output),
        day=day or today,
        settings=_settings(reader, day, today),
        engine=reader.once("engine", lambda text: one_of(text, ENGINES, "one of")) or AUTO,
        shard=reader.once("shard", _shard) or WHOLE,
        by=reader.once("by", _column) or "",
        template=switches["template"],
        summary=switches["summary"],
        explain=switches["explain"],
        json=switches["json"],
        force=switches["force"],
    )
    _check(reader, options)
    if reader.problems:
        raise Problems(reader.problems)
    return options


def _file_name(text: str) -> str:
    if not text.strip():
        raise Unreadable("no file name", "a file name, a folder's with a / at its end, or -")
    return text


def _column(text: str) -> str:
    if not text.strip():
        raise Unreadable("no column's name", "the name of one of the table's columns")
    return text


def _shard(text: str) -> Shard:
    number, stroke, of = text.partition("/")
    if not stroke:
        raise Unreadable(f"{text!r}, which is not one of several parts", "I/N, such as 1/4")
    many = whole(of, 1, MOST_SHARDS, "parts in all")
    return Shard(whole(number, 1, many, "the part"), many)


def _settings(reader: Reader, day: date | None, today: date) -> Settings:
    reader.choice("rounding", Rounding, Rounding.FINAL)
    reader.choice("fee_rounding", FeeRounding, FeeRounding.INSTALMENT)
    names = ("on", "rounding", "fee_rounding")
    defaults = {name: text for name in names for text in reader.texts(name)}
    reforms = _reforms(reader, day or today)
    return Settings(today, tuple(defaults.items()), reforms)


def _reforms(reader: Reader, day: date) -> tuple[Reform, ...]:
    if not reader.given("reform"):
        return ()
    from cmscalc.files.reforms import law_with, read_reforms  # noqa: PLC0415 - start-up

    found = read_reforms(reader)
    # A row of another day, on which they do not go together, says so itself.
    law_with(reader, law_on(day), found)
    return found


def _check(reader: Reader, options: Options) -> None:
    if not options.table and not options.template:
        wanted = "a table of cases; `cmscalc batch --template` writes one to begin from"
        reader.problems.append(
            Problem("IN", "", 0, 0, "no table", wanted, "cmscalc batch cases.csv")
        )
    if options.table and options.template:
        reader.problems.append(
            Problem("--template", "", 0, 0, "a table beside --template", "one or the other")
        )
    _check_name(reader, options)
    _check_ignored(reader, options)
    if options.shape == PARQUET and not options.output:
        reader.contradicts("format", "Parquet to standard output", "-o and a file name beside it")
    for flag_name, given in (("by", bool(options.by)), ("json", options.json)):
        if given and not options.summary and not reader.meant("summary"):
            reader.problems.append(
                Problem(
                    f"--{flag_name}",
                    "",
                    0,
                    0,
                    f"--{flag_name} without --summary",
                    "--summary beside it",
                )
            )
    if options.summary and options.in_parts:
        found = "a folder of parts beside --summary, which is of one run"
        reader.contradicts("output", found, "one or the other")
    needs = options.engine == COLUMNS or options.shape == PARQUET
    if needs and not has_extra():
        name = "engine" if options.engine == COLUMNS else "output"
        wanted = "python -m pip install 'cmscalc[batch]'; or CSV, by rows"
        reader.contradicts(name, "what needs the extra batch, which is not installed", wanted)


# What a table to begin from does not look at, and what a summary alone does not.
NOT_IN_A_TEMPLATE = ("shard", "engine", "on", "rounding", "fee_rounding", "reform", "summary")
NOT_WITHOUT_ROWS = ("explain", "format")


def _check_ignored(reader: Reader, options: Options) -> None:
    """Refuse what would change nothing: whoever asked for it would look for it in vain."""
    without_rows = options.summary and not options.output
    ignored = (
        *(name for name in NOT_IN_A_TEMPLATE if options.template),
        *(name for name in NOT_WITHOUT_ROWS if options.template or without_rows),
    )
    for name in ignored:
        if not reader.given(name):
            continue
        said = flag(name)
        beside, wanted = "--template", "one or the other"
        if without_rows:
            beside, wanted = "--summary without -o, which writes no rows", "-o OUT for the rows"
        reader.problems.append(Problem(said, "", 0, 0, f"{said} beside {beside}", wanted))


def _check_name(reader: Reader, options: Options) -> None:
    """Hold the ending of the output's name against what is written there."""
    said = kind_of(options.output)
    if options.template and said not in ("", CSV):
        reader.contradicts("output", f"a table in CSV in a file of {said}", "a name in .csv")
        return
    if options.summary and options.json and Path(options.output).suffix.lower() == ".json":
        found = "the rows, where the summary is on standard output"
        reader.contradicts("output", found, "> and a file name for the summary; -o is for the rows")
    if said and said != options.shape:
        found = f"{options.shape} for a file whose name says {said}"
        reader.contradicts("format", found, "a name that ends so, or no --format")
    ending = Path(options.output).suffix.lower()
    if ending in OTHER_FORMS:
        wanted = "a name that ends in .csv, which any spreadsheet opens, .jsonl or .parquet"
        reader.contradicts("output", f"{ending}, a form that is not written", wanted)


def has_extra() -> bool:
    """Whether what works by the column is installed; it is not loaded to find out."""
    return all(find_spec(name) for name in EXTRA)
