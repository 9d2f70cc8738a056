"""Dagster's events: written through connections that stay open, read by Dagster's own storage."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage

from orchestration.event_log import PooledEventLogStorage
from orchestration.instance import open_instance
from orchestration.settings import Settings


@dg.asset(check_specs=[dg.AssetCheckSpec("holds", asset="thing")])
def thing() -> Iterator[Any]:
    yield dg.MaterializeResult(check_results=[dg.AssetCheckResult(passed=True)])


def test_events_of_runs_are_kept_where_dagsters_own_storage_finds_them(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    runs = []
    for _ in range(2):
        with open_instance(settings) as instance:
            assert isinstance(instance.event_log_storage, PooledEventLogStorage)
            runs.append(dg.materialize([thing], instance=instance).run_id)
    theirs = SqliteEventLogStorage(str(settings.dagster_dir / "history" / "runs"))
    assert {*theirs.get_all_run_ids()} >= {*runs}
    for run in runs:
        kinds = {record.dagster_event_type for record in theirs.get_logs_for_run(run)}
        assert dg.DagsterEventType.ASSET_CHECK_EVALUATION in kinds
        assert dg.DagsterEventType.RUN_SUCCESS in kinds
    latest = theirs.get_latest_materialization_events([dg.AssetKey("thing")])
    entry = latest[dg.AssetKey("thing")]
    assert entry is not None
    assert entry.run_id == runs[-1]
    theirs.dispose()
