"""Targets and the bridge to leads of the small company, worked out again from its facts."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

import duckdb
import pytest

from orchestration.settings import DBT_SOURCES
from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline

NINETY_DAYS_AGO = (END - date(1970, 1, 1)).days - 90
AS_OF_DAY = (END - date(1970, 1, 1)).days


def rules(name: str) -> list[dict[str, str]]:
    with (DBT_SOURCES / "seeds" / f"{name}.csv").open(encoding="utf-8") as file:
        return [*csv.DictReader(file)]


def facts(ran: Ran, sql: str) -> list[tuple[Any, ...]]:
    """Ask the working database, where the unified facts are."""
    with duckdb.connect(str(ran.settings.warehouse_path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def measures(ran: Ran) -> dict[str, dict[str, Decimal | None]]:
    """Measures of each account by the words of target_conditions."""
    found: dict[str, dict[str, Decimal | None]] = {
        key: {"annual_revenue": revenue, "icp_score": fit}
        for key, revenue, fit in ran.query(
            "select account_id, annual_revenue, icp_score from accounts join account_stages"
            " using (account_id)"
        )
    }
    ids = dict(facts(ran, "select account_key, account_id from unified.int_accounts"))
    won = Counter(
        ids[key]
        for key, closed, churned in facts(
            ran,
            "select account_key, closed_day, churned_day from unified.int_opportunities "
            "join unified.int_accounts using (account_key) where is_won",
        )
        # Who was a customer and left owes no place among the targets to what was won before.
        if churned is None or churned > AS_OF_DAY or closed > churned
    )
    topics = defaultdict(set)
    for key, provider, topic, day in facts(
        ran, "select account_key, provider, topic, observed_day from unified.int_intent_signals"
    ):
        if day > NINETY_DAYS_AGO:
            topics[ids[key]].add((provider, topic))
    deciders = {
        person
        for person, authority in facts(
            ran,
            "select person_id, authority from unified.int_person_versions order by valid_from_day",
        )
        if authority == "decision_maker"
    }
    reachable: Counter[str] = Counter()
    for (
        person,
        account,
        role,
        email,
        email_consent,
        phone,
        phone_consent,
        chat,
        consent,
    ) in ran.query(
        "select person_id, account_id, buying_role, email, consent_email,"
        " coalesce(phone, mobile), consent_phone, wechat_id, consent_wechat"
        " from people where account_id is not null"
    ):
        ways = [(email, email_consent), (phone, phone_consent), (chat, consent)]
        if any(way and state != "withdrawn" for way, state in ways):
            reachable[account] += role == "executive" or person in deciders
    for key, values in found.items():
        values["won_opportunities"] = Decimal(won[key])
        values["intent_topics"] = Decimal(len(topics[key]))
        values["decision_makers_reachable"] = Decimal(reachable[key])
        values["potential_score"] = potential(values)
    return found


def potential(values: dict[str, Decimal | None]) -> Decimal:
    best: dict[str, tuple[Decimal, Decimal]] = {}
    for rule in rules("potential_rules"):
        value, minimum = values[rule["measure"]], Decimal(rule["minimum"])
        if value is not None and value >= minimum:
            candidate = (minimum, Decimal(rule["points"]))
            best[rule["measure"]] = max(best.get(rule["measure"], candidate), candidate)
    return min(sum((points for _, points in best.values()), Decimal(0)), Decimal(100))


def test_targets_are_the_top_of_those_that_meet_every_condition(ran: Ran) -> None:
    published = {
        row[0]: row[1:]
        for row in ran.query(
            "select account_id, meets_strategic, meets_potential, meets_reach, potential_score,"
            " decision_makers_reachable, won_opportunities, intent_topics_90d, rank, tier,"
            " is_target from target_accounts"
        )
    }
    values = measures(ran)
    assert published.keys() == values.keys()
    qualified = []
    for key, own in values.items():
        met = {"strategic": True, "potential": True, "reach": True}
        for rule in rules("target_conditions"):
            value = own[rule["measure"]]
            met[rule["condition"]] &= value is not None and value >= Decimal(rule["minimum"])
        figures = (
            "potential_score",
            "decision_makers_reachable",
            "won_opportunities",
            "intent_topics",
        )
        expected = [*met.values(), *(own[name] for name in figures)]
        assert [*published[key][:7]] == expected, key
        if all(met.values()):
            order = [-(own[name] or 0) for name in ("potential_score", "icp_score")]
            qualified.append((*order, -(own["decision_makers_reachable"] or 0), key))
        else:
            assert published[key][7:] == (None, None, False)
    assert len(qualified) >= 5
    for rank, (*_, key) in enumerate(sorted(qualified), 1):
        tiers = sorted(rules("target_tiers"), key=lambda row: Decimal(row["top_share"]))
        tier = next(
            row for row in tiers if rank <= ceil(Decimal(row["top_share"]) * len(qualified))
        )
        assert published[key][7:] == (rank, tier["tier"], tier["is_target"] == "true")
    assert {row[8] for row in published.values()} == {"strategic", "key", "nurture", None}


def test_expansion_is_told_of_customers_only(ran: Ran) -> None:
    assert (
        ran.query(
            "select account_id from target_accounts join account_stages using (account_id)"
            " where (stage = 'Customer') <> (expansion_stage is not null)"
            " or (stage = 'Customer' and customer_from > entered_on)"
        )
        == []
    )
    assert ran.query(
        "select count(*) > 0 from target_accounts where expansion_stage <> 'none'"
    ) == [(True,)]


def test_the_bridge_counts_the_leads_of_each_account(ran: Ran) -> None:
    leads = defaultdict(list)
    for account, person, score, engagement, *standing in ran.query(
        "select account_id, person_id, score, engagement_score, mql_on, sql_on, lead_stage,"
        " lead_stage_since from lead_scores where account_id is not null"
    ):
        leads[account].append((-score, -engagement, person, *standing))
    active = defaultdict(set)
    for account, person in ran.query(
        "select account_id, person_id from touches where is_counted and is_engagement"
        f" and quantity > 0 and person_id is not null and day > date '{END - timedelta(days=90)}'"
    ):
        active[account].add(person)
    stages = dict(ran.query("select account_id, stage from account_stages"))
    rows = ran.query(
        "select account_id, people, mqls, sqls, active_people, newest_mql_on,"
        " newest_sql_on, newest_sql_stage_on, people_sql, best_score, top_person_id,"
        " active_without_sql, sql_while_unaware from account_lead_bridge"
    )
    assert {row[0] for row in rows} == stages.keys()
    for account, *figures in rows:
        own = sorted(leads[account])
        mqls = [lead[3] for lead in own if lead[3]]
        sqls = [lead[4] for lead in own if lead[4]]
        in_sql = [since for *_, stage, since in own if stage == "sql"]
        qualified = sum(lead[5] in ("sql", "opportunity", "customer") for lead in own)
        people = {lead[2] for lead in own}
        acting = len(active[account] & people)
        assert figures == [
            len(own),
            len(mqls),
            len(sqls),
            acting,
            max(mqls, default=None),
            max(sqls, default=None),
            max(in_sql, default=None),
            len(in_sql),
            -own[0][0] if own else None,
            own[0][2] if own else None,
            acting >= 2 and not qualified,
            stages[account] == "Unaware" and qualified > 0,
        ], account
    assert any(figures[-2] for figures in rows)
