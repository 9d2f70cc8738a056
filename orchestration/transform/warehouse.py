"""What the working database must hold before dbt starts.

Views over landed rows, the look-ups, what was published before, and the one row that says which run
this is.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from orchestration.landing.state import read_landing
from orchestration.landing.views import create_landing_views
from orchestration.publishing.earlier import (
    NOTHING_EARLIER,
    Earlier,
    create_reported_tables,
)
from orchestration.publishing.threads import FEW_ROWS
from orchestration.rules.files import Rules
from orchestration.settings import Settings
from orchestration.transform.reference import create_reference_tables


@dataclass(frozen=True)
class Run:
    """What one run is about: its business date and the fingerprint of all that decides its rows."""

    run_id: str
    as_of: date
    rules_version: str
    fingerprint: str


def prepare_warehouse(
    settings: Settings, rules: Rules, run: Run, earlier: Earlier = NOTHING_EARLIER
) -> None:
    """Create the working database if needed and fill its schemas that models only read.

    These are those of landing, `control`, `reference` and `reported`. Raises DamagedRevisionError
    if an earlier revision cannot be read.
    """
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    with open_warehouse(settings.warehouse_path, settings.memory_limit) as connection:
        create_landing_views(connection, settings.home)
        create_reference_tables(connection, rules)
        create_reported_tables(connection, earlier)
        connection.execute(
            "create or replace table control.run as select ? as run_id, ? as rules_version, "
            "? as fingerprint, cast(? as date) as as_of",
            [run.run_id, run.rules_version, run.fingerprint, run.as_of],
        )
        connection.execute(
            "create or replace table control.computing as "
            "select coalesce(?, current_setting('threads')) as threads",
            [choose_threads(settings)],
        )


def choose_threads(settings: Settings) -> int | None:
    """Return how many threads compute the models; None is one per core, as DuckDB has it.

    Told nothing, one thread if few rows are landed: a second costs dbt a fifth more CPU time.
    """
    if settings.threads is not None:
        return settings.threads
    batches = read_landing(settings.home).stored_batches
    return 1 if sum(batch.rows for batch in batches) < FEW_ROWS else None


def open_warehouse(path: Path, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """Open the working database for writing; spill files stay beside it."""
    return duckdb.connect(
        str(path), config={"memory_limit": memory_limit, "temp_directory": f"{path}.spill"}
    )
