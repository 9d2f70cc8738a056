"""Ratios on other stages stand beside a claim, that without campaigns only with enough moves."""

import duckdb
import pytest

from tests.unit.rendered_models import build_model

TABLES = """
    create table int_influence_claims as
    select 1 as claim_no, 1 as unit_no, 'channel' as level, 'email' as channel,
        'all' as population, 1 as ordinal, 2 as to_ordinal, 0.4 as log_ratio, 0.1 as log_low,
        0.7 as log_high, 0.15 as log_error, true as has_enough_data;
    create table int_influence_units as
    select 1 as unit_no, 'channel' as level, 'email' as name;
    create table int_influence_reach (unit_no integer, population text, accounts integer);
    create table int_influence_extra_moves (
        claim_no integer, extra_moves double, extra_moves_low double, extra_moves_high double);
    create table int_influence_spend (level text, name text, spend double);
    create table int_influence_chances (
        claim_no integer, rate_unexposed double, rate_average double);
    create table int_influence_checks (claim_no integer, log_shrunken double, prob_best double);
    create table int_influence_diagnostics (
        claim_no integer, ratio_poisson double, ratio_full_engagement double,
        placebo_ratio double, placebo_low double, placebo_high double, e_value double,
        failed_diagnostics text, evidence text);
    create table int_influence_estimates (
        unit_no integer, basis text, population text, ordinal integer, to_ordinal integer,
        log_ratio double, informative_exposed double, informative_unexposed double);
"""


@pytest.mark.parametrize(
    ("moves", "expected"),
    [((10, 10), 1.2), ((9, 400), None), ((400, 9), None)],
)
def test_a_ratio_without_campaigns_needs_ten_moves_on_either_side(
    moves: tuple[int, int], expected: float | None
) -> None:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        connection.execute(
            """
            insert into int_influence_estimates values
                (1, 'replayed', 'all', 1, 2, 0.4, 50, 50),
                (1, 'operational', 'all', 1, 2, ln(2.0), 3, 3),
                (1, 'campaign_free', 'all', 1, 2, ln(1.2), ?, ?),
                (1, 'campaign_free', 'all', 1, -1, ln(7.0), 50, 50)
            """,
            moves,
        )
        build_model(connection, "int_influence_figures")
        found = connection.execute(
            "select ratio_operational, ratio_campaign_free from int_influence_figures"
        ).fetchall()
    assert found == [(pytest.approx(2.0), expected and pytest.approx(expected))]
