"""DuckDB as a data source of Great Expectations.

The stock SQL engine gives its connection back before it reads the rows, and on DuckDB the rows go
with it. Here one connection stays open for as long as the engine lives. Importing this module
imports Great Expectations and registers `context.data_sources.add_duckdb`.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy
from great_expectations.datasource.fluent import SQLDatasource
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.query_metric_provider import QueryMetricProvider
from sqlalchemy.sql.selectable import Selectable


class ColumnNames:
    """The part of SQLAlchemy's inspector that expectations need: which columns a table has.

    The real one reads DuckDB's imitation of the PostgreSQL catalogue, which takes longer than most
    expectations. Types are left out: dbt's contracts check them.
    """

    def __init__(self, engine: "DuckDBExecutionEngine") -> None:
        """Take the engine whose connection is asked."""
        self._engine = engine
        self.dialect = engine.engine.dialect

    def get_columns(self, table_name: str, schema: str) -> list[dict[str, Any]]:
        """Return one entry per column, in order; raises an error of DuckDB without the table."""
        # Its catalogue functions look at every column of every table for each of these questions.
        found = self._engine.execute_query(sqlalchemy.text(f'from {schema}."{table_name}" limit 0'))
        return [{"name": name, "type": sqlalchemy.types.NullType()} for name in [*found.keys()]]

    def get_pk_constraint(self, table_name: str, schema: str) -> dict[str, Any]:
        """Return no key: published tables have none, keys are expectations."""
        return {"constrained_columns": [], "name": f"{schema}.{table_name}"}


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """A SQL engine that keeps its one connection open."""

    @contextmanager
    def get_connection(self) -> Generator[sqlalchemy.Connection, None, None]:
        """Yield the connection, opened on first use."""
        if not self._connection:
            self._connection = self.engine.connect()
        yield self._connection

    def get_inspector(self) -> Any:
        """Return what tells the columns of tables."""
        return ColumnNames(self)

    def execute_query(self, query: Selectable | sqlalchemy.TextClause) -> Any:
        """Run one query; a failed one is rolled back, or every later one would fail with it."""
        try:
            return super().execute_query(query)
        except Exception:
            with self.get_connection() as connection:
                connection.rollback()
            raise

    def close(self) -> None:
        """Close the connection and let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None
        self.engine.dispose()


class NoUnexpectedRows(QueryMetricProvider):
    """In place of the stock metric that reads the rows which a query expectation finds.

    A verdict needs their number alone, which is a metric of its own; without this every query would
    run twice.
    """

    metric_name = "unexpected_rows_query.table"
    value_keys = ("unexpected_rows_query",)

    @metric_value(engine=DuckDBExecutionEngine)
    def _no_rows(cls, **_: Any) -> list[dict[str, Any]]:  # noqa: N805
        return []


# Named here, since the field `type` hides the built-in inside the class below.
_EngineClass = type[SqlAlchemyExecutionEngine]


class DuckDBDatasource(SQLDatasource):
    """One DuckDB file; `kwargs` reach `duckdb.connect` as `connect_args`."""

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]

    @property
    def execution_engine_type(self) -> _EngineClass:
        """The engine that reads it."""
        return DuckDBExecutionEngine
