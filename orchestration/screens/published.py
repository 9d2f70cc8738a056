"""Reads the published tables as a BI tool does: read-only, from the file behind `current`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publishing.revisions import Revision, current_revision

Row = dict[str, Any]


class NothingPublishedError(Exception):
    """The home folder has no published revision yet."""


class Published:
    """One revision, open for reading."""

    def __init__(self, revision: Revision, connection: duckdb.DuckDBPyConnection) -> None:
        """Wrap an open connection whose schema is `published`."""
        self.revision = revision
        self._connection = connection

    def rows(self, query: str, parameters: object = None) -> list[Row]:
        """Run one query; each row as a dict by column name."""
        cursor = self._connection.execute(query, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def has_column(self, table: str, column: str) -> bool:
        """Whether the revision has it: an earlier version may have published it."""
        found = self.rows(
            "select 1 from duckdb_columns() where schema_name = 'published' "
            "and table_name = $table and column_name = $column",
            {"table": table, "column": column},
        )
        return bool(found)

    def value(self, query: str, parameters: object = None) -> Any:
        """Run one query that returns one value."""
        return self._connection.execute(query, parameters).fetchall()[0][0]


@contextmanager
def open_published(home: Path) -> Iterator[Published]:
    """Open the current revision; raises NothingPublishedError without one."""
    revision = current_revision(home)
    if revision is None:
        raise NothingPublishedError(
            f"nothing is published in {home} yet; start with progression run"
        )
    with duckdb.connect(str(revision.path / "progression.duckdb"), read_only=True) as connection:
        connection.execute("set schema = 'published'")
        yield Published(revision, connection)
