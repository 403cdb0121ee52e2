"""Reading who is a survivor of domestic abuse: only a reform asks, and nothing is ever guessed."""

from cmscalc.core.facts import Facts
from cmscalc.core.fees import are_collected
from cmscalc.files.reader import Reader
from cmscalc.files.words import Unreadable
from cmscalc.law import Law


def read_abuse(reader: Reader, parents: int) -> tuple[bool, ...] | None:
    """Read who is a survivor of abuse: yes or no, for all or one a receiving parent."""
    text = reader.once("abuse", str)
    if text is None:
        return None
    said = reader.items("abuse", text, _yes_or_no)
    if said is None or len(said) == parents or not parents:
        return said
    if len(said) == 1:
        return said * parents
    whom = "receiving parent" if parents == 1 else "receiving parents"
    found = f"{len(said)} answers for {parents} {whom}"
    reader.contradicts("abuse", found, "one for all, or one each, in their order")
    return None


def _yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word not in ("yes", "no"):
        raise Unreadable(
            f"{text!r}, which is neither yes nor no" if word else "no answer", "yes or no"
        )
    return word == "yes"


def check_abuse(reader: Reader, facts: Facts, law: Law) -> None:
    """Say that a reform's fee hangs on an answer that nobody gave: it is never guessed."""
    asked = law.receiving_parent_fee_if_abuse is not None and are_collected(facts, law)
    if asked and facts.abuse is None:
        reader.missing(
            "abuse",
            "the proposal has another fee for a survivor of domestic abuse, and it was not said",
            "yes or no; one for all, or one a receiving parent in their order",
            "--abuse yes or --abuse no, whichever it is",
        )
