"""The ledger against a second one, written apart from the law book, on random cases."""

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import run_command
from random_cases import as_csv, as_toml, random_case
from second_ledger import ledger

BATCHES = 12
CASES_A_BATCH = 40
FLAGS = {
    "basis": "--basis",
    "liability": "--liability",
    "allocate": "--allocate",
    "fee_rounding": "--fee-rounding",
    "fee_split": "--fee-split",
    "grace": "--grace",
    "by": "--by",
}
AGEING = ("under_3_months", "3_to_12_months", "over_12_months")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_ledger_agrees_with_the_second_one(batch: int, tmp_path: Path) -> None:
    """Every figure, to the penny: totals, periods, fees, allocations, missed, ageing, bands."""
    rng = random.Random(batch)
    for _ in range(CASES_A_BATCH):
        case, payments, as_at, options = random_case(rng)
        found = ours(tmp_path, case, payments, as_at, options)
        expected = theirs(case, payments, as_at, options)

        assert expected == found, as_toml(case)


def ours(
    folder: Path, case: dict[str, Any], payments: list[Any], as_at: date, options: dict[str, Any]
) -> Any:
    """Run the command and keep the figures that both have."""
    path, bank = folder / "case.toml", folder / "payments.csv"
    path.write_text(as_toml(case), encoding="utf-8")
    bank.write_text(as_csv(payments), encoding="utf-8")
    flags = [word for name, value in options.items() for word in (FLAGS[name], str(value))]
    ran = run_command("ledger", str(path), str(bank), "--as-at", str(as_at), *flags, "--json")
    assert ran.err == ""
    answer = json.loads(ran.out)
    return {
        "parents": [
            {
                **{key: side[key] for key in ("name", "charged", "paid", "adjusted", "arrears")},
                "periods": [
                    [each[key] for key in ("from", "to", "charged", "paid", "arrears")]
                    for each in side["periods"]
                ],
                "allocations": summed(
                    (each["payment"], each["to"], pence(each["amount"]))
                    for each in side["allocations"]
                    if each["payment"].startswith("payments.csv")
                ),
                "missed": [
                    [each[key] for key in ("due", "amount", "short", "days_late")]
                    for each in side["missed"]
                ],
                "ageing": side["ageing"],
                "compliance": [
                    [each[key] for key in ("quarter", "due", "paid", "label")]
                    for each in side["compliance"]
                ],
            }
            for side in answer["receiving_parents"]
        ],
        "fees": answer["fees"],
        "assertions": sorted(
            [each[key] for key in ("on", "asserted", "calculated", "difference", "ok")]
            for each in answer["assertions"]
        ),
    }


def theirs(case: Any, payments: Any, as_at: date, options: dict[str, Any]) -> Any:
    """Run the second ledger and write its pence as money."""
    answer = ledger(case, payments, as_at, **options)
    fees = answer["fees"]
    return {
        "parents": [
            {
                "name": side["name"],
                **{key: money(side[key]) for key in ("charged", "paid", "adjusted", "arrears")},
                "periods": [
                    [
                        each["from"].isoformat(),
                        each["to"].isoformat(),
                        *(money(each[key]) for key in ("charged", "paid", "arrears")),
                    ]
                    for each in side["periods"]
                ],
                "allocations": summed(
                    (each["payment"], each["to"].isoformat(), each["amount"])
                    for each in side["allocations"]
                ),
                "missed": [
                    [
                        each["due"].isoformat(),
                        money(each["amount"]),
                        money(each["short"]),
                        each["days_late"],
                    ]
                    for each in side["missed"]
                ],
                "ageing": {name: money(side["ageing"][name]) for name in AGEING},
                "compliance": [
                    [each["quarter"], money(each["due"]), money(each["paid"]), each["label"]]
                    for each in side["compliance"]
                ],
            }
            for side in answer["receiving_parents"]
        ],
        "fees": {
            "paying_parent": {name: money(each) for name, each in fees["paying_parent"].items()},
            "receiving_parents": [
                {"name": each["name"], "charged": money(each["charged"])}
                for each in fees["receiving_parents"]
            ],
            "enforcement": money(fees["enforcement"]),
            "enforcement_paid": money(fees["enforcement_paid"]),
        },
        "assertions": sorted(
            [
                each["on"].isoformat(),
                *(money(each[key]) for key in ("asserted", "calculated", "difference")),
                each["ok"],
            ]
            for each in answer["assertions"]
        ),
    }


def summed(parts: Any) -> dict[tuple[str, str], int]:
    """Two charges of one day are one place for a payment to go."""
    found: Counter[tuple[str, str]] = Counter()
    for payment, to, amount in parts:
        found[payment, to] += amount
    return dict(found)


def pence(text: str) -> int:
    """Read money as pence."""
    return int(text.replace(".", ""))


def money(amount: int) -> str:
    """Write pence as money."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"
