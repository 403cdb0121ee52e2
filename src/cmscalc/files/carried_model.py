"""The shape of what a statement carries."""

from pydantic import BaseModel, ConfigDict


class PartTable(BaseModel):
    """The copy of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sha256: str
    text: str
    lines: list[int] = []


class CarriedTable(BaseModel):
    """A copy of a case and its payments, and how the statement was asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: PartTable
    payments: list[PartTable]
    diary: PartTable | None = None
    flags: dict[str, str]
    short: bool
    redacted: bool
    to_come: bool
