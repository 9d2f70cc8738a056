"""The commands, as a person types them, on a published company."""

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from tests.pipeline.conftest import Ran

pytestmark = pytest.mark.pipeline


def say(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_status_shows_stages_people_influence_and_gates(ran: Ran) -> None:
    screen = say("status", "--home", str(ran.settings.home))
    for words in (
        "Where every account stands",
        "Customer",
        "hottest",
        "What moved",
        "checks passed",
    ):
        assert words in screen


def test_explain_an_account_says_since_when_why_and_what_is_missing(ran: Ran) -> None:
    account, name, stage = ran.query(
        "select account_id, account_name, stage from account_stages "
        "where missing_for_next is not null order by account_id limit 1"
    )[0]
    for subject in (account, name.upper()):
        screen = say("explain", subject, "--home", str(ran.settings.home))
        assert f"{stage} since" in screen
        assert "How it got here" in screen
        assert "Because: " in screen
        assert "What was reported, and when" in screen


def test_explain_a_person_lists_the_points_down_to_the_sum(ran: Ran) -> None:
    person, score = ran.query(
        "select person_id, score from lead_scores order by score desc, person_id limit 1"
    )[0]
    screen = say("explain", person, "--home", str(ran.settings.home))
    assert f"Score {score}" in screen
    for (rule,) in ran.query(
        f"select rule_id from lead_score_contributions where person_id = '{person}'"
    ):
        assert rule in screen


def test_explain_somebody_unknown_is_wrong_use(ran: Ran) -> None:
    result = CliRunner().invoke(app, ["explain", "nobody", "--home", str(ran.settings.home)])
    assert result.exit_code == 2
    assert "nobody" in result.stderr


def test_inspect_shows_how_columns_map_and_lands_nothing(ran: Ran) -> None:
    before = sorted(ran.settings.home.rglob("*"))
    screen = say("inspect", str(ran.settings.input))
    assert "people.parquet" in screen
    assert "employee_count" in screen
    assert sorted(ran.settings.home.rglob("*")) == before


def test_rules_check_counts_matches_and_names_rules_nobody_matches(ran: Ran) -> None:
    screen = say("rules", "check", "--home", str(ran.settings.home))
    assert "title_director" in screen
    assert "never matched" in screen
    assert "Qualified buying_signals: signal_people >= 2.00 in 60 days" in screen


def test_revisions_lists_what_is_kept_and_rollback_needs_an_earlier_one(ran: Ran) -> None:
    assert "*    1" in say("revisions", "--home", str(ran.settings.home))
    result = CliRunner().invoke(app, ["rollback", "--home", str(ran.settings.home)])
    assert result.exit_code == 2
