"""The operators of rule files, for a value as text or None."""

import re
from decimal import Decimal
from functools import cache

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@cache
def is_match(operator: str, wanted: str, actual: str | None) -> bool:
    """Whether `actual` satisfies `operator wanted`; null satisfies is_null alone."""
    if operator == "is_null":
        return actual is None
    if actual is None:
        return False
    if operator == "is_not_null":
        return True
    if operator == "contains_word":
        return any(_contains(item, actual) for item in wanted.split("|"))
    if operator == "equals":
        return _same(wanted, actual)
    if operator == "in":
        return any(_same(item, actual) for item in wanted.split("|"))
    number = _number(actual)
    if number is None:
        return False
    limits = [Decimal(item.strip()) for item in wanted.split("|")]
    if operator == "at_least":
        return number >= limits[0]
    if operator == "at_most":
        return number <= limits[0]
    if operator == "between":
        return limits[0] <= number <= limits[1]
    raise ValueError(f"unknown operator {operator}")


def _same(wanted: str, actual: str) -> bool:
    numbers = _number(wanted), _number(actual)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return wanted.strip().lower() == actual.strip().lower()


def _number(text: str) -> Decimal | None:
    return Decimal(text.strip()) if _NUMBER.fullmatch(text.strip()) else None


def _contains(item: str, actual: str) -> bool:
    item, text = item.strip().lower(), actual.lower()
    if _HAN.search(item):
        return item in text
    return re.search(rf"(?<!\w){re.escape(item)}(?!\w)", text) is not None
