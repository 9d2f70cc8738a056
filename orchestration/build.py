"""Assembly: turns a `Settings` into Dagster definitions and does nothing else."""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource
from packaging.version import Version

from orchestration.assets.candidate import build_candidate_assets
from orchestration.assets.landing import build_landing_assets
from orchestration.assets.models import build_model_assets
from orchestration.assets.notices import build_notice_assets
from orchestration.assets.preparation import build_preparation_assets
from orchestration.assets.publish import build_publish_assets
from orchestration.automation import PROGRESSION, build_schedule, build_sensor
from orchestration.rules.judge import judged_rules
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform.project import DBT, ensure_manifest, render_project

Report = Callable[[str], None]


class InstalledDbt(DbtCliResource):
    """The dbt of this environment; what takes dagster-dbt seconds and serves nothing here is left.

    dbt need not be started to be asked for its version, nor be loaded into this process too, which
    would only serve to count rows, by a connection that stays open.
    """

    @cached_property
    def _cli_version(self) -> Version:
        return Version(version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:  # noqa: ARG002
        return None


def build_definitions(
    settings: Settings, report: Report = lambda _: None, *, again: bool = False
) -> dg.Definitions:
    """Assemble the code location for one set of settings; `report` hears of progress.

    `again` publishes also what the newest revision holds already.
    """
    rules = judged_rules(DBT_SOURCES / "seeds", settings.rules)
    render_project(settings, rules)
    manifest = ensure_manifest(settings)
    return dg.Definitions(
        assets=[
            *build_landing_assets(settings, report),
            *build_preparation_assets(settings, rules, report),
            *build_model_assets(settings, manifest, report),
            *build_candidate_assets(settings, report),
            *build_publish_assets(settings, report, again=again),
            *build_notice_assets(settings, report),
        ],
        jobs=[PROGRESSION],
        schedules=[build_schedule(settings)],
        sensors=[build_sensor(settings)],
        resources={
            "dbt": InstalledDbt(
                project_dir=str(settings.dbt_dir),
                profiles_dir=str(settings.dbt_dir),
                dbt_executable=str(DBT),
            )
        },
        # One process writes a DuckDB file, and an in-process step costs a tenth of another's.
        executor=dg.in_process_executor,
    )
