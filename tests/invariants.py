"""What must hold of every ledger, whatever the case."""

from datetime import date
from itertools import pairwise
from typing import Any


def pence(text: str) -> int:
    """Read money as pence."""
    return int(text.replace(".", ""))


def check_answer(answer: dict[str, Any]) -> None:
    """Hold the whole answer together, to the penny."""
    for side in answer["receiving_parents"]:
        check_totals(side)
        check_periods(side)
        check_entries(side)
        check_allocations(side)
        if answer["to"] > answer["as_at"]:
            check_ageing(side)
    check_sums(answer)


def check_totals(side: dict[str, Any]) -> None:
    """Arrears are what was brought forward, charged and adjusted, less what was paid."""
    brought, charged = pence(side["brought_forward"]), pence(side["charged"])
    adjusted, paid = pence(side["adjusted"]), pence(side["paid"])

    assert pence(side["arrears"]) == brought + charged + adjusted - paid


def check_periods(side: dict[str, Any]) -> None:
    """Periods follow each other without a gap, and sum to the totals."""
    periods = side["periods"]

    assert all(one["to"] == two["from"] for one, two in pairwise(periods))
    assert all(each["from"] < each["to"] for each in periods)
    for key in ("charged", "adjusted", "paid"):
        assert pence(side[key]) == sum(pence(each[key]) for each in periods), key
    owed = pence(side["brought_forward"])
    for each in periods:
        owed += pence(each["charged"]) + pence(each["adjusted"]) - pence(each["paid"])
        assert owed == pence(each["arrears"])


def check_entries(side: dict[str, Any]) -> None:
    """Lines are in order of their days, and each balance is the one before and the amount."""
    entries = side["entries"]
    balance = pence(side["brought_forward"])

    assert [each["date"] for each in entries] == sorted(each["date"] for each in entries)
    for each in entries:
        balance += 0 if each["kind"] == "fee" else pence(each["amount"])
        assert balance == pence(each["balance"])


def check_allocations(side: dict[str, Any]) -> None:
    """Nothing is placed twice: no charge takes more than it is, and none less than nothing."""
    assert all(pence(each["amount"]) > 0 for each in side["allocations"])
    for each in side["missed"]:
        assert 0 < pence(each["short"]) <= pence(each["amount"])
        assert each["days_late"] >= 0


def check_ageing(side: dict[str, Any]) -> None:
    """What is owed has an age, all of it; a credit has none."""
    aged = sum(pence(each) for each in side["ageing"].values())

    assert aged == max(0, pence(side["arrears"]))


def check_sums(answer: dict[str, Any]) -> None:
    """The totals are those of the receiving parents together; fees owed are what is left."""
    sides = answer["receiving_parents"]
    for key in ("brought_forward", "charged", "paid", "adjusted", "arrears"):
        assert pence(answer["totals"][key]) == sum(pence(side[key]) for side in sides), key
    fees = answer["fees"]["paying_parent"]

    assert pence(fees["owed"]) == pence(fees["charged"]) - pence(fees["paid"])
    for each in answer["assertions"]:
        difference = pence(each["calculated"]) - pence(each["asserted"])
        assert difference == pence(each["difference"])
        assert each["ok"] is (difference == 0)
        assert date.fromisoformat(each["on"]) <= date.fromisoformat(answer["as_at"])
