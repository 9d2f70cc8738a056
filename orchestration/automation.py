"""When the pipeline runs: one job over all assets, every day, and when an input file changed."""

import hashlib

import dagster as dg

from orchestration.landing.inputs import find_inputs
from orchestration.settings import Settings

JOB = "progression"


# The whole pipeline: land, transform, check, publish.
PROGRESSION = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all(),
    description="Land what is new, transform, check, publish.",
)


def build_schedule(settings: Settings) -> dg.ScheduleDefinition:
    """Start the job every day at `settings.daily_at` in the business time zone."""
    hour, _, minute = settings.daily_at.partition(":")
    return dg.ScheduleDefinition(
        name="daily",
        job=PROGRESSION,
        cron_schedule=f"{int(minute)} {int(hour)} * * *",
        execution_timezone=settings.business_timezone,
    )


def build_sensor(settings: Settings) -> dg.SensorDefinition:
    """Ask for a run once for each state of the input folder."""

    @dg.sensor(name="new_files", job=PROGRESSION, minimum_interval_seconds=60)
    def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        """Ask for a run when a file of the input folder appeared or changed."""
        if settings.input is None or not settings.input.is_dir():
            return dg.SkipReason("PROGRESSION_INPUT names no folder")
        state = _folder_state(settings)
        if not state or state == context.cursor:
            return dg.SkipReason("no input file changed")
        return dg.SensorResult([dg.RunRequest(run_key=state)], cursor=state)

    return new_files


def _folder_state(settings: Settings) -> str:
    """Names, sizes and times of the input files as one short text; '' without any file."""
    assert settings.input is not None
    files = find_inputs(settings.input).files
    facts = [(file.name, file.path.stat().st_size, file.path.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16] if facts else ""
