"""Over little data a second thread costs CPU time and saves none: it waits, busily."""

from collections.abc import Callable
from typing import Any

from orchestration.landing.sql_text import literal

# DuckDB gives a thread 122,880 rows at a time.
FEW_ROWS = 100_000


def spare_threads(execute: Callable[[str], Any], *schemas: str) -> None:
    """Keep DuckDB to one thread if the tables of the schemas have few rows, views not counted.

    `execute` runs SQL and returns what has `fetchall`.
    """
    found = execute(
        "select coalesce(sum(estimated_size), 0) from duckdb_tables() "
        f"where schema_name in ({', '.join(map(literal, schemas))}) and not temporary"
    ).fetchall()
    if found[0][0] < FEW_ROWS:
        execute("set threads = 1")
