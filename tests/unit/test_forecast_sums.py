"""The sums that a forecast learns from: the models' SQL against days counted one by one."""

from collections import Counter
from typing import Any

import duckdb
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.forecast import load_models
from tests.oracle.forecast import Account, Deal, sums_by_period
from tests.unit.forecast_tables import tables_of

AS_OF = 400
PERIODS = 5


@st.composite
def accounts(draw: st.DrawFn) -> dict[int, Account]:
    """Draw a few accounts, some of which change their segment; some moves lie after as_of."""
    drawn = {}
    for key in range(draw(st.integers(1, 6))):
        days = sorted(draw(st.sets(st.integers(AS_OF - 320, AS_OF + 20), min_size=1, max_size=6)))
        days = [min(days[0], AS_OF), *days[1:]]
        stages: list[int] = []
        for _ in days:
            stages.append(draw(st.sampled_from(sorted({*range(6)} - {*stages[-1:]}))))
        changed = draw(st.lists(st.integers(AS_OF - 150, AS_OF + 5), max_size=2, unique=True))
        segments = [
            (-1_000_000, "small"),
            *((day, f"s{at}") for at, day in enumerate(sorted(changed))),
        ]
        drawn[key] = Account(list(dict(zip(days, stages, strict=True)).items()), segments)
    return drawn


@st.composite
def companies(draw: st.DrawFn) -> tuple[dict[int, Account], list[Deal]]:
    """Draw accounts and deals; many deals fall on the days of moves."""
    drawn = draw(accounts())
    deals = []
    for number in range(draw(st.integers(0, 8))):
        key = draw(st.sampled_from(sorted(drawn)))
        days = [day for day, _ in drawn[key].stages if day <= AS_OF]
        created = draw(st.one_of(st.sampled_from(days), st.integers(AS_OF - 130, AS_OF)))
        won = draw(st.one_of(st.none(), st.integers(created, max(created, AS_OF))))
        amount = draw(st.one_of(st.none(), st.integers(0, 10**6)))
        kind = draw(st.sampled_from(["new", "expansion", "renewal"]))
        lost = None if won else draw(st.sampled_from([None, created]))
        money = amount and amount / 100
        deals.append(Deal(f"d{number}", key, created, won, money, kind, lost))
    return drawn, deals


def told(rows: pd.DataFrame, value: str | None) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False):
        key = tuple(row)
        found[key[:-1] if value else key] += key[-1] if value else 1
    return found


@settings(max_examples=30, deadline=None)
@given(company=companies(), ago=st.integers(0, 400))
def test_every_sum_is_the_one_counted_day_by_day(
    company: tuple[dict[int, Account], list[Deal]], ago: int
) -> None:
    drawn, deals = company
    # One origin, its horizons, and one that teaches it need five periods of counts, the
    # look-back one more.
    settings_ = {"origins": 1, "look_back_days": 30}
    expected = sums_by_period(drawn, deals, AS_OF, PERIODS + 1, AS_OF - ago)
    with duckdb.connect() as connection:
        frames = load_models(connection, tables_of(drawn, deals, AS_OF, AS_OF - ago), settings_)
    assert told(frames["risks"], "days") == expected["risks"]
    assert told(frames["moves"], "moves") == expected["moves"]
    assert told(frames["deals"], None) == expected["deals"]
    of_origins = Counter({key: n for key, n in expected["counts"].items() if key[0] < PERIODS})
    assert told(frames["counts"], "accounts") == of_origins
