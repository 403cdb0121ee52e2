"""The law data: every row has its source, dates rise, and nothing is guessed."""

import ast
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

import cmscalc
from cmscalc.law import VALUES, BeforeTheScheme, Law, law_on
from cmscalc.law.benefits import ALIASES, BENEFITS, NIL_STATUSES, NOT_LISTED
from cmscalc.law.readings import READINGS
from cmscalc.law.reform import ONLY_PROPOSED
from cmscalc.law.rows import Citation, Dated, Row, percent, pounds
from cmscalc.law.sources import CHECKED, SCHEME_OPENS

SOURCE = Path(cmscalc.__file__).parent
CITED = Citation("SI 2099/1 reg 1", "https://www.legislation.gov.uk/uksi/2099/1")
CONFIDENCE = {"read", "mirror", "as made", "secondary", "reading"}
EVERY_ROW = [(value.name, row) for value in VALUES.values() for row in value.rows]


def row(since: date, value: int, citation: Citation = CITED) -> Row[int]:
    """Make a row of law for a test."""
    return Row(since, value, citation, CHECKED, "read")


@pytest.mark.parametrize(("name", "found"), EVERY_ROW)
def test_every_row_says_where_it_comes_from(name: str, found: Row[object]) -> None:
    """A citation, a page of legislation, the day it was checked, how, and a known reading."""
    assert found.citation.text, name
    # What is known only at second hand may be cited from the government's own pages.
    pages = ["https://www.legislation.gov.uk/"]
    pages += ["https://www.gov.uk/"] if found.confidence == "secondary" else []
    assert found.citation.url.startswith(tuple(pages)), name
    assert SCHEME_OPENS <= found.since, name
    assert found.checked <= CHECKED, name
    assert found.confidence in CONFIDENCE, name
    assert found.reading is None or found.reading in READINGS, name


def test_a_value_taken_on_a_reading_says_which() -> None:
    """Confidence `reading` without a number would hide the doubt."""
    silent = [n for n, found in EVERY_ROW if found.confidence == "reading" and not found.reading]

    assert [] == silent


def test_the_law_of_a_day_has_every_value_and_no_other() -> None:
    """A value added to a law file must be a field of Law, and the other way round."""
    fields = set(Law._fields) - {"day", "benefits", "nil_statuses", "proposals"}

    assert fields == set(VALUES) | set(ONLY_PROPOSED)


@pytest.mark.parametrize(("name", "found"), EVERY_ROW)
def test_a_row_starts_on_its_day_and_not_before(name: str, found: Row[object]) -> None:
    """The day before, an earlier row or nothing is in force."""
    before = VALUES[name].on(found.since - timedelta(days=1))

    assert found == VALUES[name].on(found.since)
    assert before is None or before.since < found.since


def test_rows_out_of_order_are_refused() -> None:
    """Dates rise strictly, so one day has one value."""
    day = date(2020, 1, 1)
    with pytest.raises(ValueError, match="strictly rising"):
        Dated("x", "X", "pounds", row(day, 1), row(day, 2))
    with pytest.raises(ValueError, match="strictly rising"):
        Dated("x", "X", "pounds")


@pytest.mark.parametrize("citation", [Citation("", "https://x"), Citation("reg 1", "")])
def test_a_row_without_a_source_is_refused(citation: Citation) -> None:
    """No citation or no link: no row."""
    with pytest.raises(ValueError, match="no citation or link"):
        Dated("x", "X", "pounds", row(date(2020, 1, 1), 1, citation))


def test_a_day_before_the_scheme_is_refused() -> None:
    """The 2012 scheme opened on 10 December 2012."""
    assert date(2012, 12, 10) == law_on(date(2012, 12, 10)).day
    with pytest.raises(BeforeTheScheme, match="2012-12-09 is before the 2012 scheme opened"):
        law_on(date(2012, 12, 9))


def test_amounts_and_percentages_are_exact() -> None:
    """Law is read from text into fractions, never through a float."""
    assert Fraction(39, 2) == pounds("19.50")
    assert (Fraction(141, 1000), Fraction(1, 4)) == percent("14.1", "25")


def test_names_people_type_lead_to_listed_benefits() -> None:
    """An alias stands for a listed benefit, and is not itself one."""
    assert set(ALIASES.values()) <= set(BENEFITS)
    assert not set(ALIASES) & set(BENEFITS)
    assert not set(NOT_LISTED) & (set(BENEFITS) | set(ALIASES))
    assert all(name == name.lower() and " " not in name for name in [*BENEFITS, *NIL_STATUSES])


# 7 days, 12 months, 4 weeks, halves of a penny: what is not law but the calendar and the coin.
NOT_LAW = {0, 1, 2, 4, 7, 12, 100}
# What counts as near or as a likely slip, and DWP's bands: not law, and named where they stand.
# In `batch`: bits, bytes and figures of numbers, how many problems are kept, how near a name is.
NAMED_CHOICES = {
    "batch/amounts.py": {3, 8, 10, 16, 32, 0x80, 0xFF, 10_000, 0xFFFF_FFFF},
    "batch/by_row.py": {50},
    "files/tables/arrow_numbers.py": {14},
    "batch/formula.py": {6},
    "batch/groups.py": {3},
    "batch/header.py": {80},
    "batch/household.py": {20_000},
    "batch/scale.py": {10, 63},
    "batch/tally.py": {1000},
    "batch/texts.py": {48, 64},
    "core/edges.py": {14, 25},
    "core/pieces.py": {10, 40, 10000},
    "ledger/account.py": {60},
    "ledger/chronology.py": {3},
    "ledger/days.py": {3},
    "ledger/measures.py": {9, 10},
    "ledger/periods.py": {3},
    "files/doubts_of_account.py": {3},
    "files/doubts_of_evidence.py": {3},
    "files/doubts_of_facts.py": {15, 4000, 8000, 16000, 17000, 1000000},
    "files/doubts_of_payments.py": {3, 10, 260},
}
WITHOUT_NUMBERS_OF_LAW = [
    *(SOURCE / "core").glob("*.py"),
    *(SOURCE / "ledger").glob("*.py"),
    *(SOURCE / "files").glob("doubts*.py"),
    *(SOURCE / "batch").glob("*.py"),
]


def _names_a_reading(node: ast.Call) -> bool:
    return getattr(node.func, "id", "") == "reading"


@pytest.mark.parametrize("path", sorted(WITHOUT_NUMBERS_OF_LAW), ids=lambda p: p.name)
def test_no_statutory_number_outside_law(path: Path) -> None:
    """The calculation, the ledger, doubts and many cases take every number of law from law."""
    name = path.relative_to(SOURCE).as_posix()
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    # reading(24) names a reading, not a figure.
    readings = {
        id(node.args[0]) for node in nodes if isinstance(node, ast.Call) and _names_a_reading(node)
    }
    numbers = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and type(node.value) is int and id(node) not in readings
    }

    assert NAMED_CHOICES.get(name, set()) == numbers - NOT_LAW


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.name)
def test_no_float_and_one_way_to_round(path: Path) -> None:
    """`float`, `round` and `quantize` appear nowhere; nor does a literal with a point."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    floats = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) is float]

    assert not {"float", "round", "Decimal"} & names
    assert "quantize" not in attributes
    assert [] == floats


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.name)
def test_nothing_that_reaches_the_network(path: Path) -> None:
    """No module is imported that could send anything anywhere."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}

    tops = {name.partition(".")[0] for name in imported}
    assert not tops & {
        "socket",
        "ssl",
        "http",
        "urllib",
        "ftplib",
        "smtplib",
        "asyncio",
        "requests",
    }
