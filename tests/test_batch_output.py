"""What `cmscalc batch` writes is whole, or it is not there: killed, stopped, or on a full disk."""

import csv
import fcntl
import json
import os
import pty
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from batch_engines import needs_columns
from cmscalc.cli import batch_ahead
from cmscalc.files.tables import blocks
from conftest import Ran, run_command
from test_command import INSTALLED

DAY = ("--on", "2026-11-21")
HEADER = "id,income,children\n"
FILE, FOLDER, COMMAND = 3, 0o700, 2
# Blocks of a few rows, so that a short table has many of them and parts too; no wait for progress.
SMALL = """
from cmscalc.files.tables import blocks
from cmscalc.cli import batch_run, main
blocks.BLOCK = 4_000
batch_run.SECOND = batch_run.EVERY = 0
main()
"""
IN_SMALL_BLOCKS = (sys.executable, "-c", SMALL)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(rows: int, name: str = "cases.csv") -> str:
    """Write a table of so many rows: 12 % of each pound a week, to the penny by hand."""
    lines = "".join(f"{at},{100 + at % 700}/week,1\n" for at in range(rows))
    Path(name).write_text(HEADER + lines, encoding="utf-8")
    return name


def batch(*arguments: str) -> Ran:
    """Run the command on the law of a day."""
    return run_command("batch", *arguments, *DAY)


def there() -> set[str]:
    """The files in this folder, hidden ones too."""
    return {str(path) for path in Path().rglob("*") if path.is_file()}


def started(
    *arguments: str,
    command: Sequence[str] = IN_SMALL_BLOCKS,
    stdin: int | None = None,
    first: Callable[[], None] | None = None,
) -> "subprocess.Popen[bytes]":
    """Start the command beside the test."""
    return subprocess.Popen(
        [*command, "batch", *arguments, *DAY],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=first,  # noqa: PLW1509 - the process has no threads yet
    )


def _heeds_interrupts() -> None:
    """Also where the tests run in the background of a shell, or under nohup."""
    for told in (signal.SIGINT, signal.SIGHUP):
        signal.signal(told, signal.SIG_DFL)


