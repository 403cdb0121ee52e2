"""Columns of a table read at once: what is surely read is what one row's reader would read."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal  # noqa: TID251 - a type that columns of tables have
from typing import Any

import pytest

from batch_compare import by_core
from batch_rows import NOW, TODAY
from cmscalc.batch.groups import Groups, Settings
from cmscalc.batch.header import header_of
from cmscalc.batch.plain import quick_amount
from cmscalc.batch.scale import scale_of
from cmscalc.core.facts import Period
from cmscalc.core.income import a_week
from cmscalc.core.money import PENCE
from cmscalc.files.problems import Problems
from cmscalc.files.words import Unreadable, amount
from columns_extra import HAS_COLUMNS, needs_columns

if HAS_COLUMNS:
    import numpy as np
    import pyarrow as pa

    from cmscalc.batch.amounts import amounts_of
    from cmscalc.batch.compute import Computer, compute
    from cmscalc.batch.texts import Coded
    from cmscalc.files.tables import arrow_pounds
    from cmscalc.files.tables.arrow_texts import as_text

pytestmark = needs_columns
SCALE = scale_of(NOW)
PERIODS = [period.value for period in Period]
# Read by the column: the plain form, of any period.
PLAIN = (
    *("27000.50/year", "27000.5/year", "27000/year", "0/month", "0.00/week", "0.01/week"),
    *("5/fortnight", "5.5/four-weeks", "99999999/year", "99999999.99/week", "0005/week"),
)
# Left to the reader of one row, who takes some of them and refuses the others.
LEFT = (
    *(
        "27000./year",
        ".5/year",
        "./year",
        "/year",
        "/",
        "1/2/3",
        "1234567890/year",
        "5",
        "27000.50",
    ),
    *("999999999.99/week", "123456789/year", "1,000/year", "£5/week", "5/Week", "5/weeks", "5pw"),
    *(" 5/week", "5/week ", "5 /week", "5/ week", "5/week\n", "5\t/week", "5/week/week", "5/"),
    *("1.234/week", "1.5.3/week", "1..5/week", "..5/week", "1.2.34/week", "5.a/week", "5.1a/week"),
    *("-1/week", "+1/week", "1e3/week", "0x10/week", "nan/year", "inf/year", "5;/week", "5:/week"),
    *(
        "٣/week",
        "５/week",
        "½/week",
        "5.٣/week",
        "１２/year",
        "5/wéek",
        "5/week\0",
        "\0",
        "5\0/week",
    ),
    *("x5/fortnight", "5/fortnigh", "5/ourtnight", "5/four_weeks", "five/week", "yearyear/year"),
)


def weekly(text: str) -> int | None:
    """Read a text as one row's reader does, in units a week; None if it is refused."""
    try:
        found = amount(text)
    except Unreadable:
        return None
    exact = a_week(found, NOW) * PENCE * SCALE.units
    assert 1 == exact.denominator
    return exact.numerator


def check(texts: Sequence[str], column: Any = None) -> list[str]:
    """Read texts as a column; give those that it was sure of, each as its reader reads it."""
    found = amounts_of(pa.array(texts, pa.string()) if column is None else column, SCALE)
    sure = [text for text, is_sure in zip(texts, found.sure.tolist(), strict=True) if is_sure]
    read = dict(zip(texts, found.units.tolist(), strict=True))

    assert {text: weekly(text) if text else -1 for text in sure} == {
        text: read[text] for text in sure
    }
    return sure


def test_plain_amounts_are_read_by_the_column() -> None:
    """All of them, whatever stands before and after them."""
    assert list(PLAIN) == check(PLAIN)
    assert ["", *PLAIN, ""] == check(["", *PLAIN, ""])


def test_other_amounts_are_left_to_the_reader_of_a_row() -> None:
    """Also between plain ones, of whose bytes nothing is taken for theirs."""
    between = [each for text in LEFT for each in ("27000.50/year", text, "5.5/week", "1/month")]

    assert [] == check(LEFT)
    assert not set(LEFT) & set(check(between))


