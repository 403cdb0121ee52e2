"""The shape of what a statement carries."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern="^([0-9a-f]{64})?$")]
# The flags that make an account; the as-at date is always among them.
Flag = Literal[
    "as_at",
    "from",
    "to",
    "by",
    "basis",
    "liability",
    "allocate",
    "grace",
    "fee_split",
    "rounding",
    "fee_rounding",
]


class PartTable(BaseModel):
    """The copy of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sha256: Sha256
    text: str
    lines: list[int] = []


class CarriedTable(BaseModel):
    """A copy of a case and its payments, and how the statement was asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: PartTable
    payments: list[PartTable]
    diary: PartTable | None = None
    flags: dict[Flag, str]
    short: bool
    redacted: bool
    to_come: bool
