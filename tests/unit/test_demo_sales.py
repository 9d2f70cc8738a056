"""What sales do in the generated company: they call who asked, and the CRM learns by and by."""

from pathlib import Path

import duckdb
import pytest

from tests.unit.demo_company import count, generate

REQUESTS = (
    "('consultation_requested', 'contact_sales_requested', 'demo_requested', "
    "'quote_requested', 'trial_started', 'upgrade_requested')"
)
REAL = "person_id not like '%-DUP-%' and person_id not like '%-DELETED-%'"
VERSIONS = (
    "select distinct person_id, lead_status, budget_confirmed, need_strength, rejected_reason, "
    "created_at, updated_at, row_number() over (partition by person_id order by updated_at) "
    f"as place from (select distinct * from people where {REAL} union all by name "
    "select distinct * replace (cast(updated_at as timestamp) as updated_at, "
    "cast(created_at as timestamp) as created_at) from people_2)"
)


def test_most_requests_are_answered_within_a_day_and_some_late(
    company: duckdb.DuckDBPyConnection,
) -> None:
    rows = company.execute(
        "select request.touch_id, min(date_diff('second', request.occurred_at, "
        "call.occurred_at)) / 3600.0 as hours from touches as request "
        "left join touches as call on call.person_id = request.person_id "
        "and call.kind = 'call_attempted' and call.campaign_id is null "
        "and call.occurred_at > request.occurred_at "
        f"where request.kind in {REQUESTS} and request.person_id is not null "
        "and request.occurred_at < timestamp '2026-05-01' group by 1"
    ).fetchall()
    hours = [hour for _, hour in rows if hour is not None]
    assert len(rows) > 30
    assert 0.6 < sum(hour < 24 for hour in hours) / len(rows) < 0.97
    assert any(hour > 72 for hour in hours)


def test_calls_about_requests_are_no_exposure_and_of_no_campaign(
    company: duckdb.DuckDBPyConnection,
) -> None:
    own = "select count(*) from touches where channel = 'sdr_call' and campaign_id is null"
    assert count(company, own) > 50
    assert count(company, f"{own} and kind <> 'call_attempted'") == 0


def test_the_crm_says_nothing_of_sales_before_sales_did_anything(
    company: duckdb.DuckDBPyConnection,
) -> None:
    first = f"select count(*) from ({VERSIONS}) where place = 1"
    assert count(company, first) > 1000
    knows = "budget_confirmed is not null or need_strength is not null"
    early = "lead_status in ('working', 'accepted', 'recycled', 'rejected')"
    assert count(company, f"{first} and updated_at > created_at and ({knows} or {early})") == 0
    assert count(company, f"{first} and ({knows})") == 0
    working = (
        f"select count(*) from ({VERSIONS}) as version where lead_status = 'working' "
        "and not exists (select * from touches where touches.person_id = version.person_id "
        "and kind = 'call_attempted' and campaign_id is null "
        "and occurred_at < version.updated_at)"
    )
    assert count(company, working) == 0


def test_a_status_comes_in_several_versions(company: duckdb.DuckDBPyConnection) -> None:
    stories = {
        row[0]
        for row in company.execute(
            "select string_agg(coalesce(lead_status, '-'), ' ' order by updated_at) "
            f"from ({VERSIONS}) group by person_id"
        ).fetchall()
    }
    for wanted in ("open working accepted", "open working rejected", "open working recycled"):
        assert any(story.replace("working working", "working") == wanted for story in stories)


def test_feedback_on_rejected_people_is_bad_and_never_before_the_verdict(
    company: duckdb.DuckDBPyConnection,
) -> None:
    rated = (
        f"select count(*) from feedback join ({VERSIONS}) as version "
        "on feedback.person_id = version.person_id "
        "and cast(given_at as timestamp) = version.updated_at where lead_status = '{}'"
    )
    assert count(company, rated.format("rejected")) > 0
    assert count(company, rated.format("rejected") + " and rating > 2") == 0
    assert count(company, rated.format("accepted") + " and rating < 3") == 0


@pytest.mark.parametrize("touches", [20_000, 60_000])
def test_some_people_try_the_product_and_ask_for_more(tmp_path: Path, touches: int) -> None:
    summary = generate(tmp_path / "demo", (200, 1200, touches, 540))
    found = duckdb.sql(
        f"select count(*) from read_parquet('{summary.folder}/touches.parquet') as trial "
        f"join read_parquet('{summary.folder}/touches.parquet') as upgrade using (person_id) "
        "where trial.kind = 'trial_started' and upgrade.kind = 'upgrade_requested' "
        "and upgrade.occurred_at between trial.occurred_at and trial.occurred_at + interval 90 day"
    ).fetchall()
    assert found[0][0] > 0