def test_random_amounts_are_never_read_otherwise() -> None:
    """Plain ones with a character put in, taken out or changed, and any text at all."""
    rng = random.Random(5)
    letters = "0123456789./,£ -eyrwkmonthfu\0٣"
    seeds = [*PLAIN, *LEFT]
    sure = 0
    for _ in range(400):
        texts = []
        for text in rng.choices(seeds, k=60):
            at = rng.randrange(len(text) + 1)
            texts.append(text[:at] + rng.choice(["", *letters]) + text[at + rng.randrange(2) :])
        texts += ["".join(rng.choices(letters, k=rng.randrange(12))) for _ in range(10)]
        sure += len(check(texts))

    assert sure > 1_000


def test_the_reader_of_rows_reads_the_same() -> None:
    """Quick where it is sure, and then as the reader of one amount; nine figures too."""
    rng = random.Random(6)
    for text in [*PLAIN, *LEFT, *rng.choices(LEFT, k=20)]:
        pounds, _, period = text.partition("/")
        for cell, per in ((text, ""), (pounds, period), (text, "week"), (text, "Week")):
            found = quick_amount(cell, per, SCALE)
            expected = weekly(f"{cell}/{per}" if per and "/" not in cell else cell)
            assert found in ((-1,) if not (cell or per) else (None, expected)), (cell, per)
    assert weekly("999999999.99/week") == quick_amount("999999999.99/week", "", SCALE)


def test_parts_of_columns_are_read_from_where_they_begin() -> None:
    """A slice, rows without an amount, no rows, and texts of other widths."""
    texts = ["1/week", "", "2.5/month", "x", "3/year", "27000.50/year"]
    column = pa.array(texts)
    for start in range(len(texts) + 1):
        for size in range(len(texts) - start + 1):
            check(texts[start : start + size], column.slice(start, size))
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())):
        check(texts, as_text(column.cast(kind)))
    check(["1/week", ""], as_text(pa.array(["0/week", "1/week", None]).slice(1)))
    assert [] == check([], pa.array([], pa.string()))


def test_periods_in_a_column_of_their_own() -> None:
    """One for each amount; and one beside no amount is not taken for a blank."""
    amounts = pa.array(["5", "5.5", "5/week", None, None, "5"])
    periods = pa.array(["year", "week", "week", "year", None, None])
    found = amounts_of(as_text(amounts, periods), SCALE)

    assert [True, True, False, False, True, False] == found.sure.tolist()
    assert [weekly("5/year"), weekly("5.5/week")] == found.units[:2].tolist()
    assert -1 == found.units[4]


# --- columns of any type --------------------------------------------------------------------------

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def any_columns() -> dict[str, Any]:
    """A column of each type that Arrow has, some of whose values a row could have."""
    nan, inf = float("nan"), float("inf")
    return {
        "int8": pa.array([1, None, 3], pa.int8()),
        "uint64": pa.array([1, 2**64 - 1], pa.uint64()),
        "double": pa.array([2.0, nan, inf, -inf, -0.0, 0.1, 27000.5, 1e300, None]),
        "float": pa.array([27000.1, 3], pa.float32()),
        "half float": pa.array(np.array([1.5, 2], np.float16)),
        "decimal": pa.array([Decimal("27000.50"), Decimal(2), None]),
        "decimal of thousands": pa.array([Decimal(27000)], pa.decimal128(5, -3)),
        "decimal256": pa.array([Decimal("1.50")], pa.decimal256(40, 2)),
        "date": pa.array([date(2026, 1, 1), None]),
        "date64": pa.array([date(2026, 1, 1)], pa.date64()),
        "timestamp": pa.array([datetime(2026, 1, 1), NOON.replace(tzinfo=None)]),  # noqa: DTZ001 - as tables have them
        "timestamp with a zone": pa.array([NOON], pa.timestamp("us", "Europe/London")),
        "nanoseconds": pa.array([1, 86_400_000_000_000, None], pa.timestamp("ns")),
        "time": pa.array([time(1)], pa.time32("s")),
        "duration": pa.array([timedelta(1), timedelta(0), None]),
        "interval": pa.array([(1, 2, 3)], pa.month_day_nano_interval()),
        "truths": pa.array([True, False, None]),
        "null": pa.nulls(2),
        "texts": pa.array(
            [
                "1",
                " 2 ",
                "",
                None,
                "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
            ]
        ),
        "large texts": pa.array(["1", None], pa.large_string()),
        "views of texts": pa.array(["1", None], pa.string_view()),
        "bytes": pa.array([b"1", b"27000/year", b"\xff", None]),
        "large bytes": pa.array([b"1"], pa.large_binary()),
        "fixed bytes": pa.array([b"12"], pa.binary(2)),
        "views of bytes": pa.array([b"12"], pa.binary_view()),
        "list": pa.array([["0", "52"], [], None]),
        "large list": pa.array([[1, 2]], pa.large_list(pa.int64())),
        "fixed list": pa.array([[1, 2]], pa.list_(pa.int64(), 2)),
        "view of a list": pa.array([[1, 2]], pa.list_view(pa.int64())),
        "struct": pa.array([{"a": 1}, None]),
        "map": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        "union": pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])]),
        "runs": pa.RunEndEncodedArray.from_arrays([1, 3], ["1", "2"]),
        "dictionary": pa.array(["1", None, "2"]).dictionary_encode(),
        "dictionary with nothing in it": pa.DictionaryArray.from_arrays(
            pa.array([0, 1]), pa.array(["1", None])
        ),
        "dictionary of numbers": pa.array([1, 2, 1]).dictionary_encode(),
        "dictionary of doubles": pa.array([1.0, 0.5]).dictionary_encode(),
        "dictionary of bytes": pa.array([b"1"]).dictionary_encode(),
        "dictionary of days": pa.array([date(2026, 1, 1)]).dictionary_encode(),
        "dictionary of times": pa.array([NOON.replace(tzinfo=None)]).dictionary_encode(),
        "dictionary of decimals": pa.array([Decimal("1.50")]).dictionary_encode(),
    }


