"""Journey, profile and trend of every account, counted a second time from other tables."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline

WINDOW_START = END - timedelta(days=89)
TOUCHES = """
    select account_id, campaign_id, coalesce(person_id, visitor_id), day, occurred_at, quantity,
        is_engagement, kind, touch_id, person_id
    from touches
    where is_counted and account_id is not null and quantity > 0
"""
Key = tuple[str, date, str]


def touches_by_account(ran: Ran) -> dict[str, list[tuple[Any, ...]]]:
    """Counted touches, the earliest first; those of one moment by id, the greatest first."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    by_id = sorted(ran.query(TOUCHES), key=lambda row: row[8], reverse=True)
    for account, *touch in sorted(by_id, key=lambda row: row[4]):
        rows[account].append(tuple(touch))
    return rows


def test_the_journey_of_every_account_is_that_of_its_touches(ran: Ran) -> None:
    spells = defaultdict(list)
    for account, entered, exited in ran.query(
        "select account_id, entered_on, coalesce(exited_on, date '9999-12-31') "
        "from account_stage_history"
    ):
        spells[account].append((entered, exited))
    expected: dict[Key, list[Any]] = {}
    for account, touches in touches_by_account(ran).items():
        for campaign, who, day, _, quantity, *_ in touches:
            if campaign is None:
                continue
            entered = next(first for first, end in spells[account] if first <= day < end)
            row = expected.setdefault((account, entered, campaign), [0, set(), day, day])
            row[0] += quantity
            row[1] |= {who} - {None}
            row[3] = day
    published = ran.query(
        "select account_id, entered_on, campaign_id, touches, people, first_on, last_on, position "
        "from account_journey order by account_id, entered_on, position"
    )
    found = {row[:3]: row[3:7] for row in published}
    assert found == {
        key: (touches, len(people), first, last)
        for key, (touches, people, first, last) in expected.items()
    }
    for one, other in pairwise(published):
        follows = one[:2] == other[:2]
        assert other[7] == (one[7] + 1 if follows else 1)
        assert not follows or one[5] <= other[5]


def test_the_profile_tells_the_last_touch_and_those_of_ninety_days(ran: Ran) -> None:
    expected = {}
    for account, touches in touches_by_account(ran).items():
        recent = [touch for touch in touches if touch[2] >= WINDOW_START]
        last = touches[-1]
        expected[account] = (
            last[2],
            last[6],
            last[8],
            sum(touch[4] for touch in recent),
            sum(touch[4] for touch in recent if touch[5]),
        )
    nothing = (None, None, None, 0, 0)
    for account, *found in ran.query(
        "select account_id, last_touch_on, last_touch_kind, last_touch_person_id, touches_90d, "
        "engagements_90d from account_profile"
    ):
        assert tuple(found) == expected.get(account, nothing), account


def test_a_provider_fills_what_the_crm_leaves_blank(ran: Ran, company: Path) -> None:
    """Rows that name the account by id or domain; the latest of each provider, then of all."""
    accounts = ran.query("select account_id, domain, industry, employee_count from accounts")
    owners_of = defaultdict(list)
    for account, domain, *_ in accounts:
        owners_of[domain].append(account)
    latest: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    with (company / "enrichment.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            named = [row["account_id"]] if row["account_id"] else owners_of.get(row["domain"], [])
            if len(named) == 1 and row["observed_on"] <= END.isoformat():
                key = (named[0], row["provider"])
                latest[key] = max(
                    latest.get(key, ("", {})), (row["observed_on"], row), key=lambda one: one[0]
                )
    named_here = {account for account, _ in latest}
    checked = 0
    for account, technologies, source in ran.query(
        "select account_id, technologies, technologies_source from account_profile"
    ):
        rows = sorted(
            ((day, row) for (one, _), (day, row) in latest.items() if one == account),
            key=lambda one: one[0],
            reverse=True,
        )
        known = [row for _, row in rows if row["technologies"].strip()]
        if account in named_here and known and len({day for day, _ in rows}) == len(rows):
            assert (technologies, source) == (known[0]["technologies"], known[0]["provider"])
            checked += 1
    assert checked >= 10


def test_amounts_are_sums_of_the_crms(ran: Ran) -> None:
    """All of the demo's opportunities are in the company's currency."""
    with duckdb.connect(str(ran.settings.home / "work" / "warehouse.duckdb"), read_only=True) as it:
        won = it.execute(
            "select accounts.account_id, count(*), sum(deals.amount), min(deals.currency) "
            "from unified.int_opportunities as deals inner join unified.int_accounts as accounts "
            "using (account_key) where deals.is_won group by all"
        ).fetchall()
    expected = {account: tuple(values) for account, *values in won}
    nothing = (0, None, None)
    for account, *found in ran.query(
        "select account_id, won_opportunities, won_amount, won_currency from account_profile"
    ):
        assert tuple(found) == expected.get(account, nothing)
    assert len(expected) >= 2


def test_the_trend_is_that_of_the_change(ran: Ran) -> None:
    for account, week, month, trend in ran.query(
        "select account_id, change_7d, change_28d, trend from account_scores"
    ):
        rises = week >= Decimal(10) or month >= Decimal(20)
        falls = week <= Decimal(-10) or month <= Decimal(-20)
        assert trend == ("surge" if rises else "cooling" if falls else "steady"), account


def test_whoever_lacks_something_is_told_what_to_do_and_who(ran: Ran) -> None:
    assert (
        ran.query(
            "select account_id from account_stages where (missing_for_next is null) <> "
            "(next_action is null) or (next_action is null) <> (next_action_zh is null) or "
            "(next_action is null) <> (next_action_team is null)"
        )
        == []
    )
