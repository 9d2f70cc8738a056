"""No ratio of a very wide interval is told, and none without campaigns of few moves."""

from math import log
from typing import Any

import duckdb
import pytest

from tests.unit.rendered_models import build_model

# Tables beside a claim: none has a row here but the units.
BESIDE = {
    "int_influence_units": ["level", "name"],
    "int_influence_reach": ["population", "accounts"],
    "int_influence_extra_moves": ["claim_no", "extra_moves", "extra_moves_low", "extra_moves_high"],
    "int_influence_spend": ["level", "name", "spend"],
    "int_influence_chances": ["claim_no", "rate_unexposed", "rate_average"],
    "int_influence_checks": ["claim_no", "log_shrunken", "prob_best"],
    "int_influence_diagnostics": [
        "claim_no", "ratio_poisson", "ratio_full_engagement", "placebo_ratio", "placebo_low",
        "placebo_high", "e_value", "has_engagement", "failed_diagnostics", "evidence",
    ],
}  # fmt: skip
NOT_LOOKED_AT = (
    "is_own_behaviour", "moves_exposed", "moves_unexposed", "days_exposed",
    "days_unexposed", "overlap", "p_value", "q_value", "verdict", "lacking",
)  # fmt: skip
TEXTS = {"level", "name", "population", "failed_diagnostics", "evidence", "basis"}
FLAGS = {"has_engagement"}
# Half widths of intervals: of claims, by their number, and of the same on operational stages.
NARROW, WIDE = log(99) / 2, log(101) / 2
CLAIMS = {
    1: (NARROW, NARROW), 2: (WIDE, NARROW), 3: (NARROW, WIDE), 4: (NARROW, NARROW),
    5: (NARROW, NARROW), 6: (NARROW, NARROW),
}  # fmt: skip
# Of the history without campaigns, exposed and not.
MOVES = {1: (10, 10), 2: (10, 10), 3: (50, 50), 4: (9, 50), 5: (50, 9), 6: (50, 50)}
CHANNELS = {6: "website"}


@pytest.fixture
def figures() -> dict[int, tuple[Any, ...]]:
    """Ratios of each claim as published: crude, adjusted, bounds, operational, campaign-free."""
    with duckdb.connect() as connection:
        for table, columns in BESIDE.items():
            kinds = (
                f"{name} {'text' if name in TEXTS else 'boolean' if name in FLAGS else 'double'}"
                for name in columns
            )
            connection.execute(f"create table {table} (unit_no integer, {', '.join(kinds)})")
        key = "unit_no integer, population text, ordinal integer, to_ordinal integer"
        logs = "log_ratio double, log_low double, log_high double"
        moves = "informative_exposed integer, informative_unexposed integer"
        connection.execute(
            f"create table int_influence_estimates ({key}, basis text, {logs}, {moves})"
        )
        connection.execute(
            f"create table int_influence_claims ({key}, claim_no integer, level text, "
            f"channel text, ratio_crude double, log_error double, has_enough_data boolean, {logs})"
        )
        connection.execute("create table int_own_channels as select 'website' as channel")
        for name in NOT_LOOKED_AT:
            connection.execute(f"alter table int_influence_claims add column {name} integer")
        for number, (half, operational) in CLAIMS.items():
            middle = log(2)
            connection.execute("insert into int_influence_units (unit_no) values (?)", [number])
            connection.execute(
                "insert into int_influence_estimates "
                "values (?, 'all', 0, 1, 'operational', ?, ?, ?, 3, 3)",
                [number, middle, middle - operational, middle + operational],
            )
            connection.execute(
                "insert into int_influence_estimates "
                "values (?, 'all', 0, 1, 'campaign_free', ?, ?, ?, ?, ?)",
                [number, middle, middle - operational, middle + operational, *MOVES[number]],
            )
            connection.execute(
                "insert into int_influence_claims (unit_no, population, ordinal, to_ordinal, "
                "claim_no, level, channel, ratio_crude, log_error, has_enough_data, log_ratio, "
                "log_low, log_high) "
                "select $1, 'all', 0, 1, $1, 'channel', $2, 5e4, 1, false, $3, $3 - $4, $3 + $4",
                [number, CHANNELS.get(number, "email"), middle, half],
            )
        build_model(connection, "int_influence_figures")
        rows = connection.execute(
            "select claim_no, ratio_crude, ratio, ratio_low, ratio_high, ratio_operational, "
            "ratio_campaign_free from int_influence_figures"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def test_up_to_a_factor_of_a_hundred_everything_is_told(
    figures: dict[int, tuple[Any, ...]],
) -> None:
    low, high = 2 / 99**0.5, 2 * 99**0.5
    assert figures[1] == pytest.approx((5e4, 2, low, high, 2, 2))


def test_beyond_no_ratio_is_told(figures: dict[int, tuple[Any, ...]]) -> None:
    assert figures[2] == (None,) * 6
    assert figures[3][-2:] == (None, None)
    assert figures[3][:2] == pytest.approx((5e4, 2))


@pytest.mark.parametrize("number", [4, 5])
def test_without_campaigns_nothing_is_told_of_few_moves(
    figures: dict[int, tuple[Any, ...]], number: int
) -> None:
    assert figures[number][-2:] == (pytest.approx(2), None)


def test_what_accounts_do_of_their_own_accord_is_left_in_and_tells_nothing_of_itself(
    figures: dict[int, tuple[Any, ...]],
) -> None:
    assert figures[6][-2:] == (pytest.approx(2), None)
