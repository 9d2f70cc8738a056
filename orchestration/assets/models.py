"""dbt models as assets: the manifest is the source of truth, Python adds no names."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DbtCliInvocation, DbtCliResource, dbt_assets

from orchestration.publishing.build_record import BuildRecord, build_path
from orchestration.publishing.lock import home_lock
from orchestration.settings import Settings


def build_model_assets(
    settings: Settings, manifest: Path, report: Callable[[str], None]
) -> Sequence[dg.AssetsDefinition]:
    """Return every rule file and model; each dbt data test arrives as a check on its model."""

    @dbt_assets(manifest=manifest, name="models")
    def models(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
        started_at = datetime.now(UTC)
        with home_lock(settings.home):
            build_path(settings.home).unlink(missing_ok=True)
            # Unit tests check code, not data: the test suite runs them, a production day does not.
            arguments = ["build", "--exclude-resource-type", "unit_test"]
            invocation = dbt.cli(
                arguments, context=context, target_path=settings.dbt_dir / "target"
            )
            yield from _reported(invocation, manifest, report)
            if not context.is_subset:
                _write_build_record(settings, invocation, started_at)

    return [models]


def _reported(
    invocation: DbtCliInvocation, manifest: Path, report: Callable[[str], None]
) -> Iterator[Any]:
    nodes = json.loads(manifest.read_text())["nodes"].values()
    models = sum(node["resource_type"] == "model" for node in nodes)
    done = 0
    for event in invocation.stream():
        if isinstance(event, dg.Output | dg.AssetMaterialization | dg.MaterializeResult):
            done += 1
            report(f"transforming: {min(done, models)} of {models} models")
        yield event


def _write_build_record(
    settings: Settings, invocation: DbtCliInvocation, started_at: datetime
) -> None:
    results = invocation.get_artifact("run_results.json")["results"]
    tests = [result for result in results if result["unique_id"].startswith("test.")]
    passed = sum(test["status"] == "pass" for test in tests)
    failed = sum(test["status"] in ("fail", "error") for test in tests)
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        run = connection.execute(
            "select run_id, as_of, rules_version, fingerprint from control.run"
        ).fetchall()[0]
    record = BuildRecord(
        run_id=run[0],
        as_of=run[1].isoformat(),
        rules_version=run[2],
        fingerprint=run[3],
        started_at=started_at.isoformat(timespec="seconds"),
        dbt_tests_passed=passed,
        dbt_tests_failed=failed,
    )
    build_path(settings.home).write_text(json.dumps(asdict(record), indent=2))
