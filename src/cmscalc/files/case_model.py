"""The case file, `cmscalc.case/1`: one model, from which its JSON Schema and reference are made.

The model reads each value by itself. What must fit together is checked in `case_rows.py`.
"""

from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field

from cmscalc.files.case_types import (
    SCHEMA,
    Additional,
    Basis,
    BenefitName,
    BirthDay,
    Care,
    Day,
    Expense,
    HowOften,
    KindOfAdjustment,
    KindOfEvent,
    Label,
    MaybeDay,
    MaybePer,
    MaybePounds,
    NilStatusName,
    NumberOfChildren,
    NumberOfNights,
    OneTextOrMore,
    OneWordOrRows,
    Pence,
    Per,
    Pounds,
    SchemaName,
    ServiceName,
    SignedPence,
    Text,
    Whose,
)
from cmscalc.ledger.case import IncomeBasis

FROM = "The first day it holds."
UNTIL = "The first day it no longer holds."
RECEIVING_PARENT = "The label of a receiving parent; may be left out where there is one."


class Table(BaseModel):
    """What every table of the file has: known keys only, and values that do not change."""

    # Built once, with the whole: each table by itself would cost start-up again.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class AmountTable(Table):
    """An amount and the period it covers."""

    amount: Pounds = Field(description="Pounds, in quotes.")
    per: Per = Field(description="What period the amount covers.")


class HeldTable(Table):
    """A row that holds from its date until the next of its kind, or until its own end."""

    since: Day = Field(alias="from", description=FROM)
    until: MaybeDay = Field(None, description=UNTIL)


class ReceivingParentTable(Table):
    """A receiving parent (the statute: person with care)."""

    name: Label = Field(description="A label: a name or an initial.")


class ChildTable(Table):
    """A qualifying child."""

    name: Label = Field(description="A label: a name or an initial.")
    born: BirthDay = Field(
        description='Date of birth; or its month alone, "2015-03", where a day need not be told.'
    )
    lives_with: Label = Field("", description=RECEIVING_PARENT)
    since: MaybeDay = Field(None, alias="from", description="The first day counted.")
    until: MaybeDay = Field(None, description="The first day no longer counted.")
    left_education: MaybeDay = Field(
        None,
        description="The day school or approved training ended, if after 16: the terminal date "
        "follows from it.",
    )


class IncomeTable(HeldTable):
    """Gross income of the paying parent."""

    amount: MaybePounds = Field(None, description="Pounds, in quotes; not where basis is none.")
    per: MaybePer = Field(None, description="What period the amount covers.")
    basis: Basis = Field(
        IncomeBasis.HISTORIC,
        description="historic (HMRC's figure for a tax year), current, estimated, or none: "
        "nothing is known, a default maintenance decision.",
    )
    tax_year: Text = Field("", description="The tax year of a historic figure.")
    pension: AmountTable | None = Field(
        None, description="Pension contributions with relief at source, to take off."
    )


class NightsTable(HeldTable):
    """Nights a year with the paying parent."""

    child: Label = Field("", description="The child's label; left out: every child.")
    nights: Care = Field(
        description='Nights a year; or "13/91", nights in so many days; or "assumed" (reg 47).'
    )


class LocalAuthorityTable(HeldTable):
    """Nights a year in local authority care."""

    child: Label = Field("", description="The child's label; left out: every child.")
    nights: NumberOfNights = Field(description='Nights a year; or "13/91".')


class EqualCareTable(HeldTable):
    """Equal day-to-day care: nothing is payable for the child (reg 50)."""

    child: Label = Field("", description="The child's label; left out: every child.")


class OtherChildrenTable(HeldTable):
    """Relevant other children: child benefit goes to the paying parent or their partner."""

    count: NumberOfChildren = Field(description="How many there are.")


class ArrangementTable(HeldTable):
    """Children maintained under an order or agreement outside CMS (Sch 1 para 5A)."""

    children: NumberOfChildren = Field(description="How many there are.")


class BenefitTable(HeldTable):
    """A benefit of the reg 44 lists: `cmscalc law benefits` prints them."""

    name: BenefitName = Field(description="The benefit.")
    who: Whose = Field("paying-parent", description="Who gets it.")


class NilStatusTable(HeldTable):
    """A status that makes the rate nil (reg 45)."""

    name: NilStatusName = Field(description="The status.")


class PartnerAlsoPaysTable(HeldTable):
    """The partner is a paying parent too, with a calculation in force."""


class SpecialExpenseTable(HeldTable):
    """A special expense allowed as a variation."""

    kind: Expense = Field(description="Which expense.")
    amount: Pounds = Field(description="Pounds, in quotes.")
    per: Per = Field(description="What period the amount covers.")


class AdditionalIncomeTable(HeldTable):
    """Additional income counted by a variation."""

    kind: Additional = Field(description="Which income. For assets the amount is their value.")
    amount: Pounds = Field(description="Pounds, in quotes.")
    per: MaybePer = Field(None, description="What period the amount covers; none for assets.")
    pension: AmountTable | None = Field(
        None, description="Pension contributions to take off unearned income (reg 69(8))."
    )


