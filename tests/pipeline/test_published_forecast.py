"""The forecast of the shared company: its sums counted day by day from the published history."""

from collections import Counter
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.oracle.forecast import Account, Deal, sums_by_period
from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline

AS_OF = (END - date(1970, 1, 1)).days
PERIODS = 33


def warehouse(ran: Ran, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(ran.settings.warehouse_path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def accounts(ran: Ran) -> dict[int, Account]:
    keys = dict(warehouse(ran, "select account_id, account_key from unified.int_accounts"))
    stages: dict[int, list[tuple[int, int]]] = {}
    for account, day, stage in ran.query(
        "select account_id, entered_on - date '1970-01-01', stage_ordinal"
        " from account_stage_history order by account_id, entered_on"
    ):
        stages.setdefault(keys[account], []).append((day, stage))
    segments: dict[int, list[tuple[int, str]]] = {}
    for key, day, segment in warehouse(
        ran,
        "select account_key, valid_from_day, segment from steps.int_account_segments order by 1, 2",
    ):
        segments.setdefault(key, []).append((day, segment))
    return {key: Account(visits, segments[key]) for key, visits in stages.items()}


@pytest.fixture(scope="module")
def deals(ran: Ran, accounts: dict[int, Account]) -> list[Deal]:
    rows = warehouse(
        ran,
        "select opportunity_id, opportunities.account_key, created_day,"
        " case when opportunities.is_won then closed_day end, company_amount, type"
        " from unified.int_opportunities as opportunities"
        " inner join steps.int_opportunity_amounts as amounts using (opportunity_id)",
    )
    return [Deal(*row) for row in rows if row[1] in accounts]


def told(ran: Ran, table: str, columns: str) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for *key, value in warehouse(ran, f"select {columns} from steps.int_forecast_{table}"):
        found[tuple(key)] += value
    return found


def test_every_sum_of_the_company_is_the_one_counted_day_by_day(
    ran: Ran, accounts: dict[int, Account], deals: list[Deal]
) -> None:
    # The first day by which a thousandth of what channels did to accounts had happened.
    ((recorded,),) = ran.query(
        "select min(day) - date '1970-01-01' from ("
        "  select day, sum(count(*)) over (order by day) as until, sum(count(*)) over () as ever"
        "  from (select distinct account_id, channel, campaign_id, day from touches where"
        "    is_counted and account_id is not null and quantity > 0"
        "    and (is_exposure or is_engagement)) group by day"
        ") where 1000 * until >= ever"
    )
    expected = sums_by_period(accounts, deals, AS_OF, PERIODS, recorded)
    assert sum(expected["moves"].values()) > 100
    assert sum(expected["deals"].values()) > 20
    move = "segment, from_ordinal, bucket_no, to_ordinal"
    assert told(ran, "moves", f"period_no, {move}, moves") == expected["moves"]
    risk = "period_no, segment, ordinal, bucket_no, days"
    assert told(ran, "risks", risk) == expected["risks"]
    deal = "period_no, kind, opportunity_id, segment, from_ordinal, to_ordinal, amount, 1"
    assert told(ran, "deals", deal) == expected["deals"]
    count = "period_no, segment, ordinal, age_days, accounts"
    of_origins = {key: value for key, value in expected["counts"].items() if key[0] < 27}
    assert told(ran, "counts", count) == of_origins


def test_what_came_after_each_origin_is_counted_from_the_published_history(ran: Ran) -> None:
    tests = ran.query(
        "select origin_on, horizon_days, stage, actual from forecast_backtest"
        " where measure = 'accounts' and segment = 'all' and origin_on is not null"
    )
    assert len(tests) > 50
    for origin, days, stage, actual in tests:
        ((standing,),) = ran.query(
            f"select count(*) from account_stage_history where stage = '{stage}'"
            f" and entered_on <= date '{origin}' + {days}"
            f" and coalesce(exited_on > date '{origin}' + {days}, true)"
        )
        assert standing == actual, (origin, days, stage)


def test_every_figure_of_the_back_test_follows_from_its_rows(ran: Ran) -> None:
    rows = ran.query(
        "select measure, stage, segment, horizon_days, origin, forecasts, expected, low, actual,"
        " high, coverage, wape, bias, run_rate, run_rate_wape from forecast_backtest"
    )
    origins: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        if row[4] != "all":
            origins.setdefault(row[:4], []).append(row[5:])
    summed = [row for row in rows if row[4] == "all"]
    assert len(summed) == len(origins) > 100
    for row in summed:
        single, told_figures = origins[row[:4]], row[5:]
        actual = sum(one[3] for one in single)
        errors = [one[1] - one[3] for one in single]
        held = sum(one[2] <= one[3] <= one[4] for one in single)
        assert len(single) == told_figures[0] <= 12
        assert float(told_figures[5]) == pytest.approx(held / len(single), abs=1e-6)
        if not actual:
            assert told_figures[6] is None
            continue
        wape = sum(abs(error) for error in errors) / actual
        assert float(told_figures[6]) == pytest.approx(float(wape), abs=1e-6)
        assert float(told_figures[7]) == pytest.approx(float(sum(errors) / actual), abs=1e-6)
        if all(one[8] is not None for one in single):
            beside = sum(abs(one[8] - one[3]) for one in single) / actual
            assert float(told_figures[9]) == pytest.approx(float(beside), abs=1e-6)
