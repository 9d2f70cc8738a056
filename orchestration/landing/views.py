"""The landing as the warehouse sees it: one view an object, and the counts beside them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from orchestration.landing.contract import OBJECTS, ObjectContract
from orchestration.landing.manifest import FileRecord
from orchestration.landing.sql_text import literal, path_list, quoted
from orchestration.landing.state import Landing, read_landing

_FILE_COLUMNS = (
    "source varchar, object varchar, file varchar, landing_run integer, read bigint,"
    " accepted bigint, unchanged bigint, quarantined bigint, blank bigint, lost bigint,"
    " main_reason varchar, main_reason_rows bigint, quarantine varchar"
)


def create_landing_views(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Create `<source>.<object>` over exactly the committed batches, and the counts in `control`.

    The views have the contract's columns, typed, then _extra, _row_hash, _landing_run, _file and
    _line; one without batches is empty. `control.landing_files` has one row per file content ever
    landed, `control.quarantined_rows` one per object.
    """
    landing = read_landing(home)
    for contract in OBJECTS.values():
        connection.execute(f"create schema if not exists {quoted(contract.source)}")
        connection.execute(
            f"create or replace view {quoted(contract.source)}.{quoted(contract.name)}"
            f" as {rows_query(contract, landing)}"
        )
    connection.execute("create schema if not exists control")
    connection.execute("begin")
    _replace_counts(connection, landing)
    connection.execute("commit")


def rows_query(contract: ObjectContract, landing: Landing) -> str:
    """All stored rows of an object.

    The empty first part gives every column its type, also those that older batches do not have.
    """
    columns = {column.name: column.sql_type for column in contract.columns} | {
        "_extra": "varchar",
        "_row_hash": "varchar",
        "_landing_run": "integer",
        "_file": "varchar",
        "_line": "bigint",
    }
    typed = ", ".join(f"cast(null as {kind}) as {quoted(name)}" for name, kind in columns.items())
    paths = landing.batches(contract.name)
    if not paths:
        return f"select {typed} where false"
    names = ", ".join(quoted(name) for name in columns)
    return (
        f"select {names} from (select {typed} where false union all by name"
        f" select * from read_parquet({path_list(paths)}, union_by_name = true,"
        " hive_partitioning = false)) as stored"
    )


def _replace_counts(connection: duckdb.DuckDBPyConnection, landing: Landing) -> None:
    connection.execute(f"create or replace table control.landing_files ({_FILE_COLUMNS})")
    # Written out as SQL text: binding parameters would load pandas, a second for a few rows.
    for files in _by_thousand(landing.files):
        values = ", ".join(_file_values(record) for record in files)
        connection.execute(f"insert into control.landing_files values {values}")
    counts = Counter[str]()
    for entry in landing.stored_quarantine:
        counts[entry.object] += entry.rows
    values = ", ".join(
        f"({literal(contract.source)}, {literal(contract.name)}, {counts[contract.name]})"
        for contract in OBJECTS.values()
    )
    connection.execute(
        "create or replace table control.quarantined_rows"
        " (source varchar, object varchar, quarantined bigint)"
    )
    connection.execute(f"insert into control.quarantined_rows values {values}")


def _by_thousand(records: Sequence[FileRecord]) -> Iterator[Sequence[FileRecord]]:
    for start in range(0, len(records), 1000):
        yield records[start : start + 1000]


def _file_values(record: FileRecord) -> str:
    """Write one row of control.landing_files."""
    texts = (OBJECTS[record.object].source, record.object, record.file)
    counts = (
        record.landing_run,
        record.read,
        record.accepted,
        record.unchanged,
        record.quarantined,
        record.blank,
        record.lost,
    )
    reason = _text(record.main_reason), str(record.main_reason_rows), _text(record.quarantine)
    return f"({', '.join([*map(literal, texts), *map(str, counts), *reason])})"


def _text(value: str | None) -> str:
    return "null" if value is None else literal(value)