class ServiceTable(Table):
    """Which service the case is in."""

    since: MaybeDay = Field(None, alias="from", description=FROM)
    service: ServiceName = Field(description="The service.")


class DecisionTable(Table):
    """What CMS decided. It rules the ledger from its date, until the next for the same parent."""

    since: Day = Field(alias="from", description="The day the decision takes effect.")
    receiving_parent: Label = Field("", description=RECEIVING_PARENT)
    weekly: Pence = Field(description="Pounds a week, in quotes; 0.00 while nothing is due.")
    letter_dated: MaybeDay = Field(None, description="The date of the letter.")
    reference: Text = Field("", description="The letter's reference.")


class PlanTable(Table):
    """A payment plan: instalments in place of running accrual."""

    since: Day = Field(alias="from", description="The effective date or review date it starts at.")
    receiving_parent: Label = Field("", description="Left out: every receiving parent.")
    every: HowOften = Field(description="How often an instalment falls due.")
    first_due: Day = Field(description="The day the first instalment falls due.")


class AdjustmentTable(Table):
    """What moves the balance and is neither a charge nor a payment. A correction is a new row."""

    on: Day = Field(description="The day it counts from.")
    receiving_parent: Label = Field("", description=RECEIVING_PARENT)
    kind: KindOfAdjustment = Field(
        description="opening-balance and refund raise what is owed; write-off, set-off, "
        "third-party-payment and voluntary-payment lower it; an enforcement-fee stands apart."
    )
    amount: SignedPence = Field(
        description="Pounds, in quotes; more than nothing, but an opening balance may be a credit."
    )
    note: Text = Field("", description="What it is for.")
    authority: Text = Field("", description="What allows it: a letter, a regulation, an agreement.")


class BalanceTable(Table):
    """An assertion: what a letter or statement says was owed at the end of a day."""

    on: Day = Field(description="The day; its liability and payments are in.")
    receiving_parent: Label = Field("", description=RECEIVING_PARENT)
    arrears: SignedPence = Field(description="Pounds, in quotes; below nothing is a credit.")
    source: Text = Field("", description="Where it is said.")


class DiaryTable(Table):
    """The story, told once."""

    on: Day = Field(description="The day it happened.")
    kind: KindOfEvent = Field("other", description="What happened.")
    who: Text = Field("", description="With whom.")
    what: Text = Field(description="What was said or done.")
    promised_by: MaybeDay = Field(None, description="The day something was promised by.")
    kept_on: MaybeDay = Field(None, description="The day what was promised was done.")


T = TypeVar("T", bound=Table)
Rows = tuple[T, ...]
Services = Annotated[Rows[ServiceTable], OneWordOrRows()]


class CaseTable(Table):
    """One paying parent and the receiving parents of their children, through time."""

    model_config = ConfigDict(
        title=SCHEMA, json_schema_extra={"$schema": "https://json-schema.org/draft/2020-12/schema"}
    )

    schema_name: SchemaName = Field(alias="schema", description="The name of this format.")
    title: Text = Field("", description="What you call the case; it need name nobody.")
    effective_date: Day = Field(
        description="Initial effective date, from the letter: the first day of liability."
    )
    end_date: MaybeDay = Field(
        None, description="The first day nothing is due any more, if the case has ended."
    )
    service: Services = Field(
        description='"direct-pay" or "collect-and-pay"; or [[service]] rows where it changed.'
    )
    paying_parent: Text = Field("", description="A label; it need not be a name.")
    payments: Annotated[tuple[Text, ...], OneTextOrMore()] = Field(
        (), description="Payments files, beside the case file or by a path from it."
    )
    receiving_parent: Rows[ReceivingParentTable] = ()
    child: Rows[ChildTable] = ()
    income: Rows[IncomeTable] = ()
    nights: Rows[NightsTable] = ()
    other_children: Rows[OtherChildrenTable] = ()
    arrangement: Rows[ArrangementTable] = ()
    local_authority_care: Rows[LocalAuthorityTable] = ()
    equal_care: Rows[EqualCareTable] = ()
    benefit: Rows[BenefitTable] = ()
    nil_status: Rows[NilStatusTable] = ()
    partner_also_pays: Rows[PartnerAlsoPaysTable] = ()
    special_expense: Rows[SpecialExpenseTable] = ()
    additional_income: Rows[AdditionalIncomeTable] = ()
    decision: Rows[DecisionTable] = ()
    plan: Rows[PlanTable] = ()
    adjustment: Rows[AdjustmentTable] = ()
    balance: Rows[BalanceTable] = ()
    diary: Rows[DiaryTable] = ()


def keys_of(table: type[BaseModel], path: list[str]) -> list[str]:
    """Give the keys of a table of the format: of the file itself, or of the one at a path."""
    for part in path:
        named = {field.alias or name: field for name, field in table.model_fields.items()}
        table = _table_in(named[part].annotation)
    return [field.alias or name for name, field in table.model_fields.items()]


def _table_in(annotation: Any) -> type[BaseModel]:  # noqa: ANN401 - any annotation of a field
    """Find the table that rows, or a table that may be left out, are made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(_table_in(each) for each in get_args(annotation) if each not in (type(None), ...))
