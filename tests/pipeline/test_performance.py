"""Campaigns, outreach, content, search, visits and experiments of the demo against brute force."""

import csv
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import DBT_SOURCES
from tests.oracle.performance import Facts, Row, campaign_performance, cost_per, month_of
from tests.oracle.performance_tables import (
    cohorts,
    experiments,
    last_day_of,
    newcombe,
    outreach,
    overlap,
    visits,
    wilson,
)
from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline
COUNTS = ("impressions", "clicks", "touches", "people", "accounts", "emailed", "email_opened",
          "email_clicked", "calls", "calls_connected", "registrations", "attended", "downloaders",
          "leads", "mqls", "sqls", "opportunities", "won", "customers")  # fmt: skip
RATES = {"open_rate": ("email_opened", "emailed"), "click_rate": ("email_clicked", "emailed"),
         "connect_rate": ("calls_connected", "calls"), "ctr": ("clicks", "impressions"),
         "attendance_rate": ("attended", "registrations"),
         "download_rate": ("downloaders", "people")}  # fmt: skip
COSTS = {"cost_per_lead": "leads", "cost_per_mql": "mqls", "cost_per_won": "won",
         "cost_per_click": "clicks", "cost_per_opportunity": "opportunities"}  # fmt: skip


def rows_of(ran: Ran, sql: str) -> list[Row]:
    """Return the rows of a query on the published file, by column name."""
    names = [row[0] for row in ran.query(f"describe {sql}")]
    return [dict(zip(names, row, strict=True)) for row in ran.query(sql)]


def read_csv(path: Path) -> list[dict[str, str | None]]:
    """Return the rows of a file; empty values are None."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(stream)]


def day(text: str | None) -> date | None:
    """Return the day of an ISO date or timestamp."""
    return datetime.fromisoformat(text).date() if text else None


def money(text: str | None) -> Decimal | None:
    """Return an amount."""
    return Decimal(text) if text else None


@pytest.fixture(scope="module")
def facts(ran: Ran, company: Path) -> Facts:
    """What the figures are counted from; all money of the demo is in the company's currency."""
    kinds = {row["kind"]: row for row in read_csv(DBT_SOURCES / "seeds" / "touch_kinds.csv")}
    touches = rows_of(ran, "select * from touches where is_counted and quantity > 0")
    for touch in touches:
        person, visitor = touch["person_id"], touch["visitor_id"]
        touch["actor"] = f"person {person}" if person else f"visitor {visitor}" if visitor else None
        touch["is_call_to_action"] = kinds[touch["kind"]]["is_call_to_action"] == "true"
    listed = {row["account_id"] for row in rows_of(ran, "select account_id from accounts")}
    versions = sorted(read_csv(company / "opportunities.csv"), key=lambda row: row["updated_at"])
    latest = {row["opportunity_id"]: row for row in versions if day(row["updated_at"]) <= END}
    opportunities: list[Row] = [
        {"opportunity_id": row["opportunity_id"], "account_id": row["account_id"],
         "created_on": day(row["created_at"]),
         "closed_on": day(row["closed_at"]), "is_won": row["is_won"] == "true",
         "amount": money(row["amount"]), "type": row["type"] or "new"}
        for row in latest.values()
        if row["is_deleted"] != "true" and (row["type"] or "new") in ("new", "expansion")
        and day(row["created_at"]) <= END and row["account_id"] in listed
    ]  # fmt: skip
    assert len(opportunities) > 5
    return Facts(
        END,
        touches,
        {row["campaign_id"]: {**row, "started_on": day(row["started_on"]),
                              "ended_on": day(row["ended_on"]), "cost": money(row["cost"])}
         for row in read_csv(company / "campaigns.csv")},
        [{**row, "day": day(row["day"]), "cost": money(row["cost"]),
          "impressions": int(row["impressions"]), "clicks": int(row["clicks"])}
         for row in read_csv(company / "ad_costs.csv")],
        rows_of(ran, "select * from lead_stage_history where stage in ('lead', 'mql', 'sql') "
                     "and direction in ('start', 'forward')"),
        opportunities,
        {row["channel"]: row for row in read_csv(DBT_SOURCES / "seeds" / "channels.csv")},
    )  # fmt: skip


