"""A fingerprint of a table's rows that depends on nothing but the rows.

Two tables have the same hash if and only if they have the same columns (name and type) and the
same rows, each as often. The order of rows and columns does not matter, nor does what differs
between two runs over the same facts.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import duckdb

from orchestration.landing.sql_text import quoted

# Columns that tell runs apart, not rows.
RUN_COLUMNS = frozenset({"run_id", "started_at", "published_at"})

# The same rows may arrive in other files, or again: these counters describe the files.
FILE_COLUMNS: Mapping[str, frozenset[str]] = {
    "data_health": frozenset(
        {
            *("read", "unchanged", "quarantined", "blank", "last_landing", "last_new", "last_lost"),
            *("last_reason", "last_quarantine", "loses_too_much"),
        }
    ),
}

# Types whose text cannot contain the separator, so that it needs no length before it.
_PLAIN_TYPES = (
    "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
    "UINTEGER", "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "DATE", "TIME", "TIMESTAMP",
)  # fmt: skip
_TEXT_TYPES = ("VARCHAR", "UUID", "BLOB")


def table_hash(connection: duckdb.DuckDBPyConnection, relation: str, table: str) -> str:
    """Return the canonical hash of a relation, 64 hexadecimal digits.

    `relation` is SQL that may stand after `from`; `table` is the published name, which says which
    columns do not count. Raises TypeError for nested columns, whose text is not canonical.
    """
    left_out = RUN_COLUMNS | FILE_COLUMNS.get(table, frozenset())
    columns = sorted(
        column for column in _columns(connection, relation) if column[0] not in left_out
    )
    parts = ", ".join(part for name, kind in columns for part in _cell_parts(name, kind))
    # Sums of both halves: any order of rows gives the same, a repeated row does not.
    found = connection.execute(
        f"""
        select count(*), sum((digest >> 64)::ubigint), sum((digest & {2**64 - 1})::ubigint)
        from (select md5_number(concat({parts or "''"})) as digest from {relation})
        """
    ).fetchall()
    return hashlib.sha256(repr((columns, found)).encode()).hexdigest()


def have_same_rows(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Tell whether two relations hold the same columns and rows, quickly.

    DuckDB's own hash is fast, but not the same in every version: it serves to compare, not to keep.
    """
    columns = _columns(connection, one)
    if _columns(connection, other) != columns:
        return False
    names = ", ".join(quoted(name) for name, _ in columns)
    sums = [
        connection.execute(f"select count(*), sum(hash({names})) from {relation}").fetchall()
        for relation in (one, other)
    ]
    return sums[0] == sums[1]


def file_hash(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[str, str]]:
    """Return name and type of each column."""
    described = connection.execute(f"describe select * from {relation}").fetchall()
    return [(name, kind) for name, kind, *_ in described]


def _cell_parts(name: str, kind: str) -> list[str]:
    """Return SQL for the pieces of one cell's text; no two different rows read the same.

    `concat` skips nulls. A text has its length before it, so '' and null differ.
    """
    column = quoted(name)
    if kind == "TIMESTAMP WITH TIME ZONE":
        # Its text depends on the session's time zone, the moment does not.
        return [f"epoch_us({column})", "'|'"]
    if kind.startswith(_PLAIN_TYPES) and not kind.endswith("]"):
        return [f"{column}::varchar", "'|'"]
    if kind in _TEXT_TYPES:
        return [f"strlen({column}::varchar)", "':'", f"{column}::varchar", "'|'"]
    raise TypeError(f"column {name} is a {kind}; published tables have flat columns only")