SAID = (
    "income",
    "income_per",
    "pension",
    "collected",
    "children",
    "nights",
    "other_children",
    "on",
)
TYPES = list(any_columns()) if HAS_COLUMNS else []
# Nobody types anything like it, and Arrow cannot: a table that says something so is refused.
NOT_TOLD = ("interval",)


@pytest.mark.parametrize("kind", TYPES)
def test_a_column_of_any_type_is_read_as_each_of_its_rows(kind: str) -> None:
    """Whatever its values stand for: as one row's text is read, or refused with a sentence."""
    column = any_columns()[kind]
    if kind in NOT_TOLD:
        with pytest.raises(Problems, match="values that cannot be written as text"):
            as_text(column)
        return
    texts = as_text(column).to_pylist()
    coded = Coded([column], len(column))

    assert texts == [coded.distinct[code][0] for code in coded.codes.tolist()]
    for name in SAID:
        _each_row_as_by_itself(name, column, texts)


def _each_row_as_by_itself(name: str, column: Any, texts: Sequence[str]) -> None:
    beside = {"income": "300", "income_per": "week", "children": "1"}
    data = {known: [text] * len(column) for known, text in beside.items()} | {name: column}
    table = pa.table(data)
    header = header_of(table.column_names)
    settings = Settings(today=TODAY)
    found = Computer(header, settings).answer(table)
    groups = Groups(settings)
    for row, text in enumerate(texts):
        expected = by_core(beside | {name: text}, groups, header)
        assert expected == answers(found.columns, row), (name, text)


def answers(columns: dict[str, Any], row: int) -> dict[str, str]:
    """Give the answers of a row, without the columns that have nothing."""
    return {name: str(each[row]) for name, each in columns.items() if each[row].is_valid}


@pytest.mark.parametrize("kind", TYPES)
def test_a_column_that_is_carried_may_be_of_any_type(kind: str) -> None:
    """It is given back as it came, also beside rows that have no answer."""
    column = any_columns()[kind]
    income = ["27000/year", "lots"] * len(column)
    table = pa.table(
        {"mine": column, "income": income[: len(column)], "children": [1] * len(column)}
    )

    found = compute(table, on=TODAY)

    assert column.type == found.column("mine").type
    assert found.column("mine").combine_chunks().equals(column) or "double" in kind
    assert found.column("error").null_count == (len(column) + 1) // 2


# --- words by their numbers -----------------------------------------------------------------------


def rows_of(coded: Any) -> list[tuple[str, ...]]:
    """Give each row's texts back."""
    return [coded.distinct[code] for code in coded.codes.tolist()]