@pytest.fixture(scope="module")
def histories(ran: Ran) -> dict[str, list[Row]]:
    """Spells of each person in the lead funnel."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(ran, "select person_id, stage, entered_on from lead_stage_history"):
        found[row["person_id"]].append(row)
    return found


def assert_share(value: Decimal | None, part: int, whole: int, case: Any) -> None:
    """The published share is part / whole, or null of nothing."""
    assert (value is None) == (whole == 0), case
    assert value is None or isclose(value, part / whole, abs_tol=1e-6), case


def test_every_figure_of_campaigns_is_that_of_counting(ran: Ran, facts: Facts) -> None:
    expected = campaign_performance(facts)
    rows = rows_of(ran, "select * from campaign_performance")
    assert {(row["level"], row["name"], row["period"]) for row in rows} == expected.keys()
    assert sum(row["won"] for row in rows) > 0
    for row in rows:
        key = (row["level"], row["name"], row["period"])
        figures = expected[key]
        for name in COUNTS:
            assert row[name] == figures.get(name, 0), (key, name)
        for name in ("spend", "amount", "opportunity_amount"):
            assert row[name] == figures.get(name), (key, name)
        for name, (part, whole) in RATES.items():
            assert_share(row[name], row[part], row[whole], (key, name))
        for name, count in COSTS.items():
            assert row[name] == cost_per(row["spend"], row[count]), (key, name)
        ratio = row["amount"] / row["spend"] if row["amount"] and row["spend"] else None
        assert (row["return_on_spend"] is None) == (ratio is None)
        assert ratio is None or isclose(row["return_on_spend"], ratio, abs_tol=0.00005001)
        assert row["roi"] is None
        assert row["ltv"] is None


def test_outreach_is_counted_on_the_clocks_of_the_accounts(ran: Ran, facts: Facts) -> None:
    zones = {row["account_id"]: row["time_zone"]
             for row in rows_of(ran, "select account_id, time_zone from accounts")}  # fmt: skip
    outcomes = read_csv(DBT_SOURCES / "seeds" / "outreach_outcomes.csv")
    expected = outreach(facts, outcomes, lambda account: zones.get(account) or "UTC")
    rows = rows_of(ran, "select * from outreach_timing")
    found = {(r["channel"], r["weekday"], r["hour"]): (r["attempts"], r["successes"]) for r in rows}
    assert found == expected
    assert len({zone for zone in zones.values() if zone}) > 2
    assert {row["channel"] for row in rows if row["successes"]} >= {"event", "webinar"}
    for row in rows:
        low, high = wilson(row["successes"], row["attempts"])
        assert isclose(row["rate_low"], low, abs_tol=1e-6)
        assert isclose(row["rate_high"], high, abs_tol=1e-6)


def assert_cohort(row: Row, expected: Row, stage: str) -> None:
    """Who became what of a month's people, and the rate once the horizon is over."""
    candidates, became = expected[f"{stage}_candidates"], expected[f"{stage}s"]
    assert (row[f"{stage}_candidates"], row[f"{stage}s"]) == (candidates, became), row
    is_over = (END - last_day_of(month_of(row["month"]))).days >= 89
    assert row["is_followed"] == is_over
    assert_share(row[f"{stage}_rate"], became, candidates if is_over else 0, row)


def test_content_is_that_of_counting(
    ran: Ran, facts: Facts, histories: dict[str, list[Row]]
) -> None:
    uses = [
        (touch["content_id"] or touch["content_name"], touch)
        for touch in facts.touches
        if touch["is_engagement"] and (touch["content_id"] or touch["content_name"])
    ]
    people = cohorts(histories, uses)
    rows = rows_of(ran, "select * from content_performance")
    assert {(month_of(r["month"]), r["content_key"]) for r in rows} == {
        (month_of(touch["day"]), key) for key, touch in uses
    }
    for row in rows:
        own = [t for key, t in uses if (month_of(t["day"]), key)
               == (month_of(row["month"]), row["content_key"])]  # fmt: skip
        downloads = sum(t["quantity"] for t in own if t["kind"] == "content_downloaded")
        assert row["downloads"] == downloads
        assert row["views"] == sum(t["quantity"] for t in own) - downloads
        assert row["seconds"] == sum((t["seconds"] or 0) * t["quantity"] for t in own)
        assert row["accounts"] == len({t["account_id"] for t in own} - {None})
        expected = people[month_of(row["month"]), row["content_key"]]
        assert row["people"] == expected["people"]
        for stage in ("mql", "sql"):
            assert_cohort(row, expected, stage)
        better = [other for other in rows if other["month"] == row["month"]
                  and other["people"] > row["people"]]  # fmt: skip
        assert len(better) < row["rank"] <= len(rows)
        assert row["is_top_ten"] == (row["rank"] <= 10)