@contextmanager
def in_the_middle(output: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A run that has written something to its hidden file, and waits for more of its input."""
    run = started("-", "-o", output, stdin=subprocess.PIPE, first=_heeds_interrupts)
    assert run.stdin
    rows = "1,500/week,1\n" * 2_000
    run.stdin.write((HEADER + rows).encode())
    run.stdin.flush()
    until(lambda: bool(size(f".{output}.part")))
    yield run
    with run:
        run.stdin.close()


def until(true: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    last = time.monotonic() + 60
    while not true():
        assert time.monotonic() < last, "it never happened"
        time.sleep(0.002)


def size(name: str) -> int:
    """The size of a file; 0 for none."""
    path = Path(name)
    return path.stat().st_size if path.exists() else 0


# --- a file ---------------------------------------------------------------------------------------


def test_a_file_is_private_and_alone() -> None:
    """Only its owner can read it, and nothing is beside it."""
    assert 0 == batch(table(3), "-o", "answers.csv").code
    assert 0o600 == Path("answers.csv").stat().st_mode & 0o777
    assert {"cases.csv", "answers.csv"} == there()


def test_nothing_is_written_over() -> None:
    """Not without `--force`; and never the table itself, by whatever name."""
    table(3)
    Path("answers.csv").write_text("mine", encoding="utf-8")
    Path("link.csv").symlink_to("answers.csv")
    os.link("cases.csv", "other.csv")
    refused = {
        "answers.csv": (FILE, "answers.csv is there already: choose another name, or add --force"),
        "link.csv": (FILE, "link.csv is a link: give the name of the file itself"),
        "no/answers.csv": (FILE, "there is no folder no; make it first"),
        "cases.csv": (COMMAND, "the table itself"),
        "other.csv": (COMMAND, "the table itself"),
        "answers.csv/": (FILE, "answers.csv is a file: give the name of a folder for the parts"),
        ".": (COMMAND, "the folder of the table"),
    }
    before = there()
    for name, (code, message) in refused.items():
        ran = batch("cases.csv", "-o", name)

        assert (code, "") == (ran.code, ran.out)
        assert message in " ".join(ran.err.split())
        if name not in {"answers.csv", "link.csv"}:
            assert ran == batch("cases.csv", "-o", name, "--force")
    assert before == there()
    assert "mine" == Path("answers.csv").read_text(encoding="utf-8")
    assert 0 == batch("cases.csv", "-o", "answers.csv", "--force").code
    assert Path("answers.csv").read_text(encoding="utf-8").startswith("id,income,")


def test_a_table_that_is_refused_writes_nothing() -> None:
    """No file, no folder, no hidden file."""
    for text in ("", HEADER, "id,incme,children\n1,2,3\n", "\n1\n"):
        Path("cases.csv").write_text(text, encoding="utf-8")
        for out in ("answers.csv", "parts/", "answers.jsonl"):
            assert FILE == batch("cases.csv", "-o", out).code
            assert {"cases.csv"} == there()
    assert not Path("parts").exists()


@needs_columns
def test_a_file_that_cannot_be_read_to_its_end_gives_none() -> None:
    """A Parquet file that breaks off in its second half: a sentence, and nothing is left."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    batch(table(50_000), "-o", "all.parquet")
    rows = pq.read_table("all.parquet").select(["id", "income", "children"])
    pq.write_table(rows, "in.parquet", row_group_size=10_000, compression="NONE")
    data = bytearray(Path("in.parquet").read_bytes())
    place = pq.ParquetFile("in.parquet").metadata.row_group(4).column(0).data_page_offset
    data[place : place + 40] = b"\xff" * 40
    Path("in.parquet").write_bytes(data)
    before = there()
    for out in ("answers.csv", "answers.parquet"):
        ran = batch("in.parquet", "-o", out)

        assert (FILE, "") == (ran.code, ran.out)
        assert "in.parquet: a Parquet file that cannot be read past row" in ran.err
        assert before == there()


# --- killed, stopped ------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.95])
@pytest.mark.parametrize(
    "out", ["answers.csv", pytest.param("answers.parquet", marks=needs_columns)]
)
def test_a_killed_run_leaves_no_file(part: float, out: str) -> None:
    """At whatever moment; and the next one writes what an undisturbed run writes."""
    rows = 30_000
    batch(table(rows), "-o", f"whole-{out}")
    whole = Path(f"whole-{out}").read_bytes()
    hidden = f".{out}.part"
    run = started("cases.csv", "-o", out)
    until(lambda: run.poll() is not None or size(hidden) > part * len(whole))
    run.send_signal(signal.SIGKILL)
    run.communicate()

    assert Path(out).exists() is (run.returncode == 0)
    assert 0 == batch("cases.csv", "-o", out, "--force").code
    assert {"cases.csv", out, f"whole-{out}"} == there()
    if out.endswith("csv"):
        assert whole == Path(out).read_bytes()
    assert rows == many(Path(out))


def test_a_run_killed_in_its_middle() -> None:
    """What it had written is under a hidden name; the next run uses that name again."""
    table(3)
    with in_the_middle("answers.csv") as run:
        run.send_signal(signal.SIGKILL)

    assert -signal.SIGKILL == run.returncode
    assert {"cases.csv", ".answers.csv.part"} == there()
    assert 0 == batch("cases.csv", "-o", "answers.csv").code
    assert {"cases.csv", "answers.csv"} == there()


def many(path: Path) -> int:
    """Count the rows of a file of answers, all of which have one."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

        found = pq.read_table(path).to_pylist()
    else:
        with path.open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file, strict=True))
    assert all(row["weekly"] for row in found)
    return len(found)


@pytest.mark.parametrize("out", ["csv", pytest.param("parquet", marks=needs_columns)])
def test_a_killed_run_into_a_folder_goes_on(out: str) -> None:
    """Every part that is there is whole; the same command makes the others, and only those."""
    asked = ("cases.csv", "-o", "parts/", "--format", out)
    run_small = (*IN_SMALL_BLOCKS, "batch", *asked, *DAY)
    table(30_000)
    for number in (1, 3):
        run = started(*asked)
        until(lambda number=number: len(parts(out)) >= number)  # type: ignore[misc]
        run.send_signal(signal.SIGKILL)
        run.communicate()

        assert all(many(path) for path in parts(out))
    kept = {path: path.stat().st_mtime_ns for path in parts(out)[:-1]}
    subprocess.run(run_small, check=True)

    assert kept == {path: path.stat().st_mtime_ns for path in kept}
    assert {*map(str, parts(out)), "parts/.parts.jsonl", "cases.csv"} == there()
    assert 30_000 == sum(many(path) for path in parts(out))
    assert 1 < len(kept) < len(parts(out))
    if out == "csv":
        batch("cases.csv", "-o", "whole.csv")
        bodies = [path.read_bytes().split(b"\n", 1)[1] for path in parts(out)]
        assert Path("whole.csv").read_bytes().split(b"\n", 1)[1] == b"".join(bodies)


def parts(ending: str) -> list[Path]:
    """The parts that are there, in order."""
    return sorted(Path("parts").glob(f"part-*.{ending}"))


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_stopped_by_hand_leaves_nothing(told: signal.Signals) -> None:
    """By Ctrl-C, as the system shuts down or the terminal closes: no file of either name."""
    with in_the_middle("answers.csv") as run:
        run.send_signal(told)
        assert run.stderr
        said = run.stderr.read()

    assert (128 + told, b"") == (run.returncode, said)
    assert set() == there()


def test_a_run_put_in_the_background_to_stay_is_not_stopped_with_its_terminal() -> None:
    """`nohup` has it pass over what the terminal says as it closes."""
    table(20_000)
    run = subprocess.Popen(
        ["nohup", *IN_SMALL_BLOCKS, "batch", "cases.csv", "-o", "answers.csv", *DAY]
    )
    until(lambda: Path(".answers.csv.part").exists())
    run.send_signal(signal.SIGHUP)

    assert 0 == run.wait()
    assert 20_000 == many(Path("answers.csv"))


def test_two_runs_at_once() -> None:
    """The second is told of the first, and disturbs nothing of it."""
    table(3)
    with in_the_middle("answers.csv"):
        second = batch("cases.csv", "-o", "answers.csv", "--force")
        hidden = size(".answers.csv.part")

    assert (FILE, "") == (second.code, second.out)
    assert "cmscalc: another run is writing answers.csv: wait for it, or stop it\n" == second.err
    assert hidden
    assert 2_000 == many(Path("answers.csv"))
    assert {"cases.csv", "answers.csv"} == there()


def test_a_name_taken_meanwhile_is_not_taken_from_its_owner() -> None:
    """A file that appears while a run is at work is left as it is."""
    with in_the_middle("answers.csv") as run:
        Path("answers.csv").write_text("mine", encoding="utf-8")

    assert FILE == run.returncode
    assert "mine" == Path("answers.csv").read_text(encoding="utf-8")
    assert {"answers.csv"} == there()


def test_a_hidden_file_left_as_it_took_its_name_is_not_written_over() -> None:
    """Killed between the two names, the answers have both: the next run spares them."""
    batch(table(3), "-o", "answers.csv")
    whole = Path("answers.csv").read_bytes()
    os.link("answers.csv", ".answers.csv.part")
    Path("broken.csv").write_text("nothing\n", encoding="utf-8")

    assert FILE == batch("broken.csv", "-o", "answers.csv", "--force").code
    assert FILE == batch("cases.csv", "-o", "answers.csv").code
    assert whole == Path("answers.csv").read_bytes()
    assert 0 == batch("cases.csv", "-o", "answers.csv", "--force").code
    assert whole == Path("answers.csv").read_bytes()
    assert {"cases.csv", "broken.csv", "answers.csv"} == there()


# --- a folder of parts ----------------------------------------------------------------------------


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few rows: a table of 500 has several parts."""
    monkeypatch.setattr(blocks, "BLOCK", 200)


@pytest.mark.usefixtures("small")
def test_a_folder_of_parts() -> None:
    """Each has its header, and together they are the whole; only their owner can read them."""
    ran = batch(table(500), "-o", "parts/")
    found = parts("csv")

    assert (0, "", "") == (ran.code, ran.out, ran.err)
    assert 500 == sum(many(path) for path in found)
    assert 1 < len(found)
    assert FOLDER == Path("parts").stat().st_mode & 0o777
    assert {0o600} == {path.stat().st_mode & 0o777 for path in Path("parts").iterdir()}
    again = batch("cases.csv", "-o", "parts/")
    assert ran == again


@pytest.mark.usefixtures("small")
def test_a_part_that_was_changed_is_made_again() -> None:
    """One that is shorter than it was written; and what is no part of this run is taken away."""
    batch(table(500), "-o", "parts/")
    first, *others = parts("csv")
    whole = first.read_bytes()
    first.write_bytes(whole[:-100])
    Path("parts/part-00999.csv").write_text("of another run", encoding="utf-8")

    assert 0 == batch("cases.csv", "-o", "parts/").code
    assert whole == first.read_bytes()
    assert [first, *others] == parts("csv")


@pytest.mark.usefixtures("small")
def test_the_day_does_not_matter_where_it_was_given() -> None:
    """A run over midnight goes on, if --on says which law; else today's is another."""
    batch(table(500), "-o", "parts/")
    log = Path("parts/.parts.jsonl")

    assert '"today": ""' in log.read_text(encoding="utf-8").split("\n")[0]


@pytest.mark.usefixtures("small")
def test_rows_without_an_answer_are_counted_when_a_run_goes_on() -> None:
    """Those of parts that were there already too: the exit code is that of the whole."""
    table(500)
    lines = Path("cases.csv").read_text(encoding="utf-8").replace("/week,1\n", "/week,0\n", 2)
    Path("cases.csv").write_text(lines, encoding="utf-8")
    first = batch("cases.csv", "-o", "parts/")
    again = batch("cases.csv", "-o", "parts")

    assert (FILE, FILE) == (first.code, again.code)
    for ran in (first, again):
        assert ran.err.startswith("cmscalc batch: 2 of 500 rows have no answer")
    assert "They are in parts that were made before." in again.err


@pytest.mark.usefixtures("small")
def test_parts_of_another_run_are_kept() -> None:
    """Another day, table, shard or form is another run; `--force` begins again."""
    batch(table(500), "-o", "parts/")
    before = [path.read_bytes() for path in parts("csv")]
    others = (["--on", "2020-01-01"], ["--shard", "1/2", *DAY], ["--format", "jsonl", *DAY])
    for other in others:
        ran = run_command("batch", "cases.csv", "-o", "parts/", *other)

        assert FILE == ran.code
        assert "parts holds parts of another run" in ran.err
    table(400)
    assert FILE == batch("cases.csv", "-o", "parts/").code
    assert before == [path.read_bytes() for path in parts("csv")]
    Path("parts/part-notes.csv").write_text("mine", encoding="utf-8")
    assert 0 == batch("cases.csv", "-o", "parts/", "--force").code
    Path("parts/part-notes.csv").unlink()
    assert 400 == sum(many(path) for path in parts("csv"))


@pytest.mark.usefixtures("small")
def test_parts_under_a_proposal_that_was_changed_are_of_another_run() -> None:
    """By another day, name or value: each is in the answers."""
    reform = 'schema = "cmscalc.reform/1"\ntitle = "One"\nsince = 2026-01-01\nflat_rate = 8\n'
    changed = [
        reform.replace("One", "Two"),
        reform.replace("2026-01-01", "2027-01-01"),
        reform.replace("flat_rate = 8", "flat_rate = 9"),
    ]
    mine = Path("mine.toml")
    asked = (table(500), "-o", "parts/", "--reform", "mine.toml")
    for text in (reform, reform, *changed):
        mine.write_text(text, encoding="utf-8")
        assert (FILE if text in changed else 0) == batch(*asked).code


@pytest.mark.usefixtures("small")
def test_with_the_working_each_block_is_a_part_of_its_own() -> None:
    """A working is long, so less of it is made again."""
    batch(table(500), "-o", "short/")
    batch("cases.csv", "-o", "parts/", "--explain")

    assert 10 * len(list(Path("short").glob("part-*"))) < len(parts("csv"))
    assert 500 == sum(many(path) for path in parts("csv"))


@needs_columns
def test_the_working_of_parquet_is_made_a_few_rows_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each row's own, in order, whichever piece it is in."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    monkeypatch.setattr(batch_ahead, "ROWS_IN_A_PIECE", 3)
    batch(table(10), "-o", "all.parquet")
    pq.write_table(pq.read_table("all.parquet").select(["id", "income", "children"]), "in.parquet")
    batch("in.parquet", "-o", "answers.jsonl", "--explain")
    batch("cases.csv", "-o", "by-row.jsonl", "--explain")

    workings = [
        [json.loads(line)["working"] for line in Path(name).read_text("utf-8").splitlines()]
        for name in ("answers.jsonl", "by-row.jsonl")
    ]
    assert workings[0] == workings[1]
    assert 10 == len(workings[0])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "harm",
    [
        lambda log: log.write_bytes(b""),
        lambda log: log.write_bytes(log.read_bytes()[:-3]),
        lambda log: log.write_bytes(log.read_bytes() + b"[9"),
        lambda log: log.write_bytes(log.read_bytes() + b"\nnothing\n5\n"),
        lambda log: (log.parent / "part-00001.csv").unlink(),
    ],
    ids=["empty", "cut short", "begun", "odd", "a part less"],
)
def test_a_list_of_parts_that_breaks_off(harm: Callable[[Path], object]) -> None:
    """What it does not say is done is done again."""
    batch(table(500), "-o", "parts/")
    before = {path: path.read_bytes() for path in parts("csv")}
    log = Path("parts/.parts.jsonl")
    harm(log)
    if not log.stat().st_size:
        for path in parts("csv"):
            path.unlink()
    for _ in range(2):
        assert Ran("", "", 0) == batch("cases.csv", "-o", "parts/")
        assert before == {path: path.read_bytes() for path in parts("csv")}


