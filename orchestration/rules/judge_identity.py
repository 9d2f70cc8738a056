"""Judges the rule files that say who is who: merges, roll-ups, matching, exclusions."""

from decimal import Decimal

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Row, RuleFile, Rules

METHODS = ("override", "given", "domain", "name", "fuzzy_name")


def judge_identity(rules: Rules) -> None:
    """Raise RuleError at the first row that cannot be used."""
    for name, columns in (
        ("account_exclusions", ("account_id", "domain", "name")),
        ("account_match_overrides", ("person_id", "email", "domain")),
        ("account_rollups", ("account_id", "field")),
    ):
        for row in rules.rows(name):
            if not any(row[column] for column in columns):
                wanted = f"{', '.join(columns[:-1])} or {columns[-1]}"
                raise _error(rules.files[name], row, wanted, "a value is required")
    _judge_rollups(rules.files["account_rollups"])
    _judge_methods(rules.files["match_methods"])


def _judge_rollups(file: RuleFile) -> None:
    for row in file.rows:
        if row["account_id"] and row["field"]:
            raise _error(file, row, "field", "a row names an account or a field, not both")
        if bool(row["field"]) != bool(row["value"]):
            missing = "value" if row["field"] else "field"
            raise _error(file, row, missing, "a field and its value stand together")


def _judge_methods(file: RuleFile) -> None:
    for method in METHODS:
        if not any(row["method"] == method for row in file.rows):
            message = f"{file.path}, column method: {method!r} is missing"
            raise RuleError(message)
    for row in file.rows:
        for column in ("confidence", "confidence_in_doubt"):
            if not 0 <= Decimal(row[column]) <= 1:
                raise _error(file, row, column, "expected 0 to 1")
        similarity = row["minimum_similarity"]
        if similarity and row["method"] != "fuzzy_name":
            raise _error(file, row, "minimum_similarity", "only fuzzy_name has one")
        if similarity and not Decimal("0.5") <= Decimal(similarity) < 1:
            raise _error(file, row, "minimum_similarity", "expected 0.5 to less than 1")


def _error(file: RuleFile, row: Row, column: str, expected: str) -> RuleError:
    value = row.get(column, "")
    return RuleError(f"{file.path}, line {file.line_of(row)}, {column}: {value!r}: {expected}")
