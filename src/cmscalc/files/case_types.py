"""The values of a case file: how each is read, and what its JSON Schema says of it."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    no_info_before_validator_function,
    no_info_plain_validator_function,
)

from cmscalc.core.facts import AdditionalKind, CareWord, ExpenseKind, Nights, Period
from cmscalc.files import values
from cmscalc.files.family import MOST_CHILDREN
from cmscalc.files.words import NIGHTS_IN_YEAR
from cmscalc.law.benefits import BENEFITS, NIL_STATUSES
from cmscalc.ledger.case import DIARY_KINDS, AdjustmentKind, Every, IncomeBasis, Service

Schema = dict[str, Any]
SCHEMA = "cmscalc.case/1"
MONEY_PATTERN = r"^£?[0-9,]+(\.[0-9]{1,2})?$"


class Read:
    """How a value of the file is read, and what JSON Schema says of it.

    Taking the place of pydantic's own validators, it also spares start-up their making.
    """

    __slots__ = ("reader", "schema")

    def __init__(self, reader: Callable[[object], object], schema: Schema) -> None:
        self.reader = reader
        self.schema = schema

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_plain_validator_function(self.reader)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        return dict(self.schema)  # what is given is added to


def _names(*names: str) -> Schema:
    return {"type": "string", "enum": list(names)}


def _member(kind: type[Enum], what: str) -> Read:
    return Read(values.member(kind, what), _names(*(each.value for each in kind)))


def _one_of(names: Iterable[str], what: str) -> Read:
    known = tuple(names)
    return Read(values.one_of(known, what), _names(*known))


LABEL: Schema = {"type": "string", "minLength": 1, "maxLength": 60}
DATE: Schema = {"type": "string", "format": "date"}
MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
MONEY: Schema = {"type": "string", "pattern": MONEY_PATTERN, "examples": ["63.20"]}
SIGNED: Schema = {"type": "string", "pattern": MONEY_PATTERN.replace("^", "^-?")}
CHILDREN: Schema = {"type": "integer", "minimum": 0, "maximum": MOST_CHILDREN}
NIGHTS: list[Schema] = [
    {"type": "integer", "minimum": 0, "maximum": NIGHTS_IN_YEAR},
    {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
]
WHOSE = ("paying-parent", "partner")

Text = Annotated[str, Read(values.text, {"type": "string"})]
Label = Annotated[str, Read(values.label, LABEL)]
Day = Annotated[date, Read(values.day, DATE)]
MaybeDay = Annotated[date | None, Read(values.day, DATE)]
BirthDay = Annotated[values.Birth, Read(values.birth, {"anyOf": [DATE, MONTH]})]
Pounds = Annotated[Fraction, Read(values.pounds, MONEY)]
MaybePounds = Annotated[Fraction | None, Read(values.pounds, MONEY)]
Pence = Annotated[int, Read(values.pence, MONEY)]
SignedPence = Annotated[int, Read(values.signed_pence, SIGNED)]
PERIODS = _names(*(each.value for each in Period))
Per = Annotated[Period, Read(values.period, PERIODS)]
MaybePer = Annotated[Period | None, Read(values.period, PERIODS)]
NumberOfChildren = Annotated[int, Read(values.count(MOST_CHILDREN, "children"), CHILDREN)]
NumberOfNights = Annotated[Nights, Read(values.nights, {"anyOf": NIGHTS})]
Care = Annotated[
    Nights | CareWord,
    Read(values.care, {"anyOf": [*NIGHTS, {"const": CareWord.ASSUMED.value}]}),
]
Basis = Annotated[IncomeBasis, _member(IncomeBasis, "where an income figure comes from")]
ServiceName = Annotated[Service, _member(Service, "a service")]
BenefitName = Annotated[str, Read(values.text, _names(*BENEFITS))]
Whose = Annotated[str, _one_of(WHOSE, "whose")]
NilStatusName = Annotated[str, _one_of(NIL_STATUSES, "a nil status")]
Expense = Annotated[ExpenseKind, _member(ExpenseKind, "a special expense")]
Additional = Annotated[AdditionalKind, _member(AdditionalKind, "additional income")]
HowOften = Annotated[Every, _member(Every, "how often an instalment falls due")]
KindOfAdjustment = Annotated[AdjustmentKind, _member(AdjustmentKind, "an adjustment")]
KindOfEvent = Annotated[str, _one_of(DIARY_KINDS, "what happened")]
SchemaName = Annotated[str, _one_of((SCHEMA,), "the name of the format")]


class OneWordOrRows:
    """Rows that may be written as one word, where it never changed."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(_rows_of_service, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        return {"anyOf": [_names(*(each.value for each in Service)), handler(core)]}


def _rows_of_service(given: object) -> object:
    """One service for the whole case may be written as one word."""
    return given if isinstance(given, (list, dict)) else [{"service": given}]


class OneTextOrMore:
    """Texts, of which one may be written without its brackets."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(
            lambda given: [given] if isinstance(given, str) else given, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        return {"anyOf": [{"type": "string"}, handler(core)]}