def test_a_folder_of_something_else_is_left_alone() -> None:
    """With `--force` too: nobody's files are taken for parts."""
    table(3)
    Path("mine").mkdir()
    Path("mine/part-00000.csv").write_text("mine", encoding="utf-8")
    for more in ([], ["--force"]):
        ran = batch("cases.csv", "-o", "mine", *more)

        assert (FILE, "cmscalc: mine holds other files: give the name of a new folder\n") == (
            ran.code,
            ran.err,
        )
    assert "mine" == Path("mine/part-00000.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("small")
def test_two_runs_into_one_folder() -> None:
    """The second is told of the first, and lets it be."""
    batch(table(500), "-o", "parts/")
    parts("csv")[0].unlink()
    descriptor = os.open("parts", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    second = batch("cases.csv", "-o", "parts/", "--force")
    left = parts("csv")
    os.close(descriptor)

    assert (
        Ran("", "cmscalc: another run is writing parts: wait for it, or stop it\n", FILE) == second
    )
    assert "part-00001.csv" == left[0].name
    assert 0 == batch("cases.csv", "-o", "parts/").code
    assert 500 == sum(many(path) for path in parts("csv"))


# --- a full disk, a reader that leaves, a terminal ------------------------------------------------


@pytest.mark.parametrize(
    "out",
    [
        "answers.csv",
        "answers.jsonl",
        pytest.param("answers.parquet", marks=needs_columns),
        "parts/",
    ],
)
def test_a_disk_without_room(out: str) -> None:
    """A sentence, exit 3, and nothing that looks whole is left."""
    table(20_000)

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))

    run = started("cases.csv", "-o", out, first=no_room)
    printed, said = run.communicate()

    assert (FILE, b"") == (run.returncode, printed)
    assert b"cannot be written: file too large\n" in said
    assert 1 == said.count(b"\n")
    assert all(many(path) for path in parts("csv"))
    assert {"cases.csv", "parts/.parts.jsonl", *map(str, parts("csv"))} >= there()


