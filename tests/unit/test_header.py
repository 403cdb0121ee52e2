"""Names of columns that are nearly ours: left unread, they would change a figure."""

import pytest

from cmscalc.batch.header import CALLED, wrong_with
from cmscalc.batch.names import KNOWN

ENOUGH = ["income", "children"]
# What spreadsheets, web pages and other programs leave beside a name, seen or not.
BESIDE = [*"\ufeff\u200b\u2060\u00ad\u200e\u202a\u0000\u0301\u00a0\"`*#([./'", "\ufeff\ufeff", "  "]
LONG = [name for name in KNOWN if len(name) > 4]


def refused(name: str) -> bool:
    """Whether a table with this column beside those that it needs is refused for it."""
    return [2] == [wrong.column for wrong in wrong_with([*ENOUGH, name])]


@pytest.mark.parametrize("mark", BESIDE, ids=ascii)
def test_what_stands_beside_a_name_does_not_hide_it(mark: str) -> None:
    """Before it, behind it and within it."""
    for name in KNOWN:
        assert refused(f"{mark}{name}"), name
        assert refused(f"{name}{mark}"), name
    assert refused(f"nig{mark}hts")


@pytest.mark.parametrize("name", LONG)
def test_a_slip_of_the_fingers_at_the_beginning_is_seen(name: str) -> None:
    """As it is anywhere else: a letter too few, one too many, another, or two the wrong way."""
    for slip in (name[1:], f"x{name}", f"x{name[1:]}", f"{name[1]}{name[0]}{name[2:]}"):
        assert refused(slip), slip


def test_what_begins_otherwise_is_not_suggested() -> None:
    """It may mean the opposite."""
    (wrong,) = wrong_with([*ENOUGH, "unequal_care"])

    assert "" == wrong.hint
    assert wrong.wanted.startswith("equal_care; or, for a column to be carried along")


@pytest.mark.parametrize("name", CALLED)
def test_what_people_call_the_same_is_suggested_by_our_name(name: str) -> None:
    """Whatever letter it begins with."""
    (wrong,) = wrong_with([*ENOUGH, name])

    assert CALLED[name] == wrong.hint


@pytest.mark.parametrize(
    "name",
    [*("id", "name", "region", "case number", "office", "town", "notes", "ref", "age", "born")],
)
def test_columns_of_ones_own_are_carried(name: str) -> None:
    """None of them is near any of ours."""
    assert [] == wrong_with([*ENOUGH, name])