@pytest.mark.parametrize("columns", [1, 2, 5, 8])
@pytest.mark.parametrize("distinct", [1, 3, 700])
def test_texts_side_by_side_are_kept_apart(columns: int, distinct: int) -> None:
    """With so many different ones that their combinations are more than 64 bits can number."""
    rng = random.Random(columns * distinct)
    texts = [
        [f"{rng.randrange(distinct)}" for _ in range(1_500)] if at != 1 else ["the same"] * 1_500
        for at in range(columns)
    ]
    coded = Coded([pa.array(column) for column in texts], 1_500)

    assert list(zip(*texts, strict=True)) == rows_of(coded)
    assert len(set(coded.distinct)) == len(coded.distinct) == len(set(zip(*texts, strict=True)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"on": "21/11/2026"}, "on"),
        ({"on": "2012-01-01"}, "a day before the 2012 scheme"),
        ({"on": TODAY, "rounding": "up"}, "rounding"),
        ({"on": TODAY, "fee_rounding": "up"}, "fee-rounding"),
        ({"on": TODAY, "reform": ["no-fees", "proposal-2025"]}, "no-fees"),
        ({"on": TODAY, "reform": "no-fee"}, "no-fees"),
        ({"on": ""}, "'', which is no text"),
        ({"on": None}, "None, which is no text"),
        ({"on": 20261121}, "20261121, which is no text"),
        ({"on": TODAY, "rounding": 1}, "1, which is no text"),
        ({"on": TODAY, "fee_rounding": None}, "None, which is no text"),
        ({"on": TODAY, "reform": [1]}, "1, which is no text"),
    ],
)
def test_rules_that_are_none_are_refused_before_any_row(asked: Any, found: str) -> None:
    """Also for a table without rows, with which a cluster asks what columns there will be."""
    table = pa.table({"income": pa.array([], pa.string()), "children": pa.array([], pa.int64())})
    with pytest.raises(Problems) as caught:
        compute(table, **asked)

    assert any(found in f"{each}" for each in caught.value.problems)


def columns_of_nothing() -> dict[str, Any]:
    """Columns that can hold no words of a case."""
    return {
        "binary": pa.array([b"500"]),
        "a list of bytes": pa.array([[b"500"]], pa.list_(pa.binary())),
        "a map": pa.array([[(52, 175)]], pa.map_(pa.int64(), pa.int64())),
        "a list in a list": pa.array([[[52]]]),
        "a duration": pa.array([500], pa.duration("s")),
        "a struct": pa.array([{"a": 1}]),
        "a time": pa.array([1], pa.time32("s")),
        "a dictionary of bytes": pa.array([b"500"]).dictionary_encode(),
        "another library's": pa.ExtensionArray.from_storage(
            pa.uuid(), pa.array([b"x" * 16], pa.binary(16))
        ),
    }


NOTHING = list(columns_of_nothing()) if HAS_COLUMNS else []


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("kind", NOTHING)
def test_columns_that_can_hold_no_words_are_refused(kind: str, rows: int) -> None:
    """As the command refuses them, and before any row; carried along they do no harm."""
    column = columns_of_nothing()[kind]
    table = pa.table({"income": ["500/week"], "children": [1], "nights": column}).slice(0, rows)
    with pytest.raises(Problems) as caught:
        compute(table, on=TODAY)
    (problem,) = caught.value.problems

    assert ("column 3", f"the column nights of type {column.type}") == (
        problem.where,
        problem.found,
    )
    carried = compute(table.rename_columns(["income", "children", "x"]), on=TODAY)
    assert ["60.00"] * rows == [str(each) for each in carried["weekly"].to_pylist()]


def test_bytes_that_are_no_text_are_refused() -> None:
    """In a column that is read; the column is named."""
    bad = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\x01\0\0\0"), pa.py_buffer(b"\xff"))
    with pytest.raises(Problems) as caught:
        compute(pa.table({"income": bad, "children": [1]}), on=TODAY)
    (problem,) = caught.value.problems

    assert ("column 1", "the column income: a character that is not UTF-8") == (
        problem.where,
        problem.found,
    )


def test_no_reform_is_none_and_an_empty_list() -> None:
    """Either says that nothing is proposed."""
    table = pa.table({"income": ["500/week"], "children": [1]})

    assert compute(table, on=TODAY, reform=None) == compute(table, on=TODAY)  # type: ignore[arg-type]


