"""Spend of campaigns against adding up days: reported or spread, at the rate of each day."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.rendered_models import build_model

EPOCH = date(1970, 1, 1)
AS_OF = date(2026, 6, 15)
FIRST = date(2026, 3, 1)
CENT = Decimal("0.01")
TABLES = """
create table finance (name varchar, value varchar);
create table currency_rates (currency varchar, valid_from date, rate decimal(18, 6));
create table stg_control__run (as_of_day integer);
create table int_months (month_day integer, next_month_day integer);
create table stg_ads__ad_costs (
    day date, campaign_id varchar, cost decimal(18, 2), currency varchar
);
create table int_campaigns (
    campaign_id varchar, cost decimal(18, 2), currency varchar, started_on date, ended_on date
);
insert into finance values ('company_currency', 'USD');
"""

days = st.dates(FIRST, date(2026, 7, 31))
amounts = st.none() | st.decimals(0, 10**9, places=2)
currencies = st.sampled_from(["USD", "EUR", " eur", "GBP", "", None])
rates = st.dictionaries(
    st.tuples(st.sampled_from(["EUR", "USD", "GBP"]), days),
    st.decimals("0.000001", 900, places=6),
    max_size=6,
)
campaigns = st.lists(
    st.tuples(amounts, currencies, st.none() | days, st.none() | days), min_size=1, max_size=4
)
reports = st.lists(st.tuples(days, st.integers(0, 4), amounts, currencies), max_size=8)


def number(day: date) -> int:
    """Return the days since 1970-01-01."""
    return (day - EPOCH).days


def rate_on(
    known: dict[tuple[str, date], Decimal], currency: str | None, day: date
) -> Decimal | None:
    """Return what one unit is worth on a day, None where nobody said."""
    name = (currency or "").strip().upper() or "USD"
    if name == "USD":
        return Decimal(1)
    said = [
        (start, rate) for (other, start), rate in known.items() if other == name and start <= day
    ]
    return max(said)[1] if said else None


def expected_spend(
    planned: list[Any], reported: list[Any], known: dict[tuple[str, date], Decimal]
) -> dict[tuple[str, date], Decimal | None]:
    """Add up every day's cents at the day's rate; a month with an unknown part is None."""
    parts: dict[tuple[str, date], list[Decimal | None]] = defaultdict(list)

    def add(campaign: str, day: date, cost: Decimal, currency: str | None) -> None:
        rate = rate_on(known, currency, day)
        parts[campaign, day.replace(day=1)].append(None if rate is None else cost * rate)

    by_platform = set()
    for day, campaign, cost, currency in reported:
        if cost is not None and day <= AS_OF:
            by_platform.add(f"c{campaign}")
            add(f"c{campaign}", day, cost, currency)
    for place, (cost, currency, started, ended) in enumerate(planned):
        name = f"c{place}"
        if cost is None or name in by_platform:
            continue
        start = started or ended or AS_OF
        end = max(start, ended or AS_OF)
        length = (end - start).days + 1
        for day in (start + timedelta(days=offset) for offset in range(length)):
            if day <= AS_OF:
                done = (day - start).days
                cents = int(cost * 100)
                due = cents * (done + 1) // length - cents * done // length
                add(name, day, due * CENT, currency)
    return {
        key: None if None in found
        else sum((part for part in found if part is not None), Decimal(0)).quantize(
            CENT, ROUND_HALF_UP
        )
        for key, found in parts.items()
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(campaigns, reports, rates)
def test_spend_is_the_sum_of_its_days(
    planned: list[Any], reported: list[Any], known: dict[tuple[str, date], Decimal]
) -> None:
    # One row a day and campaign, as staging leaves them.
    reported = [*{(row[0], row[1]): row for row in reported}.values()]
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        connection.execute("insert into stg_control__run values (?)", [number(AS_OF)])
        for month in range(1, 7):
            first, after = date(2026, month, 1), date(2026, month + 1, 1)
            connection.execute(
                "insert into int_months values (?, ?)", [number(first), number(after)]
            )
        for (currency, day), rate in known.items():
            connection.execute("insert into currency_rates values (?, ?, ?)", [currency, day, rate])
        for day, campaign, cost, currency in reported:
            connection.execute(
                "insert into stg_ads__ad_costs values (?, ?, ?, ?)",
                [day, f"c{campaign}", cost, currency],
            )
        for place, row in enumerate(planned):
            connection.execute(
                "insert into int_campaigns values (?, ?, ?, ?, ?)", [f"c{place}", *row]
            )
        for model in ("int_currency_rates", "int_campaign_costs", "int_campaign_spend"):
            build_model(connection, model)
        rows = connection.execute("select campaign_id, month_day, spend from int_campaign_spend")
        found = {(name, EPOCH + timedelta(days=day)): spend for name, day, spend in rows.fetchall()}
    assert found == expected_spend(planned, reported, known)
