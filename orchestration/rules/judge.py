"""Judges rule files before anything runs on them: every error names file, row and column.

Types and accepted values are read from `_seeds.yml`; here stands only what relates columns or
files to one another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from orchestration.rules.errors import RuleError, raise_all
from orchestration.rules.files import Row, RuleFile, Rules, read_what_can_be_read
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


# More of one file are the same slip again.
SHOWN_ERRORS = 5


def judged_rules(seeds_dir: Path, overlay_dir: Path | None = None) -> Rules:
    """Read and judge; raises one RuleError of all that cannot be read or used in any file."""
    rules, errors = read_what_can_be_read(seeds_dir, overlay_dir)
    raise_all([*errors, *_errors_of_files(rules)])
    _judge_relations(rules)
    return rules


def judge_rules(rules: Rules) -> None:
    """Raise RuleError for the rows that cannot be used."""
    raise_all(_errors_of_files(rules))
    _judge_relations(rules)


def _errors_of_files(rules: Rules) -> list[RuleError]:
    """Return what is wrong with each file by itself, of each file the first few."""
    errors = []
    for file in rules.files.values():
        found = [*_wrong_values(file), *_repeated_keys(file)]
        errors += found[:SHOWN_ERRORS]
        if len(found) > SHOWN_ERRORS:
            errors.append(RuleError(f"{file.path}: {len(found) - SHOWN_ERRORS} more errors"))
    return errors


def _judge_relations(rules: Rules) -> None:
    """Raise RuleError for rows that do not agree with others; all values can be used."""
    errors: list[RuleError] = []
    for judge in _relations():
        try:
            judge(rules)
        except RuleError as error:
            errors.append(error)
        except (LookupError, ArithmeticError, ValueError, StopIteration):
            # One rule may lean on another that was just found wrong: that one is told.
            if not errors:
                raise
    raise_all(errors)
    judge_agreements(rules)


def _relations() -> tuple[Callable[[Rules], None], ...]:
    return (
        lambda rules: judge_scores(rules, PERSON_FIELDS, ACCOUNT_FIELDS),
        _judge_stages,
        judge_account_scores,
        judge_buying_groups,
        judge_targets,
        judge_handoffs,
        judge_holdouts,
        judge_populations,
        judge_leads,
        _judge_custom_fields,
        _judge_account_fields,
        judge_identity,
        judge_predictions,
        judge_feeds,
        judge_performance,
        judge_forecast,
        judge_landing,
    )


def _wrong_values(file: RuleFile) -> Iterator[RuleError]:
    for row in file.rows:
        for column in file.columns:
            value = row[column.name]
            if not value:
                if column.is_required:
                    yield _error(file, row, column.name, value, "a value is required")
            elif column.accepted and value not in column.accepted:
                expected = f"expected one of {', '.join(column.accepted)}"
                yield _error(file, row, column.name, value, expected)
            elif not is_of_type(value, column.sql_type):
                yield _error(file, row, column.name, value, _expected(value, column.sql_type))


def _expected(value: str, sql_type: str) -> str:
    """Say what was expected, and for a decimal comma what to write instead."""
    instead = value.replace(",", ".")
    if value.count(",") == 1 and "." not in value and is_of_type(instead, sql_type):
        return f"expected {sql_type}, write {instead}"
    return f"expected {sql_type}"


def _repeated_keys(file: RuleFile) -> Iterator[RuleError]:
    if not file.key:
        return
    rows = defaultdict[tuple[str, ...], list[Row]](list)
    for row in file.rows:
        rows[tuple(row[name].lower() for name in file.key)].append(row)
    for same in rows.values():
        if len(same) > 1:
            values = ", ".join(same[0][name] for name in file.key)
            lines = " and ".join(str(file.line_of(row)) for row in islice(same, SHOWN_ERRORS))
            expected = f"stands more than once, on lines {lines}"
            yield _error(file, same[0], ", ".join(file.key), values, expected)


def _judge_custom_fields(rules: Rules) -> None:
    file = rules.files["custom_fields"]
    known = {"accounts": ACCOUNT_FIELDS, "people": PERSON_FIELDS}
    for row in file.rows:
        if row["name"] in known[row["object"]]:
            raise _error(file, row, "name", row["name"], "a field of the contract has this name")
        if '"' in row["column"]:
            raise _error(file, row, "column", row["column"], "a quote cannot stand in it")


def _judge_account_fields(rules: Rules) -> None:
    fields = ACCOUNT_FIELDS | custom_fields(rules, "accounts")
    for name in ("icp_rules", "segments"):
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