def test_what_is_no_table_is_refused() -> None:
    """Spark's batches, and anything else, with what to write."""
    batch = pa.record_batch({"income": ["500/week"], "children": [1]})
    with pytest.raises(TypeError, match=r"Table\.from_batches\(\[batch\]\) makes one, not Rec"):
        compute(batch, on=TODAY)


def test_what_was_read_of_many_families_is_not_kept_without_end() -> None:
    """Where nearly all rows differ, memory stays what it is; an early family is read again."""
    groups = Groups(Settings(today=TODAY))
    under = groups.under(("2026-11-21", "", "", ""))
    assert under
    rules = under.rules
    first = groups.household(rules, ("", "", "A=0", "", ""))
    for many in range(25_000):
        groups.household(rules, ("1", str(many), "", "", ""))

    assert 20_000 == groups.household.cache_info().currsize
    assert first == groups.household(rules, ("", "", "A=0", "", ""))


def test_columns_that_are_not_there_say_nothing() -> None:
    """And a table without rows has no words."""
    assert [("", "a"), ("", "b")] == rows_of(Coded([None, pa.array(["a", "b"])], 2))
    assert [("", "")] * 3 == rows_of(Coded([None, None], 3))
    assert [] == rows_of(Coded([pa.array([], pa.string()), None], 0))


def test_a_table_of_a_thousand_words_in_every_column() -> None:
    """Each row's own family, day and amounts: the column answers as one estimate."""
    many = 1_000
    days = [f"{2015 + at % 10}-{1 + at % 12:02}-{1 + at % 28:02}" for at in range(many)]
    rows = [
        {
            "income": f"{at * 7}.{at % 100:02}/{PERIODS[at % 5]}",
            "family": f"P{at}={at % 366},{at * 3 % 366};Q{at}={at * 7 % 366}",
            "local_authority_nights": f"{at % 300},0,{at % 52}",
            "on": days[at],
        }
        for at in range(many)
    ]
    table = pa.Table.from_pylist(rows)
    computer = Computer(header_of(table.column_names), Settings(today=TODAY))
    found = computer.answer(table).columns
    groups = Groups(Settings(today=TODAY))

    assert [by_core(row, groups) for row in rows[::9]] == [
        answers(found, at) for at in range(0, many, 9)
    ]
    assert computer.by_column.answer(table).sure.all()


# --- amounts written once -------------------------------------------------------------------------


def pence(amounts: Iterable[int | None], kind: Any = None) -> Any:
    """Put pence in a column of pounds."""
    told = [None if each is None else Decimal(each).scaleb(-2) for each in amounts]
    return pa.array(told, kind or pa.decimal128(14, 2))


def columns_of_money() -> dict[str, Any]:
    """Columns whose every amount has a text that is known."""
    last, many = arrow_pounds.TEXTS - 1, arrow_pounds.MANY
    return {
        "every text": pence(range(last + 1)),
        "none among them": pence([None, *range(many), last, None]),
        "a part": pence([last, *range(many)]).slice(1),
    }


def other_columns() -> dict[str, Any]:
    """Columns that are written as they stand."""
    last, many = arrow_pounds.TEXTS - 1, arrow_pounds.MANY
    return {
        "too few": pence(range(many - 1)),
        "one too large": pence([*range(many), last + 1]),
        "one larger than eight bytes": pence([*range(many), 2**64], pa.decimal128(30, 2)),
        "one below nothing": pence([*range(many), -1]),
        "other places": pence(range(many)).cast(pa.decimal128(16, 4)),
        "another width": pence(range(many), pa.decimal256(14, 2)),
        "no money": pa.array(range(many)),
    }


@pytest.mark.parametrize("case", ["every text", "none among them", "a part"])
def test_amounts_written_once_are_those_written_each(case: str) -> None:
    """By Arrow's own writing of each."""
    column = columns_of_money()[case]

    assert column.cast(pa.string()) == arrow_pounds.pounds_as_text(column)


def test_other_amounts_are_written_as_they_stand() -> None:
    """Where a text is not known, none is made up."""
    for case, column in other_columns().items():
        assert arrow_pounds.pounds_as_text(column) is None, case
