"""The models of campaigns, outreach, visits and experiments against brute force on random touches.

Rows are few and dense, so that ties, repeats, gaps and borders of windows and months are common.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from orchestration.settings import DBT_SOURCES
from tests.oracle.performance import Facts, Row, campaign_performance
from tests.oracle.performance_tables import experiments, outreach, visits
from tests.unit.rendered_models import build_model, load_seed

AS_OF = date(2026, 5, 3)
EPOCH = date(1970, 1, 1)
SEEDS = range(6)
# Days before as_of: differences of 7, 29, 30, 89 and 90 days are common.
DAYS_AGO = (0, 1, 7, 8, 15, 22, 29, 30, 31, 60, 89, 90, 97, 119, 120)
KINDS = ("page_viewed", "page_viewed", "sms_sent", "sms_replied",
         "ad_impression", "ad_click", "email_sent", "email_delivered", "email_opened",
         "email_clicked", "email_replied", "page_viewed", "webinar_registered", "webinar_attended",
         "call_attempted", "call_connected", "sms_sent", "sms_replied", "content_downloaded",
         "form_submitted")  # fmt: skip
CHANNELS = ("email", "paid_social", "sdr_call", "website", "event")
ZONES = {1: "Europe/Berlin", 2: "America/New_York", 3: "Asia/Kolkata", None: "UTC"}
FLAGS = ("is_exposure", "is_engagement", "is_call_to_action")
COLUMNS = {"touch_day": "integer", "occurred_at": "timestamp", "kind": "varchar",
           "campaign_id": "varchar", "channel": "varchar", "direction": "varchar",
           "setting": "varchar", "account_key": "integer", "actor_key": "integer",
           "quantity": "bigint", "is_counted": "boolean", **dict.fromkeys(FLAGS, "boolean"),
           "url": "varchar", "referrer": "varchar", "utm_source": "varchar", "seconds": "bigint",
           "content_id": "varchar", "content_name": "varchar", "variant": "varchar"}  # fmt: skip
COUNTS = ("impressions", "clicks", "touches", "people", "accounts", "emailed", "email_opened",
          "email_clicked", "calls", "calls_connected", "registrations", "attended", "downloaders",
          "leads", "mqls", "sqls", "opportunities", "won", "customers")  # fmt: skip


def number(day: date) -> int:
    """Return the days since 1970-01-01."""
    return (day - EPOCH).days


@dataclass
class World:
    """Random facts, as the models read them and as the oracle does."""

    connection: duckdb.DuckDBPyConnection
    facts: Facts

    def build(self, *models: str) -> None:
        """Build models in this order."""
        for model in models:
            build_model(self.connection, model)

    def rows(self, sql: str) -> list[Row]:
        """Return the rows of a query by column name."""
        found = self.connection.execute(sql)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def draw_touch(random: Random, kinds: dict[str, Row]) -> Row:
    """Draw a touch; moments are hours, so that many are the same."""
    kind = random.choice(KINDS)
    day = AS_OF - timedelta(days=random.choice(DAYS_AGO))
    actor = random.choice([1, 2, 3, 4, -1, -2, None])
    channel = random.choice(CHANNELS)
    return {
        "touch_day": number(day),
        "occurred_at": datetime.combine(day, time(random.choice([0, 9, 23]))),
        "kind": kind,
        "campaign_id": random.choice(["c1", "c2", "c3", None]),
        "channel": channel,
        "direction": "inbound" if channel in ("website", "event") else "outbound",
        "setting": "online",
        "account_key": {1: 1, 2: 1, 3: 2, 4: None, -1: 3, -2: None}.get(actor or 0, 2),
        "actor_key": actor,
        "quantity": random.choice([0, 1, 1, 1, 3]),
        "is_counted": random.random() < 0.95,
        **{flag: kinds[kind][flag] == "true" for flag in FLAGS},
        "url": "/a" if kind == "page_viewed" else None,
        "referrer": random.choice([None, "https://www.Search.example/x", "https://own.example"]),
        "utm_source": random.choice([None, None, "News "]),
        "seconds": random.choice([None, 0, 5, 10, 30]),
        "content_id": random.choice([None, "CNT-1", "CNT-2"]),
        "content_name": None,
        "variant": random.choice([None, None, "A", "B"]),
    }


def draw_world(seed: int) -> World:
    """Fill a database with random facts."""
    random, connection = Random(seed), duckdb.connect()
    seeds = DBT_SOURCES / "seeds"
    for name in ("touch_kinds", "channels", "outreach_outcomes"):
        load_seed(connection, seeds / f"{name}.csv")
    connection.execute(
        "alter table outreach_outcomes alter within_days type integer; "
        "create table own_domains as select 'own.example' as domain; "
        "create table finance as select 'company_currency' as name, 'USD' as value; "
        "create table currency_rates (currency varchar, valid_from date, rate decimal(18, 6)); "
        f"create table stg_control__run as select {number(AS_OF)} as as_of_day, "
        f"date '{AS_OF}' as as_of, 'run' as run_id, 'rules' as rules_version"
    )
    kinds = {str(row["kind"]): row for row in World(connection, None).rows("from touch_kinds")}  # type: ignore[arg-type]
    channels = {row["channel"]: row for row in World(connection, None).rows("from channels")}  # type: ignore[arg-type]
    touches = [draw_touch(random, kinds) for _ in range(random.choice([0, 30, 150, 300]))]
    fill(connection, "int_touches", COLUMNS, touches)
    campaigns = {
        name: {"campaign_id": name, "channel": channel, "direction": "inbound", "setting": "online",
               "name": name, "cost": cost, "currency": "USD",
               "started_on": AS_OF - timedelta(days=random.randrange(150)), "ended_on": None}
        for name, channel, cost in [("c1", "email", Decimal(random.randrange(10**6)) / 100),
                                    ("c2", "email", None), ("c3", "paid_social", Decimal("99.99"))]
    }  # fmt: skip
    for row in campaigns.values():
        row["ended_on"] = row["started_on"] + timedelta(days=random.randrange(90))
    fill(connection, "int_campaigns", {
        "campaign_id": "varchar", "channel": "varchar", "direction": "varchar",
        "setting": "varchar", "name": "varchar", "cost": "decimal(18, 2)", "currency": "varchar",
        "started_on": "date", "ended_on": "date"}, [*campaigns.values()])  # fmt: skip
    ads = [
        {"campaign_id": "c3", "day": day, "impressions": random.randrange(50),
         "clicks": random.randrange(5), "cost": Decimal(random.randrange(10**4)) / 100,
         "currency": None}
        for day in {AS_OF + timedelta(days=random.randrange(-90, 5))
                    for _ in range(random.randrange(4))}
    ]  # fmt: skip
    fill(connection, "stg_ads__ad_costs", {
        "campaign_id": "varchar", "day": "date", "impressions": "bigint", "clicks": "bigint",
        "cost": "decimal(18, 2)", "currency": "varchar"}, ads)  # fmt: skip
    entries, opportunities = draw_successes(random, connection)
    counted = [
        {**touch, "day": EPOCH + timedelta(days=touch["touch_day"]), "actor": touch["actor_key"],
         "person_id": touch["actor_key"] if (touch["actor_key"] or 0) > 0 else None,
         "account_id": touch["account_key"]}
        for touch in touches if touch["is_counted"] and touch["quantity"] > 0
    ]  # fmt: skip
    facts = Facts(AS_OF, counted, campaigns, ads, entries, opportunities, channels)
    return World(connection, facts)


def draw_successes(
    random: Random, connection: duckdb.DuckDBPyConnection
) -> tuple[list[Row], list[Row]]:
    """Draw entries into lead stages, and opportunities."""
    entries = [
        {"person_id": person, "stage": stage,
         "entered_on": AS_OF - timedelta(days=random.choice(DAYS_AGO))}
        for person in range(1, 5) for stage in ("lead", "mql", "sql") if random.random() < 0.7
    ]  # fmt: skip
    fill(connection, "int_lead_stage_spells", {
        "person_key": "integer", "stage": "varchar", "ordinal": "integer",
        "previous_ordinal": "integer", "entered_day": "integer"},
        [{"person_key": row["person_id"], "stage": row["stage"], "ordinal": 1,
          "previous_ordinal": random.choice([None, 0, -1]),
          "entered_day": number(row["entered_on"])}
         for row in entries])  # fmt: skip
    opportunities = []
    for place in range(8):
        created = AS_OF - timedelta(days=random.choice(DAYS_AGO))
        closed = created + timedelta(days=random.randrange(60))
        opportunities.append(
            {"opportunity_id": f"o{place}", "account_id": random.choice([1, 2, 3]),
             "type": random.choice(["new", "expansion"]), "created_on": created,
             "closed_on": closed if closed <= AS_OF else None,
             "is_won": random.random() < 0.6 and closed <= AS_OF,
             "amount": random.choice([None, Decimal(random.randrange(10**5))])}
        )  # fmt: skip
    fill(connection, "int_opportunities", {
        "opportunity_id": "varchar", "account_key": "integer", "type": "varchar",
        "created_day": "integer", "closed_day": "integer", "is_won": "boolean"},
        [{**row, "account_key": row["account_id"], "created_day": number(row["created_on"]),
          "closed_day": number(row["closed_on"]) if row["closed_on"] else None}
         for row in opportunities])  # fmt: skip
    fill(connection, "int_opportunity_amounts", {
        "opportunity_id": "varchar", "amount": "decimal(18, 2)",
        "company_amount": "decimal(18, 2)"},
        [{**row, "company_amount": row["amount"]} for row in opportunities])  # fmt: skip
    fill(connection, "int_accounts", {"account_key": "integer", "exclusion_reason": "varchar"},
         [{"account_key": key, "exclusion_reason": None} for key in (1, 2, 3)])  # fmt: skip
    return entries, opportunities


def fill(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: list[Row]
) -> None:
    """Create a table and insert rows; keys that are no column are left out."""
    definition = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"create table {table} ({definition})")
    values = pa.table({name: pa.array([row[name] for row in rows]) for name in columns})
    connection.register("drawn", values)
    connection.execute(f"insert into {table} from drawn")
    connection.unregister("drawn")


@pytest.mark.parametrize("seed", SEEDS)
def test_campaigns_are_those_of_counting(seed: int) -> None:
    world = draw_world(seed)
    world.build(
        "int_months", "int_currency_rates", "int_campaign_costs", "int_campaign_spend",
        "int_unpriced_currencies",
        "int_ad_months", "int_campaign_days", "int_booked_channels", "int_performance_units",
        "int_performance_groups",
        "int_campaign_people", "int_success_events", "int_credited_events",
        "int_performance_months", "int_performance_sums", "int_performance_reach",
        "campaign_performance",
    )  # fmt: skip
    expected = campaign_performance(world.facts)
    rows = world.rows("from campaign_performance")
    assert {(row["level"], row["name"], row["period"]) for row in rows} == expected.keys()
    for row in rows:
        key = (row["level"], row["name"], row["period"])
        for name in COUNTS:
            assert row[name] == expected[key].get(name, 0), (key, name)
        for name in ("spend", "amount", "opportunity_amount"):
            assert row[name] == expected[key].get(name), (key, name)


@pytest.mark.parametrize("seed", SEEDS)
def test_outreach_is_that_of_counting(seed: int) -> None:
    world = draw_world(seed)
    fill(world.connection, "int_account_time_zones",
         {"account_key": "integer", "time_zone": "varchar", "basis": "varchar"},
         [{"account_key": key, "time_zone": zone, "basis": "account"}
          for key, zone in ZONES.items() if key])  # fmt: skip
    world.build("int_outreach_attempts", "int_outreach_hours")
    outcomes = world.rows("from outreach_outcomes")
    expected = outreach(world.facts, outcomes, lambda account: ZONES[account])  # type: ignore[index]
    found = {
        (row["channel"], row["weekday"], row["hour"]): (row["attempts"], row["successes"])
        for row in world.rows("from int_outreach_hours")
    }
    assert found == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_visits_and_experiments_are_those_of_counting(seed: int) -> None:
    world = draw_world(seed)
    world.build("int_visits", "int_experiment_people")
    found = Counter(
        tuple(row.values())
        for row in world.rows(
            "select actor_key, account_key, channel, source, page_views, seconds, is_engaged, "
            "is_single_page from int_visits"
        )
    )
    names = ("actor", "account_id", "channel", "source", "page_views", "seconds", "is_engaged",
             "is_single")  # fmt: skip
    seen: list[dict[str, Any]] = visits(world.facts, {"own.example"})
    assert found == Counter(tuple(visit[name] for name in names) for visit in seen)
    arms = world.rows(
        "select level, name, variant, count(*) filter (not is_mixed and is_followed) as people, "
        "count(*) filter (not is_mixed and is_followed and has_answered) as responses "
        "from int_experiment_people group by all"
    )
    assert experiments(world.facts) == {
        (arm["level"], arm["name"], arm["variant"]): (arm["people"], arm["responses"])
        for arm in arms
    }
