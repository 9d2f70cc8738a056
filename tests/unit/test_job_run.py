"""A job that failed is told of in one error, in the words of what failed."""

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from orchestration.job_run import explanation
from orchestration.pipeline_errors import PipelineError
from orchestration.publishing.errors import PublishError
from orchestration.settings import Settings


def failed_models() -> Any:
    """Return a result whose dbt step failed."""
    error = SimpleNamespace(message="dbt\n", cause=None)
    event = SimpleNamespace(step_key="models", step_failure_data=SimpleNamespace(error=error))
    return SimpleNamespace(run_id="run-1", get_step_failure_events=lambda: [event])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path, as_of=date(2026, 1, 31))
    (settings.dbt_dir / "target").mkdir(parents=True)
    return settings


def explained(settings: Settings, result: Any) -> str:
    error = explanation(settings, result)
    assert isinstance(error, PipelineError)
    return str(error)


@pytest.mark.parametrize("cause", [FileNotFoundError("owners.parquet"), None])
def test_a_step_is_named_with_our_own_words(settings: Settings, cause: Exception | None) -> None:
    @dg.asset
    def candidate() -> None:
        raise PublishError("put it back from a backup") from cause

    result = dg.materialize([candidate], raise_on_error=False)
    told = explained(settings, result)
    assert told.startswith("step candidate failed: ")
    assert told.endswith("put it back from a backup")


def test_of_the_models_each_failure_is_a_line(settings: Settings) -> None:
    results = [
        {"unique_id": "model.p.owners", "status": "success", "message": "OK"},
        {"unique_id": "model.p.people", "status": "error", "message": "Binder\n  Error"},
        {"unique_id": "model.p.touches", "status": "skipped", "message": None},
        {"unique_id": "test.p.one_row.1f", "status": "fail", "message": "Got 2 results"},
    ]
    (settings.dbt_dir / "target" / "run_results.json").write_text(json.dumps({"results": results}))
    assert explained(settings, failed_models()).splitlines() == [
        "nothing was published: dbt failed",
        "  model people: Binder Error",
        "  test one_row: Got 2 results",
    ]


def test_a_key_without_a_value_is_shown_with_the_query_that_returns_it(settings: Settings) -> None:
    node = {
        "unique_id": "model.p.owners",
        "status": "error",
        "message": "Constraint Error: NOT NULL constraint failed: owners.owner_id",
        "compiled_code": "select owner_id from unified.int_owners",
    }
    (settings.dbt_dir / "target" / "run_results.json").write_text(json.dumps({"results": [node]}))
    assert explained(settings, failed_models()).splitlines()[1:] == [
        "  model owners: owner_id is empty in at least one row that this query returns:",
        "select owner_id from unified.int_owners",
    ]


def test_dbt_that_left_no_result_is_said_to_have_stopped(settings: Settings) -> None:
    assert "stopped without a result" in explained(settings, failed_models())
