"""The reforms that a ledger is tried under: whether all that they ask for was said."""

from cmscalc.cli.ledger_options import Asked
from cmscalc.files.problems import Problem, Problems
from cmscalc.ledger.case import Case, Service, is_managed
from cmscalc.ledger.days import ONE_DAY


def tried_on(case: Case, asked: Asked) -> Case:
    """Give a case with the reforms asked for. Raises Problems for an answer that they lack."""
    if not asked.reforms:
        return case
    tried = case._replace(reforms=asked.reforms, abuse=_abuse(case, asked))
    asks = any(
        field == "receiving_parent_fee_if_abuse"
        for reform in asked.reforms
        for field, _ in reform.values
    )
    collects = any(row.value is Service.COLLECT_AND_PAY for row in case.services)
    if asks and tried.abuse is None and (collects or is_managed(tried, asked.as_at + ONE_DAY)):
        found = "the proposal has another fee for a survivor of domestic abuse, and it was not said"
        wanted = "yes or no; one for all, or one a receiving parent in their order"
        hint = "--abuse yes or --abuse no, whichever it is"
        raise Problems([Problem("--abuse", "", 0, 0, found, wanted, hint)])
    return tried


def _abuse(case: Case, asked: Asked) -> tuple[bool, ...] | None:
    said, parents = asked.abuse, len(case.receiving_parents)
    if said is None or len(said) == parents:
        return said
    if len(said) == 1:
        return said * parents
    found = f"{len(said)} answers, and the case has {parents} receiving parents"
    wanted = "one for all, or one each, in their order"
    raise Problems([Problem("--abuse", "", 0, 0, found, wanted)])
