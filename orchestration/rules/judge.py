"""Judges rule files before anything runs on them: every error names file, row and column.

Types and accepted values are read from `_seeds.yml`; here stands only what relates columns or
files to one another.
"""

from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation

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
from orchestration.rules.judge_identity import judge_identity
from orchestration.rules.judge_predictions import judge_predictions
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
RESERVED_RULES = frozenset({"cap", "clip"})
TOUCH_FIELDS = frozenset(
    ["kind", "channel", "content_name", "format", "topic", "seconds", "page_type"]
)


def judge_rules(rules: Rules) -> None:
    """Raise RuleError at the first row that cannot be used."""
    for file in rules.files.values():
        _judge_values(file)
        _judge_key(file)
    _judge_scoring(rules)
    _judge_bands(rules)
    _judge_stages(rules)
    judge_account_scores(rules)
    judge_buying_groups(rules)
    judge_targets(rules)
    _judge_custom_fields(rules)
    _judge_fields(rules, "icp_rules", ACCOUNT_FIELDS | _custom_fields(rules, "accounts"))
    _judge_fields(rules, "segments", ACCOUNT_FIELDS | _custom_fields(rules, "accounts"))
    judge_identity(rules)
    judge_agreements(rules)
    judge_predictions(rules)


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
            if not _is_of_type(value, column.sql_type):
                raise _error(file, row, column.name, value, f"expected {column.sql_type}")


def _is_of_type(value: str, sql_type: str) -> bool:
    try:
        if sql_type == "integer":
            return abs(int(value)) < 2**31
        if sql_type == "boolean":
            return value.lower() in ("true", "false")
        if sql_type == "date":
            date.fromisoformat(value)
        if sql_type.startswith("decimal"):
            digits, scale = (int(part) for part in sql_type[8:-1].split(","))
            number = Decimal(value)
            exponent = number.as_tuple().exponent
            return (
                isinstance(exponent, int)
                and -exponent <= scale
                and abs(number) < 10 ** (digits - scale)
            )
    except (ValueError, InvalidOperation):
        return False
    return True


def _judge_key(file: RuleFile) -> None:
    if not file.key:
        return
    keys = Counter(tuple(row[name].lower() for name in file.key) for row in file.rows)
    for row in file.rows:
        if keys[tuple(row[name].lower() for name in file.key)] > 1:
            values = ", ".join(row[name] for name in file.key)
            raise _error(file, row, ", ".join(file.key), values, "stands more than once")


def _judge_scoring(rules: Rules) -> None:
    file = rules.files["scoring_rules"]
    fields = {
        "person": PERSON_FIELDS | _custom_fields(rules, "people"),
        "account": ACCOUNT_FIELDS | _custom_fields(rules, "accounts") | {"segment"},
        "touch": TOUCH_FIELDS,
    }
    kinds = {row["kind"] for row in rules.rows("touch_kinds")}
    for row in file.rows:
        subject = row["subject"]
        if row["rule_id"].lower() in RESERVED_RULES:
            raise _error(file, row, "rule_id", row["rule_id"], "the ledger uses this name itself")
        for column in ("max_per_day", "decay_steps"):
            if row[column] and int(row[column]) < 1:
                raise _error(file, row, column, row[column], "expected 1 or more")
        if subject == "inactivity":
            if not row["value"].isdecimal():
                raise _error(file, row, "value", row["value"], "expected a number of days")
            continue
        _judge_comparison(file, row, fields[subject], "field", "operator", "value")
        if row["field"] == "kind" and row["operator"] in ("equals", "in"):
            for kind in row["value"].split("|"):
                if kind.strip().lower() not in kinds:
                    raise _error(file, row, "value", kind, "no kind of touch_kinds")
        if row["only_if_field"]:
            if subject == "touch":
                raise _error(file, row, "only_if_field", row["only_if_field"], "not for touches")
            names = ("only_if_field", "only_if_operator", "only_if_value")
            _judge_comparison(file, row, fields[subject], *names)
        _judge_decay(file, row)


def _judge_bands(rules: Rules) -> None:
    file = rules.files["score_bands"]
    bands = {row["band"] for row in file.rows}
    if missing := {"nurture", "mql", "sql"} - bands:
        raise RuleError(
            f"{file.path}: band {min(missing)!r} is missing; others may stand beside it"
        )
    open_bands = [row for row in file.rows if not row["above"]]
    if len(open_bands) != 1:
        raise RuleError(f"{file.path}: exactly one band has a blank `above`, the lowest")
    requirements = rules.files["band_requirements"]
    for row in requirements.rows:
        if row["band"] not in bands:
            raise _error(requirements, row, "band", row["band"], "no band of score_bands")
    caps = rules.files["score_caps"]
    for row in caps.rows:
        if row["floor"] and row["cap"] and Decimal(row["floor"]) > Decimal(row["cap"]):
            raise _error(caps, row, "floor", row["floor"], f"above its cap {row['cap']}")


def _judge_custom_fields(rules: Rules) -> None:
    file = rules.files["custom_fields"]
    known = {"accounts": ACCOUNT_FIELDS, "people": PERSON_FIELDS}
    for row in file.rows:
        if row["name"] in known[row["object"]]:
            raise _error(file, row, "name", row["name"], "a field of the contract has this name")
        if '"' in row["column"]:
            raise _error(file, row, "column", row["column"], "a quote cannot stand in it")


def _judge_decay(file: RuleFile, row: dict[str, str]) -> None:
    if not row["decay_days"]:
        return
    if int(row["decay_days"]) < 1:
        raise _error(file, row, "decay_days", row["decay_days"], "expected 1 or more")
    if not row["decay_factor"]:
        raise _error(file, row, "decay_factor", "", "needed beside decay_days")
    if not 0 <= Decimal(row["decay_factor"]) <= 1:
        raise _error(file, row, "decay_factor", row["decay_factor"], "expected 0 to 1")


def _judge_fields(rules: Rules, name: str, fields: frozenset[str]) -> None:
    for row in rules.rows(name):
        _judge_comparison(rules.files[name], row, fields, "field", "operator", "value")


def _judge_comparison(
    file: RuleFile,
    row: dict[str, str],
    fields: frozenset[str],
    field: str,
    operator: str,
    value: str,
) -> None:
    if row[field] not in fields:
        raise _error(file, row, field, row[field], f"known are {', '.join(sorted(fields))}")
    if not row[operator]:
        raise _error(file, row, operator, "", "a value is required")
    if row[operator] in ("is_null", "is_not_null"):
        return
    if not row[value]:
        raise _error(file, row, value, "", "a value is required")
    if not any(part.strip() for part in row[value].split("|")):
        raise _error(file, row, value, row[value], "holds no value between its |")
    numbers = {"at_least": 1, "at_most": 1, "between": 2}.get(row[operator])
    if numbers is None:
        return
    parts = row[value].split("|")
    if len(parts) != numbers or not all(
        _is_of_type(part.strip(), "decimal(32,6)") for part in parts
    ):
        expected = "expected a number" if numbers == 1 else "expected two numbers, low|high"
        raise _error(file, row, value, row[value], expected)
    if numbers == 2 and Decimal(parts[0].strip()) > Decimal(parts[1].strip()):
        raise _error(file, row, value, row[value], "expected the lower number first")


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


def _custom_fields(rules: Rules, name: str) -> frozenset[str]:
    return frozenset(row["name"] for row in rules.rows("custom_fields") if row["object"] == name)


def _error(
    file: RuleFile,
    row: dict[str, str],
    column: str,
    value: str,
    expected: str = "a value is required",
) -> RuleError:
    return file.error(row, column, value, expected)
