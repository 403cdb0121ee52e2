"""Doubtful things: a case that can be read, and may yet not say what its owner means.

Each doubt is a problem value with its place; what to do about it says how to make it go.
"""

from typing import NamedTuple

from cmscalc.files import (
    doubts_of_account,
    doubts_of_evidence,
    doubts_of_facts,
    doubts_of_payments,
)
from cmscalc.files.inputs import Inputs
from cmscalc.files.problems import Problem
from cmscalc.ledger.account import Account


class Doubts(NamedTuple):
    """Everything doubtful, and how many payments could not be held against a bank's file."""

    found: list[Problem]
    not_held: int


def doubts(inputs: Inputs, account: Account, bank_files: str) -> Doubts:
    """Everything doubtful in a case and its payments, in the order of the files.

    `bank_files` is the folder of the banks' files; if empty, they are looked for beside the
    payments.
    """
    held = doubts_of_evidence.hold(inputs, bank_files)
    found = [
        *doubts_of_facts.find(inputs.case_file, account),
        *doubts_of_account.find(inputs.case_file, account),
        *doubts_of_payments.find(inputs, account),
        *held.doubts,
    ]
    names = [source.name for source in inputs.sources]
    found.sort(key=lambda problem: (names.index(problem.file), *problem.place))
    return Doubts(found, held.not_held)
