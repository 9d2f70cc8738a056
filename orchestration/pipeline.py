"""One run from input folder to published revision, as the command line starts it.

The work itself is the Dagster job of `build.py`; here stands only what comes before it (is there
anything to do at all?) and after it (what did the gates say?). Dagster is imported when needed.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from orchestration.landing.run import LandingResult, land
from orchestration.pipeline_errors import PipelineError
from orchestration.publishing.lock import home_lock
from orchestration.publishing.revisions import Revision, newest_revision
from orchestration.rules.files import Rules
from orchestration.rules.judge import judged_rules
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform.business_date import decide_as_of
from orchestration.transform.fingerprint import fingerprint
from orchestration.transform.project import (
    discard_working_state,
    ensure_manifest,
    render_project,
)

Report = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What a run did; `revision` is the newest one, made by this run if `is_new`."""

    as_of: date
    landing: LandingResult
    revision: Revision
    is_new: bool


def run_pipeline(
    settings: Settings,
    report: Report,
    *,
    force: bool = False,
    full_refresh: bool = False,
    landed: Callable[[LandingResult], None] = lambda _: None,
) -> Outcome:
    """Land what is new, transform, check, publish; do nothing if all of that was done before.

    `landed` hears what was landed even where nothing comes of it.
    Raises LandingError, RuleError, PublishError (GateFailedError among them) or PipelineError; in
    every such case readers still see what they saw before.
    """
    assert settings.input is not None
    rules = judged_rules(DBT_SOURCES / "seeds", settings.rules)
    if full_refresh:
        with home_lock(settings.home):
            discard_working_state(settings)
    # dbt reads its project in a process of its own; meanwhile this one lands and imports.
    with home_lock(settings.home), ThreadPoolExecutor(1) as background:
        parsing = background.submit(_parse_project, settings, rules)
        result = land(settings.input, settings.home, report)
        landed(result)
        as_of = decide_as_of(settings)
        newest = newest_revision(settings.home)
        mark = fingerprint(result.landing.version, rules.version, as_of, settings.business_timezone)
        if newest and newest.manifest["fingerprint"] == mark and not (force or full_refresh):
            _retry_notices(settings, report)
            return Outcome(as_of, result, newest, is_new=False)
        last_rules = newest.manifest["rules_version"] if newest else rules.version
        if last_rules != rules.version:
            report(f"rules {rules.version} differ from {last_rules}, those published last")
        if newest and as_of.isoformat() < newest.manifest["as_of"]:
            report(
                f"as of {as_of}, earlier than {newest.manifest['as_of']} of revision "
                f"{newest.number}; readers will see the earlier day"
            )
        _run_job(settings.model_copy(update={"as_of": as_of}), parsing, report)
        published = newest_revision(settings.home)
    if published is None or (newest and published.number == newest.number):
        raise PipelineError("the job ended without publishing")
    return Outcome(as_of, result, published, is_new=True)


def _parse_project(settings: Settings, rules: Rules) -> None:
    render_project(settings, rules)
    ensure_manifest(settings)


def _retry_notices(settings: Settings, report: Report) -> None:
    """Send what did not get through; a run that computes anything sends in its last step."""
    if settings.has_alerts:
        from orchestration.alerts.send import send_quietly

        send_quietly(settings, report)


def _run_job(settings: Settings, parsing: Future[None], report: Report) -> None:
    report("starting")
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "true")
    from orchestration.instance import open_instance
    from orchestration.job_run import execute_job

    parsing.result()
    with open_instance(settings) as instance:
        execute_job(settings, instance, report)
