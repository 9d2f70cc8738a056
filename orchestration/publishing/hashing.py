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
    "data_health": frozenset({"read", "unchanged", "blank"}),
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
    described = connection.execute(f"describe select * from {relation}").fetchall()
    columns = sorted((name, kind) for name, kind, *_ in described if name not in left_out)
    row_text = " || ".join(_cell_text(name, kind) for name, kind in columns) or "''"
    # Sums of two independent halves: any order of rows gives the same, a repeated row does not.
    found = connection.execute(
        f"""
        select count(*), sum(md5_number_lower(row_text)), sum(md5_number_upper(row_text))
        from (select {row_text} as row_text from {relation})
        """
    ).fetchall()
    return hashlib.sha256(repr((columns, found)).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _cell_text(name: str, kind: str) -> str:
    """Return SQL for the text of one cell such that no two different rows read the same.

    A null is an empty text and a text starts with its length, so '' and null differ.
    """
    column = quoted(name)
    if kind.startswith(_PLAIN_TYPES) and not kind.endswith("]"):
        return f"coalesce({column}::varchar, '') || '|'"
    if kind in _TEXT_TYPES:
        return f"coalesce(length({column}::varchar) || ':' || {column}::varchar, '') || '|'"
    raise TypeError(f"column {name} is a {kind}; published tables have flat columns only")
