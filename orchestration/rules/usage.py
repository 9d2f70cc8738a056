"""What rule files do on the landed rows: matches of each rule, stages that nobody reaches.

Computed by the models themselves in a working folder of its own, so that files can be judged
before they are in force; what is published and the main working database stay as they are.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb

from orchestration.landing.state import read_landing
from orchestration.publishing.lock import home_lock
from orchestration.rules.files import Rules
from orchestration.rules.unknown_names import unknown_names
from orchestration.settings import Settings
from orchestration.transform.business_date import decide_as_of
from orchestration.transform.project import DBT, TransformError, ensure_manifest, render_project
from orchestration.transform.warehouse import Run, prepare_warehouse

CHECK_WORK = "work/rules_check"
STAGES = """
    select
        stages.stage,
        count(distinct spells.account_key) filter (where spells.exited_day > runs.as_of_day),
        count(distinct spells.account_key)
    from rules.stages
    cross join staging.stg_control__run as runs
    left join steps.int_stage_spells as spells
        on spells.replay_id = 0
        and stages.ordinal = spells.ordinal
        and spells.entered_day <= runs.as_of_day
    group by stages.stage, stages.ordinal
    order by stages.ordinal
"""


@dataclass(frozen=True)
class RuleUsage:
    """Matches of one rule on as_of and ever, in `counted` (people, accounts, pages, titles)."""

    rule_file: str
    rule: str
    counted: str
    matched_now: int
    matched_ever: int


@dataclass(frozen=True)
class StageUsage:
    """Accounts in a stage on as_of, and accounts that were ever in it."""

    stage: str
    accounts_now: int
    accounts_ever: int


@dataclass(frozen=True)
class Usage:
    """Everything about one set of rules on one date."""

    as_of: date
    rules: tuple[RuleUsage, ...]
    stages: tuple[StageUsage, ...]
    unknown_names: tuple[str, ...]


def measure_usage(settings: Settings, rules: Rules) -> Usage:
    """Run the models that rules decide; raises TransformError if dbt fails."""
    with home_lock(settings.home):
        as_of = decide_as_of(settings)
        with evaluated(settings, rules, as_of, ("+int_rule_usage", "+int_stage_spells")) as found:
            rows = found.execute(
                "select rule_file, rule_id, counted, matched_now, matched_ever "
                "from steps.int_rule_usage order by all"
            ).fetchall()
            stages = found.execute(STAGES).fetchall()
            unknown = unknown_names(rules, found)
    return Usage(
        as_of,
        tuple(RuleUsage(*row) for row in rows),
        tuple(StageUsage(*row) for row in stages),
        unknown,
    )


@contextmanager
def evaluated(
    settings: Settings, rules: Rules, as_of: date, selection: Sequence[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Run the selected models under `rules`, away from the main working database; yield the result.

    Hold the home lock. Raises TransformError if dbt fails.
    """
    checked = settings.model_copy(update={"work_name": CHECK_WORK})
    version = read_landing(settings.home).version
    render_project(checked, rules)
    prepare_warehouse(checked, rules, Run("rules check", as_of, rules.version, version))
    ensure_manifest(checked)
    _build(checked, selection)
    with duckdb.connect(str(checked.warehouse_path), read_only=True) as connection:
        yield connection


def _build(settings: Settings, selection: Sequence[str]) -> None:
    command = [str(DBT), "--quiet", "build", "--profiles-dir", str(settings.dbt_dir)]
    command += ["--select", *selection, "--exclude-resource-type", "unit_test", "test"]
    done = subprocess.run(
        command,
        cwd=settings.dbt_dir,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise TransformError(f"dbt could not evaluate the rules:\n{done.stdout.strip()}")
