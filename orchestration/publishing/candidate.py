"""Write: copy the marts of a finished build into a file of their own, the candidate.

The candidate is what the gate reads and, if it passes, what is published: nothing is computed
after this step.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from expectations.keys import KEYS, SCHEMA
from orchestration.landing.sql_text import literal, path_literal, quoted
from orchestration.mart_descriptions import column_descriptions, table_description
from orchestration.publishing.build_record import (
    BUILD_FILE,
    BuildRecord,
    build_path,
    read_build,
    warehouse_path,
)
from orchestration.publishing.errors import NoBuildError
from orchestration.publishing.lock import home_lock
from orchestration.publishing.threads import spare_threads

DATABASE_FILE = "progression.duckdb"
# The oldest file format that every supported BI driver opens; newer ones lock older drivers out.
STORAGE_VERSION = "v1.2.0"
MARTS_SCHEMA = "marts"
# Events by the million: sorting such wide rows by an id costs seconds and helps no question.
UNORDERED = frozenset({"touches", "timeline"})


@dataclass(frozen=True)
class Candidate:
    """A candidate on disk: its folder, the build it comes from and the rows of each table."""

    directory: Path
    build: BuildRecord
    rows: Mapping[str, int]


def candidate_directory(home: Path) -> Path:
    """Return the folder of the one candidate that a home folder may have."""
    return home / "candidate"


def build_candidate(
    home: Path,
    progress: Callable[[str], None] | None = None,
    *,
    memory_limit: str = "4GB",
) -> Candidate:
    """Replace the candidate by a copy of the working database's marts.

    Every table of `KEYS` becomes a table without an index, ordered by its key but for the large
    tables of events, and a Parquet file. `progress` gets one line per table. Raises NoBuildError
    if the transform did not finish or a table is missing or of another run, HomeBusyError if
    another run works on `home`.
    """
    report = progress or (lambda _: None)
    with home_lock(home):
        build = read_build(build_path(home))
        unfinished = home / "candidate.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(candidate_directory(home), ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            with _open_databases(home, unfinished, memory_limit) as connection:
                _require_marts(connection, build)
                rows = {table: _copy(connection, table, unfinished, report) for table in KEYS}
                _describe(connection)
            _require_no_log(unfinished)
            shutil.copyfile(build_path(home), unfinished / BUILD_FILE)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        unfinished.rename(candidate_directory(home))
    return Candidate(candidate_directory(home), build, rows)


@contextmanager
def _open_databases(
    home: Path, target: Path, memory_limit: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Attach the working database as `warehouse` and a new file as `candidate`."""
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = {literal(memory_limit)}")
        connection.execute(f"set temp_directory = {path_literal(target / 'spill')}")
        connection.execute("set timezone = 'UTC'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"attach {path_literal(warehouse_path(home))} as warehouse (read_only)")
        # Marts of events are views over what is unified.
        spare_threads(connection.execute, MARTS_SCHEMA, "unified")
        connection.execute(
            f"attach {path_literal(target / DATABASE_FILE)} as candidate "
            f"(storage_version {literal(STORAGE_VERSION)})"
        )
        connection.execute(f"create schema candidate.{SCHEMA}")
        yield connection
        connection.execute("detach candidate")
        connection.execute("detach warehouse")
    shutil.rmtree(target / "spill", ignore_errors=True)


def _require_marts(connection: duckdb.DuckDBPyConnection, build: BuildRecord) -> None:
    """Raise NoBuildError unless every table is there, filled by the run that the build names."""
    found = connection.execute(
        "select table_name, bool_or(column_name = 'run_id') from duckdb_columns() "
        f"where database_name = 'warehouse' and schema_name = '{MARTS_SCHEMA}' group by table_name"
    ).fetchall()
    has_run = dict(found)
    missing = [table for table in KEYS if table not in has_run]
    if missing:
        raise NoBuildError(
            f"the working database lacks {', '.join(f'{MARTS_SCHEMA}.{name}' for name in missing)};"
            " run `progression run --force` to build every model"
        )
    for table in (table for table in KEYS if has_run[table]):
        others = connection.execute(
            f"select distinct run_id from warehouse.{MARTS_SCHEMA}.{quoted(table)} "
            "where run_id is distinct from ? limit 1",
            [build.run_id],
        ).fetchall()
        if others:
            raise NoBuildError(
                f"{MARTS_SCHEMA}.{table} holds rows of run {others[0][0]!r}, the build record is "
                f"of run {build.run_id!r}; run `progression run --force` to build every model"
            )


def _copy(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    target: Path,
    report: Callable[[str], None],
) -> int:
    """Copy one mart into the database and a Parquet file; return its rows."""
    name = f"candidate.{SCHEMA}.{quoted(table)}"
    keys = ", ".join(quoted(column) for column in KEYS[table])
    order = "" if table in UNORDERED else f" order by {keys}"
    connection.execute(
        f"create table {name} as select * from warehouse.{MARTS_SCHEMA}.{quoted(table)}{order}"
    )
    write_parquet(connection, name, target / f"{table}.parquet")
    rows = int(connection.execute(f"select count(*) from {name}").fetchall()[0][0])
    report(f"{table}: {rows:,} rows")
    return rows


def _describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Say beside every table and column what it means: BI tools show such comments."""
    # At once: every statement by itself would wait for the disk.
    connection.execute("begin")
    for table in KEYS:
        name = f"candidate.{SCHEMA}.{quoted(table)}"
        connection.execute(f"comment on table {name} is {literal(table_description(table))}")
        present = connection.table(name).columns
        for column, meaning in column_descriptions(table).items():
            if column in present:
                connection.execute(
                    f"comment on column {name}.{quoted(column)} is {literal(meaning)}"
                )
    connection.execute("commit")


def write_parquet(connection: duckdb.DuckDBPyConnection, relation: str, path: Path) -> None:
    """Write a relation as one Parquet file, rows in their order."""
    connection.execute(
        f"copy (from {relation}) to {path_literal(path)} (format parquet, compression zstd)"
    )


def _require_no_log(directory: Path) -> None:
    """Raise if a write-ahead log is left: a served file is whole by itself."""
    logs = [path.name for path in directory.glob("*.wal")]
    if logs:
        raise NoBuildError(f"the candidate was not written to its end ({', '.join(logs)} is left)")
