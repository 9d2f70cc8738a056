"""Dagster's event log in SQLite with connections that stay open: a run writes some 3,000 events."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 60


class PooledEventLogStorage(SqliteEventLogStorage):
    """Dagster's own storage and files; only how a database is connected to differs.

    Dagster builds an engine and a connection for each of several writes of an event, and waits for
    the disk after every one: two thirds of what a small run cost. Files are those of the default
    storage and can be read by it.
    """

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._tables: set[str] = set()
        self._indexes: set[str] = set()
        self._columns: set[str] = set()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Any
    ) -> "PooledEventLogStorage":
        """Build it as Dagster asks for it, from the `config` in dagster.yaml."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            if shard not in self._engines:
                self._engines[shard] = _engine(self.conn_string_for_shard(shard))
            engine = self._engines[shard]
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def has_table(self, table_name: str) -> bool:
        """Tell whether the index holds a table; Dagster asks at every event, and drops none."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def has_secondary_index(self, name: str) -> bool:
        """Tell whether the index was migrated; Dagster asks as often, and undoes none."""
        if name not in self._indexes and super().has_secondary_index(name):
            self._indexes.add(name)
        return name in self._indexes

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        if column_name not in self._columns and super()._has_asset_key_col_on_connection(
            conn, column_name
        ):
            self._columns.add(column_name)
        return column_name in self._columns

    def dispose(self) -> None:
        """Close what is open; Dagster calls this when its instance ends."""
        for engine in self._engines.values():
            engine.dispose()
        super().dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def wait_for_the_disk_at_checkpoints_only(connection: Any, _: ConnectionPoolEntry) -> None:
        # With a write-ahead log nothing is corrupted by this; a power cut may lose the last events.
        connection.execute("pragma synchronous = normal")

    return engine
