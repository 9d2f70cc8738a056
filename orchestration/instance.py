"""Dagster's own storage in the home folder: runs of command line and UI in one place."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import yaml

from orchestration.settings import Settings

CONFIG = {
    "telemetry": {"enabled": False},
    "nux": {"enabled": False},
    # A run whose process was killed is marked as failed instead of staying started for ever.
    "run_monitoring": {"enabled": True},
    "concurrency": {"pools": {"default_limit": 1}},
}

EVENT_LOG = {"module": "orchestration.event_log", "class": "PooledEventLogStorage"}


@contextmanager
def open_instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """Open the home's Dagster instance, creating its configuration first."""
    write_instance_config(settings)
    with dg.DagsterInstance.from_config(str(settings.dagster_dir)) as instance:
        yield instance


def write_instance_config(settings: Settings) -> None:
    """Make the home's Dagster folder usable as DAGSTER_HOME."""
    settings.dagster_dir.mkdir(parents=True, exist_ok=True)
    path = settings.dagster_dir / "dagster.yaml"
    # Where Dagster keeps events by default.
    history = {"base_dir": str(settings.dagster_dir / "history" / "runs")}
    config = CONFIG | {"event_log_storage": EVENT_LOG | {"config": history}}
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
