"""Executes the Dagster job in this process and turns its outcome into one clear error, if any."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from typing import Any

import dagster as dg

from orchestration.automation import JOB
from orchestration.build import build_definitions
from orchestration.pipeline_errors import PipelineError
from orchestration.publishing.candidate import candidate_directory
from orchestration.publishing.errors import GateFailedError
from orchestration.publishing.verdict import VERDICT_FILE, read_verdict
from orchestration.settings import Settings

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def execute_job(
    settings: Settings, instance: dg.DagsterInstance, report: Callable[[str], None]
) -> None:
    """Run every asset; raises GateFailedError or, for anything else, PipelineError."""
    # The command line asked before: it comes here with news, or by --force.
    definitions = build_definitions(settings, report, again=True)
    job = definitions.resolve_job_def(JOB)
    # dbt speaks on standard output, which belongs to the screen that follows.
    log = settings.work_dir / "run.log"
    with log.open("w", encoding="utf-8") as file, redirect_stdout(file), _own_scratch(settings):
        result = job.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False)
    if result.success:
        return
    raise explanation(settings, result)


@contextmanager
def _own_scratch(settings: Settings) -> Iterator[None]:
    """Make temporary files of every library land in the home folder, and vanish with the run."""
    scratch = settings.work_dir / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(scratch)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(scratch, ignore_errors=True)


def explanation(settings: Settings, result: dg.ExecuteInProcessResult) -> Exception:
    """Return the failed gate if that was it, else the first failed step in its own words."""
    verdict_path = candidate_directory(settings.home) / VERDICT_FILE
    if verdict_path.exists():
        verdict = read_verdict(verdict_path)
        if verdict.run_id == result.run_id and verdict.blocking_failures:
            return GateFailedError(verdict.blocking_failures)
    for event in result.get_step_failure_events():
        if event.step_key == "models":
            return PipelineError(_dbt_failures(settings))
        error = event.step_failure_data.error
        # What our own error came from is in its words already, or says less.
        while error and error.cause and (error.cls_name or "").startswith("Dagster"):
            error = error.cause
        message = error.message.strip() if error else "no reason given"
        return PipelineError(f"step {event.step_key} failed: {message}")
    return PipelineError("the run failed before its first step")


def _dbt_failures(settings: Settings) -> str:
    """Failed models and tests of the last dbt invocation, one line each."""
    path = settings.dbt_dir / "target" / "run_results.json"
    if not path.exists():
        return f"dbt stopped without a result; see {settings.work_dir / 'run.log'}"
    lines = [
        f"  {node['unique_id'].split('.')[0]} {node['unique_id'].split('.')[2]}: {_message(node)}"
        for node in json.loads(path.read_text())["results"]
        if node["status"] in ("error", "fail")
    ]
    return "\n".join(["nothing was published: dbt failed", *lines])


def _message(node: Mapping[str, Any]) -> str:
    message = " ".join(str(node["message"]).split())
    if empty := re.search(r"NOT NULL constraint failed: \S+\.(\S+)", message):
        query = node["compiled_code"]
        return f"{empty[1]} is empty in at least one row that this query returns:\n{query}"
    return message