def test_standard_output_without_room() -> None:
    """The answer breaks off, and the exit code says so."""
    table(20_000)
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*INSTALLED, "batch", "cases.csv", *DAY],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (FILE, b"cmscalc: cannot write the answer: no space left on device\n") == (
        ran.returncode,
        ran.stderr,
    )


def test_a_reader_that_leaves() -> None:
    """`| head` ends it without a word."""
    table(20_000)
    run = started("cases.csv", command=INSTALLED)
    assert run.stdout
    assert run.stderr
    with run:
        assert run.stdout.readline().startswith(b"id,income,children,law_of")
        run.stdout.close()
        said = run.stderr.read()

    assert (141, b"") == (run.returncode, said)


def on_a_terminal(*arguments: str, to_file: bool) -> str:
    """Run the command with standard error on a terminal; give what was shown there."""
    master, slave = pty.openpty()
    with Path("shown").open("wb") as shown:
        run = subprocess.Popen(
            [*IN_SMALL_BLOCKS, "batch", *arguments, *DAY],
            stdout=shown if to_file else slave,
            stderr=slave,
        )
        printed, ended = b"", False
        while not ended:
            ended = run.poll() is not None
            while select.select([master], [], [], 0.02)[0]:
                printed += os.read(master, 65536)
    os.close(slave)
    os.close(master)
    return printed.decode()


