"""What `cmscalc check` looks at: the files, the account they make, and what is doubtful in them."""

from pathlib import Path

from cmscalc.cli.flags import Typed
from cmscalc.cli.ledger_options import files_in
from cmscalc.cli.ledger_run import no_liability
from cmscalc.core.money import Money, to_penny
from cmscalc.files import words
from cmscalc.files.doubts import Doubts, doubts
from cmscalc.files.inputs import read_inputs, with_diary
from cmscalc.files.problems import Problem, Problems
from cmscalc.files.words import Unreadable
from cmscalc.ledger.account import make_account
from cmscalc.ledger.liability import NoLiability
from cmscalc.ledger.overview import overview


def doubts_of(typed: Typed) -> Doubts:
    """Find everything doubtful. Raises Problems for what cannot be read at all."""
    reader = typed.reader()
    as_at = reader.once("as_at", words.day) or typed.today
    most = reader.once("fail_over", words.money)
    bank_files = reader.once("bank_files", _folder) or ""
    cases = files_in(typed.words, reader, "check", several=False)
    if reader.problems:
        raise Problems(reader.problems)
    inputs = with_diary(read_inputs(*cases[0], as_at))
    try:
        account = make_account(inputs.case_file.case, inputs.payments, as_at)
    except NoLiability as unknown:
        raise no_liability(inputs.case_file, unknown) from None
    doubtful = doubts(inputs, account, bank_files)
    owed = overview(account).arrears
    if most is not None and owed > to_penny(most).pence:
        what = f"{Money(owed).written} is owed, over {to_penny(most).written}"
        doubtful.found.append(
            Problem(inputs.case_file.source.name, "", 0, 0, what, "", in_file=True)
        )
    return doubtful


def _folder(text: str) -> str:
    if not Path(text).is_dir():
        raise Unreadable(f"{text!r}, which is no folder", "the folder that the bank's files are in")
    return text
