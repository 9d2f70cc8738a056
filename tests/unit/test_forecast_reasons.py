"""What a forecast does not tell, and why."""

import pandas as pd
import pytest

from tests.bench.forecast import forecast_of
from tests.oracle.forecast import Account, Deal
from tests.unit.forecast_tables import FEW, TOLD, tables_of, told

UNPRICED = "no opportunity of known amount to learn from in the look-back"


def chain(count: int, first: int, pace: int, stages: int = 3) -> dict[int, Account]:
    """Return accounts that go from Unaware to Aware and on to Customer, one after the other."""
    found = {}
    for key in range(count):
        start = first + key * pace // 2
        stays = [(start, 0), (start + 20, 1), (start + 45, 5)]
        found[key] = Account(stays[:stages], [(-1_000_000, "only")])
    return found


def reasons(rows: pd.DataFrame, measure: str = "customers") -> set[object]:
    of_now = rows[(rows["period_no"] == 0) & (rows["measure"] == measure)]
    assert of_now[TOLD[:-1]].isna().all(axis=None)
    return {*of_now["reason"]}


def accounts_until(accounts: dict[int, Account], as_of: int) -> dict[int, Account]:
    kept = {key: account for key, account in accounts.items() if account.stages[0][0] <= as_of}
    return {
        key: Account([stage for stage in one.stages if stage[0] <= as_of], one.segments)
        for key, one in kept.items()
    }


def test_a_company_of_forty_days_says_so() -> None:
    accounts = accounts_until(chain(60, 341, 2), 400)
    rows = forecast_of(tables_of(accounts, [], 400))
    assert reasons(rows) == {"40 days of moves on record, 90 needed"}
    assert {*rows["period_no"]} == {0}
    assert len(rows) == 33 * 2


def test_wins_of_years_without_touches_are_no_history_of_moves() -> None:
    accounts = accounts_until(chain(60, 341, 2), 400)
    old = {key: Account([(1, 0), (100 + key, 5)], [(0, "only")]) for key in range(100, 160)}
    rows = forecast_of(tables_of({**accounts, **old}, [], 400, recorded=361))
    assert reasons(rows) == {"40 days of moves on record, 90 needed"}
    assert {*rows["period_no"]} == {0}


def test_accounts_that_never_moved_say_so() -> None:
    accounts = {key: Account([(1, 0)], [(0, "only")]) for key in range(20)}
    rows = forecast_of(tables_of(accounts, [], 400))
    assert reasons(rows) == {"0 days of moves on record, 90 needed"}
    standing = rows[(rows["measure"] == "accounts") & (rows["stage"] == "Unaware")]
    assert {*standing["run_rate"]} == {20}


def test_a_company_without_accounts_has_a_row_and_a_reason() -> None:
    rows = forecast_of(tables_of({}, [], 400))
    assert {*rows["segment"]} == {"all"}
    assert len(rows) == 33
    assert len(reasons(rows)) == 1


def test_few_moves_say_how_few() -> None:
    rows = forecast_of(tables_of(accounts_until(chain(12, 150, 20), 400), [], 400))
    assert reasons(rows) == {"15 moves forward in the look-back, 30 needed"}


def test_without_a_win_no_customers_are_told() -> None:
    accounts = accounts_until(chain(120, 100, 5, stages=2), 400)
    rows = forecast_of(tables_of(accounts, [], 400), FEW)
    assert reasons(rows) == {"no move to Customer in the look-back"}
    assert reasons(rows, "opportunities") == {"no opportunity to learn from in the look-back"}
    assert rows.loc[rows["measure"] == "accounts", "expected"].notna().all()


def test_without_amounts_money_alone_is_not_forecast() -> None:
    accounts = accounts_until(chain(120, 100, 5), 400)
    deals = [Deal(f"d{key}", key, one.stages[-1][0], one.stages[-1][0], None)
             for key, one in accounts.items() if len(one.stages) == 3]  # fmt: skip
    rows = forecast_of(tables_of(accounts, deals, 400), FEW)
    assert reasons(rows, "amount") == {"no amount is known in the look-back"}
    assert reasons(rows, "pipeline_amount") == {UNPRICED}
    of_now = told(rows, 0)
    # One customer every 2.5 days, each with an opportunity won on the day, in the one segment.
    assert of_now.loc[("customers", "Customer", "all", 30), "expected"] == pytest.approx(
        12, rel=0.25
    )
    for measure, stage in (("customers", "Customer"), ("opportunities", "Intent")):
        pair = [of_now.loc[(measure, stage, segment, 90)] for segment in ("only", "all")]
        assert pair[0]["expected"] == pair[1]["expected"]
    known = [Deal(deal.name, deal.account, deal.created, deal.won, 100.0) for deal in deals]
    paid = told(forecast_of(tables_of(accounts, known, 400), FEW), 0, ["expected"])["expected"]
    # All amounts are the same, so money is the number of opportunities times it.
    opportunities = paid[("opportunities", "Intent", "all", 90)]
    assert paid[("pipeline_amount", "Intent", "all", 90)] == pytest.approx(100 * opportunities)


def test_opportunities_of_arrivals_long_ago_alone_tell_nothing() -> None:
    accounts = accounts_until(chain(120, 100, 5), 400)
    # Arrivals are told by the last 90 days; these began before, each with an opportunity that day.
    begun = {key: one.stages[0][0] for key, one in accounts.items()}
    deals = [Deal(f"d{key}", key, day, None, 100.0)
             for key, day in begun.items() if 225 <= day <= 305]  # fmt: skip
    rows = forecast_of(tables_of(accounts, deals, 400), FEW)
    assert deals
    assert reasons(rows, "opportunities") == {"no opportunity to learn from in the look-back"}
    assert reasons(rows, "pipeline_amount") == {UNPRICED}
