"""A company of one account, and rule files that hold nothing: tables are there and say so."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.pipeline import run_pipeline
from orchestration.settings import DBT_SOURCES, Settings
from tests.conftest import begin_home
from tests.pipeline.conftest import END, Ran, silent

pytestmark = pytest.mark.pipeline

EMPTY = (
    "account_score_rules",
    "band_requirements",
    "buying_committees",
    "buying_roles",
    "handoff_rules",
    "icp_rules",
    "next_actions",
    "nonsense_names",
    "potential_rules",
    "priority_rules",
    "qualification_rules",
    "score_caps",
    "score_trends",
    "scoring_rules",
    "segments",
    "target_conditions",
    "target_tiers",
)
ONE_STAGE_RULE = ["Customer", "won", "", "won_opportunities", "", "1"]


@pytest.fixture(scope="module")
def alone(parsed: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One account that nobody touched, in a company that keeps hardly a rule."""
    folder = tmp_path_factory.mktemp("alone")
    source, rules = folder / "input", folder / "rules"
    source.mkdir()
    rules.mkdir()
    (source / "accounts.csv").write_text(
        "account_id,name,created_at,updated_at\na1,Alpha,2026-06-01,2026-06-01\n", encoding="utf-8"
    )
    for name in (*EMPTY, "stage_rules"):
        with (DBT_SOURCES / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        with (rules / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = [header, *([ONE_STAGE_RULE] if name == "stage_rules" else [])]
            csv.writer(file).writerows(rows)
    home = begin_home(folder / "home", parsed)
    settings = Settings(home=home, input=source, as_of=END, rules=rules)
    return Ran(settings, run_pipeline(settings, silent))


def test_one_account_stands_at_the_start_and_nothing_is_known(alone: Ran) -> None:
    assert alone.query(
        "select stage, entered_on, days_in_stage, is_held, is_stuck, segment, icp_status,"
        " account_score, known_people, buying_group_coverage, next_action, highest_stage"
        " from account_stages"
    ) == [("Unaware", END.replace(day=1), 29, False, None, "other", "unknown", 0, 0, None, None,
           "Unaware")]  # fmt: skip
    assert alone.query(
        "select score, change_7d, change_28d, trend, rank from account_scores"
    ) == [(0, 0, 0, "steady", 1)]  # fmt: skip
    assert alone.query("from account_score_contributions") == []
    assert alone.query("from buying_group_coverage") == []
    assert alone.query("from buying_group_history") == []
    assert alone.query("from account_journey") == []


def test_conditions_that_ask_for_nothing_are_met_and_no_tier_reaches_anybody(alone: Ran) -> None:
    assert alone.query(
        "select rank, tier, is_target, missing_for_target, meets_strategic, meets_potential,"
        " meets_reach from target_accounts"
    ) == [(1, None, False, None, True, True, True)]  # fmt: skip


def test_conversion_of_the_one_spell_has_neither_rate_nor_median(alone: Ran) -> None:
    rows = alone.query(
        "select entered, moved, still_open, cohort, rate, median_days, chance_30d, loss_rank"
        " from stage_conversion"
    )
    assert {*rows} == {(1, 0, 1, 0, None, None, None, None)}


def test_the_screen_of_a_company_without_people_says_so(alone: Ran) -> None:
    shown = CliRunner().invoke(app, ["status", "--home", str(alone.settings.home)])
    assert shown.exit_code == 0, shown.output
    assert "no people yet" in shown.stdout
