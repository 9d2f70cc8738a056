"""The models of intent feeds, run on drawn accounts in a database in memory."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from orchestration.intent_feeds.measures import MEASURE_SCHEMA, feed_measures
from tests.oracle.credit_models import AS_OF, RUN, STAGES, insert_rows
from tests.unit.rendered_models import build_model

TABLES = {
    "stages": "ordinal integer, stage varchar",
    "finance": "name varchar, value varchar",
    "model_settings": "name varchar, value integer",
    "int_intent_signals": "provider varchar, account_key integer, observed_day integer,"
    " known_day integer",
    "int_account_starts": "account_key integer, start_day integer",
    "int_account_segments": "account_key integer, segment varchar, valid_from_day integer,"
    " valid_to_day integer",
    "int_engagement_days": "account_key integer, actor_key integer, day integer,"
    " engagements bigint",
    "int_feed_free_spells": "account_key integer, ordinal integer, entered_day integer,"
    " exited_day integer",
}
BEFORE = (
    "int_feed_surges", "int_feed_accounts", "int_feed_looks", "int_feed_sightings",
    "int_feed_overlaps", "int_feed_cells", "int_feed_hits",
)  # fmt: skip

Rows = dict[str, list[tuple[Any, ...]]]


def load_feeds(rows: Rows) -> duckdb.DuckDBPyConnection:
    """Return a database with the rows by table; stages are always there."""
    connection = duckdb.connect(":memory:")
    connection.execute(RUN)
    for table, columns in TABLES.items():
        connection.execute(f"create table {table} ({columns})")
        insert_rows(connection, table, rows.get(table, []))
    insert_rows(connection, "stages", [*enumerate(STAGES)])
    return connection


def run_feeds(connection: duckdb.DuckDBPyConnection) -> None:
    """Build everything up to intent_feed_value."""
    for name in BEFORE:
        build_model(connection, name)
    measures = feed_measures(connection.execute("from int_feed_cells").df())
    connection.register("int_feed_measures", pa.Table.from_pylist(measures, schema=MEASURE_SCHEMA))
    build_model(connection, "intent_feed_value")


def spell_rows(key: int, moves: Sequence[tuple[int, int]]) -> list[tuple[Any, ...]]:
    """Return the spells of an account from (stage, first day) in order."""
    ends = [day for _, day in moves[1:]] + [2_000_000]
    return [(key, stage, day, end) for (stage, day), end in zip(moves, ends, strict=True)]


__all__ = ["AS_OF", "Rows", "load_feeds", "run_feeds", "spell_rows"]
