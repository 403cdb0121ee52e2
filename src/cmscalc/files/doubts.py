"""Doubtful things: a case that can be read, and may yet not say what its owner means.

Each doubt is a problem value with its place; what to do about it says how to make it go.
"""

from cmscalc.files import (
    doubts_of_account,
    doubts_of_evidence,
    doubts_of_facts,
    doubts_of_payments,
)
from cmscalc.files.inputs import Inputs
from cmscalc.files.problems import Problem
from cmscalc.ledger.account import Account


def doubts(inputs: Inputs, account: Account, bank_files: str) -> list[Problem]:
    """Everything doubtful in a case and its payments, in the order of the files.

    `bank_files` is the folder of the banks' files; if empty, they are looked for beside the
    payments.
    """
    found = [
        *doubts_of_facts.find(inputs.case_file, account),
        *doubts_of_account.find(inputs.case_file, account),
        *doubts_of_payments.find(inputs, account),
        *doubts_of_evidence.find(inputs, bank_files),
    ]
    names = [source.name for source in inputs.sources]
    return sorted(found, key=lambda problem: (names.index(problem.file), *problem.place))
