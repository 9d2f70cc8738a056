"""The generic contract: every object a source may deliver, with typed columns.

A company maps its systems to these objects. A name ends in `_at` for a UTC timestamp, in `_on`
for a day, and starts with `is_` for a boolean; any other type stands behind a colon. A star marks
a column that is required and never null.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """What a value must be."""

    TEXT = "text"
    TIMESTAMP = "timestamp"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Column:
    """One column: `scale` is the decimal places of a decimal, the others bound a whole number."""

    name: str
    type: ColumnType
    is_required: bool = False
    scale: int = 2
    minimum: int | None = None
    maximum: int | None = None

    @property
    def sql_type(self) -> str:
        """The DuckDB type in which the column is stored."""
        if self.type is ColumnType.DECIMAL:
            return f"decimal(18, {self.scale})"
        return {"text": "varchar", "integer": "bigint"}.get(self.type.value, self.type.value)


@dataclass(frozen=True)
class ObjectContract:
    """One object: `source` is its Dagster group and dbt source, `key` tells two rows apart.

    At least one column of `one_of`, where given, is filled in every row.
    """

    name: str
    source: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    one_of: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in contract order."""
        return tuple(column.name for column in self.columns)


def _column(text: str) -> Column:
    """Read `name`, `name*` or `name*:type`."""
    name, _, kind = text.partition(":")
    is_required, name = name.endswith("*"), name.removesuffix("*")
    if kind == "count":
        return Column(name, ColumnType.INTEGER, is_required, minimum=0)
    if kind == "rating":
        return Column(name, ColumnType.INTEGER, is_required, minimum=1, maximum=5)
    if kind == "score":
        return Column(name, ColumnType.DECIMAL, is_required, scale=4)
    if kind:
        return Column(name, ColumnType(kind), is_required)
    if name.endswith("_at"):
        return Column(name, ColumnType.TIMESTAMP, is_required)
    if name.endswith("_on"):
        return Column(name, ColumnType.DATE, is_required)
    if name.startswith("is_"):
        return Column(name, ColumnType.BOOLEAN, is_required)
    return Column(name, ColumnType.TEXT, is_required)


def _object(
    source: str,
    name: str,
    columns: str,
    *,
    key: tuple[str, ...] = (),
    one_of: tuple[str, ...] = (),
) -> ObjectContract:
    """Build one contract; without `key` the first column is the key."""
    parsed = tuple(_column(text) for text in columns.split())
    return ObjectContract(name, source, parsed, key or (parsed[0].name,), one_of)


_CRM = (
    _object(
        "crm",
        "accounts",
        "account_id* name* domain registration_id industry employee_count:count"
        " annual_revenue:decimal currency country region city time_zone parent_account_id owner_id"
        " customer_since:date churned_at contract_end_on is_target created_at* updated_at*"
        " is_deleted merged_into_id",
    ),
    _object(
        "crm",
        "people",
        "person_id* account_id email phone mobile wechat_id full_name title department seniority"
        " company_name country city preferred_language lead_source lead_status rejected_reason"
        " owner_id budget_amount:decimal budget_currency budget_confirmed:boolean authority"
        " need_strength:integer pain_point timeline_days:count referred_by_account_id"
        " consent_status consent_at created_at* updated_at* is_deleted merged_into_id",
    ),
    _object("crm", "owners", "owner_id* name* email wecom_id team region is_active"),
    _object(
        "crm",
        "opportunities",
        "opportunity_id* account_id* name type stage amount:decimal currency owner_id lost_reason"
        " competitor created_at* closed_at is_won updated_at* is_deleted",
    ),
    _object(
        "crm",
        "opportunity_contacts",
        "opportunity_id* person_id* role is_primary",
        key=("opportunity_id", "person_id"),
    ),
    _object(
        "crm",
        "feedback",
        "feedback_id* person_id account_id given_by rating:rating reason note given_at*",
        one_of=("person_id", "account_id"),
    ),
    _object(
        "crm",
        "field_history",
        "object* id* field* changed_at* old_value new_value",
        key=("object", "id", "field", "changed_at"),
    ),
)

_AUTOMATION = (
    _object(
        "automation",
        "campaigns",
        "campaign_id* name* channel* direction setting started_on ended_on cost:decimal currency",
    ),
    _object(
        "automation",
        "program_memberships",
        "program_id* person_id* step entered_at* exited_at status",
        key=("program_id", "person_id", "entered_at"),
    ),
    _object(
        "automation",
        "touches",
        "touch_id* occurred_at* kind* person_id visitor_id account_id campaign_id channel direction"
        " content_id content_name variant url referrer utm_source utm_medium utm_campaign utm_term"
        " utm_content search_term device ip_country seconds:count quantity:count outcome owner_id"
        " opportunity_id",
    ),
    _object(
        "automation",
        "consents",
        "person_id* purpose* status* legal_basis source changed_at*",
        key=("person_id", "purpose", "changed_at"),
    ),
)

_OTHERS = (
    _object(
        "web",
        "content",
        "content_id* name* format topic funnel_stage audience_role product is_high_value",
    ),
    _object(
        "ads",
        "ad_costs",
        "day*:date campaign_id* impressions:count clicks:count cost:decimal currency",
        key=("day", "campaign_id"),
    ),
    _object(
        "intent",
        "intent_signals",
        "signal_id* provider* account_id domain topic* score*:score observed_on* delivered_on",
    ),
    _object(
        "enrichment",
        "enrichment",
        "provider* observed_on* account_id domain registration_id name industry"
        " employee_count:count annual_revenue:decimal currency country city technologies",
        key=("provider", "observed_on", "account_id", "domain", "registration_id", "name"),
        one_of=("account_id", "domain", "registration_id", "name"),
    ),
)

OBJECTS: Mapping[str, ObjectContract] = {
    contract.name: contract for contract in (*_CRM, *_AUTOMATION, *_OTHERS)
}
