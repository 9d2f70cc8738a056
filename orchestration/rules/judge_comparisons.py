"""Judges what every rule that compares a field with values has in common."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from orchestration.rules.files import Row, RuleFile, Rules

# Python reads 1_000 and other scripts' digits too; a database does not.
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def custom_fields(rules: Rules, name: str) -> frozenset[str]:
    """Names of a company's own fields of `accounts` or `people`."""
    return frozenset(row["name"] for row in rules.rows("custom_fields") if row["object"] == name)


def is_of_type(value: str, sql_type: str) -> bool:
    """Whether text can be stored in a column of the SQL type of a seed."""
    try:
        if sql_type == "integer":
            return bool(NUMBER.fullmatch(value)) and abs(int(value)) < 2**31
        if sql_type == "boolean":
            return value.lower() in ("true", "false")
        if sql_type == "date":
            return date.fromisoformat(value).isoformat() == value
        if sql_type.startswith("decimal"):
            digits, scale = (int(part) for part in sql_type[8:-1].split(","))
            if not NUMBER.fullmatch(value):
                return False
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


def judge_comparison(
    file: RuleFile,
    row: Row,
    fields: frozenset[str],
    field: str,
    operator: str,
    value: str,
) -> None:
    """Raise RuleError unless the columns so named compare one of `fields` as its operator asks."""
    if row[field] not in fields:
        raise file.error(row, field, row[field], f"known are {', '.join(sorted(fields))}")
    if not row[operator]:
        raise file.error(row, operator, "", "a value is required")
    if row[operator] in ("is_null", "is_not_null"):
        return
    if not row[value]:
        raise file.error(row, value, "", "a value is required")
    if not any(part.strip() for part in row[value].split("|")):
        raise file.error(row, value, row[value], "holds no value between its |")
    numbers = {"at_least": 1, "at_most": 1, "between": 2}.get(row[operator])
    if numbers is None:
        return
    parts = row[value].split("|")
    if len(parts) != numbers or not all(
        is_of_type(part.strip(), "decimal(32,6)") for part in parts
    ):
        expected = "expected a number" if numbers == 1 else "expected two numbers, low|high"
        raise file.error(row, value, row[value], expected)
    if numbers == 2 and Decimal(parts[0].strip()) > Decimal(parts[1].strip()):
        raise file.error(row, value, row[value], "expected the lower number first")
