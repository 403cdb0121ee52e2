"""Doubtful things: a case that can be read, and may yet not say what its owner means.

Each doubt is a problem value with its place; what to do about it says how to make it go.
"""

from cmscalc.files import doubts_of_account, doubts_of_facts, doubts_of_payments
from cmscalc.files.inputs import Inputs
from cmscalc.files.problems import Problem
from cmscalc.ledger.account import Account


def doubts(inputs: Inputs, account: Account) -> list[Problem]:
    """Everything doubtful in a case and its payments, in the order of the files."""
    found = [
        *doubts_of_facts.find(inputs.case_file, account),
        *doubts_of_account.find(inputs.case_file, account),
        *doubts_of_payments.find(inputs, account),
    ]
    names = [source.name for source in inputs.sources]
    return sorted(found, key=lambda problem: (names.index(problem.file), *problem.place))
