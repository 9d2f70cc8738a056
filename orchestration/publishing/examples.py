"""A few offending rows of a failed expectation, by their keys only.

Great Expectations shows values, and values may be people's names or addresses. So the offending
rows are asked for again here, and nothing but keys and figures of them is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from expectations.keys import KEYS, SCHEMA
from orchestration.landing.sql_text import literal, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

EXAMPLES = 5

# Runs a query; returns column names and rows.
Ask = Callable[[str], tuple[Sequence[str], Sequence[Sequence[object]]]]


def example_rows(table: str, expectation: "Expectation", ask: Ask) -> tuple[str, ...]:
    """Return up to five offending rows as "key=value, key=value".

    Empty where no single row is to blame, or where the table lacks a column that is needed.
    """
    configuration = expectation.configuration
    kind, settings = configuration.type, configuration.kwargs
    if kind == "unexpected_rows_expectation":
        batch = f"{SCHEMA}.{quoted(table)}"
        query = str(settings["unexpected_rows_query"])
        # As Great Expectations does: only a query with a join names its batch itself.
        name = f"(select * from {batch})" if " join " in query else f"{batch} as subselect"
        query = query.format(batch=name)
    else:
        find = _CONDITIONS.get(kind)
        if find is None:
            return ()
        keys = ", ".join(quoted(column) for column in KEYS[table])
        query = f"select {keys} from {SCHEMA}.{quoted(table)} {find(settings)} order by all"
    try:
        names, rows = ask(f"select * from ({query}) limit {EXAMPLES}")
    except SQLAlchemyError:
        return ()
    return tuple(
        ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True)) for row in rows
    )


def _null(settings: Mapping[str, Any]) -> str:
    return f"where {quoted(settings['column'])} is null"


def _repeated(settings: Mapping[str, Any]) -> str:
    columns = settings.get("column_list") or [settings["column"]]
    names = ", ".join(quoted(column) for column in columns)
    known = f"coalesce({', '.join(f'{quoted(column)}::varchar' for column in columns)})"
    return f"where {known} is not null qualify count(*) over (partition by {names}) > 1"


def _outside_set(settings: Mapping[str, Any]) -> str:
    values = ", ".join(
        literal(value) if isinstance(value, str) else str(value) for value in settings["value_set"]
    )
    return f"where {quoted(settings['column'])} not in ({values})"


def _outside_range(settings: Mapping[str, Any]) -> str:
    column = quoted(settings["column"])
    limits = []
    if settings.get("min_value") is not None:
        sign = "<=" if settings.get("strict_min") else "<"
        limits.append(f"{column} {sign} {settings['min_value']}")
    if settings.get("max_value") is not None:
        sign = ">=" if settings.get("strict_max") else ">"
        limits.append(f"{column} {sign} {settings['max_value']}")
    return f"where {' or '.join(limits)}"


def _out_of_order(settings: Mapping[str, Any]) -> str:
    sign = "<" if settings.get("or_equal") else "<="
    return f"where {quoted(settings['column_A'])} {sign} {quoted(settings['column_B'])}"


_CONDITIONS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "expect_column_values_to_not_be_null": _null,
    "expect_column_values_to_be_unique": _repeated,
    "expect_compound_columns_to_be_unique": _repeated,
    "expect_column_values_to_be_in_set": _outside_set,
    "expect_column_values_to_be_between": _outside_range,
    "expect_column_pair_values_a_to_be_greater_than_b": _out_of_order,
}
