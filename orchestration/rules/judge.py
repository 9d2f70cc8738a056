"""Judges rule files before anything runs on them: every error names file, row and column.

Types and accepted values are read from `_seeds.yml`; here stands only what relates columns or
files to one another.
"""

from collections import Counter

from orchestration.rules.errors import RuleError
from orchestration.rules.files import RuleFile, Rules
from orchestration.rules.judge_accounts import (
    LONGEST_WINDOW,
    judge_account_scores,
    judge_buying_groups,
    judge_segment,
    judge_window,
)
from orchestration.rules.judge_agreements import judge_agreements
from orchestration.rules.judge_comparisons import custom_fields, is_of_type, judge_comparison
from orchestration.rules.judge_feeds import judge_feeds
from orchestration.rules.judge_forecast import judge_forecast
from orchestration.rules.judge_handoffs import judge_handoffs
from orchestration.rules.judge_holdouts import judge_holdouts, judge_populations
from orchestration.rules.judge_identity import judge_identity
from orchestration.rules.judge_landing import judge_landing
from orchestration.rules.judge_leads import judge_leads
from orchestration.rules.judge_performance import judge_performance
from orchestration.rules.judge_predictions import judge_predictions
from orchestration.rules.judge_scores import judge_scores
from orchestration.rules.judge_targets import judge_targets

ACCOUNT_FIELDS = frozenset(
    [
        "name",
        "domain",
        "registration_id",
        "industry",
        "employee_count",
        "annual_revenue",
        "currency",
        "country",
        "region",
        "city",
        "time_zone",
        "parent_account_id",
        "owner_id",
        "is_target",
    ]
)
PERSON_FIELDS = frozenset(
    [
        "email",
        "phone",
        "mobile",
        "wechat_id",
        "full_name",
        "title",
        "department",
        "seniority",
        "company_name",
        "country",
        "city",
        "preferred_language",
        "lead_source",
        "lead_status",
        "rejected_reason",
        "owner_id",
        "budget_amount",
        "budget_currency",
        "budget_confirmed",
        "authority",
        "need_strength",
        "pain_point",
        "timeline_days",
        "referred_by_account_id",
        "consent_status",
        "buying_role",
        "email_domain_type",
        "name_looks_real",
        "is_competitor",
        "segment",
    ]
)


def judge_rules(rules: Rules) -> None:
    """Raise RuleError at the first row that cannot be used."""
    for file in rules.files.values():
        _judge_values(file)
        _judge_key(file)
    judge_scores(rules, PERSON_FIELDS, ACCOUNT_FIELDS)
    _judge_stages(rules)
    judge_account_scores(rules)
    judge_buying_groups(rules)
    judge_targets(rules)
    judge_handoffs(rules)
    judge_holdouts(rules)
    judge_populations(rules)
    judge_leads(rules)
    _judge_custom_fields(rules)
    _judge_fields(rules, "icp_rules", ACCOUNT_FIELDS | custom_fields(rules, "accounts"))
    _judge_fields(rules, "segments", ACCOUNT_FIELDS | custom_fields(rules, "accounts"))
    judge_identity(rules)
    judge_agreements(rules)
    judge_predictions(rules)
    judge_feeds(rules)
    judge_performance(rules)
    judge_forecast(rules)
    judge_landing(rules)


def _judge_values(file: RuleFile) -> None:
    for row in file.rows:
        for column in file.columns:
            value = row[column.name]
            if not value:
                if column.is_required:
                    raise _error(file, row, column.name, value, "a value is required")
                continue
            if column.accepted and value not in column.accepted:
                expected = f"expected one of {', '.join(column.accepted)}"
                raise _error(file, row, column.name, value, expected)
            if not is_of_type(value, column.sql_type):
                raise _error(file, row, column.name, value, f"expected {column.sql_type}")


def _judge_key(file: RuleFile) -> None:
    if not file.key:
        return
    keys = Counter(tuple(row[name].lower() for name in file.key) for row in file.rows)
    for row in file.rows:
        if keys[tuple(row[name].lower() for name in file.key)] > 1:
            values = ", ".join(row[name] for name in file.key)
            raise _error(file, row, ", ".join(file.key), values, "stands more than once")


def _judge_custom_fields(rules: Rules) -> None:
    file = rules.files["custom_fields"]
    known = {"accounts": ACCOUNT_FIELDS, "people": PERSON_FIELDS}
    for row in file.rows:
        if row["name"] in known[row["object"]]:
            raise _error(file, row, "name", row["name"], "a field of the contract has this name")
        if '"' in row["column"]:
            raise _error(file, row, "column", row["column"], "a quote cannot stand in it")


def _judge_fields(rules: Rules, name: str, fields: frozenset[str]) -> None:
    for row in rules.rows(name):
        judge_comparison(rules.files[name], row, fields, "field", "operator", "value")


def _judge_stages(rules: Rules) -> None:
    stages = rules.files["stages"]
    names = next(column.accepted for column in stages.columns if column.name == "stage")
    if missing := set(names) - {row["stage"] for row in stages.rows}:
        raise RuleError(
            f"{stages.path}: stage {min(missing, key=names.index)!r} is missing; "
            "a stage without rows in stage_rules is never reached"
        )
    for row in stages.rows:
        if int(row["ordinal"]) != names.index(row["stage"]):
            expected = f"{row['stage']} is {names.index(row['stage'])}"
            raise _error(stages, row, "ordinal", row["ordinal"], expected)
        if not 0 <= int(row["hold_days"]) <= LONGEST_WINDOW:
            raise _error(stages, row, "hold_days", row["hold_days"], f"0 to {LONGEST_WINDOW}")
    file = rules.files["stage_rules"]
    for row in file.rows:
        judge_segment(rules, file, row)
        judge_window(file, row)


def _error(
    file: RuleFile,
    row: dict[str, str],
    column: str,
    value: str,
    expected: str = "a value is required",
) -> RuleError:
    return file.error(row, column, value, expected)
