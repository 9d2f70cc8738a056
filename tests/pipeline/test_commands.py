"""The commands, as a person types them, on a published company."""

from pathlib import Path

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


def test_status_lists_whom_sales_should_call_most_urgent_first(ran: Ran) -> None:
    waiting = ran.query(
        "select coalesce(person_name, 'its people'), due_at from sales_handoffs "
        "where created_on > as_of - 28 and first_contact_at is null "
        "order by priority, due_at, handoff_id"
    )
    screen = say("status", "--home", str(ran.settings.home)).partition("Hand-offs to sales")[2]
    assert waiting
    assert [f"{due:%m-%d %H:%M}" in screen for _, due in waiting[:5]] == [True] * len(waiting[:5])
    assert waiting[0][0].split()[0] in screen


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
    account, day, stage = ran.query(
        "select account_id, next_change_on, next_change_stage from account_stages "
        "where next_change_on is not null order by account_id limit 1"
    )[0]
    screen = say("explain", account, "--home", str(ran.settings.home))
    assert f"If nothing happens the stage changes to {stage} on {day}" in screen


def test_explain_a_person_lists_the_points_down_to_the_sum(ran: Ran) -> None:
    person, score = ran.query(
        "select person_id, score from lead_scores order by score desc, person_id limit 1"
    )[0]
    screen = say("explain", person, "--home", str(ran.settings.home))
    assert f"Score {score}" in screen
    ((band, day),) = ran.query(
        f"select band, coalesce(sql_on, mql_on) from lead_scores where person_id = '{person}'"
    )
    assert f"In band {band} of the score since {day}" in screen
    for (rule,) in ran.query(
        f"select rule_id from lead_score_contributions where person_id = '{person}'"
    ):
        assert rule in screen


def test_explain_a_person_begins_with_what_sales_need(ran: Ran) -> None:
    handed = ran.query(
        "select person_id, owner_name, state, lead_stage, priority from ("
        "select h.person_id, h.owner_name, h.state, s.lead_stage, h.priority, row_number() over "
        "(partition by h.person_id order by h.created_on desc, h.handoff_id) as place "
        "from sales_handoffs as h join lead_scores as s on h.person_id = s.person_id "
        "where s.is_main) where place = 1 and owner_name is not null order by person_id limit 1"
    )
    ((person, owner, state, stage, priority),) = handed
    screen = " ".join(say("explain", person, "--home", str(ran.settings.home)).split())
    assert f"Lead stage {stage} since" in screen
    assert f"to {owner}, priority {priority}: " in screen
    assert f": {state} " in screen
    assert screen.index("Lead stage") < screen.index("Where the points come from")


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


def test_rules_check_counts_matches_and_names_rules_nobody_matches(
    ran: Ran, tmp_path: Path
) -> None:
    (tmp_path / "holdouts.csv").write_text(
        "holdout_id,channel,campaign_id,share,starts_on,ends_on\nh1,pigeon,,0.1,2026-01-01,\n"
    )
    screen = say("rules", "check", "--home", str(ran.settings.home), "--rules", str(tmp_path))
    assert "no channel is named 'pigeon' yet; known are " in screen
    assert "title_director" in screen
    assert "never matched" in screen
    assert "Qualified buying_signals: signal_people >= 2.00 in 60 days" in screen


def test_revisions_lists_what_is_kept_and_rollback_needs_an_earlier_one(ran: Ran) -> None:
    assert "*    1" in say("revisions", "--home", str(ran.settings.home))
    result = CliRunner().invoke(app, ["rollback", "--home", str(ran.settings.home)])
    assert result.exit_code == 2