def test_search_terms_are_those_of_counting(
    ran: Ran, facts: Facts, histories: dict[str, list[Row]]
) -> None:
    uses = [
        ((touch["search_term"] or touch["utm_term"]).strip().lower(), touch)
        for touch in facts.touches
        if touch["search_term"] or touch["utm_term"]
    ]
    people = cohorts(histories, uses)
    expected: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for term, touch in uses:
        row = expected[month_of(touch["day"]), term]
        row[0] += touch["quantity"]
        row[1] += touch["quantity"] * (touch["kind"] in ("ad_click", "search_ad_clicked"))
    rows = rows_of(ran, "select * from search_terms")
    assert {(month_of(r["month"]), r["term"]): [r["visits"], r["ad_clicks"]] for r in rows} == (
        expected
    )
    for row in rows:
        known = people[month_of(row["month"]), row["term"]]
        for name in ("people", "leads", "mqls", "sqls"):
            assert row[name] == known[name], (row["term"], name)


@pytest.mark.parametrize(
    "ways", [("direction", "inbound", "outbound"), ("setting", "online", "offline")]
)
def test_overlap_is_that_of_counting(ran: Ran, facts: Facts, ways: tuple[str, str, str]) -> None:
    spells: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(ran, "select * from account_stage_history order by entered_on"):
        spells[row["account_id"]].append(row)
    rows = rows_of(ran, f"select * from channel_overlap where grouped_by = '{ways[0]}'")
    found = {(month_of(r["month"]), r["group_name"]):
             [r["accounts"], r["accounts_at_risk"], r["moved_forward"]] for r in rows}  # fmt: skip
    assert found == overlap(facts, spells, ways)
    assert any(row["forward_rate"] for row in rows)
    for row in rows:
        whole = row["accounts_at_risk"] if row["moved_forward"] is not None else 0
        assert_share(row["forward_rate"], row["moved_forward"] or 0, whole, row)


def test_visits_are_those_of_counting(ran: Ran, facts: Facts) -> None:
    paid = {row["channel"] for row in facts.channels.values() if row["is_paid"] == "true"}
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    own = {row["domain"] or "" for row in read_csv(DBT_SOURCES / "seeds" / "own_domains.csv")}
    for visit in visits(facts, own):
        for channel, source in [
            (visit["channel"], visit["source"]),
            (visit["channel"], "all"),
            ("all", "all"),
        ]:
            groups[visit["month"], channel, source].append(visit)
    rows = rows_of(ran, "select * from traffic_quality")
    assert {(month_of(r["month"]), r["channel"], r["source"]) for r in rows} == groups.keys()
    for row in rows:
        seen = groups[month_of(row["month"]), row["channel"], row["source"]]
        assert row["visits"] == len(seen)
        assert row["people"] == len({v["actor"] for v in seen if v["actor"].startswith("person")})
        assert row["visitors"] == len({v["actor"] for v in seen}) - row["people"]
        assert row["accounts"] == len({v["account_id"] for v in seen} - {None})
        assert row["page_views"] == sum(visit["page_views"] for visit in seen)
        assert row["organic_visits"] == sum(visit["channel"] not in paid for visit in seen)
        assert row["engaged_visits"] == sum(visit["is_engaged"] for visit in seen)
        assert row["single_page_visits"] == sum(visit["is_single"] for visit in seen)
        seconds = sum(visit["seconds"] for visit in seen) / len(seen)
        assert isclose(row["seconds_per_visit"], seconds, abs_tol=0.005001)


def test_experiments_are_those_of_counting(ran: Ran, facts: Facts) -> None:
    expected = experiments(facts)
    rows = rows_of(ran, "select * from content_experiments")
    found = {(r["level"], r["name"], r["variant"]): (r["people"], r["responses"]) for r in rows}
    assert found == expected
    for row in rows:
        control = found[row["level"], row["name"], row["control_variant"]]
        if row["is_control"] or not row["people"] or not control[0]:
            assert row["difference"] is None
            continue
        low, high = newcombe(
            row["people"] and row["responses"], row["people"], control[1], control[0]
        )
        assert isclose(row["difference_low"], low, abs_tol=2e-6), row
        assert isclose(row["difference_high"], high, abs_tol=2e-6), row