def test_progress_is_for_a_terminal() -> None:
    """It counts rows in one line, and wipes it; not into a pipe, nor among rows on the screen."""
    table(2_000)
    shown = on_a_terminal("cases.csv", "-o", "answers.csv", to_file=True)
    run = started("cases.csv", "-o", "other.csv")

    words = [each.split() for each in shown.split("\r") if each.strip()]
    counts = [int(number.replace(",", "")) for number, _ in words]
    assert {"rows"} == {word for _, word in words}
    assert sorted(set(counts)) == counts
    assert counts[-1] <= 2_000
    assert "\n" not in shown
    assert shown.endswith("\r" + " " * 20 + "\r")
    assert (b"", b"") == run.communicate()
    rows = on_a_terminal("cases.csv", to_file=False)
    assert 2_001 == len(rows.splitlines())
    assert "rows" not in rows


def test_what_has_no_answer_comes_after_everything_else() -> None:
    """Twenty problems at most, and how many more rows there are."""
    Path("cases.csv").write_text(HEADER + "a,lots,1\n" * 2_000, encoding="utf-8")
    ran = batch("cases.csv")

    assert (FILE, 2_001) == (ran.code, len(ran.out.splitlines()))
    assert ran.err.startswith("cmscalc batch: 2,000 of 2,000 rows have no answer")
    assert ran.err.endswith("… and 1,980 more rows of cases.csv.\n")
    assert 20 == ran.err.count("cases.csv:")
