"""What each key of a case file may give away, and what is left of it in a copy to be shared."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from cmscalc.core.facts import UNNAMED
from cmscalc.ledger.payments import DIRECT, PASSED_ON


class Secret(Enum):
    """What a key holds."""

    FIGURE = "a figure, a day or a word of the format"
    PARENT = "the label of a receiving parent"
    PAYING = "the label of the paying parent"
    CHILD = "the label of a child"
    TITLE = "what the case is called"
    TEXT = "free text"
    WHO = "who was spoken to"
    BIRTH = "a date of birth"
    YEAR = "a tax year, if it is written as one"
    FILES = "names of files"


HELD = {"from": Secret.FIGURE, "until": Secret.FIGURE}
AMOUNT = {"amount": Secret.FIGURE, "per": Secret.FIGURE}
PENSION = {"pension": Secret.FIGURE}
# Every key of the format, by table; those of the file itself under the empty name.
SECRETS: Mapping[str, Mapping[str, Secret]] = {
    "": {
        "schema": Secret.FIGURE,
        "title": Secret.TITLE,
        "effective_date": Secret.FIGURE,
        "end_date": Secret.FIGURE,
        "paying_parent": Secret.PAYING,
        "payments": Secret.FILES,
    },
    "service": {"from": Secret.FIGURE, "service": Secret.FIGURE},
    "receiving_parent": {"name": Secret.PARENT},
    "child": {
        **HELD,
        "name": Secret.CHILD,
        "born": Secret.BIRTH,
        "lives_with": Secret.PARENT,
        "left_education": Secret.FIGURE,
    },
    "income": {
        **HELD,
        **AMOUNT,
        **PENSION,
        "basis": Secret.FIGURE,
        "tax_year": Secret.YEAR,
    },
    "nights": {**HELD, "child": Secret.CHILD, "nights": Secret.FIGURE},
    "other_children": {**HELD, "count": Secret.FIGURE},
    "arrangement": {**HELD, "children": Secret.FIGURE},
    "local_authority_care": {**HELD, "child": Secret.CHILD, "nights": Secret.FIGURE},
    "equal_care": {**HELD, "child": Secret.CHILD},
    "benefit": {**HELD, "name": Secret.FIGURE, "who": Secret.FIGURE},
    "nil_status": {**HELD, "name": Secret.FIGURE},
    "partner_also_pays": HELD,
    "special_expense": {**HELD, **AMOUNT, "kind": Secret.FIGURE},
    "additional_income": {**HELD, **AMOUNT, **PENSION, "kind": Secret.FIGURE},
    "decision": {
        "from": Secret.FIGURE,
        "receiving_parent": Secret.PARENT,
        "weekly": Secret.FIGURE,
        "letter_dated": Secret.FIGURE,
        "reference": Secret.TEXT,
    },
    "plan": {
        "from": Secret.FIGURE,
        "receiving_parent": Secret.PARENT,
        "every": Secret.FIGURE,
        "first_due": Secret.FIGURE,
    },
    "adjustment": {
        "on": Secret.FIGURE,
        "receiving_parent": Secret.PARENT,
        "kind": Secret.FIGURE,
        "amount": Secret.FIGURE,
        "note": Secret.TEXT,
        "authority": Secret.TEXT,
    },
    "balance": {
        "on": Secret.FIGURE,
        "receiving_parent": Secret.PARENT,
        "arrears": Secret.FIGURE,
        "source": Secret.TEXT,
    },
    "diary": {
        "on": Secret.FIGURE,
        "kind": Secret.FIGURE,
        "who": Secret.WHO,
        "what": Secret.TEXT,
        "promised_by": Secret.FIGURE,
        "kept_on": Secret.FIGURE,
    },
}
TAX_YEAR = re.compile(r"[0-9]{4}[-/][0-9]{2}([0-9]{2})?")
# Methods of payment that say nothing of anybody.
PLAIN_METHODS = (PASSED_ON, DIRECT, "bank-transfer", "standing-order", "cash", "cheque")
CMS = "CMS"
# Stands for what the diary says.
ONE_PARENT = "the receiving parent"
UNSAID = "(left out of this copy)"
PAYING_PARENT = "the paying parent"


class Labels:
    """Labels that stand for those of a case file, in order of the file."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        parents = [row["name"].strip() for row in raw.get("receiving_parent", ())]
        children = [row["name"].strip() for row in raw.get("child", ())]
        paying = raw.get("paying_parent", "")
        self.parents = _numbered("Receiving parent", parents)
        if len(parents) == 1:
            self.parents = {parents[0].casefold(): ONE_PARENT}
        self.children = _numbered("Child", children)
        self.paying = {paying.strip().casefold(): PAYING_PARENT} if paying.strip() else {}

    def parent(self, name: str) -> str:
        """The label of a receiving parent; what is left out stays so."""
        plain = name.strip()
        return self.parents.get(plain.casefold(), UNNAMED) if plain else name

    def child(self, name: str) -> str:
        """The label of a child; an empty one stands for every child."""
        plain = name.strip()
        return self.children[plain.casefold()] if plain else name

    def who(self, name: str) -> str:
        """Who was spoken to: CMS, or somebody with a label; anybody else is left out."""
        plain = name.strip().casefold()
        if plain == CMS.casefold():
            return CMS
        return {**self.children, **self.paying, **self.parents}.get(plain, "")


def _numbered(what: str, names: list[str]) -> dict[str, str]:
    """`Receiving parent`, where there is one; `Child 1`, `Child 2` where there are more."""
    if len(names) == 1:
        return {names[0].casefold(): what}
    return {name.casefold(): f"{what} {at}" for at, name in enumerate(names, start=1)}
